#include "solver/program/sweep_options.h"

#include "models/base/language.h"
#include "models/base/memory.h"
#include "output/files/buffer.h"
#include "solver/program/study_input.h"

#include <string.h>

#define MOST_DRAWS 9007199254740992.0 /* 2⁵³ */

static int is_transfer(const eqp_given_option *option) {
    return strcmp(option->name, "--transfer") == 0;
}

static int is_axis(const eqp_given_option *option) {
    return is_transfer(option) || strcmp(option->name, "--vary") == 0;
}

eqp_status eqp_sweep_options_take(const eqp_arguments *arguments, eqp_sweep_options *options,
                                  eqp_error *error) {
    int axes = 0;
    eqp_status status;
    *options = (eqp_sweep_options){.seed = 1,
                                   .hold_floors = eqp_arguments_has(arguments, "--hold-floors")};
    for (size_t i = 0; i < arguments->option_count; i++)
        axes += is_axis(&arguments->options[i]);
    status = eqp_arguments_whole(arguments, "--draws", 1, MOST_DRAWS, &options->draws, error);
    if (status == EQP_OK)
        status = eqp_arguments_whole(arguments, "--seed", 0, MOST_DRAWS, &options->seed, error);
    if (status != EQP_OK)
        return status;
    if (!axes && options->draws == 0)
        return eqp_error_set(error, EQP_ERROR_USAGE,
                             _("nothing varies: give --vary, --transfer or --draws"));
    if (eqp_arguments_has(arguments, "--resume") && !eqp_arguments_has(arguments, "--out"))
        return eqp_error_set(error, EQP_ERROR_USAGE,
                             _("--resume goes on with what --out DIR holds: give --out, too"));
    if (options->draws == 0 && eqp_arguments_has(arguments, "--seed"))
        return eqp_error_set(error, EQP_ERROR_USAGE, _("--seed is of no use without --draws"));
    return EQP_OK;
}

static eqp_status add_axes(const eqp_arguments *arguments, const eqp_study *study,
                           eqp_variation *variation, eqp_error *error) {
    eqp_status status = EQP_OK;
    for (size_t i = 0; status == EQP_OK && i < arguments->option_count; i++) {
        const eqp_given_option *option = &arguments->options[i];
        eqp_axis *axis;
        if (!is_axis(option))
            continue;
        status = (is_transfer(option) ? eqp_axis_transfer : eqp_axis_vary)(
            study, option->value, EQP_AXIS_VALUES, &axis, error);
        if (status == EQP_OK)
            status = eqp_variation_add(variation, axis, error);
    }
    return status;
}

/* Axes in the order typed; the rest in one order, however it was typed. */
static char *write_line(const eqp_arguments *arguments, const eqp_sweep_options *options) {
    eqp_buffer line = {0};
    const char *blank = "";
    for (size_t i = 0; i < arguments->option_count; i++)
        if (is_axis(&arguments->options[i])) {
            eqp_buffer_add(&line, "%s%s %s", blank, arguments->options[i].name,
                           arguments->options[i].value);
            blank = " ";
        }
    if (options->draws > 0) {
        eqp_buffer_add(&line, "%s--draws %.0f --seed %.0f", blank, options->draws, options->seed);
        blank = " ";
    }
    if (options->hold_floors)
        eqp_buffer_add(&line, "%s--hold-floors", blank);
    eqp_study_input_describe(arguments, &line);
    return eqp_buffer_finish(&line);
}

eqp_status eqp_sweep_options_understand(const eqp_arguments *arguments, const eqp_study *study,
                                        eqp_sweep_options *options, eqp_error *error) {
    eqp_status status;
    if (options->hold_floors && !(study->settings.balance > 0))
        return eqp_error_set(
            error, EQP_ERROR_USAGE,
            _("--hold-floors: the study's balance is 0, so that it has no floors"));
    status = eqp_variation_create(study, &options->variation, error);
    if (status == EQP_OK)
        status = add_axes(arguments, study, options->variation, error);
    if (status == EQP_OK && options->draws > 0)
        status = eqp_variation_draw(options->variation, (uint64_t)options->draws,
                                    (uint64_t)options->seed, error);
    if (status == EQP_OK) {
        options->line = write_line(arguments, options);
        status = options->line ? EQP_OK : eqp_error_memory(error);
    }
    return status;
}

void eqp_sweep_options_free(eqp_sweep_options *options) {
    eqp_variation_free(options->variation);
    eqp_free(options->line);
}
