#include "output/tables/comparison.h"

#include "output/page/page.h"
#include "output/tables/plan_difference.h"
#include "output/tables/result_table.h"
#include "output/tables/run.h"
#include "output/workbook/workbook.h"

static void write_scenario(const eqp_comparison *comparison, uint32_t index,
                           eqp_csv_writer *writer) {
    const eqp_point_result *finding = comparison->finding[index], *base = comparison->finding[0];
    eqp_csv_id(writer, comparison->scenario[index]);
    eqp_csv_id(writer, eqp_outcome_name(finding->outcome));
    eqp_csv_number(writer, finding->value_best);
    eqp_csv_number(writer, finding->value);
    eqp_csv_number(writer, finding->gap);
    eqp_csv_number(writer, finding->coverage);
    eqp_csv_number(writer, finding->rate_min);
    eqp_csv_number(writer, finding->gini);
    eqp_csv_number(writer, finding->overlap);
    eqp_csv_number(writer, finding->cost);
    eqp_csv_number(writer, finding->places);
    eqp_csv_number(writer, finding->hires);
    for (uint32_t i = 0; i < finding->institutions; i++)
        eqp_csv_number(writer, finding->institution_cost[i]);
    for (uint32_t i = 0; i < finding->institutions; i++)
        eqp_csv_number(writer, finding->institution_places[i]);
    eqp_csv_number(writer, finding->value_best - base->value_best);
    eqp_csv_number(writer, finding->coverage - base->coverage);
    eqp_csv_number(writer, finding->cost - base->cost);
    eqp_csv_end_row(writer);
}

eqp_status eqp_comparison_rows(const void *given, eqp_csv_writer *writer, eqp_error *error) {
    const eqp_comparison *comparison = given;
    (void)error;
    for (uint32_t i = 0; i < comparison->count; i++)
        write_scenario(comparison, i, writer);
    return EQP_OK;
}

/* A table on its way into a file. */
typedef struct changing {
    const eqp_comparison *comparison;
    uint32_t scenario;
    eqp_csv_writer *writer;
} changing;

static void write_move(void *context, const eqp_move *move) {
    const changing *task = context;
    const eqp_study *study = task->comparison->study;
    eqp_csv_id(task->writer, task->comparison->scenario[task->scenario]);
    eqp_csv_id(task->writer, eqp_study_id(study, EQP_SPACE_offer, move->offer));
    eqp_csv_id(task->writer, eqp_study_id(study, EQP_SPACE_institution, move->institution));
    eqp_csv_number(task->writer, move->base);
    eqp_csv_number(task->writer, move->places);
    eqp_csv_number(task->writer, move->places - move->base);
    eqp_csv_end_row(task->writer);
}

eqp_status eqp_comparison_change_rows(const void *given, eqp_csv_writer *writer, eqp_error *error) {
    const eqp_comparison *comparison = given;
    (void)error;
    for (uint32_t i = 1; i < comparison->count; i++) {
        changing task = {comparison, i, writer};
        eqp_plan_difference_visit(comparison->finding[0], comparison->finding[i], write_move,
                                  &task);
    }
    return EQP_OK;
}

static eqp_status write_page(const eqp_comparison *comparison, eqp_run *run, eqp_error *error) {
    const eqp_page page = {.options = &run->page,
                           .version = run->version,
                           .folder = run->study,
                           .scenario = comparison->scenario[0],
                           .typed = run->options,
                           .study = comparison->study,
                           .plan = run->plan,
                           .comparison = comparison};
    return eqp_page_write(&page, &run->files, error);
}

eqp_status eqp_comparison_write(const eqp_comparison *comparison, eqp_run *run,
                                const eqp_folder *folder, eqp_csv_style style, eqp_error *error) {
    const eqp_result_scope scope = {.study = comparison->study};
    eqp_results *files = &run->files;
    eqp_status status = eqp_results_begin(files, folder, style, error);
    if (!status)
        status = eqp_results_table(EQP_RESULT_comparison, &scope, files, eqp_comparison_rows,
                                   comparison, error);
    if (!status)
        status = eqp_results_table(EQP_RESULT_scenario_changes, &scope, files,
                                   eqp_comparison_change_rows, comparison, error);
    if (!status && run->workbook)
        status = eqp_workbook_write_comparison(comparison, run, files, error);
    if (!status)
        status = write_page(comparison, run, error);
    if (!status) {
        run->seconds[EQP_PHASE_WRITE] = eqp_results_seconds(files);
        status = eqp_results_finish(files, eqp_comparison_json(comparison, run), error);
    }
    return status;
}

static void add_institutions(const eqp_comparison *comparison, const eqp_point_result *finding,
                             eqp_json *json) {
    eqp_json_open(json, "institutions");
    for (uint32_t i = 0; i < finding->institutions; i++) {
        eqp_json_open(json, eqp_study_id(comparison->study, EQP_SPACE_institution, i));
        eqp_json_number(json, "cost", finding->institution_cost[i]);
        eqp_json_number(json, "places", finding->institution_places[i]);
        eqp_json_close(json);
    }
    eqp_json_close(json);
}

static void add_difference(const eqp_point_result *base, const eqp_point_result *finding,
                           eqp_json *json) {
    eqp_plan_difference moves = eqp_plan_difference_sum(base, finding);
    eqp_json_open(json, "difference");
    eqp_json_number(json, "value_best", finding->value_best - base->value_best);
    eqp_json_number(json, "coverage", finding->coverage - base->coverage);
    eqp_json_number(json, "cost", finding->cost - base->cost);
    eqp_json_number(json, "places_more", moves.more);
    eqp_json_number(json, "places_fewer", moves.fewer);
    eqp_json_whole(json, "offers", moves.offers);
    eqp_json_close(json);
}

static void add_scenario(const eqp_comparison *comparison, uint32_t index, eqp_json *json) {
    const eqp_point_result *finding = comparison->finding[index];
    eqp_json_open(json, NULL);
    eqp_json_text(json, "scenario", comparison->scenario[index]);
    eqp_json_text(json, "status", eqp_outcome_name(finding->outcome));
    eqp_json_number(json, "value_best", finding->value_best);
    eqp_json_number(json, "value", finding->value);
    eqp_json_number(json, "gap", finding->gap);
    eqp_json_number(json, "coverage", finding->coverage);
    eqp_json_number(json, "rate_min", finding->rate_min);
    eqp_json_number(json, "gini", finding->gini);
    eqp_json_number(json, "overlap", finding->overlap);
    eqp_json_number(json, "cost", finding->cost);
    eqp_json_number(json, "places", finding->places);
    eqp_json_number(json, "hires", finding->hires);
    add_institutions(comparison, finding, json);
    if (index > 0)
        add_difference(comparison->finding[0], finding, json);
    eqp_json_close(json);
}

char *eqp_comparison_json(const eqp_comparison *comparison, const eqp_run *run) {
    eqp_json *json = eqp_json_create();
    eqp_json_open_list(json, "scenarios");
    for (uint32_t i = 0; i < comparison->count; i++)
        add_scenario(comparison, i, json);
    eqp_json_close(json);
    eqp_run_add(run, comparison->study, json);
    return eqp_json_finish(json);
}
