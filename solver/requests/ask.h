/* What can be asked of a study, each answered by one JSON object: that which the program prints
 * with --json and writes as summary.json. Where a request names a folder, tables go there too. */
#ifndef EQP_REQUESTS_ASK_H
#define EQP_REQUESTS_ASK_H

#include "models/base/error.h"
#include "solver/requests/request.h"

EQP_LINKAGE_BEGIN

typedef struct eqp_solve_request {
    eqp_request common;
    int coordinate; /* 1: the plan lists what each buyer should leave to the others */
} eqp_solve_request;

typedef struct eqp_axis_text {
    const char *text; /* borrowed */
    int transfer;     /* 1: money moved between two institutions; 0: a parameter */
} eqp_axis_text;

/* Plain data, all borrowed. */
typedef struct eqp_sweep_request {
    eqp_request common;        /* with a folder, results are written as they come */
    const eqp_axis_text *axes; /* [axis_count] what varies: several multiply */
    size_t axis_count;
    uint64_t draws, seed; /* up to 2⁵³; draws of the needs at each point, 0: none */
    int hold_floors;      /* 1: fair rates stay those of the study as it stands */
    int resume;           /* 1: goes on with what the folder holds */
} eqp_sweep_request;

typedef struct eqp_frontier_request {
    eqp_request common;
    eqp_axis_text axis;
    double tolerance; /* 0..1: stop with a curve proven within this share of the value; 0: exact */
} eqp_frontier_request;

typedef struct eqp_evaluate_request {
    eqp_request common;
    const char *plan; /* the file of the plan made elsewhere */
} eqp_evaluate_request;

typedef enum {
    EQP_EXPLAIN_OFFER,
    EQP_EXPLAIN_ZONE,
    EQP_EXPLAIN_INSTITUTION,
    EQP_EXPLAIN_RULE,
    EQP_EXPLAIN_ALL,
    EQP_EXPLAIN_KINDS
} eqp_explain_kind;

typedef struct eqp_explain_request {
    eqp_request common; /* with a folder, ALL writes its tables */
    eqp_explain_kind about;
    const char *subject;    /* its id; of ALL not looked at */
    const char *occupation; /* of a zone: this one need; NULL: the whole zone */
    double amount; /* of an institution: currency; NAN: 100,000, or 1 % of a smaller budget */
} eqp_explain_request;

typedef struct eqp_export_request {
    eqp_request common;
    const char *file; /* ends in .mps or .lp */
} eqp_export_request;

/* Each answers its request: *json is the object, owned by the caller (eqp_text_free); where there
 * is no plan it says why. *outcome (may be NULL): OPTIMAL; STOPPED: with what there was by then;
 * NO_PLAN: stopped before anything was known; INFEASIBLE. *json is NULL unless EQP_OK.
 * EQP_ERROR_USAGE: the request asks for what does not exist; EQP_ERROR_DATA: the study has errors,
 * which the listener was told; EQP_ERROR_SYSTEM, _MEMORY; EQP_ERROR_SOLVER: numerical trouble. */
eqp_status eqp_ask_check(const eqp_request *request, char **json, eqp_error *error);
eqp_status eqp_ask_solve(const eqp_solve_request *request, char **json, eqp_outcome *outcome,
                         eqp_error *error);
eqp_status eqp_ask_compare(const eqp_request *request, char **json, eqp_outcome *outcome,
                           eqp_error *error);
eqp_status eqp_ask_sweep(const eqp_sweep_request *request, char **json, eqp_outcome *outcome,
                         eqp_error *error);
eqp_status eqp_ask_frontier(const eqp_frontier_request *request, char **json, eqp_outcome *outcome,
                            eqp_error *error);
eqp_status eqp_ask_evaluate(const eqp_evaluate_request *request, char **json, eqp_outcome *outcome,
                            eqp_error *error);
eqp_status eqp_ask_explain(const eqp_explain_request *request, char **json, eqp_outcome *outcome,
                           eqp_error *error);
eqp_status eqp_ask_export(const eqp_export_request *request, char **json, eqp_outcome *outcome,
                          eqp_error *error);

/* Takes NULL. */
void eqp_text_free(char *text);

EQP_LINKAGE_END

#endif
