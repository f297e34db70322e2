#include "target.h"

#include "small_study.h"

#include "input/tables/draft_reader.h"
#include "models/base/memory.h"

#include <stdlib.h>
#include <unistd.h>

/* Lines name what the study has, buy something, and stand in order, each pair once. */
static void check_draft(const eqp_draft *draft, const eqp_study *study) {
    for (uint32_t i = 0; i < draft->count; i++) {
        const eqp_draft_line *line = draft->lines + i;
        const eqp_draft_line *before = i ? line - 1 : NULL;
        promise(line->offer < eqp_names_count(study->spaces[EQP_SPACE_offer]), "a known offer");
        promise(line->institution < eqp_names_count(study->spaces[EQP_SPACE_institution]),
                "a known institution");
        promise(line->places > 0, "lines buy something");
        promise(!before || before->offer < line->offer ||
                    (before->offer == line->offer && before->institution < line->institution),
                "lines in order, each pair once");
    }
}

static void write_file(char *path, const uint8_t *data, size_t size) {
    int file = mkstemp(path);
    promise(file >= 0 && write(file, data, size) == (ssize_t)size && close(file) == 0,
            "a file can be written");
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    char path[] = "/tmp/equiplace-draft-XXXXXX";
    small_study texts = small_study_make();
    size_t before = eqp_memory_alive();
    eqp_study *study = small_study_read(&texts);
    eqp_problems *problems = eqp_problems_create();
    eqp_draft *draft = NULL;
    eqp_status status;
    write_file(path, data, size);
    status = eqp_draft_read(path, study, &draft, problems, NULL);
    unlink(path);
    promise(status == EQP_OK || status == EQP_ERROR_DATA, "only data can be wrong");
    promise((status == EQP_OK) == (eqp_problems_count(problems, EQP_PROBLEM_ERROR) == 0),
            "errors and only errors stop a plan");
    promise((status == EQP_OK) == (draft != NULL), "a plan comes with success alone");
    if (draft)
        check_draft(draft, study);
    eqp_draft_free(draft);
    eqp_problems_free(problems);
    eqp_study_free(study);
    promise(eqp_memory_alive() == before, "nothing is left in memory");
    return 0;
}
