#include "models/base/names.h"

#include "models/base/memory.h"
#include "models/base/text.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#define LONGEST_COMPARED 64

typedef struct {
    uint32_t place; /* index + 1, 0 = empty */
    uint32_t tag;   /* of hash and length: most other texts are told apart by it alone */
} slot;

struct eqp_names {
    char **texts;
    size_t capacity;
    uint32_t count;
    slot *slots; /* open addressing */
    size_t slot_count;
};

static uint64_t mix(uint64_t value) {
    value *= 0xBF58476D1CE4E5B9u;
    value ^= value >> 31;
    value *= 0x94D049BB133111EBu;
    return value ^ value >> 29;
}

/* Eight bytes at a time. Nothing that is seen outside depends on it. */
static uint64_t hash(const char *text, size_t length) {
    uint64_t value = length, part;
    for (; length >= sizeof part; text += sizeof part, length -= sizeof part) {
        memcpy(&part, text, sizeof part);
        value = mix(value ^ part);
    }
    part = 0;
    memcpy(&part, text, length);
    return mix(value ^ part);
}

#define LONGEST_IN_TAG 255

/* Texts of equal tags have the same length, or both at least LONGEST_IN_TAG. */
static uint32_t tag_of(uint64_t hashed, size_t length) {
    uint32_t shown = length < LONGEST_IN_TAG ? (uint32_t)length : LONGEST_IN_TAG;
    return ((uint32_t)(hashed >> 32) & ~(uint32_t)LONGEST_IN_TAG) | shown;
}

static int is_text(const char *known, const char *text, size_t length) {
    if (length < LONGEST_IN_TAG)
        return memcmp(known, text, length) == 0;
    return strncmp(known, text, length) == 0 && !known[length];
}

static void place(eqp_names *names, uint32_t index) {
    const char *text = names->texts[index];
    size_t length = strlen(text);
    uint64_t hashed = hash(text, length);
    size_t at = hashed & (names->slot_count - 1);
    while (names->slots[at].place)
        at = (at + 1) & (names->slot_count - 1);
    names->slots[at] = (slot){index + 1, tag_of(hashed, length)};
}

static void place_all(eqp_names *names) {
    memset(names->slots, 0, names->slot_count * sizeof *names->slots);
    for (uint32_t i = 0; i < names->count; i++)
        place(names, i);
}

static int widen(eqp_names *names) {
    size_t wanted = names->slot_count * 2;
    slot *slots = eqp_allocate(wanted, sizeof *slots);
    if (!slots)
        return -1;
    eqp_free(names->slots);
    names->slots = slots;
    names->slot_count = wanted;
    place_all(names);
    return 0;
}

eqp_names *eqp_names_create(void) {
    eqp_names *names = eqp_allocate(1, sizeof *names);
    if (!names)
        return NULL;
    names->slot_count = 64;
    names->slots = eqp_allocate(names->slot_count, sizeof *names->slots);
    if (!names->slots) {
        eqp_free(names);
        return NULL;
    }
    return names;
}

void eqp_names_free(eqp_names *names) {
    if (!names)
        return;
    for (uint32_t i = 0; i < names->count; i++)
        eqp_free(names->texts[i]);
    eqp_free(names->texts);
    eqp_free(names->slots);
    eqp_free(names);
}

uint32_t eqp_names_count(const eqp_names *names) {
    return names->count;
}

const char *eqp_names_text(const eqp_names *names, uint32_t index) {
    return names->texts[index];
}

uint32_t eqp_names_find(const eqp_names *names, const char *text, size_t length) {
    uint64_t hashed = hash(text, length);
    uint32_t tag = tag_of(hashed, length);
    size_t at = hashed & (names->slot_count - 1);
    for (; names->slots[at].place; at = (at + 1) & (names->slot_count - 1)) {
        uint32_t index = names->slots[at].place - 1;
        if (names->slots[at].tag == tag && is_text(names->texts[index], text, length))
            return index;
    }
    return EQP_NONE;
}

static int is_name(const eqp_names *names, uint32_t index, const char *text, size_t length) {
    const char *known;
    if (index >= eqp_names_count(names))
        return 0;
    known = eqp_names_text(names, index);
    return strncmp(known, text, length) == 0 && !known[length];
}

uint32_t eqp_names_find_from(const eqp_names *names, uint32_t last, const char *text,
                             size_t length) {
    if (last != EQP_NONE && is_name(names, last, text, length))
        return last;
    if (last != EQP_NONE && is_name(names, last + 1, text, length))
        return last + 1;
    return eqp_names_find(names, text, length);
}

