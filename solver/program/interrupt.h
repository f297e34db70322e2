/* Ctrl-C, and a polite request to end: a flag that the solver asks for. */
#ifndef EQP_PROGRAM_INTERRUPT_H
#define EQP_PROGRAM_INTERRUPT_H

/* From now on the first SIGINT or SIGTERM only raises the flag; a second one ends the program. */
void eqp_interrupt_watch(void);

/* Raises the flag, as if a signal had come. */
void eqp_interrupt_raise(void);

/* The flag, as eqp_solve_options.stop wants it; context is not looked at. */
int eqp_interrupt_raised(void *context);

#endif
