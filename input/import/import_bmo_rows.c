/* Rows of the survey -> zones, occupations and needs. */
#include "input/import/import_bmo_parts.h"
#include "input/tables/study_rows.h"
#include "models/base/language.h"
#include "models/base/memory.h"
#include "models/base/text.h"

#include <stdio.h>
#include <string.h>

const eqp_sheet_column eqp_bmo_columns[EQP_BMO_COLUMNS] = {
    [EQP_BMO_OCCUPATION] = {"codemetierbmo|codemetier|metiercode|metier", "Code métier BMO", 0},
    [EQP_BMO_OCCUPATION_NAME] = {"nommetierbmo|nommetier|libellemetier|metierlibelle",
                                 "Nom métier BMO", 0},
    [EQP_BMO_REGION] = {"reg|region|codereg|coderegion", "REG", 0},
    [EQP_BMO_DEPARTMENT] = {"dept|dep|departement|codedept|codedepartement", "Dept", 0},
    [EQP_BMO_ZONE] = {"be##|be####|be|codebassin", N_("BE24 (or another year)"), 0},
    [EQP_BMO_ZONE_NAME] = {"nombe##|nombe####|nombe|nombassin", N_("NOMBE24 (or another year)"), 0},
    [EQP_BMO_MET] = {"met", "met", 0},
    [EQP_BMO_XMET] = {"xmet", "xmet", 0},
    [EQP_BMO_SMET] = {"smet", "smet", 0},
    [EQP_BMO_YEAR] = {"annee|year|millesime", "annee", 1},
};

/* The index of a pair of codes, as one name; each has at most 60 bytes (is_filled). */
static uint32_t add_pair(eqp_names *names, const char *first, const char *second) {
    char text[128];
    int length = snprintf(text, sizeof text, "%s\x1f%s", first, second);
    return eqp_names_add(names, text, (size_t)length);
}

static int is_filled(const eqp_bmo_import *import, const eqp_sheet_row *row, uint32_t column) {
    const eqp_csv_cell *cell = &row->cells[column];
    if (cell->length == 0 || cell->length > 60) {
        eqp_problems_add(import->problems, EQP_PROBLEM_ERROR, import->options->survey, row->line,
                         row->number[column],
                         _("%s \"%.60s\" is not a code: expected 1 to 60 bytes"),
                         _(eqp_bmo_columns[column].shown), cell->text);
        return 0;
    }
    return 1;
}

/* Telling a total from a row of its own. */
static int is_total(const eqp_csv_cell *cell) {
    static const char *const words[] = {"total", "totaux", "ensemble", "sous-total",
                                        "tous",  "toutes", "all"};
    char *folded = eqp_text_fold(cell->text, cell->length);
    int found = 0;
    for (size_t i = 0; folded && !found && i < sizeof words / sizeof *words; i++) {
        size_t length = strlen(words[i]);
        found = strncmp(folded, words[i], length) == 0 &&
                (!folded[length] || folded[length] == ' ' || folded[length] == ':');
    }
    eqp_free(folded);
    return found;
}

static int refuse_total(const eqp_bmo_import *import, const eqp_sheet_row *row) {
    for (uint32_t c = EQP_BMO_OCCUPATION; c <= EQP_BMO_ZONE_NAME; c++)
        if (is_total(&row->cells[c])) {
            eqp_problems_add(import->problems, EQP_PROBLEM_ERROR, import->options->survey,
                             row->line, row->number[c],
                             _("%s \"%.60s\" is a total of other rows; take such rows away"),
                             _(eqp_bmo_columns[c].shown), row->cells[c].text);
            return 1;
        }
    return 0;
}

/* Needs of two years would be added up. */
static void check_year(eqp_bmo_import *import, const eqp_sheet_row *row) {
    const eqp_csv_cell *year = &row->cells[EQP_BMO_YEAR];
    if (!year->length)
        return;
    if (!*import->year) {
        snprintf(import->year, sizeof import->year, "%.15s", year->text);
        import->year_line = row->line;
    } else if (strcmp(import->year, year->text) != 0 && !import->years_told++)
        eqp_problems_add(import->problems, EQP_PROBLEM_ERROR, import->options->survey, row->line,
                         row->number[EQP_BMO_YEAR],
                         _("%s \"%.60s\": line %u is of %s; keep the rows of one year"),
                         _(eqp_bmo_columns[EQP_BMO_YEAR].shown), year->text, import->year_line,
                         import->year);
}

/* The entry of a code, whatever zeros, case and decimals it is written with; *is_new where it is
 * met for the first time. NULL when memory is short. */
