/* A study read and looked at, not solved. */
#ifndef EQP_REQUESTS_CHECK_H
#define EQP_REQUESTS_CHECK_H

#include "solver/requests/request_parts.h"

/* What a study amounts to, before anything is solved. */
typedef struct eqp_study_sizes {
    double need, residual, reached; /* persons: lacking; not yet covered; of those, in reach */
    double places, budget;
} eqp_study_sizes;

/* All owned. */
typedef struct eqp_check_answer {
    eqp_problems *problems; /* all that was found, of the zones' outlines too */
    eqp_study *study;       /* NULL where it has errors */
    eqp_study_sizes sizes;  /* where there is a study */
} eqp_check_answer;

/* Only `study` and `listener` of the request are looked at. EQP_ERROR_DATA: the study has errors.
 * Free the answer in every case. */
eqp_status eqp_request_check(const eqp_request *request, eqp_check_answer *answer,
                             eqp_error *error);
/* What a study without errors amounts to, in words; owned by the caller, NULL when memory is short.
 */
char *eqp_check_answer_text(const eqp_check_answer *answer);

/* All of it as a JSON object, also of a study with errors. Owned by the caller; NULL when memory is
 * short. */
char *eqp_check_answer_json(const eqp_check_answer *answer);

void eqp_check_answer_free(eqp_check_answer *answer);

#endif
