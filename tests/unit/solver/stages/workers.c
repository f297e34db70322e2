/* Threads that share groups of work. The suite runs twice: with the threads it asks for, and where
 * the machine gives one alone (see CMakeLists.txt). */
#include "suite.h"

#include "models/base/memory.h"
#include "solver/stages/workers.h"

#include <stdatomic.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#define MOST_GROUPS 10000
#define NOWHERE UINT64_MAX

/* A job of the test: group g is worth g + 1, and may fail somewhere. */
typedef struct job {
    uint64_t groups, given;
    uint64_t work_fails_at, delivery_fails_at; /* group, or NOWHERE */
    uint64_t sum;
    uint32_t attended, attend_times;
    uint8_t delivered[MOST_GROUPS]; /* how often each group was */
    atomic_int inside;              /* of the functions that exclude each other */
    atomic_uint overlaps;           /* how often two of them ran at once */
    atomic_uint finished, deliveries, begun;
    uint32_t wait_for; /* deliveries that the group whose work fails waits for, or a second */
    int together;      /* group 0 waits for another group to begin, or a second */
    int met;           /* which began */
} job;

static void enter(job *j) {
    if (atomic_fetch_add(&j->inside, 1) != 0)
        atomic_fetch_add(&j->overlaps, 1);
}

static void leave(job *j) {
    atomic_fetch_sub(&j->inside, 1);
}

static void sleep_briefly(void) {
    const struct timespec length = {0, 100000};
    nanosleep(&length, NULL);
}

static int next(void *context, uint64_t *group) {
    job *j = context;
    int left;
    enter(j);
    left = j->given < j->groups;
    if (left)
        *group = j->given++;
    leave(j);
    return left;
}

/* 1 = there are that many, 0 = not after a second. */
static int wait_for(atomic_uint *count, uint32_t least) {
    for (int turn = 0; turn < 10000 && atomic_load(count) < least; turn++)
        sleep_briefly();
    return atomic_load(count) >= least;
}

static eqp_status work(void *context, uint64_t group, void **result, eqp_error *error) {
    job *j = context;
    eqp_status status = EQP_OK;
    uint64_t *worth = NULL;
    atomic_fetch_add(&j->begun, 1);
    if (group == 0 && j->together)
        j->met = wait_for(&j->begun, 2);
    if (group == j->work_fails_at) {
        wait_for(&j->deliveries, j->wait_for);
        status = eqp_error_set(error, EQP_ERROR_DATA, "group %u fails", (unsigned)group);
    } else {
        worth = eqp_allocate(1, sizeof *worth);
        if (!worth)
            status = eqp_error_memory(error);
    }
    if (worth) {
        *worth = group + 1;
        *result = worth;
    }
    atomic_fetch_add(&j->finished, status == EQP_OK);
    return status;
}

static eqp_status deliver(void *context, uint64_t group, void *result, eqp_error *error) {
    job *j = context;
    const uint64_t *worth = result;
    eqp_status status = EQP_OK;
    enter(j);
    j->sum += *worth;
    j->delivered[group]++;
    atomic_fetch_add(&j->deliveries, 1);
    if (group == j->delivery_fails_at)
        status = eqp_error_set(error, EQP_ERROR_SYSTEM, "group %u is lost", (unsigned)group);
    leave(j);
    eqp_free(result);
    return status;
}

static int attend(void *context) {
    job *j = context;
    enter(j);
    j->attended++;
    leave(j);
    return j->attended < j->attend_times;
}

static void start(job *j, uint64_t groups) {
    memset(j, 0, sizeof *j);
    j->groups = groups;
    j->work_fails_at = j->delivery_fails_at = NOWHERE;
}

static eqp_status run(job *j, int threads, eqp_error *error) {
    const eqp_workload load = {j, next, work, deliver, j->attend_times ? attend : NULL};
    return eqp_workers_run(&load, threads, error);
}

static uint64_t sum_up_to(uint64_t groups) {
    return groups * (groups + 1) / 2;
}

static void every_group_is_done_once_by_any_number_of_threads(void) {
    const uint64_t sizes[] = {0, 1, 2, 7, 300};
    static job j;
    for (int threads = 1; threads <= 4; threads++)
        for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++)
            for (uint32_t attend_times = 0; attend_times <= 20; attend_times += 10) {
                start(&j, sizes[i]);
                j.attend_times = attend_times;
                CU_ASSERT_EQUAL(run(&j, threads, NULL), EQP_OK);
                CU_ASSERT_EQUAL(j.sum, sum_up_to(sizes[i]));
                CU_ASSERT_EQUAL(j.attended, attend_times);
                CU_ASSERT_EQUAL(atomic_load(&j.overlaps), 0);
                for (uint64_t g = 0; g < sizes[i]; g++)
                    CU_ASSERT_EQUAL(j.delivered[g], 1);
            }
}

