/* The prices that proved each stage's bound, for the same stage of a programme nearby to begin
 * with. */
#ifndef EQP_SOLVER_PRICE_MEMORY_H
#define EQP_SOLVER_PRICE_MEMORY_H

#include "solver/prices.h"
#include "solver/stage.h"

typedef struct eqp_price_memory eqp_price_memory;

/* NULL when memory is short. A copy is for another programme of the same structure. */
eqp_price_memory *eqp_price_memory_create(const eqp_programme *programme);
eqp_price_memory *eqp_price_memory_copy(const eqp_price_memory *memory,
                                        const eqp_programme *programme);
void eqp_price_memory_free(eqp_price_memory *memory);

/* From now on stages are those of this programme: its first round of stage A is the first again. */
void eqp_price_memory_begin(eqp_price_memory *memory, const eqp_programme *programme);

/* Called as a stage starts: the prices that ended the same stage before (of stage A the same round,
 * with the same free zones), per unit of its objective; NULL where there are none. Borrowed until
 * the next call. */
const eqp_dual_prices *eqp_price_memory_recall(eqp_price_memory *memory, const eqp_stage *stage);

/* Called as that stage ends: keeps factor × prices. 0 = done, -1 = memory is short. */
int eqp_price_memory_note(eqp_price_memory *memory, const eqp_stage *stage,
                          const eqp_dual_prices *prices, double factor);

#endif
