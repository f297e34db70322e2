#include "output/workbook/workbook_plan_parts.h"

#include "models/base/language.h"
#include "output/workbook/workbook_words.h"

#include <math.h>

/* ---- summary ---- */

/* The sum of a column under a name. */
static void put_sum(eqp_lines *lines, const eqp_grid *grid, const char *column, const char *what,
                    const char *name, const char *meaning) {
    eqp_buffer formula = {0};
    const eqp_grid_column *summed = &grid->columns[eqp_grid_find(grid, column)];
    if (grid->row_count > 0)
        eqp_grid_add_function(&formula, grid, "SUM", column);
    else
        eqp_buffer_add(&formula, "0");
    eqp_lines_formula(lines, what, name, summed->form, &formula, summed->sum, meaning);
}

static uint32_t count_offers(const eqp_plan *plan) {
    uint32_t offers = 0;
    for (uint32_t i = 0; i < plan->line_count; i++)
        offers += i == 0 || plan->lines[i].offer != plan->lines[i - 1].offer;
    return offers;
}

static void put_purchase(eqp_lines *lines, const eqp_plan_book *book) {
    const eqp_plan *plan = book->plan;
    eqp_lines_section(lines, _("What is bought"));
    eqp_lines_number(lines, _("Offers"), EQP_FORM_WHOLE, count_offers(plan),
                     _("of which places are bought"));
    put_sum(lines, book->bought, "places", _("Places"), "total_places", _("bought"));
    put_sum(lines, book->bought, "cost", _("Cost"), "total_cost", _("of all institutions"));
    put_sum(lines, book->bought, "hours", _("Hours"), "total_hours",
            _("of the offers that state hours"));
    put_sum(lines, book->bought, "entries", _("People who start"), "total_entries", "");
    put_sum(lines, book->bought, "hires", _("People who end in the job"), "total_hires", "");
    if (plan->whole)
        put_sum(lines, book->bought, "sessions", _("Sessions"), "total_sessions",
                _("whole ones, each of one buyer"));
    put_sum(lines, book->bought, "empty", _("Empty seats"), "total_empty",
            _("places that nobody takes"));
}

static void put_money(eqp_lines *lines, const eqp_plan_book *book) {
    eqp_lines_section(lines, _("Money"));
    put_sum(lines, book->budgets, "budget", _("Budgets"), "total_budget", _("of all institutions"));
    put_sum(lines, book->budgets, "spent", _("Spent"), "total_spent", _("the cost of the plan"));
    put_sum(lines, book->budgets, "left", _("Left"), "total_left", _("budgets − spent"));
}

static void put_coverage(eqp_lines *lines, const eqp_plan_book *book) {
    const eqp_plan *plan = book->plan;
    eqp_buffer formula = {0};
    eqp_lines_section(lines, _("Need"));
    put_sum(lines, book->needs, "need", _("People lacking"), "total_need",
            _("in all zones and occupations"));
    put_sum(lines, book->needs, "committed", _("Already committed"), "total_committed",
            _("covered by places financed earlier or by others"));
    put_sum(lines, book->needs, "bought", _("Covered by this plan"), "total_covered", "");
    put_sum(lines, book->needs, "unmet", _("Unmet"), "total_unmet",
            _("the sheet of needs says why"));
    if (plan->need > 0)
        eqp_buffer_add(&formula, "(total_committed+total_covered)/total_need");
    eqp_lines_formula(lines, _("Coverage"), "coverage", EQP_FORM_SHARE, &formula, plan->coverage,
                      _("(committed + bought) ÷ need"));
}

static void put_extreme(eqp_lines *lines, const eqp_plan_book *book, const char *what,
                        const char *function, double value, const char *meaning) {
    eqp_buffer formula = {0};
    if (!isnan(value) && book->zones->row_count > 0)
        eqp_grid_add_function(&formula, book->zones, function, "rate");
    eqp_lines_formula(lines, what, NULL, EQP_FORM_SHARE, &formula, value, meaning);
}

static void put_balance(eqp_lines *lines, const eqp_plan_book *book) {
    const eqp_plan *plan = book->plan;
    eqp_lines_section(lines, _("Balance and complementarity"));
    put_extreme(lines, book, _("Worst zone"), "MIN", plan->rate_min,
                _("the lowest coverage of a zone"));
    put_extreme(lines, book, _("Best zone"), "MAX", plan->rate_max,
                _("the highest coverage of a zone"));
    eqp_lines_number(lines, _("Gini coefficient"), EQP_FORM_VALUE, plan->gini,
                     _("how unevenly zones are covered: 0 is perfectly even"));
    eqp_lines_number(lines, _("Price of balance"), EQP_FORM_VALUE, plan->price_of_balance,
                     _("people (weighted by priority) whom the plan could cover beyond without "
                       "balance"));
    eqp_lines_number(lines, _("Price of balance, share"), EQP_FORM_SHARE,
                     plan->price_of_balance_share, _("of what would be covered without balance"));
    eqp_lines_number(lines, _("Overlap"), EQP_FORM_AMOUNT, plan->overlap,
                     _("places bought beside a larger buyer's, by course and by cell"));
    eqp_lines_number(lines, _("Overlap, share"), EQP_FORM_SHARE, plan->overlap_rate,
                     _("of the places: those of the same zone, family and kind"));
}

