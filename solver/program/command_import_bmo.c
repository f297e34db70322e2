#include "input/import/import_bmo.h"
#include "models/base/language.h"
#include "output/files/buffer.h"
#include "output/files/json.h"
#include "solver/program/arguments.h"
#include "solver/program/message.h"
#include "solver/program/waiting.h"

static eqp_status take_options(const eqp_arguments *given, eqp_bmo_options *options,
                               eqp_error *error) {
    uint32_t need, seasonal;
    double suppressed;
    eqp_status status;
    *options = eqp_bmo_defaults();
    options->survey = given->argument[0];
    options->region = eqp_arguments_text(given, "--region", options->region);
    options->families = eqp_arguments_text(given, "--families", options->families);
    options->zones = eqp_arguments_text(given, "--zones", options->zones);
    need = options->need;
    seasonal = options->seasonal;
    suppressed = options->suppressed;
    status = eqp_arguments_word(given, "--need", &need, error);
    if (!status)
        status = eqp_arguments_word(given, "--seasonal", &seasonal, error);
    if (!status)
        status = eqp_arguments_whole(given, "--suppressed", 1, 4, &suppressed, error);
    if (!status && !eqp_arguments_has(given, "--out"))
        status = eqp_error_set(error, EQP_ERROR_USAGE,
                               _("--out DIR is missing: where shall the tables go?"));
    options->need = (eqp_bmo_need)need;
    options->seasonal = (eqp_bmo_seasonal)seasonal;
    options->suppressed = (uint32_t)suppressed;
    return status;
}

static char *in_words(const eqp_bmo_summary *made, const eqp_bmo_options *options,
                      const char *folder) {
    eqp_buffer buffer = {0};
    eqp_buffer_add(&buffer, _("The survey's needs are in %s:\n"), folder);
    eqp_buffer_amount(&buffer, _("rows of the survey"), made->rows, "");
    eqp_buffer_amount(&buffer, _("suppressed cells (*): hiring projects"), made->suppressed_met,
                      "");
    eqp_buffer_amount(&buffer, _("suppressed cells (*): difficult hirings"), made->suppressed_xmet,
                      "");
    eqp_buffer_amount(&buffer, _("suppressed cells (*): seasonal hirings"), made->suppressed_smet,
                      "");
    eqp_buffer_amount(&buffer, _("persons that each of them counts"), options->suppressed, "");
    eqp_buffer_amount(&buffer, _("zones"), made->zones, "");
    eqp_buffer_amount(&buffer, _("zones under several departments, added up"), made->joined_zones,
                      "");
    eqp_buffer_amount(&buffer, _("occupations"), made->occupations, "");
    eqp_buffer_amount(&buffer, _("needs"), made->needs, "");
    eqp_buffer_amount(&buffer, _("pairs of the survey in which nobody is lacking"),
                      made->without_need, "");
    eqp_buffer_amount(&buffer, _("people lacking"), made->need, "");
    if (made->need_low != made->need || made->need_high != made->need) {
        eqp_buffer_amount(&buffer, _("at least"), made->need_low, "");
        eqp_buffer_amount(&buffer, _("at most"), made->need_high, "");
    }
    eqp_buffer_wrap(&buffer,
                    _("The study still needs institutions, budgets, offers, offer_occupations and "
                      "prices."),
                    0, 80);
    return eqp_buffer_finish(&buffer);
}

static char *as_json(const eqp_bmo_summary *made) {
    eqp_json *json = eqp_json_create();
    eqp_json_text(json, "version", EQP_VERSION);
    eqp_json_whole(json, "rows", made->rows);
    eqp_json_whole(json, "suppressed_met", made->suppressed_met);
    eqp_json_whole(json, "suppressed_xmet", made->suppressed_xmet);
    eqp_json_whole(json, "suppressed_smet", made->suppressed_smet);
    eqp_json_whole(json, "zones", made->zones);
    eqp_json_whole(json, "joined_zones", made->joined_zones);
    eqp_json_whole(json, "occupations", made->occupations);
    eqp_json_whole(json, "needs", made->needs);
    eqp_json_whole(json, "without_need", made->without_need);
    eqp_json_number(json, "need", made->need);
    eqp_json_number(json, "need_low", made->need_low);
    eqp_json_number(json, "need_high", made->need_high);
    return eqp_json_finish(json);
}

eqp_exit eqp_command_import_bmo(const eqp_arguments *given) {
    const char *folder = eqp_arguments_text(given, "--out", "");
    eqp_problems *problems = eqp_problems_create();
    eqp_bmo_options options;
    eqp_bmo_summary made = {0};
    eqp_error error = {0};
    eqp_waiting *waiting = NULL;
    eqp_exit result;
    eqp_status status = problems ? take_options(given, &options, &error) : eqp_error_memory(&error);
    if (!status)
        waiting = eqp_waiting_begin(given, _("reading the survey"));
    if (!status)
        status = eqp_import_bmo(&options, folder, problems, &made, &error);
    eqp_waiting_end(waiting);
    if (problems)
        eqp_message_problems(given, problems, NULL);
    if (status)
        result = eqp_message_error(&error);
    else
        result = eqp_message_answer(eqp_arguments_has(given, "--json")
                                        ? as_json(&made)
                                        : in_words(&made, &options, folder));
    eqp_problems_free(problems);
    return result;
}
