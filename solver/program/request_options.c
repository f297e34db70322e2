#include "solver/program/request_options.h"

#include "models/base/memory.h"
#include "solver/program/interrupt.h"
#include "solver/program/processes.h"

#include <string.h>

#define MOST_SECONDS 1e9

static eqp_status take_words(const eqp_arguments *given, eqp_request *request, eqp_error *error) {
    uint32_t engine = request->engine, style = request->style;
    eqp_status status = eqp_arguments_word(given, "--engine", &engine, error);
    if (!status)
        status = eqp_arguments_threads(given, &request->threads, error);
    if (!status)
        status = eqp_arguments_number(given, "--time-limit", 0.001, MOST_SECONDS,
                                      &request->time_limit, error);
    if (!status)
        status = eqp_arguments_word(given, "--csv-style", &style, error);
    request->engine = (eqp_engine_choice)engine;
    request->style = (eqp_csv_style)style;
    return status;
}

/* Those that may be repeated. */
static eqp_status take_lists(const eqp_arguments *given, eqp_request_options *options,
                             eqp_error *error) {
    options->settings = eqp_allocate(given->option_count, sizeof *options->settings);
    options->axes = eqp_allocate(given->option_count, sizeof *options->axes);
    if (!options->settings || !options->axes)
        return eqp_error_memory(error);
    for (size_t i = 0; i < given->option_count; i++) {
        const eqp_given_option *option = &given->options[i];
        int transfer = strcmp(option->name, "--transfer") == 0;
        if (strcmp(option->name, "--set") == 0)
            options->settings[options->request.setting_count++] = option->value;
        else if (transfer || strcmp(option->name, "--vary") == 0)
            options->axes[options->axis_count++] = (eqp_axis_text){option->value, transfer};
    }
    options->request.settings = options->settings;
    return EQP_OK;
}

eqp_status eqp_request_options_take(const eqp_arguments *given, eqp_request_options *options,
                                    eqp_error *error) {
    eqp_status status;
    *options = (eqp_request_options){
        .request = {.study = given->argument[0],
                    .scenario = eqp_arguments_text(given, "--scenario", NULL),
                    .whole = eqp_arguments_has(given, "--whole"),
                    .engine = eqp_solve_options_default().engine,
                    .folder = eqp_arguments_text(given, "--out", NULL),
                    .workbook = eqp_arguments_has(given, "--xlsx"),
                    .page = eqp_arguments_has(given, "--html"),
                    .crew = eqp_command_spreads(given->command) ? eqp_processes_crew() : NULL}};
    eqp_interrupt_watch();
    options->request.listener = eqp_console_listen(&options->console, given);
    status = take_words(given, &options->request, error);
    return status ? status : take_lists(given, options, error);
}

void eqp_request_options_free(eqp_request_options *options) {
    eqp_free(options->settings);
    eqp_free(options->axes);
}
