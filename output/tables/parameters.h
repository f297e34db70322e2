/* The parameters in force, as JSON. */
#ifndef EQP_OUTPUT_PARAMETERS_H
#define EQP_OUTPUT_PARAMETERS_H

#include "models/study/study.h"
#include "output/files/json.h"

/* Adds them to an open object, under "parameters". */
void eqp_parameters_add(const eqp_settings *settings, eqp_json *json);

#endif
