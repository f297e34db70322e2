#include "solver/conflicts.h"

#include "models/memory.h"
#include "solver/engine.h"

#include <math.h>
#include <stdlib.h>

/* A violation below this share of max(1, |bound|) is within the rows' tolerance and is no conflict.
 */
#define NOTICED 1e-6

/* The programme with every decision, rule and budget made soft: one violation column for each.
 *
 *     minimise Σ v_s / max(1, |bound_s|)
 *     x_ki + v ≥ l_ki,  x_ki − v ≤ u_ki,  budget − v ≤ B_i,  rule ± v;  link, capacity and need
 * stay hard */
typedef struct soft {
    eqp_conflict asked; /* what is asked for; shortfall is filled in the end */
    uint32_t row;       /* of the elastic programme */
    double sign;        /* of the violation in it */
} soft;

typedef struct elastic {
    const eqp_programme *programme;
    eqp_lp *lp;
    soft *softs;
    uint32_t soft_count;
} elastic;

static void add_soft(elastic *e, eqp_conflict_kind kind, uint32_t source, uint32_t row,
                     double bound, double sign) {
    e->softs[e->soft_count++] = (soft){{kind, source, bound, 0}, row, sign};
}

/* Rows of the programme up to the rules, as they are; stage rows are left out. */
static void copy_rows(elastic *e) {
    const eqp_programme *p = e->programme;
    for (uint32_t r = 0; r < p->first_row[EQP_ROW_balance]; r++)
        eqp_lp_add_row(e->lp, p->lp->row_lower[r], p->lp->row_upper[r]);
    for (uint32_t i = 0; i < p->study->institutions.count; i++)
        add_soft(e, EQP_CONFLICT_BUDGET, i, p->first_row[EQP_ROW_budget] + i,
                 p->study->budgets.budget[i], -1);
    for (uint32_t q = 0; q < p->study->rules.count; q++) {
        uint32_t row = p->first_row[EQP_ROW_rule] + q;
        int at_least = p->study->rules.sense[q] == EQP_SENSE_MIN;
        add_soft(e, EQP_CONFLICT_RULE, q, row,
                 at_least ? p->lp->row_lower[row] : p->lp->row_upper[row], at_least ? 1 : -1);
    }
}

/* One row for each bound that a decision sets, in place of the bound itself. */
static void add_decision_rows(elastic *e, uint32_t *minimum_row, uint32_t *maximum_row) {
    const eqp_programme *p = e->programme;
    const eqp_decisions *decisions = &p->study->decisions;
    for (uint32_t d = 0, pair = 0; d < decisions->count; d++) {
        while (pair < p->pairs && (p->offer[p->pair_offer[pair]] < decisions->offer[d] ||
                                   (p->offer[p->pair_offer[pair]] == decisions->offer[d] &&
                                    p->pair_institution[pair] < decisions->institution[d])))
            pair++;
        if (pair == p->pairs || p->offer[p->pair_offer[pair]] != decisions->offer[d] ||
            p->pair_institution[pair] != decisions->institution[d])
            continue;
        if (decisions->min_places[d] > 0) {
            minimum_row[pair] = eqp_lp_add_row(e->lp, decisions->min_places[d], INFINITY);
            add_soft(e, EQP_CONFLICT_DECISION_MIN, d, minimum_row[pair], decisions->min_places[d],
                     1);
        }
        if (isfinite(decisions->max_places[d])) {
            maximum_row[pair] = eqp_lp_add_row(e->lp, -INFINITY, decisions->max_places[d]);
            add_soft(e, EQP_CONFLICT_DECISION_MAX, d, maximum_row[pair], decisions->max_places[d],
                     -1);
        }
    }
}

static void add_columns(elastic *e, const uint32_t *minimum_row, const uint32_t *maximum_row) {
    const eqp_programme *p = e->programme;
    for (uint32_t c = 0; c < p->level_column; c++) {
        double upper = p->lp->upper[c];
        if (c < p->pairs)
            upper = p->study->offers.places[p->offer[p->pair_offer[c]]];
        eqp_lp_add_column(e->lp, 0, upper, 0);
        for (size_t at = p->lp->start[c]; at < p->lp->start[c + 1]; at++)
            if (p->lp->row[at] < p->first_row[EQP_ROW_balance])
                eqp_lp_add_entry(e->lp, p->lp->row[at], p->lp->value[at]);
        if (c < p->pairs && minimum_row[c] != EQP_NONE)
            eqp_lp_add_entry(e->lp, minimum_row[c], 1);
        if (c < p->pairs && maximum_row[c] != EQP_NONE)
            eqp_lp_add_entry(e->lp, maximum_row[c], 1);
    }
    for (uint32_t s = 0; s < e->soft_count; s++) {
        eqp_lp_add_column(e->lp, 0, INFINITY, -1 / fmax(1, fabs(e->softs[s].asked.bound)));
        eqp_lp_add_entry(e->lp, e->softs[s].row, e->softs[s].sign);
    }
}

