/* Runs the real program as a user would, and keeps what it said. */
#ifndef EQP_TESTS_SHELL_H
#define EQP_TESTS_SHELL_H

#include <stddef.h>

typedef struct shell_result {
    int status;      /* exit status; -1: it died otherwise */
    char *out, *err; /* standard output and error; owned */
} shell_result;

/* Makes a temporary folder and goes there; 0 or -1. */
int shell_begin(void);

/* Removes it with all that is in it. */
void shell_end(void);

/* Runs "equiplace ARGUMENTS" through the shell, in the temporary folder. */
shell_result shell_run(const char *arguments);
void shell_free(shell_result *result);

/* Runs it and checks its status and a part of each stream; "" for a stream: nothing must be there,
 * NULL: whatever is. */
void shell_expect(const char *arguments, int status, const char *out, const char *err);

/* Runs any shell command there; its exit status. */
int shell_do(const char *command);

/* Makes ./thin, the example study with every fourth offer: of its names and kind, but quickly
 * solved. Asserts that it works. */
void shell_thin_example(void);

/* A whole file, owned by the caller; NULL when it is not there. */
char *shell_read(const char *path);

/* Whether a file or folder is there. */
int shell_exists(const char *path);

#endif
