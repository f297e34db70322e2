/* What the files of the store share; of no use to others.
 *
 *     store_file.c     a new file, and opening one that is there
 *     store.c          adding groups
 *     store_draws.c    distributions, and what offers come to over the draws
 *     store_finish.c   the finished file and the tables written from it
 *     store_summary.c  the points in short */
#ifndef EQP_OUTPUT_STORE_PARTS_H
#define EQP_OUTPUT_STORE_PARTS_H

#include "output/store/database.h"
#include "output/store/store.h"
#include "output/tables/result_table.h"

struct eqp_store {
    eqp_store_plan plan;
    const eqp_folder *folder; /* NULL: a temporary database */
    const char *name;         /* of the file within it */
    eqp_database *database;
    eqp_heading *headings[EQP_RESULT_COUNT]; /* of the tables in the database, else NULL */
    char *insert[EQP_RESULT_COUNT];          /* the statement that adds a row to each */
    int finished;                            /* nothing is left to be added */
    uint64_t groups_done, points_done;
    uint64_t next_fold; /* all groups before it are there, and folded */
};

/* What stands for the repeated columns of the tables. */
eqp_result_scope eqp_store_scope(const eqp_store *store);

/* The path of a file of the folder ("" of a temporary store), owned by the caller; NULL when memory
 * is short. */
char *eqp_store_path(const eqp_store *store, const char *name);

/* Begins a row of a table of the database. */
eqp_status eqp_store_begin_row(eqp_store *store, eqp_result_table table, eqp_row *row,
                               eqp_error *error);

/* Puts in the first `columns` values that vary, at a point. */
void eqp_store_put_values(const eqp_store *store, uint64_t point, uint32_t columns, eqp_row *row);

/* Whether an unfinished file has a group. */
eqp_status eqp_store_find_group(eqp_store *store, uint64_t group, int *has, eqp_error *error);

/* Every group is there. */
void eqp_store_take_finished(eqp_store *store);

/* The spread of value_best and of coverage over a setting's draws. */
eqp_status eqp_store_spread_values(eqp_store *store, uint64_t setting, eqp_spread *spread,
                                   eqp_error *error);
eqp_status eqp_store_spread_coverages(eqp_store *store, uint64_t setting, eqp_spread *spread,
                                      eqp_error *error);

/* Adds the rows of one setting to distribution and offer_draws; numbers [zones] is room to work. */
eqp_status eqp_store_add_setting(eqp_store *store, uint64_t setting, uint64_t *numbers,
                                 eqp_error *error);

#endif
