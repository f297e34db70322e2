#include "output/workbook/workbook_plan_parts.h"

static int add_more(eqp_plan_book *book, const eqp_workbook_table *more, uint32_t count,
                    const eqp_result_scope *scope) {
    for (uint32_t i = 0; i < count; i++) {
        eqp_grid *grid = eqp_workbook_add_grid(&book->workbook, more[i].key, more[i].title);
        grid->rows = more[i].rows;
        grid->context = more[i].context;
        if (eqp_grid_add_table(grid, more[i].table, scope))
            return -1;
    }
    return 0;
}

static eqp_status fill(eqp_plan_book *book, const eqp_workbook_table *more, uint32_t count,
                       eqp_error *error) {
    const eqp_result_scope scope = {.study = book->workbook.study};
    eqp_status status = EQP_OK;
    if (eqp_plan_book_sum(book) || eqp_plan_book_add_tables(book) ||
        add_more(book, more, count, &scope))
        return eqp_error_memory(error);
    status = eqp_workbook_open(&book->workbook, book->run->study, book->run->version, error);
    if (!status)
        status = eqp_plan_book_choose_formulas(book, error);
    if (!status) {
        eqp_plan_book_summarise(book);
        status = eqp_workbook_write_grids(&book->workbook, error);
    }
    if (!status)
        eqp_plan_book_draw(book);
    return status;
}

eqp_status eqp_workbook_write_plan(const eqp_plan *plan, const struct eqp_run *run,
                                   const char *title, const eqp_workbook_table *more,
                                   uint32_t count, eqp_results *files, eqp_error *error) {
    eqp_plan_book book = {.plan = plan, .run = run, .title = title};
    eqp_status status;
    eqp_workbook_begin(&book.workbook, plan->programme->study, run->workbook, files);
    status = eqp_workbook_end(&book.workbook, fill(&book, more, count, error), error);
    eqp_plan_book_free(&book);
    return status;
}
