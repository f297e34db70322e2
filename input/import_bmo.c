#include "input/import_bmo.h"

#include "input/sheet.h"
#include "input/study_rows.h"
#include "input/study_writer.h"

#include "models/memory.h"
#include "models/number.h"

#include <stdio.h>
#include <string.h>

#define MOST_SUPPRESSED 4
#define MOST_PROJECTS 1e9

enum { OCCUPATION, OCCUPATION_NAME, REGION, DEPARTMENT, ZONE, ZONE_NAME, MET, XMET, SMET };

static const eqp_sheet_column survey_columns[] = {
    [OCCUPATION] = {"codemetierbmo|codemetier|metiercode|metier", "Code métier BMO"},
    [OCCUPATION_NAME] = {"nommetierbmo|nommetier|libellemetier|metierlibelle", "Nom métier BMO"},
    [REGION] = {"reg|region|codereg|coderegion", "REG"},
    [DEPARTMENT] = {"dept|dep|departement|codedept|codedepartement", "Dept"},
    [ZONE] = {"be##|be####|be|codebassin", "BE24 (or another year)"},
    [ZONE_NAME] = {"nombe##|nombe####|nombe|nombassin", "NOMBE24 (or another year)"},
    [MET] = {"met", "met"},
    [XMET] = {"xmet", "xmet"},
    [SMET] = {"smet", "smet"},
};
#define SURVEY_COLUMNS (sizeof survey_columns / sizeof *survey_columns)

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

/* A basin under one département: the largest gives the basin its name. */
typedef struct {
    uint32_t zone, department;
    char *name;
    double projects;
} zone_part;

typedef struct {
    const eqp_bmo_options *options;
    eqp_study *study;
    eqp_problems *problems;
    eqp_bmo_summary *summary;
    eqp_names *keys; /* rows seen: occupation, zone, département */
    uint32_t *lines; /* [keys] where each stands */
    size_t line_room;
    eqp_names *pairs; /* (zone, occupation), dense as the rows of needs */
    eqp_names *parts; /* (zone, département) */
    zone_part *part;  /* [part_count] */
    size_t part_room, part_count;
    eqp_names *regions; /* all that the survey has */
    eqp_names *leaves;  /* occupations of the tree */
    char **family_of;   /* [leaves] */
    size_t family_room, family_count;
} importing;

eqp_bmo_options eqp_bmo_defaults(void) {
    return (eqp_bmo_options){.suppressed = 2};
}

/* The index of a pair of names, as one name; control characters cannot stand in either. */
static uint32_t add_pair(eqp_names *names, const char *first, const char *second) {
    char text[256];
    int length = snprintf(text, sizeof text, "%s\x1f%s", first, second);
    if (length < 0 || (size_t)length >= sizeof text)
        length = sizeof text - 1;
    return eqp_names_add(names, text, (size_t)length);
}

/* ---- one row of the survey ---- */

/* A cell of met, xmet or smet. */
typedef struct {
    double number;
    int suppressed;
} count_cell;

static int is_star(const eqp_csv_cell *cell) {
    return cell->length == 1 && cell->text[0] == '*';
}

static void refuse(const importing *import, const eqp_sheet_row *row, uint32_t column,
                   const char *what) {
    eqp_problems_add(import->problems, EQP_PROBLEM_ERROR, import->options->survey, row->line,
                     row->number[column], "%s \"%.60s\" %s", survey_columns[column].shown,
                     row->cells[column].text, what);
}

static int read_count(const importing *import, const eqp_sheet_row *row, uint32_t column,
                      count_cell *count) {
    const eqp_csv_cell *cell = &row->cells[column];
    *count = (count_cell){import->options->suppressed, is_star(cell)};
    if (count->suppressed)
        return 0;
    if (eqp_number_parse(cell->text, cell->length, row->separator, &count->number)) {
        refuse(import, row, column, "is not a number, nor * for a suppressed cell");
        return -1;
    }
    if (count->number < 0 || count->number > MOST_PROJECTS) {
        refuse(import, row, column, "is out of range: expected 0 to 1,000,000,000");
        return -1;
    }
    return 0;
}

