#include "models/answers/plan.h"

#include "models/base/memory.h"
#include "models/base/number.h"
#include "models/programme/overlap.h"
#include "models/programme/rows.h"
#include "models/programme/rule.h"
#include "models/proof/proof.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Less than this of a need is noise: the need counts as covered. */
#define NEED_NOISE 1e-6

/* A floor counts as given up by more than this. */
#define FLOOR_NOISE 1e-6

/* An offer is bought full up to this, times max(1, its places). */
#define FULL_TOLERANCE 1e-6

/* Places that count as handed over: two ways to one plan differ by some 10⁻⁵ places of an offer. */
#define LEAST_HANDOVER 1e-4

/* What amounts are rounded to, once, before anything is summed: sums of such multiples are exact,
 * so that every column adds up to every total, in whatever order. */
typedef struct rounding {
    double places; /* and people */
    double hours;
    double money; /* 10⁻¹³ of the largest budget's power of ten: follows the currency's unit */
} rounding;

/* Multiples per unit, so that rounding divides by a whole number and leaves the nearest double. */
static double rounded(double amount, double per_unit) {
    return round(amount * per_unit) / per_unit;
}

static rounding rounding_of(const eqp_study *study) {
    double largest = 0;
    for (uint32_t i = 0; i < study->budgets.count; i++)
        largest = fmax(largest, study->budgets.budget[i]);
    return (rounding){.places = 1e9,
                      .hours = 1e6,
                      .money = largest > 0 ? pow(10, 13 - floor(log10(largest))) : 1e6};
}

/* Rates and shares: twelve decimals say all that the arithmetic knows. */
static double rounded_share(double share) {
    return rounded(share, 1e12);
}

/* A marginal value to twelve digits; next to the largest of its kind, noise is 0. */
static double settled_marginal(double value, double largest) {
    return value > 1e-9 * largest ? eqp_number_settled(value) : 0;
}

/* What is left of an amount: rounding leaves next to nothing where all of it is used. */
static double settled_rest(double rest, double of) {
    return fabs(rest) <= 1e-9 * fabs(of) ? 0 : rest;
}

/* The largest dual value, by size, of the rows of a family. */
static double largest_dual(const eqp_programme *programme, const eqp_solution *solution,
                           eqp_row_family family) {
    double largest = 0;
    eqp_row_range rows = eqp_programme_rows_of(programme, family);
    for (uint32_t row = rows.first; row < rows.first + rows.count; row++)
        largest = fmax(largest, fabs(solution->dual[row]));
    return largest;
}

/* Places without the noise of the arithmetic: next to a whole number they are that number. */
static double settled_places(const rounding *to, double places) {
    double whole = round(places);
    if (fabs(places - whole) <= EQP_PLACES_NOISE)
        return fmax(0, whole);
    return rounded(fmax(0, places), to->places);
}

static void add_totals(eqp_totals *sum, const eqp_totals *part) {
    sum->places += part->places;
    sum->cost += part->cost;
    if (!isnan(part->hours))
        sum->hours += part->hours;
    sum->entries += part->entries;
    sum->hires += part->hires;
}

static void round_totals(eqp_totals *totals, const rounding *to) {
    totals->places = rounded(totals->places, to->places);
    totals->cost = rounded(totals->cost, to->money);
    totals->hours = rounded(totals->hours, to->hours);
    totals->entries = rounded(totals->entries, to->places);
    totals->hires = rounded(totals->hires, to->places);
}

static double measured(const eqp_totals *totals, eqp_measure measure) {
    switch (measure) {
    case EQP_MEASURE_HOURS:
        return isnan(totals->hours) ? 0 : totals->hours;
    case EQP_MEASURE_COST:
        return totals->cost;
    case EQP_MEASURE_ENTRIES:
        return totals->entries;
    case EQP_MEASURE_HIRES:
        return totals->hires;
    default:
        return totals->places;
    }
}

/* Seats that nobody takes: those of an offer, shared out over its lines by their places. Uses are
 * filled before; both are sorted by offer. */
