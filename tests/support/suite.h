/* What every test executable shares: one suite of sentences, run by CUnit, that fails when a test
 * fails, when there is none, or when memory is left over. */
#ifndef EQP_TESTS_SUITE_H
#define EQP_TESTS_SUITE_H

#include <CUnit/CUnit.h>

#include <stddef.h>

typedef struct eqp_test {
    const char *sentence; /* what the test says is true */
    void (*run)(void);
} eqp_test;

/* Runs the tests, prints CUnit's totals; the exit status of the executable. */
int eqp_suite_run(const char *name, const eqp_test *tests, size_t count);

/* The longest line of a text, in characters of UTF-8; 0 of NULL. */
int eqp_longest_line(const char *text);

/* So many random trials: all of them in a plain build, a third under sanitizers, which are slow and
 * look for other faults. */
#define EQP_TRIALS(count) ((count) / EQP_TRIALS_SHARE)

#define EQP_SUITE_MAIN(name, tests)                                                                \
    int main(void) {                                                                               \
        return eqp_suite_run(name, tests, sizeof(tests) / sizeof *(tests));                        \
    }

#endif
