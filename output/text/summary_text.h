/* The plan on one screen, for people: what was bought, by whom, what it covers, how balanced it is
 * and what that costs, the proof, the zones worst off. At most 80 characters a line. */
#ifndef EQP_OUTPUT_SUMMARY_TEXT_H
#define EQP_OUTPUT_SUMMARY_TEXT_H

#include "output/tables/run.h"

/* Owned by the caller (eqp_free); NULL when memory is short. */
char *eqp_summary_text(const eqp_plan *plan, const eqp_run *run);

#endif
