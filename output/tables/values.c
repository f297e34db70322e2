#include "output/tables/values.h"

#include "models/answers/open_offers.h"
#include "models/base/language.h"
#include "models/base/memory.h"
#include "models/base/number.h"
#include "output/tables/plan_tables.h"
#include "output/text/figures.h"

#include <math.h>

/* A price this near to the break-even is worth talking about. */
#define NEAR 0.1

typedef struct values {
    const eqp_plan *plan;
    const double *dual;
    uint32_t *cheapest; /* [needs.count] pair that covers it most cheaply of those with room left;
                           EQP_NONE: none */
    double *cost;       /* [needs.count] its cost per person */
    uint32_t *reaching; /* [needs.count] offers that reach it */
} values;

static const char *id_of(const values *v, eqp_space space, uint32_t index) {
    return eqp_study_id(v->plan->programme->study, space, index);
}

/* First-order break-even of a pair; NAN where nothing can be said. */
static double break_even(const values *v, uint32_t pair) {
    const eqp_programme *p = v->plan->programme;
    uint32_t offer = p->pair_offer[pair];
    if (p->use_start[offer] == p->use_start[offer + 1])
        return NAN;
    return eqp_pair_break_even(
        p, pair, v->dual, eqp_plan_bought(v->plan, p->offer[offer], p->pair_institution[pair]) > 0);
}

/* Cheapest pair and number of offers of every need, in one walk over the uses. */
static void find_cheapest(values *v) {
    const eqp_programme *p = v->plan->programme;
    for (uint32_t need = 0; need < p->study->needs.count; need++)
        v->cheapest[need] = EQP_NONE;
    for (uint32_t use = 0; use < p->uses; use++) {
        uint32_t offer = p->use_offer[use], need = p->cell_need_row[p->use_cell[use]];
        v->reaching[need]++;
        for (uint32_t pair = p->pair_start[offer]; pair < p->pair_start[offer + 1]; pair++) {
            double cost = p->pair_price[pair] / p->use_effect[use];
            if (!p->pair_kept[pair] && (v->cheapest[need] == EQP_NONE || cost < v->cost[need]) &&
                eqp_open_offer_left(v->plan, pair) > 0) {
                v->cheapest[need] = pair;
                v->cost[need] = cost;
            }
        }
    }
}

static int make(values *v, const eqp_plan *plan, const double *dual) {
    uint32_t needs = plan->programme->study->needs.count;
    *v = (values){.plan = plan, .dual = dual};
    v->cheapest = eqp_allocate(needs, sizeof *v->cheapest);
    v->cost = eqp_allocate(needs, sizeof *v->cost);
    v->reaching = eqp_allocate(needs, sizeof *v->reaching);
    if (!v->cheapest || !v->cost || !v->reaching)
        return -1;
    find_cheapest(v);
    return 0;
}

static void drop(values *v) {
    eqp_free(v->cheapest);
    eqp_free(v->cost);
    eqp_free(v->reaching);
}

/* ---- tables ---- */

/* Pairs without columns come too: those of offers that reach nothing. */
static eqp_status write_offers(const void *context, eqp_csv_writer *writer, eqp_error *error) {
    const values *v = context;
    const eqp_programme *p = v->plan->programme;
    const eqp_prices *prices = &p->study->prices;
    (void)error;
    for (uint32_t row = 0, pair = 0; row < prices->count; row++) {
        while (pair < p->pairs && (p->pair_kept[pair] || p->pair_row[pair] < row))
            pair++;
        int has_columns = pair < p->pairs && p->pair_row[pair] == row;
        eqp_csv_id(writer, id_of(v, EQP_SPACE_offer, prices->offer[row]));
        eqp_csv_id(writer, id_of(v, EQP_SPACE_institution, prices->institution[row]));
        eqp_csv_number(writer, prices->price[row]);
        eqp_csv_number(writer,
                       eqp_plan_bought(v->plan, prices->offer[row], prices->institution[row]));
        eqp_csv_number(writer,
                       has_columns ? eqp_number_settled(eqp_open_offer_left(v->plan, pair)) : 0);
        eqp_csv_number(writer, has_columns ? break_even(v, pair) : NAN);
        eqp_csv_end_row(writer);
    }
    return EQP_OK;
}

