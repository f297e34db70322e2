#include "block_bench.h"

#include "suite.h"

#include "models/base/memory.h"
#include "models/programme/revision.h"
#include "models/proof/proof.h"

#include <math.h>
#include <string.h>

void bench_set_up(bench *b, uint64_t seed, uint32_t limit) {
    const eqp_programme *p;
    CU_ASSERT_EQUAL_FATAL(eqp_trial_draw(&b->trial, seed), 0);
    p = b->trial.programme;
    CU_ASSERT_EQUAL_FATAL(eqp_blocks_split(p, limit, &b->blocks, NULL), EQP_OK);
    b->tie_price = eqp_allocate(p->pairs, sizeof *b->tie_price);
    b->overlap_weight = eqp_allocate(p->pairs, sizeof *b->overlap_weight);
    b->context = eqp_block_context_of(p, b->blocks, b->tie_price, b->overlap_weight);
    b->prices.row = eqp_allocate(b->context.coupling.count, sizeof *b->prices.row);
    b->prices.cut = eqp_allocate(p->offers, sizeof *b->prices.cut);
    b->host = eqp_engine_host_create();
    CU_ASSERT_FATAL(b->tie_price && b->overlap_weight && b->prices.row && b->prices.cut && b->host);
    for (uint32_t pair = 0; pair < p->pairs; pair++) {
        b->tie_price[pair] = eqp_programme_tie_price(p, pair);
        b->overlap_weight[pair] = pair % 3;
    }
    b->random = eqp_random_start(seed, 3, limit);
}

void bench_take_down(bench *b) {
    eqp_engine_host_free(b->host);
    eqp_free(b->prices.row);
    eqp_free(b->prices.cut);
    eqp_free(b->tie_price);
    eqp_free(b->overlap_weight);
    eqp_blocks_free(b->blocks);
    eqp_trial_free(&b->trial);
}

double bench_number(bench *b, double low, double high) {
    return low + (high - low) * eqp_random_between(&b->random, 0, 1000) / 1000;
}

void bench_draw_prices(bench *b) {
    const eqp_programme *p = b->trial.programme;
    eqp_row_range coupling = b->context.coupling;
    b->prices.value_weight = bench_number(b, 0, 2);
    b->prices.cost_weight = bench_number(b, 0, 1e-4);
    b->prices.overlap_weight = bench_number(b, 0, 0.1);
    for (uint32_t r = 0; r < coupling.count; r++) {
        eqp_row_family family = eqp_programme_family_of(p, coupling.first + r);
        double most = family == EQP_ROW_budget ? 2e-4 : 1e-3;
        if (family == EQP_ROW_balance)
            b->prices.row[r] = bench_number(b, -5, 0);
        else if (family == EQP_ROW_value)
            b->prices.row[r] = bench_number(b, -1, 0);
        else if (eqp_row_traits_of(family)->limit)
            b->prices.row[r] = eqp_programme_asks_at_least(p, coupling.first + r)
                                   ? bench_number(b, -most, 0)
                                   : bench_number(b, 0, most);
    }
    for (uint32_t k = 0; k < p->offers; k++)
        b->prices.cut[k] = b->blocks->cut[k] ? bench_number(b, 0, 0.3) : 0;
}

/* The structure stays while nothing becomes 0, or would have been. */
int bench_change_numbers(bench *b) {
    eqp_study *study = b->trial.study;
    eqp_study *before;
    eqp_programme *programme;
    int same;
    CU_ASSERT_EQUAL_FATAL(eqp_study_copy(study, &before, NULL), EQP_OK);
    for (uint32_t n = 0; n < study->needs.count; n++) {
        double by = bench_number(b, 0.5, 1.5);
        study->needs.need[n] *= by;
        study->needs.need_low[n] *= by;
        study->needs.need_high[n] *= by;
    }
    for (uint32_t k = 0; k < study->offers.count; k++) {
        study->offers.places[k] *= bench_number(b, 0.5, 1.5);
        study->offers.success_rate[k] *= bench_number(b, 0.7, 1);
    }
    CU_ASSERT_EQUAL_FATAL(eqp_programme_build(study, &programme, NULL), EQP_OK);
    same = eqp_revision_between(b->trial.programme, programme) != EQP_REVISION_STRUCTURE;
    if (same) {
        eqp_programme_free(b->trial.programme);
        b->trial.programme = programme;
        b->context.programme = programme;
    } else {
        eqp_study_restore(study, before);
        eqp_programme_free(programme);
    }
    eqp_study_free(before);
    return same;
}

