/* What every request on a study has in common: which study, changed how, solved how, written where.
 *
 * A request reads its study, solves, has the judge confirm every plan, writes what it was asked to
 * write and hands out a record. EQP_ERROR_USAGE, _DATA, _SYSTEM, _MEMORY and _SOLVER say what
 * failed; that there is no plan, or that it was stopped, is the answer's outcome. What it borrows
 * of the request has to stay as long as its answer. */
#ifndef EQP_REQUESTS_REQUEST_H
#define EQP_REQUESTS_REQUEST_H

#include "output/files/csv_style.h"
#include "solver/requests/listener.h"

#include <stddef.h>

EQP_LINKAGE_BEGIN

/* Plain data, all borrowed. All zero but `study`: the study itself, by all cores, nothing written.
 */
typedef struct eqp_request {
    const char *study;            /* its folder */
    const struct eqp_study *read; /* the study of that folder, where it is read already; or NULL */
    const char *scenario;         /* of scenarios.csv; NULL or "base": the study itself */
    const char *const
        *settings; /* [setting_count] "PARAMETER[TARGET]=VALUE", after the scenario; *=
                                    scales, += adds */
    size_t setting_count;
    int whole; /* 1: in whole sessions, whatever the study says */
    eqp_engine_choice engine;
    int threads;        /* 0: all cores */
    double time_limit;  /* seconds, 0: none */
    const char *folder; /* where results go; NULL: nothing is written */
    eqp_csv_style style;
    int workbook, page; /* 1: workbook.xlsx, report.html too */
    eqp_listener listener;
    const struct eqp_crew *crew; /* NULL: this process alone */
} eqp_request;

EQP_LINKAGE_END

#endif
