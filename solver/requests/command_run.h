/* What the requests around a family of plans go through alike: the study, the output folder, the
 * study as it stands solved and judged, the count of the family's plans. */
#ifndef EQP_REQUESTS_COMMAND_RUN_H
#define EQP_REQUESTS_COMMAND_RUN_H

#include "output/tables/run.h"
#include "solver/requests/no_plan.h"
#include "solver/stages/family.h"

typedef struct eqp_command_run {
    const eqp_request *request; /* borrowed */
    int threads;                /* for groups of work, and for the base */
    eqp_study *study;
    eqp_outlines *outlines; /* NULL where no page is asked for, or without outlines */
    eqp_folder *folder;     /* NULL: nothing is written */
    eqp_base *base;         /* NULL until it is solved */
    eqp_no_plan no_plan;    /* why it has none, where the request cannot do without */
    eqp_plan *plan;         /* its plan; NULL until eqp_command_run_plan */
    eqp_run facts;          /* for the reports; `options` is for the request to fill */
    double begun;           /* a clock's seconds: when what is being timed began */
} eqp_command_run;

/* How the study is read. */
typedef enum {
    EQP_READ_ALONE,    /* as it stands: its scenarios are for the request to apply */
    EQP_READ_SCENARIO, /* with scenario and settings */
    EQP_READ_IN_PLACES /* the same, and plans are in places whatever it says */
} eqp_reading;

/* Checks the request and reads the study. End the run in every case. */
eqp_status eqp_command_run_begin(eqp_command_run *run, const eqp_request *request,
                                 const char *command, eqp_reading reading, eqp_error *error);
void eqp_command_run_end(eqp_command_run *run);

/* Opens the folder for results and says that the work begins. */
eqp_status eqp_command_run_open(eqp_command_run *run, eqp_error *error);

/* Solves the study as it stands, or what stands for it and outlives the run, and has its plan
 * judged. *outcome: OPTIMAL where the request can go on; NO_PLAN: it was stopped meanwhile;
 * INFEASIBLE where the base has no plan and the request cannot do without one (`needed`). */
eqp_status eqp_command_run_solve_base(eqp_command_run *run, const eqp_study *study, int needed,
                                      eqp_outcome *outcome, eqp_error *error);

/* Builds the base's plan where a page shows it and there is one; EQP_ERROR_MEMORY only. */
eqp_status eqp_command_run_plan(eqp_command_run *run, eqp_error *error);

/* Takes a line that says what was asked for; run owns nothing. EQP_ERROR_MEMORY only. */
eqp_status eqp_command_run_describe(eqp_command_run *run, eqp_buffer *line, char **text,
                                    eqp_error *error);

/* The options of the base's solve: all threads. */
eqp_solve_options eqp_command_run_options(const eqp_command_run *run);

/* The options for one of so many groups of work: threads that have no group of their own help
 * others. */
eqp_solve_options eqp_command_run_group_options(const eqp_command_run *run, uint64_t groups);

/* Begins to count the family's plans: `done` of `all` (0: unknown) are there already. */
void eqp_command_run_count(const eqp_command_run *run, uint64_t done, uint64_t all);

/* Ends that, and notes what the solves took. */
void eqp_command_run_solved(eqp_command_run *run);

#endif
