/* CSV files of a study's folder that no table is named after, though one nearly is: an optional
 * table whose file name has a slip would otherwise count as missing without a word. */
#ifndef EQP_INPUT_STRAY_FILES_H
#define EQP_INPUT_STRAY_FILES_H

#include "input/tables/problems.h"

/* Warns of each such file whose table is not there under its right name. A folder that cannot be
 * listed gives no warning. */
void eqp_stray_files_warn(const char *folder, eqp_problems *problems);

#endif
