/* What is known of a run beside its plan, for the reports. */
#ifndef EQP_OUTPUT_RUN_H
#define EQP_OUTPUT_RUN_H

#include "models/programme/solution.h"
#include "models/proof/proof.h"
#include "output/tables/page_options.h"
#include "output/tables/plan_tables.h"
#include "output/tables/results.h"

typedef struct eqp_run {
    const char *version;  /* of the program; borrowed */
    const char *study;    /* its folder, as it was given; borrowed */
    const char *scenario; /* "base" for the study itself; borrowed */
    const char *folder;   /* where the files are; NULL: none written; borrowed */
    uint32_t rounds, blocks, threads;
    eqp_verdict verdict; /* the judge's, on the plan and stage B's goal */
    double seconds[EQP_PHASE_COUNT];
    const struct eqp_workbook_limits *workbook; /* NULL: no workbook.xlsx is written */
    eqp_page_options page;                      /* of report.html */
    eqp_results files;
} eqp_run;

/* The phase's key in summary.json. */
const char *eqp_phase_name(eqp_phase phase);

/* "optimal" or "stopped": an outcome that has a plan; else "no plan" or "infeasible". */
const char *eqp_outcome_name(eqp_outcome outcome);

#endif
