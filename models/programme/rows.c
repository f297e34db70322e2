#include "models/programme/rows.h"

int eqp_programme_has_rows(const eqp_programme *programme, eqp_row_family family) {
    return eqp_programme_rows_of(programme, family).count > 0;
}

eqp_row_range eqp_programme_rows_of(const eqp_programme *programme, eqp_row_family family) {
    uint32_t first = programme->first_row[family];
    return (eqp_row_range){first, programme->first_row[family + 1] - first};
}

uint32_t eqp_programme_row(const eqp_programme *programme, eqp_row_family family,
                           uint32_t subject) {
    return programme->first_row[family] + subject;
}

/* From the first row of a family to the last of all. */
static eqp_row_range rows_from(const eqp_programme *programme, int family) {
    uint32_t first = programme->first_row[family];
    return (eqp_row_range){first, programme->lp->rows - first};
}

eqp_row_range eqp_programme_coupling_rows(const eqp_programme *programme) {
    int family = 0;
    while (!eqp_row_traits_of(family)->couples)
        family++;
    return rows_from(programme, family);
}

eqp_row_range eqp_programme_stage_rows(const eqp_programme *programme) {
    int family = 0;
    while (!eqp_row_traits_of(family)->stage)
        family++;
    return rows_from(programme, family);
}

eqp_row_range eqp_programme_study_rows(const eqp_programme *programme) {
    return (eqp_row_range){0, eqp_programme_stage_rows(programme).first};
}

eqp_row_family eqp_programme_family_of(const eqp_programme *programme, uint32_t row) {
    int family = 0;
    while (row >= programme->first_row[family + 1])
        family++;
    return (eqp_row_family)family;
}

const eqp_row_traits *eqp_programme_row_traits(const eqp_programme *programme, uint32_t row) {
    return eqp_row_traits_of(eqp_programme_family_of(programme, row));
}

uint32_t eqp_programme_subject(const eqp_programme *programme, uint32_t row) {
    return row - programme->first_row[eqp_programme_family_of(programme, row)];
}

void eqp_programme_row_ids(const eqp_programme *programme, uint32_t row, uint32_t id[2]) {
    uint32_t subject = eqp_programme_subject(programme, row), need;
    id[0] = subject;
    id[1] = EQP_NONE;
    switch (eqp_programme_row_traits(programme, row)->index) {
    case EQP_INDEX_one:
        id[0] = EQP_NONE;
        break;
    case EQP_INDEX_offer:
        id[0] = programme->offer[subject];
        break;
    case EQP_INDEX_cell:
        need = programme->cell_need_row[subject];
        id[0] = programme->study->needs.zone[need];
        id[1] = programme->study->needs.occupation[need];
        break;
    case EQP_INDEX_institution:
    case EQP_INDEX_rule:
    case EQP_INDEX_zone:
        break;
    }
}

int eqp_programme_counts_money(const eqp_programme *programme, uint32_t row) {
    switch (eqp_programme_row_traits(programme, row)->money) {
    case EQP_MONEY_own:
        return programme->study->rules.measure[eqp_programme_subject(programme, row)] ==
               EQP_MEASURE_COST;
    case EQP_MONEY_yes:
        return 1;
    case EQP_MONEY_no:
        break;
    }
    return 0;
}
