/* One thing that a sweep or a frontier varies, as it is written (axis.h):
 * "budget[region]*=0.8:1.2:9", "region:ft=0:1000000". */
#ifndef EQP_REQUESTS_AXIS_TEXT_H
#define EQP_REQUESTS_AXIS_TEXT_H

#include "models/study/axis.h"
#include "solver/requests/ask.h"

/* The option that asks for it: "--transfer" or "--vary". */
const char *eqp_axis_text_option(const eqp_axis_text *axis);

/* Understands it, as eqp_axis_vary or eqp_axis_transfer. */
eqp_status eqp_axis_text_understand(const eqp_axis_text *axis, const eqp_study *study,
                                    eqp_axis_form form, eqp_axis **out, eqp_error *error);

#endif
