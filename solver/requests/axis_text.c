#include "solver/requests/axis_text.h"

const char *eqp_axis_text_option(const eqp_axis_text *axis) {
    return axis->transfer ? "--transfer" : "--vary";
}

eqp_status eqp_axis_text_understand(const eqp_axis_text *axis, const eqp_study *study,
                                    eqp_axis_form form, eqp_axis **out, eqp_error *error) {
    return (axis->transfer ? eqp_axis_transfer : eqp_axis_vary)(study, axis->text, form, out,
                                                                error);
}