static eqp_bmo_code *find_code(eqp_bmo_import *import, const eqp_sheet_row *row, uint32_t column,
                               int *is_new) {
    const eqp_csv_cell *cell = &row->cells[column];
    char *folded = eqp_text_fold(cell->text, cell->length), key[160];
    uint32_t known = eqp_names_count(import->codes), index;
    int length;
    if (!folded)
        return NULL;
    length = snprintf(key, sizeof key, "%u\x1f%.120s", column, folded);
    eqp_free(folded);
    index = eqp_names_add(import->codes, key, (size_t)length);
    if (index == EQP_NONE ||
        eqp_grow(&import->code, &import->code_room, (size_t)index + 1, sizeof *import->code))
        return NULL;
    *is_new = index == known;
    return &import->code[index];
}

/* A basin of one code and two names in two regions is two basins. */
static void check_home(const eqp_bmo_import *import, const eqp_sheet_row *row,
                       const eqp_bmo_code *code) {
    const char *region = row->cells[EQP_BMO_REGION].text,
               *name = row->cells[EQP_BMO_ZONE_NAME].text;
    if (strcmp(region, code->region) != 0 && strncmp(name, code->name, sizeof code->name - 1) != 0)
        eqp_problems_add(import->problems, EQP_PROBLEM_ERROR, import->options->survey, row->line,
                         row->number[EQP_BMO_ZONE],
                         _("basin \"%.60s\" is %.60s in region %.20s, but %.60s in region %.20s in "
                           "line %u; choose one with --region"),
                         row->cells[EQP_BMO_ZONE].text, name, region, code->name, code->region,
                         code->line);
}

/* One code is written in one way: 07 and 7 would be two. 1 = good, 0 = a problem, -1 = memory is
 * short. */
static int check_code(eqp_bmo_import *import, const eqp_sheet_row *row, uint32_t column) {
    int is_new;
    const char *text = row->cells[column].text;
    eqp_bmo_code *code = find_code(import, row, column, &is_new);
    if (!code)
        return -1;
    if (is_new) {
        snprintf(code->text, sizeof code->text, "%s", text);
        snprintf(code->region, sizeof code->region, "%s", row->cells[EQP_BMO_REGION].text);
        snprintf(code->name, sizeof code->name, "%s", row->cells[EQP_BMO_ZONE_NAME].text);
        code->line = row->line;
        return 1;
    }
    if (strcmp(code->text, text) != 0) {
        eqp_problems_add(import->problems, EQP_PROBLEM_ERROR, import->options->survey, row->line,
                         row->number[column],
                         _("%s \"%.60s\" stands as \"%s\" in line %u; write one code in one way"),
                         _(eqp_bmo_columns[column].shown), text, code->text, code->line);
        return 0;
    }
    if (column == EQP_BMO_ZONE && !import->options->region)
        check_home(import, row, code);
    return 1;
}

static int check_codes(eqp_bmo_import *import, const eqp_sheet_row *row) {
    static const uint32_t columns[] = {EQP_BMO_OCCUPATION, EQP_BMO_REGION, EQP_BMO_DEPARTMENT,
                                       EQP_BMO_ZONE};
    for (size_t i = 0; i < sizeof columns / sizeof *columns; i++) {
        int good = check_code(import, row, columns[i]);
        if (good <= 0)
            return good;
    }
    return 1;
}

/* 1 = new, 0 = it stands already (a problem), -1 = memory is short. */
static int note_row(eqp_bmo_import *import, const eqp_sheet_row *row, uint32_t part) {
    char text[32];
    uint32_t known = eqp_names_count(import->keys), key;
    snprintf(text, sizeof text, "%u", part);
    key = add_pair(import->keys, text, row->cells[EQP_BMO_OCCUPATION].text);
    if (key == EQP_NONE ||
        eqp_grow(&import->lines, &import->line_room, (size_t)key + 1, sizeof *import->lines))
        return -1;
    if (key == known) {
        import->lines[key] = row->line;
        return 1;
    }
    eqp_problems_add(import->problems, EQP_PROBLEM_ERROR, import->options->survey, row->line,
                     row->number[EQP_BMO_OCCUPATION],
                     _("occupation \"%s\" of basin \"%s\" in département \"%s\" stands already in "
                       "line %u"),
                     row->cells[EQP_BMO_OCCUPATION].text, row->cells[EQP_BMO_ZONE].text,
                     row->cells[EQP_BMO_DEPARTMENT].text, import->lines[key]);
    return 0;
}

static uint32_t take_zone(eqp_bmo_import *import, const eqp_sheet_row *row) {
    eqp_study *study = import->study;
    uint32_t known = study->zones.count;
    uint32_t zone = eqp_rows_name(study, EQP_SPACE_zone, row->cells[EQP_BMO_ZONE].text);
    if (zone != known)
        return zone;
    if (eqp_rows_add(study, "zones") == EQP_NONE)
        return EQP_NONE;
    study->zones.zone[zone] = zone;
    return zone;
}

