/* The tables of results.def, and their columns once it is known how many institutions and
 * varied things there are. */
#ifndef EQP_OUTPUT_RESULT_TABLE_H
#define EQP_OUTPUT_RESULT_TABLE_H

#include "models/study/study.h"

typedef enum {
#define EQP_RESULT(table, command, file, sql, key, sentence) EQP_RESULT_##table,
#define EQP_RESULT_COLUMN(...)
#define EQP_RESULT_END(table)
#include "output/tables/results.def"
#undef EQP_RESULT
#undef EQP_RESULT_COLUMN
#undef EQP_RESULT_END
    EQP_RESULT_COUNT
} eqp_result_table;

typedef enum {
    EQP_REPEAT_ONCE,
    EQP_REPEAT_INSTITUTION,
    EQP_REPEAT_VARIED,
    EQP_REPEAT_SETTING
} eqp_result_repeat;

typedef enum { EQP_TYPE_TEXT, EQP_TYPE_REAL, EQP_TYPE_INTEGER } eqp_result_type;

typedef struct eqp_result_column {
    eqp_result_repeat repeat;
    eqp_result_type type;
    const char *name, *unit, *heading, *sentence;
} eqp_result_column;

typedef struct eqp_result_view {
    const char *command, *file, *sql, *key, *sentence; /* "" for none */
    const eqp_result_column *columns;                  /* [column_count] */
    uint32_t column_count;
} eqp_result_view;

/* A table as it is declared. */
const eqp_result_view *eqp_result_table_view(eqp_result_table table);

/* What the repeated columns stand for; borrowed. */
typedef struct eqp_result_scope {
    const eqp_study *study;    /* institutions */
    const char *const *titles; /* [varied] the draw last */
    uint32_t varied;
    int draws; /* 1: the last title is the draw */
} eqp_result_scope;

/* How often a column stands in its table. */
uint32_t eqp_result_column_times(const eqp_result_column *column, const eqp_result_scope *scope);

/* The columns one by one. Owns its names; frozen. */
typedef struct eqp_heading {
    uint32_t count;
    char **names;           /* [count] */
    eqp_result_type *types; /* [count] */
} eqp_heading;

/* EQP_ERROR_MEMORY only. */
eqp_status eqp_heading_create(eqp_result_table table, const eqp_result_scope *scope,
                              eqp_heading **out, eqp_error *error);
void eqp_heading_free(eqp_heading *heading);

#endif
