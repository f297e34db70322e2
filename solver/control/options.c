#include "solver/control/options.h"

eqp_solve_options eqp_solve_options_default(void) {
    return (eqp_solve_options){.engine = EQP_ENGINE_DECOMPOSED};
}
