#include "output/workbook/workbook_plan_parts.h"

#include "models/base/language.h"
#include "models/base/memory.h"

#include <math.h>
#include <string.h>

/* A heat map of more families is no picture any more. */
#define FAMILIES_MOST 1000

/* Columns of the sheet of families; institutions' costs begin at COSTS. */
enum { FAMILY, NEED, COVERED, UNMET, RATE, COSTS };

/* Columns of the heat map; families begin at FIRST. */
enum { ZONE, ZONE_NAME, FIRST };

/* ---- sums ---- */

static uint32_t family_of(const eqp_plan_book *book, uint32_t occupation) {
    return occupation == EQP_NONE ? book->family_count
                                  : book->workbook.study->occupations.family[occupation];
}

static void add_needs(eqp_plan_book *book) {
    const eqp_study *study = book->workbook.study;
    for (uint32_t row = 0; row < study->needs.count; row++) {
        const eqp_plan_need *need = &book->plan->needs[row];
        uint32_t family = family_of(book, study->needs.occupation[row]);
        book->family[family].need += need->need;
        book->family[family].covered += need->committed + need->bought;
        book->family[family].unmet += need->unmet;
        book->zone_unmet[(size_t)study->needs.zone[row] * book->family_count + family] +=
            need->unmet;
    }
}

static void add_lines(eqp_plan_book *book) {
    for (uint32_t i = 0; i < book->plan->line_count; i++) {
        const eqp_plan_line *line = &book->plan->lines[i];
        eqp_family_sums *family =
            &book->family[family_of(book, book->workbook.study->main_occupation[line->offer])];
        if (!isnan(line->bought.cost)) /* an evaluated plan may lack a price */
            family->cost[line->institution] += line->bought.cost;
        family->places[line->institution] += line->bought.places;
    }
}

int eqp_plan_book_sum(eqp_plan_book *book) {
    const eqp_study *study = book->workbook.study;
    size_t institutions = study->institutions.count;
    book->family_count = eqp_names_count(study->spaces[EQP_SPACE_family]);
    book->family = eqp_allocate(book->family_count + 1, sizeof *book->family);
    book->money =
        eqp_allocate((size_t)(book->family_count + 1) * 2 * institutions, sizeof *book->money);
    book->zone_unmet =
        eqp_allocate((size_t)study->zones.count * book->family_count, sizeof *book->zone_unmet);
    if (!book->family || !book->money || !book->zone_unmet)
        return -1;
    for (uint32_t f = 0; f <= book->family_count; f++) {
        book->family[f].cost = book->money + 2 * f * institutions;
        book->family[f].places = book->family[f].cost + institutions;
    }
    add_needs(book);
    add_lines(book);
    return 0;
}

void eqp_plan_book_free(eqp_plan_book *book) {
    eqp_free(book->family);
    eqp_free(book->money);
    eqp_free(book->zone_unmet);
}

/* ---- rows ---- */

static void add_family_cell(const eqp_plan_book *book, uint32_t occupation,
                            eqp_csv_writer *writer) {
    const eqp_study *study = book->workbook.study;
    eqp_csv_id(writer,
               occupation == EQP_NONE
                   ? ""
                   : eqp_study_id(study, EQP_SPACE_family, study->occupations.family[occupation]));
}

static void more_of_line(const void *owner, uint64_t row, eqp_csv_writer *writer) {
    const eqp_plan_book *book = owner;
    uint32_t offer = book->plan->lines[row].offer;
    add_family_cell(book, book->workbook.study->main_occupation[offer], writer);
}

static void more_of_need(const void *owner, uint64_t row, eqp_csv_writer *writer) {
    const eqp_plan_book *book = owner;
    const eqp_study *study = book->workbook.study;
    uint32_t occupation = study->needs.occupation[row];
    eqp_csv_text(writer, study->zones.name[study->needs.zone[row]]);
    eqp_csv_text(writer, study->occupations.name[occupation]);
    add_family_cell(book, occupation, writer);
}

static void more_of_budget(const void *owner, uint64_t row, eqp_csv_writer *writer) {
    const eqp_plan_book *book = owner;
    const eqp_plan_budget *budget = &book->plan->budgets[row];
    eqp_csv_number(writer, budget->budget > 0 ? budget->spent / budget->budget : NAN);
}

static double sum_of(const double *numbers, uint32_t count) {
    double sum = 0;
    for (uint32_t i = 0; i < count; i++)
        sum += numbers[i];
    return sum;
}

