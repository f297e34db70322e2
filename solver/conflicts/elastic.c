#include "solver/conflicts/elastic.h"

#include "models/base/language.h"
#include "models/base/memory.h"
#include "models/base/search.h"
#include "models/programme/rows.h"
#include "solver/lp/load.h"
#include "solver/lp/slices.h"

#include <math.h>

struct eqp_elastic {
    const eqp_programme *programme;
    eqp_lp *lp; /* as created; costs and bounds of violations are changed below */
    eqp_soft *softs;
    double *sign; /* [count] of the violation in its row */
    uint32_t count;
    uint32_t risen; /* column that raises max_change, EQP_NONE where it is blank */
    double most_risen;
    uint32_t *least, *most; /* [pairs] row of the decision of a pair, EQP_NONE for none */
    eqp_engine_host *host;
    eqp_engine *engine;
    double *primal, *dual;
    int started; /* 1: there is a basis to go on from */
};

static double weight(const eqp_soft *soft) {
    return 1 / fmax(1, fabs(soft->bound));
}

static void add_soft(eqp_elastic *e, eqp_soft soft, double sign) {
    e->sign[e->count] = sign;
    e->softs[e->count++] = soft;
}

static eqp_conflict_kind kind_of(eqp_row_family family) {
    return family == EQP_ROW_budget ? EQP_CONFLICT_BUDGET
           : family == EQP_ROW_rule ? EQP_CONFLICT_RULE
                                    : EQP_CONFLICT_MAX_CHANGE;
}

/* Rows of the programme as they are, limits being soft; stage rows are left out. */
static void copy_rows(eqp_elastic *e) {
    const eqp_programme *p = e->programme;
    const eqp_lp *lp = p->lp;
    for (uint32_t row = 0; row < eqp_programme_study_rows(p).count; row++) {
        int least = eqp_programme_asks_at_least(p, row);
        uint32_t id[2];
        eqp_lp_add_row(e->lp, lp->row_lower[row], lp->row_upper[row]);
        if (!eqp_programme_row_traits(p, row)->limit)
            continue;
        eqp_programme_row_ids(p, row, id);
        add_soft(e,
                 (eqp_soft){kind_of(eqp_programme_family_of(p, row)), id[0],
                            eqp_programme_row_bound(p, row), row, 0, INFINITY},
                 least ? 1 : -1);
    }
}

/* The first of the one or two pairs of an offer and an institution, from `pair` on; EQP_NONE. */
static uint32_t find_pair(const eqp_programme *p, uint32_t *pair, uint32_t offer,
                          uint32_t institution) {
    while (*pair < p->pairs &&
           (p->offer[p->pair_offer[*pair]] < offer ||
            (p->offer[p->pair_offer[*pair]] == offer && p->pair_institution[*pair] < institution)))
        ++*pair;
    return *pair < p->pairs && p->offer[p->pair_offer[*pair]] == offer &&
                   p->pair_institution[*pair] == institution
               ? *pair
               : EQP_NONE;
}

/* One row for each bound that a decision sets, in place of the bound itself. */
static void add_decision_rows(eqp_elastic *e) {
    const eqp_programme *p = e->programme;
    const eqp_decisions *decisions = &p->study->decisions;
    for (uint32_t pair = 0; pair < p->pairs; pair++)
        e->least[pair] = e->most[pair] = EQP_NONE;
    for (uint32_t d = 0, from = 0; d < decisions->count; d++) {
        double least = decisions->min_places[d], most = decisions->max_places[d];
        uint32_t pair = find_pair(p, &from, decisions->offer[d], decisions->institution[d]);
        uint32_t last = pair;
        if (pair == EQP_NONE)
            continue;
        last += p->pair_kept[pair]; /* the pair beyond the kept one is the next */
        if (least > 0) {
            e->least[pair] = e->least[last] = eqp_lp_add_row(e->lp, least, INFINITY);
            add_soft(e, (eqp_soft){EQP_CONFLICT_DECISION_MIN, d, least, e->least[pair], 0, least},
                     1);
        }
        if (isfinite(most)) {
            e->most[pair] = e->most[last] = eqp_lp_add_row(e->lp, -INFINITY, most);
            add_soft(e, (eqp_soft){EQP_CONFLICT_DECISION_MAX, d, most, e->most[pair], 0, INFINITY},
                     -1);
        }
    }
}

