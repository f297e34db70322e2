/* The parts of a page's data; each adds its keys to the open object. */
#ifndef EQP_OUTPUT_PAGE_PARTS_H
#define EQP_OUTPUT_PAGE_PARTS_H

#include "output/files/json.h"
#include "output/page/page.h"

/* Opens a table under `key`: {"columns": [the names of "a|b|c"], "rows": [. Each row is a list that
 * the caller opens and closes. */
void eqp_page_open_table(eqp_json *json, const char *key, const char *columns);
void eqp_page_close_table(eqp_json *json);

/* Opens and closes a row. */
void eqp_page_open_row(eqp_json *json);
void eqp_page_close_row(eqp_json *json);

/* The study's institutions (with what they spent where there is a plan), families and zones (with
 * their coverage where there is a plan), which other tables name by their index. */
void eqp_page_add_names(const eqp_page *page, eqp_json *json);

/* Totals, purchases, unmet need, rules and publics of the plan. -1 when memory was short. */
int eqp_page_add_plan(const eqp_plan *plan, double worst_residual, eqp_json *json);

/* The outlines. */
void eqp_page_add_map(const eqp_outlines *outlines, eqp_json *json);

void eqp_page_add_comparison(const eqp_comparison *comparison, eqp_json *json);
void eqp_page_add_evaluation(const eqp_assessment *assessment, eqp_json *json);
void eqp_page_add_curve(const eqp_curve *curve, eqp_json *json);

/* The word of a cause in the page's data; NULL for none. */
const char *eqp_page_cause(eqp_cause cause);

/* Families that stand in the same order as in the study: that of a row of needs. */
uint32_t eqp_page_family_of_need(const eqp_study *study, uint32_t row);

#endif
