/* What the survey does not say, or says twice: names of zones, families, coordinates. */
#include "input/import/import_bmo_parts.h"
#include "input/tables/study_rows.h"
#include "models/base/language.h"
#include "models/base/memory.h"
#include "models/base/number.h"

#include <string.h>

enum { LEAF, FAMILY };

static const eqp_sheet_column family_columns[] = {
    [LEAF] = {"codefap228", "Code_FAP228"},
    [FAMILY] = {"codefap22", "Code_FAP22"},
};

enum { PLACE, LATITUDE, LONGITUDE };

static const eqp_sheet_column place_columns[] = {
    [PLACE] = {"codebassin|zone|be##|be####|be", "code_bassin"},
    [LATITUDE] = {"lat|latitude", "lat"},
    [LONGITUDE] = {"lon|long|longitude", "lon"},
};

int eqp_bmo_name_zones(eqp_bmo_import *import) {
    eqp_zones *zones = &import->study->zones;
    for (uint32_t z = 0; z < zones->count; z++) {
        const eqp_bmo_part *largest = NULL;
        uint32_t parts = 0;
        for (size_t p = 0; p < import->part_count; p++) {
            const eqp_bmo_part *part = &import->part[p];
            if (part->zone != z)
                continue;
            parts++;
            if (!largest || part->projects > largest->projects)
                largest = part;
        }
        zones->department[z] = largest->department;
        zones->name[z] = eqp_text_copy(largest->name);
        if (!zones->name[z])
            return -1;
        import->summary->joined_zones += parts > 1;
    }
    return 0;
}

static int take_family(void *context, const eqp_sheet_row *row) {
    eqp_bmo_import *import = context;
    uint32_t known = eqp_names_count(import->leaves);
    uint32_t leaf = eqp_names_add(import->leaves, row->cells[LEAF].text, row->cells[LEAF].length);
    if (leaf != known)
        return leaf == EQP_NONE ? -1 : 0;
    if (eqp_grow(&import->family_of, &import->family_room, (size_t)leaf + 1,
                 sizeof *import->family_of))
        return -1;
    import->family_of[leaf] = eqp_text_copy(row->cells[FAMILY].text);
    import->family_count++;
    return import->family_of[leaf] ? 0 : -1;
}

static const char *family_in_tree(eqp_bmo_import *import, const char *occupation) {
    uint32_t leaf = eqp_names_find(import->leaves, occupation, strlen(occupation));
    if (leaf != EQP_NONE && *import->family_of[leaf])
        return import->family_of[leaf];
    eqp_problems_add(
        import->problems, EQP_PROBLEM_WARNING, import->options->families, 0, 0,
        _("occupation \"%s\" has no family here; it gets the first letter of its code"),
        occupation);
    return NULL;
}

int eqp_bmo_set_families(eqp_bmo_import *import) {
    eqp_study *study = import->study;
    for (uint32_t o = 0; o < study->occupations.count; o++) {
        const char *code = eqp_study_id(study, EQP_SPACE_occupation, o);
        const char *family = import->options->families ? family_in_tree(import, code) : NULL;
        study->occupations.family[o] =
            family ? eqp_rows_name(study, EQP_SPACE_family, family)
                   : eqp_rows_name_format(study, EQP_SPACE_family, "%.1s", code);
        if (study->occupations.family[o] == EQP_NONE)
            return -1;
    }
    return 0;
}

static int read_coordinate(const eqp_bmo_import *import, const eqp_sheet_row *row, uint32_t column,
                           double most, double *value) {
    const eqp_csv_cell *cell = &row->cells[column];
    if (eqp_number_parse(cell->text, cell->length, row->separator, value) == EQP_NUMBER_OK &&
        fabs(*value) <= most)
        return 0;
    eqp_problems_add(import->problems, EQP_PROBLEM_ERROR, import->options->zones, row->line,
                     row->number[column],
                     _("%s \"%.60s\" is not a number of degrees from -%g to %g"),
                     place_columns[column].shown, cell->text, most, most);
    return -1;
}

static int take_place(void *context, const eqp_sheet_row *row) {
    eqp_bmo_import *import = context;
    eqp_study *study = import->study;
    uint32_t zone = eqp_names_find(study->spaces[EQP_SPACE_zone], row->cells[PLACE].text,
                                   row->cells[PLACE].length);
    double latitude, longitude;
    if (zone == EQP_NONE)
        return 0;
    if (read_coordinate(import, row, LATITUDE, 90, &latitude) +
        read_coordinate(import, row, LONGITUDE, 180, &longitude))
        return 0;
    study->zones.latitude[zone] = latitude;
    study->zones.longitude[zone] = longitude;
    return 0;
}

static void report_places_missing(const eqp_bmo_import *import) {
    const eqp_study *study = import->study;
    for (uint32_t z = 0; z < study->zones.count; z++)
        if (isnan(study->zones.latitude[z]))
            eqp_problems_add(import->problems, EQP_PROBLEM_WARNING, import->options->zones, 0, 0,
                             _("zone \"%s\" has no coordinates here"),
                             eqp_study_id(study, EQP_SPACE_zone, z));
}

eqp_status eqp_bmo_read_tree(eqp_bmo_import *import, eqp_error *error) {
    eqp_sheet sheet = {import->options->families, family_columns, 2, take_family, import};
    return eqp_sheet_read(&sheet, import->problems, error);
}

eqp_status eqp_bmo_read_places(eqp_bmo_import *import, eqp_error *error) {
    eqp_sheet sheet = {import->options->zones, place_columns, 3, take_place, import};
    eqp_status status = eqp_sheet_read(&sheet, import->problems, error);
    if (!status && eqp_problems_count(import->problems, EQP_PROBLEM_ERROR) == 0)
        report_places_missing(import);
    return status;
}