static void fill_empty(eqp_plan *plan, const rounding *to) {
    uint32_t use = 0;
    for (uint32_t first = 0, last; first < plan->line_count; first = last) {
        uint32_t offer = plan->lines[first].offer;
        double places = 0, used = 0, empty;
        for (last = first; last < plan->line_count && plan->lines[last].offer == offer; last++)
            places += plan->lines[last].bought.places;
        while (use < plan->use_count && plan->uses[use].offer < offer)
            use++;
        for (; use < plan->use_count && plan->uses[use].offer == offer; use++)
            used += plan->uses[use].places;
        empty = settled_places(to, places - used);
        for (uint32_t i = first; i < last; i++) {
            plan->lines[i].empty =
                rounded(empty * (plan->lines[i].bought.places / places), to->places);
            plan->empty += plan->lines[i].empty;
        }
    }
    plan->empty = rounded(plan->empty, to->places);
}

/* What a pair's places cost: with whole sessions each of them at its own price, else spread. */
static double cost_of(const eqp_programme *programme, const eqp_solution *solution, uint32_t pair,
                      double places) {
    return solution->sessions
               ? eqp_programme_session_cost(programme, pair, places, solution->sessions[pair])
               : programme->pair_price[pair] * places;
}

static void fill_lines(eqp_plan *plan, const eqp_solution *solution, const rounding *to) {
    const eqp_programme *programme = plan->programme;
    const eqp_offers *offers = &programme->study->offers;
    for (uint32_t pair = 0; pair < programme->pairs; pair++) {
        uint32_t offer = programme->offer[programme->pair_offer[pair]];
        double places = solution->primal[pair];
        uint32_t first = pair;          /* where its sessions stand */
        if (programme->pair_kept[pair]) /* the pair behind it is the same buyer's */
            places += solution->primal[++pair];
        places = settled_places(to, places);
        if (places <= 0)
            continue;
        plan->lines[plan->line_count++] = (eqp_plan_line){
            .offer = offer,
            .institution = programme->pair_institution[pair],
            .price = programme->study->prices.price[programme->pair_row[pair]],
            .sessions = solution->sessions ? solution->sessions[first] : 0,
            .bought = {.places = places,
                       .cost = rounded(cost_of(programme, solution, first, places), to->money),
                       .hours = rounded(offers->hours[offer] * places, to->hours),
                       .entries = rounded(offers->fill_rate[offer] * places, to->places),
                       .hires =
                           rounded(offers->fill_rate[offer] * offers->success_rate[offer] * places,
                                   to->places)}};
    }
}

static int compare_uses(const void *a, const void *b) {
    const eqp_plan_use *one = a, *other = b;
    if (one->offer != other->offer)
        return one->offer < other->offer ? -1 : 1;
    if (one->residence != other->residence)
        return one->residence < other->residence ? -1 : 1;
    return (one->occupation > other->occupation) - (one->occupation < other->occupation);
}

static void fill_uses(eqp_plan *plan, const eqp_solution *solution, const rounding *to) {
    const eqp_programme *programme = plan->programme;
    const eqp_needs *needs = &programme->study->needs;
    for (uint32_t use = 0; use < programme->uses; use++) {
        double places = settled_places(to, solution->primal[programme->first_use + use]);
        uint32_t need = programme->cell_need_row[programme->use_cell[use]];
        double covered = rounded(programme->use_effect[use] * places, to->places);
        if (places <= 0)
            continue;
        plan->uses[plan->use_count++] =
            (eqp_plan_use){.offer = programme->offer[programme->use_offer[use]],
                           .residence = needs->zone[need],
                           .occupation = needs->occupation[need],
                           .places = places,
                           .covered = covered};
        plan->needs[need].bought += covered;
        plan->zones[needs->zone[need]].places_residents += places;
    }
    qsort(plan->uses, plan->use_count, sizeof *plan->uses, compare_uses);
}

/* Places that an offer can sell at most: its own, or what the decisions leave. */
static double sellable(const eqp_programme *programme, uint32_t offer) {
    const eqp_lp *lp = programme->lp;
    double places = programme->study->offers.places[programme->offer[offer]], allowed = 0;
    for (uint32_t pair = programme->pair_start[offer]; pair < programme->pair_start[offer + 1];
         pair++)
        allowed += fmin(places, lp->upper[pair]);
    return fmin(places, allowed);
}

