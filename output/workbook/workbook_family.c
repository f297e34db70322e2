#include "output/workbook/workbook_family_parts.h"

#include "models/base/language.h"

eqp_grid *eqp_workbook_add_family(eqp_workbook *workbook, eqp_result_table table,
                                  const eqp_result_scope *scope, const char *key, const char *title,
                                  eqp_results_writer rows, const void *context) {
    eqp_grid *grid = eqp_workbook_add_grid(workbook, key, title);
    grid->rows = rows;
    grid->context = context;
    return eqp_grid_add_table(grid, table, scope) ? NULL : grid;
}

void eqp_lines_run(eqp_lines *lines, const eqp_run *run) {
    eqp_lines_section(lines, _("What was assumed"));
    eqp_lines_text(lines, _("Study"), run->study, _("its folder"));
    eqp_lines_text(lines, _("Command"), run->command, "");
    if (*run->options)
        eqp_lines_text(lines, _("Options"), run->options, "");
    eqp_lines_parameters(lines);
    eqp_lines_text(lines, _("Digest of the study"), lines->workbook->study->digest,
                   _("SHA-256 of all its cells: the same digest is the same study"));
    eqp_lines_text(lines, _("Version of equiplace"), run->version, "");
}