static void write_family(const eqp_plan_book *book, uint32_t f, eqp_csv_writer *writer) {
    const eqp_family_sums *family = &book->family[f];
    uint32_t institutions = book->workbook.study->institutions.count;
    eqp_csv_id(writer, f < book->family_count
                           ? eqp_study_id(book->workbook.study, EQP_SPACE_family, f)
                           : "");
    eqp_csv_number(writer, family->need);
    eqp_csv_number(writer, family->covered);
    eqp_csv_number(writer, family->unmet);
    eqp_csv_number(writer, family->need > 0 ? family->covered / family->need : NAN);
    for (uint32_t i = 0; i < institutions; i++)
        eqp_csv_number(writer, family->cost[i]);
    eqp_csv_number(writer, sum_of(family->cost, institutions));
    for (uint32_t i = 0; i < institutions; i++)
        eqp_csv_number(writer, family->places[i]);
    eqp_csv_number(writer, sum_of(family->places, institutions));
    eqp_csv_end_row(writer);
}

static eqp_status family_rows(const void *context, eqp_csv_writer *writer, eqp_error *error) {
    const eqp_plan_book *book = context;
    const eqp_family_sums *rest = &book->family[book->family_count];
    (void)error;
    for (uint32_t f = 0; f < book->family_count; f++)
        write_family(book, f, writer);
    if (sum_of(rest->places, book->workbook.study->institutions.count) > 0)
        write_family(book, book->family_count, writer);
    return EQP_OK;
}

static eqp_status unmet_rows(const void *context, eqp_csv_writer *writer, eqp_error *error) {
    const eqp_plan_book *book = context;
    const eqp_study *study = book->workbook.study;
    (void)error;
    for (uint32_t z = 0; z < study->zones.count; z++) {
        const double *unmet = book->zone_unmet + (size_t)z * book->family_count;
        eqp_csv_id(writer, eqp_study_id(study, EQP_SPACE_zone, z));
        eqp_csv_text(writer, study->zones.name[z]);
        for (uint32_t f = 0; f < book->family_count; f++)
            eqp_csv_number(writer, unmet[f]);
        eqp_csv_number(writer, sum_of(unmet, book->family_count));
        eqp_csv_end_row(writer);
    }
    return EQP_OK;
}

/* ---- formulas ---- */

/* "C5/B5", with its value where it is of a total. */
static int add_ratio(const eqp_grid *grid, uint32_t over, uint32_t under, uint64_t row,
                     uint32_t place, eqp_buffer *formula, double *value) {
    if (row == EQP_GRID_TOTAL) {
        if (!(grid->columns[under].sum > 0))
            return 0;
        *value = grid->columns[over].sum / grid->columns[under].sum;
    }
    eqp_book_add_cell(formula, place, over, 0, 0);
    eqp_buffer_add(formula, "/");
    eqp_book_add_cell(formula, place, under, 0, 0);
    return 1;
}

static void add_row_sum(uint32_t first, uint32_t last, uint32_t place, eqp_buffer *formula) {
    eqp_buffer_add(formula, "SUM(");
    eqp_book_add_cell(formula, place, first, 0, 0);
    eqp_buffer_add(formula, ":");
    eqp_book_add_cell(formula, place, last, 0, 0);
    eqp_buffer_add(formula, ")");
}

/* The id in the first column of a table's row, to be matched. */
static eqp_match match_row(const eqp_plan_book *book, const eqp_grid *grid, uint32_t row,
                           const char *column, int exact) {
    eqp_match match = {.column = column, .fixed_row = 1, .exact = exact};
    match.sheet = eqp_book_sheet_name(book->workbook.book, eqp_grid_sheet(grid, row, &match.row));
    return match;
}

/* What an institution buys for a family. */
static void add_family_part(const eqp_plan_book *book, const char *column, uint32_t institution,
                            uint32_t place, eqp_buffer *formula) {
    const eqp_match matches[] = {
        {"family", NULL, place, FAMILY, 0, book->exact_family},
        match_row(book, book->budgets, institution, "institution", book->exact_institution)};
    eqp_grid_add_sum_if(formula, book->bought, column, matches, 2);
}

