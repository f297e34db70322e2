/* The tables of input/FORMAT.md are those that tables.def and options.def declare.
 * `test_input_format --update` writes them anew. */
#include "document.h"

#include "models/base/number.h"
#include "models/study/study.h"

#include <string.h>

/* The lines of FORMAT.md between which the generated part stands. */
#define EQP_FORMAT_BEGIN                                                                           \
    "<!-- generated from models/study/tables.def and models/study/options.def -->\n"
#define EQP_FORMAT_END "<!-- end of the generated part -->\n"

/* A bar would end a cell of a Markdown table. */
static void write_words(const char *words, FILE *stream) {
    for (; *words; words++)
        fputs(*words == '|' ? ", " : (char[]){*words, '\0'}, stream);
}

static void write_range(double low, double high, FILE *stream) {
    char text[32];
    if (isinf(low) && isinf(high)) {
        fputs("any number", stream);
        return;
    }
    eqp_number_format(low, text);
    fprintf(stream, isinf(high) ? "at least %s" : "%s to ", text);
    if (isinf(high))
        return;
    eqp_number_format(high, text);
    fputs(text, stream);
}

/* The table whose ids a reference names; NULL where they are labels. */
static const char *home_of(eqp_space space) {
    size_t count;
    const eqp_table_view *tables = eqp_study_tables(&count);
    for (size_t i = 0; i < count; i++)
        if (tables[i].columns[0].kind == EQP_KIND_ID && tables[i].columns[0].space == space)
            return tables[i].name;
    return NULL;
}

static void write_kind(const eqp_column_view *column, FILE *stream) {
    switch (column->kind) {
    case EQP_KIND_ID:
        fputs("id", stream);
        break;
    case EQP_KIND_REF:
        if (home_of(column->space))
            fprintf(stream, "id of %s", home_of(column->space));
        else
            fputs("known label", stream);
        break;
    case EQP_KIND_LABEL:
        fputs("label", stream);
        break;
    case EQP_KIND_TEXT:
        fputs("text", stream);
        break;
    case EQP_KIND_NUMBER:
        write_range(column->low, column->high, stream);
        break;
    case EQP_KIND_WORD:
        write_words(column->words, stream);
        break;
    }
}

static void write_column(const eqp_column_view *column, FILE *stream) {
    const char *mark = column->role == EQP_ROLE_KEY ? "**" : "";
    fprintf(stream, "| %s%s%s | ", mark, column->name, mark);
    write_kind(column, stream);
    fprintf(stream, " | %s | ", column->unit);
    if (column->role != EQP_ROLE_FREE)
        fputs("must be given", stream);
    else
        fputs(*column->blank ? column->blank : "nothing, but the column must be there", stream);
    fprintf(stream, " | %s |\n", column->sentence);
}

static void write_table(const eqp_table_view *table, FILE *stream) {
    fprintf(stream, "### %s.csv%s\n\n", table->name,
            table->required ? "" : " (the file may be missing)");
    fprintf(stream, "%c%s.\n\n", table->sentence[0] - 'a' + 'A', table->sentence + 1);
    fputs("| column | cell | unit | blank means | what it says |\n|---|---|---|---|---|\n", stream);
    for (uint32_t i = 0; i < table->column_count; i++)
        write_column(table->columns + i, stream);
    fputc('\n', stream);
}

enum { KIND_NUMBER, KIND_WORD, KIND_TEXT };

static void write_parameter(const char *name, int kind, const char *blank, double low, double high,
                            const char *words, const char *sentence, FILE *stream) {
    fprintf(stream, "| %s | ", name);
    if (kind == KIND_NUMBER)
        write_range(low, high, stream);
    else if (kind == KIND_WORD)
        write_words(words, stream);
    else
        fputs("text", stream);
    fprintf(stream, " | %s | %s |\n", blank, sentence);
}

static void write_format(FILE *stream) {
    size_t count;
    const eqp_table_view *tables = eqp_study_tables(&count);
    for (size_t i = 0; i < count; i++)
        write_table(tables + i, stream);
    fputs("### The parameters\n\n", stream);
    fputs("| parameter | value | default | what it says |\n|---|---|---|---|\n", stream);
#define EQP_OPTION(name, kind, blank, low, high, words, sentence)                                  \
    write_parameter(#name, KIND_##kind, blank, low, high, words, sentence, stream);
#include "models/study/options.def"
#undef EQP_OPTION
    fputc('\n', stream);
}

static const eqp_document document = {"input/FORMAT.md", EQP_FORMAT_BEGIN, EQP_FORMAT_END,
                                      write_format};

static void the_document_holds_what_is_declared(void) {
    eqp_document_check(&document);
}

static const eqp_test tests[] = {
    {"FORMAT.md holds the tables, columns and parameters as they are declared",
     the_document_holds_what_is_declared},
};

int main(int count, char **arguments) {
    return eqp_document_main(&document, "input/format", tests, sizeof tests / sizeof *tests, count,
                             arguments);
}
