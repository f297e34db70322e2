/* What is known of a run of compare, sweep or frontier beside what it found. */
#ifndef EQP_OUTPUT_FAMILY_RUN_H
#define EQP_OUTPUT_FAMILY_RUN_H

#include "models/answers/plan.h"
#include "output/files/buffer.h"
#include "output/tables/page_options.h"
#include "output/tables/results.h"

/* Plain data; texts are borrowed. */
typedef struct eqp_family_run {
    const char *command;  /* "compare" */
    const char *version;  /* of the program */
    const char *study;    /* its folder, as it was given */
    const char *scenario; /* "base" for the study itself */
    const char
        *options;       /* all that decides about the results, as typed, on one line; "" for none */
    const char *folder; /* where the files are; NULL: none written */
    uint32_t threads;
    uint32_t processes; /* 1 without MPI */
    double seconds_read, seconds_solve, seconds_write;
    const struct eqp_workbook_limits *workbook; /* NULL: no workbook.xlsx is written */
    eqp_page_options page;                      /* of report.html */
    const eqp_plan *plan; /* of the study as it stands, for report.html; NULL: it has none */
    eqp_results files;    /* filled by the functions that write */
} eqp_family_run;

/* Adds command, version, study_digest, options, parameters, threads, processes, seconds and files
 * to an object. */
void eqp_family_run_add(const eqp_family_run *run, const eqp_study *study, eqp_json *json);

/* Adds the last lines of a printed summary: the time that it took, and where the results are. */
void eqp_family_run_say(const eqp_family_run *run, eqp_buffer *buffer);

#endif