static int family_formula(const void *owner, uint32_t column, uint64_t row, uint32_t place,
                          eqp_buffer *formula, double *value) {
    const eqp_plan_book *book = owner;
    uint32_t institutions = book->workbook.study->institutions.count;
    uint32_t cost = COSTS + institutions, places = cost + 1;
    const eqp_match match = {"family", NULL, place, FAMILY, 0, book->exact_family};
    if (column == RATE)
        return add_ratio(book->families, COVERED, NEED, row, place, formula, value);
    if (row == EQP_GRID_TOTAL)
        return 0;
    if (column == cost || column == places + institutions) {
        add_row_sum(column - institutions, column - 1, place, formula);
        return 1;
    }
    if (!book->sum_families || row >= book->family_count)
        return 0;
    if (column == COVERED) {
        eqp_grid_add_sum_if(formula, book->needs, "committed", &match, 1);
        eqp_buffer_add(formula, "+");
        eqp_grid_add_sum_if(formula, book->needs, "bought", &match, 1);
    } else if (column < COSTS) {
        eqp_grid_add_sum_if(formula, book->needs, column == NEED ? "need" : "unmet", &match, 1);
    } else if (column < cost) {
        add_family_part(book, "cost", column - COSTS, place, formula);
    } else {
        add_family_part(book, "places", column - places, place, formula);
    }
    return 1;
}

static int is_column(const eqp_grid *grid, uint32_t column, const char *name) {
    return grid->columns[column].name && strcmp(grid->columns[column].name, name) == 0;
}

static int zone_formula(const void *owner, uint32_t column, uint64_t row, uint32_t place,
                        eqp_buffer *formula, double *value) {
    const eqp_plan_book *book = owner;
    const eqp_grid *grid = book->zones;
    const eqp_match match = {"zone", NULL, place, 0, 0, book->exact_zone};
    uint32_t need = eqp_grid_find(grid, "need");
    uint32_t committed = eqp_grid_find(grid, "committed"), bought = eqp_grid_find(grid, "bought");
    if (is_column(grid, column, "rate")) {
        if (row == EQP_GRID_TOTAL) {
            if (!(grid->columns[need].sum > 0))
                return 0;
            *value = (grid->columns[committed].sum + grid->columns[bought].sum) /
                     grid->columns[need].sum;
        }
        eqp_buffer_add(formula, "(");
        eqp_book_add_cell(formula, place, committed, 0, 0);
        eqp_buffer_add(formula, "+");
        eqp_book_add_cell(formula, place, bought, 0, 0);
        eqp_buffer_add(formula, ")/");
        eqp_book_add_cell(formula, place, need, 0, 0);
        return 1;
    }
    if (row == EQP_GRID_TOTAL || !book->sum_zones)
        return 0;
    if (column == need || column == committed || column == bought)
        eqp_grid_add_sum_if(formula, book->needs, grid->columns[column].name, &match, 1);
    else if (is_column(grid, column, "places_site"))
        eqp_grid_add_sum_if(formula, book->bought, "places", &match, 1);
    else if (is_column(grid, column, "cost_site"))
        eqp_grid_add_sum_if(formula, book->bought, "cost", &match, 1);
    return formula->length > 0;
}

static int unmet_formula(const void *owner, uint32_t column, uint64_t row, uint32_t place,
                         eqp_buffer *formula, double *value) {
    const eqp_plan_book *book = owner;
    uint32_t family = column - FIRST;
    const eqp_match zone = {"zone", NULL, place, ZONE, 0, book->exact_zone};
    (void)value;
    if (row == EQP_GRID_TOTAL)
        return 0;
    if (family == book->family_count) {
        add_row_sum(FIRST, column - 1, place, formula);
        return 1;
    }
    if (book->sum_unmet) {
        const eqp_match matches[] = {
            zone, match_row(book, book->families, family, "family", book->exact_family)};
        eqp_grid_add_sum_if(formula, book->needs, "unmet", matches, 2);
    }
    return book->sum_unmet;
}

static int budget_formula(const void *owner, uint32_t column, uint64_t row, uint32_t place,
                          eqp_buffer *formula, double *value) {
    const eqp_plan_book *book = owner;
    const eqp_grid *grid = book->budgets;
    const eqp_match match = {"institution", NULL, place, 0, 0, book->exact_institution};
    uint32_t budget = eqp_grid_find(grid, "budget"), spent = eqp_grid_find(grid, "spent");
    if (column + 1 == grid->count)
        return add_ratio(grid, spent, budget, row, place, formula, value);
    if (row == EQP_GRID_TOTAL)
        return 0;
    if (is_column(grid, column, "left")) {
        eqp_buffer_add(formula, "ROUND(");
        eqp_book_add_cell(formula, place, budget, 0, 0);
        eqp_buffer_add(formula, "-");
        eqp_book_add_cell(formula, place, spent, 0, 0);
        eqp_buffer_add(formula, ",4)");
        return 1;
    }
    if (!book->sum_budgets || column == budget || !grid->columns[column].sums)
        return 0;
    eqp_grid_add_sum_if(formula, book->bought,
                        column == spent ? "cost" : grid->columns[column].name, &match, 1);
    return 1;
}

