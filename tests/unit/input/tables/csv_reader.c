#include "suite.h"

#include "input/tables/csv_reader.h"
#include "models/base/memory.h"

#include <stdio.h>
#include <string.h>

/* Rows as "line[cell][cell]\n", broken ones as "line:cell!\n". */
typedef struct {
    char text[2048];
    size_t used;
} record;

static void append(record *seen, const char *format, uint32_t number, const char *text) {
    if (seen->used < sizeof seen->text)
        seen->used += (size_t)snprintf(seen->text + seen->used, sizeof seen->text - seen->used,
                                       format, number, text);
}

static int note_row(void *context, uint32_t line, const eqp_csv_cell *cells, uint32_t count) {
    record *seen = context;
    append(seen, "%u%s", line, "");
    for (uint32_t i = 0; i < count; i++) {
        append(seen, "[%.*s]", (uint32_t)cells[i].length, cells[i].text);
        if (cells[i].text[cells[i].length] != '\0')
            append(seen, "%u%s", 0, "no NUL");
    }
    append(seen, "%.0u%s", 0, "\n");
    return 0;
}

static void note_broken(void *context, uint32_t line, uint32_t cell, const char *sentence) {
    record *seen = context;
    append(seen, "%u%s", line, ":");
    append(seen, "%u%s", cell, "!");
    append(seen, "%.0u%s", 0, strstr(sentence, "never closed") ? "open\n" : "inside\n");
}

/* Reads text in pieces: up to first, up to second, the rest. */
static record read_in_pieces(const char *text, size_t size, size_t first, size_t second,
                             char delimiter) {
    record seen = {.used = 0};
    eqp_csv_handler handler = {&seen, note_row, note_broken, NULL};
    eqp_csv_reader *reader = eqp_csv_create(delimiter, &handler);
    seen.text[0] = '\0';
    CU_ASSERT_PTR_NOT_NULL_FATAL(reader);
    CU_ASSERT_EQUAL(eqp_csv_feed(reader, text, first), 0);
    CU_ASSERT_EQUAL(eqp_csv_feed(reader, text + first, second - first), 0);
    CU_ASSERT_EQUAL(eqp_csv_feed(reader, text + second, size - second), 0);
    CU_ASSERT_EQUAL(eqp_csv_finish(reader), 0);
    eqp_csv_free(reader);
    return seen;
}

static const struct {
    const char *text;
    char delimiter;
    const char *rows;
} cases[] = {
    {"", ',', ""},
    {"a,b\nc,d\n", ',', "1[a][b]\n2[c][d]\n"},
    {"a,b\nc,d", ',', "1[a][b]\n2[c][d]\n"},
    {"a,b\r\nc,d\r\n", ',', "1[a][b]\n2[c][d]\n"},
    {"a,b\rc,d\r", ',', "1[a][b]\n2[c][d]\n"},
    {"a;b,c\n", ';', "1[a][b,c]\n"},
    {"a\tb\t\n\tc\td\n", '\t', "1[a][b][]\n2[][c][d]\n"},
    {"\"a\",\"b,c\"\n", ',', "1[a][b,c]\n"},
    {"\"say \"\"yes\"\"\",b\n", ',', "1[say \"yes\"][b]\n"},
    {"\"two\nlines\",b\nc,d\n", ',', "1[two\nlines][b]\n3[c][d]\n"},
    {"\"two\r\nlines\",b\r\nc,d\r\n", ',', "1[two\nlines][b]\n3[c][d]\n"},
    {"\"two\rlines\",b\rc,d\r", ',', "1[two\nlines][b]\n3[c][d]\n"},
    {"\"\n\n\",b\nc,d\n", ',', "1[][b]\n4[c][d]\n"},
    {"\n\n  \na,b\n\n\nc,d\n", ',', "4[a][b]\n7[c][d]\n"},
    {"\r\n\r\na,b\r\n\r\nc,d", ',', "3[a][b]\n5[c][d]\n"},
    {",,\n , ,\n\"\",,\na,,\n", ',', "4[a][][]\n"},
    {" a , b c ,\" d \"\n", ',', "1[a][b c][d]\n"},
    {"\u00A0a\u202F,\"\u00A0b\"\n", ',', "1[a][b]\n"},
    {"a,b\"c,d\ne,f\n", ',', "1:2!inside\n2[e][f]\n"},
    {"a,\"b\"c,d\r\ne,f\r\n", ',', "1:2!inside\n2[e][f]\n"},
    {"\"a\nb\"c,d\ne,f\n", ',', "1:1!inside\n3[e][f]\n"},
    {"a,b\nc,\"d\ne,f\n", ',', "1[a][b]\n2:2!open\n"},
    {"é,ß\n", ',', "1[é][ß]\n"},
    {"a,b\r\r\nc,d\r\r\n\r\r\ne,f\r\r\n", ',', "1[a][b]\n2[c][d]\n4[e][f]\n"},
    {"\"=\"\"04\"\"\",b\n", ',', "1[04][b]\n"},
};

