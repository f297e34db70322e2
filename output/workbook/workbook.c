#include "output/workbook/workbook_parts.h"

#include "models/base/language.h"
#include "models/base/memory.h"
#include "output/workbook/book_check.h"

#include <assert.h>
#include <stdio.h>
#include <string.h>

/* A part of the file may grow beyond 4 GB where a table has more cells. */
#define HUGE_CELLS 30000000

const eqp_workbook_limits eqp_workbook_excel = {
    .table_rows = 100000, .sheet_rows = EQP_BOOK_ROWS, .visits = 400000000};

void eqp_workbook_begin(eqp_workbook *workbook, const eqp_study *study,
                        const eqp_workbook_limits *limits, eqp_results *files) {
    *workbook = (eqp_workbook){.study = study, .limits = limits, .files = files};
}

eqp_grid *eqp_workbook_add_grid(eqp_workbook *workbook, const char *key, const char *title) {
    eqp_grid *grid;
    assert(workbook->count < EQP_WORKBOOK_GRIDS);
    grid = &workbook->grids[workbook->count++];
    *grid = (eqp_grid){.key = key, .title = title};
    return grid;
}

static eqp_status measure(eqp_workbook *workbook, int *large, int *huge, eqp_error *error) {
    eqp_status status = EQP_OK;
    for (uint32_t g = 0; !status && g < workbook->count; g++) {
        eqp_grid *grid = &workbook->grids[g];
        status = eqp_grid_measure(grid, error);
        grid->sheet_rows = workbook->limits->sheet_rows - EQP_GRID_FIRST_ROW;
        grid->sheets =
            grid->row_count == 0 ? 1 : (uint32_t)((grid->row_count - 1) / grid->sheet_rows + 1);
        *large |= grid->row_count > workbook->limits->table_rows;
        *huge |= grid->row_count * grid->count > HUGE_CELLS;
    }
    return status;
}

static void add_sheets(eqp_workbook *workbook) {
    workbook->summary = eqp_book_add_sheet(workbook->book, _("Summary"));
    workbook->charts = eqp_book_add_sheet(workbook->book, _("Charts"));
    for (uint32_t g = 0; g < workbook->count; g++) {
        eqp_grid *grid = &workbook->grids[g];
        grid->first_sheet = eqp_book_add_sheet(workbook->book, grid->title);
        for (uint32_t part = 1; part < grid->sheets; part++)
            eqp_book_add_sheet(workbook->book, grid->title);
    }
    workbook->columns = eqp_book_add_sheet(workbook->book, _("Columns"));
}

eqp_status eqp_workbook_open(eqp_workbook *workbook, const char *title, const char *version,
                             eqp_error *error) {
    eqp_book_options options = {.title = title, .currency = workbook->study->settings.currency};
    char program[64];
    eqp_status status = measure(workbook, &options.large, &options.huge, error);
    if (!status)
        status =
            eqp_folder_create(workbook->files->folder, EQP_WORKBOOK_FILE, &workbook->file, error);
    if (status)
        return status;
    snprintf(program, sizeof program, "equiplace %s", version);
    options.program = program;
    options.path = eqp_file_temporary(workbook->file);
    options.folder = eqp_folder_path(workbook->files->folder);
    status = eqp_book_create(&options, &workbook->book, error);
    if (!status)
        add_sheets(workbook);
    return status;
}

eqp_status eqp_workbook_write_grids(eqp_workbook *workbook, eqp_error *error) {
    eqp_status status = EQP_OK;
    for (uint32_t g = 0; !status && g < workbook->count; g++)
        status = eqp_grid_write(workbook, &workbook->grids[g], error);
    if (!status)
        eqp_workbook_explain(workbook);
    return status;
}

/* Names the file in an error that has no place of its own. */
static void place_error(const eqp_workbook *workbook, eqp_error *error) {
    if (error && error->status == EQP_ERROR_SYSTEM && !error->file[0])
        snprintf(error->file, sizeof error->file, "%s/%s", eqp_folder_path(workbook->files->folder),
                 EQP_WORKBOOK_FILE);
}

eqp_status eqp_workbook_end(eqp_workbook *workbook, eqp_status status, eqp_error *error) {
    if (!status)
        status = eqp_book_close(workbook->book, error);
    else
        eqp_book_free(workbook->book);
    if (!status)
        status = eqp_book_check(eqp_file_stream(workbook->file), error);
    if (!status)
        status = eqp_results_commit(workbook->files, EQP_WORKBOOK_FILE, workbook->file, error);
    else
        eqp_file_discard(workbook->file);
    if (status)
        place_error(workbook, error);
    for (uint32_t g = 0; g < workbook->count; g++)
        eqp_grid_free(&workbook->grids[g]);
    return status;
}
