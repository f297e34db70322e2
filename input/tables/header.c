#include "input/tables/header.h"

#include "input/tables/cell.h"
#include "models/base/language.h"
#include "models/base/memory.h"
#include "models/base/text.h"

#include <stdio.h>
#include <string.h>
#include <strings.h>

static uint32_t find_as_written(const eqp_table_view *table, const char *name) {
    for (uint32_t i = 0; i < table->column_count; i++)
        if (strcasecmp(name, table->columns[i].name) == 0)
            return i;
    return EQP_NONE;
}

uint32_t eqp_header_find(const eqp_table_view *table, const char *name) {
    uint32_t found = find_as_written(table, name);
    char *folded;
    if (found != EQP_NONE)
        return found;
    folded = eqp_text_fold(name, strlen(name));
    if (folded)
        found = find_as_written(table, folded);
    eqp_free(folded);
    return found;
}

static void nearest_word(const eqp_table_view *table, const char *name, char *text, size_t size) {
    char words[512] = "";
    size_t used = 0;
    for (uint32_t i = 0; i < table->column_count && used < sizeof words; i++)
        used += (size_t)snprintf(words + used, sizeof words - used, "%s|", table->columns[i].name);
    eqp_word_nearest(words, name, text, size);
}

/* "budget (EUR)" is most probably the budget. */
void eqp_header_nearest(const eqp_table_view *table, const char *name, char *text, size_t size) {
    char first[64];
    nearest_word(table, name, text, size);
    if (*text)
        return;
    snprintf(first, sizeof first, "%.*s", (int)strcspn(name, " \n(["), name);
    if (*first && eqp_header_find(table, first) != EQP_NONE)
        snprintf(text, size, "%s", table->columns[eqp_header_find(table, first)].name);
}

int eqp_header_may_lack(const eqp_column_view *column) {
    return column->role == EQP_ROLE_FREE && *column->blank;
}

void eqp_header_columns(const eqp_table_view *table, char *text, size_t size) {
    size_t used = 0;
    *text = '\0';
    for (uint32_t i = 0; i < table->column_count && used < size; i++)
        if (!eqp_header_may_lack(table->columns + i))
            used += (size_t)snprintf(text + used, size - used, "%s%s", used ? ", " : "",
                                     table->columns[i].name);
}

char eqp_header_sign(const eqp_table_view *table, const char *line) {
    for (const char *sign = "|:~^/"; *sign; sign++) {
        char name[64];
        const char *end = strchr(line, *sign);
        if (!end)
            continue;
        snprintf(name, sizeof name, "%.*s", (int)(end - line), line);
        if (eqp_header_find(table, name) != EQP_NONE)
            return *sign;
    }
    return 0;
}

/* ---- names that are none ---- */

static int is_error_value(const char *name) {
    static const char *const errors[] = {"#N/A",    "#REF!",    "#VALUE!", "#NAME?",
                                         "#DIV/0!", "#NULL!",   "#NUM!",   "#VALEUR!",
                                         "#NOM?",   "#NOMBRE!", "#NUL!",   "#SPILL!"};
    for (size_t i = 0; i < sizeof errors / sizeof *errors; i++)
        if (strcasecmp(name, errors[i]) == 0)
            return 1;
    return strlen(name) > 3 && strspn(name, "#") == strlen(name);
}

/* 1,30012E+13: digits of a long code are lost, and several codes have become one. */
static int is_rounded_code(const char *name) {
    size_t digits = strspn(name, "0123456789"), more;
    if (!digits || (name[digits] != ',' && name[digits] != '.'))
        return 0;
    more = strspn(name + digits + 1, "0123456789");
    name += digits + 1 + more;
    return more && (*name == 'E' || *name == 'e') && name[1] == '+' && name[2] &&
           strspn(name + 2, "0123456789") == strlen(name + 2);
}

static int is_nothing(const char *name) {
    static const char *const words[] = {"-",   "–",    "—",    "--",      "/",
                                        "?",   "n.d.", "nd",   "n/a",     "n.a.",
                                        "nan", "null", "none", "(blank)", "(vide)"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (strcasecmp(name, words[i]) == 0)
            return 1;
    return 0;
}

void eqp_header_warn_of_name(eqp_problems *problems, const char *file, uint32_t line, uint32_t cell,
                             const eqp_column_view *column, const char *name) {
    const char *sentence;
    if (*name == '#' && is_error_value(name))
        sentence = _("%s \"%.*s\" is a spreadsheet's mark for an error; it is taken as a name");
    else if (*name >= '0' && *name <= '9' && is_rounded_code(name))
        sentence =
            _("%s \"%.*s\" is what a spreadsheet makes of a long code; codes that differ may "
              "have become one");
    else if (strlen(name) < 12 && is_nothing(name))
        sentence = _("%s \"%.*s\" is taken as a name; leave the cell blank where there is none");
    else
        return;
    eqp_problems_add(problems, EQP_PROBLEM_WARNING, file, line, cell, sentence, column->name,
                     eqp_cell_shown(name), name);
}