/* A part (xmet, smet) of the projects: what is suppressed cannot exceed them, nor can what is
 * published, where a suppressed total may be as large as 4. */
static int fit_part(const importing *import, const eqp_sheet_row *row, uint32_t column,
                    const count_cell *met, count_cell *part) {
    double most = met->suppressed ? MOST_SUPPRESSED : met->number;
    if (part->suppressed && part->number > met->number)
        part->number = met->number;
    if (part->number > most) {
        refuse(import, row, column, "is more than met, of which it is a part");
        return -1;
    }
    return 0;
}

static int read_counts(const importing *import, const eqp_sheet_row *row, count_cell *met,
                       count_cell *xmet, count_cell *smet) {
    int bad = read_count(import, row, MET, met) + read_count(import, row, XMET, xmet) +
              read_count(import, row, SMET, smet);
    if (bad || fit_part(import, row, XMET, met, xmet) + fit_part(import, row, SMET, met, smet))
        return -1;
    if (met->suppressed)
        met->number = fmax(met->number, fmax(xmet->number, smet->number));
    import->summary->suppressed_met += (uint32_t)met->suppressed;
    import->summary->suppressed_xmet += (uint32_t)xmet->suppressed;
    import->summary->suppressed_smet += (uint32_t)smet->suppressed;
    return 0;
}

typedef struct {
    double central, low, high;
} estimate;

static estimate need_of(const eqp_bmo_options *options, double met, double xmet, double smet) {
    double lasting = met - smet;
    if (options->seasonal == EQP_BMO_INCLUDE) {
        double need = options->need == EQP_BMO_ALL ? met : xmet;
        return (estimate){need, need, need};
    }
    if (options->need == EQP_BMO_ALL)
        return (estimate){lasting, lasting, lasting};
    return (estimate){met > 0 ? xmet * lasting / met : 0, fmax(0, xmet - smet),
                      fmin(xmet, lasting)};
}

/* ---- from rows to tables ---- */

static int is_filled(const importing *import, const eqp_sheet_row *row, uint32_t column) {
    const eqp_csv_cell *cell = &row->cells[column];
    if (cell->length == 0 || cell->length > 60 || strchr(cell->text, '\x1f')) {
        eqp_problems_add(import->problems, EQP_PROBLEM_ERROR, import->options->survey, row->line,
                         row->number[column], "%s \"%.60s\" is not a code: expected 1 to 60 bytes",
                         survey_columns[column].shown, cell->text);
        return 0;
    }
    return 1;
}

/* 1 = new, 0 = it stands already (a problem), -1 = memory is short. */
static int note_row(importing *import, const eqp_sheet_row *row, uint32_t part) {
    char text[32];
    uint32_t known = eqp_names_count(import->keys), key;
    snprintf(text, sizeof text, "%u", part);
    key = add_pair(import->keys, text, row->cells[OCCUPATION].text);
    if (key == EQP_NONE ||
        eqp_grow(&import->lines, &import->line_room, (size_t)key + 1, sizeof *import->lines))
        return -1;
    if (key == known) {
        import->lines[key] = row->line;
        return 1;
    }
    eqp_problems_add(import->problems, EQP_PROBLEM_ERROR, import->options->survey, row->line,
                     row->number[OCCUPATION],
                     "occupation \"%s\" of basin \"%s\" in département \"%s\" stands already in "
                     "line %u",
                     row->cells[OCCUPATION].text, row->cells[ZONE].text,
                     row->cells[DEPARTMENT].text, import->lines[key]);
    return 0;
}

