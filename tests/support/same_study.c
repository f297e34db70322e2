#include "same_study.h"

#include <string.h>

static uint32_t rows_of(const eqp_study *study, const eqp_table_view *table) {
    uint32_t count;
    memcpy(&count, (const char *)study + table->count_offset, sizeof count);
    return count;
}

static const double *numbers_of(const eqp_study *study, const eqp_column_view *column) {
    const double *numbers;
    memcpy(&numbers, (const char *)study + column->offset, sizeof numbers);
    return numbers;
}

static int differ(double left, double right) {
    return left != right && !(isnan(left) && isnan(right));
}

static uint32_t differing_cells(const double *left, const double *right, uint32_t count) {
    uint32_t differing = 0;
    for (uint32_t row = 0; row < count; row++)
        differing += (uint32_t)differ(left[row], right[row]);
    return differing;
}

static uint32_t differing_settings(const eqp_settings *left, const eqp_settings *right) {
    return (left->balance != right->balance) + (left->whole != right->whole) +
           differ(left->max_change, right->max_change) +
           (left->complementarity_tolerance != right->complementarity_tolerance) +
           (left->need_level != right->need_level) + (strcmp(left->currency, right->currency) != 0);
}

uint32_t eqp_differing_numbers(const eqp_study *study, const eqp_study *other) {
    uint32_t differing = differing_settings(&study->settings, &other->settings);
    size_t table_count;
    const eqp_table_view *tables = eqp_study_tables(&table_count);
    for (size_t i = 0; i < table_count; i++) {
        uint32_t count = rows_of(study, tables + i);
        if (count != rows_of(other, tables + i))
            return UINT32_MAX;
        for (uint32_t j = 0; j < tables[i].column_count; j++)
            if (tables[i].columns[j].kind == EQP_KIND_NUMBER)
                differing += differing_cells(numbers_of(study, tables[i].columns + j),
                                             numbers_of(other, tables[i].columns + j), count);
    }
    return differing;
}