static uint32_t take_part(eqp_bmo_import *import, const eqp_sheet_row *row, uint32_t zone) {
    uint32_t known = eqp_names_count(import->parts);
    uint32_t part =
        add_pair(import->parts, row->cells[EQP_BMO_ZONE].text, row->cells[EQP_BMO_DEPARTMENT].text);
    eqp_bmo_part *added;
    if (part != known)
        return part;
    if (part == EQP_NONE ||
        eqp_grow(&import->part, &import->part_room, (size_t)part + 1, sizeof *import->part))
        return EQP_NONE;
    added = &import->part[part];
    added->zone = zone;
    added->projects = 0;
    added->department =
        eqp_rows_name(import->study, EQP_SPACE_department, row->cells[EQP_BMO_DEPARTMENT].text);
    added->name = eqp_text_copy(row->cells[EQP_BMO_ZONE_NAME].text);
    import->part_count++;
    return added->name && added->department != EQP_NONE ? part : EQP_NONE;
}

static uint32_t take_occupation(eqp_bmo_import *import, const eqp_sheet_row *row) {
    eqp_study *study = import->study;
    uint32_t known = study->occupations.count;
    uint32_t occupation =
        eqp_rows_name(study, EQP_SPACE_occupation, row->cells[EQP_BMO_OCCUPATION].text);
    if (occupation != known)
        return occupation;
    if (eqp_rows_add(study, "occupations") == EQP_NONE)
        return EQP_NONE;
    study->occupations.occupation[occupation] = occupation;
    study->occupations.name[occupation] = eqp_text_copy(row->cells[EQP_BMO_OCCUPATION_NAME].text);
    return study->occupations.name[occupation] ? occupation : EQP_NONE;
}

static int take_need(eqp_bmo_import *import, const eqp_sheet_row *row, uint32_t zone,
                     uint32_t occupation, const eqp_bmo_estimate *need) {
    eqp_needs *needs = &import->study->needs;
    uint32_t pair =
        add_pair(import->pairs, row->cells[EQP_BMO_ZONE].text, row->cells[EQP_BMO_OCCUPATION].text);
    if (pair == needs->count) {
        if (eqp_rows_add(import->study, "needs") == EQP_NONE)
            return -1;
        needs->zone[pair] = zone;
        needs->occupation[pair] = occupation;
        needs->need[pair] = needs->need_low[pair] = needs->need_high[pair] = 0;
    }
    if (pair == EQP_NONE)
        return -1;
    needs->need[pair] += need->central;
    needs->need_low[pair] += need->low;
    needs->need_high[pair] += need->high;
    return 0;
}

static int take_counts(eqp_bmo_import *import, const eqp_sheet_row *row, uint32_t zone,
                       uint32_t part) {
    eqp_bmo_counts counts;
    eqp_bmo_estimate need;
    uint32_t occupation = take_occupation(import, row);
    if (occupation == EQP_NONE)
        return -1;
    if (eqp_bmo_read_counts(import, row, &counts))
        return 0;
    need = eqp_bmo_need_of(import->options, &counts);
    import->part[part].projects += counts.met;
    return take_need(import, row, zone, occupation, &need);
}

/* A data frame writes 9701 as 9701.0. `plain` takes the code without. */
static void cut_zero_decimals(eqp_csv_cell *cell, char plain[64]) {
    size_t digits = strspn(cell->text, "0123456789");
    if (!digits || digits > 60 || cell->text[digits] != '.' || !cell->text[digits + 1] ||
        strspn(cell->text + digits + 1, "0") != cell->length - digits - 1)
        return;
    memcpy(plain, cell->text, digits);
    plain[digits] = '\0';
    *cell = (eqp_csv_cell){plain, digits};
}

static int take_row(eqp_bmo_import *import, const eqp_sheet_row *row) {
    const eqp_csv_cell *region = &row->cells[EQP_BMO_REGION];
    uint32_t zone, part;
    int is_new;
    if (eqp_names_add(import->regions, region->text, region->length) == EQP_NONE)
        return -1;
    if (import->options->region && strcmp(region->text, import->options->region) != 0)
        return 0;
    import->summary->rows++;
    if (!is_filled(import, row, EQP_BMO_OCCUPATION) || !is_filled(import, row, EQP_BMO_ZONE) ||
        !is_filled(import, row, EQP_BMO_DEPARTMENT) || refuse_total(import, row))
        return 0;
    check_year(import, row);
    is_new = check_codes(import, row);
    if (is_new <= 0)
        return is_new;
    zone = take_zone(import, row);
    if (zone == EQP_NONE)
        return -1;
    part = take_part(import, row, zone);
    if (part == EQP_NONE)
        return -1;
    is_new = note_row(import, row, part);
    return is_new <= 0 ? is_new : take_counts(import, row, zone, part);
}

int eqp_bmo_take_row(void *context, const eqp_sheet_row *row) {
    eqp_sheet_row plain = *row;
    char zone[64], department[64], region[64];
    cut_zero_decimals(&plain.cells[EQP_BMO_ZONE], zone);
    cut_zero_decimals(&plain.cells[EQP_BMO_DEPARTMENT], department);
    cut_zero_decimals(&plain.cells[EQP_BMO_REGION], region);
    return take_row(context, &plain);
}
