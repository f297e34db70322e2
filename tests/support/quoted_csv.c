#include "quoted_csv.h"

#include "models/base/memory.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static char *read_text(const char *path) {
    FILE *file = fopen(path, "rb");
    char *text = NULL;
    size_t length = 0, capacity = 0, count = 1;
    while (file && count > 0 && eqp_grow(&text, &capacity, length + 65536, 1) == 0) {
        count = fread(text + length, 1, 65535, file);
        length += count;
        text[length] = '\0';
    }
    if (file)
        fclose(file);
    return text;
}

/* Cuts the cell that begins at *from, without its quotes; the sign that ended it. */
static char cut_cell(char **from, char **cell) {
    char *at = *from, *to = *from, end;
    int quoted = 0;
    *cell = *from;
    for (; *at && (quoted || (*at != ',' && *at != '\n')); at++) {
        if (*at == '"' && quoted && at[1] == '"')
            *to++ = *at++;
        else if (*at == '"')
            quoted = !quoted;
        else if (*at != '\r')
            *to++ = *at;
    }
    end = *at;
    *from = at + (end != '\0');
    *to = '\0';
    return end;
}

/* Takes one row apart; the cells end with NULL. */
static char **cut_row(char **from) {
    char **cells = NULL, end = ',';
    size_t count = 0, capacity = 0;
    while (end == ',') {
        if (eqp_grow(&cells, &capacity, count + 2, sizeof *cells))
            return NULL;
        end = cut_cell(from, &cells[count++]);
    }
    cells[count] = NULL;
    return cells;
}

int quoted_csv_read(quoted_csv *csv, const char *path) {
    size_t capacity = 0;
    char *at;
    *csv = (quoted_csv){.text = read_text(path)};
    for (at = csv->text; at && *at;) {
        if (eqp_grow(&csv->rows, &capacity, csv->row_count + 1, sizeof *csv->rows) ||
            !(csv->rows[csv->row_count] = cut_row(&at))) {
            quoted_csv_free(csv);
            return -1;
        }
        csv->row_count++;
    }
    return csv->text ? 0 : -1;
}

void quoted_csv_free(quoted_csv *csv) {
    for (uint32_t row = 0; row < csv->row_count; row++)
        eqp_free(csv->rows[row]);
    eqp_free(csv->rows);
    eqp_free(csv->text);
    *csv = (quoted_csv){0};
}

const char *quoted_csv_cell(const quoted_csv *csv, uint32_t row, uint32_t column) {
    char **cells = row < csv->row_count ? csv->rows[row] : NULL;
    for (uint32_t c = 0; cells && cells[c]; c++)
        if (c == column)
            return cells[c];
    return "";
}

uint32_t quoted_csv_find(const quoted_csv *csv, uint32_t row, const char *text) {
    char **cells = row < csv->row_count ? csv->rows[row] : NULL;
    for (uint32_t c = 0; cells && cells[c]; c++)
        if (strcmp(cells[c], text) == 0)
            return c;
    return UINT32_MAX;
}

int quoted_csv_number(const char *cell, double *number) {
    char *end;
    *number = strtod(cell, &end);
    if (*end == '%' && end > cell) {
        *number /= 100;
        end++;
    }
    return end > cell && *end == '\0';
}