/* A difference of the two columns before it. */
static int change_formula(const void *owner, uint32_t column, uint64_t row, uint32_t place,
                          eqp_buffer *formula, double *value) {
    (void)owner, (void)value;
    if (row == EQP_GRID_TOTAL || column != 4)
        return 0;
    eqp_book_add_cell(formula, place, 3, 0, 0);
    eqp_buffer_add(formula, "-");
    eqp_book_add_cell(formula, place, 2, 0, 0);
    return 1;
}

/* ---- tables ---- */

static eqp_grid *add_table(eqp_plan_book *book, const char *key, const char *title,
                           eqp_results_writer rows, const void *context) {
    eqp_grid *grid = eqp_workbook_add_grid(&book->workbook, key, title);
    grid->rows = rows;
    grid->context = context;
    grid->owner = book;
    return grid;
}

/* A table of results.def. */
static int add_report(eqp_plan_book *book, eqp_grid **out, const char *key, const char *title,
                      eqp_result_table table) {
    const eqp_result_scope scope = {.study = book->workbook.study};
    *out = add_table(book, key, title, eqp_plan_rows(table), book->plan);
    return eqp_grid_add_table(*out, table, &scope);
}

static int add_bought(eqp_plan_book *book) {
    if (add_report(book, &book->bought, "plan", _("Plan"), EQP_RESULT_plan) ||
        eqp_grid_insert_column(book->bought, "occupation_name", "family", _("Family"), "",
                               N_("family of the main occupation")))
        return -1;
    book->bought->more = more_of_line;
    eqp_grid_total(book->bought);
    return 0;
}

/* A column for each institution: "Cost: Region". */
static int add_institution_columns(eqp_grid *grid, const eqp_study *study, const char *what,
                                   const char *unit, const char *sentence) {
    for (uint32_t i = 0; i < study->institutions.count; i++) {
        const char *name = study->institutions.name[i];
        eqp_buffer heading = {0};
        char *text;
        int failed;
        eqp_buffer_add(&heading, _("%s: %s"), what,
                       name && *name ? name : eqp_study_id(study, EQP_SPACE_institution, i));
        text = eqp_buffer_finish(&heading);
        failed = !text || eqp_grid_add_column(grid, NULL, text, unit, sentence);
        eqp_free(text);
        if (failed)
            return -1;
    }
    return 0;
}

static int add_families(eqp_plan_book *book) {
    const eqp_study *study = book->workbook.study;
    eqp_grid *grid = add_table(book, "families", _("Families"), family_rows, book);
    book->families = grid;
    grid->sentence = _("each family of occupations: its need, and who buys for it");
    grid->formula = family_formula;
    if (eqp_grid_add_column(grid, "family", _("Family"), "", N_("family of occupations")) ||
        eqp_grid_add_column(grid, "need", _("People lacking"), "persons", N_("in all zones")) ||
        eqp_grid_add_column(grid, "covered", _("People covered"), "persons",
                            N_("by commitments and by this plan")) ||
        eqp_grid_add_column(grid, "unmet", _("Unmet"), "persons", N_("not covered")) ||
        eqp_grid_add_column(grid, "rate", _("Coverage"), "share", N_("covered ÷ need")) ||
        add_institution_columns(grid, study, _("Cost"), "currency",
                                N_("what this institution buys of offers whose main occupation is "
                                   "of the family")) ||
        eqp_grid_add_column(grid, "cost", _("Cost"), "currency", N_("of all institutions")) ||
        add_institution_columns(grid, study, _("Places"), "places",
                                N_("places that this institution buys of such offers")) ||
        eqp_grid_add_column(grid, "places", _("Places"), "places", N_("of all institutions")))
        return -1;
    grid->own = grid->count;
    grid->columns[UNMET].mark = EQP_MARK_BARS;
    grid->columns[RATE].mark = EQP_MARK_SHARES;
    eqp_grid_total(grid);
    return 0;
}

static int add_zones(eqp_plan_book *book) {
    if (add_report(book, &book->zones, "zones", _("Zones"), EQP_RESULT_zone_coverage))
        return -1;
    book->zones->formula = zone_formula;
    book->zones->columns[eqp_grid_find(book->zones, "rate")].mark = EQP_MARK_SHARES;
    eqp_grid_total(book->zones);
    return 0;
}

static int add_needs_table(eqp_plan_book *book) {
    if (add_report(book, &book->needs, "needs", _("Needs"), EQP_RESULT_need_coverage) ||
        eqp_grid_insert_column(book->needs, "zone", "zone_name", _("Zone name"), "",
                               N_("name of the zone")) ||
        eqp_grid_insert_column(book->needs, "occupation", "occupation_name", _("Occupation name"),
                               "", N_("name of the occupation")) ||
        eqp_grid_insert_column(book->needs, "occupation_name", "family", _("Family"), "",
                               N_("family of the occupation")))
        return -1;
    book->needs->more = more_of_need;
    book->needs->columns[eqp_grid_find(book->needs, "unmet")].mark = EQP_MARK_SHADES;
    eqp_grid_total(book->needs);
    return 0;
}

