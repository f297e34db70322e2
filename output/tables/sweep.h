/* What a sweep found: its files, one screen, one object. */
#ifndef EQP_OUTPUT_SWEEP_H
#define EQP_OUTPUT_SWEEP_H

#include "output/store/store.h"
#include "output/tables/run.h"

/* Once every group is in the store: writes results.sqlite, sweep.csv, zone_sweep.csv and, with
 * draws, distribution.csv and offer_draws.csv, then summary.json, then removes the unfinished file;
 * run receives digests and seconds. On failure there is no summary.json, every other file is the
 * old or the new one, whole, and the unfinished file is still there to go on from. */
eqp_status eqp_sweep_write(eqp_store *store, eqp_run *run, const eqp_folder *folder,
                           eqp_csv_style style, eqp_error *error);

/* One screen of at most 80 characters a line, and the object of summary.json (`files` is left out
 * while nothing is written), of the points that are there: of a run stopped early too. *out is
 * owned by the caller (eqp_free), NULL on failure. */
eqp_status eqp_sweep_text(eqp_store *store, const eqp_run *run, char **out, eqp_error *error);
eqp_status eqp_sweep_json(eqp_store *store, const eqp_run *run, char **out, eqp_error *error);

#endif
