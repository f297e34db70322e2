/* What requests are made of: reading a study as it was asked for, and what the solver and the
 * writers are told. */
#ifndef EQP_REQUESTS_REQUEST_PARTS_H
#define EQP_REQUESTS_REQUEST_PARTS_H

#include "models/programme/programme.h"
#include "models/study/outlines.h"
#include "output/files/buffer.h"
#include "output/files/file.h"
#include "output/tables/page_options.h"
#include "output/workbook/workbook.h"
#include "solver/requests/crew.h"
#include "solver/requests/listener_parts.h"
#include "solver/requests/request.h"
#include "solver/stages/stages.h"

/* EQP_ERROR_USAGE: a workbook or a page is asked for that cannot be written, or nowhere. */
eqp_status eqp_request_validate(const eqp_request *request, eqp_error *error);

/* The scenario's name: "base" for the study itself. */
const char *eqp_request_scenario(const eqp_request *request);

/* The crew, of one process where there is none. */
const eqp_crew *eqp_request_crew(const eqp_request *request);

/* Reads the study as it stands; `in_places`: whatever the study says, plans are in places. `found`
 * (may be NULL) also receives its problems, and those of the zones' outlines, which are then looked
 * at too. *out is NULL on failure. */
eqp_status eqp_request_read(const eqp_request *request, int in_places, eqp_problems *found,
                            eqp_study **out, eqp_error *error);

/* The same, with scenario and settings applied. */
eqp_status eqp_request_read_scenario(const eqp_request *request, int in_places, eqp_study **out,
                                     eqp_error *error);

/* Whether a study can be set so. EQP_ERROR_USAGE, EQP_ERROR_MEMORY. */
eqp_status eqp_request_check_setting(const eqp_study *study, const char *setting, eqp_error *error);

/* The outlines of the study's zones for a page's map; *out is NULL where no page is asked for or
 * the study has none. */
eqp_status eqp_request_read_outlines(const eqp_request *request, const eqp_study *study,
                                     eqp_outlines **out, eqp_error *error);

/* Opens the folder for results; *out is NULL where none is asked for. */
eqp_status eqp_request_open(const eqp_request *request, eqp_folder **out, eqp_error *error);

/* What the solver is told, with the listener's stop and progress. */
eqp_solve_options eqp_request_solve_options(const eqp_request *request);

/* What the writers are told. */
const eqp_workbook_limits *eqp_request_workbook(const eqp_request *request);
eqp_page_options eqp_request_page(const eqp_request *request, const eqp_outlines *outlines);

/* Adds " --scenario NAME --set … --whole" to a line that says what was asked for. */
void eqp_request_describe(const eqp_request *request, eqp_buffer *line);

/* Says that the work begins. */
void eqp_request_started(const eqp_request *request, const eqp_study *study,
                         const eqp_programme *programme);

#endif