/* cause[needs]: what stands in the way of each need, were it not covered. */
static void find_causes(const eqp_programme *programme, const eqp_solution *solution,
                        eqp_plan_need *needs) {
    for (uint32_t offer = 0; offer < programme->offers; offer++) {
        uint32_t first = programme->pair_start[offer], end = programme->pair_start[offer + 1];
        double left = sellable(programme, offer);
        double tolerance = FULL_TOLERANCE * fmax(1, left);
        for (uint32_t pair = first; pair < end; pair++)
            left -= solution->primal[pair];
        for (uint32_t use = programme->use_start[offer];
             first < end && use < programme->use_start[offer + 1]; use++) {
            eqp_plan_need *need = &needs[programme->cell_need_row[programme->use_cell[use]]];
            if (left > tolerance)
                need->cause = EQP_CAUSE_MONEY;
            else if (need->cause == EQP_CAUSE_NO_OFFER)
                need->cause = EQP_CAUSE_CAPACITY;
        }
    }
}

static void fill_needs(eqp_plan *plan, const eqp_solution *solution, const rounding *to) {
    const eqp_programme *programme = plan->programme;
    const eqp_needs *needs = &programme->study->needs;
    double largest = largest_dual(programme, solution, EQP_ROW_need);
    for (uint32_t row = 0; row < needs->count; row++)
        plan->needs[row].cause = EQP_CAUSE_NO_OFFER;
    find_causes(programme, solution, plan->needs);
    for (uint32_t cell = 0; cell < programme->cells; cell++)
        plan->needs[programme->cell_need_row[cell]].marginal_value = settled_marginal(
            solution->dual[eqp_programme_row(programme, EQP_ROW_need, cell)], largest);
    for (uint32_t row = 0; row < needs->count; row++) {
        eqp_plan_need *need = &plan->needs[row];
        eqp_plan_zone *zone = &plan->zones[needs->zone[row]];
        need->need = eqp_study_need(programme->study, row);
        need->committed = rounded(programme->committed[row], to->places);
        need->bought = rounded(need->bought, to->places);
        need->unmet = rounded(need->need - need->committed - need->bought, to->places);
        if (need->unmet < NEED_NOISE) {
            need->unmet = 0;
            need->cause = EQP_CAUSE_NONE;
        }
        zone->need += need->need;
        zone->committed += need->committed;
        zone->bought += need->bought;
        plan->need += need->need;
        plan->covered += need->committed + need->bought;
        plan->value += needs->priority[row] * need->bought;
    }
    plan->covered = rounded(plan->covered, to->places);
    plan->coverage = plan->need > 0 ? plan->covered / plan->need : 0;
}

static void fill_zones(eqp_plan *plan, const eqp_solution *solution, const rounding *to) {
    const eqp_programme *programme = plan->programme;
    const eqp_study *study = programme->study;
    double largest = largest_dual(programme, solution, EQP_ROW_balance);
    for (uint32_t i = 0; i < plan->line_count; i++) {
        eqp_plan_zone *site = &plan->zones[study->offers.zone[plan->lines[i].offer]];
        site->places_site += plan->lines[i].bought.places;
        site->cost_site += plan->lines[i].bought.cost;
    }
    plan->rate_min = plan->rate_max = NAN;
    for (uint32_t z = 0; z < study->zones.count; z++) {
        eqp_plan_zone *zone = &plan->zones[z];
        zone->committed = rounded(zone->committed, to->places);
        zone->bought = rounded(zone->bought, to->places);
        zone->places_site = rounded(zone->places_site, to->places);
        zone->cost_site = rounded(zone->cost_site, to->money);
        zone->places_residents = rounded(zone->places_residents, to->places);
        zone->rate = zone->fair_rate = zone->floor = NAN;
        if (!(zone->need > 0))
            continue;
        zone->rate = rounded_share((zone->committed + zone->bought) / zone->need);
        zone->fair_rate = rounded_share(solution->fair_rate[z]);
        zone->floor = rounded_share(solution->floor[z]);
        if (plan->whole && zone->floor - zone->rate > FLOOR_NOISE)
            zone->floor_given = rounded_share(zone->floor - zone->rate);
        plan->floor_given = fmax(plan->floor_given, zone->floor_given);
        zone->marginal_value = settled_marginal(
            -0.01 * solution->dual[eqp_programme_row(programme, EQP_ROW_balance, z)],
            0.01 * largest);
        plan->rate_min = fmin(plan->rate_min, zone->rate);
        plan->rate_max = fmax(plan->rate_max, zone->rate);
    }
}

