/* All allocation of the project, with overflow checks, a count of what is alive, and a way for a
 * test to make the n-th allocation fail. Every function is safe to call from any thread. */
#ifndef EQP_MODELS_MEMORY_H
#define EQP_MODELS_MEMORY_H

#include <stddef.h>

/* count × size bytes, zeroed. Never NULL for 0 bytes; NULL when memory is short or the product
 * overflows. Owned by the caller: eqp_free. */
void *eqp_allocate(size_t count, size_t size);

/* Grows or shrinks an array of this module; new items are not cleared. NULL leaves it as it was. */
void *eqp_reallocate(void *array, size_t count, size_t size);

/* Makes room for at least `needed` items of `size` bytes in *array (a pointer to a pointer),
 * doubling *capacity. 0 = done, -1 = memory is short and nothing has changed. */
int eqp_grow(void *array, size_t *capacity, size_t needed, size_t size);

/* A copy of a text; NULL when memory is short. */
char *eqp_text_copy(const char *text);

/* Takes NULL. */
void eqp_free(void *memory);

/* Allocations of the process so far that were refused: whether memory was short meanwhile. */
size_t eqp_memory_refusals(void);

/* For tests: blocks alive now; and let the n-th allocation from now on (1 = the next), and every
 * later one, fail (0 = never). */
size_t eqp_memory_alive(void);
void eqp_memory_fail_at(size_t n);

#endif
