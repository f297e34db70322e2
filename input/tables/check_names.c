/* Names of one kind that people cannot tell apart. */
#include "input/tables/check_parts.h"
#include "models/base/language.h"
#include "models/base/memory.h"
#include "models/base/text.h"

#include <stdio.h>
#include <string.h>
#include <strings.h>

/* Looking for the places of a name takes time: so many pairs of each kind are told. */
#define MOST_ALIKE 50

/* The first cell of the study that holds a name. */
typedef struct {
    const eqp_table_view *table;
    const eqp_column_view *column;
    uint32_t line, cell;
} name_place;

static int find_place(const eqp_checking *checking, eqp_space space, uint32_t name,
                      name_place *place) {
    size_t count, at = 0;
    const eqp_table_view *tables = eqp_study_tables(&count);
    for (size_t t = 0; t < count; t++) {
        uint32_t rows, *line;
        memcpy(&rows, (char *)checking->study + tables[t].count_offset, sizeof rows);
        memcpy(&line, (char *)checking->study + tables[t].line_offset, sizeof line);
        for (uint32_t c = 0; c < tables[t].column_count; c++, at++) {
            const eqp_column_view *column = &tables[t].columns[c];
            const uint32_t *index;
            if (column->space != space)
                continue;
            index = *(uint32_t **)eqp_study_column(checking->study, column);
            for (uint32_t row = 0; row < rows; row++)
                if (index[row] == name) {
                    *place =
                        (name_place){&tables[t], column, line[row], checking->layout->cell[at]};
                    return 1;
                }
        }
    }
    return 0;
}

static int is_code(const char *text) {
    return *text && strspn(text, "0123456789.") == strlen(text);
}

/* People do tell 04 from 4 and A from a; what is left cannot be seen. */
static int can_be_told_apart(const char *one, const char *other) {
    return (is_code(one) && is_code(other)) || strcasecmp(one, other) == 0;
}

static void report_alike(eqp_checking *checking, eqp_space space, uint32_t first, uint32_t second) {
    const char *one = eqp_checked_id(checking, space, first);
    const char *other = eqp_checked_id(checking, space, second);
    char one_shown[160], other_shown[160], file[64];
    name_place at, before;
    int is_error;
    if (!find_place(checking, space, first, &before) || !find_place(checking, space, second, &at))
        return;
    is_error = at.column->kind == EQP_KIND_ID && !can_be_told_apart(one, other);
    eqp_text_show(one, EQP_TEXT_ALL, one_shown, sizeof one_shown);
    eqp_text_show(other, EQP_TEXT_ALL, other_shown, sizeof other_shown);
    snprintf(file, sizeof file, "%s.csv", at.table->name);
    eqp_problems_add(
        checking->problems, is_error ? EQP_PROBLEM_ERROR : EQP_PROBLEM_WARNING, file, at.line,
        at.cell,
        _("%s \"%s\" looks like \"%s\" (%s.csv, line %u), but counts as another; write "
          "one name in one way"),
        at.column->name, other_shown, one_shown, before.table->name, before.line);
}

static eqp_status check_space(eqp_checking *checking, eqp_space space, eqp_error *error) {
    const eqp_names *names = checking->study->spaces[space];
    uint32_t count = eqp_names_count(names), distinct = 0, alike = 0;
    eqp_names *folded = eqp_names_create();
    uint32_t *first = eqp_allocate(count, sizeof *first);
    int failed = !folded || !first;
    for (uint32_t i = 0; !failed && i < count; i++) {
        const char *text = eqp_names_text(names, i);
        char *fold = eqp_text_fold(text, strlen(text));
        uint32_t known = fold ? eqp_names_add(folded, fold, strlen(fold)) : EQP_NONE;
        eqp_free(fold);
        failed = known == EQP_NONE;
        if (!failed && known == distinct)
            first[distinct++] = i;
        else if (!failed && alike++ < MOST_ALIKE)
            report_alike(checking, space, first[known], i);
    }
    eqp_names_free(folded);
    eqp_free(first);
    return failed ? eqp_error_memory(error) : EQP_OK;
}

eqp_status eqp_check_names(eqp_checking *checking, eqp_error *error) {
    eqp_status status = EQP_OK;
    for (int space = 0; !status && space < EQP_SPACE_COUNT; space++)
        status = check_space(checking, (eqp_space)space, error);
    return status;
}