static int add_unmet(eqp_plan_book *book) {
    const eqp_study *study = book->workbook.study;
    eqp_grid *grid;
    if (book->family_count == 0 || book->family_count > FAMILIES_MOST)
        return 0;
    grid = add_table(book, "unmet", _("Unmet"), unmet_rows, book);
    book->unmet = grid;
    grid->sentence = _("people not covered, by zone and family: the darker, the more");
    grid->formula = unmet_formula;
    if (eqp_grid_add_column(grid, "zone", _("Zone"), "", N_("the zone")) ||
        eqp_grid_add_column(grid, "zone_name", _("Zone name"), "", N_("name of the zone")))
        return -1;
    for (uint32_t f = 0; f < book->family_count; f++) {
        if (eqp_grid_add_column(grid, NULL, eqp_study_id(study, EQP_SPACE_family, f), "persons",
                                N_("people of this family of occupations who are not covered")))
            return -1;
        grid->columns[FIRST + f].mark = EQP_MARK_SHADES;
    }
    if (eqp_grid_add_column(grid, "unmet", _("All families"), "persons", N_("not covered")))
        return -1;
    grid->columns[grid->count - 1].mark = EQP_MARK_BARS;
    grid->own = grid->count;
    eqp_grid_total(grid);
    return 0;
}

static int add_budgets(eqp_plan_book *book) {
    if (add_report(book, &book->budgets, "budgets", _("Budgets"), EQP_RESULT_budget_use) ||
        eqp_grid_add_column(book->budgets, "spent_share", _("Share spent"), "share",
                            N_("spent ÷ budget")))
        return -1;
    book->budgets->more = more_of_budget;
    book->budgets->formula = budget_formula;
    book->budgets->columns[book->budgets->count - 1].mark = EQP_MARK_SHARES;
    eqp_grid_total(book->budgets);
    return 0;
}

static int add_changes(eqp_plan_book *book) {
    eqp_grid *changes;
    if (!eqp_plan_has_table(EQP_RESULT_changes, book->plan))
        return 0;
    if (add_report(book, &changes, "changes", _("Changes"), EQP_RESULT_changes))
        return -1;
    changes->formula = change_formula;
    eqp_grid_total(changes);
    return 0;
}

int eqp_plan_book_add_tables(eqp_plan_book *book) {
    eqp_grid *grid;
    if (add_bought(book) || add_families(book) || add_zones(book) || add_needs_table(book) ||
        add_unmet(book) || add_budgets(book) ||
        add_report(book, &grid, "audiences", _("Publics"), EQP_RESULT_audience_use))
        return -1;
    grid->columns[eqp_grid_find(grid, "share")].mark = EQP_MARK_SHARES;
    return add_report(book, &grid, "rules", _("Rules"), EQP_RESULT_rule_use) || add_changes(book);
}

eqp_status eqp_plan_book_choose_formulas(eqp_plan_book *book, eqp_error *error) {
    const eqp_workbook *workbook = &book->workbook;
    const eqp_study *study = workbook->study;
    uint64_t institutions = study->institutions.count, zones = study->zones.count;
    uint64_t families = book->family_count;
    eqp_status status =
        eqp_workbook_find_exact(study, EQP_SPACE_institution, &book->exact_institution, error);
    if (!status)
        status = eqp_workbook_find_exact(study, EQP_SPACE_family, &book->exact_family, error);
    if (!status)
        status = eqp_workbook_find_exact(study, EQP_SPACE_zone, &book->exact_zone, error);
    book->sum_families =
        eqp_workbook_may_sum(workbook, book->needs, 4 * families, book->exact_family) &&
        eqp_workbook_may_sum(workbook, book->bought, 4 * families * institutions,
                             book->exact_family || book->exact_institution);
    book->sum_zones = eqp_workbook_may_sum(workbook, book->needs, 3 * zones, book->exact_zone) &&
                      eqp_workbook_may_sum(workbook, book->bought, 2 * zones, book->exact_zone);
    book->sum_unmet = eqp_workbook_may_sum(workbook, book->needs, 2 * zones * families,
                                           book->exact_zone || book->exact_family);
    book->sum_budgets =
        eqp_workbook_may_sum(workbook, book->bought, 5 * institutions, book->exact_institution);
    return status;
}