/* Bounds of x and y that follow from link, capacity and need are left to those rows, so that their
 * dual values name them. */
static void copy_columns(eqp_elastic *e) {
    const eqp_programme *p = e->programme;
    eqp_row_range rows = eqp_programme_study_rows(p);
    for (uint32_t c = 0; c < p->level_column; c++) {
        int kept = c < p->pairs && p->pair_kept[c];
        eqp_lp_add_column(e->lp, 0, kept ? p->lp->upper[c] : INFINITY, 0);
        for (size_t at = p->lp->start[c]; at < p->lp->start[c + 1]; at++)
            if (eqp_row_range_has(rows, p->lp->row[at]))
                eqp_lp_add_entry(e->lp, p->lp->row[at], p->lp->value[at]);
        if (c < p->pairs && e->least[c] != EQP_NONE)
            eqp_lp_add_entry(e->lp, e->least[c], 1);
        if (c < p->pairs && e->most[c] != EQP_NONE)
            eqp_lp_add_entry(e->lp, e->most[c], 1);
    }
}

static void add_violations(eqp_elastic *e) {
    const eqp_programme *p = e->programme;
    for (uint32_t s = 0; s < e->count; s++) {
        eqp_soft *soft = &e->softs[s];
        soft->column = eqp_lp_add_column(e->lp, 0, soft->most, -weight(soft));
        eqp_lp_add_entry(e->lp, soft->row, e->sign[s]);
        if (soft->kind == EQP_CONFLICT_DECISION_MIN)
            eqp_lp_add_entry(
                e->lp,
                eqp_programme_row(p, EQP_ROW_link,
                                  eqp_search_first(p->offers, p->offer, sizeof *p->offer,
                                                   p->study->decisions.offer[soft->source])),
                1);
    }
    e->risen = EQP_NONE;
    if (eqp_programme_has_rows(p, EQP_ROW_kept)) {
        uint32_t kept = eqp_programme_row(p, EQP_ROW_kept, 0);
        e->most_risen = p->lp->row_lower[kept];
        e->risen = eqp_lp_add_column(e->lp, 0, 0, 0);
        eqp_lp_add_entry(e->lp, kept, 1);
        eqp_lp_add_entry(e->lp, eqp_programme_row(p, EQP_ROW_added, 0), -1);
    }
}

static int make(eqp_elastic *e) {
    const eqp_programme *p = e->programme;
    size_t softs =
        (size_t)eqp_programme_coupling_rows(p).count + 2 * (size_t)p->study->decisions.count;
    e->least = eqp_allocate(p->pairs, sizeof *e->least);
    e->most = eqp_allocate(p->pairs, sizeof *e->most);
    e->softs = eqp_allocate(softs, sizeof *e->softs);
    e->sign = eqp_allocate(softs, sizeof *e->sign);
    e->lp = eqp_lp_create(eqp_programme_study_rows(p).count + softs, p->level_column + softs + 1,
                          p->lp->start[p->lp->columns] + 2 * (size_t)p->pairs + 2 * softs + 2);
    if (!e->least || !e->most || !e->softs || !e->sign || !e->lp)
        return -1;
    copy_rows(e);
    add_decision_rows(e);
    copy_columns(e);
    add_violations(e);
    e->primal = eqp_allocate(e->lp->columns, sizeof *e->primal);
    e->dual = eqp_allocate(e->lp->rows, sizeof *e->dual);
    e->host = eqp_engine_host_create();
    if (!e->primal || !e->dual || !e->host)
        return -1;
    e->engine = eqp_engine_create(e->host);
    return e->engine ? eqp_load(e->engine, e->lp, NULL) : -1;
}

eqp_status eqp_elastic_create(const eqp_programme *programme, eqp_elastic **out, eqp_error *error) {
    eqp_elastic *e = eqp_allocate(1, sizeof *e);
    *out = NULL;
    if (!e)
        return eqp_error_memory(error);
    e->programme = programme;
    if (make(e)) {
        eqp_elastic_free(e);
        return eqp_error_memory(error);
    }
    *out = e;
    return EQP_OK;
}

void eqp_elastic_free(eqp_elastic *elastic) {
    if (!elastic)
        return;
    eqp_engine_free(elastic->engine);
    eqp_engine_host_free(elastic->host);
    eqp_lp_free(elastic->lp);
    eqp_free(elastic->softs);
    eqp_free(elastic->sign);
    eqp_free(elastic->least);
    eqp_free(elastic->most);
    eqp_free(elastic->primal);
    eqp_free(elastic->dual);
    eqp_free(elastic);
}

