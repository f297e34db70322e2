/* The two styles of CSV files: `standard` (UTF-8, comma, decimal point) and `fr` (BOM, semicolon,
 * decimal comma, as French spreadsheets open it). */
#ifndef EQP_OUTPUT_CSV_STYLE_H
#define EQP_OUTPUT_CSV_STYLE_H

#include "models/base/linkage.h"

EQP_LINKAGE_BEGIN

typedef enum { EQP_CSV_STANDARD, EQP_CSV_FR, EQP_CSV_STYLE_COUNT } eqp_csv_style;

EQP_LINKAGE_END

#endif