static void put_proof(eqp_lines *lines, const eqp_plan_book *book) {
    const eqp_plan *plan = book->plan;
    eqp_lines_section(lines, _("Proof"));
    eqp_lines_text(lines, _("Status"), eqp_workbook_word(eqp_outcome_name(plan->outcome)),
                   _("optimal, or stopped early with the best plan so far"));
    eqp_lines_number(lines, _("Best value"), EQP_FORM_VALUE, plan->value_best,
                     _("people covered, weighted by priority, by the best plan found"));
    eqp_lines_number(lines, _("Upper bound"), EQP_FORM_VALUE, plan->upper_bound,
                     _("no plan covers more, by weak duality"));
    eqp_lines_number(lines, _("Proven gap"), EQP_FORM_TINY, plan->gap,
                     _("(upper bound − best value) ÷ best value"));
    eqp_lines_number(lines, _("Value of this plan"), EQP_FORM_VALUE, plan->value,
                     _("what complementarity and whole sessions leave of it"));
    eqp_lines_number(lines, _("Given up"), EQP_FORM_TINY, plan->given_up,
                     _("1 − value of this plan ÷ best value"));
    if (plan->whole)
        eqp_lines_number(lines, _("Gap of whole sessions"), EQP_FORM_TINY, plan->whole_gap,
                         _("no plan in whole sessions covers more than this share beyond"));
}

static void put_assumptions(eqp_lines *lines, const eqp_plan_book *book) {
    eqp_lines_section(lines, _("What was assumed"));
    eqp_lines_text(lines, _("Study"), book->run->study, _("its folder"));
    eqp_lines_text(lines, _("Scenario"), book->run->scenario, _("base: the study itself"));
    eqp_lines_parameters(lines);
    eqp_lines_text(lines, _("Digest of the study"), book->workbook.study->digest,
                   _("SHA-256 of all its cells: the same digest is the same study"));
    eqp_lines_text(lines, _("Version of equiplace"), book->run->version, "");
}

void eqp_plan_book_summarise(eqp_plan_book *book) {
    eqp_lines lines = eqp_lines_begin(&book->workbook, book->title);
    put_purchase(&lines, book);
    put_money(&lines, book);
    put_coverage(&lines, book);
    put_balance(&lines, book);
    put_proof(&lines, book);
    put_assumptions(&lines, book);
    eqp_lines_end(&lines);
}

/* ---- charts ---- */

static void draw_families(const eqp_plan_book *book, eqp_drawing *drawing) {
    const eqp_grid *grid = book->families;
    uint32_t institutions = book->workbook.study->institutions.count, columns[EQP_DRAWING_SERIES];
    uint32_t cost = eqp_grid_find(grid, "cost");
    eqp_chart chart = {.kind = EQP_CHART_STACKED,
                       .title = _("Cost by family of occupations and institution"),
                       .x_title = _("Family"),
                       .y_title = _("Cost"),
                       .form = EQP_FORM_WHOLE};
    if (institutions <= EQP_DRAWING_SERIES)
        for (; chart.count < institutions; chart.count++)
            columns[chart.count] = cost - institutions + chart.count;
    else
        columns[chart.count++] = cost;
    eqp_drawing_add_columns(drawing, &chart, grid, 0, columns, 28);
}

static void draw_zones(const eqp_plan_book *book, eqp_drawing *drawing) {
    const eqp_grid *grid = book->zones;
    const uint32_t columns[] = {eqp_grid_find(grid, "rate"), eqp_grid_find(grid, "fair_rate")};
    eqp_chart chart = {.kind = EQP_CHART_TARGETS,
                       .title = _("Coverage of each zone, and its fair rate as a frame"),
                       .x_title = _("Zone"),
                       .y_title = _("Coverage"),
                       .form = EQP_FORM_SHARE,
                       .count = book->workbook.study->settings.balance > 0 ? 2 : 1};
    eqp_drawing_add_columns(drawing, &chart, grid, eqp_grid_find(grid, "name"), columns, 36);
}

static void draw_budgets(const eqp_plan_book *book, eqp_drawing *drawing) {
    const eqp_grid *grid = book->budgets;
    const uint32_t columns[] = {eqp_grid_find(grid, "spent"), eqp_grid_find(grid, "left")};
    eqp_chart chart = {.kind = EQP_CHART_STACKED,
                       .title = _("What each institution spends of its budget"),
                       .x_title = _("Institution"),
                       .y_title = _("Budget"),
                       .form = EQP_FORM_WHOLE,
                       .count = 2};
    eqp_drawing_add_columns(drawing, &chart, grid, eqp_grid_find(grid, "name"), columns, 60);
}

void eqp_plan_book_draw(eqp_plan_book *book) {
    eqp_drawing drawing = eqp_drawing_begin(&book->workbook);
    draw_families(book, &drawing);
    draw_zones(book, &drawing);
    draw_budgets(book, &drawing);
    eqp_drawing_end(&drawing);
}
