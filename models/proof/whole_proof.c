#include "models/proof/whole_proof.h"

#include "models/base/memory.h"
#include "models/programme/rows.h"

#include <math.h>

/* What is wrong whatever its size. */
#define WRONG 1

typedef struct judging {
    const eqp_programme *programme;
    const eqp_solution *solution;
    eqp_verdict *verdict;
    double *activity, *size; /* [lp->rows] Σ a·x and Σ |a·x| */
} judging;

static void note(judging *j, double residual, uint32_t row) {
    if (residual > j->verdict->worst_residual) {
        j->verdict->worst_residual = residual;
        j->verdict->worst_row = row;
    }
}

/* The places of an offer that one institution buys: one pair, or two where some were bought before.
 * `last` is the last of them. */
static double places_of(const judging *j, uint32_t pair, uint32_t *last) {
    double places = j->solution->primal[pair];
    *last = pair;
    if (j->programme->pair_kept[pair])
        places += j->solution->primal[++*last];
    return places;
}

/* Sizes of sessions: whole numbers of them and of places, between the smallest and the largest. */
static void judge_sessions(judging *j, uint32_t pair, double places) {
    const eqp_offers *offers = &j->programme->study->offers;
    uint32_t offer = j->programme->offer[j->programme->pair_offer[pair]];
    double sessions = j->solution->sessions[pair];
    double least = sessions * offers->group_min[offer], most = sessions * offers->group_max[offer];
    double noise = EQP_ROW_TOLERANCE * fmax(1, places);
    if (places != round(places) || places < least - noise || places > most + noise)
        note(j, WRONG, UINT32_MAX);
}

/* Adds a column to the rows; `paid` is what it costs for what its spread price says it does. */
static void add_column(judging *j, uint32_t column, double paid) {
    const eqp_lp *lp = j->programme->lp;
    double amount = j->solution->primal[column];
    for (size_t e = lp->start[column]; e < lp->start[column + 1]; e++) {
        double part = lp->value[e] * amount *
                      (eqp_programme_counts_money(j->programme, lp->row[e]) ? paid : 1);
        j->activity[lp->row[e]] += part;
        j->size[lp->row[e]] += fabs(part);
    }
    if (amount < lp->lower[column] - EQP_ROW_TOLERANCE * fmax(1, lp->lower[column]) ||
        amount > lp->upper[column] + EQP_ROW_TOLERANCE * fmax(1, lp->upper[column])) {
        note(j, WRONG, UINT32_MAX);
        j->verdict->worst_column = column;
    }
}

static void add_pairs(judging *j) {
    const eqp_programme *p = j->programme;
    for (uint32_t pair = 0, last; pair < p->pairs; pair = last + 1) {
        double places = places_of(j, pair, &last);
        double cost = eqp_programme_session_cost(p, pair, places, j->solution->sessions[pair]);
        double spread = p->pair_price[pair] * places;
        judge_sessions(j, pair, places);
        for (uint32_t each = pair; each <= last; each++)
            add_column(j, each, spread > 0 ? cost / spread : 1);
    }
}

static void judge_rows(judging *j) {
    const eqp_lp *lp = j->programme->lp;
    for (uint32_t row = 0; row < eqp_programme_study_rows(j->programme).count; row++) {
        eqp_row_family family = eqp_programme_family_of(j->programme, row);
        int whole = eqp_row_traits_of(family)->columns == EQP_COLUMNS_x;
        double upper = family == EQP_ROW_link ? INFINITY : lp->row_upper[row];
        double missed = fmax(lp->row_lower[row] - j->activity[row], j->activity[row] - upper);
        double noise = EQP_WHOLE_NOISE * fmax(1, j->size[row]);
        double bound = lp->row_lower[row] > j->activity[row] ? lp->row_lower[row] : upper;
        if (whole && missed > noise)
            note(j, fmax(2 * EQP_ROW_TOLERANCE, missed / fmax(1, fabs(bound))), row);
        else if (!whole)
            note(j, missed / fmax(1, fmax(fabs(bound), j->size[row])), row);
    }
}

int eqp_whole_proof_check(const eqp_programme *programme, const eqp_solution *solution,
                          eqp_verdict *verdict) {
    const eqp_lp *lp = programme->lp;
    judging j = {programme, solution, verdict, NULL, NULL};
    int failed;
    *verdict = (eqp_verdict){.worst_row = UINT32_MAX, .worst_column = UINT32_MAX};
    j.activity = eqp_allocate(lp->rows, sizeof *j.activity);
    j.size = eqp_allocate(lp->rows, sizeof *j.size);
    failed = !j.activity || !j.size;
    if (!failed) {
        add_pairs(&j);
        for (uint32_t column = programme->first_use;
             column < programme->first_use + programme->uses; column++) {
            verdict->value += lp->cost[column] * solution->primal[column];
            add_column(&j, column, 1);
        }
        judge_rows(&j);
    }
    eqp_free(j.activity);
    eqp_free(j.size);
    return failed ? -1 : 0;
}