static void fill_budgets(eqp_plan *plan, const eqp_solution *solution, const rounding *to) {
    const eqp_programme *programme = plan->programme;
    const eqp_study *study = programme->study;
    double largest = largest_dual(programme, solution, EQP_ROW_budget);
    for (uint32_t i = 0; i < plan->line_count; i++) {
        add_totals(&plan->budgets[plan->lines[i].institution].bought, &plan->lines[i].bought);
        add_totals(&plan->total, &plan->lines[i].bought);
        plan->sessions += plan->lines[i].sessions;
    }
    round_totals(&plan->total, to);
    for (uint32_t row = 0; row < study->budgets.count; row++)
        plan->budgets[study->budgets.institution[row]].budget = study->budgets.budget[row];
    for (uint32_t i = 0; i < study->institutions.count; i++) {
        eqp_plan_budget *budget = &plan->budgets[i];
        round_totals(&budget->bought, to);
        budget->spent = budget->bought.cost;
        budget->left =
            settled_rest(rounded(budget->budget - budget->spent, to->money), budget->budget);
        budget->marginal_value = settled_marginal(
            1000 * solution->dual[eqp_programme_row(programme, EQP_ROW_budget, i)], 1000 * largest);
    }
}

static void fill_audiences(eqp_plan *plan, const rounding *to) {
    const eqp_audiences *table = &plan->programme->study->audiences;
    uint32_t institutions = plan->programme->study->institutions.count;
    for (uint32_t i = 0; i < plan->audience_count; i++) {
        plan->audiences[i].audience = i / institutions;
        plan->audiences[i].institution = i % institutions;
    }
    /* Both are sorted by offer. */
    for (uint32_t i = 0, first = 0; i < plan->line_count; i++) {
        const eqp_plan_line *line = &plan->lines[i];
        while (first < table->count && table->offer[first] < line->offer)
            first++;
        for (uint32_t row = first; row < table->count && table->offer[row] == line->offer; row++)
            plan->audiences[table->audience[row] * institutions + line->institution].places +=
                table->share[row] * line->bought.places;
    }
    for (uint32_t i = 0; i < plan->audience_count; i++) {
        eqp_plan_audience *audience = &plan->audiences[i];
        double places = plan->budgets[audience->institution].bought.places;
        audience->places = rounded(audience->places, to->places);
        audience->share = places > 0 ? rounded_share(audience->places / places) : NAN;
    }
}

/* A rule's measure, filtered, and the whole that a share is taken of. */
static void measure_rule(const eqp_plan *plan, uint32_t rule, double *filtered, double *whole) {
    const eqp_programme *programme = plan->programme;
    eqp_measure measure = (eqp_measure)programme->study->rules.measure[rule];
    *filtered = *whole = 0;
    for (uint32_t i = 0, pair = 0; i < plan->line_count; i++, pair++) {
        const eqp_plan_line *line = &plan->lines[i];
        double amount = measured(&line->bought, measure);
        eqp_rule_part part;
        while (programme->offer[programme->pair_offer[pair]] != line->offer ||
               programme->pair_institution[pair] != line->institution)
            pair++;
        part = eqp_rule_part_of(programme, rule, pair);
        if (!(part.measure > 0))
            continue;
        *filtered += part.counted / part.measure * amount;
        *whole += part.whole / part.measure * amount;
    }
}

