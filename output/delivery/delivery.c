#include "output/delivery/delivery.h"

#include "models/base/language.h"
#include "output/page/page.h"
#include "output/store/sweep.h"
#include "output/tables/plan_tables.h"
#include "output/tables/report_summary.h"
#include "output/workbook/workbook.h"

#include <string.h>

/* The page of a run, for what it shows to be added. */
static eqp_page page_of(const eqp_run *run, const eqp_study *study, const eqp_plan *plan,
                        const char *typed) {
    return (eqp_page){.options = &run->page,
                      .version = run->version,
                      .folder = run->study,
                      .scenario = run->scenario,
                      .typed = typed,
                      .study = study,
                      .plan = plan};
}

eqp_status eqp_deliver_plan(const eqp_plan *plan, eqp_run *run, const eqp_folder *folder,
                            eqp_csv_style style, eqp_error *error) {
    eqp_page page = page_of(run, plan->programme->study, plan, "");
    eqp_status status = eqp_results_begin(&run->files, folder, style, error);
    page.worst_residual = run->verdict.worst_residual;
    for (int i = 0; !status && i < EQP_RESULT_COUNT; i++)
        if (eqp_plan_has_table((eqp_result_table)i, plan))
            status = eqp_plan_table_write((eqp_result_table)i, plan, &run->files, error);
    if (!status && run->workbook)
        status = eqp_workbook_write_plan(plan, run,
                                         plan->outcome == EQP_OUTCOME_STOPPED
                                             ? _("Purchase plan, stopped early: the best so far")
                                             : _("Purchase plan"),
                                         NULL, 0, &run->files, error);
    if (!status)
        status = eqp_page_write(&page, &run->files, error);
    if (!status) {
        run->seconds[EQP_PHASE_WRITE] = eqp_results_seconds(&run->files);
        status = eqp_results_finish(&run->files, eqp_report_summary(plan, run), error);
    }
    return status;
}

eqp_status eqp_deliver_comparison(const eqp_comparison *comparison, eqp_run *run,
                                  const eqp_folder *folder, eqp_csv_style style, eqp_error *error) {
    eqp_page page = page_of(run, comparison->study, run->plan, run->options);
    const eqp_result_scope scope = {.study = comparison->study};
    eqp_results *files = &run->files;
    eqp_status status = eqp_results_begin(files, folder, style, error);
    page.scenario = comparison->scenario[0];
    page.comparison = comparison;
    if (!status)
        status = eqp_results_table(EQP_RESULT_comparison, &scope, files, eqp_comparison_rows,
                                   comparison, error);
    if (!status)
        status = eqp_results_table(EQP_RESULT_scenario_changes, &scope, files,
                                   eqp_comparison_change_rows, comparison, error);
    if (!status && run->workbook)
        status = eqp_workbook_write_comparison(comparison, run, files, error);
    if (!status)
        status = eqp_page_write(&page, files, error);
    if (!status) {
        run->seconds[EQP_PHASE_WRITE] = eqp_results_seconds(files);
        status = eqp_results_finish(files, eqp_comparison_json(comparison, run), error);
    }
    return status;
}

eqp_status eqp_deliver_curve(const eqp_curve *curve, eqp_run *run, const eqp_folder *folder,
                             eqp_csv_style style, eqp_error *error) {
    eqp_page page = page_of(run, curve->study, run->plan, run->options);
    const eqp_result_scope scope = {.study = curve->study};
    eqp_status status = eqp_results_begin(&run->files, folder, style, error);
    page.curve = curve;
    if (!status)
        status = eqp_results_table(EQP_RESULT_frontier, &scope, &run->files, eqp_curve_rows, curve,
                                   error);
    if (!status && run->workbook)
        status = eqp_workbook_write_curve(curve, run, &run->files, error);
    if (!status)
        status = eqp_page_write(&page, &run->files, error);
    if (!status) {
        run->seconds[EQP_PHASE_WRITE] = eqp_results_seconds(&run->files);
        status = eqp_results_finish(&run->files, eqp_curve_json(curve, run), error);
    }
    return status;
}

