#include "input/generate/generate.h"
#include "models/base/language.h"
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

static char *text_of(const eqp_generate_summary *made, const char *folder, int as_json) {
    const eqp_amount amounts[] = {
        {"zones", _("zones"), made->zones, 0, NULL},
        {"zones_without_coordinates", _("of them without coordinates, so no mobility"),
         made->zones_without_coordinates, 0, NULL},
        {"occupations", _("occupations"), made->occupations, 0, NULL},
        {"needs", _("needs"), made->needs, 0, NULL},
        {"need", _("people lacking"), made->need, 1, NULL},
        {"offers", _("offers"), made->offers, 0, NULL},
        {"several", _("of them with several occupations"), made->several, 0, NULL},
        {"across", _("of those across families"), made->across, 0, NULL},
        {"places", _("places offered"), made->places, 1, NULL},
        {"budget", _("budgets together"), made->budgets, 1, NULL},
    };
    eqp_buffer buffer = {0};
    if (as_json)
        return eqp_message_amounts_json(amounts, sizeof amounts / sizeof *amounts);
    eqp_buffer_add(&buffer, _("Illustrative tables, not real offers, are in %s:\n"), folder);
    eqp_amounts_say(amounts, sizeof amounts / sizeof *amounts, &buffer);
    return eqp_buffer_finish(&buffer);
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
        result = eqp_message_answer(text_of(&made, folder, eqp_arguments_has(given, "--json")));
    eqp_problems_free(problems);
    return result;
}