void bench_change_worth(bench *b) {
    eqp_study *study = b->trial.study;
    eqp_programme *before = b->trial.programme;
    for (uint32_t p = 0; p < study->prices.count; p++)
        study->prices.price[p] *= bench_number(b, 0.5, 1.5);
    for (uint32_t n = 0; n < study->needs.count; n++)
        study->needs.priority[n] *= bench_number(b, 0.5, 1.5);
    CU_ASSERT_EQUAL_FATAL(eqp_programme_build(study, &b->trial.programme, NULL), EQP_OK);
    CU_ASSERT(eqp_revision_between(before, b->trial.programme) <= EQP_REVISION_WORTH);
    eqp_programme_free(before);
    b->context.programme = b->trial.programme;
    for (uint32_t pair = 0; pair < b->trial.programme->pairs; pair++)
        b->tie_price[pair] = eqp_programme_tie_price(b->trial.programme, pair);
}

double bench_column_worth(const bench *b, uint32_t column) {
    const eqp_programme *p = b->trial.programme;
    eqp_row_range coupling = b->context.coupling;
    double worth = b->prices.value_weight * p->lp->cost[column];
    if (column < p->pairs)
        worth -= b->prices.cost_weight * b->tie_price[column] +
                 b->prices.overlap_weight * b->overlap_weight[column] +
                 b->prices.cut[p->pair_offer[column]];
    for (size_t e = p->lp->start[column]; e < p->lp->start[column + 1]; e++)
        if (eqp_row_range_has(coupling, p->lp->row[e]))
            worth -= b->prices.row[p->lp->row[e] - coupling.first] * p->lp->value[e];
    return worth;
}

void bench_mark_columns(const bench *b, uint32_t index, uint8_t *mine) {
    const eqp_programme *p = b->trial.programme;
    memset(mine, 0, p->lp->columns);
    for (uint32_t at = b->blocks->use_start[index]; at < b->blocks->use_start[index + 1]; at++) {
        uint32_t use = b->blocks->use[at], offer = p->use_offer[use];
        mine[p->first_use + use] = 1;
        memset(mine + p->pair_start[offer], 1, p->pair_start[offer + 1] - p->pair_start[offer]);
    }
}

double bench_plain_worth(const bench *b, uint32_t index) {
    const eqp_programme *p = b->trial.programme;
    const eqp_lp *lp = p->lp;
    uint32_t local = b->context.coupling.first;
    uint8_t *mine = eqp_allocate(lp->columns, sizeof *mine);
    eqp_engine *engine = eqp_engine_create(b->host);
    eqp_engine_outcome outcome;
    double base = 0, worth;
    CU_ASSERT_FATAL(mine && engine);
    bench_mark_columns(b, index, mine);
    CU_ASSERT_EQUAL_FATAL(eqp_engine_add_rows(engine, local, lp->row_lower, lp->row_upper), 0);
    for (uint32_t r = 0; r < local; r++) /* rows of other blocks hold nothing here */
        CU_ASSERT_EQUAL_FATAL(eqp_engine_set_row_bounds(engine, r, fmin(0, lp->row_lower[r]),
                                                        fmax(0, lp->row_upper[r])),
                              0);
    for (uint32_t j = 0; j < lp->columns; j++) {
        uint32_t row[3];
        double value[3], cost = bench_column_worth(b, j);
        size_t start[2] = {0, 0};
        if (!mine[j])
            continue;
        for (size_t e = lp->start[j]; e < lp->start[j + 1]; e++)
            if (lp->row[e] < local) {
                row[start[1]] = lp->row[e];
                value[start[1]++] = lp->value[e];
            }
        base += cost * lp->lower[j];
        CU_ASSERT_EQUAL_FATAL(eqp_engine_add_columns(engine, 1, &lp->lower[j], &lp->upper[j], &cost,
                                                     start, row, value),
                              0);
    }
    CU_ASSERT_EQUAL(eqp_engine_solve(engine, (eqp_engine_limits){0}, &outcome), 0);
    CU_ASSERT_EQUAL(outcome, EQP_ENGINE_OPTIMAL);
    worth = eqp_engine_objective(engine) - base;
    eqp_engine_free(engine);
    eqp_free(mine);
    return worth;
}

int bench_has_base_plan(const bench *b) {
    const eqp_programme *p = b->trial.programme;
    for (uint32_t k = 0; k < p->offers; k++) {
        double room = p->lp->row_upper[eqp_programme_row(p, EQP_ROW_capacity, k)];
        for (uint32_t pair = p->pair_start[k]; pair < p->pair_start[k + 1]; pair++)
            room -= p->lp->lower[pair];
        if (room < 0)
            return 0;
    }
    return 1;
}