static eqp_status write_needs(const void *context, eqp_csv_writer *writer, eqp_error *error) {
    const values *v = context;
    const eqp_programme *p = v->plan->programme;
    const eqp_needs *needs = &p->study->needs;
    (void)error;
    for (uint32_t row = 0; row < needs->count; row++) {
        uint32_t pair = v->cheapest[row];
        int none = pair == EQP_NONE;
        if (!(v->plan->needs[row].unmet > 0))
            continue;
        eqp_csv_id(writer, id_of(v, EQP_SPACE_zone, needs->zone[row]));
        eqp_csv_id(writer, id_of(v, EQP_SPACE_occupation, needs->occupation[row]));
        eqp_csv_number(writer, v->plan->needs[row].unmet);
        eqp_csv_id(writer, eqp_cause_name(v->plan->needs[row].cause));
        eqp_csv_number(writer, v->reaching[row]);
        eqp_csv_id(writer,
                   id_of(v, EQP_SPACE_offer, none ? EQP_NONE : p->offer[p->pair_offer[pair]]));
        eqp_csv_id(writer,
                   id_of(v, EQP_SPACE_institution, none ? EQP_NONE : p->pair_institution[pair]));
        eqp_csv_number(writer, none ? NAN : p->study->prices.price[p->pair_row[pair]]);
        eqp_csv_number(writer, none ? NAN : eqp_number_settled(v->cost[row]));
        eqp_csv_number(writer, none ? NAN : break_even(v, pair));
        eqp_csv_end_row(writer);
    }
    return EQP_OK;
}

/* Needs are sorted by zone. */
static eqp_status write_zones(const void *context, eqp_csv_writer *writer, eqp_error *error) {
    const values *v = context;
    const eqp_study *study = v->plan->programme->study;
    (void)error;
    for (uint32_t z = 0, row = 0; z < study->zones.count; z++) {
        const eqp_plan_zone *zone = &v->plan->zones[z];
        double unmet[EQP_CAUSE_MONEY + 1] = {0}, cheapest = NAN;
        for (; row < study->needs.count && study->needs.zone[row] == z; row++) {
            const eqp_plan_need *need = &v->plan->needs[row];
            unmet[need->cause] += need->unmet;
            if (need->unmet > 0 && v->cheapest[row] != EQP_NONE)
                cheapest = fmin(cheapest, v->cost[row]); /* of NAN and a number the number */
        }
        eqp_csv_id(writer, id_of(v, EQP_SPACE_zone, z));
        eqp_csv_number(writer, zone->rate);
        eqp_csv_number(writer, zone->floor);
        eqp_csv_number(writer, zone->marginal_value);
        eqp_csv_number(writer, eqp_number_settled(unmet[EQP_CAUSE_NO_OFFER]));
        eqp_csv_number(writer, eqp_number_settled(unmet[EQP_CAUSE_CAPACITY]));
        eqp_csv_number(writer, eqp_number_settled(unmet[EQP_CAUSE_MONEY]));
        eqp_csv_number(writer, eqp_number_settled(cheapest));
        eqp_csv_end_row(writer);
    }
    return EQP_OK;
}

static eqp_status write_institutions(const void *context, eqp_csv_writer *writer,
                                     eqp_error *error) {
    const values *v = context;
    const eqp_programme *p = v->plan->programme;
    (void)error;
    for (uint32_t i = 0; i < p->study->institutions.count; i++) {
        double marginal = v->plan->budgets[i].marginal_value, left = 0;
        uint32_t offers = 0, bought = 0;
        for (uint32_t pair = 0; pair < p->pairs; pair++) {
            if (p->pair_institution[pair] != i || p->pair_kept[pair])
                continue;
            offers++;
            bought += eqp_plan_bought(v->plan, p->offer[p->pair_offer[pair]], i) > 0;
            left += eqp_open_offer_left(v->plan, pair);
        }
        eqp_csv_id(writer, id_of(v, EQP_SPACE_institution, i));
        eqp_csv_number(writer, marginal);
        eqp_csv_number(writer, marginal > 0 ? eqp_number_settled(1000 / marginal) : NAN);
        eqp_csv_number(writer, offers);
        eqp_csv_number(writer, bought);
        eqp_csv_number(writer, eqp_number_settled(left));
        eqp_csv_end_row(writer);
    }
    return EQP_OK;
}

