/* One thing that a family of studies varies: a parameter of the study, or money moved between two
 * institutions.
 *
 *     vary      PARAMETER[TARGET]=FROM:TO:COUNT   sets the rows; *= scales, += adds, as a scenario
 *     transfer  A:B=FROM:TO:COUNT                 moves t from A to B: B_A − t, B_B + t
 *
 * TARGET is that of scenarios.csv (column=value pairs joined by &); a bare word is the key of the
 * parameter's table; none is every row. Borrows the study it was made for. Frozen after creation.
 */
#ifndef EQP_MODELS_AXIS_H
#define EQP_MODELS_AXIS_H

#include "models/study/study.h"

typedef struct eqp_axis eqp_axis;

/* Whether a text ends in a number of values. */
typedef enum { EQP_AXIS_VALUES, EQP_AXIS_RANGE } eqp_axis_form;

/* Understands the text of --vary or --transfer for a study. VALUES wants FROM:TO:COUNT (COUNT from
 * 1; with 1 the value is FROM), RANGE wants FROM:TO with FROM < TO. EQP_ERROR_USAGE: a sentence
 * with the text, what is wrong in it, what was expected, and the nearest known word. Values that
 * would be cut to their range (a budget below 0, a rate above 1) are an error that names the first
 * one. */
eqp_status eqp_axis_vary(const eqp_study *study, const char *text, eqp_axis_form form,
                         eqp_axis **out, eqp_error *error);
eqp_status eqp_axis_transfer(const eqp_study *study, const char *text, eqp_axis_form form,
                             eqp_axis **out, eqp_error *error);
void eqp_axis_free(eqp_axis *axis);

/* As typed, without its values: "budget[region]", "need[family=B]*", "transfer[region:ft]".
 * Borrowed from the axis. */
const char *eqp_axis_title(const eqp_axis *axis);

uint32_t eqp_axis_count(const eqp_axis *axis); /* of a RANGE 0 */
double eqp_axis_from(const eqp_axis *axis);
double eqp_axis_to(const eqp_axis *axis);

/* Value number `index`: FROM + index·(TO − FROM)/(COUNT − 1), the last one exactly TO. */
double eqp_axis_value(const eqp_axis *axis, uint32_t index);

/* 1 where it changes budgets, rule values or balance alone: what ties blocks together, so that
 * every plan of a block stays one. */
int eqp_axis_only_couples(const eqp_axis *axis);

/* The value at which the study stays as it is: 0 of a transfer and of +=, 1 of *=, the present
 * value of what is set where all its rows agree; NAN elsewhere. */
double eqp_axis_today(const eqp_axis *axis);

/* Whether it sets all that an earlier axis changes, or all needs, so that of that axis, or of draws
 * of the needs, nothing would be left. */
int eqp_axis_undoes(const eqp_axis *axis, const eqp_axis *earlier);
int eqp_axis_undoes_draws(const eqp_axis *axis, const eqp_study *study);

/* Changes a copy of the study (same rows, same spaces) in place. Where other axes have changed
 * the same rows before, results are cut to their range, and a transfer moves no more than there is.
 * Any thread. */
void eqp_axis_change(const eqp_axis *axis, double value, eqp_study *study);

#endif
