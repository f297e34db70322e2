/* The families of studies that the benchmark solves: budget splits of an example. */
#ifndef EQP_BENCH_FAMILIES_H
#define EQP_BENCH_FAMILIES_H

#include "models/study/study.h"

#include <stddef.h>

#define BENCH_SPLITS 200 /* members of a family */

typedef struct bench_family {
    const char *name;   /* for --case */
    const char *title;  /* for the report */
    int hold_floors;    /* 1: floors stay those of the study as it is; 0: stage A at each split */
    int only_value;     /* 1: stage B alone, without D */
    const char *glpk;   /* what GLPK's column is, for the report */
    double target_glpk; /* times faster that are to be reached on two threads; 0: none is set */
    double target_scratch;
    double target_warm;
    double target_threads; /* two threads against one */
} bench_family;

extern const bench_family bench_families[];
extern const size_t bench_family_count;

/* The family of this name, NULL when there is none. */
const bench_family *bench_family_find(const char *name);

/* The transfer that all families vary, as the command's --transfer has it, with that many points.
 */
void bench_family_transfer(unsigned points, char text[80]);

/* The study as it is. Finished, owned by the caller. */
eqp_status bench_family_study(eqp_study **out, eqp_error *error);

/* Turns a copy that holds the study's own budgets into split 0 … BENCH_SPLITS - 1. */
void bench_family_change(uint32_t split, eqp_study *copy);

#endif
