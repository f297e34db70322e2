/* The processes of a run: one, or as many as mpirun started where the program is built with MPI.
 *
 * The first one holds what is written, prints, gives out groups of work as they are asked for and
 * works too; the others read the same study, work, and send it what they find. What goes wrong in
 * one of them reaches the first, which tells it. */
#ifndef EQP_PROGRAM_PROCESSES_H
#define EQP_PROGRAM_PROCESSES_H

#include "solver/requests/crew.h"

/* Joins the other processes, where there are some; before anything else, once. */
eqp_status eqp_processes_begin(eqp_error *error);

/* Leaves them, once: the first process waits until the others have nothing more to say, they wait
 * until it has come here. */
void eqp_processes_end(void);

/* Whether this is the first process. */
int eqp_processes_first(void);

/* All of them, as a request's crew; borrowed. */
const eqp_crew *eqp_processes_crew(void);

/* Tells the first process what went wrong in this one, which is another. */
void eqp_processes_fail(const eqp_error *error);

#endif
