/* What a shell completes, from commands.def. */
#ifndef EQP_PROGRAM_COMPLETION_H
#define EQP_PROGRAM_COMPLETION_H

/* The table that completion.bash reads, as a function of the shell: a line for each command and
 * option, "COMMAND OPTION VALUE" with tabs between them; OPTION is "" for the command itself, whose
 * VALUE is its arguments, COMMAND "" for the options of every command. Below, the parameters that
 * --set takes. Owned by the caller; NULL when memory was short. */
char *eqp_completion_text(void);

#endif