static void ten_thousand_tiny_groups_pass(void) {
    static job j;
    for (int times = 0; times < 20; times++) {
        start(&j, MOST_GROUPS);
        j.attend_times = 5;
        CU_ASSERT_EQUAL(run(&j, 3, NULL), EQP_OK);
        CU_ASSERT_EQUAL(j.sum, sum_up_to(MOST_GROUPS));
        CU_ASSERT_EQUAL(j.attended, 5);
        CU_ASSERT_EQUAL(atomic_load(&j.overlaps), 0);
    }
}

static int machine_gives_one_thread(void) {
    const char *limit = getenv("OMP_THREAD_LIMIT");
    return limit && strcmp(limit, "1") == 0;
}

static void two_groups_are_worked_on_at_once(void) {
    static job j;
    if (machine_gives_one_thread())
        return;
    start(&j, 2);
    j.together = 1;
    CU_ASSERT_EQUAL(run(&j, 2, NULL), EQP_OK);
    CU_ASSERT_EQUAL(j.sum, sum_up_to(2));
    CU_ASSERT_EQUAL(j.met, 1);
}

static void a_failure_at_work_ends_the_run_and_what_was_begun_is_delivered(void) {
    static job j;
    eqp_error error;
    for (int threads = 1; threads <= 4; threads++) {
        uint64_t delivered = 0;
        memset(&error, 0, sizeof error);
        start(&j, MOST_GROUPS);
        j.work_fails_at = 5;
        CU_ASSERT_EQUAL(run(&j, threads, &error), EQP_ERROR_DATA);
        CU_ASSERT_STRING_EQUAL(error.sentence, "group 5 fails");
        for (uint64_t g = 0; g < MOST_GROUPS; g++)
            delivered += j.delivered[g];
        CU_ASSERT_EQUAL(j.delivered[5], 0);
        CU_ASSERT_EQUAL(delivered, atomic_load(&j.finished));
        CU_ASSERT_EQUAL(delivered, j.given - 1);
        CU_ASSERT(threads > 1 || j.given == 6);
    }
}

static void nothing_is_taken_after_a_failed_delivery(void) {
    static job j;
    eqp_error error;
    for (int threads = 1; threads <= 4; threads++) {
        memset(&error, 0, sizeof error);
        start(&j, MOST_GROUPS);
        j.delivery_fails_at = 3;
        CU_ASSERT_EQUAL(run(&j, threads, &error), EQP_ERROR_SYSTEM);
        CU_ASSERT_STRING_EQUAL(error.sentence, "group 3 is lost");
        CU_ASSERT_EQUAL(atomic_load(&j.finished), j.given);
        CU_ASSERT(threads > 1 || j.given == 4);
    }
}

static void the_first_failure_is_the_one_that_is_told(void) {
    static job j;
    eqp_error error = {0};
    start(&j, 50);
    j.delivery_fails_at = 0;
    j.work_fails_at = 1; /* after the delivery of group 0, or never begun */
    j.wait_for = 1;
    CU_ASSERT_EQUAL(run(&j, 2, &error), EQP_ERROR_SYSTEM);
    CU_ASSERT_STRING_EQUAL(error.sentence, "group 0 is lost");
}

static void a_failure_ends_the_attending(void) {
    static job j;
    eqp_error error = {0};
    for (int threads = 1; threads <= 3; threads++) {
        start(&j, 50);
        j.work_fails_at = 20;
        j.attend_times = UINT32_MAX;
        CU_ASSERT_EQUAL(run(&j, threads, &error), EQP_ERROR_DATA);
        CU_ASSERT_STRING_EQUAL(error.sentence, "group 20 fails");
    }
}

static void a_failed_allocation_at_work_leaves_nothing_behind(void) {
    static job j;
    for (size_t n = 1; n <= 30; n++) {
        size_t before = eqp_memory_alive();
        eqp_error error = {0};
        start(&j, 29);
        eqp_memory_fail_at(n);
        CU_ASSERT_EQUAL(run(&j, 3, &error), n <= 29 ? EQP_ERROR_MEMORY : EQP_OK);
        eqp_memory_fail_at(0);
        CU_ASSERT_EQUAL(eqp_memory_alive(), before);
    }
}

static const eqp_test tests[] = {
    {"every group is done once by any number of threads",
     every_group_is_done_once_by_any_number_of_threads},
    {"ten thousand tiny groups pass", ten_thousand_tiny_groups_pass},
    {"two groups are worked on at once", two_groups_are_worked_on_at_once},
    {"a failure at work ends the run and what was begun is delivered",
     a_failure_at_work_ends_the_run_and_what_was_begun_is_delivered},
    {"nothing is taken after a failed delivery", nothing_is_taken_after_a_failed_delivery},
    {"the first failure is the one that is told", the_first_failure_is_the_one_that_is_told},
    {"a failure ends the attending", a_failure_ends_the_attending},
    {"a failed allocation at work leaves nothing behind",
     a_failed_allocation_at_work_leaves_nothing_behind},
};

EQP_SUITE_MAIN("solver/workers", tests)
