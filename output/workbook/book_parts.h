/* What the files of the book share; of no use to others.
 *
 *     book.c         the file, its formats and its end
 *     book_sheet.c   cells, layout, tables and names
 *     book_chart.c   charts */
#ifndef EQP_OUTPUT_BOOK_PARTS_H
#define EQP_OUTPUT_BOOK_PARTS_H

#include "output/workbook/book.h"

#include <xlsxwriter.h>

#include <locale.h>

#define EQP_BOOK_NAME 128 /* bytes of a sheet's name, at most 31 characters */

typedef struct eqp_book_sheet {
    lxw_worksheet *worksheet;
    char name[EQP_BOOK_NAME];
} eqp_book_sheet;

struct eqp_book {
    lxw_workbook *workbook;
    lxw_format *formats[EQP_LOOK_COUNT][EQP_FORM_COUNT];
    char *money; /* number format of amounts of money; owned */
    eqp_book_sheet *sheets;
    size_t sheet_count, sheet_capacity;
    eqp_buffer text; /* the text at work */
    int large;
    eqp_status status; /* the first failure */
    char reason[128];  /* what the library calls it */
    locale_t locale, before;
};

/* The number format of a form: "#,##0.00". */
const char *eqp_book_number_format(const eqp_book *book, eqp_form form);

/* Remembers what the library answered. */
void eqp_book_note(eqp_book *book, lxw_error answer);

#endif