static uint32_t take_zone(importing *import, const eqp_sheet_row *row) {
    eqp_study *study = import->study;
    uint32_t known = study->zones.count;
    uint32_t zone = eqp_rows_name(study, EQP_SPACE_zone, row->cells[ZONE].text);
    if (zone != known)
        return zone;
    if (eqp_rows_add(study, "zones") == EQP_NONE)
        return EQP_NONE;
    study->zones.zone[zone] = zone;
    return zone;
}

static uint32_t take_part(importing *import, const eqp_sheet_row *row, uint32_t zone) {
    uint32_t known = eqp_names_count(import->parts);
    uint32_t part = add_pair(import->parts, row->cells[ZONE].text, row->cells[DEPARTMENT].text);
    zone_part *added;
    if (part != known)
        return part;
    if (part == EQP_NONE ||
        eqp_grow(&import->part, &import->part_room, (size_t)part + 1, sizeof *import->part))
        return EQP_NONE;
    added = &import->part[part];
    added->zone = zone;
    added->projects = 0;
    added->department =
        eqp_rows_name(import->study, EQP_SPACE_department, row->cells[DEPARTMENT].text);
    added->name = eqp_text_copy(row->cells[ZONE_NAME].text);
    import->part_count++;
    return added->name && added->department != EQP_NONE ? part : EQP_NONE;
}

static uint32_t take_occupation(importing *import, const eqp_sheet_row *row) {
    eqp_study *study = import->study;
    uint32_t known = study->occupations.count;
    uint32_t occupation = eqp_rows_name(study, EQP_SPACE_occupation, row->cells[OCCUPATION].text);
    if (occupation != known)
        return occupation;
    if (eqp_rows_add(study, "occupations") == EQP_NONE)
        return EQP_NONE;
    study->occupations.occupation[occupation] = occupation;
    study->occupations.name[occupation] = eqp_text_copy(row->cells[OCCUPATION_NAME].text);
    return study->occupations.name[occupation] ? occupation : EQP_NONE;
}

