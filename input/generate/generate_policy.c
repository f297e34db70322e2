/* What has been agreed: commitments, signed decisions, rules, parameters, and what-ifs. */
#include "input/generate/generate_parts.h"
#include "input/tables/study_rows.h"

#include "models/base/memory.h"

#include <stdio.h>

#define COMMITTED 120000   /* millionths of the needs with places financed already */
#define SIGNED 12000       /* millionths of the prices of which a session is signed */
#define RULED_OUT 5000     /* millionths of the prices that are ruled out */
#define SIGNED_MOST 5      /* percent of a budget that signed decisions may take */
#define ENVELOPE 3         /* percent of the first budget that may go to the dearest lot */
#define FEWEST_TO_SIGN 200 /* offers; in fewer, what is signed could leave the rules no way out */

/* The lot whose places would cost the first institution most; EQP_NONE when memory is short. */
static uint32_t dearest_lot(const eqp_study *study) {
    uint32_t count = eqp_names_count(study->spaces[EQP_SPACE_lot]), dearest = 0;
    double *cost = eqp_allocate(count, sizeof *cost);
    if (!cost)
        return EQP_NONE;
    for (uint32_t p = 0; p < study->prices.count; p++) {
        uint32_t offer = study->prices.offer[p];
        if (study->prices.institution[p] == 0)
            cost[study->offers.lot[offer]] += study->prices.price[p] * study->offers.places[offer];
    }
    for (uint32_t lot = 1; lot < count; lot++)
        if (cost[lot] > cost[dearest])
            dearest = lot;
    eqp_free(cost);
    return dearest;
}

static int add_commitments(eqp_study *study, const eqp_generate_options *options) {
    static const char *const funders[] = {"apprenticeship", "last-year"};
    for (uint32_t n = 0; n < study->needs.count; n++) {
        eqp_random random = eqp_random_start(options->seed, EQP_STREAM_COMMITMENTS, n);
        uint32_t funder = eqp_random_between(&random, 0, 1), row;
        uint32_t percent = eqp_random_between(&random, 5, 40);
        uint32_t success = eqp_random_between(&random, 35, 60);
        uint64_t places = (uint64_t)study->needs.need[n] * percent / 100;
        if (!eqp_random_happens(&random, COMMITTED) || places == 0)
            continue;
        row = eqp_rows_add(study, "commitments");
        if (row == EQP_NONE)
            return -1;
        study->commitments.zone[row] = study->needs.zone[n];
        study->commitments.occupation[row] = study->needs.occupation[n];
        study->commitments.places[row] = (double)places;
        study->commitments.success_rate[row] = success / 100.0;
        study->commitments.funder[row] = eqp_rows_name(study, EQP_SPACE_funder, funders[funder]);
        if (study->commitments.funder[row] == EQP_NONE)
            return -1;
    }
    return 0;
}

static int add_decision(eqp_study *study, uint32_t price, double least, double most) {
    uint32_t row = eqp_rows_add(study, "decisions");
    if (row == EQP_NONE)
        return -1;
    study->decisions.offer[row] = study->prices.offer[price];
    study->decisions.institution[row] = study->prices.institution[price];
    study->decisions.min_places[row] = least;
    study->decisions.max_places[row] = most;
    return 0;
}

/* One session signed here and there, as far as the part of the budget goes that may be signed; a
 * few courses ruled out. One decision at most for each offer, and nothing signed in the spared lot.
 */
static int add_decisions(eqp_study *study, const eqp_generate_options *options, uint32_t spared) {
    double *left = eqp_allocate(options->institutions, sizeof *left);
    uint32_t decided = EQP_NONE;
    int failed = !left;
    for (uint32_t i = 0; i < options->institutions && !failed; i++)
        left[i] = study->budgets.budget[i] * SIGNED_MOST / 100;
    for (uint32_t p = 0; p < study->prices.count && !failed; p++) {
        eqp_random random = eqp_random_start(options->seed, EQP_STREAM_DECISIONS, p);
        uint32_t offer = study->prices.offer[p], institution = study->prices.institution[p];
        double cost = study->offers.group_max[offer] * study->prices.price[p];
        int may_sign = study->offers.count >= FEWEST_TO_SIGN && cost <= left[institution] &&
                       study->offers.lot[offer] != spared;
        if (offer == decided)
            continue;
        if (eqp_random_happens(&random, RULED_OUT)) {
            failed = add_decision(study, p, NAN, 0);
        } else if (may_sign && eqp_random_happens(&random, SIGNED)) {
            failed = add_decision(study, p, study->offers.group_max[offer], NAN);
            left[institution] -= cost;
        } else {
            continue;
        }
        decided = offer;
    }
    eqp_free(left);
    return failed;
}

static uint32_t add_rule(eqp_study *study, const char *name, eqp_measure measure, eqp_sense sense,
                         double value, eqp_unit unit) {
    uint32_t row = eqp_rows_add(study, "rules");
    if (row == EQP_NONE)
        return EQP_NONE;
    study->rules.rule[row] = eqp_rows_name(study, EQP_SPACE_rule, name);
    study->rules.measure[row] = measure;
    study->rules.sense[row] = sense;
    study->rules.value[row] = value;
    study->rules.unit[row] = unit;
    return study->rules.rule[row] == EQP_NONE ? EQP_NONE : row;
}

