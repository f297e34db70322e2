/* Replays the fuzzer's corpus as an ordinary test, each input whole and cut at every length. */
#include "suite.h"
#include "target.h"

#include "models/base/memory.h"

#include <dirent.h>
#include <stdio.h>
#include <string.h>

#define CORPUS EQP_SOURCE_DIR "/tests/fuzz/" EQP_CORPUS

static size_t load(const char *name, uint8_t *bytes, size_t capacity) {
    char path[1024];
    FILE *file;
    size_t size;
    snprintf(path, sizeof path, CORPUS "/%s", name);
    file = fopen(path, "rb");
    CU_ASSERT_PTR_NOT_NULL_FATAL(file);
    size = fread(bytes, 1, capacity, file);
    fclose(file);
    return size;
}

static void every_input_of_the_corpus_keeps_the_promises(void) {
    static uint8_t bytes[65536];
    DIR *corpus = opendir(CORPUS);
    int inputs = 0;
    CU_ASSERT_PTR_NOT_NULL_FATAL(corpus);
    for (struct dirent *entry = readdir(corpus); entry; entry = readdir(corpus)) {
        size_t size;
        if (entry->d_name[0] == '.')
            continue;
        size = load(entry->d_name, bytes, sizeof bytes);
        for (size_t length = 0; length <= size; length++) {
            /* A copy of its own size, so that a sanitizer sees a step beyond its end. */
            uint8_t *cut = eqp_allocate(length, 1);
            CU_ASSERT_PTR_NOT_NULL_FATAL(cut);
            memcpy(cut, bytes, length);
            CU_ASSERT_EQUAL(LLVMFuzzerTestOneInput(cut, length), 0);
            eqp_free(cut);
        }
        inputs++;
    }
    closedir(corpus);
    CU_ASSERT_TRUE(inputs >= EQP_CORPUS_LEAST);
}

static const eqp_test tests[] = {
    {"every input of the corpus keeps the promises, wherever it is cut",
     every_input_of_the_corpus_keeps_the_promises},
};

EQP_SUITE_MAIN("fuzz/replay", tests)
