#include "output/tables/curve.h"
#include "output/workbook/workbook_family_parts.h"

#include "models/base/language.h"

#include <math.h>

/* Columns of the places of the curve. */
enum { AT, HELD, MOVING };

static void write_place(eqp_csv_writer *writer, double at, double held, double moving) {
    eqp_csv_number(writer, at);
    eqp_csv_number(writer, held);
    eqp_csv_number(writer, moving);
    eqp_csv_end_row(writer);
}

/* Rows of the places where the curve bends; a range without a plan leaves a gap. */
static uint64_t count_places(const eqp_curve *curve) {
    uint64_t rows = 0;
    for (uint32_t p = 0; p < curve->count; p++)
        rows += 1 + (p + 1 == curve->count || !curve->pieces[p + 1].feasible);
    return rows;
}

/* Both ends of every piece, each once; then the places with floors of their own. */
static eqp_status place_rows(const void *context, eqp_csv_writer *writer, eqp_error *error) {
    const eqp_curve *curve = context;
    (void)error;
    for (uint32_t p = 0; p < curve->count; p++) {
        const eqp_curve_piece *piece = &curve->pieces[p];
        write_place(writer, piece->from, piece->value_from, NAN);
        if (p + 1 == curve->count || !curve->pieces[p + 1].feasible)
            write_place(writer, piece->to, piece->value_to, NAN);
    }
    for (uint32_t m = 0; m < curve->moving_count; m++)
        write_place(writer, curve->moving[m].at, NAN, curve->moving[m].value);
    return EQP_OK;
}

static eqp_grid *add_places(eqp_workbook *workbook, const eqp_curve *curve) {
    eqp_grid *grid = eqp_workbook_add_grid(workbook, "places", _("Curve"));
    grid->rows = place_rows;
    grid->context = (void *)curve;
    grid->sentence = _("the places where the curve bends, and some with floors of their own");
    if (eqp_grid_add_column(grid, NULL, curve->title, "as varied", N_("where on the curve")) ||
        eqp_grid_add_column(grid, "value_held", _("Best value, floors held"), "value",
                            N_("V* with floors held at today's fair rates")) ||
        eqp_grid_add_column(grid, "value_moving", _("Best value, floors anew"), "value",
                            N_("V* with the fair profile, and so the floors, computed there")))
        return NULL;
    grid->own = grid->count;
    return grid;
}

static eqp_chart_series series_of(const eqp_grid *grid, uint32_t column, uint64_t first,
                                  uint64_t count) {
    eqp_area at = eqp_grid_area(grid, 0, AT), values = eqp_grid_area(grid, 0, column);
    at.row = values.row = EQP_GRID_FIRST_ROW + (uint32_t)first;
    at.last_row = values.last_row = at.row + (uint32_t)count - 1;
    return (eqp_chart_series){grid->first_sheet, EQP_GRID_HEAD_ROW, column, at, values};
}

static void draw(eqp_workbook *workbook, const eqp_grid *places, const eqp_curve *curve) {
    eqp_drawing drawing = eqp_drawing_begin(workbook);
    uint64_t bends = count_places(curve);
    const eqp_chart_series series[] = {
        series_of(places, HELD, 0, bends),
        series_of(places, MOVING, bends, curve->moving_count),
    };
    eqp_chart chart = {.kind = EQP_CHART_LINES,
                       .title = _("The best value along what is varied"),
                       .x_title = places->columns[AT].heading,
                       .y_title = _("Best value"),
                       .form = EQP_FORM_WHOLE,
                       .x_form = places->columns[AT].form == EQP_FORM_AMOUNT ? EQP_FORM_WHOLE
                                                                             : EQP_FORM_GENERAL,
                       .series = series,
                       .count = curve->moving_count > 0 ? 2 : 1};
    if (places->row_count > 0 && places->sheets == 1)
        eqp_drawing_add(&drawing, &chart, 0, 0);
    eqp_drawing_end(&drawing);
}

static void summarise(eqp_workbook *workbook, const eqp_curve *curve, const eqp_run *run) {
    eqp_lines lines = eqp_lines_begin(workbook, _("The best value along one thing that varies"));
    eqp_lines_section(&lines, _("What was found"));
    eqp_lines_text(&lines, _("Varied"), curve->title, "");
    eqp_lines_number(&lines, _("Best place"), EQP_FORM_GENERAL, curve->best_at,
                     _("the least place of the largest value"));
    eqp_lines_number(&lines, _("Value there"), EQP_FORM_VALUE, curve->best_value,
                     _("people covered, weighted by priority"));
    eqp_lines_number(&lines, _("Today"), EQP_FORM_GENERAL, curve->today,
                     _("where the study stands"));
    eqp_lines_number(&lines, _("Value today"), EQP_FORM_VALUE, eqp_curve_value(curve, curve->today),
                     "");
    eqp_lines_number(&lines, _("Proven error"), EQP_FORM_TINY, curve->error,
                     _("the most by which the curve may lie below the truth, as a share"));
    eqp_lines_number(&lines, _("Plans"), EQP_FORM_WHOLE, curve->samples, _("solved for the curve"));
    if (curve->stopped)
        eqp_lines_text(&lines, _("Status"), _("stopped"), _("this is what was proven so far"));
    eqp_lines_run(&lines, run);
    eqp_lines_end(&lines);
}

static eqp_status fill(eqp_workbook *workbook, const eqp_curve *curve, const eqp_run *run,
                       eqp_error *error) {
    const eqp_result_scope scope = {.study = curve->study};
    const eqp_grid *places;
    eqp_status status;
    if (!eqp_workbook_add_family(workbook, EQP_RESULT_frontier, &scope, "frontier", _("Frontier"),
                                 eqp_curve_rows, (void *)curve) ||
        !(places = add_places(workbook, curve)))
        return eqp_error_memory(error);
    status = eqp_workbook_open(workbook, run->study, run->version, error);
    if (status)
        return status;
    summarise(workbook, curve, run);
    status = eqp_workbook_write_grids(workbook, error);
    draw(workbook, places, curve);
    return status;
}

eqp_status eqp_workbook_write_curve(const struct eqp_curve *curve, const struct eqp_run *run,
                                    eqp_results *files, eqp_error *error) {
    eqp_workbook workbook;
    eqp_workbook_begin(&workbook, curve->study, run->workbook, files);
    return eqp_workbook_end(&workbook, fill(&workbook, curve, run, error), error);
}