static void rows_are_the_same_wherever_the_text_is_split(void) {
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const char *text = cases[i].text;
        size_t size = strlen(text);
        for (size_t first = 0; first <= size; first++)
            for (size_t second = first; second <= size; second++) {
                record seen = read_in_pieces(text, size, first, second, cases[i].delimiter);
                if (strcmp(seen.text, cases[i].rows) != 0)
                    fprintf(stderr, "case %zu split at %zu, %zu:\n%s", i, first, second, seen.text);
                CU_ASSERT_STRING_EQUAL(seen.text, cases[i].rows);
            }
    }
}

static void a_nul_is_handed_over_like_any_byte(void) {
    record seen = read_in_pieces("a\0b,c\n", 6, 0, 0, ',');
    CU_ASSERT_STRING_EQUAL(seen.text, "1[a][c]\n");
}

static void a_long_row_of_long_cells_is_whole(void) {
    static char text[70000];
    record seen = {.used = 0};
    eqp_csv_handler handler = {&seen, note_row, note_broken, NULL};
    eqp_csv_reader *reader = eqp_csv_create(',', &handler);
    memset(text, ',', sizeof text);
    memset(text + 600, 'x', sizeof text - 600);
    CU_ASSERT_PTR_NOT_NULL_FATAL(reader);
    CU_ASSERT_EQUAL(eqp_csv_feed(reader, text, sizeof text), 0);
    CU_ASSERT_EQUAL(eqp_csv_finish(reader), 0);
    CU_ASSERT_NSTRING_EQUAL(seen.text, "1[][][]", 7);
    eqp_csv_free(reader);
}

static int refuse_row(void *context, uint32_t line, const eqp_csv_cell *cells, uint32_t count) {
    (void)context;
    (void)line;
    (void)cells;
    (void)count;
    return -1;
}

static void a_row_that_finds_no_memory_stops_the_reading(void) {
    eqp_csv_handler handler = {NULL, refuse_row, note_broken, NULL};
    eqp_csv_reader *reader = eqp_csv_create(',', &handler);
    CU_ASSERT_PTR_NOT_NULL_FATAL(reader);
    CU_ASSERT_EQUAL(eqp_csv_feed(reader, "a\nb\n", 4), -1);
    eqp_csv_free(reader);
    eqp_csv_free(NULL);
}

static void short_memory_anywhere_is_reported(void) {
    static const char text[] = "a,b,c\n\"d\",e,f\ng,h\"i\nj,k,l";
    int done = 0;
    for (size_t n = 1; !done; n++) {
        record seen = {.used = 0};
        eqp_csv_handler handler = {&seen, note_row, note_broken, NULL};
        eqp_csv_reader *reader;
        size_t before = eqp_memory_alive();
        eqp_memory_fail_at(n);
        reader = eqp_csv_create(',', &handler);
        done = reader && eqp_csv_feed(reader, text, sizeof text - 1) == 0 &&
               eqp_csv_finish(reader) == 0;
        eqp_memory_fail_at(0);
        if (done)
            CU_ASSERT_STRING_EQUAL(seen.text, "1[a][b][c]\n2[d][e][f]\n3:2!inside\n4[j][k][l]\n");
        eqp_csv_free(reader);
        CU_ASSERT_EQUAL(eqp_memory_alive(), before);
    }
}

static const eqp_test tests[] = {
    {"rows are the same wherever the text is split", rows_are_the_same_wherever_the_text_is_split},
    {"a NUL is handed over like any byte", a_nul_is_handed_over_like_any_byte},
    {"a long row of long cells is whole", a_long_row_of_long_cells_is_whole},
    {"a row that finds no memory stops the reading", a_row_that_finds_no_memory_stops_the_reading},
    {"short memory anywhere is reported", short_memory_anywhere_is_reported},
};

EQP_SUITE_MAIN("input/csv_reader", tests)
