#include "output/workbook/book_parts.h"

#include "models/base/language.h"
#include "models/base/memory.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

/* Colours of the program's charts and tables; they differ in lightness too. */
#define DARK 0x1F3A5F
#define PALE 0xDCE6F1
#define GREY 0x595959

void eqp_book_note(eqp_book *book, lxw_error answer) {
    if (answer == LXW_NO_ERROR || book->status)
        return;
    book->status = answer == LXW_ERROR_MEMORY_MALLOC_FAILED ? EQP_ERROR_MEMORY : EQP_ERROR_SYSTEM;
    snprintf(book->reason, sizeof book->reason, "%s", lxw_strerror(answer));
}

void eqp_book_fail(eqp_book *book) {
    eqp_book_note(book, LXW_ERROR_MEMORY_MALLOC_FAILED);
}

/* "#,##0.00" with the currency after it, each of its characters taken as it is. */
static char *money_format(const char *currency) {
    eqp_buffer format = {0};
    eqp_buffer_add(&format, "#,##0.00");
    if (strcmp(currency, "EUR") == 0)
        currency = "\xE2\x82\xAC";
    if (*currency)
        eqp_buffer_add(&format, "\\ \"");
    for (const char *at = currency; *at; at++)
        eqp_buffer_add(&format, *at == '"' ? "\"\\\"\"" : "%c", *at);
    if (*currency)
        eqp_buffer_add(&format, "\"");
    return eqp_buffer_finish(&format);
}

const char *eqp_book_number_format(const eqp_book *book, eqp_form form) {
    static const char *const formats[EQP_FORM_COUNT] = {
        [EQP_FORM_TEXT] = "@",        [EQP_FORM_GENERAL] = "General",
        [EQP_FORM_WHOLE] = "#,##0",   [EQP_FORM_AMOUNT] = "#,##0.00",
        [EQP_FORM_SHARE] = "0.0%",    [EQP_FORM_VALUE] = "#,##0.000",
        [EQP_FORM_TINY] = "0.00E+00",
    };
    return form == EQP_FORM_MONEY ? book->money : formats[form];
}

static void set_look(lxw_format *format, eqp_look look) {
    switch (look) {
    case EQP_LOOK_TOTAL:
        format_set_bold(format);
        format_set_bg_color(format, PALE);
        format_set_top(format, LXW_BORDER_THIN);
        format_set_bottom(format, LXW_BORDER_THIN);
        break;
    case EQP_LOOK_HEAD_RIGHT:
        format_set_align(format, LXW_ALIGN_RIGHT);
        /* fall through */
    case EQP_LOOK_HEAD:
        format_set_bold(format);
        format_set_font_color(format, LXW_COLOR_WHITE);
        format_set_bg_color(format, DARK);
        format_set_text_wrap(format);
        format_set_align(format, LXW_ALIGN_VERTICAL_CENTER);
        break;
    case EQP_LOOK_TITLE:
        format_set_bold(format);
        format_set_font_size(format, 16);
        format_set_font_color(format, DARK);
        break;
    case EQP_LOOK_NOTE:
        format_set_italic(format);
        format_set_indent(format, 1);
        format_set_font_color(format, GREY);
        break;
    case EQP_LOOK_SECTION:
        format_set_bold(format);
        format_set_font_color(format, DARK);
        format_set_bottom(format, LXW_BORDER_THIN);
        break;
    case EQP_LOOK_WRAPPED:
        format_set_text_wrap(format);
        format_set_align(format, LXW_ALIGN_VERTICAL_TOP);
        break;
    default:
        break;
    }
}

static int is_table_look(eqp_look look) {
    return look == EQP_LOOK_PLAIN || look == EQP_LOOK_TOTAL || look == EQP_LOOK_HEAD;
}

static void make_formats(eqp_book *book) {
    for (int look = 0; look < EQP_LOOK_COUNT; look++)
        for (int form = 0; form < EQP_FORM_COUNT; form++) {
            lxw_format *format = workbook_add_format(book->workbook);
            if (!format) {
                eqp_book_fail(book);
                return;
            }
            format_set_num_format(format, eqp_book_number_format(book, (eqp_form)form));
            set_look(format, (eqp_look)look);
            if (form == EQP_FORM_TEXT && is_table_look((eqp_look)look))
                format_set_indent(format, 1); /* apart from the number before it */
            book->formats[look][form] = format;
        }
}

/* Without a time of its own a document would bear that of its making. */
static void describe(eqp_book *book, const eqp_book_options *options) {
    lxw_doc_properties properties = {.title = (char *)options->title,
                                     .author = (char *)options->program,
                                     .created = 946684800}; /* 1 January 2000 */
    eqp_book_note(book, workbook_set_properties(book->workbook, &properties));
}

/* The library writes numbers with the locale's decimal sign, which must be a point. */
static int take_locale(eqp_book *book) {
    locale_t copy = duplocale(uselocale((locale_t)0));
    book->locale = copy ? newlocale(LC_NUMERIC_MASK, "C", copy) : (locale_t)0;
    if (!book->locale) {
        if (copy)
            freelocale(copy);
        return -1;
    }
    book->before = uselocale(book->locale);
    return 0;
}

eqp_status eqp_book_create(const eqp_book_options *options, eqp_book **out, eqp_error *error) {
    lxw_workbook_options wanted = {.constant_memory = (uint8_t)options->large,
                                   .tmpdir = (char *)options->folder,
                                   .use_zip64 = (uint8_t)options->huge};
    eqp_book *book = eqp_allocate(1, sizeof *book);
    *out = NULL;
    if (!book)
        return eqp_error_memory(error);
    book->large = options->large;
    book->money = money_format(options->currency);
    if (book->money && take_locale(book) == 0)
        book->workbook = workbook_new_opt(options->path, &wanted);
    if (!book->workbook) {
        eqp_book_free(book);
        return eqp_error_memory(error);
    }
    make_formats(book);
    describe(book, options);
    *out = book;
    return EQP_OK;
}

/* Frees all but the library's workbook. */
static void release(eqp_book *book) {
    if (book->locale) {
        uselocale(book->before);
        freelocale(book->locale);
    }
    eqp_free(eqp_buffer_finish(&book->text));
    eqp_free(book->sheets);
    eqp_free(book->money);
    eqp_free(book);
}

void eqp_book_free(eqp_book *book) {
    if (!book)
        return;
    /* The library closes these only once it has written the file. */
    for (size_t i = 0; i < book->sheet_count; i++)
        if (book->sheets[i].worksheet->optimize_tmpfile)
            fclose(book->sheets[i].worksheet->optimize_tmpfile);
    if (book->workbook)
        lxw_workbook_free(book->workbook);
    release(book);
}

static eqp_status tell(const eqp_book *book, eqp_error *error) {
    if (book->status == EQP_ERROR_MEMORY)
        return eqp_error_memory(error);
    return eqp_error_set(error, EQP_ERROR_SYSTEM,
                         _("cannot write the workbook; the disk may be full (%s)"), book->reason);
}

eqp_status eqp_book_close(eqp_book *book, eqp_error *error) {
    eqp_status status;
    if (book->status) {
        status = tell(book, error);
        eqp_book_free(book);
        return status;
    }
    eqp_book_note(book, workbook_close(book->workbook));
    status = book->status ? tell(book, error) : EQP_OK;
    release(book);
    return status;
}
