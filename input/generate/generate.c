#include "input/generate/generate.h"

#include "input/generate/generate_parts.h"
#include "input/generate/study_writer.h"
#include "input/tables/table_files.h"
#include "models/base/language.h"
#include "models/base/memory.h"

#include <string.h>

#define MOST_INSTITUTIONS 9
#define MOST_PEOPLE 1e8 /* so that products of whole numbers stay below 2⁶⁴ */
#define MOST_IN_ONE_NEED 1e6
#define LEAST_NEED 0.01 /* persons; less is nobody */

static const char *const made_tables[] = {"institutions",
                                          "budgets",
                                          "zones",
                                          "occupations",
                                          "needs",
                                          "offers",
                                          "offer_occupations",
                                          "prices",
                                          "audiences",
                                          "mobility",
                                          "commitments",
                                          "decisions",
                                          "rules",
                                          "parameters",
                                          "scenarios",
                                          NULL};

/* The same without zones, occupations and needs, which are there already. */
static const char *const added_tables[] = {
    "institutions", "budgets",   "offers",      "offer_occupations", "prices",
    "audiences",    "mobility",  "commitments", "decisions",         "rules",
    "parameters",   "scenarios", NULL};

eqp_generate_options eqp_generate_defaults(void) {
    return (eqp_generate_options){.institutions = 2, .seed = 1, .second = 0.15, .budget = 0.25};
}

static eqp_status impossible(eqp_error *error, const char *what) {
    return eqp_error_set(error, EQP_ERROR_USAGE, "%s", what);
}

static int is_share(double value) {
    return value >= 0 && value <= 1;
}

static eqp_status check_options(const eqp_generate_options *options, eqp_error *error) {
    if (!options->zones != !options->occupations)
        return impossible(error,
                          _("a synthetic region needs both a number of zones and a number of "
                            "occupations"));
    if (options->zones > 10000 || options->occupations > 10000 || options->offers > 10000000)
        return impossible(error, _("at most 10,000 zones, 10,000 occupations and 10,000,000 offers "
                                   "can be generated"));
    if (options->institutions < 1 || options->institutions > MOST_INSTITUTIONS)
        return impossible(error, _("the number of institutions must be 1 to 9"));
    if (!is_share(options->second) || !is_share(options->across) || !is_share(options->budget))
        return impossible(error, _("second, across and budget are shares: 0 to 1"));
    return EQP_OK;
}

static void summarise_needs(const eqp_study *study, eqp_generate_summary *summary) {
    summary->zones = study->zones.count;
    summary->occupations = study->occupations.count;
    summary->needs = study->needs.count;
    for (uint32_t n = 0; n < study->needs.count; n++)
        summary->need += study->needs.need[n];
}

static double largest_need(const eqp_study *study) {
    double largest = 0;
    for (uint32_t n = 0; n < study->needs.count; n++)
        largest = fmax(largest, study->needs.need[n]);
    return largest;
}

static void summarise_means(const eqp_study *study, eqp_generate_summary *summary) {
    summary->offers = study->offers.count;
    for (uint32_t k = 0; k < study->offers.count; k++)
        summary->places += study->offers.places[k];
    for (uint32_t b = 0; b < study->budgets.count; b++)
        summary->budgets += study->budgets.budget[b];
}

/* The parts in the order in which they need one another. */
static eqp_status make_parts(eqp_study *study, const eqp_generate_options *options,
                             eqp_generate_summary *summary, eqp_error *error) {
    eqp_status status = EQP_OK;
    if (eqp_generate_offers(study, options, summary))
        return eqp_error_memory(error);
    eqp_free(study->main_occupation); /* of a study that was read without offers */
    study->main_occupation = NULL;
    status = eqp_study_note_main_occupations(study, error);
    if (status)
        return status;
    if (eqp_generate_audiences(study, options) || eqp_generate_mobility(study, summary) ||
        eqp_generate_money(study, options) || eqp_generate_policy(study, options))
        return eqp_error_memory(error);
    return EQP_OK;
}

eqp_status eqp_generate_study(eqp_study *study, const eqp_generate_options *options,
                              eqp_generate_summary *summary, eqp_error *error) {
    eqp_generate_options all = *options;
    eqp_status status = check_options(options, error);
    double largest;
    memset(summary, 0, sizeof *summary);
    if (status)
        return status;
    if (options->zones && eqp_generate_region(study, options))
        return eqp_error_memory(error);
    summarise_needs(study, summary);
    largest = largest_need(study);
    if (!(largest >= LEAST_NEED))
        return impossible(error,
                          _("nobody is lacking anywhere: there is no need to make offers for"));
    if (summary->need > MOST_PEOPLE || largest > MOST_IN_ONE_NEED)
        return impossible(error,
                          _("more than 1,000,000 people are lacking in one zone and occupation, "
                            "or 100,000,000 in all: too many to make offers for"));
    if (!all.offers)
        all.offers = (study->needs.count * 3 + 1) / 2;
    status = make_parts(study, &all, summary, error);
    if (!status)
        summarise_means(study, summary);
    return status;
}

eqp_status eqp_generate(const char *folder, const eqp_generate_options *options,
                        eqp_problems *problems, eqp_generate_summary *summary, eqp_error *error) {
    const char *const *tables = options->zones ? made_tables : added_tables;
    eqp_study *study = NULL;
    eqp_status status = eqp_table_files_allowed(tables, folder, error);
    if (!status && options->zones)
        status = eqp_study_create(&study, error);
    else if (!status)
        status = eqp_generate_read_needs(folder, &study, problems, error);
    if (!status)
        status = eqp_generate_study(study, options, summary, error);
    if (!status)
        status = eqp_study_write(study, tables, folder, error);
    eqp_study_free(study);
    return status;
}
