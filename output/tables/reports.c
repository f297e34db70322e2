#include "output/tables/reports.h"

#include "models/base/language.h"
#include "output/page/page.h"
#include "output/tables/report_summary.h"
#include "output/workbook/workbook.h"

static eqp_status write_page(const eqp_plan *plan, eqp_run *run, eqp_error *error) {
    const eqp_page page = {.options = &run->page,
                           .version = run->version,
                           .folder = run->study,
                           .scenario = run->scenario,
                           .typed = "",
                           .study = plan->programme->study,
                           .plan = plan,
                           .worst_residual = run->verdict.worst_residual};
    return eqp_page_write(&page, &run->files, error);
}

eqp_status eqp_reports_write(const eqp_plan *plan, eqp_run *run, const eqp_folder *folder,
                             eqp_csv_style style, eqp_error *error) {
    eqp_status status = eqp_results_begin(&run->files, folder, style, error);
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
        status = write_page(plan, run, error);
    if (!status) {
        run->seconds[EQP_PHASE_WRITE] = eqp_results_seconds(&run->files);
        status = eqp_results_finish(&run->files, eqp_report_summary(plan, run), error);
    }
    return status;
}
