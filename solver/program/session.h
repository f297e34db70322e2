/* What compare, sweep and frontier go through alike: options, the study, the output folder, the
 * study as it stands solved, the family's bar. */
#ifndef EQP_PROGRAM_SESSION_H
#define EQP_PROGRAM_SESSION_H

#include "output/tables/run.h"
#include "output/workbook/workbook.h"
#include "solver/program/arguments.h"
#include "solver/program/points_bar.h"
#include "solver/stages/family.h"

typedef struct eqp_session {
    const eqp_arguments *given;
    int threads;               /* for groups of work, and for the base */
    eqp_solve_options options; /* of the base: all threads, with its bar */
    eqp_csv_style style;
    const eqp_workbook_limits *workbook; /* NULL without --xlsx */
    eqp_study *study;
    eqp_outlines *outlines; /* NULL without --html, or without outlines */
    eqp_folder *folder;     /* NULL without --out */
    eqp_base *base;         /* NULL until it is solved */
    eqp_plan *plan;         /* its plan, for --html; NULL until eqp_session_plan */
    eqp_points_bar bar;     /* of the family */
    eqp_run run;            /* `options` is for the command to fill */
    double begun;           /* a clock's seconds: when what is being timed began */
} eqp_session;

/* Takes the options that all three have and reads the study. End it in every case. */
eqp_exit eqp_session_begin(eqp_session *session, const eqp_arguments *given);
void eqp_session_end(eqp_session *session);

/* Opens the folder of --out, where it is given, and says how the run starts. */
eqp_exit eqp_session_open(eqp_session *session);

/* Solves the study as it stands, or what stands for it and outlives the session. Where that has no
 * plan and the command cannot do without one (`needed`), says why, as solve does. EQP_EXIT_STOPPED:
 * the run was interrupted meanwhile. */
eqp_exit eqp_session_solve_base(eqp_session *session, const eqp_study *study, int needed);

/* Builds the base's plan where --html shows it and there is one; EQP_ERROR_MEMORY only. */
eqp_status eqp_session_plan(eqp_session *session, eqp_error *error);

/* The options for one of so many groups of work: threads that have no group of their own help
 * others. */
eqp_solve_options eqp_session_group_options(const eqp_session *session, uint64_t groups);

/* Begins the bar of the family's plans: `done` of `all` (0: unknown) are there already. */
void eqp_session_count(eqp_session *session, uint64_t done, uint64_t all);

/* Ends the bar, and notes what the solves took. */
void eqp_session_solved(eqp_session *session);

#endif
