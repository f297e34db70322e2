/* Names of rows and columns in exported programmes. */
#ifndef EQP_MODELS_PROGRAMME_LABELS_H
#define EQP_MODELS_PROGRAMME_LABELS_H

#include "models/programme/programme.h"

/* A row's or column's name: family and ids, of [A-Za-z0-9_.], at most 255 bytes and unique; text
 * receives it. */
void eqp_programme_row_name(const eqp_programme *programme, uint32_t row, char text[256]);
void eqp_programme_column_name(const eqp_programme *programme, uint32_t column, char text[256]);

#endif
