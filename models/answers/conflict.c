#include "models/answers/conflict.h"

#include "models/base/memory.h"

void eqp_conflicts_free(eqp_conflicts *conflicts) {
    if (!conflicts)
        return;
    for (uint32_t n = 0; n < conflicts->set_count; n++) {
        eqp_free(conflicts->sets[n].members);
        eqp_free(conflicts->sets[n].facts);
    }
    eqp_free(conflicts->joint);
    eqp_free(conflicts);
}
