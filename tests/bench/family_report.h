/* The part of the report on families. */
#ifndef EQP_BENCH_FAMILY_REPORT_H
#define EQP_BENCH_FAMILY_REPORT_H

#include "family_results.h"

#include <stdio.h>

/* Rows of the table of what was to be reached. */
void family_report_targets(const family_result *results, size_t count, FILE *stream);

/* The section: protocol, times, agreement. */
void family_report_section(const family_result *results, size_t count, FILE *stream);

#endif
