/* The files that one run writes into its folder. summary.json is removed first and written last, so
 * that a folder with one holds the whole results of one run; it names the SHA-256 of every other
 * file. Before it is written, every file goes that an earlier run left and this one did not write.
 * Files that are no results are never touched. */
#ifndef EQP_OUTPUT_RESULTS_H
#define EQP_OUTPUT_RESULTS_H

#include "output/files/csv_writer.h"
#include "output/files/file.h"
#include "output/files/json.h"
#include "output/tables/result_table.h"

/* Results that are no table of results.def. */
#define EQP_SUMMARY_FILE "summary.json"
#define EQP_WORKBOOK_FILE "workbook.xlsx"
#define EQP_PAGE_FILE "report.html"
#define EQP_STORE_FILE "results.sqlite"
#define EQP_RESULTS_MOST 16

typedef struct eqp_results {
    const eqp_folder *folder; /* borrowed */
    eqp_csv_style style;
    double begun;     /* a clock's seconds */
    const char *read; /* a file that the run reads and so must stay; NULL: none; borrowed */
    uint32_t count;   /* of the files written so far; 0 in a run that writes none */
    struct {
        const char *name; /* borrowed for as long as the results */
        char digest[65];
    } files[EQP_RESULTS_MOST];
} eqp_results;

/* Begins with none, and removes the old summary. */
eqp_status eqp_results_begin(eqp_results *results, const eqp_folder *folder, eqp_csv_style style,
                             eqp_error *error);

/* Writes the rows of a table, each cell of each row. */
typedef eqp_status (*eqp_results_writer)(const void *context, eqp_csv_writer *writer,
                                         eqp_error *error);

/* Writes the CSV file of a table: its heading, then what `rows` writes. Whole or not at all. */
eqp_status eqp_results_table(eqp_result_table table, const eqp_result_scope *scope,
                             eqp_results *results, eqp_results_writer rows, const void *context,
                             eqp_error *error);

/* Commits a file of the folder, begun under this name, and notes its digest. Frees file. */
eqp_status eqp_results_commit(eqp_results *results, const char *name, eqp_file *file,
                              eqp_error *error);

/* Adds the files to an open object, under "files"; nothing where there are none. */
void eqp_results_add_files(const eqp_results *results, eqp_json *json);

/* Seconds since the beginning. */
double eqp_results_seconds(const eqp_results *results);

/* Removes what earlier runs left, then writes summary.json. Takes its text over; NULL: memory was
 * short. */
eqp_status eqp_results_finish(const eqp_results *results, char *summary, eqp_error *error);

/* Removes all results from the folder of a run that has none: nobody shall take an older plan for
 * its own. */
eqp_status eqp_results_clear(const eqp_folder *folder, eqp_error *error);

#endif
