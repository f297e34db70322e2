/* Ids and labels as text <-> dense index 0, 1, 2 … One space of names (the zones, say) is one
 * eqp_names. Built by one thread, afterwards only read. */
#ifndef EQP_MODELS_NAMES_H
#define EQP_MODELS_NAMES_H

#include <stddef.h>
#include <stdint.h>

#define EQP_NONE UINT32_MAX

typedef struct eqp_names eqp_names;

/* NULL when memory is short. */
eqp_names *eqp_names_create(void);
void eqp_names_free(eqp_names *names);

uint32_t eqp_names_count(const eqp_names *names);

/* The text of an index, borrowed from names; index < count. */
const char *eqp_names_text(const eqp_names *names, uint32_t index);

/* The index of a text of this many bytes, EQP_NONE when it is not there. */
uint32_t eqp_names_find(const eqp_names *names, const char *text, size_t length);

/* The same for tables that are often sorted like the one that they refer to: the name of index
 * `last` (EQP_NONE: none) and the one after it are tried before the search. */
uint32_t eqp_names_find_from(const eqp_names *names, uint32_t last, const char *text,
                             size_t length);

/* The same, added at the end when it was not there; EQP_NONE when memory is short. */
uint32_t eqp_names_add(eqp_names *names, const char *text, size_t length);

/* The known text nearest to an unknown one (edit distance, case ignored), when it is near enough to
 * be a likely slip: one letter in three may differ, and one in any case. Where none is, one
 * that looks like it (eqp_text_fold). NULL otherwise. Borrowed.
 */
const char *eqp_names_nearest(const eqp_names *names, const char *text);

/* Sorts by byte order of the text; new_index [count] receives each old index's new one.
 * 0 = done, -1 = memory is short and nothing has changed. */
int eqp_names_sort(eqp_names *names, uint32_t *new_index);

/* Goes on from `value` over a text and its final 0 (FNV-1a): the same number on any machine and for
 * ever, for draws and ties that ids decide. */
uint64_t eqp_text_hash(uint64_t value, const char *text);

#endif