static int build(elastic *e) {
    const eqp_programme *p = e->programme;
    size_t softs = (size_t)p->study->institutions.count + p->study->rules.count +
                   2 * (size_t)p->study->decisions.count;
    uint32_t *minimum_row = eqp_allocate(p->pairs, sizeof *minimum_row);
    uint32_t *maximum_row = eqp_allocate(p->pairs, sizeof *maximum_row);
    e->softs = eqp_allocate(softs, sizeof *e->softs);
    e->lp = eqp_lp_create(p->first_row[EQP_ROW_balance] + softs, p->level_column + softs,
                          p->lp->start[p->lp->columns] + 3 * softs);
    if (minimum_row && maximum_row && e->softs && e->lp) {
        for (uint32_t pair = 0; pair < p->pairs; pair++)
            minimum_row[pair] = maximum_row[pair] = EQP_NONE;
        copy_rows(e);
        add_decision_rows(e, minimum_row, maximum_row);
        add_columns(e, minimum_row, maximum_row);
    }
    eqp_free(minimum_row);
    eqp_free(maximum_row);
    return minimum_row && maximum_row && e->softs && e->lp ? 0 : -1;
}

static int solve(const elastic *e, eqp_engine_host *host, double *x) {
    const eqp_lp *lp = e->lp;
    eqp_engine *engine = eqp_engine_create(host);
    eqp_engine_outcome outcome = EQP_ENGINE_FAILED;
    int failed = !engine || eqp_engine_add_rows(engine, lp->rows, lp->row_lower, lp->row_upper) ||
                 eqp_engine_add_columns(engine, lp->columns, lp->lower, lp->upper, lp->cost,
                                        lp->start, lp->row, lp->value) ||
                 eqp_engine_solve(engine, (eqp_engine_limits){0}, &outcome) ||
                 outcome != EQP_ENGINE_OPTIMAL;
    if (!failed)
        eqp_engine_primal(engine, lp->columns, x);
    eqp_engine_free(engine);
    return failed ? -1 : 0;
}

static double relative(const eqp_conflict *conflict) {
    return conflict->shortfall / fmax(1, fabs(conflict->bound));
}

static int worst_first(const void *left, const void *right) {
    const eqp_conflict *a = left, *b = right;
    double x = relative(a), y = relative(b);
    if (x != y)
        return x > y ? -1 : 1;
    if (a->kind != b->kind)
        return a->kind < b->kind ? -1 : 1;
    return a->row < b->row ? -1 : a->row > b->row;
}

static eqp_status collect(const elastic *e, const double *x, eqp_conflict **conflicts,
                          uint32_t *count, eqp_error *error) {
    const double *violation = x + e->programme->level_column;
    *conflicts = eqp_allocate(e->soft_count, sizeof **conflicts);
    if (!*conflicts)
        return eqp_error_memory(error);
    for (uint32_t s = 0; s < e->soft_count; s++) {
        eqp_conflict found = e->softs[s].asked;
        found.shortfall = violation[s];
        if (relative(&found) > NOTICED)
            (*conflicts)[(*count)++] = found;
    }
    if (*count)
        qsort(*conflicts, *count, sizeof **conflicts, worst_first);
    return EQP_OK;
}

eqp_status eqp_conflicts_find(const eqp_programme *programme, eqp_conflict **conflicts,
                              uint32_t *count, eqp_error *error) {
    elastic e = {.programme = programme};
    eqp_engine_host *host = eqp_engine_host_create();
    double *x = NULL;
    eqp_status status = EQP_OK;
    *conflicts = NULL;
    *count = 0;
    if (!host || build(&e) || !(x = eqp_allocate(e.lp->columns, sizeof *x)))
        status = eqp_error_memory(error);
    else if (solve(&e, host, x))
        status = eqp_error_set(error, EQP_ERROR_SOLVER,
                               "the linear-programming library could not tell what conflicts");
    else
        status = collect(&e, x, conflicts, count, error);
    eqp_free(x);
    eqp_engine_host_free(host);
    eqp_lp_free(e.lp);
    eqp_free(e.softs);
    return status;
}
