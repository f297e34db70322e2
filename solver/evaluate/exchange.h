/* The exchanges that would gain a draft most: places given up for others that the same money buys,
 * or bought from money that is left.
 *
 * What a place is worth in the draft bounds what an exchange can gain (V is concave in places);
 * the most promising is tried first, each trial sharpens the bounds of the others, and the search
 * ends when none can beat the ten found, or after so many trials. What is reported has been solved
 * again with the exchange made. No exchange breaks a limit, or makes a breach worse. */
#ifndef EQP_SOLVER_EXCHANGE_H
#define EQP_SOLVER_EXCHANGE_H

#include "models/answers/assessment.h"
#include "solver/evaluate/best_use.h"

/* Finds them for a solved evaluation: found[EQP_EXCHANGES_MOST], *count of them, one for each offer
 * and institution that could be bought, the largest gain first. No exchange gains more than
 * most_gain (INFINITY: not known). Places are whole where all of the draft's are, whole sessions in
 * a study of whole sessions. Where the watch stops it, what was found so far. EQP_ERROR_MEMORY,
 * EQP_ERROR_SOLVER. */
eqp_status eqp_exchanges_find(const eqp_draft_case *draft_case, eqp_best_use *evaluation,
                              const eqp_best_use_result *evaluated, double most_gain,
                              eqp_watch *watch, eqp_exchange *found, uint32_t *count,
                              eqp_error *error);

#endif
