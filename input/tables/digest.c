#include "input/tables/digest.h"

#include <nettle/sha2.h>
#include <stdio.h>
#include <string.h>

/* Bytes on their way into the hash, which takes large pieces faster than small ones. */
typedef struct {
    struct sha256_ctx hash;
    uint8_t waiting[4096];
    size_t count;
} digesting;

static void flush(digesting *digest) {
    sha256_update(&digest->hash, digest->count, digest->waiting);
    digest->count = 0;
}

static void add_integer(digesting *digest, uint64_t value, size_t bytes) {
    if (digest->count + bytes > sizeof digest->waiting)
        flush(digest);
    for (size_t i = 0; i < bytes; i++) /* lowest first, whatever the machine */
        digest->waiting[digest->count++] = (uint8_t)(value >> (8 * i));
}

static void add_text(digesting *digest, const char *text) {
    size_t length = text ? strlen(text) : 0;
    add_integer(digest, length, 8);
    flush(digest);
    if (length)
        sha256_update(&digest->hash, length, (const uint8_t *)text);
}

static void add_number(digesting *digest, double number) {
    uint64_t bits;
    number += 0.0; /* -0 is 0 */
    memcpy(&bits, &number, sizeof bits);
    add_integer(digest, isnan(number) ? UINT64_MAX : bits, 8);
}

/* Spaces are sorted, so that an index stands for its name. */
static void add_space(digesting *digest, const eqp_names *names) {
    add_integer(digest, eqp_names_count(names), 4);
    for (uint32_t i = 0; i < eqp_names_count(names); i++)
        add_text(digest, eqp_names_text(names, i));
}

static void add_column(digesting *digest, eqp_study *study, const eqp_column_view *column,
                       uint32_t count) {
    void *place = eqp_study_column(study, column);
    for (uint32_t row = 0; row < count; row++)
        if (column->kind == EQP_KIND_TEXT)
            add_text(digest, (*(char ***)place)[row]);
        else if (column->kind == EQP_KIND_NUMBER)
            add_number(digest, (*(double **)place)[row]);
        else
            add_integer(digest, (*(uint32_t **)place)[row], 4);
}

static void add_table(digesting *digest, eqp_study *study, const eqp_table_view *table) {
    uint32_t rows;
    memcpy(&rows, (char *)study + table->count_offset, sizeof rows);
    add_text(digest, table->name);
    add_integer(digest, rows, 4);
    for (uint32_t i = 0; i < table->column_count; i++)
        add_column(digest, study, table->columns + i, rows);
}

void eqp_study_digest(eqp_study *study) {
    size_t count;
    const eqp_table_view *tables = eqp_study_tables(&count);
    digesting digest = {.count = 0};
    uint8_t bytes[SHA256_DIGEST_SIZE];
    sha256_init(&digest.hash);
    for (size_t space = 0; space < EQP_SPACE_COUNT; space++)
        add_space(&digest, study->spaces[space]);
    for (size_t i = 0; i < count; i++)
        add_table(&digest, study, tables + i);
    for (uint32_t offer = 0; offer < study->offers.count; offer++)
        add_integer(&digest, study->main_occupation[offer], 4);
    flush(&digest);
    sha256_digest(&digest.hash, sizeof bytes, bytes);
    for (size_t i = 0; i < sizeof bytes; i++)
        snprintf(study->digest + 2 * i, 3, "%02x", bytes[i]);
}