static eqp_status write_own(const eqp_assessment *a, eqp_results *results, eqp_error *error) {
    static const struct {
        eqp_result_table table;
        eqp_results_writer rows;
    } tables[] = {{EQP_RESULT_evaluation, eqp_evaluation_line_rows},
                  {EQP_RESULT_breaches, eqp_evaluation_breach_rows},
                  {EQP_RESULT_exchanges, eqp_evaluation_exchange_rows}};
    const eqp_result_scope scope = {.study = a->draft_case->study};
    eqp_status status = EQP_OK;
    for (size_t i = 0; !status && i < sizeof tables / sizeof *tables; i++)
        status = eqp_results_table(tables[i].table, &scope, results, tables[i].rows, a, error);
    return status;
}

/* The workbook of the plan, with the tables of its evaluation. */
static eqp_status write_workbook(const eqp_assessment *a, eqp_run *run, eqp_error *error) {
    const eqp_workbook_table tables[] = {
        {EQP_RESULT_evaluation, "evaluation", _("Evaluation"), eqp_evaluation_line_rows, a},
        {EQP_RESULT_breaches, "breaches", _("Breaches"), eqp_evaluation_breach_rows, a},
        {EQP_RESULT_exchanges, "exchanges", _("Exchanges"), eqp_evaluation_exchange_rows, a}};
    return eqp_workbook_write_plan(a->plan, run, _("A plan made elsewhere, evaluated"), tables,
                                   sizeof tables / sizeof *tables, &run->files, error);
}

eqp_status eqp_deliver_evaluation(const eqp_assessment *a, eqp_run *run, const eqp_folder *folder,
                                  eqp_csv_style style, eqp_error *error) {
    const char *slash = strrchr(run->draft, '/'); /* the page names no folder */
    eqp_page page = page_of(run, a->draft_case->study, a->plan, slash ? slash + 1 : run->draft);
    static const eqp_result_table reports[] = {EQP_RESULT_attendance,    EQP_RESULT_need_coverage,
                                               EQP_RESULT_zone_coverage, EQP_RESULT_budget_use,
                                               EQP_RESULT_audience_use,  EQP_RESULT_rule_use};
    eqp_results *files = &run->files;
    eqp_status status = eqp_results_begin(files, folder, style, error);
    page.assessment = a;
    files->read = run->draft;
    if (!status)
        status = write_own(a, files, error);
    for (size_t i = 0; !status && i < sizeof reports / sizeof *reports; i++)
        status = eqp_plan_table_write(reports[i], a->plan, files, error);
    if (!status && run->workbook)
        status = write_workbook(a, run, error);
    if (!status)
        status = eqp_page_write(&page, files, error);
    if (!status) {
        run->seconds[EQP_PHASE_WRITE] = eqp_results_seconds(files);
        status = eqp_results_finish(files, eqp_evaluation_json(a, run), error);
    }
    return status;
}

eqp_status eqp_deliver_sweep(eqp_store *store, eqp_run *run, const eqp_folder *folder,
                             eqp_csv_style style, eqp_error *error) {
    char *summary = NULL;
    eqp_status status = eqp_results_begin(&run->files, folder, style, error);
    if (!status)
        status = eqp_store_finish(store, &run->files, error);
    if (!status && run->workbook)
        status = eqp_workbook_write_sweep(store, run, &run->files, error);
    if (!status) {
        run->seconds[EQP_PHASE_WRITE] = eqp_results_seconds(&run->files);
        status = eqp_sweep_json(store, run, &summary, error);
    }
    if (!status)
        status = eqp_results_finish(&run->files, summary, error);
    if (!status)
        status = eqp_store_clear(store, error);
    return status;
}
