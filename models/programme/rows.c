#include "models/programme/rows.h"

#include <math.h>

int eqp_programme_has_rows(const eqp_programme *programme, eqp_row_family family) {
    return eqp_programme_rows_of(programme, family).count > 0;
}

eqp_row_range eqp_programme_rows_of(const eqp_programme *programme, eqp_row_family family) {
    return programme->rows[family];
}

uint32_t eqp_programme_row(const eqp_programme *programme, eqp_row_family family,
                           uint32_t subject) {
    return programme->rows[family].first + subject;
}

/* From the first row of any such family to the last of all. */
static eqp_row_range last_rows(const eqp_programme *programme, int stages_alone) {
    eqp_row_range rows = {programme->lp->rows, 0};
    for (int family = 0; family < EQP_ROW_FAMILIES; family++) {
        const eqp_row_traits *traits = eqp_row_traits_of((eqp_row_family)family);
        if ((stages_alone ? traits->stage : traits->couples) &&
            programme->rows[family].first < rows.first)
            rows.first = programme->rows[family].first;
    }
    rows.count = programme->lp->rows - rows.first;
    return rows;
}

eqp_row_range eqp_programme_coupling_rows(const eqp_programme *programme) {
    return last_rows(programme, 0);
}

eqp_row_range eqp_programme_stage_rows(const eqp_programme *programme) {
    return last_rows(programme, 1);
}

/* Balance rows are the first of those that stages bound. */
eqp_row_range eqp_programme_shared_rows(const eqp_programme *programme) {
    eqp_row_range rows = eqp_programme_coupling_rows(programme);
    eqp_row_range floors = eqp_programme_rows_of(programme, EQP_ROW_balance);
    rows.count = floors.first + floors.count - rows.first;
    return rows;
}

eqp_row_range eqp_programme_study_rows(const eqp_programme *programme) {
    return (eqp_row_range){0, eqp_programme_stage_rows(programme).first};
}

eqp_row_family eqp_programme_family_of(const eqp_programme *programme, uint32_t row) {
    int family = 0;
    while (!eqp_row_range_has(programme->rows[family], row))
        family++;
    return (eqp_row_family)family;
}

const eqp_row_traits *eqp_programme_row_traits(const eqp_programme *programme, uint32_t row) {
    return eqp_row_traits_of(eqp_programme_family_of(programme, row));
}

uint32_t eqp_programme_subject(const eqp_programme *programme, uint32_t row) {
    return row - programme->rows[eqp_programme_family_of(programme, row)].first;
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

int eqp_programme_asks_at_least(const eqp_programme *programme, uint32_t row) {
    eqp_row_sense sense = eqp_programme_row_traits(programme, row)->sense;
    return sense == EQP_LIMIT_own ? isinf(programme->lp->row_upper[row]) : sense == EQP_LIMIT_least;
}

double eqp_programme_row_bound(const eqp_programme *programme, uint32_t row) {
    return eqp_programme_asks_at_least(programme, row) ? programme->lp->row_lower[row]
                                                       : programme->lp->row_upper[row];
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
