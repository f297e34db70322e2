#include "models/programme/revision.h"
#include "models/programme/rows.h"

#include <math.h>
#include <string.h>

static int same(const void *before, const void *after, size_t count, size_t size) {
    return count == 0 || memcmp(before, after, count * size) == 0;
}

#define SAME(array, count) same(before->array, after->array, (size_t)(count), sizeof *before->array)

/* Blank cells are NAN, the same bits wherever they come from. */
static int same_numbers(const eqp_study *before, const eqp_study *after,
                        const eqp_table_view *table) {
    uint32_t count = *(const uint32_t *)((const char *)before + table->count_offset);
    for (uint32_t c = 0; c < table->column_count; c++) {
        const eqp_column_view *column = &table->columns[c];
        const double *a, *b;
        if (column->kind != EQP_KIND_NUMBER)
            continue;
        a = *(double *const *)((const char *)before + column->offset);
        b = *(double *const *)((const char *)after + column->offset);
        if (!same(a, b, count, sizeof *a))
            return 0;
    }
    return 1;
}

/* A share's value is part of its coefficients. */
static int same_shares(const eqp_rules *before, const eqp_rules *after) {
    for (uint32_t q = 0; q < before->count; q++)
        if (before->unit[q] == EQP_UNIT_SHARE && before->value[q] != after->value[q])
            return 0;
    return 1;
}

int eqp_revision_only_bounds(const eqp_study *before, const eqp_study *after) {
    size_t count;
    const eqp_table_view *tables = eqp_study_tables(&count);
    if (before->settings.need_level != after->settings.need_level ||
        isnan(before->settings.max_change) != isnan(after->settings.max_change) ||
        !same_shares(&before->rules, &after->rules))
        return 0;
    for (size_t t = 0; t < count; t++)
        if (strcmp(tables[t].name, "budgets") != 0 && strcmp(tables[t].name, "rules") != 0 &&
            !same_numbers(before, after, &tables[t]))
            return 0;
    return 1;
}

static int same_structure(const eqp_programme *before, const eqp_programme *after) {
    return SAME(rows, EQP_ROW_FAMILIES) && before->offers == after->offers &&
           before->pairs == after->pairs && before->uses == after->uses &&
           before->cells == after->cells && SAME(offer, after->offers) &&
           SAME(pair_start, after->offers + 1) && SAME(use_start, after->offers + 1) &&
           SAME(decided, after->offers) && SAME(pair_institution, after->pairs) &&
           SAME(pair_kept, after->pairs) && SAME(use_cell, after->uses) &&
           SAME(cell_need_row, after->cells) && SAME(zone_reached, after->study->zones.count);
}

/* Bounds of columns and of the rows of single blocks, and effects. */
static int same_plans(const eqp_programme *before, const eqp_programme *after) {
    uint32_t rows = eqp_programme_coupling_rows(after).first;
    return SAME(use_effect, after->uses) && SAME(lp->lower, after->lp->columns) &&
           SAME(lp->upper, after->lp->columns) && SAME(lp->row_lower, rows) &&
           SAME(lp->row_upper, rows);
}

static int same_worth(const eqp_programme *before, const eqp_programme *after) {
    return SAME(lp->cost, after->lp->columns) && SAME(lp->start, after->lp->columns + 1) &&
           SAME(lp->row, after->lp->start[after->lp->columns]) &&
           SAME(lp->value, after->lp->start[after->lp->columns]) &&
           SAME(pair_price, after->pairs) && SAME(zone_need, after->study->zones.count) &&
           SAME(zone_committed, after->study->zones.count);
}

eqp_revision eqp_revision_between(const eqp_programme *before, const eqp_programme *after) {
    if (!same_structure(before, after))
        return EQP_REVISION_STRUCTURE;
    if (!same_plans(before, after))
        return EQP_REVISION_PLANS;
    return same_worth(before, after) ? EQP_REVISION_BOUNDS : EQP_REVISION_WORTH;
}
