/* A study whose ids need quoting, and findings written by hand, for the results of compare, sweep
 * and frontier. */
#ifndef EQP_TESTS_FAMILY_H
#define EQP_TESTS_FAMILY_H

#include "models/answers/point_result.h"
#include "output/store/store.h"

/* Institutions `=x`, `a,b` and `A,B`; zones `04`, `z"2`; offers k1, k2. NULL: problems on standard
 * error. */
eqp_study *family_study(void);

/* A finding of the study whose numbers follow from the point: every seventh is infeasible (none
 * where all_feasible); with places of k1 and k2. Freed by eqp_free. */
eqp_point_result *family_finding(const eqp_study *study, uint64_t point, int all_feasible);

/* A sweep of budget[a,b] = 100, 200 with six draws, or of budget[a,b] and balance without draws:
 * twelve points in four groups of work. Group g holds points g, g + 4, g + 8. */
#define FAMILY_GROUPS 4
#define FAMILY_GROUP 3
eqp_store_plan family_plan(const eqp_study *study, int draws);

/* Adds a group; the store's status. */
eqp_status family_add(eqp_store *store, uint64_t group, eqp_error *error);

/* The whole file folder/name: bytes[*size], NULL when it is not there; freed by eqp_free. */
char *family_read(const char *folder, const char *name, size_t *size);

/* Compares folder/name with tests/golden/families/golden, or writes that one where
 * EQP_UPDATE_GOLDEN is set; 1 where they are the same. */
int family_is_golden(const char *folder, const char *name, const char *golden);

/* The same for a text. */
int family_text_is_golden(const char *text, const char *golden);

/* Removes a folder and the files in it. */
void family_remove_folder(const char *folder);

#endif
