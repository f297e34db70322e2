#include "input/check.h"

eqp_status eqp_study_check(eqp_study *study, const eqp_layout *layout, eqp_problems *problems,
                           eqp_error *error) {
    eqp_status status = EQP_OK;
    (void)layout;
    (void)problems;
    for (uint32_t row = 0; status == EQP_OK && row < study->parameters.count; row++) {
        uint32_t p = study->parameters.parameter[row];
        status = eqp_settings_set(&study->settings, eqp_study_id(study, EQP_SPACE_parameter, p),
                                  study->parameters.value[row], error);
    }
    return status;
}
