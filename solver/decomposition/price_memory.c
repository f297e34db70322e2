#include "solver/decomposition/price_memory.h"

#include "models/base/memory.h"

#include <string.h>

typedef struct entry {
    uint32_t slot;
    uint8_t *free_zone; /* [zones] of stage A, NULL elsewhere */
    eqp_dual_prices prices;
} entry;

struct eqp_price_memory {
    const eqp_programme *programme;
    entry *entries;
    size_t room;
    uint32_t count;
};

eqp_price_memory *eqp_price_memory_create(const eqp_programme *programme) {
    eqp_price_memory *memory = eqp_allocate(1, sizeof *memory);
    if (memory)
        memory->programme = programme;
    return memory;
}

static void free_entry(entry *e) {
    eqp_free(e->free_zone);
    eqp_prices_free(&e->prices);
}

void eqp_price_memory_free(eqp_price_memory *memory) {
    if (!memory)
        return;
    for (uint32_t i = 0; i < memory->count; i++)
        free_entry(&memory->entries[i]);
    eqp_free(memory->entries);
    eqp_free(memory);
}

static int copy_free_zones(const eqp_price_memory *memory, entry *e, const uint8_t *free_zone) {
    uint32_t zones = memory->programme->study->zones.count;
    if (!free_zone)
        return 0;
    if (!e->free_zone)
        e->free_zone = eqp_allocate(zones, sizeof *e->free_zone);
    if (!e->free_zone)
        return -1;
    memcpy(e->free_zone, free_zone, zones);
    return 0;
}

/* An empty entry at the end; NULL when memory is short. */
static entry *add(eqp_price_memory *memory, uint32_t slot) {
    entry *e;
    if (eqp_grow(&memory->entries, &memory->room, (size_t)memory->count + 1,
                 sizeof *memory->entries))
        return NULL;
    e = &memory->entries[memory->count];
    *e = (entry){.slot = slot};
    if (eqp_prices_make(memory->programme, &e->prices)) {
        free_entry(e);
        return NULL;
    }
    memory->count++;
    return e;
}

eqp_price_memory *eqp_price_memory_copy(const eqp_price_memory *memory,
                                        const eqp_programme *programme) {
    eqp_price_memory *copy = eqp_price_memory_create(programme);
    for (uint32_t i = 0; copy && i < memory->count; i++) {
        const entry *from = &memory->entries[i];
        entry *to = add(copy, from->slot);
        if (!to || copy_free_zones(copy, to, from->free_zone)) {
            eqp_price_memory_free(copy);
            return NULL;
        }
        eqp_prices_copy(programme, &to->prices, &from->prices, 1);
    }
    return copy;
}

void eqp_price_memory_move(eqp_price_memory *memory, const eqp_programme *programme) {
    memory->programme = programme;
}

static entry *find(const eqp_price_memory *memory, uint32_t slot) {
    for (uint32_t i = 0; i < memory->count; i++)
        if (memory->entries[i].slot == slot)
            return &memory->entries[i];
    return NULL;
}

const eqp_dual_prices *eqp_price_memory_recall(const eqp_price_memory *memory, uint32_t slot,
                                               const eqp_stage *stage) {
    const entry *e = find(memory, slot);
    if (!e || (stage->objective == EQP_OBJECTIVE_LEVEL &&
               memcmp(e->free_zone, stage->free_zone, memory->programme->study->zones.count) != 0))
        return NULL;
    return &e->prices;
}

int eqp_price_memory_note(eqp_price_memory *memory, uint32_t slot, const eqp_stage *stage,
                          const eqp_dual_prices *prices, double factor) {
    entry *e = find(memory, slot);
    if (!e)
        e = add(memory, slot);
    if (!e || copy_free_zones(memory, e,
                              stage->objective == EQP_OBJECTIVE_LEVEL ? stage->free_zone : NULL))
        return -1;
    eqp_prices_copy(memory->programme, &e->prices, prices, factor);
    return 0;
}