static eqp_status write_rules(const void *context, eqp_csv_writer *writer, eqp_error *error) {
    const values *v = context;
    (void)error;
    for (uint32_t rule = 0; rule < v->plan->programme->study->rules.count; rule++) {
        uint32_t pairs, bought;
        eqp_rule_count_pairs(v->plan, rule, &pairs, &bought);
        eqp_csv_id(writer, id_of(v, EQP_SPACE_rule, rule));
        eqp_csv_number(writer, v->plan->rules[rule].marginal_value);
        eqp_csv_number(writer, pairs);
        eqp_csv_number(writer, bought);
        eqp_csv_end_row(writer);
    }
    return EQP_OK;
}

static eqp_status write_tables(values *v, eqp_results *results, eqp_error *error) {
    static const struct {
        eqp_result_table table;
        eqp_results_writer rows;
    } tables[] = {
        {EQP_RESULT_offer_value, write_offers}, {EQP_RESULT_need_value, write_needs},
        {EQP_RESULT_zone_value, write_zones},   {EQP_RESULT_institution_value, write_institutions},
        {EQP_RESULT_rule_value, write_rules},
    };
    const eqp_result_scope scope = {.study = v->plan->programme->study};
    eqp_status status = EQP_OK;
    for (size_t i = 0; !status && i < sizeof tables / sizeof *tables; i++)
        status = eqp_results_table(tables[i].table, &scope, results, tables[i].rows, v, error);
    return status;
}

eqp_status eqp_values_write(const eqp_plan *plan, const double *dual, eqp_run *run,
                            const eqp_folder *folder, eqp_csv_style style, eqp_error *error) {
    values v;
    eqp_status status = make(&v, plan, dual) ? eqp_error_memory(error) : EQP_OK;
    if (!status)
        status = eqp_results_begin(&run->files, folder, style, error);
    if (!status)
        status = write_tables(&v, &run->files, error);
    if (!status) {
        run->seconds[EQP_PHASE_WRITE] = eqp_results_seconds(&run->files);
        status = eqp_results_finish(&run->files, eqp_values_json(plan, run), error);
    }
    drop(&v);
    return status;
}

/* ---- in short ---- */

char *eqp_values_json(const eqp_plan *plan, const eqp_run *run) {
    eqp_json *json = eqp_json_create();
    eqp_run_add(run, plan->programme->study, json);
    eqp_json_number(json, "value_best", plan->value_best);
    eqp_json_number(json, "value", plan->value);
    eqp_json_number(json, "coverage", plan->coverage);
    return eqp_json_finish(json);
}

char *eqp_values_text(const eqp_plan *plan, const double *dual, const eqp_run *run) {
    const eqp_programme *p = plan->programme;
    uint32_t pairs = 0, bought = 0, near = 0;
    eqp_buffer buffer = {0}, words = {0};
    values v = {.plan = plan, .dual = dual};
    for (uint32_t pair = 0; pair < p->pairs; pair++) {
        double price = p->study->prices.price[p->pair_row[pair]];
        int is_bought =
            eqp_plan_bought(plan, p->offer[p->pair_offer[pair]], p->pair_institution[pair]) > 0;
        if (p->pair_kept[pair])
            continue;
        pairs++;
        bought += is_bought;
        near += !is_bought && break_even(&v, pair) >= (1 - NEAR) * price;
    }
    eqp_buffer_say(&words, _("What every offer, need, zone, institution and rule of %s is worth"),
                   run->study);
    eqp_figure_paragraph(&buffer, &words, 0);
    eqp_buffer_say(
        &words,
        _("%s pairs of offer and institution: %s bought; of the others %s would pay at a "
          "price lower by %s or less, to first order. explain --offer, --zone, "
          "--institution and --rule say why."),
        eqp_figure_of(pairs, 0).text, eqp_figure_of(bought, 0).text, eqp_figure_of(near, 0).text,
        eqp_figure_share(NEAR, 0).text);
    eqp_figure_paragraph(&buffer, &words, EQP_TEXT_INDENT);
    eqp_run_say(run, &buffer);
    return eqp_buffer_finish(&buffer);
}
