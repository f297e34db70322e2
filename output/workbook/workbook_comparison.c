#include "output/tables/comparison.h"
#include "output/workbook/workbook_family_parts.h"

#include "models/base/language.h"

#include <string.h>

/* Columns of changes.csv. */
enum { PLACES_BASE = 3, PLACES, DIFFERENCE };

static const char *const differences[][2] = {{"value_best_difference", "value_best"},
                                             {"coverage_difference", "coverage"},
                                             {"cost_difference", "cost"}};
#define DIFFERENCES (sizeof differences / sizeof *differences)

static void add_difference(uint32_t of, uint32_t from, uint32_t from_row, uint32_t place,
                           eqp_buffer *formula) {
    eqp_book_add_cell(formula, place, of, 0, 0);
    eqp_buffer_add(formula, "-");
    eqp_book_add_cell(formula, from_row, from, from_row != place, 0);
}

/* A scenario's number less that of base, the first row. */
static int scenario_formula(const void *owner, uint32_t column, uint64_t row, uint32_t place,
                            eqp_buffer *formula, double *value) {
    const eqp_grid *grid = owner;
    const char *name = grid->columns[column].name;
    (void)value;
    if (grid->sheets > 1) /* base is in another one */
        return 0;
    for (size_t i = 0; name && row != EQP_GRID_TOTAL && i < DIFFERENCES; i++)
        if (strcmp(name, differences[i][0]) == 0) {
            uint32_t of = eqp_grid_find(grid, differences[i][1]);
            add_difference(of, of, EQP_GRID_FIRST_ROW, place, formula);
            return 1;
        }
    return 0;
}

static int change_formula(const void *owner, uint32_t column, uint64_t row, uint32_t place,
                          eqp_buffer *formula, double *value) {
    (void)owner, (void)value;
    if (row == EQP_GRID_TOTAL || column != DIFFERENCE)
        return 0;
    add_difference(PLACES, PLACES_BASE, place, place, formula);
    return 1;
}

static void draw_column(eqp_drawing *drawing, const eqp_grid *grid, const char *name,
                        const char *title, eqp_form form) {
    uint32_t column = eqp_grid_find(grid, name);
    eqp_chart chart = {.kind = EQP_CHART_COLUMNS,
                       .title = title,
                       .x_title = _("Scenario"),
                       .y_title = grid->columns[column].heading,
                       .form = form,
                       .count = 1};
    eqp_drawing_add_columns(drawing, &chart, grid, 0, &column, 60);
}

/* Of each institution, or of all together where they are many. */
static void draw_costs(eqp_drawing *drawing, const eqp_grid *grid, uint32_t institutions) {
    uint32_t columns[EQP_DRAWING_SERIES], first = eqp_grid_find(grid, "hires") + 1;
    eqp_chart chart = {.kind = EQP_CHART_STACKED,
                       .title = _("Cost of each scenario by institution"),
                       .x_title = _("Scenario"),
                       .y_title = _("Cost"),
                       .form = EQP_FORM_WHOLE};
    if (institutions > EQP_DRAWING_SERIES)
        columns[chart.count++] = eqp_grid_find(grid, "cost");
    else
        for (; chart.count < institutions; chart.count++)
            columns[chart.count] = first + chart.count;
    eqp_drawing_add_columns(drawing, &chart, grid, 0, columns, 60);
}

static eqp_status fill(eqp_workbook *workbook, const eqp_comparison *comparison, const eqp_run *run,
                       eqp_error *error) {
    const eqp_result_scope scope = {.study = comparison->study};
    void *given = (void *)comparison;
    eqp_status status;
    eqp_lines lines;
    eqp_drawing drawing;
    eqp_grid *changes,
        *scenarios = eqp_workbook_add_family(workbook, EQP_RESULT_comparison, &scope, "scenarios",
                                             _("Scenarios"), eqp_comparison_rows, given);
    changes = eqp_workbook_add_family(workbook, EQP_RESULT_scenario_changes, &scope, "changes",
                                      _("Changes"), eqp_comparison_change_rows, given);
    if (!scenarios || !changes)
        return eqp_error_memory(error);
    scenarios->formula = scenario_formula;
    scenarios->owner = scenarios;
    scenarios->columns[eqp_grid_find(scenarios, "coverage")].mark = EQP_MARK_SHARES;
    changes->formula = change_formula;
    eqp_grid_total(changes);
    status = eqp_workbook_open(workbook, run->study, run->version, error);
    if (status)
        return status;
    lines = eqp_lines_begin(workbook, _("Scenarios side by side"));
    eqp_lines_section(&lines, _("What was found"));
    eqp_lines_number(&lines, _("Scenarios"), EQP_FORM_WHOLE, comparison->count,
                     _("the study as it stands among them"));
    eqp_lines_run(&lines, run);
    eqp_lines_end(&lines);
    status = eqp_workbook_write_grids(workbook, error);
    drawing = eqp_drawing_begin(workbook);
    draw_column(&drawing, scenarios, "coverage", _("Coverage of each scenario"), EQP_FORM_SHARE);
    draw_column(&drawing, scenarios, "rate_min", _("Coverage of the zone worst off"),
                EQP_FORM_SHARE);
    draw_costs(&drawing, scenarios, comparison->study->institutions.count);
    eqp_drawing_end(&drawing);
    return status;
}

eqp_status eqp_workbook_write_comparison(const struct eqp_comparison *comparison,
                                         const struct eqp_run *run, eqp_results *files,
                                         eqp_error *error) {
    eqp_workbook workbook;
    eqp_workbook_begin(&workbook, comparison->study, run->workbook, files);
    return eqp_workbook_end(&workbook, fill(&workbook, comparison, run, error), error);
}
