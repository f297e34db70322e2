#include "target.h"

#include "small_study.h"

#include "input/tables/outlines_read.h"
#include "models/base/memory.h"

/* Lists follow each other, rings have points enough, and every point lies on the map. */
static void check_outlines(const eqp_outlines *outlines) {
    size_t polygons = outlines->first_polygon[outlines->zones];
    size_t rings = outlines->first_ring[polygons];
    promise(polygons > 0, "outlines have a polygon");
    for (uint32_t z = 0; z < outlines->zones; z++)
        promise(outlines->first_polygon[z] <= outlines->first_polygon[z + 1], "zones in order");
    for (size_t p = 0; p < polygons; p++)
        promise(outlines->first_ring[p] < outlines->first_ring[p + 1], "polygons have a ring");
    for (size_t r = 0; r < rings; r++)
        promise(outlines->first_point[r] + 4 <= outlines->first_point[r + 1], "rings have points");
    for (size_t i = 0; i < outlines->first_point[rings]; i++)
        promise(outlines->x[i] <= outlines->width && outlines->y[i] <= outlines->height,
                "points lie on the map");
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    small_study texts = small_study_make();
    size_t before = eqp_memory_alive();
    eqp_study *study = small_study_read(&texts);
    eqp_problems *problems = eqp_problems_create();
    eqp_outlines *outlines = NULL;
    eqp_status status =
        eqp_outlines_read_text((const char *)data, size, study, &outlines, problems, NULL);
    promise(status == EQP_OK || status == EQP_ERROR_DATA, "only data can be wrong");
    promise((status == EQP_OK) == (eqp_problems_count(problems, EQP_PROBLEM_ERROR) == 0),
            "errors and only errors stop a map");
    promise(status == EQP_OK || !outlines, "a map comes with success alone");
    if (outlines)
        check_outlines(outlines);
    eqp_outlines_free(outlines);
    eqp_problems_free(problems);
    eqp_study_free(study);
    promise(eqp_memory_alive() == before, "nothing is left in memory");
    return 0;
}
