#include "output/workbook/workbook_parts.h"

#include "models/base/memory.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>

/* Comparing letter by letter costs about so many comparisons of SUMIFS. */
#define EXACT_COST 8

/* ---- ids that SUMIFS takes for others ---- */

static int is_all_digits(const char *id) {
    return id[strspn(id, "0123456789")] == '\0';
}

/* SUMIFS takes numbers, dates and times out of texts, reads * ? ~ as patterns and < > = as
 * comparisons. An id that begins with a letter, of letters and digits or of letters and hyphens, is
 * safe, and so is one of up to 15 digits. */
static int is_safe(const char *id) {
    int digits = 0, hyphens = 0;
    if (*id && is_all_digits(id))
        return strlen(id) <= 15;
    if (!((*id >= 'A' && *id <= 'Z') || (*id >= 'a' && *id <= 'z')))
        return 0;
    for (const char *at = id; *at; at++) {
        if (*at >= '0' && *at <= '9')
            digits = 1;
        else if (*at == '-' || *at == ' ')
            hyphens = 1;
        else if (*at != '_' && !((*at >= 'A' && *at <= 'Z') || (*at >= 'a' && *at <= 'z')))
            return 0;
    }
    return !(digits && hyphens) && strcmp(id, "TRUE") != 0 && strcmp(id, "true") != 0 &&
           strcmp(id, "FALSE") != 0 && strcmp(id, "false") != 0;
}

/* The id as SUMIFS compares it: without case, a number without its leading zeros. Owned by the
 * caller; NULL when memory is short. */
static char *folded(const char *id) {
    char *copy;
    if (is_all_digits(id))
        while (id[0] == '0' && id[1])
            id++;
    copy = eqp_text_copy(id);
    for (char *at = copy; at && *at; at++)
        *at = (char)tolower((unsigned char)*at);
    return copy;
}

eqp_status eqp_workbook_find_exact(const eqp_study *study, eqp_space space, int *exact,
                                   eqp_error *error) {
    uint32_t count = eqp_names_count(study->spaces[space]);
    eqp_names *seen = eqp_names_create();
    int failed = !seen;
    *exact = 0;
    for (uint32_t i = 0; !failed && !*exact && i < count; i++) {
        const char *id = eqp_study_id(study, space, i);
        char *key = folded(id);
        uint32_t index = key ? eqp_names_add(seen, key, strlen(key)) : EQP_NONE;
        failed = index == EQP_NONE;
        *exact = !is_safe(id) || (!failed && index != i);
        eqp_free(key);
    }
    eqp_names_free(seen);
    return failed ? eqp_error_memory(error) : EQP_OK;
}

int eqp_workbook_may_sum(const eqp_workbook *workbook, const eqp_grid *grid, uint64_t sums,
                         int exact) {
    uint64_t rows = grid->row_count ? grid->row_count : 1;
    return grid->row_count > 0 &&
           sums * (exact ? EXACT_COST : 1) <= workbook->limits->visits / rows;
}

/* ---- formulas ---- */

/* A column's rows by the name that they bear. */
static void add_name(eqp_buffer *formula, const eqp_grid *grid, uint32_t part, const char *column) {
    if (part == 0)
        eqp_buffer_add(formula, "%s_%s", grid->key, column);
    else
        eqp_buffer_add(formula, "%s_%u_%s", grid->key, part + 1, column);
}

static void add_match_cell(eqp_buffer *formula, const eqp_match *match) {
    if (match->sheet)
        eqp_buffer_add(formula, "'%s'!", match->sheet);
    eqp_book_add_cell(formula, match->row, match->cell, match->fixed_row, 1);
}

/* SUMIFS(plan_cost,plan_zone,$A5), or the same letter by letter. */
static void add_part(eqp_buffer *formula, const eqp_grid *grid, uint32_t part, const char *column,
                     const eqp_match *matches, uint32_t count, int exact) {
    if (exact) {
        eqp_buffer_add(formula, "SUMPRODUCT(");
        for (uint32_t i = 0; i < count; i++) {
            eqp_buffer_add(formula, "--EXACT(");
            add_name(formula, grid, part, matches[i].column);
            eqp_buffer_add(formula, ",");
            add_match_cell(formula, &matches[i]);
            eqp_buffer_add(formula, "),");
        }
        add_name(formula, grid, part, column);
    } else {
        eqp_buffer_add(formula, "SUMIFS(");
        add_name(formula, grid, part, column);
        for (uint32_t i = 0; i < count; i++) {
            eqp_buffer_add(formula, ",");
            add_name(formula, grid, part, matches[i].column);
            eqp_buffer_add(formula, ",");
            add_match_cell(formula, &matches[i]);
        }
    }
    eqp_buffer_add(formula, ")");
}

void eqp_grid_add_sum_if(eqp_buffer *formula, const eqp_grid *grid, const char *column,
                         const eqp_match *matches, uint32_t count) {
    int exact = 0;
    for (uint32_t i = 0; i < count; i++)
        exact |= matches[i].exact;
    for (uint32_t part = 0; part < grid->sheets; part++) {
        if (part > 0)
            eqp_buffer_add(formula, "+");
        add_part(formula, grid, part, column, matches, count, exact);
    }
}

void eqp_grid_add_function(eqp_buffer *formula, const eqp_grid *grid, const char *function,
                           const char *column) {
    eqp_buffer_add(formula, "%s(", function);
    for (uint32_t part = 0; part < grid->sheets; part++) {
        if (part > 0)
            eqp_buffer_add(formula, ",");
        add_name(formula, grid, part, column);
    }
    eqp_buffer_add(formula, ")");
}
