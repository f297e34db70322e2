#include "suite.h"

#include "input/tables/source_text.h"
#include "models/base/memory.h"

#include <stdio.h>
#include <string.h>

static void the_delimiter_is_named_or_the_most_frequent_of_the_first_row(void) {
    static const struct {
        const char *text;
        char delimiter;
    } headers[] = {
        {"a,b,c\n1;2;3;4;5\n", ','},
        {"a;b;c\n1,2;3,4;5,6\n", ';'},
        {"a\tb\n", '\t'},
        {"alone\n1\n", ','},
        {"", ','},
        {"\r\n\na;b\n", ';'},
        {"\"a,b,c\";d\n", ';'},
        {"\"a\nb\";c\n", ';'},
        {"a;b", ';'},
        {"a;b\rc,d,e\r", ';'},
        {"sep=;\na,b,c\n", ';'},
        {"sep=|\r\na,b,c\n", '|'},
        {"\"sep=;\"\na,b\n", ';'},
        {"sep=,;;;\na;b;c\n", ','},
        {"sep=\t\na,b\n", '\t'},
        {"sep=; or so\n", ';'},
        {"separator,b\n", ','},
    };
    for (size_t i = 0; i < sizeof headers / sizeof *headers; i++)
        CU_ASSERT_EQUAL(eqp_source_delimiter(headers[i].text, strlen(headers[i].text)),
                        headers[i].delimiter);
}

typedef struct {
    char text[512];
    size_t used;
} record;

static int note_row(void *context, uint32_t line, const eqp_csv_cell *cells, uint32_t count) {
    record *seen = context;
    seen->used += (size_t)sprintf(seen->text + seen->used, "%u", line);
    for (uint32_t i = 0; i < count; i++)
        seen->used += (size_t)sprintf(seen->text + seen->used, "[%s]", cells[i].text);
    return 0;
}

static void note_broken(void *context, uint32_t line, uint32_t cell, const char *sentence) {
    record *seen = context;
    (void)sentence;
    seen->used += (size_t)sprintf(seen->text + seen->used, "%u:%u!", line, cell);
}

