#include "solver/program/solve_options.h"

#include "solver/program/interrupt.h"
#include "solver/program/progress.h"

#include <stdio.h>
#include <string.h>

#define MOST_SECONDS 1e9

eqp_status eqp_solve_options_take(const eqp_arguments *arguments, eqp_solve_options *options,
                                  eqp_error *error) {
    uint32_t engine;
    eqp_status status;
    *options = eqp_solve_options_default();
    engine = options->engine;
    status = eqp_arguments_word(arguments, "--engine", "decomposed|direct", &engine, error);
    if (status == EQP_OK)
        status = eqp_arguments_threads(arguments, &options->threads, error);
    if (status == EQP_OK)
        status = eqp_arguments_number(arguments, "--time-limit", 0.001, MOST_SECONDS,
                                      &options->time_limit, error);
    options->engine = (eqp_engine_choice)engine;
    options->stop = eqp_interrupt_raised;
    if (!eqp_arguments_has(arguments, "--quiet") && eqp_progress_possible(stderr)) {
        options->progress = eqp_progress_draw;
        options->context = stderr;
    }
    return status;
}

void eqp_solve_options_announce(const eqp_arguments *arguments, const eqp_programme *programme) {
    const eqp_study *study = programme->study;
    if (eqp_arguments_has(arguments, "--quiet"))
        return;
    fprintf(stderr,
            "equiplace " EQP_VERSION ": %s %s\n"
            "  %u zones, %u occupations, %u needs, %u offers, %u institutions, %u rules\n"
            "  %u rows, %u columns, threads: %s\n",
            arguments->command->name, arguments->argument[0], study->zones.count,
            study->occupations.count, study->needs.count, study->offers.count,
            study->institutions.count, study->rules.count, programme->lp->rows,
            programme->lp->columns, eqp_arguments_text(arguments, "--threads", "all cores"));
    for (size_t i = 0; i < arguments->option_count; i++)
        if (*arguments->options[i].value && strcmp(arguments->options[i].name, "--threads") != 0)
            fprintf(stderr, "  %s %s\n", arguments->options[i].name, arguments->options[i].value);
}
