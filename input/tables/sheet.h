/* A CSV file that somebody else lays out (a survey, a tree of codes), read by the meaning of its
 * headers: letters and digits are compared, without accents, case or other signs, and columns may
 * stand in any order. Any dialect that a study's tables may have is read. */
#ifndef EQP_INPUT_SHEET_H
#define EQP_INPUT_SHEET_H

#include "input/tables/csv_reader.h"
#include "input/tables/problems.h"

#define EQP_SHEET_COLUMNS 16

typedef struct eqp_sheet_column {
    const char *meanings; /* "codemetierbmo|codemetier": # stands for one digit */
    const char *shown;    /* the header that a message asks for, to be translated */
} eqp_sheet_column;

/* One row, borrowed for the length of a call: cells[c] is the cell of wanted column c, and
 * number[c] its number in the file (1-based). */
typedef struct eqp_sheet_row {
    uint32_t line;
    eqp_csv_cell cells[EQP_SHEET_COLUMNS];
    uint32_t number[EQP_SHEET_COLUMNS];
    char separator; /* decimal sign beside the point */
} eqp_sheet_row;

typedef struct eqp_sheet {
    const char *path; /* also the file's name in problems */
    const eqp_sheet_column *columns;
    uint32_t column_count; /* at most EQP_SHEET_COLUMNS; each must be there */
    /* 0 = go on, -1 = memory is short. */
    int (*take)(void *context, const eqp_sheet_row *row);
    void *context;
} eqp_sheet;

/* Hands every row to sheet->take. What is wrong with the layout goes to `problems`; the caller
 * counts their errors. EQP_ERROR_SYSTEM: the file cannot be read. EQP_ERROR_MEMORY. */
eqp_status eqp_sheet_read(const eqp_sheet *sheet, eqp_problems *problems, eqp_error *error);

#endif
