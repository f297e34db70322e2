#include "solver/program/console.h"

#include "models/base/language.h"
#include "output/text/figures.h"
#include "solver/program/interrupt.h"
#include "solver/program/message.h"
#include "solver/program/processes.h"
#include "solver/program/progress.h"

#include <stdio.h>
#include <string.h>

static void show_problems(void *context, eqp_problems *problems, const char *folder) {
    const eqp_console *console = context;
    eqp_message_problems(console->given, problems, folder);
}

static void show_warning(void *context, uint32_t line, const char *sentence) {
    const eqp_console *console = context;
    if (line)
        eqp_message_scenario_warning(console->given, line, sentence);
    else
        eqp_message_warning(console->given, "%s", sentence);
}

static void show_note(void *context, const char *sentence) {
    const eqp_console *console = context;
    if (eqp_message_wanted(console->given))
        eqp_message_fact("%s", sentence);
}

/* ---- how a run starts ---- */

static void print_threads(const eqp_arguments *given) {
    const char *threads = eqp_arguments_text(given, "--threads", NULL);
    const eqp_crew *crew =
        eqp_command_spreads(given->command) ? eqp_processes_crew() : &eqp_crew_alone;
    if (crew->count == 1 && threads)
        eqp_message_fact(_("threads: %s"), threads);
    else if (crew->count == 1)
        eqp_message_fact("%s", _("threads: all cores"));
    else if (threads)
        eqp_message_fact(_("threads: %s in each of %d processes"), threads, crew->count);
    else
        eqp_message_fact(_("threads: %d here, in each of %d processes their part of the cores"),
                         eqp_crew_cores(crew), crew->count);
}

static int is_common(const char *option) {
    size_t count;
    const eqp_command_option *common = eqp_common_options(&count);
    for (size_t i = 0; i < count; i++)
        if (strcmp(common[i].name, option) == 0)
            return 1;
    return 0;
}

/* One screen: version, study, sizes (those of the programme too, where it is built), threads,
 * options that differ from their defaults. */
static void show_start(void *context, const eqp_study *study, const eqp_programme *programme) {
    const eqp_arguments *given = ((const eqp_console *)context)->given;
    if (!eqp_message_wanted(given))
        return;
    fprintf(stderr, "equiplace " EQP_VERSION ": %s %s\n", given->command->name, given->argument[0]);
    eqp_message_fact(
        _("%s zones, %s occupations, %s needs, %s offers, %s institutions, %s rules"),
        eqp_figure_of(study->zones.count, 0).text, eqp_figure_of(study->occupations.count, 0).text,
        eqp_figure_of(study->needs.count, 0).text, eqp_figure_of(study->offers.count, 0).text,
        eqp_figure_of(study->institutions.count, 0).text,
        eqp_figure_of(study->rules.count, 0).text);
    if (programme)
        eqp_message_fact(_("%s rows, %s columns"), eqp_figure_of(programme->lp->rows, 0).text,
                         eqp_figure_of(programme->lp->columns, 0).text);
    print_threads(given);
    for (size_t i = 0; i < given->option_count; i++) {
        const eqp_given_option *option = &given->options[i];
        if (!is_common(option->name))
            fprintf(stderr, "  %s%s%s\n", option->name, *option->value ? " " : "", option->value);
    }
}

/* ---- bars ---- */

static void end_bars(eqp_console *console) {
    eqp_waiting_end(console->waiting);
    console->waiting = NULL;
    if (console->progress)
        eqp_progress_clear(stderr);
    console->progress = 0;
    if (console->counting)
        eqp_points_bar_end(&console->points);
    console->counting = 0;
}

static void show_work(void *context, const char *what) {
    eqp_console *console = context;
    end_bars(console);
    if (what)
        console->waiting = eqp_waiting_begin(console->given, what);
}

static void show_progress(void *context, const eqp_progress *progress) {
    eqp_console *console = context;
    if (console->waiting)
        end_bars(console);
    console->progress = 1;
    eqp_progress_draw(stderr, progress);
}

static void begin_count(void *context, uint64_t done, uint64_t all) {
    eqp_console *console = context;
    int drawn = eqp_message_wanted(console->given) && eqp_progress_possible(stderr);
    end_bars(console);
    console->counting = 1;
    eqp_points_bar_begin(&console->points, drawn, done, all);
}

static void count(void *context, uint64_t more) {
    eqp_console *console = context;
    eqp_points_bar_add(&console->points, more);
}

eqp_listener eqp_console_listen(eqp_console *console, const eqp_arguments *given) {
    int drawn = eqp_message_wanted(given) && eqp_progress_possible(stderr);
    *console = (eqp_console){.given = given};
    return (eqp_listener){.context = console,
                          .stop = eqp_interrupt_raised,
                          .problems = show_problems,
                          .warning = show_warning,
                          .started = show_start,
                          .note = show_note,
                          .working = show_work,
                          .progress = drawn ? show_progress : NULL,
                          .counting = begin_count,
                          .counted = count};
}