uint32_t eqp_elastic_count(const eqp_elastic *elastic) {
    return elastic->count;
}

const eqp_soft *eqp_elastic_soft(const eqp_elastic *elastic, uint32_t soft) {
    return &elastic->softs[soft];
}

/* Bounds and cost of a violation; those that stay as they are need not disturb the basis. A lost
 * engine shows in the next solve. */
static void set_violation(eqp_elastic *e, uint32_t column, double lower, double upper,
                          double cost) {
    e->lp->cost[column] = cost;
    if (e->lp->lower[column] == lower && e->lp->upper[column] == upper)
        return;
    e->lp->lower[column] = lower;
    e->lp->upper[column] = upper;
    (void)eqp_engine_set_column_bounds(e->engine, column, lower, upper);
}

void eqp_elastic_weigh(eqp_elastic *elastic, uint32_t soft) {
    const eqp_soft *s = &elastic->softs[soft];
    set_violation(elastic, s->column, 0, s->most, -weight(s));
}

void eqp_elastic_drop(eqp_elastic *elastic, uint32_t soft) {
    const eqp_soft *s = &elastic->softs[soft];
    set_violation(elastic, s->column, isinf(s->most) ? 0 : s->most, s->most, 0);
}

void eqp_elastic_loosen(eqp_elastic *elastic, uint32_t soft) {
    const eqp_soft *s = &elastic->softs[soft];
    set_violation(elastic, s->column, 0, s->most, 0);
}

void eqp_elastic_hold(eqp_elastic *elastic, uint32_t soft) {
    set_violation(elastic, elastic->softs[soft].column, 0, 0, 0);
}

void eqp_elastic_fix(eqp_elastic *elastic, uint32_t soft, double violation) {
    set_violation(elastic, elastic->softs[soft].column, violation, violation, 0);
}

void eqp_elastic_raise_change(eqp_elastic *elastic, int may_rise) {
    if (elastic->risen != EQP_NONE)
        set_violation(elastic, elastic->risen, 0, may_rise ? elastic->most_risen : 0,
                      may_rise ? -1 / fmax(1, elastic->most_risen) : 0);
}

void eqp_elastic_set_cost(eqp_elastic *elastic, uint32_t pair, double cost) {
    elastic->lp->cost[pair] = cost;
}

/* No plan bought, everything missed: the first basis is one of the dual simplex method, which then
 * works on what is missed alone. Later ones stay feasible, but for bounds that were moved. */
eqp_status eqp_elastic_solve(eqp_elastic *elastic, int *solved, eqp_error *error) {
    eqp_lp *lp = elastic->lp;
    eqp_engine_outcome outcome = EQP_ENGINE_FAILED;
    *solved = 0;
    if (eqp_engine_set_costs(elastic->engine, lp->columns, lp->cost) ||
        eqp_slices_solve(elastic->engine, &(eqp_slices){.dual = !elastic->started}, &outcome) ||
        (outcome != EQP_ENGINE_OPTIMAL && outcome != EQP_ENGINE_INFEASIBLE))
        return eqp_error_set(error, EQP_ERROR_SOLVER,
                             _("the linear-programming library could not tell what conflicts"));
    *solved = outcome == EQP_ENGINE_OPTIMAL;
    elastic->started = 1;
    eqp_engine_primal(elastic->engine, lp->columns, elastic->primal);
    eqp_engine_duals(elastic->engine, lp->rows, elastic->dual);
    return EQP_OK;
}

double eqp_elastic_missed(const eqp_elastic *elastic) {
    double missed = 0;
    for (uint32_t s = 0; s < elastic->count; s++) {
        uint32_t column = elastic->softs[s].column;
        missed -= elastic->lp->cost[column] * elastic->primal[column];
    }
    return missed;
}

double eqp_elastic_violation(const eqp_elastic *elastic, uint32_t soft) {
    return elastic->primal[elastic->softs[soft].column];
}

const double *eqp_elastic_primal(const eqp_elastic *elastic) {
    return elastic->primal;
}

const double *eqp_elastic_dual(const eqp_elastic *elastic) {
    return elastic->dual;
}

double eqp_elastic_risen(const eqp_elastic *elastic) {
    return elastic->risen == EQP_NONE ? 0 : elastic->primal[elastic->risen];
}