static int has_preparatory(const eqp_study *study) {
    for (uint32_t k = 0; k < study->offers.count; k++)
        if (study->offers.kind[k] == EQP_COURSE_PREPARATORY)
            return 1;
    return 0;
}

/* A quota, an envelope, and a least share of preparatory courses. What is signed leaves room for
 * all three. */
static int add_rules(eqp_study *study, uint32_t lot) {
    double envelope = floor(study->budgets.budget[0] * ENVELOPE / 100 / 1000) * 1000;
    uint32_t row =
        add_rule(study, "rsa-quota", EQP_MEASURE_PLACES, EQP_SENSE_MIN, 0.25, EQP_UNIT_SHARE);
    if (row == EQP_NONE)
        return -1;
    study->rules.audience[row] = eqp_rows_name(study, EQP_SPACE_audience, "rsa");
    row = add_rule(study, "lot-envelope", EQP_MEASURE_COST, EQP_SENSE_MAX, envelope,
                   EQP_UNIT_ABSOLUTE);
    if (row == EQP_NONE)
        return -1;
    study->rules.institution[row] = 0;
    study->rules.lot[row] = lot;
    if (!has_preparatory(study))
        return 0;
    row =
        add_rule(study, "preparatory-hours", EQP_MEASURE_HOURS, EQP_SENSE_MIN, 0.1, EQP_UNIT_SHARE);
    if (row == EQP_NONE)
        return -1;
    study->rules.institution[row] = 0;
    study->rules.kind[row] = EQP_COURSE_PREPARATORY;
    return 0;
}

static int add_parameter(eqp_study *study, const char *parameter, const char *value) {
    uint32_t row = eqp_rows_add(study, "parameters");
    if (row == EQP_NONE)
        return -1;
    study->parameters.parameter[row] = eqp_rows_name(study, EQP_SPACE_parameter, parameter);
    study->parameters.value[row] = eqp_text_copy(value);
    return study->parameters.parameter[row] == EQP_NONE || !study->parameters.value[row] ? -1 : 0;
}

static int add_scenario(eqp_study *study, const char *scenario, const char *parameter,
                        const char *target, eqp_change change, const char *value) {
    uint32_t row = eqp_rows_add(study, "scenarios");
    if (row == EQP_NONE)
        return -1;
    study->scenarios.scenario[row] = eqp_rows_name(study, EQP_SPACE_scenario, scenario);
    study->scenarios.parameter[row] = eqp_text_copy(parameter);
    study->scenarios.target[row] = eqp_text_copy(target);
    study->scenarios.change[row] = change;
    study->scenarios.value[row] = eqp_text_copy(value);
    return study->scenarios.scenario[row] == EQP_NONE || !study->scenarios.parameter[row] ||
                   !study->scenarios.target[row] || !study->scenarios.value[row]
               ? -1
               : 0;
}

static int has_high_needs(const eqp_study *study) {
    for (uint32_t n = 0; n < study->needs.count; n++)
        if (study->needs.need_high[n] > study->needs.need[n])
            return 1;
    return 0;
}

static int add_transfer(eqp_study *study) {
    char taken[32], given[32];
    long long moved = (long long)(study->budgets.budget[0] / 10 / 1000) * 1000;
    snprintf(taken, sizeof taken, "-%lld", moved);
    snprintf(given, sizeof given, "%lld", moved);
    return add_scenario(study, "transfer", "budget", "institution=region", EQP_CHANGE_ADD, taken) ||
           add_scenario(study, "transfer", "budget", "institution=ft", EQP_CHANGE_ADD, given);
}

static int add_scenarios(eqp_study *study, const eqp_generate_options *options) {
    int failed = add_scenario(study, "budget-plus-10", "budget", "", EQP_CHANGE_SCALE, "1.1");
    if (!failed && options->institutions > 1)
        failed = add_transfer(study);
    if (!failed && has_high_needs(study))
        failed = add_scenario(study, "need-high", "need_level", "", EQP_CHANGE_SET, "high");
    else if (!failed)
        failed = add_scenario(study, "need-high", "need", "", EQP_CHANGE_SCALE, "1.15");
    if (!failed)
        failed = add_scenario(study, "balance-full", "balance", "", EQP_CHANGE_SET, "1");
    if (!failed)
        failed = add_scenario(study, "price-shock", "price", "institution=region", EQP_CHANGE_SCALE,
                              "1.08");
    return failed;
}

int eqp_generate_policy(eqp_study *study, const eqp_generate_options *options) {
    uint32_t lot = dearest_lot(study);
    return lot == EQP_NONE || add_commitments(study, options) ||
                   add_decisions(study, options, lot) || add_rules(study, lot) ||
                   add_parameter(study, "balance", "0.8") ||
                   add_parameter(study, "complementarity_tolerance", "0.001") ||
                   add_parameter(study, "need_level", "central") ||
                   add_parameter(study, "currency", "EUR") || add_scenarios(study, options)
               ? -1
               : 0;
}
