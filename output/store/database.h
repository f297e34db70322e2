/* A SQLite file: the only user of SQLite. Statements are made when first used and kept; cells are
 * written, and read, one after the other. Every failure is told with SQLite's own message.
 *
 * Thread rule: any thread, one call at a time. */
#ifndef EQP_OUTPUT_DATABASE_H
#define EQP_OUTPUT_DATABASE_H

#include "models/base/error.h"

typedef struct eqp_database eqp_database;

/* A statement at work: parameters to be put in, or columns found. Borrows the database. */
typedef struct eqp_row {
    eqp_database *database;
    void *statement;
    int cell, failed;
} eqp_row;

/* Opens a file, made where it is missing; path "": a temporary one that leaves nothing. */
eqp_status eqp_database_open(const char *path, int read_only, eqp_database **out, eqp_error *error);
void eqp_database_close(eqp_database *database);

/* Runs statements that give no rows. */
eqp_status eqp_database_execute(eqp_database *database, const char *text, eqp_error *error);

/* Runs `change` in one transaction: all of what it does, or nothing. */
eqp_status eqp_database_transact(eqp_database *database,
                                 eqp_status (*change)(void *context, eqp_error *error),
                                 void *context, eqp_error *error);

/* Begins a statement, with all its parameters to be put in. One row at a time of each text. */
eqp_status eqp_database_begin(eqp_database *database, const char *text, eqp_row *row,
                              eqp_error *error);

/* Puts in the next parameter. NAN and NULL become NULL; a text has to outlive the statement's use.
 */
void eqp_row_put_whole(eqp_row *row, uint64_t number);
void eqp_row_put_number(eqp_row *row, double number);
void eqp_row_put_text(eqp_row *row, const char *text);

/* Runs a statement that gives no rows, and ends it. */
eqp_status eqp_row_run(eqp_row *row, eqp_error *error);

/* Goes to the next row that a query gives. */
eqp_status eqp_row_fetch(eqp_row *row, int *found, eqp_error *error);

/* A column (0 …) of the row found; NULL is 0, NAN and NULL. A text is there until the next fetch.
 */
uint64_t eqp_row_whole(const eqp_row *row, int column);
double eqp_row_number(const eqp_row *row, int column);
const char *eqp_row_text(const eqp_row *row, int column);

/* Ends a query. Takes a row whose beginning has failed, too. */
void eqp_row_end(eqp_row *row);

/* The one number that a query gives, with the parameters first and last where it has them. */
eqp_status eqp_database_number(eqp_database *database, const char *text, uint64_t first,
                               uint64_t last, uint64_t *number, eqp_error *error);

/* Whether two names are one to SQLite. */
int eqp_database_same_name(const char *one, const char *other);

#endif