static int take_need(importing *import, const eqp_sheet_row *row, uint32_t zone,
                     uint32_t occupation, const estimate *need) {
    eqp_needs *needs = &import->study->needs;
    uint32_t pair = add_pair(import->pairs, row->cells[ZONE].text, row->cells[OCCUPATION].text);
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

static int take_counts(importing *import, const eqp_sheet_row *row, uint32_t zone, uint32_t part) {
    count_cell met, xmet, smet;
    estimate need;
    uint32_t occupation = take_occupation(import, row);
    if (occupation == EQP_NONE)
        return -1;
    if (read_counts(import, row, &met, &xmet, &smet))
        return 0;
    need = need_of(import->options, met.number, xmet.number, smet.number);
    import->part[part].projects += met.number;
    return take_need(import, row, zone, occupation, &need);
}

static int take_survey_row(void *context, const eqp_sheet_row *row) {
    importing *import = context;
    const eqp_csv_cell *region = &row->cells[REGION];
    uint32_t zone, part;
    int is_new;
    if (eqp_names_add(import->regions, region->text, region->length) == EQP_NONE)
        return -1;
    if (import->options->region && strcmp(region->text, import->options->region) != 0)
        return 0;
    import->summary->rows++;
    if (!is_filled(import, row, OCCUPATION) || !is_filled(import, row, ZONE) ||
        !is_filled(import, row, DEPARTMENT))
        return 0;
    zone = take_zone(import, row);
    if (zone == EQP_NONE)
        return -1;
    part = take_part(import, row, zone);
    if (part == EQP_NONE)
        return -1;
    is_new = note_row(import, row, part);
    return is_new <= 0 ? is_new : take_counts(import, row, zone, part);
}

/* ---- names, families, coordinates ---- */

static int name_zones(importing *import) {
    eqp_zones *zones = &import->study->zones;
    for (uint32_t z = 0; z < zones->count; z++) {
        const zone_part *largest = NULL;
        uint32_t parts = 0;
        for (size_t p = 0; p < import->part_count; p++) {
            const zone_part *part = &import->part[p];
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
    importing *import = context;
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

static const char *family_in_tree(importing *import, const char *occupation) {
    uint32_t leaf = eqp_names_find(import->leaves, occupation, strlen(occupation));
    if (leaf != EQP_NONE && *import->family_of[leaf])
        return import->family_of[leaf];
    eqp_problems_add(import->problems, EQP_PROBLEM_WARNING, import->options->families, 0, 0,
                     "occupation \"%s\" has no family here; it gets the first letter of its code",
                     occupation);
    return NULL;
}

static int set_families(importing *import) {
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

static int read_coordinate(const importing *import, const eqp_sheet_row *row, uint32_t column,
                           double most, double *value) {
    const eqp_csv_cell *cell = &row->cells[column];
    if (eqp_number_parse(cell->text, cell->length, row->separator, value) == EQP_NUMBER_OK &&
        fabs(*value) <= most)
        return 0;
    eqp_problems_add(import->problems, EQP_PROBLEM_ERROR, import->options->zones, row->line,
                     row->number[column], "%s \"%.60s\" is not a number of degrees from -%g to %g",
                     place_columns[column].shown, cell->text, most, most);
    return -1;
}

static int take_place(void *context, const eqp_sheet_row *row) {
    importing *import = context;
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

static void report_places_missing(const importing *import) {
    const eqp_study *study = import->study;
    for (uint32_t z = 0; z < study->zones.count; z++)
        if (isnan(study->zones.latitude[z]))
            eqp_problems_add(import->problems, EQP_PROBLEM_WARNING, import->options->zones, 0, 0,
                             "zone \"%s\" has no coordinates here",
                             eqp_study_id(study, EQP_SPACE_zone, z));
}

/* ---- the whole ---- */

/* Pairs in which nobody is lacking are left out. */
static void drop_empty_needs(importing *import) {
    eqp_needs *needs = &import->study->needs;
    uint32_t kept = 0;
    for (uint32_t n = 0; n < needs->count; n++) {
        if (!(needs->need[n] > 0))
            continue;
        needs->zone[kept] = needs->zone[n];
        needs->occupation[kept] = needs->occupation[n];
        needs->need[kept] = needs->need[n];
        needs->need_low[kept] = needs->need_low[n];
        needs->need_high[kept++] = needs->need_high[n];
    }
    import->summary->without_need = needs->count - kept;
    needs->count = kept;
}

static void summarise(importing *import) {
    const eqp_needs *needs = &import->study->needs;
    eqp_bmo_summary *summary = import->summary;
    summary->zones = import->study->zones.count;
    summary->occupations = import->study->occupations.count;
    summary->needs = needs->count;
    for (uint32_t n = 0; n < needs->count; n++) {
        summary->need += needs->need[n];
        summary->need_low += needs->need_low[n];
        summary->need_high += needs->need_high[n];
    }
}

static int has_errors(const importing *import) {
    return eqp_problems_count(import->problems, EQP_PROBLEM_ERROR) > 0;
}

static eqp_status report_no_rows(const importing *import, eqp_error *error) {
    char known[200] = "";
    size_t used = 0;
    if (eqp_names_count(import->regions) == 0) {
        eqp_problems_add(import->problems, EQP_PROBLEM_ERROR, import->options->survey, 1, 1,
                         "the file has no row below its header");
        return EQP_ERROR_DATA;
    }
    for (uint32_t r = 0; r < eqp_names_count(import->regions) && used < sizeof known; r++)
        used += (size_t)snprintf(known + used, sizeof known - used, "%s%s", r ? ", " : "",
                                 eqp_names_text(import->regions, r));
    return eqp_error_set(error, EQP_ERROR_USAGE, "region \"%s\" is not in %s; it has %s",
                         import->options->region, import->options->survey, known);
}

static eqp_status read_sheets(importing *import, eqp_error *error) {
    const eqp_bmo_options *options = import->options;
    eqp_sheet survey = {options->survey, survey_columns, SURVEY_COLUMNS, take_survey_row, import};
    eqp_sheet families = {options->families, family_columns, 2, take_family, import};
    eqp_sheet places = {options->zones, place_columns, 3, take_place, import};
    eqp_status status = eqp_sheet_read(&survey, import->problems, error);
    if (!status && import->summary->rows == 0 && !has_errors(import))
        status = report_no_rows(import, error);
    if (!status && options->families)
        status = eqp_sheet_read(&families, import->problems, error);
    if (!status && options->zones)
        status = eqp_sheet_read(&places, import->problems, error);
    return status;
}

static eqp_status complete(importing *import, eqp_error *error) {
    if (name_zones(import) || set_families(import))
        return eqp_error_memory(error);
    if (import->options->zones)
        report_places_missing(import);
    drop_empty_needs(import);
    summarise(import);
    return eqp_study_finish(import->study, error);
}

static eqp_status begin(importing *import, eqp_error *error) {
    import->keys = eqp_names_create();
    import->pairs = eqp_names_create();
    import->parts = eqp_names_create();
    import->regions = eqp_names_create();
    import->leaves = eqp_names_create();
    if (!import->keys || !import->pairs || !import->parts || !import->regions || !import->leaves)
        return eqp_error_memory(error);
    return eqp_study_create(&import->study, error);
}

static void end(importing *import) {
    eqp_names_free(import->keys);
    eqp_names_free(import->pairs);
    eqp_names_free(import->parts);
    eqp_names_free(import->regions);
    eqp_names_free(import->leaves);
    for (size_t p = 0; p < import->part_count; p++)
        eqp_free(import->part[p].name);
    for (size_t f = 0; f < import->family_count; f++)
        eqp_free(import->family_of[f]);
    eqp_free(import->part);
    eqp_free(import->family_of);
    eqp_free(import->lines);
}

eqp_status eqp_bmo_read(const eqp_bmo_options *options, eqp_study **out, eqp_problems *problems,
                        eqp_bmo_summary *summary, eqp_error *error) {
    importing import = {.options = options, .problems = problems, .summary = summary};
    eqp_status status;
    *out = NULL;
    memset(summary, 0, sizeof *summary);
    if (options->suppressed < 1 || options->suppressed > MOST_SUPPRESSED)
        return eqp_error_set(error, EQP_ERROR_USAGE,
                             "a suppressed cell stands for 1 to 4 persons, not %u",
                             options->suppressed);
    status = begin(&import, error);
    if (!status)
        status = read_sheets(&import, error);
    if ((!status && has_errors(&import)) || status == EQP_ERROR_DATA)
        status = eqp_error_set(error, EQP_ERROR_DATA, "the survey has errors");
    if (!status)
        status = complete(&import, error);
    if (status)
        eqp_study_free(import.study);
    else
        *out = import.study;
    end(&import);
    return status;
}

/* A low or high estimate that says nothing new is left blank. */
static void blank_equal_estimates(eqp_needs *needs) {
    for (uint32_t n = 0; n < needs->count; n++) {
        if (needs->need_low[n] == needs->need[n])
            needs->need_low[n] = NAN;
        if (needs->need_high[n] == needs->need[n])
            needs->need_high[n] = NAN;
        needs->priority[n] = NAN;
    }
}

eqp_status eqp_import_bmo(const eqp_bmo_options *options, const char *folder,
                          eqp_problems *problems, eqp_bmo_summary *summary, eqp_error *error) {
    static const char *const tables[] = {"zones", "occupations", "needs", NULL};
    eqp_study *study = NULL;
    eqp_status status = eqp_study_write_allowed(tables, folder, error);
    if (!status)
        status = eqp_bmo_read(options, &study, problems, summary, error);
    if (!status) {
        blank_equal_estimates(&study->needs);
        status = eqp_study_write(study, tables, folder, error);
    }
    eqp_study_free(study);
    return status;
}
