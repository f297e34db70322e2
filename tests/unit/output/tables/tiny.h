/* The study of tests/cases/tiny with a solution written by hand, so that every total of its plan is
 * known beforehand:
 *
 *     region buys 12 places of k1 and 20 of k2, ft buys 2 of k3 and 4 of k4
 *     k1: 8 places for (z1, o1), 2 for (z1, o2), 2 for (z2, o1); k2: 20 for (z2, o1);
 *     k3: 2 for (z2, o3); k4: 4 for (z1, o2) */
#ifndef EQP_TESTS_TINY_H
#define EQP_TESTS_TINY_H

#include "models/answers/plan.h"

typedef struct tiny {
    eqp_study *study;
    eqp_programme *programme;
    eqp_solution *solution;
} tiny;

/* 0, or -1 with nothing to free. */
int tiny_create(tiny *made);
void tiny_free(tiny *made);

/* The solution's number of x or y by their ids; NULL when there is no such column. */
double *tiny_places(const tiny *made, const char *offer, const char *institution);
double *tiny_use(const tiny *made, const char *offer, const char *zone, const char *occupation);

#endif
