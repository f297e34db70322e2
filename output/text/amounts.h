/* Amounts that are told both ways: a line of a printed answer, a member of a JSON object. */
#ifndef EQP_OUTPUT_AMOUNTS_H
#define EQP_OUTPUT_AMOUNTS_H

#include "output/files/buffer.h"
#include "output/files/json.h"

/* Plain data; texts are borrowed, `words` translated. */
typedef struct eqp_amount {
    const char *key;   /* of the member; NULL: it is only printed */
    const char *words; /* of the line; NULL: it is only a member */
    double amount;
    int fraction;     /* 1: it may be no whole number */
    const char *unit; /* behind the printed number; NULL: none */
} eqp_amount;

/* Adds amounts[count] as lines, or as members of the open object. */
void eqp_amounts_say(const eqp_amount *amounts, size_t count, eqp_buffer *buffer);
void eqp_amounts_add(const eqp_amount *amounts, size_t count, eqp_json *json);

#endif
