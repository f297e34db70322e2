#include "output/store/store.h"
#include "output/tables/run.h"
#include "output/workbook/workbook_family_parts.h"
#include "output/workbook/workbook_words.h"

#include "models/base/language.h"

/* Points of one line in a chart, as spreadsheets have it. */
#define LINE_MOST 32000

/* Rows of a setting in the distribution before those of its zones: value_best and coverage. */
#define ROWS_BEFORE_ZONES 2

/* A table of the store on its way into a sheet. */
typedef struct extract {
    eqp_store *store;
    eqp_result_table table;
} extract;

static eqp_status extract_rows(const void *context, eqp_csv_writer *writer, eqp_error *error) {
    const extract *task = context;
    return eqp_store_rows(task->store, task->table, writer, error);
}

typedef struct sweep_book {
    eqp_workbook workbook;
    const eqp_store_plan *plan;
    extract points, distribution, offers;
    eqp_grid *point_grid, *distribution_grid; /* NULL without draws */
} sweep_book;

static int add_tables(sweep_book *book) {
    const eqp_store_plan *plan = book->plan;
    const eqp_result_scope scope = {plan->study, plan->titles, plan->columns, plan->draws > 0};
    book->point_grid = eqp_workbook_add_family(&book->workbook, EQP_RESULT_points, &scope, "points",
                                               _("Points"), extract_rows, &book->points);
    if (!book->point_grid)
        return -1;
    book->point_grid->columns[eqp_grid_find(book->point_grid, "coverage")].mark = EQP_MARK_SHARES;
    if (plan->draws == 0)
        return 0;
    book->distribution_grid =
        eqp_workbook_add_family(&book->workbook, EQP_RESULT_distribution, &scope, "distribution",
                                _("Distribution"), extract_rows, &book->distribution);
    return book->distribution_grid &&
                   eqp_workbook_add_family(&book->workbook, EQP_RESULT_offer_draws, &scope,
                                           "offer_draws", _("Offers"), extract_rows, &book->offers)
               ? 0
               : -1;
}

/* ---- summary ---- */

static void put_range(eqp_lines *lines, const sweep_book *book, const char *column,
                      const eqp_store_range *range) {
    const eqp_grid *grid = book->point_grid;
    const eqp_grid_column *of = &grid->columns[eqp_grid_find(grid, column)];
    eqp_buffer least = {0}, most = {0};
    if (range->least <= range->most) {
        eqp_grid_add_function(&least, grid, "MIN", column);
        eqp_grid_add_function(&most, grid, "MAX", column);
    }
    eqp_lines_formula(lines, of->heading, NULL, of->form, &least, range->least, _("at least"));
    eqp_lines_formula(lines, "", NULL, of->form, &most, range->most, _("at most"));
}

static void summarise(sweep_book *book, const eqp_store_summary *found, const eqp_run *run) {
    eqp_lines lines = eqp_lines_begin(&book->workbook, _("Plans for many studies"));
    eqp_lines_section(&lines, _("What was found"));
    eqp_lines_number(&lines, _("Points"), EQP_FORM_WHOLE, (double)book->plan->points,
                     _("studies solved"));
    for (int outcome = 0; outcome <= EQP_OUTCOME_INFEASIBLE; outcome++)
        if (found->outcome[outcome])
            eqp_lines_number(&lines, eqp_workbook_word(eqp_outcome_name((eqp_outcome)outcome)),
                             EQP_FORM_WHOLE, (double)found->outcome[outcome], _("of these"));
    if (found->has_best)
        eqp_lines_number(&lines, _("Best point"), EQP_FORM_GENERAL, (double)found->best + 1,
                         _("the first one of the largest value"));
    put_range(&lines, book, "value_best", &found->value_best);
    put_range(&lines, book, "coverage", &found->coverage);
    put_range(&lines, book, "rate_min", &found->rate_min);
    put_range(&lines, book, "gini", &found->gini);
    put_range(&lines, book, "cost", &found->cost);
    eqp_lines_run(&lines, run);
    eqp_lines_end(&lines);
}

/* ---- charts ---- */

/* Rows from `first` on of two columns, with the name in a cell. */
static eqp_chart_series series_of(const eqp_grid *grid, uint32_t x, uint32_t y, uint64_t first,
                                  uint64_t count, uint32_t name_row, uint32_t name_column) {
    eqp_chart_series series = {grid->first_sheet, name_row, name_column, eqp_grid_area(grid, 0, x),
                               eqp_grid_area(grid, 0, y)};
    series.categories.row = series.values.row = EQP_GRID_FIRST_ROW + (uint32_t)first;
    series.categories.last_row = series.values.last_row = series.values.row + (uint32_t)count - 1;
    return series;
}

