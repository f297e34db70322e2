/* What a sweep found: its files, one screen, one object. */
#ifndef EQP_OUTPUT_SWEEP_H
#define EQP_OUTPUT_SWEEP_H

#include "output/store/store.h"
#include "output/tables/run.h"

/* One screen of at most 80 characters a line, and the object of summary.json (`files` is left out
 * while nothing is written), of the points that are there: of a run stopped early too. *out is
 * owned by the caller (eqp_free), NULL on failure. */
eqp_status eqp_sweep_text(eqp_store *store, const eqp_run *run, char **out, eqp_error *error);
eqp_status eqp_sweep_json(eqp_store *store, const eqp_run *run, char **out, eqp_error *error);

#endif
