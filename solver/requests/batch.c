#include "solver/requests/batch.h"

#include "models/base/memory.h"
#include "models/proof/judge.h"

#include <assert.h>
#include <string.h>

eqp_batch *eqp_batch_create(uint32_t capacity) {
    eqp_batch *batch = eqp_allocate(1, sizeof *batch + (size_t)capacity * sizeof *batch->findings);
    if (batch)
        batch->capacity = capacity;
    return batch;
}

void eqp_batch_free(eqp_batch *batch) {
    for (uint32_t i = 0; batch && i < batch->count; i++)
        eqp_free(batch->findings[i]);
    eqp_free(batch);
}

void eqp_batch_drop(void *batch) {
    eqp_batch_free(batch);
}

static eqp_status of_plan(uint64_t point, const eqp_programme *programme,
                          const eqp_solution *solution, int with_lines, eqp_point_result **out,
                          eqp_error *error) {
    eqp_plan *plan;
    eqp_status status = eqp_judge_confirm(programme, solution, error);
    *out = NULL;
    if (!status)
        status = eqp_plan_build(programme, solution, &plan, error);
    if (status)
        return status;
    *out = eqp_point_result_of_plan(point, plan, with_lines);
    eqp_plan_free(plan);
    return *out ? EQP_OK : eqp_error_memory(error);
}

eqp_status eqp_batch_finding(uint64_t point, const eqp_programme *programme,
                             const eqp_solution *solution, int with_lines, eqp_point_result **out,
                             eqp_error *error) {
    const eqp_study *study = programme->study;
    if (solution->outcome == EQP_OUTCOME_OPTIMAL || solution->outcome == EQP_OUTCOME_STOPPED)
        return of_plan(point, programme, solution, with_lines, out, error);
    *out = eqp_point_result_without_plan(point, solution->outcome, study->institutions.count,
                                         study->zones.count);
    return *out ? EQP_OK : eqp_error_memory(error);
}

eqp_status eqp_batch_add(eqp_batch *batch, uint64_t point, const eqp_programme *programme,
                         const eqp_solution *solution, int with_lines, eqp_error *error) {
    eqp_point_result *finding;
    eqp_status status = eqp_batch_finding(point, programme, solution, with_lines, &finding, error);
    assert(batch->count < batch->capacity);
    if (!status)
        batch->findings[batch->count++] = finding;
    return status;
}

/* ---- bytes: how many findings, then each after its size ---- */

static unsigned char *put(unsigned char *at, uint64_t number) {
    memcpy(at, &number, sizeof number);
    return at + sizeof number;
}

/* Takes a number from what is left; 0 where too little is. */
static int get(const unsigned char **at, size_t *left, uint64_t *number) {
    if (*left < sizeof *number)
        return 0;
    memcpy(number, *at, sizeof *number);
    *at += sizeof *number;
    *left -= sizeof *number;
    return 1;
}

size_t eqp_batch_size(const void *of) {
    const eqp_batch *batch = of;
    size_t size = sizeof(uint64_t);
    for (uint32_t i = 0; i < batch->count; i++)
        size += sizeof(uint64_t) + eqp_point_result_size(batch->findings[i]);
    return size;
}

void eqp_batch_pack(const void *of, unsigned char *bytes) {
    const eqp_batch *batch = of;
    unsigned char *at = put(bytes, batch->count);
    for (uint32_t i = 0; i < batch->count; i++) {
        size_t size = eqp_point_result_size(batch->findings[i]);
        at = put(at, size);
        eqp_point_result_pack(batch->findings[i], at);
        at += size;
    }
}

/* Unpacks one finding; 0 = it does not fit or memory is short. */
static int unpack_finding(eqp_batch *batch, const unsigned char **at, size_t *left) {
    uint64_t size;
    eqp_point_result *finding;
    if (!get(at, left, &size) || size > *left)
        return 0;
    finding = eqp_point_result_unpack(*at, (size_t)size);
    if (!finding)
        return 0;
    batch->findings[batch->count++] = finding;
    *at += size;
    *left -= (size_t)size;
    return 1;
}

void *eqp_batch_unpack(const unsigned char *bytes, size_t size) {
    uint64_t count;
    eqp_batch *batch;
    int fits;
    if (!get(&bytes, &size, &count) || count > size / sizeof(uint64_t) || count > UINT32_MAX)
        return NULL;
    batch = eqp_batch_create((uint32_t)count);
    fits = batch != NULL;
    for (uint64_t i = 0; fits && i < count; i++)
        fits = unpack_finding(batch, &bytes, &size);
    if (fits && size == 0)
        return batch;
    eqp_batch_free(batch);
    return NULL;
}
