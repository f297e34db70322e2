#include "families.h"

#include "cases.h"

#include <stdio.h>
#include <string.h>

#define STUDY "sud"
#define FROM "region"
#define TO "ft"
#define REACH 40000000 /* EUR moved at most, either way */

#define GLPSOL "`glpsol` on the exported LP of stage B"

const bench_family bench_families[] = {
    {.name = "held",
     .title = "held floors: B, D",
     .hold_floors = 1,
     .glpk = GLPSOL ", without D",
     .target_glpk = 100,
     .target_scratch = 10,
     .target_warm = 3,
     .target_threads = 1.8},
    {.name = "value",
     .title = "held floors: B alone, as `frontier` asks",
     .hold_floors = 1,
     .only_value = 1,
     .glpk = GLPSOL,
     .target_glpk = 100,
     .target_scratch = 10,
     .target_warm = 3,
     .target_threads = 1.8},
    {.name = "moving",
     .title = "fair profile anew: B at β = 0, A, B, D",
     .glpk = "`--engine direct`, GLPK's library warm from stage to stage",
     .target_glpk = 100,
     .target_scratch = 10,
     .target_warm = 3,
     .target_threads = 1.8},
};
const size_t bench_family_count = sizeof bench_families / sizeof *bench_families;

const bench_family *bench_family_find(const char *name) {
    for (size_t i = 0; i < bench_family_count; i++)
        if (strcmp(bench_families[i].name, name) == 0)
            return &bench_families[i];
    return NULL;
}

void bench_family_transfer(unsigned points, char text[80]) {
    snprintf(text, 80, "%s:%s=-%d:%d:%u", FROM, TO, REACH, REACH, points);
}

eqp_status bench_family_study(eqp_study **out, eqp_error *error) {
    return bench_case_study(bench_case_find(STUDY), out, error);
}

static double *budget_of(eqp_study *study, const char *institution) {
    return &study->budgets.budget[eqp_names_find(study->spaces[EQP_SPACE_institution], institution,
                                                 strlen(institution))];
}

void bench_family_change(uint32_t split, eqp_study *copy) {
    double moved = -REACH + 2.0 * REACH * split / (BENCH_SPLITS - 1);
    *budget_of(copy, FROM) -= moved;
    *budget_of(copy, TO) += moved;
}
