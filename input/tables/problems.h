/* Problems found in input, collected, sorted and printed together:
 * FILE:LINE:COLUMN: error: what is wrong, with the value and what was expected.
 *
 * The cause comes before what follows from it: files with errors stand in the order in which their
 * first was found, before all others. Of a file's problems with one sentence, whatever it quotes,
 * the first 50 are kept and the rest is counted. */
#ifndef EQP_INPUT_PROBLEMS_H
#define EQP_INPUT_PROBLEMS_H

#include "models/base/error.h"
#include "models/base/linkage.h"

#include <stdio.h>

EQP_LINKAGE_BEGIN

typedef enum { EQP_PROBLEM_ERROR, EQP_PROBLEM_WARNING, EQP_PROBLEM_NOTE } eqp_severity;

typedef struct eqp_problem {
    eqp_severity severity;
    char *file;      /* name within the study, "needs.csv" */
    uint32_t line;   /* 1-based, 0: the file as a whole */
    uint32_t column; /* 1-based cell number, 0: the row as a whole */
    char *sentence;
} eqp_problem;

typedef struct eqp_problems eqp_problems;

eqp_problems *eqp_problems_create(void);
void eqp_problems_free(eqp_problems *problems);

/* Adds one, with what cannot be seen in it written as <U+200B>; when memory is short it is only
 * counted. */
void eqp_problems_add(eqp_problems *problems, eqp_severity severity, const char *file,
                      uint32_t line, uint32_t column, const char *format, ...)
    __attribute__((format(printf, 6, 7)));

/* How many of a severity. */
size_t eqp_problems_count(const eqp_problems *problems, eqp_severity severity);

/* Problem i of all that are kept, in order of file, line, column, order of finding. Borrowed. */
const eqp_problem *eqp_problems_get(eqp_problems *problems, size_t i);
size_t eqp_problems_total(const eqp_problems *problems);

/* Prints all in that order, `folder` before each file name. */
void eqp_problems_print(eqp_problems *problems, const char *folder, FILE *stream);

/* What stands before and behind the word of a severity: a terminal's colours. */
typedef struct eqp_problem_paint {
    const char *begin[EQP_PROBLEM_NOTE + 1], *end; /* "" for none */
} eqp_problem_paint;

/* The same, painted. */
void eqp_problems_print_painted(eqp_problems *problems, const char *folder,
                                const eqp_problem_paint *paint, FILE *stream);

EQP_LINKAGE_END

#endif
