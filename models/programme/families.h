/* The constraint families, one record each: what constraints.def declares. */
#ifndef EQP_MODELS_PROGRAMME_FAMILIES_H
#define EQP_MODELS_PROGRAMME_FAMILIES_H

#include "models/study/study.h"

typedef enum {
#define EQP_CONSTRAINT(family, ...) EQP_ROW_##family,
#include "models/programme/constraints.def"
#undef EQP_CONSTRAINT
    EQP_ROW_FAMILIES
} eqp_row_family;

/* What a family has a row for each of: its index set, in the order of the programme. */
typedef enum {
    EQP_INDEX_one,         /* a single row */
    EQP_INDEX_offer,       /* the programme's offers */
    EQP_INDEX_cell,        /* the programme's cells: zone and occupation */
    EQP_INDEX_institution, /* the study's */
    EQP_INDEX_rule,        /* the study's */
    EQP_INDEX_zone         /* the study's */
} eqp_row_index;

/* Where a property of a family depends on the single row it is `own`. */
typedef enum { EQP_LIMIT_own, EQP_LIMIT_least, EQP_LIMIT_most } eqp_row_sense;
typedef enum { EQP_MONEY_no, EQP_MONEY_yes, EQP_MONEY_own } eqp_row_money;
typedef enum { EQP_COLUMNS_x = 1, EQP_COLUMNS_y = 2, EQP_COLUMNS_xy = 3 } eqp_row_columns;

typedef struct eqp_row_traits {
    const char *name; /* as in names of rows */
    eqp_row_index index;
    eqp_space space[2];      /* of the ids that name a row; EQP_SPACE_COUNT where there are fewer */
    eqp_row_columns columns; /* whose entries its rows have */
    eqp_row_sense sense;
    int couples;         /* 1: its rows tie blocks together; the master holds them */
    int stage;           /* 1: its rows are free until a stage bounds them */
    int limit;           /* 1: set by people on what is bought; may give way in conflicts */
    eqp_row_money money; /* whether its rows add up money */
    const char *unit, *unit_of_dual, *sentence;
} eqp_row_traits;

/* Rows first … first + count - 1 of a programme. */
typedef struct eqp_row_range {
    uint32_t first, count;
} eqp_row_range;

/* The record of a family. */
const eqp_row_traits *eqp_row_traits_of(eqp_row_family family);

#endif
