#include "output/text/run_text.h"

#include "models/base/language.h"
#include "output/text/figures.h"

/* A phase and its seconds, as a list shows them. */
static const char *const phases[EQP_PHASE_COUNT] = {
    [EQP_PHASE_READ] = N_("read %s"),
    [EQP_PHASE_BUILD] = N_("build %s"),
    [EQP_PHASE_UNBALANCED] = N_("unbalanced %s"),
    [EQP_PHASE_FAIR] = N_("fair %s"),
    [EQP_PHASE_VALUE] = N_("value %s"),
    [EQP_PHASE_OVERLAP] = N_("overlap %s"),
    [EQP_PHASE_COST] = N_("cost %s"),
    [EQP_PHASE_WHOLE] = N_("whole %s"),
    [EQP_PHASE_PROOF] = N_("proof %s"),
    [EQP_PHASE_WRITE] = N_("write %s"),
};

/* The seconds of solve, phase by phase. */
static void say_phases(const eqp_run *run, eqp_buffer *words) {
    double total = 0;
    for (int phase = 0; phase < EQP_PHASE_COUNT; phase++)
        total += run->seconds[phase];
    eqp_buffer_say(words, P_("%s seconds on %u thread:", "%s seconds on %u threads:", run->threads),
                   eqp_figure_of(total, 2).text, run->threads);
    for (int phase = 0; phase < EQP_PHASE_COUNT; phase++) {
        eqp_buffer_say(words, _(phases[phase]), eqp_figure_of(run->seconds[phase], 2).text);
        eqp_buffer_add(words, "%s", phase + 1 < EQP_PHASE_COUNT ? "," : ".");
    }
}

/* Those of a command that solves many plans. */
static void say_seconds(const eqp_run *run, eqp_buffer *words) {
    double reading = run->seconds[EQP_PHASE_READ], writing = run->seconds[EQP_PHASE_WRITE];
    eqp_figure total = eqp_figure_of(reading + run->seconds_solve + writing, 2);
    eqp_figure read = eqp_figure_of(reading, 2), solve = eqp_figure_of(run->seconds_solve, 2);
    eqp_figure write = eqp_figure_of(writing, 2);
    if (run->processes > 1)
        eqp_buffer_say(words,
                       P_("%s seconds on %u thread of each of %u processes: read %s, solve %s, "
                          "write %s.",
                          "%s seconds on %u threads of each of %u processes: read %s, solve %s, "
                          "write %s.",
                          run->threads),
                       total.text, run->threads, run->processes, read.text, solve.text, write.text);
    else
        eqp_buffer_say(words,
                       P_("%s seconds on %u thread: read %s, solve %s, write %s.",
                          "%s seconds on %u threads: read %s, solve %s, write %s.", run->threads),
                       total.text, run->threads, read.text, solve.text, write.text);
}

void eqp_run_say(const eqp_run *run, eqp_buffer *buffer) {
    eqp_buffer words = {0};
    eqp_buffer_add(buffer, "\n");
    (run->command ? say_seconds : say_phases)(run, &words);
    if (run->folder)
        eqp_buffer_say(&words, _("Results are in %s."), run->folder);
    else
        eqp_buffer_say(&words, "%s",
                       run->command ? _("Nothing was written; --out DIR writes all of it.")
                                    : _("Nothing was written; --out DIR writes the whole plan."));
    eqp_figure_paragraph(buffer, &words, EQP_TEXT_INDENT);
}
