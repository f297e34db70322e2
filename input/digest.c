#include "input/digest.h"

#include <nettle/sha2.h>
#include <stdio.h>
#include <string.h>

static void add_bytes(struct sha256_ctx *hash, const void *bytes, size_t size) {
    sha256_update(hash, size, bytes);
}

/* Eight bytes, lowest first, whatever the machine. */
static void add_integer(struct sha256_ctx *hash, uint64_t value) {
    uint8_t bytes[8];
    for (size_t i = 0; i < sizeof bytes; i++)
        bytes[i] = (uint8_t)(value >> (8 * i));
    add_bytes(hash, bytes, sizeof bytes);
}

static void add_text(struct sha256_ctx *hash, const char *text) {
    size_t length = text ? strlen(text) : 0;
    add_integer(hash, length);
    if (length)
        add_bytes(hash, text, length);
}

static void add_number(struct sha256_ctx *hash, double number) {
    uint64_t bits;
    number = isnan(number) ? NAN : number + 0.0;
    memcpy(&bits, &number, sizeof bits);
    add_integer(hash, isnan(number) ? UINT64_MAX : bits);
}

static void add_column(struct sha256_ctx *hash, eqp_study *study, const eqp_column_view *column,
                       uint32_t count) {
    void *place = eqp_study_column(study, column);
    for (uint32_t row = 0; row < count; row++)
        switch (column->kind) {
        case EQP_KIND_ID:
        case EQP_KIND_REF:
        case EQP_KIND_LABEL:
            add_text(hash, eqp_study_id(study, column->space, (*(uint32_t **)place)[row]));
            break;
        case EQP_KIND_WORD:
            add_integer(hash, (*(uint32_t **)place)[row]);
            break;
        case EQP_KIND_TEXT:
            add_text(hash, (*(char ***)place)[row]);
            break;
        case EQP_KIND_NUMBER:
            add_number(hash, (*(double **)place)[row]);
            break;
        }
}

void eqp_study_digest(eqp_study *study) {
    size_t count;
    const eqp_table_view *tables = eqp_study_tables(&count);
    struct sha256_ctx hash;
    uint8_t digest[SHA256_DIGEST_SIZE];
    sha256_init(&hash);
    for (size_t i = 0; i < count; i++) {
        uint32_t rows;
        memcpy(&rows, (char *)study + tables[i].count_offset, sizeof rows);
        add_text(&hash, tables[i].name);
        add_integer(&hash, rows);
        for (uint32_t j = 0; j < tables[i].column_count; j++)
            add_column(&hash, study, tables[i].columns + j, rows);
    }
    for (uint32_t offer = 0; offer < study->offers.count; offer++)
        add_text(&hash, eqp_study_id(study, EQP_SPACE_occupation, study->main_occupation[offer]));
    sha256_digest(&hash, sizeof digest, digest);
    for (size_t i = 0; i < sizeof digest; i++)
        snprintf(study->digest + 2 * i, 3, "%02x", digest[i]);
}
