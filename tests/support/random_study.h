/* Small random studies with every feature of the contract, for property tests: several institutions
 * with shared buyers, priorities, commitments (some above need), mobility (own zone below 1 too),
 * fits, offers with up to three occupations, decisions, rules of every measure, sense, unit and
 * filter, zones without need or that nobody reaches, budgets of 0, success rates of 0, studies of
 * one zone or one offer, and many ties. The same seed gives the same study on any machine.
 *
 * A study is kept as the text cells of its tables, so that it can be shuffled, renamed, written as
 * a folder of CSV, or built directly. */
#ifndef EQP_TESTS_RANDOM_STUDY_H
#define EQP_TESTS_RANDOM_STUDY_H

#include "models/study/study.h"

typedef struct eqp_random_study eqp_random_study;

/* NULL when memory is short. */
eqp_random_study *eqp_random_study_create(uint64_t seed);
void eqp_random_study_free(eqp_random_study *random_study);

/* Puts the rows of every table into another order (each offer's first occupation stays first).
 * -1: memory is short. */
int eqp_random_study_shuffle(eqp_random_study *random_study, uint64_t seed);

/* Gives every id and label another text, in another order of bytes. -1: memory is short. */
int eqp_random_study_rename(eqp_random_study *random_study);

/* Counts money in another currency: budgets, prices and absolute cost rules × factor. -1: memory is
 * short. */
int eqp_random_study_convert(eqp_random_study *random_study, double factor);

/* The study as the reader would deliver it, finished; owned by the caller. */
eqp_status eqp_random_study_build(const eqp_random_study *random_study, eqp_study **out,
                                  eqp_error *error);

/* Writes TABLE.csv of every table into an existing folder; -1 when a file cannot be written. */
int eqp_random_study_write(const eqp_random_study *random_study, const char *folder);

#endif