uint32_t eqp_names_add(eqp_names *names, const char *text, size_t length) {
    uint32_t index = eqp_names_find(names, text, length);
    char *copy;
    if (index != EQP_NONE)
        return index;
    if (names->count == EQP_NONE - 1 ||
        eqp_grow(&names->texts, &names->capacity, (size_t)names->count + 1, sizeof *names->texts))
        return EQP_NONE;
    if ((size_t)(names->count + 1) * 2 > names->slot_count && widen(names))
        return EQP_NONE;
    copy = eqp_allocate(length + 1, 1);
    if (!copy)
        return EQP_NONE;
    memcpy(copy, text, length);
    names->texts[names->count] = copy;
    place(names, names->count);
    return names->count++;
}

static size_t least(size_t a, size_t b) {
    return a < b ? a : b;
}

static int same_letter(char a, char b) {
    return tolower((unsigned char)a) == tolower((unsigned char)b);
}

/* Letters changed, added, left out, or swapped with their neighbour; row by row, without case. */
static size_t edit_distance(const char *a, size_t a_length, const char *b, size_t b_length) {
    size_t rows[3][LONGEST_COMPARED + 1];
    size_t *before = rows[0], *last = rows[1], *row = rows[2];
    for (size_t j = 0; j <= b_length; j++)
        row[j] = j;
    for (size_t i = 1; i <= a_length; i++) {
        size_t *oldest = before;
        before = last;
        last = row;
        row = oldest;
        row[0] = i;
        for (size_t j = 1; j <= b_length; j++) {
            size_t changed = last[j - 1] + (same_letter(a[i - 1], b[j - 1]) ? 0 : 1);
            row[j] = least(changed, least(last[j], row[j - 1]) + 1);
            if (i > 1 && j > 1 && same_letter(a[i - 1], b[j - 2]) &&
                same_letter(a[i - 2], b[j - 1]))
                row[j] = least(row[j], before[j - 2] + 1);
        }
    }
    return row[b_length];
}

static int is_ascii(const char *text) {
    for (; *text; text++)
        if ((unsigned char)*text >= 0x80)
            return 0;
    return 1;
}

/* The known text that looks like another: 0101 for 101.0, or one without an invisible character. */
static const char *look_alike(const eqp_names *names, const char *text) {
    const char *alike = NULL;
    char *wanted = eqp_text_fold(text, strlen(text));
    int is_plain = is_ascii(text) && !isdigit((unsigned char)*text);
    for (uint32_t i = 0; wanted && !alike && i < names->count; i++) {
        char *fold;
        if (is_plain && is_ascii(names->texts[i]))
            continue; /* it would be near */
        fold = eqp_text_fold(names->texts[i], strlen(names->texts[i]));
        if (fold && strcmp(fold, wanted) == 0)
            alike = names->texts[i];
        eqp_free(fold);
    }
    eqp_free(wanted);
    return alike;
}

const char *eqp_names_nearest(const eqp_names *names, const char *text) {
    size_t length = strlen(text), best = length < 6 ? 1 : length / 3;
    const char *nearest = NULL;
    if (length == 0 || length > LONGEST_COMPARED)
        return NULL;
    for (uint32_t i = 0; i < names->count; i++) {
        size_t other = strlen(names->texts[i]);
        size_t apart = other > length ? other - length : length - other;
        if (other > LONGEST_COMPARED || apart > best)
            continue;
        apart = edit_distance(text, length, names->texts[i], other);
        if (apart < best || (apart == best && !nearest)) {
            best = apart;
            nearest = names->texts[i];
        }
    }
    return nearest ? nearest : look_alike(names, text);
}

typedef struct {
    char *text;
    uint32_t old_index;
} sortable;

static int by_text(const void *a, const void *b) {
    return strcmp(((const sortable *)a)->text, ((const sortable *)b)->text);
}

int eqp_names_sort(eqp_names *names, uint32_t *new_index) {
    sortable *sorted = eqp_allocate(names->count, sizeof *sorted);
    if (!sorted)
        return -1;
    for (uint32_t i = 0; i < names->count; i++)
        sorted[i] = (sortable){names->texts[i], i};
    qsort(sorted, names->count, sizeof *sorted, by_text);
    for (uint32_t i = 0; i < names->count; i++) {
        names->texts[i] = sorted[i].text;
        new_index[sorted[i].old_index] = i;
    }
    eqp_free(sorted);
    place_all(names);
    return 0;
}

uint64_t eqp_text_hash(uint64_t value, const char *text) {
    do {
        value = (value ^ (unsigned char)*text) * 1099511628211u;
    } while (*text++);
    return value;
}
