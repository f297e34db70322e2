/* The least change of one requirement alone, or of several together, that gives a study a plan. */
#ifndef EQP_SOLVER_CONFLICT_REMEDY_H
#define EQP_SOLVER_CONFLICT_REMEDY_H

#include "solver/conflicts/elastic.h"

/* What a requirement asks for, in the unit of its table. */
double eqp_conflict_value(const eqp_programme *programme, const eqp_soft *soft);

/* The value that a requirement has to take where its row may be missed by `violation` at the plan
 * x; rounded outwards. */
double eqp_conflict_joint_value(const eqp_programme *programme, const eqp_soft *soft,
                                double violation, const double *primal);

/* Fills remedy and change_to of one requirement where all others hold. `least`: a miss below it
 * counts as none. No remedy of a maximum that
 * also limits the places of before, which max_change counts with. Leaves the elastic programme with
 * roles of its own. */
eqp_status eqp_conflict_find_remedy(eqp_elastic *elastic, const eqp_programme *programme,
                                    uint32_t soft, double least, eqp_conflict *conflict,
                                    eqp_error *error);

#endif
