#include "solver/program/solve_options.h"

#include "models/base/language.h"
#include "output/text/figures.h"
#include "solver/program/interrupt.h"
#include "solver/program/message.h"
#include "solver/program/processes.h"
#include "solver/program/progress.h"

#include <omp.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#define MOST_SECONDS 1e9

eqp_status eqp_solve_options_take(const eqp_arguments *arguments, eqp_solve_options *options,
                                  eqp_error *error) {
    uint32_t engine;
    eqp_status status;
    *options = eqp_solve_options_default();
    engine = options->engine;
    status = eqp_arguments_word(arguments, "--engine", &engine, error);
    if (!status)
        status = eqp_arguments_threads(arguments, &options->threads, error);
    if (!status)
        status = eqp_arguments_number(arguments, "--time-limit", 0.001, MOST_SECONDS,
                                      &options->time_limit, error);
    options->engine = (eqp_engine_choice)engine;
    options->stop = eqp_interrupt_raised;
    if (eqp_message_wanted(arguments) && eqp_progress_possible(stderr)) {
        options->progress = eqp_progress_draw;
        options->context = stderr;
    }
    return status;
}

int eqp_solve_options_cores(const eqp_command *command) {
    int processes = eqp_command_spreads(command) ? eqp_processes_crew()->here : 1;
    int allowed = omp_get_num_procs(), share = (int)sysconf(_SC_NPROCESSORS_ONLN) / processes;
    if (processes == 1 || allowed < share)
        return allowed;
    return share < 1 ? 1 : share;
}

static void print_threads(const eqp_arguments *arguments) {
    const char *threads = eqp_arguments_text(arguments, "--threads", NULL);
    int processes = eqp_command_spreads(arguments->command) ? eqp_processes_crew()->count : 1;
    if (processes == 1 && threads)
        eqp_message_fact(_("threads: %s"), threads);
    else if (processes == 1)
        eqp_message_fact("%s", _("threads: all cores"));
    else if (threads)
        eqp_message_fact(_("threads: %s in each of %d processes"), threads, processes);
    else
        eqp_message_fact(_("threads: %d here, in each of %d processes their part of the cores"),
                         eqp_solve_options_cores(arguments->command), processes);
}

static int is_common(const char *option) {
    size_t count;
    const eqp_command_option *common = eqp_common_options(&count);
    for (size_t i = 0; i < count; i++)
        if (strcmp(common[i].name, option) == 0)
            return 1;
    return 0;
}

void eqp_solve_options_announce(const eqp_arguments *arguments, const eqp_study *study,
                                const eqp_programme *programme) {
    if (!eqp_message_wanted(arguments))
        return;
    fprintf(stderr, "equiplace " EQP_VERSION ": %s %s\n", arguments->command->name,
            arguments->argument[0]);
    eqp_message_fact(
        _("%s zones, %s occupations, %s needs, %s offers, %s institutions, %s rules"),
        eqp_figure_of(study->zones.count, 0).text, eqp_figure_of(study->occupations.count, 0).text,
        eqp_figure_of(study->needs.count, 0).text, eqp_figure_of(study->offers.count, 0).text,
        eqp_figure_of(study->institutions.count, 0).text,
        eqp_figure_of(study->rules.count, 0).text);
    if (programme)
        eqp_message_fact(_("%s rows, %s columns"), eqp_figure_of(programme->lp->rows, 0).text,
                         eqp_figure_of(programme->lp->columns, 0).text);
    print_threads(arguments);
    for (size_t i = 0; i < arguments->option_count; i++) {
        const eqp_given_option *option = &arguments->options[i];
        if (!is_common(option->name))
            fprintf(stderr, "  %s%s%s\n", option->name, *option->value ? " " : "", option->value);
    }
}
