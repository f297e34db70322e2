#include "input/import/import_bmo.h"

#include "input/generate/study_writer.h"
#include "input/import/import_bmo_parts.h"
#include "input/tables/table_files.h"
#include "models/base/language.h"
#include "models/base/memory.h"

#include <stdio.h>
#include <string.h>

eqp_bmo_options eqp_bmo_defaults(void) {
    return (eqp_bmo_options){.suppressed = 2};
}

/* Pairs in which nobody is lacking are left out. */
static void drop_empty_needs(eqp_bmo_import *import) {
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

static void summarise(eqp_bmo_import *import) {
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

static int has_errors(const eqp_bmo_import *import) {
    return eqp_problems_count(import->problems, EQP_PROBLEM_ERROR) > 0;
}

static eqp_status report_no_rows(const eqp_bmo_import *import, eqp_error *error) {
    char known[200] = "";
    size_t used = 0;
    if (eqp_names_count(import->regions) == 0) {
        eqp_problems_add(import->problems, EQP_PROBLEM_ERROR, import->options->survey, 1, 1,
                         _("the file has no row below its header"));
        return EQP_ERROR_DATA;
    }
    for (uint32_t r = 0; r < eqp_names_count(import->regions) && used < sizeof known; r++)
        used += (size_t)snprintf(known + used, sizeof known - used, "%s%s", r ? ", " : "",
                                 eqp_names_text(import->regions, r));
    return eqp_error_set(error, EQP_ERROR_USAGE, _("region \"%s\" is not in %s; it has %s"),
                         import->options->region, import->options->survey, known);
}

static eqp_status read_sheets(eqp_bmo_import *import, eqp_error *error) {
    const eqp_bmo_options *options = import->options;
    eqp_sheet survey = {options->survey, eqp_bmo_columns, EQP_BMO_COLUMNS, eqp_bmo_take_row,
                        import};
    eqp_status status = eqp_sheet_read(&survey, import->problems, error);
    if (!status && import->summary->rows == 0 && !has_errors(import))
        status = report_no_rows(import, error);
    if (!status && options->families)
        status = eqp_bmo_read_tree(import, error);
    if (!status && options->zones)
        status = eqp_bmo_read_places(import, error);
    return status;
}

static eqp_status complete(eqp_bmo_import *import, eqp_error *error) {
    if (eqp_bmo_name_zones(import) || eqp_bmo_set_families(import))
        return eqp_error_memory(error);
    drop_empty_needs(import);
    summarise(import);
    return eqp_study_finish(import->study, error);
}

static eqp_status begin(eqp_bmo_import *import, eqp_error *error) {
    import->keys = eqp_names_create();
    import->pairs = eqp_names_create();
    import->parts = eqp_names_create();
    import->regions = eqp_names_create();
    import->leaves = eqp_names_create();
    if (!import->keys || !import->pairs || !import->parts || !import->regions || !import->leaves)
        return eqp_error_memory(error);
    return eqp_study_create(&import->study, error);
}

static void end(eqp_bmo_import *import) {
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
    eqp_bmo_import import = {.options = options, .problems = problems, .summary = summary};
    eqp_status status;
    *out = NULL;
    memset(summary, 0, sizeof *summary);
    if (options->suppressed < 1 || options->suppressed > EQP_BMO_MOST_SUPPRESSED)
        return eqp_error_set(error, EQP_ERROR_USAGE,
                             _("a suppressed cell stands for 1 to %d persons, not %u"),
                             EQP_BMO_MOST_SUPPRESSED, options->suppressed);
    status = begin(&import, error);
    if (!status)
        status = read_sheets(&import, error);
    if ((!status && has_errors(&import)) || status == EQP_ERROR_DATA)
        status = eqp_error_set(
            error, EQP_ERROR_DATA,
            _("the survey has errors; correct the lines that are named, then try again"));
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
    eqp_status status = eqp_table_files_allowed(tables, folder, error);
    if (!status)
        status = eqp_bmo_read(options, &study, problems, summary, error);
    if (!status) {
        blank_equal_estimates(&study->needs);
        status = eqp_study_write(study, tables, folder, error);
    }
    eqp_study_free(study);
    return status;
}