static void fill_rules(eqp_plan *plan, const eqp_solution *solution, const rounding *to) {
    const eqp_programme *programme = plan->programme;
    const eqp_rules *rules = &programme->study->rules;
    double largest = largest_dual(programme, solution, EQP_ROW_rule);
    for (uint32_t row = 0; row < rules->count; row++) {
        eqp_plan_rule *rule = &plan->rules[row];
        double filtered, base, grid, sign = rules->sense[row] == EQP_SENSE_MAX ? 1 : -1;
        double dual =
            fmax(0, sign * solution->dual[eqp_programme_row(programme, EQP_ROW_rule, row)]);
        double to_unit = 1;
        measure_rule(plan, row, &filtered, &base);
        grid = rules->measure[row] == EQP_MEASURE_COST    ? to->money
               : rules->measure[row] == EQP_MEASURE_HOURS ? to->hours
                                                          : to->places;
        filtered = rounded(filtered, grid);
        rule->bound = rules->value[row];
        rule->value = filtered;
        if (rules->unit[row] == EQP_UNIT_SHARE) {
            rule->value = base > 0 ? rounded_share(filtered / base) : NAN;
            to_unit = 0.01 * base; /* a point more asks for so much more of the measure */
        }
        rule->marginal_value = settled_marginal(dual * to_unit, largest * to_unit);
        rule->slack = settled_rest(sign * (rule->bound - rule->value), rule->bound);
        rule->slack = rules->unit[row] == EQP_UNIT_SHARE ? rounded_share(rule->slack)
                                                         : rounded(rule->slack, grid);
    }
}

/* Places of every pair without the noise of the arithmetic. */
static void settle_pairs(const eqp_programme *programme, const double *primal, const rounding *to,
                         double *places) {
    for (uint32_t pair = 0; pair < programme->pairs; pair++)
        places[pair] = settled_places(to, primal[pair]);
}

static double sum_pairs(const eqp_programme *programme, const double *places) {
    double sum = 0;
    for (uint32_t pair = 0; pair < programme->pairs; pair++)
        sum += places[pair];
    return sum;
}

static eqp_status measure_overlap(const eqp_programme *programme, const double *primal,
                                  const rounding *to, double *scratch, double *overlap,
                                  double *rate, eqp_error *error) {
    eqp_overlap found;
    eqp_status status;
    double places;
    settle_pairs(programme, primal, to, scratch);
    places = rounded(sum_pairs(programme, scratch), to->places);
    status = eqp_overlap_measure(programme, scratch, &found, error);
    *overlap = rounded(found.courses + found.cells, to->places);
    *rate = places > 0 ? rounded(found.cells, to->places) / places : 0;
    return status;
}

/* scratch[pairs] */
static eqp_status fill_overlap(eqp_plan *plan, const eqp_solution *solution, const rounding *to,
                               double *scratch, eqp_error *error) {
    eqp_status status = measure_overlap(plan->programme, solution->primal, to, scratch,
                                        &plan->overlap, &plan->overlap_rate, error);
    plan->overlap_before = plan->overlap_rate_before = NAN;
    if (!status && solution->before)
        status = measure_overlap(plan->programme, solution->before, to, scratch,
                                 &plan->overlap_before, &plan->overlap_rate_before, error);
    return status;
}

static double gini(const eqp_plan *plan) {
    uint32_t count = plan->programme->study->zones.count;
    double sum = 0;
    for (uint32_t a = 0; a < count; a++)
        for (uint32_t b = 0; b < a; b++)
            if (plan->zones[a].need > 0 && plan->zones[b].need > 0)
                sum += 2 * plan->zones[a].need * plan->zones[b].need *
                       fabs(plan->zones[a].rate - plan->zones[b].rate);
    return plan->coverage > 0 ? sum / (2 * plan->need * plan->need * plan->coverage) : 0;
}

