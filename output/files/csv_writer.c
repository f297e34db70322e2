#include "output/files/csv_writer.h"

#include "models/base/number.h"

#include <assert.h>
#include <string.h>

static char delimiter(const eqp_csv_writer *writer) {
    return writer->style == EQP_CSV_FR ? ';' : ',';
}

static void begin_cell(eqp_csv_writer *writer) {
    assert(writer->cell < writer->columns);
    if (writer->cell++ > 0 && !writer->sink)
        fputc(delimiter(writer), writer->stream);
}

static int needs_quotes(const eqp_csv_writer *writer, const char *text) {
    size_t length = strlen(text);
    /* An only, empty cell would be a blank line, which readers skip. */
    if (length == 0)
        return writer->columns == 1;
    return text[0] == ' ' || text[length - 1] == ' ' || strpbrk(text, "\"\r\n\t") ||
           strchr(text, delimiter(writer));
}

static void write_text(eqp_csv_writer *writer, const char *prefix, const char *text) {
    FILE *stream = writer->stream;
    if (!needs_quotes(writer, text)) {
        fputs(prefix, stream);
        fputs(text, stream);
        return;
    }
    fputc('"', stream);
    fputs(prefix, stream);
    for (; *text; text++) {
        if (*text == '"')
            fputc('"', stream);
        fputc(*text, stream);
    }
    fputc('"', stream);
}

void eqp_csv_begin(eqp_csv_writer *writer, FILE *stream, eqp_csv_style style, uint32_t columns) {
    *writer = (eqp_csv_writer){.stream = stream, .style = style, .columns = columns};
    if (style == EQP_CSV_FR)
        fputs("\xEF\xBB\xBF", stream);
}

void eqp_csv_redirect(eqp_csv_writer *writer, const eqp_cell_sink *sink, void *context,
                      uint32_t columns) {
    *writer = (eqp_csv_writer){.columns = columns, .sink = sink, .context = context};
}

void eqp_csv_id(eqp_csv_writer *writer, const char *id) {
    begin_cell(writer);
    if (writer->sink)
        writer->sink->text(writer->context, id);
    else
        write_text(writer, "", id);
}

void eqp_csv_text(eqp_csv_writer *writer, const char *text) {
    begin_cell(writer);
    if (writer->sink)
        writer->sink->text(writer->context, text);
    else if (text)
        write_text(writer, *text && strchr("=+-@\t", *text) ? "'" : "", text);
}

void eqp_csv_number(eqp_csv_writer *writer, double number) {
    char text[EQP_NUMBER_SIZE];
    begin_cell(writer);
    if (writer->sink) {
        writer->sink->number(writer->context, number);
        return;
    }
    eqp_number_text(number, writer->style == EQP_CSV_FR ? ',' : '.', text);
    fputs(text, writer->stream);
}

void eqp_csv_end_row(eqp_csv_writer *writer) {
    assert(writer->cell == writer->columns);
    writer->cell = 0;
    if (writer->sink)
        writer->sink->end_row(writer->context);
    else
        fputc('\n', writer->stream);
}
