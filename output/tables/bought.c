#include "output/tables/bought.h"

#include "models/base/memory.h"

#include <stdlib.h>

/* A line of a finding; `order` keeps lines of one key as the findings come. */
typedef struct line {
    eqp_bought sum;
    size_t order;
} line;

static int compare_keys(const eqp_bought *one, const eqp_bought *other) {
    if (one->setting != other->setting)
        return one->setting < other->setting ? -1 : 1;
    if (one->offer != other->offer)
        return one->offer < other->offer ? -1 : 1;
    return (one->institution > other->institution) - (one->institution < other->institution);
}

static int compare_lines(const void *a, const void *b) {
    const line *one = a, *other = b;
    int keys = compare_keys(&one->sum, &other->sum);
    return keys ? keys : (one->order > other->order) - (one->order < other->order);
}

static void collect(const eqp_point_result *const *findings, uint32_t count, uint64_t draws,
                    line *lines) {
    size_t at = 0;
    for (uint32_t f = 0; f < count; f++)
        for (uint32_t l = 0; l < findings[f]->line_count; l++, at++) {
            const eqp_point_result_line *found = &findings[f]->lines[l];
            lines[at].order = at;
            lines[at].sum =
                (eqp_bought){findings[f]->point / draws, found->offer, found->institution,
                             found->places > EQP_BOUGHT_LEAST, found->places};
        }
}

eqp_status eqp_bought_sum(const eqp_point_result *const *findings, uint32_t count, uint64_t draws,
                          eqp_bought **out, size_t *out_count, eqp_error *error) {
    size_t total = 0, sums = 0;
    line *lines;
    eqp_status status = EQP_OK;
    for (uint32_t f = 0; f < count; f++)
        total += findings[f]->line_count;
    lines = eqp_allocate(total, sizeof *lines);
    *out = eqp_allocate(total, sizeof **out);
    *out_count = 0;
    if (lines && *out) {
        collect(findings, count, draws, lines);
        qsort(lines, total, sizeof *lines, compare_lines);
        for (size_t i = 0; i < total; i++) {
            if (i == 0 || compare_keys(&lines[i].sum, &lines[i - 1].sum) != 0) {
                (*out)[sums++] = lines[i].sum;
            } else {
                (*out)[sums - 1].draws += lines[i].sum.draws;
                (*out)[sums - 1].places += lines[i].sum.places;
            }
        }
        *out_count = sums;
    } else {
        status = eqp_error_memory(error);
        eqp_free(*out);
        *out = NULL;
    }
    eqp_free(lines);
    return status;
}
