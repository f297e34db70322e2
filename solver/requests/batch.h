/* What was found for a group of points: findings in the order in which they were found. */
#ifndef EQP_REQUESTS_BATCH_H
#define EQP_REQUESTS_BATCH_H

#include "models/answers/point_result.h"

typedef struct eqp_batch {
    uint32_t count, capacity;
    int counted; /* 1: whoever made it has counted its points; 0 of one that was unpacked */
    eqp_point_result *findings[]; /* [count] owned */
} eqp_batch;

/* Room for so many findings; NULL when memory is short. */
eqp_batch *eqp_batch_create(uint32_t capacity);

/* Takes NULL. The untyped form is for a workload's result. */
void eqp_batch_free(eqp_batch *batch);
void eqp_batch_drop(void *batch);

/* Adds what was found for a point: solution->outcome tells whether there is a plan, which is
 * judged. There is room. EQP_ERROR_MEMORY; EQP_ERROR_SOLVER: the judge does not confirm it. */
eqp_status eqp_batch_add(eqp_batch *batch, uint64_t point, const eqp_programme *programme,
                         const eqp_solution *solution, int with_lines, eqp_error *error);

/* The finding of one solution on its own. */
eqp_status eqp_batch_finding(uint64_t point, const eqp_programme *programme,
                             const eqp_solution *solution, int with_lines, eqp_point_result **out,
                             eqp_error *error);

/* The batch as bytes for another process, as eqp_shared_workload wants it. */
size_t eqp_batch_size(const void *batch);
void eqp_batch_pack(const void *batch, unsigned char *bytes);
void *eqp_batch_unpack(const unsigned char *bytes, size_t size);

#endif
