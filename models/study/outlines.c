#include "models/study/outlines.h"

#include "models/base/memory.h"

void eqp_outlines_free(eqp_outlines *outlines) {
    if (!outlines)
        return;
    eqp_free(outlines->first_polygon);
    eqp_free(outlines->first_ring);
    eqp_free(outlines->first_point);
    eqp_free(outlines->x);
    eqp_free(outlines->y);
    eqp_free(outlines);
}

int eqp_outlines_has(const eqp_outlines *outlines, uint32_t zone) {
    return outlines && outlines->first_polygon[zone + 1] > outlines->first_polygon[zone];
}
