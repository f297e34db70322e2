/* The growing database of a sweep: results.part.sqlite in the output folder until all points are
 * there, results.sqlite then. The only user of SQLite.
 *
 * Points are added group by group of work, each group in one transaction: whenever the process is
 * killed, the file holds whole groups, and a later run goes on from them. The finished file has the
 * same bytes whatever the order in which groups came and however often the run was interrupted.
 * Memory does not grow with the number of points.
 *
 * Thread rule: any thread, one call at a time. */
#ifndef EQP_OUTPUT_STORE_H
#define EQP_OUTPUT_STORE_H

#include "models/answers/point_result.h"
#include "output/tables/result_table.h"
#include "output/tables/results.h"
#include "output/tables/spread.h"

#define EQP_STORE_PART "results.part.sqlite"

typedef struct eqp_store eqp_store;

/* What a sweep is; borrowed for as long as the store. Two with the same study digest, version,
 * options and numbers give the same results. */
typedef struct eqp_store_plan {
    const eqp_study *study;
    const char *version;
    const char *options;       /* what varies and with which settings, as typed, on one line */
    const char *const *titles; /* [columns] what varies, the draw last */
    uint32_t columns;
    uint64_t points; /* numbered 0 … here; 1 … in files and tables */
    uint64_t draws;  /* points that differ in their draw alone follow one another; 0: none */
    uint64_t groups; /* of work */
    /* The value of column `column` at a point. */
    double (*value)(const void *context, uint64_t point, uint32_t column);
    const void *context;
} eqp_store_plan;

/* Opens the store of a folder; folder NULL: a temporary one that leaves nothing.
 *
 * Without `resume` an unfinished sweep in the folder is refused (EQP_ERROR_USAGE), finished results
 * will be replaced. With it the unfinished sweep is continued, finished results of the same plan
 * are opened (every group is there), an empty folder starts anew, and results of another plan
 * are refused (EQP_ERROR_USAGE, saying what differs). A file that is no database, or cannot be
 * read, is EQP_ERROR_SYSTEM. The folder is borrowed. */
eqp_status eqp_store_open(const eqp_folder *folder, const eqp_store_plan *plan, int resume,
                          eqp_store **out, eqp_error *error);

/* Takes NULL. The unfinished file stays where it is. */
void eqp_store_close(eqp_store *store);

const eqp_store_plan *eqp_store_of(const eqp_store *store);

/* Whether a group is there already, how many are, and how many points they hold. */
int eqp_store_has(eqp_store *store, uint64_t group);
uint64_t eqp_store_groups_done(const eqp_store *store);
uint64_t eqp_store_points_done(const eqp_store *store);

/* Adds a group that is not there: its findings, always the same in the same order (with their lines
 * where there are draws), in one transaction. On failure nothing of it is there. */
eqp_status eqp_store_add(eqp_store *store, uint64_t group, const eqp_point_result *const *findings,
                         uint32_t count, eqp_error *error);

/* Once every group is there: writes results.sqlite, sweep.csv, zone_sweep.csv and, with draws,
 * distribution.csv and offer_draws.csv, all in `results`. The unfinished file stays, so that a run
 * killed in between goes on from it, until eqp_store_clear removes it; the store can still be read
 * then. */
eqp_status eqp_store_finish(eqp_store *store, eqp_results *results, eqp_error *error);
eqp_status eqp_store_clear(eqp_store *store, eqp_error *error);

/* The rows of a table that the store holds, in the order of its file. */
eqp_status eqp_store_rows(eqp_store *store, eqp_result_table table, eqp_csv_writer *writer,
                          eqp_error *error);

typedef struct eqp_store_range {
    double least, most; /* NAN without any plan */
} eqp_store_range;

/* Points of the same values but for the draw. */
typedef struct eqp_store_setting {
    uint64_t point;                  /* number of its first, from 0 */
    eqp_spread value_best, coverage; /* over the draws that have a plan */
} eqp_store_setting;

#define EQP_STORE_SETTINGS 8

/* The points that are there so far. Plain data. */
typedef struct eqp_store_summary {
    uint64_t outcome[EQP_OUTCOME_INFEASIBLE + 1]; /* points by outcome */
    eqp_store_range value_best, gap, coverage, rate_min, gini, cost;
    int has_best;
    uint64_t best; /* the first point of the largest value_best, from 0 */
    eqp_store_setting settings[EQP_STORE_SETTINGS]; /* with draws, the first ones */
    uint32_t setting_count;
} eqp_store_summary;

eqp_status eqp_store_summarise(eqp_store *store, eqp_store_summary *summary, eqp_error *error);

#endif
