/* The reference for families: budget splits by Clp's C library, loaded once, warm-started from
 * split to split.
 *
 * Between two splits only what institutions may spend and what zones are owed changes, so that the
 * last basis of stage B (with β and at β = 0) is dual feasible: dual simplex goes on there. Stage D
 * and the rounds of A can start where the same stage (and round) of the split before ended, or
 * where the stage (or round) before them ended; whichever is faster. Stage D has a model of its
 * own, so that stage B never sees the value row. */
#ifndef EQP_BENCH_CLP_FAMILY_H
#define EQP_BENCH_CLP_FAMILY_H

#include "clp_stages.h"

typedef enum {
    CLP_FROM_LAST_SPLIT, /* where the same stage and round of the split before ended, dual simplex
                          */
    CLP_FROM_LAST_STAGE, /* where the stage or round before ended, primal simplex */
    CLP_FROM_COUNT
} clp_from;

typedef struct clp_family_options {
    const double *floor; /* [zones] held, NULL: from a fair profile of each split */
    int only_value;      /* 1: without stage D */
    clp_from from;       /* of stage D and the rounds of A */
    clp_settings settings;
} clp_family_options;

typedef struct clp_family clp_family;

/* Loads the models; nothing is solved yet. Borrows programme and floor. EQP_ERROR_MEMORY only. */
eqp_status clp_family_create(const eqp_programme *programme, const clp_family_options *options,
                             clp_family **out, eqp_error *error);
void clp_family_free(clp_family *family);

/* Solves the programme with these budgets [institutions]. The first one starts from nothing. */
void clp_family_solve(clp_family *family, const double *budget, clp_result *result);

/* "from the split before", "from the stage before" */
const char *clp_from_name(clp_from from);

#endif
