/* A small linear programme kept twice: as plain arrays, and inside a gub. Every edit is made to
 * both; after each solve the plain one goes to a freshly built engine, whose answer must be the
 * gub's. */
#ifndef EQP_TESTS_TWIN_H
#define EQP_TESTS_TWIN_H

#include "input/generate/random.h"
#include "solver/lp/engine.h"
#include "solver/lp/gub.h"

#define TWIN_ROWS 40 /* more than the room that a gub begins with */
#define TWIN_COLUMNS 120
#define TWIN_SETS 6

typedef struct twin {
    eqp_random random;
    int ties; /* few different small numbers: degenerate vertices, equal costs */
    uint32_t sets, rows, columns;
    double row_lower[TWIN_ROWS], row_upper[TWIN_ROWS];
    uint32_t set[TWIN_COLUMNS]; /* EQP_NONE: outside any */
    double lower[TWIN_COLUMNS], upper[TWIN_COLUMNS], cost[TWIN_COLUMNS];
    double entry[TWIN_ROWS][TWIN_COLUMNS];
    eqp_gub *gub;
} twin;

/* Draws the programme of a seed; 0, or -1 when memory is short: then as much of it as there is must
 * still be freed. */
int twin_draw(twin *both, uint64_t seed);
void twin_free(twin *both);

/* Another one of the same, with the gub's basis; -1: memory is short. */
int twin_copy(twin *copy, const twin *both);

/* One random change: a column or a row more (often one that is violated), other bounds, costs or
 * entries, columns that are in no basis fewer. -1: memory is short. */
int twin_edit(twin *both);

/* Shifts some bounds of rows, and of columns outside sets, and nothing else: the last basis stays
 * optimal in its prices. */
void twin_move_bounds(twin *both);

/* What the engine says of the plain programme: OPTIMAL with *objective, or INFEASIBLE. */
eqp_engine_outcome twin_reference(const twin *both, eqp_engine_host *host, double *objective);

/* Of the gub's optimal values, the largest violation of a bound, row or set; and the largest breach
 * of dual feasibility and of complementary slackness. */
double twin_primal_error(const twin *both);
double twin_dual_error(const twin *both);

#endif
