/* Whether two studies of the same rows hold the same numbers. */
#ifndef EQP_TESTS_SAME_STUDY_H
#define EQP_TESTS_SAME_STUDY_H

#include "models/study/study.h"

/* How many cells of number columns, and settings, differ (NAN equals NAN); UINT32_MAX where the
 * tables have not the same number of rows. */
uint32_t eqp_differing_numbers(const eqp_study *study, const eqp_study *other);

#endif
