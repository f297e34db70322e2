#include "suite.h"

#include "input/generate/random.h"

static void the_numbers_are_the_same_on_every_machine(void) {
    eqp_random random = eqp_random_start(1, 2, 3);
    uint64_t first = eqp_random_next(&random), second = eqp_random_next(&random);
    CU_ASSERT_EQUAL(first, 3338630500613836785u);
    CU_ASSERT_EQUAL(second, 7811883097340841056u);
}

static void seed_stream_and_index_each_change_the_sequence(void) {
    const uint64_t cases[][3] = {{1, 1, 1}, {2, 1, 1}, {1, 2, 1}, {1, 1, 2}};
    uint64_t first[4];
    for (int i = 0; i < 4; i++) {
        eqp_random random = eqp_random_start(cases[i][0], (uint32_t)cases[i][1], cases[i][2]);
        first[i] = eqp_random_next(&random);
        for (int j = 0; j < i; j++)
            CU_ASSERT_NOT_EQUAL(first[i], first[j]);
    }
}

static void numbers_between_two_bounds_reach_both_and_nothing_else(void) {
    eqp_random random = eqp_random_start(7, 0, 0);
    int seen[5] = {0};
    for (int i = 0; i < 5000; i++) {
        uint32_t number = eqp_random_between(&random, 3, 7);
        CU_ASSERT_TRUE_FATAL(number >= 3 && number <= 7);
        seen[number - 3]++;
    }
    for (int i = 0; i < 5; i++)
        CU_ASSERT_TRUE(seen[i] > 800 && seen[i] < 1200);
    CU_ASSERT_EQUAL(eqp_random_between(&random, 9, 9), 9);
}

static void what_happens_with_a_probability_happens_that_often(void) {
    int happened = 0;
    for (uint64_t i = 0; i < 10000; i++) {
        eqp_random random = eqp_random_start(5, 1, i);
        happened += eqp_random_happens(&random, 150000);
        CU_ASSERT_FALSE(eqp_random_happens(&random, 0));
        CU_ASSERT_TRUE(eqp_random_happens(&random, 1000000));
    }
    CU_ASSERT_TRUE(happened > 1350 && happened < 1650);
}

static const eqp_test tests[] = {
    {"the numbers are the same on every machine", the_numbers_are_the_same_on_every_machine},
    {"seed, stream and index each change the sequence",
     seed_stream_and_index_each_change_the_sequence},
    {"numbers between two bounds reach both and nothing else",
     numbers_between_two_bounds_reach_both_and_nothing_else},
    {"what happens with a probability happens that often",
     what_happens_with_a_probability_happens_that_often},
};

EQP_SUITE_MAIN("random", tests)
