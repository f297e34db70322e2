#include "target.h"

#include "small_study.h"

#include "models/base/memory.h"

static void check_indexes(const uint32_t *indexes, uint32_t rows, uint32_t names) {
    for (uint32_t row = 0; row < rows; row++)
        promise(indexes[row] == EQP_NONE || indexes[row] < names,
                "indexes stay within their space");
}

/* Every index points into its space, and the row of an id is its index. */
static void check_study(eqp_study *study) {
    size_t count;
    const eqp_table_view *tables = eqp_study_tables(&count);
    for (size_t i = 0; i < count; i++) {
        uint32_t rows = *(uint32_t *)(void *)((char *)study + tables[i].count_offset);
        for (uint32_t j = 0; j < tables[i].column_count; j++) {
            const eqp_column_view *column = tables[i].columns + j;
            const uint32_t *indexes;
            if (column->space == EQP_SPACE_COUNT)
                continue;
            indexes = *(uint32_t **)eqp_study_column(study, column);
            check_indexes(indexes, rows, eqp_names_count(study->spaces[column->space]));
            for (uint32_t row = 0; column->kind == EQP_KIND_ID && row < rows; row++)
                promise(indexes[row] == row, "the row of an id is its index");
        }
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    small_study texts = small_study_make();
    size_t before = eqp_memory_alive();
    eqp_problems *problems = eqp_problems_create();
    eqp_study *study = NULL;
    eqp_status status;
    if (size) {
        eqp_table_text *text = texts.texts + data[0] % texts.count;
        text->bytes = (const char *)data + 1;
        text->size = size - 1;
    }
    status = eqp_study_read_texts(texts.texts, texts.count, &study, problems, NULL);
    promise((status == EQP_OK) == (study != NULL), "a study comes with success alone");
    promise((status == EQP_OK) == (eqp_problems_count(problems, EQP_PROBLEM_ERROR) == 0),
            "errors and only errors stop a study");
    promise(status == EQP_OK || status == EQP_ERROR_DATA, "only data can be wrong");
    if (study)
        check_study(study);
    eqp_study_free(study);
    eqp_problems_free(problems);
    promise(eqp_memory_alive() == before, "nothing is left in memory");
    return 0;
}
