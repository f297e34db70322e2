/* What the fuzzer and the replay of its corpus do with one input. */
#ifndef EQP_TESTS_TABLE_READER_H
#define EQP_TESTS_TABLE_READER_H

#include <stddef.h>
#include <stdint.h>

/* libFuzzer's entry. The first byte chooses a table of the small study, the rest is its text.
 * Aborts when reading breaks a promise; returns 0. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

#endif
