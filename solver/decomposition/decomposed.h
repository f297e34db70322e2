/* Dantzig–Wolfe decomposition (Dantzig and Wolfe 1960): a master over the coupling rows proposes
 * prices, every block answers in parallel with its best local plan at those prices, and master
 * value and Lagrangian bound close the gap. Prices are smoothed towards the best found so far
 * (Wentges 1997).
 *
 * Results do not depend on the number of threads: each block's answer depends on its own history
 * alone, and answers are taken in the order of blocks. */
#ifndef EQP_SOLVER_DECOMPOSED_H
#define EQP_SOLVER_DECOMPOSED_H

#include "models/programme/revision.h"
#include "solver/control/watch.h"
#include "solver/decomposition/stage.h"

/* Rows up to which a whole programme is solved (direct.h) where blocks are no help. */
#define EQP_WHOLE_ROWS 60000

/* What a decomposition leaves to others (eqp_method.keep): its split, columns, prices and bases.
 * Frozen; borrows the programme that it was left by. */
void eqp_warm_start_free(eqp_warm_start *start);

/* How a decomposition lasts beyond one programme: it begins with what `start` holds (NULL:
 * nothing), left by a programme of the same structure that differs from this one by `revision`. */
typedef struct eqp_lasting {
    const eqp_warm_start *start;
    eqp_revision revision;
} eqp_lasting;

/* Sets the decomposition up, lets body use it, takes it down. lasting: NULL for one programme,
 * whose stages come once. A stage that stops though nobody asked it to has found too much tied
 * together, and EQP_ERROR_SOLVER from one means numerical trouble; the whole programme may still be
 * solved. */
eqp_status eqp_decomposed_run(const eqp_programme *programme, eqp_watch *watch,
                              const eqp_lasting *lasting, eqp_method_body body, void *context,
                              eqp_error *error);

#endif
