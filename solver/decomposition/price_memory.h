/* The prices that proved each stage's bound, for the same stage of a programme nearby to begin
 * with. */
#ifndef EQP_SOLVER_PRICE_MEMORY_H
#define EQP_SOLVER_PRICE_MEMORY_H

#include "solver/decomposition/prices.h"
#include "solver/decomposition/stage.h"

typedef struct eqp_price_memory eqp_price_memory;

/* NULL when memory is short. A copy is for another programme of the same structure. */
eqp_price_memory *eqp_price_memory_create(const eqp_programme *programme);
eqp_price_memory *eqp_price_memory_copy(const eqp_price_memory *memory,
                                        const eqp_programme *programme);
void eqp_price_memory_free(eqp_price_memory *memory);

/* What it knows is of another programme of the same structure from now on. */
void eqp_price_memory_move(eqp_price_memory *memory, const eqp_programme *programme);

/* The prices that ended the stage of this slot before (of stage A with the same free zones), per
 * unit of its objective; NULL where there are none. Borrowed until the next call. */
const eqp_dual_prices *eqp_price_memory_recall(const eqp_price_memory *memory, uint32_t slot,
                                               const eqp_stage *stage);

/* Keeps factor × prices. 0 = done, -1 = memory is short. */
int eqp_price_memory_note(eqp_price_memory *memory, uint32_t slot, const eqp_stage *stage,
                          const eqp_dual_prices *prices, double factor);

#endif
