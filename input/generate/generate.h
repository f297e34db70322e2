/* Illustrative tables for real needs, or a whole synthetic region: offers, the occupations they
 * lead to, prices, audiences, mobility, institutions and their budgets, commitments, decisions,
 * rules, parameters and scenarios. The same options give the same bytes on any machine. Orders of
 * magnitude (hours, EUR per hour, groups, rates) are those of public figures; see
 * examples/sources/SOURCES.md. */
#ifndef EQP_INPUT_GENERATE_H
#define EQP_INPUT_GENERATE_H

#include "input/tables/problems.h"
#include "models/base/linkage.h"

EQP_LINKAGE_BEGIN

struct eqp_study;

typedef struct eqp_generate_options {
    uint32_t zones; /* of a whole synthetic region; 0: the folder holds zones, occupations, needs */
    uint32_t occupations;  /* of a whole synthetic region; 0 exactly when zones is 0 */
    uint32_t offers;       /* 0: three for every two needs */
    uint32_t institutions; /* 1..9: region, ft, then earmarked funds that these two spend */
    uint64_t seed;
    double second; /* share of offers that lead to two occupations, some of those to three: 0..1 */
    double across; /* share of those whose further occupations are of another family: 0..1 */
    double budget; /* budgets cover about this share of the need: 0..1 */
} eqp_generate_options;

/* What was made. */
typedef struct eqp_generate_summary {
    uint32_t zones, occupations, needs, offers;
    uint32_t several;                   /* offers that lead to more than one occupation */
    uint32_t across;                    /* those of them that cross families */
    uint32_t zones_without_coordinates; /* these have no mobility */
    double need;                        /* Σ n, persons */
    double places;                      /* Σ C */
    double budgets;                     /* Σ B */
} eqp_generate_summary;

/* zones 0, occupations 0, offers 0, institutions 2, seed 1, second 0.15, across 0, budget 0.25. */
eqp_generate_options eqp_generate_defaults(void);

/* Adds the tables to a study that holds zones, occupations and needs, or, where options->zones is
 * not 0, to an empty one. EQP_ERROR_USAGE for impossible options or a study without need,
 * EQP_ERROR_MEMORY; the study may then only be freed. It is not finished, and its blank cells are
 * blank: write it and read it back to solve it. */
eqp_status eqp_generate_study(struct eqp_study *study, const eqp_generate_options *options,
                              eqp_generate_summary *summary, eqp_error *error);

/* The same in a folder: reads its zones, occupations and needs (their problems go to `problems`:
 * EQP_ERROR_DATA), or starts a synthetic region in it, and writes what it adds, whole or not at
 * all. EQP_ERROR_USAGE also when a table that it would write exists; EQP_ERROR_SYSTEM when the disk
 * refuses. */
eqp_status eqp_generate(const char *folder, const eqp_generate_options *options,
                        eqp_problems *problems, eqp_generate_summary *summary, eqp_error *error);

EQP_LINKAGE_END

#endif
