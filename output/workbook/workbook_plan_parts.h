/* What the files of a plan's workbook share; of no use to others. */
#ifndef EQP_OUTPUT_WORKBOOK_PLAN_PARTS_H
#define EQP_OUTPUT_WORKBOOK_PLAN_PARTS_H

#include "output/tables/run.h"
#include "output/workbook/workbook_parts.h"

/* A family's need, and what each institution buys for it. */
typedef struct eqp_family_sums {
    double need, covered, unmet;
    double *cost, *places; /* [institutions] borrowed from `money` */
} eqp_family_sums;

/* A plan on its way into a workbook; pointers are into the workbook's grids. */
typedef struct eqp_plan_book {
    eqp_workbook workbook;
    const eqp_plan *plan;
    const eqp_run *run;
    const char *title; /* of the summary, in the reader's language */
    eqp_grid *bought, *families, *zones, *needs, *unmet, *budgets;
    eqp_family_sums *family; /* [families + 1] by family; the last: offers without an occupation */
    double *money;           /* owned: costs and places of `family` */
    double *zone_unmet;      /* [zones × families] */
    uint32_t family_count;
    int exact_institution, exact_family, exact_zone;
    int sum_families, sum_zones, sum_unmet, sum_budgets; /* 1: by formulas */
} eqp_plan_book;

/* Adds up needs and purchases by family and by zone. 0, or -1 when memory is short. */
int eqp_plan_book_sum(eqp_plan_book *book);
void eqp_plan_book_free(eqp_plan_book *book);

/* Adds the tables of a plan, their columns and where they come from. */
int eqp_plan_book_add_tables(eqp_plan_book *book);

/* Once tables are measured: which subtotals are formulas. */
eqp_status eqp_plan_book_choose_formulas(eqp_plan_book *book, eqp_error *error);

void eqp_plan_book_summarise(eqp_plan_book *book);
void eqp_plan_book_draw(eqp_plan_book *book);

#endif
