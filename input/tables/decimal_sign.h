/* One file has one decimal sign. It is learnt from the cells that leave no doubt; a cell in which a
 * sign stands alone before three digits (1.250) waits until the file has been read, and is refused
 * where both readings stay possible. */
#ifndef EQP_INPUT_TABLES_DECIMAL_SIGN_H
#define EQP_INPUT_TABLES_DECIMAL_SIGN_H

#include "input/tables/cell.h"
#include "models/base/number.h"

/* A number and where it stands; row and column are the reader's own. */
typedef struct eqp_number_place {
    const eqp_column_view *view;
    uint32_t line, cell;
    uint32_t row, column;
    double value;
    char sign;
} eqp_number_place;

typedef struct eqp_decimal_sign {
    char sign; /* 0: not known yet */
    char shown[48];
    uint32_t line; /* where `shown` made it known */
    eqp_number_place *waiting;
    size_t count, capacity;
} eqp_decimal_sign;

typedef enum {
    EQP_DECIMAL_READ,
    EQP_DECIMAL_REFUSED, /* the sentence says why */
    EQP_DECIMAL_NO_MEMORY
} eqp_decimal_outcome;

/* Weighs a number that was read from a cell as `form`; place->value may change, now or when the
 * file ends. */
eqp_decimal_outcome eqp_decimal_take(eqp_decimal_sign *decimal, const eqp_number_form *form,
                                     const char *text, eqp_number_place *place,
                                     char sentence[EQP_SENTENCE_SIZE]);

/* Settles waiting number i at the end of a file with this delimiter: 0 and *value, or -1 and a
 * sentence. *is_doubtful: the file's delimiter alone speaks for this reading. */
int eqp_decimal_settle(const eqp_decimal_sign *decimal, size_t i, char delimiter, double *value,
                       int *is_doubtful, char sentence[EQP_SENTENCE_SIZE]);

/* Forgets the numbers of the last row, back to a former count. */
void eqp_decimal_forget(eqp_decimal_sign *decimal, size_t count);

/* Ready for another file; also frees what it owns. */
void eqp_decimal_clear(eqp_decimal_sign *decimal);

#endif