/* Points that follow one another with the same first value. */
static uint64_t points_alike(const eqp_store_plan *plan) {
    uint64_t count = 1;
    double first = plan->value(plan->context, 0, 0);
    if (plan->columns == 1)
        return plan->points;
    while (count < plan->points && plan->value(plan->context, count, 0) == first)
        count++;
    return count;
}

/* The best value along one thing that varies, a line for each value of another one. */
static void draw_points(const sweep_book *book, eqp_drawing *drawing) {
    const eqp_store_plan *plan = book->plan;
    const eqp_grid *grid = book->point_grid;
    eqp_chart_series series[EQP_DRAWING_SERIES];
    uint32_t x = plan->columns, y;
    uint64_t alike, lines;
    eqp_chart chart = {.kind = EQP_CHART_LINES,
                       .title = _("The best value of each point"),
                       .y_title = _("Best value"),
                       .form = EQP_FORM_WHOLE,
                       .series = series};
    if (plan->draws > 0 || plan->columns > 2 || grid->sheets > 1)
        return;
    alike = points_alike(plan);
    lines = plan->points / alike;
    if (lines > EQP_DRAWING_SERIES || lines * alike != plan->points || alike > LINE_MOST)
        return;
    y = eqp_grid_find(grid, "value_best");
    for (; chart.count < lines; chart.count++) {
        uint64_t first = chart.count * alike;
        series[chart.count] =
            plan->columns == 1
                ? series_of(grid, x, y, first, alike, EQP_GRID_HEAD_ROW, y)
                : series_of(grid, x, y, first, alike, EQP_GRID_FIRST_ROW + (uint32_t)first, 1);
    }
    chart.x_title = grid->columns[x].heading;
    chart.x_form = grid->columns[x].form == EQP_FORM_AMOUNT ? EQP_FORM_WHOLE : EQP_FORM_GENERAL;
    eqp_drawing_add(drawing, &chart, 0, 0);
}

/* Each zone's coverage over the draws of the first setting. */
static void draw_zones(const sweep_book *book, eqp_drawing *drawing) {
    static const char *const names[] = {"p5", "p50", "p95"};
    const eqp_grid *grid = book->distribution_grid;
    uint32_t zones = book->plan->study->zones.count;
    eqp_chart_series series[3];
    eqp_chart chart = {.kind = EQP_CHART_COLUMNS,
                       .title = _("Coverage of each zone over the draws"),
                       .x_title = _("Zone"),
                       .y_title = _("Coverage"),
                       .form = EQP_FORM_SHARE,
                       .series = series,
                       .count = 3};
    if (!grid || grid->row_count < ROWS_BEFORE_ZONES + zones ||
        grid->sheet_rows < ROWS_BEFORE_ZONES + zones)
        return;
    for (uint32_t i = 0; i < 3; i++) {
        uint32_t y = eqp_grid_find(grid, names[i]);
        series[i] = series_of(grid, eqp_grid_find(grid, "zone"), y, ROWS_BEFORE_ZONES, zones,
                              EQP_GRID_HEAD_ROW, y);
    }
    eqp_drawing_add(drawing, &chart, zones, 48);
}

static eqp_status fill(sweep_book *book, eqp_store *store, const eqp_run *run, eqp_error *error) {
    eqp_store_summary found;
    eqp_drawing drawing;
    eqp_status status = eqp_store_summarise(store, &found, error);
    if (!status && add_tables(book))
        status = eqp_error_memory(error);
    if (!status)
        status = eqp_workbook_open(&book->workbook, run->study, run->version, error);
    if (status)
        return status;
    summarise(book, &found, run);
    status = eqp_workbook_write_grids(&book->workbook, error);
    drawing = eqp_drawing_begin(&book->workbook);
    draw_points(book, &drawing);
    draw_zones(book, &drawing);
    eqp_drawing_end(&drawing);
    return status;
}

eqp_status eqp_workbook_write_sweep(struct eqp_store *store, const struct eqp_run *run,
                                    eqp_results *files, eqp_error *error) {
    sweep_book book = {.plan = eqp_store_of(store),
                       .points = {store, EQP_RESULT_points},
                       .distribution = {store, EQP_RESULT_distribution},
                       .offers = {store, EQP_RESULT_offer_draws}};
    eqp_workbook_begin(&book.workbook, book.plan->study, run->workbook, files);
    return eqp_workbook_end(&book.workbook, fill(&book, store, run, error), error);
}
