#include "input/generate/generate.h"
#include "models/base/language.h"
#include "output/files/buffer.h"
#include "output/files/json.h"
#include "solver/program/arguments.h"
#include "solver/program/message.h"
#include "solver/program/waiting.h"

#define MOST_ROWS 10000000.0
#define MOST_SEED 9007199254740992.0 /* 2⁵³: every whole number up to it is a double */

static eqp_status take_count(const eqp_arguments *given, const char *option, double low,
                             double high, uint32_t *count, eqp_error *error) {
    double number = *count;
    eqp_status status = eqp_arguments_whole(given, option, low, high, &number, error);
    *count = (uint32_t)number;
    return status;
}

static eqp_status take_options(const eqp_arguments *given, eqp_generate_options *options,
                               eqp_error *error) {
    double seed;
    eqp_status status;
    *options = eqp_generate_defaults();
    seed = (double)options->seed;
    status = take_count(given, "--zones", 1, MOST_ROWS, &options->zones, error);
    if (!status)
        status = take_count(given, "--occupations", 1, MOST_ROWS, &options->occupations, error);
    if (!status)
        status = take_count(given, "--offers", 1, MOST_ROWS, &options->offers, error);
    if (!status)
        status = take_count(given, "--institutions", 1, 9, &options->institutions, error);
    if (!status)
        status = eqp_arguments_whole(given, "--seed", 0, MOST_SEED, &seed, error);
    if (!status)
        status = eqp_arguments_number(given, "--second", 0, 1, &options->second, error);
    if (!status)
        status = eqp_arguments_number(given, "--across", 0, 1, &options->across, error);
    if (!status)
        status = eqp_arguments_number(given, "--budget", 0, 1, &options->budget, error);
    options->seed = (uint64_t)seed;
    return status;
}

static char *in_words(const eqp_generate_summary *made, const char *folder) {
    eqp_buffer buffer = {0};
    eqp_buffer_add(&buffer, _("Illustrative tables, not real offers, are in %s:\n"), folder);
    eqp_buffer_amount(&buffer, _("zones"), made->zones, "");
    eqp_buffer_amount(&buffer, _("of them without coordinates, so no mobility"),
                      made->zones_without_coordinates, "");
    eqp_buffer_amount(&buffer, _("occupations"), made->occupations, "");
    eqp_buffer_amount(&buffer, _("needs"), made->needs, "");
    eqp_buffer_amount(&buffer, _("people lacking"), made->need, "");
    eqp_buffer_amount(&buffer, _("offers"), made->offers, "");
    eqp_buffer_amount(&buffer, _("of them with several occupations"), made->several, "");
    eqp_buffer_amount(&buffer, _("of those across families"), made->across, "");
    eqp_buffer_amount(&buffer, _("places offered"), made->places, "");
    eqp_buffer_amount(&buffer, _("budgets together"), made->budgets, "");
    return eqp_buffer_finish(&buffer);
}

static char *as_json(const eqp_generate_summary *made) {
    eqp_json *json = eqp_json_create();
    eqp_json_text(json, "version", EQP_VERSION);
    eqp_json_whole(json, "zones", made->zones);
    eqp_json_whole(json, "zones_without_coordinates", made->zones_without_coordinates);
    eqp_json_whole(json, "occupations", made->occupations);
    eqp_json_whole(json, "needs", made->needs);
    eqp_json_number(json, "need", made->need);
    eqp_json_whole(json, "offers", made->offers);
    eqp_json_whole(json, "several", made->several);
    eqp_json_whole(json, "across", made->across);
    eqp_json_number(json, "places", made->places);
    eqp_json_number(json, "budget", made->budgets);
    return eqp_json_finish(json);
}

eqp_exit eqp_command_generate(const eqp_arguments *given) {
    const char *folder = given->argument[0];
    eqp_problems *problems = eqp_problems_create();
    eqp_generate_options options;
    eqp_generate_summary made = {0};
    eqp_error error = {0};
    eqp_status status = problems ? take_options(given, &options, &error) : eqp_error_memory(&error);
    eqp_exit result;
    eqp_waiting *waiting = NULL;
    if (!status)
        waiting = eqp_waiting_begin(given, _("making tables"));
    if (!status)
        status = eqp_generate(folder, &options, problems, &made, &error);
    eqp_waiting_end(waiting);
    if (problems)
        eqp_message_problems(given, problems, folder);
    if (status)
        result = eqp_message_error(&error);
    else
        result = eqp_message_answer(eqp_arguments_has(given, "--json") ? as_json(&made)
                                                                       : in_words(&made, folder));
    eqp_problems_free(problems);
    return result;
}
