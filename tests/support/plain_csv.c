#include "plain_csv.h"

#include "models/base/memory.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static uint32_t count(const char *text, const char *end, char what) {
    uint32_t found = 0;
    for (; text < end; text++)
        found += *text == what;
    return found;
}

int plain_csv_take(plain_csv *csv, char *text) {
    char *end_of_heading = text ? strchr(text, '\n') : NULL, *at = text;
    uint32_t lines, cells;
    *csv = (plain_csv){.text = text};
    if (!end_of_heading || strchr(text, '"')) {
        plain_csv_free(csv);
        return -1;
    }
    lines = count(text, text + strlen(text), '\n');
    csv->columns = 1 + count(text, end_of_heading, ',');
    csv->rows = lines - 1;
    cells = lines * csv->columns;
    csv->cells = eqp_allocate(cells, sizeof *csv->cells);
    for (uint32_t c = 0; csv->cells && c < cells; c++) {
        size_t length = strcspn(at, ",\n");
        int last = (c + 1) % csv->columns == 0;
        csv->cells[c] = at;
        if (at[length] != (last ? '\n' : ',')) {
            plain_csv_free(csv);
            return -1;
        }
        at[length] = '\0';
        at += length + 1;
    }
    if (!csv->cells)
        plain_csv_free(csv);
    return csv->cells ? 0 : -1;
}

void plain_csv_free(plain_csv *csv) {
    eqp_free(csv->cells);
    eqp_free(csv->text);
    *csv = (plain_csv){0};
}

const char *plain_csv_text(const plain_csv *csv, uint32_t row, const char *column) {
    for (uint32_t c = 0; row < csv->rows && c < csv->columns; c++)
        if (strcmp(csv->cells[c], column) == 0)
            return csv->cells[(size_t)(row + 1) * csv->columns + c];
    return "";
}

double plain_csv_number(const plain_csv *csv, uint32_t row, const char *column) {
    const char *text = plain_csv_text(csv, row, column);
    return *text ? strtod(text, NULL) : NAN;
}
