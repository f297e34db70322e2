/* What the parts of check.c share. */
#ifndef EQP_INPUT_CHECK_PARTS_H
#define EQP_INPUT_CHECK_PARTS_H

#include "input/tables/check.h"

typedef struct {
    const eqp_study *study;
    const eqp_layout *layout;
    eqp_problems *problems;
    uint32_t *needs; /* [needs.count] rows by zone, occupation */
} eqp_checking;

/* Where a column of a row stands: the row's line, the column's cell (the row's first where the
 * column is absent). */
#define EQP_CHECK_REPORT(checking, severity, table, column, row, ...)                              \
    eqp_problems_add((checking)->problems, severity, #table ".csv",                                \
                     (checking)->study->table.line[row],                                           \
                     (checking)->layout->cell[EQP_AT_##table##_##column], __VA_ARGS__)

#define EQP_CHECK_FLAWED(checking, table) ((checking)->layout->flawed[EQP_TABLE_AT_##table])

/* What is missing may have stood in a row that could not be read: nothing is said about it then. */
#define EQP_CHECK_LOST(checking, table) ((checking)->layout->lost[EQP_TABLE_AT_##table])

/* The id of an index, borrowed from the study. */
const char *eqp_checked_id(const eqp_checking *checking, eqp_space space, uint32_t index);

/* Decisions on pairs without a price, offers without one, hours that a rule counts. */
eqp_status eqp_check_prices(eqp_checking *checking, eqp_error *error);

/* Rows of previous that cannot be bought again, leads named twice, max_change without previous. */
eqp_status eqp_check_continuity(eqp_checking *checking, eqp_error *error);

/* Commitments, offers and zones that meet no need or no offer; success rates given nowhere. */
eqp_status eqp_check_reach(eqp_checking *checking, eqp_error *error);

#endif
