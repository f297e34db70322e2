/* The man page, from commands.def, in the reader's language. */
#ifndef EQP_PROGRAM_MAN_H
#define EQP_PROGRAM_MAN_H

/* The source of equiplace(1). Owned by the caller; NULL when memory was short. */
char *eqp_man_text(void);

#endif
