/* Texts as a workbook holds them, and a workbook read back. */
#include "output/workbook/book.h"

#include "models/base/memory.h"
#include "output/workbook/book_check.h"
#include "output/workbook/book_text.h"
#include "scratch.h"
#include "suite.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

static char folder_path[EQP_SCRATCH_PATH];

static const char *path(void) {
    static char text[1024];
    snprintf(text, sizeof text, "%s/book.xlsx", folder_path);
    return text;
}

static void begin(void) {
    CU_ASSERT_EQUAL_FATAL(eqp_scratch_make(folder_path), 0);
}

static void end(void) {
    remove(path());
    CU_ASSERT_EQUAL(rmdir(folder_path), 0);
}

static void texts_of_any_kind_become_texts_that_a_cell_can_hold(void) {
    static const struct {
        const char *text, *cell, *line;
    } cases[] = {
        {"", "", ""},
        {"plain = text", "plain = text", "plain = text"},
        {"Maçon €", "Maçon €", "Maçon €"},
        {"two\nlines\tand\r\nthree", "two\nlines\tand\nthree", "two lines and three"},
        {"bell\a", "bell_x0007_", "bell "},
        {"a\rb", "a_x000D_b", "a b"},
        {"_x0041_", "_x005F_x0041_", "_x005F_x0041_"},
        {"_x004_ _x00G1_", "_x004_ _x00G1_", "_x004_ _x00G1_"},
        {"latin \xE9t\xE9", "latin \xEF\xBF\xBDt\xEF\xBF\xBD", "latin \xEF\xBF\xBDt\xEF\xBF\xBD"},
        {"not a character \xEF\xBF\xBF", "not a character \xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD",
         "not a character \xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD"},
        {"half \xED\xA0\x80", "half \xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD",
         "half \xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD"},
        {"long \xC0\x80", "long \xEF\xBF\xBD\xEF\xBF\xBD", "long \xEF\xBF\xBD\xEF\xBF\xBD"},
        {"cut \xE2\x82", "cut \xEF\xBF\xBD\xEF\xBF\xBD", "cut \xEF\xBF\xBD\xEF\xBF\xBD"},
        {"\xF0\x9F\x98\x80", "\xF0\x9F\x98\x80", "\xF0\x9F\x98\x80"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        eqp_buffer cell = {0}, line = {0};
        char *found_cell, *found_line;
        eqp_buffer_add(&cell, "%s", "");
        eqp_buffer_add(&line, "%s", "");
        eqp_book_text_add(&cell, cases[i].text, EQP_BOOK_TEXT_MOST);
        eqp_book_text_add_line(&line, cases[i].text, EQP_BOOK_TEXT_MOST);
        found_cell = eqp_buffer_finish(&cell);
        found_line = eqp_buffer_finish(&line);
        if (strcmp(found_cell, cases[i].cell) != 0 || strcmp(found_line, cases[i].line) != 0)
            fprintf(stderr, "%s: %s, %s\n", cases[i].text, found_cell, found_line);
        CU_ASSERT_STRING_EQUAL(found_cell, cases[i].cell);
        CU_ASSERT_STRING_EQUAL(found_line, cases[i].line);
        eqp_free(found_cell);
        eqp_free(found_line);
    }
}

static void long_texts_are_cut_at_a_character(void) {
    static const struct {
        const char *text;
        size_t most;
        const char *cut;
    } cases[] = {
        {"abcdef", 6, "abcdef"},
        {"abcdef", 5, "abcd\xE2\x80\xA6"},
        {"\xC3\xA9\xC3\xA9\xC3\xA9", 2, "\xC3\xA9\xE2\x80\xA6"},
        {"\xF0\x9F\x98\x80\xF0\x9F\x98\x80", 3, "\xF0\x9F\x98\x80\xE2\x80\xA6"},
        {"a_x0041_", 7, "a\xE2\x80\xA6"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        eqp_buffer buffer = {0};
        char *found;
        eqp_book_text_add(&buffer, cases[i].text, cases[i].most);
        found = eqp_buffer_finish(&buffer);
        CU_ASSERT_STRING_EQUAL(found, cases[i].cut);
        eqp_free(found);
    }
    CU_ASSERT(eqp_book_text_is_plain("abc", 3));
    CU_ASSERT_FALSE(eqp_book_text_is_plain("abcd", 3));
    CU_ASSERT_FALSE(eqp_book_text_is_plain("\x01", 3));
    CU_ASSERT(eqp_book_text_is_plain("\xC3\xA9", 3));
    CU_ASSERT_FALSE(eqp_book_text_is_plain("\xC3", 3));
}

static eqp_book *create(int large) {
    const eqp_book_options options = {.path = path(),
                                      .folder = folder_path,
                                      .title = "t",
                                      .program = "p",
                                      .currency = "a\"b",
                                      .large = large};
    eqp_book *book;
    CU_ASSERT_EQUAL_FATAL(eqp_book_create(&options, &book, NULL), EQP_OK);
    return book;
}

static void sheets_get_names_that_a_spreadsheet_takes(void) {
    static const struct {
        const char *wanted, *name;
    } cases[] = {
        {"Plan", "Plan"},
        {"plan", "plan 2"},
        {"Plan", "Plan 3"},
        {"a[b]c:d*e?f/g\\h'i", "a b c d e f g h i"},
        {"A name that is much longer than a sheet", "A name that is much longer tha\xE2\x80\xA6"},
        {"A name that is much longer than a sheet", "A name that is much longer t\xE2\x80\xA6 2"},
        {"D\xC3\xA9penses \xC3\xA9lig\xC3\xA9"
         "es",
         "D\xC3\xA9penses \xC3\xA9lig\xC3\xA9"
         "es"},
    };
    eqp_book *book;
    begin();
    book = create(0);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        CU_ASSERT_STRING_EQUAL(eqp_book_sheet_name(book, eqp_book_add_sheet(book, cases[i].wanted)),
                               cases[i].name);
    CU_ASSERT_EQUAL(eqp_book_close(book, NULL), EQP_OK);
    end();
}

static void references_are_written_as_formulas_want_them(void) {
    static const struct {
        uint32_t row, column;
        int fixed_row, fixed_column;
        const char *text;
    } cases[] = {{0, 0, 0, 0, "A1"},     {4, 25, 1, 0, "Z$5"},
                 {9, 26, 0, 1, "$AA10"}, {0, 701, 1, 1, "$ZZ$1"},
                 {0, 702, 0, 0, "AAA1"}, {1048575, 16383, 0, 0, "XFD1048576"}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        eqp_buffer buffer = {0};
        char *found;
        eqp_book_add_cell(&buffer, cases[i].row, cases[i].column, cases[i].fixed_row,
                          cases[i].fixed_column);
        found = eqp_buffer_finish(&buffer);
        CU_ASSERT_STRING_EQUAL(found, cases[i].text);
        eqp_free(found);
    }
}

/* A book with a sheet of many cells, closed. */
static void write_book(int large) {
    eqp_book *book = create(large);
    uint32_t sheet = eqp_book_add_sheet(book, "Cells");
    for (uint32_t row = 0; row < 2000; row++) {
        eqp_book_put_text(book, sheet, row, 0, EQP_LOOK_PLAIN, "<text> & \"more\" />");
        eqp_book_put_number(book, sheet, row, 1, EQP_FORM_MONEY, EQP_LOOK_PLAIN, row / 7.0);
    }
    CU_ASSERT_EQUAL(eqp_book_close(book, NULL), EQP_OK);
}

static eqp_status check(void) {
    FILE *stream = fopen(path(), "rb");
    eqp_error error = {0};
    eqp_status status;
    CU_ASSERT_PTR_NOT_NULL_FATAL(stream);
    status = eqp_book_check(stream, &error);
    CU_ASSERT_EQUAL(error.status, status);
    fclose(stream);
    return status;
}

static void a_workbook_that_is_cut_anywhere_is_not_whole(void) {
    begin();
    for (int large = 0; large < 2; large++) {
        long size;
        FILE *file;
        write_book(large);
        CU_ASSERT_EQUAL(check(), EQP_OK);
        file = fopen(path(), "rb");
        CU_ASSERT_PTR_NOT_NULL_FATAL(file);
        fseek(file, 0, SEEK_END);
        size = ftell(file);
        fclose(file);
        /* Before the directory at its end, of less than 2,000 bytes. */
        for (size -= 2000; size > 0; size -= 3001) {
            CU_ASSERT_EQUAL(truncate(path(), size), 0);
            CU_ASSERT_EQUAL(check(), EQP_ERROR_SYSTEM);
        }
        CU_ASSERT_EQUAL(truncate(path(), 0), 0);
        CU_ASSERT_EQUAL(check(), EQP_ERROR_SYSTEM);
    }
    end();
}

static void reading_back_without_memory_is_told(void) {
    eqp_status status = EQP_ERROR_MEMORY;
    size_t alive, n;
    begin();
    write_book(0);
    alive = eqp_memory_alive();
    for (n = 1; status == EQP_ERROR_MEMORY; n++) {
        eqp_memory_fail_at(n);
        status = check();
        eqp_memory_fail_at(0);
        CU_ASSERT_EQUAL(eqp_memory_alive(), alive);
    }
    CU_ASSERT_EQUAL(status, EQP_OK);
    CU_ASSERT(n > 3);
    end();
}

static void a_book_that_is_dropped_leaves_nothing(void) {
    begin();
    for (int large = 0; large < 2; large++) {
        eqp_book *book = create(large);
        eqp_book_put_text(book, eqp_book_add_sheet(book, "Cells"), 0, 0, EQP_LOOK_PLAIN, "text");
        eqp_book_free(book);
        CU_ASSERT_NOT_EQUAL(access(path(), F_OK), 0);
    }
    eqp_book_free(NULL);
    end();
}

#define LARGE_ROWS 200000
#define LARGE_COLUMNS 6
#ifdef __SANITIZE_ADDRESS__
#define LARGE_KILOBYTES 600000 /* what is freed is kept for a while */
#else
#define LARGE_KILOBYTES 32000
#endif

/* Kept, so many cells would take more than 100 MB. */
static void a_large_book_does_not_keep_its_rows(void) {
    struct rusage before, after;
    eqp_book *book;
    uint32_t sheet;
    begin();
    book = create(1);
    sheet = eqp_book_add_sheet(book, "Cells");
    getrusage(RUSAGE_SELF, &before);
    for (uint32_t row = 0; row < LARGE_ROWS; row++)
        for (uint32_t column = 0; column < LARGE_COLUMNS; column++)
            if (column % 2)
                eqp_book_put_number(book, sheet, row, column, EQP_FORM_AMOUNT, EQP_LOOK_PLAIN, row);
            else
                eqp_book_put_text(book, sheet, row, column, EQP_LOOK_PLAIN,
                                  "a text of some length");
    CU_ASSERT_EQUAL(eqp_book_close(book, NULL), EQP_OK);
    CU_ASSERT_EQUAL(check(), EQP_OK);
    getrusage(RUSAGE_SELF, &after);
    CU_ASSERT(after.ru_maxrss - before.ru_maxrss < LARGE_KILOBYTES);
    end();
}

static const eqp_test tests[] = {
    {"a large book does not keep its rows", a_large_book_does_not_keep_its_rows},
    {"texts of any kind become texts that a cell can hold",
     texts_of_any_kind_become_texts_that_a_cell_can_hold},
    {"long texts are cut at a character", long_texts_are_cut_at_a_character},
    {"sheets get names that a spreadsheet takes", sheets_get_names_that_a_spreadsheet_takes},
    {"references are written as formulas want them", references_are_written_as_formulas_want_them},
    {"a workbook that is cut anywhere is not whole", a_workbook_that_is_cut_anywhere_is_not_whole},
    {"reading back without memory is told", reading_back_without_memory_is_told},
    {"a book that is dropped leaves nothing", a_book_that_is_dropped_leaves_nothing},
};

EQP_SUITE_MAIN("book", tests)
