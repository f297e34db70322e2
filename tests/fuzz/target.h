/* What the fuzzer and the replay of its corpus do with one input. */
#ifndef EQP_TESTS_FUZZ_TARGET_H
#define EQP_TESTS_FUZZ_TARGET_H

#include <stddef.h>
#include <stdint.h>

/* libFuzzer's entry, one for each target. table_reader.c: the first byte chooses a table of the
 * small study, the rest is its text. outlines.c: the input is the text of zones.geojson. draft.c:
 * the input is the file of a plan made elsewhere. Aborts when reading breaks a promise; returns 0.
 */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* Aborts and says what was promised unless it is kept. */
void promise(int kept, const char *what);

#endif
