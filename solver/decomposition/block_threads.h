/* The threads of a decomposition and the blocks that they own: a block belongs to one thread for
 * life, the largest first to the least loaded, so that what it answers depends on its own history
 * alone.
 *
 * One thread steers; what it asks for all threads do, each for its blocks, and wait. */
#ifndef EQP_SOLVER_BLOCK_THREADS_H
#define EQP_SOLVER_BLOCK_THREADS_H

#include "models/base/error.h"
#include "solver/decomposition/block.h"

typedef struct eqp_block_threads eqp_block_threads;

typedef struct eqp_block_threads_plan {
    const eqp_block_context *context;
    int threads;                    /* ≥ 1 */
    int apart;                      /* of the blocks, see eqp_block_create */
    eqp_block_state *const *states; /* [blocks] to begin with; NULL: none */
    int answers;                    /* 1: the states' answers are still plans */
} eqp_block_threads_plan;

/* What the steering thread does with its team. */
typedef void (*eqp_block_threads_body)(eqp_block_threads *team, void *context);

/* Builds all blocks, lets body steer, takes them down. EQP_ERROR_MEMORY: the body was not called.
 */
eqp_status eqp_block_threads_run(const eqp_block_threads_plan *plan, eqp_block_threads_body body,
                                 void *context, eqp_error *error);

/* All blocks answer at these prices (eqp_block_price) and write their dual values
 * (eqp_block_duals). 0 = done, -1 = a block failed, and the team can only be ended. */
int eqp_block_threads_price(eqp_block_threads *team, const eqp_dual_prices *prices, uint32_t kind,
                            double slack, double *dual);

/* All blocks take other numbers of the context's programme: eqp_block_renew, or where only what a
 * plan is worth has changed eqp_block_revalue. 0 = done, -1 = memory is short. */
int eqp_block_threads_renew(eqp_block_threads *team, int only_worth);

/* state[blocks] receives what the blocks have learnt, NULL where memory is short. */
void eqp_block_threads_save(eqp_block_threads *team, eqp_block_state **state);

/* Of one block: itself, and its last answer as a column, borrowed until the next pricing. */
const eqp_block *eqp_block_threads_block(const eqp_block_threads *team, uint32_t block);
const eqp_column *eqp_block_threads_answer(const eqp_block_threads *team, uint32_t block);

/* The steering thread's. */
eqp_column_draft *eqp_block_threads_draft(eqp_block_threads *team);

#endif
