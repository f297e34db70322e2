/* What is known of a run beside what it found, for all that tells its answer. */
#ifndef EQP_OUTPUT_RUN_H
#define EQP_OUTPUT_RUN_H

#include "models/answers/plan.h"
#include "models/proof/proof.h"
#include "output/files/buffer.h"
#include "output/tables/page_options.h"
#include "output/tables/plan_tables.h"
#include "output/tables/results.h"

/* Plain data; texts and pointers are borrowed. */
typedef struct eqp_run {
    const char *command;  /* "compare"; NULL of solve */
    const char *version;  /* of the program */
    const char *study;    /* its folder, as it was given */
    const char *scenario; /* "base" for the study itself */
    const char
        *options;       /* all that decides about the results, as typed, on one line; "" for none */
    const char *draft;  /* evaluate: the file of the plan made elsewhere, as it was given */
    const char *folder; /* where the files are; NULL: none written */
    uint32_t threads;
    uint32_t processes;              /* 1 without MPI */
    uint32_t rounds, blocks;         /* of solve */
    eqp_verdict verdict;             /* of solve: the judge's, on the plan and stage B's goal */
    double seconds[EQP_PHASE_COUNT]; /* all of solve; of other commands reading and writing */
    double seconds_solve;            /* of other commands: of all plans together */
    const struct eqp_workbook_limits *workbook; /* NULL: no workbook.xlsx is written */
    eqp_page_options page;                      /* of report.html */
    const eqp_plan *plan; /* of the study as it stands, for report.html of several plans; NULL: it
                             has none */
    eqp_results files;    /* filled by the functions that write */
} eqp_run;

/* Adds command, version, study_digest, options, parameters, threads, processes, seconds and files
 * of a run to an object: of all commands but solve. */
void eqp_run_add(const eqp_run *run, const eqp_study *study, eqp_json *json);

/* Adds the last lines of a printed answer: the time that it took, and where the results are. */
void eqp_run_say(const eqp_run *run, eqp_buffer *buffer);

/* The phase's key in summary.json. */
const char *eqp_phase_name(eqp_phase phase);

/* "optimal" or "stopped": an outcome that has a plan; else "no plan" or "infeasible". */
const char *eqp_outcome_name(eqp_outcome outcome);

#endif
