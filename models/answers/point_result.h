/* What a family of plans keeps of one of them: a row of sweep.csv or comparison.csv, the zones'
 * rates and, where wanted, what is bought. Small enough to keep in a database and to send to
 * another process. */
#ifndef EQP_MODELS_POINT_RESULT_H
#define EQP_MODELS_POINT_RESULT_H

#include "models/answers/plan.h"

typedef struct eqp_point_result_line {
    uint32_t offer, institution; /* study's indexes */
    double places;
} eqp_point_result_line;

/* Owned as one piece of memory (eqp_free). Numbers are NAN where there is no plan. */
typedef struct eqp_point_result {
    uint64_t point;
    eqp_outcome outcome;
    uint32_t institutions, zones, line_count;
    double value_best, value, gap, coverage, rate_min, gini, overlap, cost, places, hires;
    double *institution_cost;     /* [institutions] */
    double *institution_places;   /* [institutions] */
    double *zone_rate;            /* [zones] NAN where N_z = 0 */
    double *zone_fair_rate;       /* [zones] NAN where there is none */
    eqp_point_result_line *lines; /* [line_count] by offer, institution */
} eqp_point_result;

/* The finding of a plan, with its lines where `with_lines`; NULL when memory is short. */
eqp_point_result *eqp_point_result_of_plan(uint64_t point, const eqp_plan *plan, int with_lines);

/* The finding of a point that has no plan (infeasible, or stopped before there was one). */
eqp_point_result *eqp_point_result_without_plan(uint64_t point, eqp_outcome outcome,
                                                uint32_t institutions, uint32_t zones);

/* The same numbers as bytes, for another process of the same program: bytes[size]; unpacking checks
 * sizes and gives NULL where they do not fit or memory is short. */
size_t eqp_point_result_size(const eqp_point_result *finding);
void eqp_point_result_pack(const eqp_point_result *finding, unsigned char *bytes);
eqp_point_result *eqp_point_result_unpack(const unsigned char *bytes, size_t size);

#endif
