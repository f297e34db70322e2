#include "output/workbook/workbook_parts.h"

#include "models/base/language.h"
#include "models/base/memory.h"
#include "output/workbook/workbook_words.h"

#define WHAT 0
#define AMOUNT 1
#define MEANING 2
#define AMOUNT_WIDTH 22

eqp_lines eqp_lines_begin(eqp_workbook *workbook, const char *title) {
    eqp_lines lines = {workbook, 1};
    eqp_book_put_text(workbook->book, workbook->summary, 0, WHAT, EQP_LOOK_TITLE, title);
    eqp_book_set_width(workbook->book, workbook->summary, WHAT, WHAT, 38);
    eqp_book_set_width(workbook->book, workbook->summary, AMOUNT, AMOUNT, AMOUNT_WIDTH);
    eqp_book_set_width(workbook->book, workbook->summary, MEANING, MEANING, 80);
    return lines;
}

static void put(const eqp_lines *lines, uint32_t column, eqp_look look, const char *text) {
    eqp_book_put_text(lines->workbook->book, lines->workbook->summary, lines->row, column, look,
                      text);
}

void eqp_lines_section(eqp_lines *lines, const char *title) {
    lines->row++;
    put(lines, WHAT, EQP_LOOK_SECTION, title);
    for (uint32_t column = AMOUNT; column <= MEANING; column++)
        put(lines, column, EQP_LOOK_SECTION, "");
    lines->row++;
}

void eqp_lines_text(eqp_lines *lines, const char *what, const char *text, const char *meaning) {
    put(lines, WHAT, EQP_LOOK_PLAIN, what);
    put(lines, AMOUNT, EQP_LOOK_PLAIN, text);
    if (eqp_text_width(text) <= AMOUNT_WIDTH) /* a longer one needs the room */
        put(lines, MEANING, EQP_LOOK_NOTE, meaning);
    lines->row++;
}

void eqp_lines_number(eqp_lines *lines, const char *what, eqp_form form, double number,
                      const char *meaning) {
    put(lines, WHAT, EQP_LOOK_PLAIN, what);
    eqp_book_put_number(lines->workbook->book, lines->workbook->summary, lines->row, AMOUNT, form,
                        EQP_LOOK_PLAIN, number);
    put(lines, MEANING, EQP_LOOK_NOTE, meaning);
    lines->row++;
}

void eqp_lines_formula(eqp_lines *lines, const char *what, const char *name, eqp_form form,
                       eqp_buffer *formula, double value, const char *meaning) {
    eqp_workbook *workbook = lines->workbook;
    uint32_t row = lines->row;
    int has_formula = formula->length > 0;
    char *text;
    eqp_buffer_add(formula, "%s", ""); /* a text in any case */
    text = eqp_buffer_finish(formula);
    eqp_lines_number(lines, what, form, value, meaning);
    if (!text)
        eqp_book_fail(workbook->book);
    else if (has_formula)
        eqp_book_put_formula(workbook->book, workbook->summary, row, AMOUNT, form, EQP_LOOK_PLAIN,
                             text, value);
    if (name)
        eqp_book_add_name(workbook->book, name,
                          (eqp_area){workbook->summary, row, AMOUNT, row, AMOUNT});
    eqp_free(text);
}

static void add_NUMBER(eqp_lines *lines, const char *name, double value, const char *words,
                       const char *sentence) {
    (void)words;
    eqp_lines_number(lines, name, EQP_FORM_GENERAL, value, sentence);
}

static void add_TEXT(eqp_lines *lines, const char *name, const char *value, const char *words,
                     const char *sentence) {
    (void)words;
    eqp_lines_text(lines, name, value, sentence);
}

static void add_WORD(eqp_lines *lines, const char *name, uint32_t value, const char *words,
                     const char *sentence) {
    char word[32];
    eqp_word_text(words, value, word, sizeof word);
    eqp_lines_text(lines, name, eqp_workbook_word(word), sentence);
}

void eqp_lines_parameters(eqp_lines *lines) {
    const eqp_settings *settings = &lines->workbook->study->settings;
#define EQP_OPTION(name, kind, blank, low, high, words, sentence)                                  \
    add_##kind(lines, #name, settings->name, words, _(sentence));
#include "models/study/options.def"
#undef EQP_OPTION
}

void eqp_lines_end(eqp_lines *lines) {
    eqp_workbook *workbook = lines->workbook;
    eqp_book_print(workbook->book, (eqp_area){workbook->summary, 0, WHAT, lines->row, MEANING},
                   EQP_BOOK_ROWS, 1);
}
