#include "output/tables/curve.h"

#include "output/page/page.h"
#include "output/tables/result_table.h"
#include "output/workbook/workbook.h"

#include <math.h>

eqp_status eqp_curve_rows(const void *given, eqp_csv_writer *writer, eqp_error *error) {
    const eqp_curve *curve = given;
    (void)error;
    for (uint32_t p = 0; p < curve->count; p++) {
        const eqp_curve_piece *piece = &curve->pieces[p];
        eqp_csv_number(writer, piece->from);
        eqp_csv_number(writer, piece->to);
        eqp_csv_number(writer, piece->value_from);
        eqp_csv_number(writer, piece->value_to);
        eqp_csv_number(writer, piece->slope);
        for (uint32_t i = 0; i < curve->study->institutions.count; i++)
            eqp_csv_number(writer, piece->marginal ? piece->marginal[i] : NAN);
        eqp_csv_end_row(writer);
    }
    return EQP_OK;
}

static eqp_status write_page(const eqp_curve *curve, eqp_run *run, eqp_error *error) {
    const eqp_page page = {.options = &run->page,
                           .version = run->version,
                           .folder = run->study,
                           .scenario = run->scenario,
                           .typed = run->options,
                           .study = curve->study,
                           .plan = run->plan,
                           .curve = curve};
    return eqp_page_write(&page, &run->files, error);
}

eqp_status eqp_curve_write(const eqp_curve *curve, eqp_run *run, const eqp_folder *folder,
                           eqp_csv_style style, eqp_error *error) {
    const eqp_result_scope scope = {.study = curve->study};
    eqp_status status = eqp_results_begin(&run->files, folder, style, error);
    if (!status)
        status = eqp_results_table(EQP_RESULT_frontier, &scope, &run->files, eqp_curve_rows, curve,
                                   error);
    if (!status && run->workbook)
        status = eqp_workbook_write_curve(curve, run, &run->files, error);
    if (!status)
        status = write_page(curve, run, error);
    if (!status) {
        run->seconds[EQP_PHASE_WRITE] = eqp_results_seconds(&run->files);
        status = eqp_results_finish(&run->files, eqp_curve_json(curve, run), error);
    }
    return status;
}

static void add_piece(const eqp_curve *curve, const eqp_curve_piece *piece, eqp_json *json) {
    eqp_json_open(json, NULL);
    eqp_json_number(json, "from", piece->from);
    eqp_json_number(json, "to", piece->to);
    eqp_json_number(json, "value_from", piece->value_from);
    eqp_json_number(json, "value_to", piece->value_to);
    eqp_json_number(json, "slope", piece->slope);
    eqp_json_open(json, "marginal");
    for (uint32_t i = 0; piece->marginal && i < curve->study->institutions.count; i++)
        eqp_json_number(json, eqp_study_id(curve->study, EQP_SPACE_institution, i),
                        piece->marginal[i]);
    eqp_json_close(json);
    eqp_json_close(json);
}

static void add_place(const char *key, double at, double value, eqp_json *json) {
    eqp_json_open(json, key);
    eqp_json_number(json, "at", at);
    eqp_json_number(json, "value", value);
    eqp_json_close(json);
}

char *eqp_curve_json(const eqp_curve *curve, const eqp_run *run) {
    eqp_json *json = eqp_json_create();
    eqp_json_text(json, "varied", curve->title);
    eqp_json_text(json, "status", curve->stopped ? "stopped" : "optimal");
    eqp_json_text(json, "floors", "held at today's fair rates");
    eqp_json_number(json, "tolerance", curve->tolerance);
    eqp_json_number(json, "error", curve->error);
    eqp_json_whole(json, "plans", curve->samples);
    add_place("best", curve->best_at, curve->best_value, json);
    add_place("today", curve->today, eqp_curve_value(curve, curve->today), json);
    eqp_json_open_list(json, "pieces");
    for (uint32_t p = 0; p < curve->count; p++)
        add_piece(curve, &curve->pieces[p], json);
    eqp_json_close(json);
    eqp_json_open_list(json, "moving_floors");
    for (uint32_t m = 0; m < curve->moving_count; m++)
        add_place(NULL, curve->moving[m].at, curve->moving[m].value, json);
    eqp_json_close(json);
    eqp_run_add(run, curve->study, json);
    return eqp_json_finish(json);
}

double eqp_curve_value(const eqp_curve *curve, double at) {
    for (uint32_t p = 0; p < curve->count; p++) {
        const eqp_curve_piece *piece = &curve->pieces[p];
        if (piece->feasible && at >= piece->from && at <= piece->to) {
            double share =
                piece->to > piece->from ? (at - piece->from) / (piece->to - piece->from) : 0;
            return piece->value_from + share * (piece->value_to - piece->value_from);
        }
    }
    return NAN;
}
