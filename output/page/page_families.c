#include "output/page/page_parts.h"
#include "output/tables/curve.h"
#include "output/tables/plan_difference.h"

#include <math.h>
#include <string.h>

/* A word without blanks for each outcome. */
static const char *outcome_key(eqp_outcome outcome) {
    static const char *const keys[] = {
        [EQP_OUTCOME_OPTIMAL] = "optimal",
        [EQP_OUTCOME_STOPPED] = "stopped",
        [EQP_OUTCOME_NO_PLAN] = "no_plan",
        [EQP_OUTCOME_INFEASIBLE] = "infeasible",
    };
    return keys[outcome];
}

static void add_numbers(const double *numbers, uint32_t count, eqp_json *json) {
    eqp_json_open_list(json, NULL);
    for (uint32_t i = 0; i < count; i++)
        eqp_json_number(json, NULL, numbers[i]);
    eqp_json_close(json);
}

static int has_plan(const eqp_point_result *finding) {
    return finding->outcome == EQP_OUTCOME_OPTIMAL || finding->outcome == EQP_OUTCOME_STOPPED;
}

static void add_scenario(const eqp_comparison *comparison, uint32_t index, eqp_json *json) {
    const eqp_point_result *finding = comparison->finding[index], *base = comparison->finding[0];
    eqp_plan_difference moves = eqp_plan_difference_sum(base, finding);
    int both = has_plan(finding) && has_plan(base);
    eqp_page_open_row(json);
    eqp_json_text(json, NULL, comparison->scenario[index]);
    eqp_json_text(json, NULL, outcome_key(finding->outcome));
    eqp_json_number(json, NULL, finding->value_best);
    eqp_json_number(json, NULL, finding->value);
    eqp_json_number(json, NULL, finding->gap);
    eqp_json_number(json, NULL, finding->coverage);
    eqp_json_number(json, NULL, finding->rate_min);
    eqp_json_number(json, NULL, finding->gini);
    eqp_json_number(json, NULL, finding->overlap);
    eqp_json_number(json, NULL, finding->cost);
    eqp_json_number(json, NULL, finding->places);
    eqp_json_number(json, NULL, finding->hires);
    eqp_json_number(json, NULL, finding->value_best - base->value_best);
    eqp_json_number(json, NULL, finding->coverage - base->coverage);
    eqp_json_number(json, NULL, finding->cost - base->cost);
    eqp_json_number(json, NULL, both ? moves.more : NAN);
    eqp_json_number(json, NULL, both ? moves.fewer : NAN);
    eqp_json_number(json, NULL, both ? moves.offers : NAN);
    add_numbers(finding->institution_cost, finding->institutions, json);
    add_numbers(finding->institution_places, finding->institutions, json);
    add_numbers(finding->zone_rate, has_plan(finding) ? finding->zones : 0, json);
    eqp_page_close_row(json);
}

void eqp_page_add_comparison(const eqp_comparison *comparison, eqp_json *json) {
    eqp_page_open_table(json, "scenarios",
                        "scenario|status|value_best|value|gap|coverage|rate_min|gini|overlap|cost|"
                        "places|hires|value_best_difference|coverage_difference|cost_difference|"
                        "places_more|places_fewer|offers|costs|bought|rates");
    for (uint32_t i = 0; i < comparison->count; i++)
        add_scenario(comparison, i, json);
    eqp_page_close_table(json);
}

static void add_piece(const eqp_curve *curve, const eqp_curve_piece *piece, eqp_json *json) {
    eqp_page_open_row(json);
    eqp_json_number(json, NULL, piece->from);
    eqp_json_number(json, NULL, piece->to);
    eqp_json_number(json, NULL, piece->value_from);
    eqp_json_number(json, NULL, piece->value_to);
    eqp_json_number(json, NULL, piece->slope);
    add_numbers(piece->marginal, piece->marginal ? curve->study->institutions.count : 0, json);
    eqp_page_close_row(json);
}

/* Whether what is varied is an amount of money. */
static int varies_money(const char *title) {
    return strncmp(title, "transfer", strlen("transfer")) == 0 ||
           (strncmp(title, "budget", strlen("budget")) == 0 && !strstr(title, "*"));
}

void eqp_page_add_curve(const eqp_curve *curve, eqp_json *json) {
    eqp_json_open(json, "curve");
    eqp_json_text(json, "title", curve->title);
    eqp_json_whole(json, "money", (unsigned long)varies_money(curve->title));
    eqp_json_number(json, "today", curve->today);
    eqp_json_number(json, "today_value", eqp_curve_value(curve, curve->today));
    eqp_json_number(json, "best_at", curve->best_at);
    eqp_json_number(json, "best_value", curve->best_value);
    eqp_json_whole(json, "plans", curve->samples);
    eqp_json_number(json, "error", curve->error);
    eqp_page_open_table(json, "pieces", "from|to|value_from|value_to|slope|marginal");
    for (uint32_t p = 0; p < curve->count; p++)
        add_piece(curve, &curve->pieces[p], json);
    eqp_page_close_table(json);
    eqp_page_open_table(json, "moving", "at|value");
    for (uint32_t m = 0; m < curve->moving_count; m++)
        add_numbers((const double[]){curve->moving[m].at, curve->moving[m].value}, 2, json);
    eqp_page_close_table(json);
    eqp_json_close(json);
}
