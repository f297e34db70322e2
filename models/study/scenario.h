/* What-ifs: one scenario of a study's scenarios table, and parameters given on the command line,
 * applied to a study as it stands. Order: defaults < parameters.csv < scenario < command line;
 * need_level is taken first. */
#ifndef EQP_MODELS_SCENARIO_H
#define EQP_MODELS_SCENARIO_H

#include "models/study/change.h"

/* One change: a row of scenarios.csv or an argument of --set. Borrowed texts. */
typedef struct eqp_change_request {
    const char *parameter, *target, *value; /* target "" = every row */
    eqp_change change;
    uint32_t line;  /* of scenarios.csv, 0 elsewhere */
    int takes_word; /* 1: the target may also be a bare word (eqp_change_understand_word) */
} eqp_change_request;

/* Told for each warning: a result clamped to 0 or 1, a target that meets no row. */
typedef void (*eqp_scenario_warning)(void *context, uint32_t line, const char *sentence);

/* A copy of the study, changed by scenario `name` (NULL or "base": none) and then by
 * extra[extra_count]. The copy is the caller's. EQP_ERROR_USAGE: unknown scenario, parameter,
 * target or value, with a sentence naming it and, for a scenario row, error->line. */
eqp_status eqp_scenario_apply(const eqp_study *study, const char *name,
                              const eqp_change_request *extra, size_t extra_count,
                              eqp_scenario_warning warning, void *context, eqp_study **out,
                              eqp_error *error);

/* Checks one request against a study without changing anything; used for every row of scenarios.csv
 * when a study is read. *cell receives the column of scenarios.csv that is wrong: 2 parameter,
 * 3 target, 4 change, 5 value. */
eqp_status eqp_scenario_check(const eqp_study *study, const eqp_change_request *request,
                              uint32_t *cell, eqp_error *error);

#endif