static void fill_values(eqp_plan *plan, const eqp_solution *solution) {
    plan->outcome = solution->outcome;
    plan->value_best = solution->value_best;
    plan->upper_bound = solution->upper_bound;
    plan->gap = eqp_proof_gap(solution->value_best, solution->upper_bound);
    if (plan->whole)
        plan->whole_gap = eqp_proof_gap(plan->value, solution->upper_bound);
    plan->fair_gap = solution->fair_gap;
    plan->unbalanced = solution->unbalanced;
    if (plan->value_best > 0)
        plan->given_up = fmax(0, 1 - plan->value / plan->value_best);
    if (plan->programme->study->settings.balance > 0)
        plan->price_of_balance = fmax(0, plan->unbalanced - plan->value_best);
    if (plan->unbalanced > 0)
        plan->price_of_balance_share = plan->price_of_balance / plan->unbalanced;
}

static int allocate(eqp_plan *plan) {
    const eqp_programme *programme = plan->programme;
    const eqp_study *study = programme->study;
    plan->audience_count =
        eqp_names_count(study->spaces[EQP_SPACE_audience]) * study->institutions.count;
    plan->lines = eqp_allocate(programme->pairs, sizeof *plan->lines);
    plan->uses = eqp_allocate(programme->uses, sizeof *plan->uses);
    plan->needs = eqp_allocate(study->needs.count, sizeof *plan->needs);
    plan->zones = eqp_allocate(study->zones.count, sizeof *plan->zones);
    plan->budgets = eqp_allocate(study->institutions.count, sizeof *plan->budgets);
    plan->audiences = eqp_allocate(plan->audience_count, sizeof *plan->audiences);
    plan->rules = eqp_allocate(study->rules.count, sizeof *plan->rules);
    return plan->lines && plan->uses && plan->needs && plan->zones && plan->budgets &&
           plan->audiences && plan->rules;
}

eqp_status eqp_plan_build(const eqp_programme *programme, const eqp_solution *solution,
                          eqp_plan **out, eqp_error *error) {
    eqp_plan *plan = eqp_allocate(1, sizeof *plan);
    double *scratch = eqp_allocate(programme->pairs, sizeof *scratch);
    rounding to = rounding_of(programme->study);
    eqp_status status = EQP_OK;
    *out = NULL;
    if (plan) {
        plan->programme = programme;
        plan->whole = solution->sessions != NULL;
    }
    if (!plan || !scratch || !allocate(plan)) {
        status = eqp_error_memory(error);
    } else {
        fill_lines(plan, solution, &to);
        fill_uses(plan, solution, &to);
        fill_empty(plan, &to);
        fill_needs(plan, solution, &to);
        fill_zones(plan, solution, &to);
        fill_budgets(plan, solution, &to);
        fill_audiences(plan, &to);
        fill_rules(plan, solution, &to);
        fill_values(plan, solution);
        plan->gini = gini(plan);
        status = fill_overlap(plan, solution, &to, scratch, error);
    }
    if (!status)
        *out = plan;
    else
        eqp_plan_free(plan);
    eqp_free(scratch);
    return status;
}

void eqp_plan_free(eqp_plan *plan) {
    if (!plan)
        return;
    eqp_free(plan->lines);
    eqp_free(plan->uses);
    eqp_free(plan->needs);
    eqp_free(plan->zones);
    eqp_free(plan->budgets);
    eqp_free(plan->audiences);
    eqp_free(plan->rules);
    eqp_free(plan->handovers);
    eqp_free(plan);
}

eqp_status eqp_plan_coordinate(eqp_plan *plan, const eqp_solution *solution, eqp_error *error) {
    const eqp_programme *programme = plan->programme;
    rounding to = rounding_of(programme->study);
    double *before = eqp_allocate(programme->pairs, sizeof *before);
    double *after = eqp_allocate(programme->pairs, sizeof *after);
    eqp_status status = before && after ? EQP_OK : eqp_error_memory(error);
    if (!status && solution->before) {
        settle_pairs(programme, solution->before, &to, before);
        settle_pairs(programme, solution->primal, &to, after);
        status = eqp_overlap_handovers(programme, before, after, LEAST_HANDOVER, &plan->handovers,
                                       &plan->handover_count, error);
        for (size_t i = 0; i < plan->handover_count; i++)
            plan->handovers[i].places = rounded(plan->handovers[i].places, to.places);
    }
    plan->coordinated = !status;
    eqp_free(before);
    eqp_free(after);
    return status;
}
