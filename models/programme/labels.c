#include "models/programme/labels.h"

#include "models/programme/rows.h"

#include <stdio.h>
#include <string.h>

/* Exported names keep [A-Za-z0-9_] of an id. An id that had to change is marked by a second dot and
 * carries its index, so that no two names meet. */
#define LONGEST_NAME_PART 50

static void append_id(char text[256], const char *id, uint32_t index) {
    size_t at = strlen(text), length = strlen(id);
    int changed = length > LONGEST_NAME_PART || length == 0;
    char part[LONGEST_NAME_PART + 1];
    size_t kept = length > LONGEST_NAME_PART ? LONGEST_NAME_PART : length;
    for (size_t i = 0; i < kept; i++) {
        int plain = (id[i] >= '0' && id[i] <= '9') || (id[i] >= 'A' && id[i] <= 'Z') ||
                    (id[i] >= 'a' && id[i] <= 'z') || id[i] == '_';
        part[i] = plain ? id[i] : '_';
        changed |= !plain;
    }
    part[kept] = 0;
    if (changed)
        snprintf(text + at, 256 - at, "..%s.%u", part, index);
    else
        snprintf(text + at, 256 - at, ".%s", part);
}

static void append(const eqp_study *study, char text[256], eqp_space space, uint32_t index) {
    append_id(text, eqp_study_id(study, space, index), index);
}

void eqp_programme_row_name(const eqp_programme *programme, uint32_t row, char text[256]) {
    const eqp_row_traits *traits = eqp_programme_row_traits(programme, row);
    uint32_t id[2];
    eqp_programme_row_ids(programme, row, id);
    snprintf(text, 256, "%s", traits->name);
    for (int i = 0; i < 2 && traits->space[i] != EQP_SPACE_COUNT; i++)
        append(programme->study, text, traits->space[i], id[i]);
}

void eqp_programme_column_name(const eqp_programme *programme, uint32_t column, char text[256]) {
    const eqp_study *study = programme->study;
    if (column == programme->level_column) {
        snprintf(text, 256, "t");
    } else if (column < programme->pairs) {
        snprintf(text, 256, programme->pair_kept[column] ? "kept" : "x");
        append(study, text, EQP_SPACE_offer, programme->offer[programme->pair_offer[column]]);
        append(study, text, EQP_SPACE_institution, programme->pair_institution[column]);
    } else {
        uint32_t use = column - programme->first_use;
        uint32_t need = programme->cell_need_row[programme->use_cell[use]];
        snprintf(text, 256, "y");
        append(study, text, EQP_SPACE_offer, programme->offer[programme->use_offer[use]]);
        append(study, text, EQP_SPACE_zone, study->needs.zone[need]);
        append(study, text, EQP_SPACE_occupation, study->needs.occupation[need]);
    }
}
