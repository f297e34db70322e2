#include "models/base/memory.h"

#include <stdatomic.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

static atomic_size_t alive;
static atomic_size_t allocations;
static atomic_size_t fail_at;
static atomic_size_t refusals;

static int refused(void) {
    size_t limit = atomic_load_explicit(&fail_at, memory_order_relaxed);
    if (limit == 0)
        return 0;
    return atomic_fetch_add(&allocations, 1) + 1 >= limit;
}

static void *refuse(void) {
    atomic_fetch_add_explicit(&refusals, 1, memory_order_relaxed);
    return NULL;
}

void *eqp_allocate(size_t count, size_t size) {
    void *memory;
    if (refused() || (size && count > SIZE_MAX / size))
        return refuse();
    memory = count && size ? calloc(count, size) : calloc(1, 1);
    if (!memory)
        return refuse();
    atomic_fetch_add_explicit(&alive, 1, memory_order_relaxed);
    return memory;
}

void *eqp_reallocate(void *array, size_t count, size_t size) {
    void *memory;
    if (!array)
        return eqp_allocate(count, size);
    if (refused() || (size && count > SIZE_MAX / size))
        return refuse();
    memory = realloc(array, count && size ? count * size : 1);
    return memory ? memory : refuse();
}

int eqp_grow(void *array, size_t *capacity, size_t needed, size_t size) {
    void *old, *grown;
    size_t room = *capacity ? *capacity : 16;
    if (needed <= *capacity)
        return 0;
    while (room < needed) {
        if (room > SIZE_MAX / 2)
            return -1;
        room *= 2;
    }
    memcpy(&old, array, sizeof old);
    grown = eqp_reallocate(old, room, size);
    if (!grown)
        return -1;
    memcpy(array, &grown, sizeof grown);
    *capacity = room;
    return 0;
}

char *eqp_text_copy(const char *text) {
    size_t length = strlen(text) + 1;
    char *copy = eqp_allocate(length, 1);
    if (copy)
        memcpy(copy, text, length);
    return copy;
}

void eqp_free(void *memory) {
    if (memory) {
        atomic_fetch_sub_explicit(&alive, 1, memory_order_relaxed);
        free(memory);
    }
}

size_t eqp_memory_refusals(void) {
    return atomic_load(&refusals);
}

size_t eqp_memory_alive(void) {
    return atomic_load(&alive);
}

void eqp_memory_fail_at(size_t n) {
    atomic_store(&allocations, 0);
    atomic_store(&fail_at, n);
}