/* Rows as 1[a][b], and all that is said of the file. */
static const struct {
    const char *bytes;
    size_t size; /* 0: up to the NUL */
    const char *rows, *problems;
} cases[] = {
    {"a,b\nc,d\n", 0, "1[a][b]2[c][d]", ""},
    /* hint lines */
    {"sep=;\na;b\n", 0, "2[a][b]", ""},
    {"sep=;\r\na;b\r\n", 0, "2[a][b]", ""},
    {"\xEF\xBB\xBFsep=;\na;b\n", 0, "2[a][b]", ""},
    {"\"sep=|\"\na|b\n", 0, "2[a][b]", ""},
    {"sep=,,,\na,b\n", 0, "2[a][b]", ""},
    {"\"sep=;\"\n\na;b\n", 0, "3[a][b]", ""},
    /* marks */
    {"\xEF\xBB\xBF\xEF\xBB\xBF\xEF\xBB\xBF"
     "a,b\n",
     0, "1[a][b]", ""},
    /* formulas */
    {"a,=\"04\"\n=\"05\",b\n", 0, "1[a][04]2[05][b]", ""},
    {"a,=\"0 4\",=\"x;y\"\n", 0, "1[a][0 4][x;y]", ""},
    {"a;=\"04\"\r\n=\"05\";\"=\"\"06\"\"\"\r\n", 0, "1[a][04]2[05][06]", ""},
    {"a,=\"0,4\"\n", 0, "1[a][0,4]", ""},
    {"a,\"b,=\"\n", 0, "1[a][b,=]", ""},
    {"a=\"b\",c\nd,e\n", 0, "1:1!2[d][e]", ""},
    /* encodings */
    {"a,\xE9t\xE9\n", 0, "1[a][été]", ""},
    {"a,l\x92\xE9t\xE9 \x9Cuvre \x80 Spa\xDF \x8Akoda\n", 0, "1[a][l’été œuvre € Spaß Škoda]", ""},
    {"a,é\nb,\xE9\nc,è\n", 0, "1[a][é]2[b][é]3[c][è]",
     "t.csv:2:1: error: this line is not in UTF-8, while others are; save the whole file in "
     "UTF-8\n"},
    {"a,\xE9\nb,\xE9\nc,è\nd,\xE8\n", 0, "1[a][é]2[b][é]3[c][è]4[d][è]",
     "t.csv:3:1: error: this line is in UTF-8, while others are not; save the whole file in "
     "UTF-8\n"},
    {"a,é\xE9\r\nb,ô\r\nc,à\r\n", 0, "1[a][éé]2[b][ô]3[c][à]",
     "t.csv:1:1: error: this line is not in UTF-8, while others are; save the whole file in "
     "UTF-8\n"},
    {"a,Vall\x82\x65\n", 0, "1[a][Vall‚e]",
     "t.csv:1:1: error: the file seems to be in an encoding of MS-DOS (code page 850); save it as "
     "CSV in UTF-8\n"},
    {"a,Is\x8Are\n", 0, "1[a][IsŠre]",
     "t.csv:1:1: error: the file seems to be in an encoding of MS-DOS (code page 850); save it as "
     "CSV in UTF-8\n"},
    {"a,Gen\x8Ave,Fran\x87ois\n", 0, "1[a][GenŠve][Fran‡ois]",
     "t.csv:1:1: error: the file seems to be in an encoding of MS-DOS (code page 850); save it as "
     "CSV in UTF-8\n"},
    {"a,Vall\x8E\x65\n", 0, "1[a][VallŽe]",
     "t.csv:1:1: error: the file seems to be in an encoding of old Macintoshes (Mac Roman); save "
     "it as CSV in UTF-8\n"},
    {"a,Dr\x99me\rb,Fran\x8Dois\r", 0, "1[a][Dr™me]2[b][Fran\xC2\x8Dois]",
     "t.csv:1:1: error: the file seems to be in an encoding of old Macintoshes (Mac Roman); save "
     "it as CSV in UTF-8\n"},
    {"a\0,\0b\0\n\0", 8, "", "t.csv:1:1: error: the file is in UTF-16; save it as CSV in UTF-8\n"},
    {"\0a\0,\0b\0\n", 8, "", "t.csv:1:1: error: the file is in UTF-16; save it as CSV in UTF-8\n"},
    {"\xFF\xFE"
     "a\0",
     4, "", "t.csv:1:1: error: the file is in UTF-16; save it as CSV in UTF-8\n"},
    /* no tables */
    {"PK\x03\x04...", 0, "",
     "t.csv:1:1: error: the file is no CSV, but a workbook (xlsx, ods) or another zip archive; "
     "save the table as CSV in UTF-8\n"},
    {"\xD0\xCF\x11\xE0", 0, "",
     "t.csv:1:1: error: the file is no CSV, but a workbook of an old Excel (xls); save the table "
     "as CSV in UTF-8\n"},
    {"\x1F\x8B\x08", 0, "",
     "t.csv:1:1: error: the file is no CSV, but a file packed with gzip; save the table as CSV in "
     "UTF-8\n"},
    {"%PDF-1.7", 0, "",
     "t.csv:1:1: error: the file is no CSV, but a PDF document; save the table as CSV in UTF-8\n"},
    {"\n <html>", 0, "",
     "t.csv:1:1: error: the file is no CSV, but a web page or another document in HTML or XML; "
     "save the table as CSV in UTF-8\n"},
    {"<?xml version=\"1.0\"?>", 0, "",
     "t.csv:1:1: error: the file is no CSV, but a web page or another document in HTML or XML; "
     "save the table as CSV in UTF-8\n"},
    {"[{\"zone\": 1}]", 0, "",
     "t.csv:1:1: error: the file is no CSV, but JSON; save the table as CSV in UTF-8\n"},
    {"{\\rtf1", 0, "",
     "t.csv:1:1: error: the file is no CSV, but a text document (RTF); save the table as CSV in "
     "UTF-8\n"},
    {"SQLite format 3", 0, "",
     "t.csv:1:1: error: the file is no CSV, but a SQLite database; save the table as CSV in "
     "UTF-8\n"},
};

static void every_file_is_read_or_named_for_what_it_is(void) {
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        size_t size = cases[i].size ? cases[i].size : strlen(cases[i].bytes);
        eqp_problems *problems = eqp_problems_create();
        eqp_source_text source;
        record seen = {.used = 0};
        eqp_csv_handler handler = {&seen, note_row, note_broken, NULL};
        char printed[512] = "";
        FILE *stream = fmemopen(printed, sizeof printed, "w");
        CU_ASSERT_EQUAL_FATAL(
            eqp_source_open(cases[i].bytes, size, "t.csv", problems, &source, NULL), EQP_OK);
        CU_ASSERT_EQUAL(eqp_source_feed(&source, &handler), 0);
        eqp_problems_print(problems, NULL, stream);
        fclose(stream);
        if (strcmp(seen.text, cases[i].rows) != 0 || strcmp(printed, cases[i].problems) != 0)
            fprintf(stderr, "case %zu: %s\n%s", i, seen.text, printed);
        CU_ASSERT_STRING_EQUAL(seen.text, cases[i].rows);
        CU_ASSERT_STRING_EQUAL(printed, cases[i].problems);
        eqp_source_close(&source);
        eqp_problems_free(problems);
    }
}

static const eqp_test tests[] = {
    {"the delimiter is named, or the most frequent of the first row",
     the_delimiter_is_named_or_the_most_frequent_of_the_first_row},
    {"every file is read, or named for what it is", every_file_is_read_or_named_for_what_it_is},
};

EQP_SUITE_MAIN("input/source_text", tests)
