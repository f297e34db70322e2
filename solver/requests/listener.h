/* Whoever asked, while a request runs: told what is being done, asked whether to go on. A request
 * prints nothing itself. */
#ifndef EQP_REQUESTS_LISTENER_H
#define EQP_REQUESTS_LISTENER_H

#include "input/tables/problems.h"
#include "solver/control/options.h"

EQP_LINKAGE_BEGIN

struct eqp_study;
struct eqp_programme;

/* Every function may be NULL. Called in the thread that asked, but for `stop` and `counted`, which
 * any thread may call, several at once. Texts and records are borrowed until the function returns,
 * but for `what`, which stays until the work has ended. */
typedef struct eqp_listener {
    void *context; /* handed to each function */
    /* Non-zero ends the request early, with what there is. */
    int (*stop)(void *context);
    /* What was found in the input; folder (NULL: none) goes before the names of its files. */
    void (*problems)(void *context, eqp_problems *problems, const char *folder);
    /* A warning, about a line of scenarios.csv (0: none). */
    void (*warning)(void *context, uint32_t line, const char *sentence);
    /* The work begins, on this study; programme is NULL where it is not built yet. */
    void (*started)(void *context, const struct eqp_study *study,
                    const struct eqp_programme *programme);
    /* Something else that is good to know of the run. */
    void (*note)(void *context, const char *sentence);
    /* Work of unknown length begins: "reading the study". NULL: it has ended, whatever it was. */
    void (*working)(void *context, const char *what);
    /* A solve's progress, until working(NULL). */
    void (*progress)(void *context, const eqp_progress *progress);
    /* Plans of a family are being made: `done` of `all` (0: nobody knows) are there already, then
     * so many more, until working(NULL). */
    void (*counting)(void *context, uint64_t done, uint64_t all);
    void (*counted)(void *context, uint64_t more);
} eqp_listener;

EQP_LINKAGE_END

#endif
