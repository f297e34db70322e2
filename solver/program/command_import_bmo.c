#include "input/import/import_bmo.h"
#include "models/base/language.h"
#include "output/files/buffer.h"
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

static char *text_of(const eqp_bmo_summary *made, const eqp_bmo_options *options,
                     const char *folder, int as_json) {
    int exact = made->need_low == made->need && made->need_high == made->need;
    const eqp_amount amounts[] = {
        {"rows", _("rows of the survey"), made->rows, 0, NULL},
        {"suppressed_met", _("suppressed cells (*): hiring projects"), made->suppressed_met, 0,
         NULL},
        {"suppressed_xmet", _("suppressed cells (*): difficult hirings"), made->suppressed_xmet, 0,
         NULL},
        {"suppressed_smet", _("suppressed cells (*): seasonal hirings"), made->suppressed_smet, 0,
         NULL},
        {NULL, _("persons that each of them counts"), options->suppressed, 0, NULL},
        {"zones", _("zones"), made->zones, 0, NULL},
        {"joined_zones", _("zones under several departments, added up"), made->joined_zones, 0,
         NULL},
        {"occupations", _("occupations"), made->occupations, 0, NULL},
        {"needs", _("needs"), made->needs, 0, NULL},
        {"without_need", _("pairs of the survey in which nobody is lacking"), made->without_need, 0,
         NULL},
        {"need", _("people lacking"), made->need, 1, NULL},
        {"need_low", exact ? NULL : _("at least"), made->need_low, 1, NULL},
        {"need_high", exact ? NULL : _("at most"), made->need_high, 1, NULL},
    };
    eqp_buffer buffer = {0};
    if (as_json)
        return eqp_message_amounts_json(amounts, sizeof amounts / sizeof *amounts);
    eqp_buffer_add(&buffer, _("The survey's needs are in %s:\n"), folder);
    eqp_amounts_say(amounts, sizeof amounts / sizeof *amounts, &buffer);
    eqp_buffer_wrap(&buffer,
                    _("The study still needs institutions, budgets, offers, offer_occupations and "
                      "prices."),
                    0, 80);
    return eqp_buffer_finish(&buffer);
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
        result = eqp_message_answer(
            text_of(&made, &options, folder, eqp_arguments_has(given, "--json")));
    eqp_problems_free(problems);
    return result;
}
