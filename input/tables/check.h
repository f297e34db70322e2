/* What no single cell can show: duplicate keys, pairs without a price, minima above maxima,
 * parameters and scenarios, and what is probably forgotten. */
#ifndef EQP_INPUT_CHECK_H
#define EQP_INPUT_CHECK_H

#include "input/tables/problems.h"
#include "models/study/study.h"

/* One number for each column of each table: EQP_AT_needs_zone … */
enum {
#define EQP_TABLE(table, presence, sentence)
#define EQP_COLUMN(table, column, kind, space, role, blank, low, high, unit, example, sentence)    \
    EQP_AT_##table##_##column,
#define EQP_TABLE_END(table)
#include "models/study/tables.def"
#undef EQP_TABLE
#undef EQP_COLUMN
#undef EQP_TABLE_END
    EQP_AT_COUNT
};

/* One number for each table: EQP_TABLE_AT_needs … */
enum {
#define EQP_TABLE(table, presence, sentence) EQP_TABLE_AT_##table,
#define EQP_COLUMN(...)
#define EQP_TABLE_END(table)
#include "models/study/tables.def"
#undef EQP_TABLE
#undef EQP_COLUMN
#undef EQP_TABLE_END
    EQP_TABLE_AT_COUNT
};

/* How the files were laid out, and what reading them found. */
typedef struct eqp_layout {
    uint32_t cell[EQP_AT_COUNT];            /* 1-based cell number of a column, 0: it is absent */
    uint8_t given[EQP_AT_COUNT];            /* 1: some cell of the column is not blank */
    uint8_t flawed[EQP_TABLE_AT_COUNT];     /* 1: something in the table could not be read */
    uint8_t lost[EQP_TABLE_AT_COUNT];       /* 1: and rows were left out for it */
    uint8_t unreadable[EQP_TABLE_AT_COUNT]; /* 1: no row could be read at all */
} eqp_layout;

/* Checks tables in file order (before eqp_study_finish), labels filled, main occupations noted
 * and parameters taken. Rows whose references could not be read may be
 * EQP_NONE or NAN. All that is found goes to `problems`. EQP_ERROR_MEMORY only. */
eqp_status eqp_study_check(const eqp_study *study, const eqp_layout *layout, eqp_problems *problems,
                           eqp_error *error);

#endif
