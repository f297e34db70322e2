/* The tables of family_tables.def, and their columns once it is known how many institutions and
 * varied things there are. */
#ifndef EQP_OUTPUT_FAMILY_TABLE_H
#define EQP_OUTPUT_FAMILY_TABLE_H

#include "models/study/study.h"
#include "output/files/results.h"

typedef enum {
#define EQP_FAMILY_TABLE(table, file, sql, key, sentence) EQP_FAMILY_##table,
#define EQP_FAMILY_COLUMN(...)
#define EQP_FAMILY_TABLE_END(table)
#include "output/tables/family_tables.def"
#undef EQP_FAMILY_TABLE
#undef EQP_FAMILY_COLUMN
#undef EQP_FAMILY_TABLE_END
    EQP_FAMILY_COUNT
} eqp_family_table;

typedef enum {
    EQP_REPEAT_ONCE,
    EQP_REPEAT_INSTITUTION,
    EQP_REPEAT_VARIED,
    EQP_REPEAT_SETTING
} eqp_family_repeat;

typedef enum { EQP_TYPE_TEXT, EQP_TYPE_REAL, EQP_TYPE_INTEGER } eqp_family_type;

typedef struct eqp_family_column {
    eqp_family_repeat repeat;
    eqp_family_type type;
    const char *name, *unit, *sentence;
} eqp_family_column;

typedef struct eqp_family_view {
    const char *file, *sql, *key, *sentence; /* "" for none */
    const eqp_family_column *columns;        /* [column_count] */
    uint32_t column_count;
} eqp_family_view;

/* A table as it is declared. */
const eqp_family_view *eqp_family_table_view(eqp_family_table table);

/* What the repeated columns stand for; borrowed. */
typedef struct eqp_family_scope {
    const eqp_study *study;    /* institutions */
    const char *const *titles; /* [varied] the draw last */
    uint32_t varied;
    int draws; /* 1: the last title is the draw */
} eqp_family_scope;

/* How often a column stands in its table. */
uint32_t eqp_family_column_times(const eqp_family_column *column, const eqp_family_scope *scope);

/* The columns one by one. Owns its names; frozen. */
typedef struct eqp_heading {
    uint32_t count;
    char **names;           /* [count] */
    eqp_family_type *types; /* [count] */
} eqp_heading;

/* EQP_ERROR_MEMORY only. */
eqp_status eqp_heading_create(eqp_family_table table, const eqp_family_scope *scope,
                              eqp_heading **out, eqp_error *error);
void eqp_heading_free(eqp_heading *heading);

/* Writes the file of a table: its heading, then what `rows` writes. */
eqp_status eqp_family_table_write(eqp_family_table table, const eqp_family_scope *scope,
                                  eqp_results *results, eqp_results_writer rows, void *context,
                                  eqp_error *error);

#endif
