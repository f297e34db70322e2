/* --out, --csv-style, --xlsx and --html, for every command that writes results. */
#ifndef EQP_PROGRAM_OUTPUT_OPTIONS_H
#define EQP_PROGRAM_OUTPUT_OPTIONS_H

#include "output/files/csv_writer.h"
#include "output/files/file.h"
#include "output/tables/page_options.h"
#include "output/workbook/workbook.h"
#include "solver/program/arguments.h"

/* EQP_ERROR_USAGE for an unknown style. */
eqp_status eqp_output_options_style(const eqp_arguments *arguments, eqp_csv_style *style,
                                    eqp_error *error);

/* Whether --html is given; the page's language. EQP_ERROR_USAGE where there is no --out to put it,
 * or this program was built without it. */
eqp_status eqp_output_options_page(const eqp_arguments *arguments, eqp_page_options *page,
                                   eqp_error *error);

/* The limits of a workbook where --xlsx asks for one, else NULL. EQP_ERROR_USAGE without --out. */
eqp_status eqp_output_options_workbook(const eqp_arguments *arguments,
                                       const eqp_workbook_limits **limits, eqp_error *error);

/* Opens the folder of --out; *out is NULL where none was given. Before the work, so that a folder
 * that cannot be written to is told at once. */
eqp_status eqp_output_options_open(const eqp_arguments *arguments, eqp_folder **out,
                                   eqp_error *error);

#endif