double bench_plan_worth(const bench *b, const eqp_column *plan) {
    double worth = b->prices.value_weight * plan->value - b->prices.cost_weight * plan->tie_cost;
    for (uint32_t i = 0; i < plan->couplings; i++)
        worth -= b->prices.row[plan->coupling[i]] * plan->activity[i];
    for (uint32_t i = 0; i < plan->cuts; i++)
        worth -= b->prices.cut[plan->cut_offer[i]] * plan->cut_places[i];
    return worth;
}

void bench_check_activities(const bench *b, const eqp_column *plan) {
    const eqp_programme *p = b->trial.programme;
    const eqp_lp *lp = p->lp;
    eqp_row_range coupling = b->context.coupling;
    eqp_row_range level = eqp_programme_rows_of(p, EQP_ROW_level);
    double *x = eqp_allocate(lp->columns, sizeof *x);
    double *expected = eqp_allocate(lp->rows, sizeof *expected);
    double *told = eqp_allocate(lp->rows, sizeof *told);
    double value = 0, tie_cost = 0, overlap = 0;
    CU_ASSERT_FATAL(x && expected && told);
    for (uint32_t i = 0; i < plan->entries; i++) {
        CU_ASSERT_EQUAL(x[plan->column[i]], 0); /* each column once */
        x[plan->column[i]] = plan->amount[i];
        value += lp->cost[plan->column[i]] * plan->amount[i];
        if (plan->column[i] < p->pairs)
            tie_cost += b->tie_price[plan->column[i]] * plan->amount[i];
        if (plan->column[i] < p->pairs)
            overlap += b->overlap_weight[plan->column[i]] * plan->amount[i];
    }
    CU_ASSERT(eqp_trial_close(plan->value, value, BENCH_TOLERANCE));
    CU_ASSERT(eqp_trial_close(plan->tie_cost, tie_cost, BENCH_TOLERANCE));
    CU_ASSERT(eqp_trial_close(plan->overlap, overlap, BENCH_TOLERANCE));
    for (uint32_t j = 0; j < lp->columns; j++)
        for (size_t e = lp->start[j]; e < lp->start[j + 1]; e++)
            expected[lp->row[e]] += lp->value[e] * x[j];
    for (uint32_t i = 0; i < plan->couplings; i++)
        told[coupling.first + plan->coupling[i]] += plan->activity[i];
    for (uint32_t r = coupling.first; r < coupling.first + coupling.count; r++)
        if (!eqp_row_range_has(level, r))
            CU_ASSERT(eqp_trial_close(told[r], expected[r], BENCH_TOLERANCE));
    for (uint32_t i = 0; i < plan->cuts; i++) {
        double places = 0;
        for (uint32_t u = p->use_start[plan->cut_offer[i]];
             u < p->use_start[plan->cut_offer[i] + 1]; u++)
            places += x[p->first_use + u];
        CU_ASSERT(b->blocks->cut[plan->cut_offer[i]]);
        CU_ASSERT(eqp_trial_close(plan->cut_places[i], places, BENCH_TOLERANCE));
    }
    eqp_free(x);
    eqp_free(expected);
    eqp_free(told);
}

void bench_check_plan(const bench *b, uint32_t index, const eqp_column *plan) {
    const eqp_programme *p = b->trial.programme;
    const eqp_lp *lp = p->lp;
    double *x = eqp_allocate(lp->columns, sizeof *x);
    double *lower = eqp_allocate(lp->rows, sizeof *lower);
    double *upper = eqp_allocate(lp->rows, sizeof *upper);
    uint8_t *mine = eqp_allocate(lp->columns, sizeof *mine);
    eqp_verdict verdict;
    CU_ASSERT_FATAL(x && lower && upper && mine);
    bench_mark_columns(b, index, mine);
    memcpy(x, lp->lower, lp->columns * sizeof *x);
    for (uint32_t i = 0; i < plan->entries; i++) {
        CU_ASSERT(mine[plan->column[i]]);
        x[plan->column[i]] += plan->amount[i];
    }
    for (uint32_t r = 0; r < lp->rows; r++) {
        lower[r] = r < b->context.coupling.first ? lp->row_lower[r] : -INFINITY;
        upper[r] = r < b->context.coupling.first ? lp->row_upper[r] : INFINITY;
    }
    CU_ASSERT_EQUAL(
        eqp_proof_check(lp, (eqp_goal){.cost = lp->cost, .row_lower = lower, .row_upper = upper}, x,
                        &verdict),
        0);
    CU_ASSERT(verdict.worst_residual <= 1e-8);
    eqp_free(x);
    eqp_free(lower);
    eqp_free(upper);
    eqp_free(mine);
}
