/* The numbers of one row of the survey, and the need that they make. */
#include "input/import/import_bmo_parts.h"
#include "models/base/language.h"
#include "models/base/number.h"

#define MOST_PROJECTS 1e9

/* A cell of met, xmet or smet. */
typedef struct {
    double number;
    int suppressed;
} count_cell;

static int is_star(const eqp_csv_cell *cell) {
    return cell->length == 1 && cell->text[0] == '*';
}

/* The format takes the column's name and the cell. */
static void refuse(const eqp_bmo_import *import, const eqp_sheet_row *row, uint32_t column,
                   const char *format) {
    eqp_problems_add(import->problems, EQP_PROBLEM_ERROR, import->options->survey, row->line,
                     row->number[column], format, _(eqp_bmo_columns[column].shown),
                     row->cells[column].text);
}

static int read_count(const eqp_bmo_import *import, const eqp_sheet_row *row, uint32_t column,
                      count_cell *count) {
    const eqp_csv_cell *cell = &row->cells[column];
    *count = (count_cell){import->options->suppressed, is_star(cell)};
    if (count->suppressed)
        return 0;
    if (eqp_number_parse(cell->text, cell->length, row->separator, &count->number)) {
        refuse(import, row, column, _("%s \"%.60s\" is not a number, nor * for a suppressed cell"));
        return -1;
    }
    if (count->number < 0 || count->number > MOST_PROJECTS) {
        refuse(import, row, column, _("%s \"%.60s\" is out of range: expected 0 to 1,000,000,000"));
        return -1;
    }
    return 0;
}

/* A part (xmet, smet) of the projects: what is suppressed cannot exceed them, nor can what is
 * published, where a suppressed total may be as large as 4. */
static int fit_part(const eqp_bmo_import *import, const eqp_sheet_row *row, uint32_t column,
                    const count_cell *met, count_cell *part) {
    double most = met->suppressed ? EQP_BMO_MOST_SUPPRESSED : met->number;
    if (part->suppressed && part->number > met->number)
        part->number = met->number;
    if (part->number > most) {
        refuse(import, row, column, _("%s \"%.60s\" is more than met, of which it is a part"));
        return -1;
    }
    return 0;
}

int eqp_bmo_read_counts(const eqp_bmo_import *import, const eqp_sheet_row *row,
                        eqp_bmo_counts *counts) {
    count_cell met, xmet, smet;
    int bad = read_count(import, row, EQP_BMO_MET, &met) +
              read_count(import, row, EQP_BMO_XMET, &xmet) +
              read_count(import, row, EQP_BMO_SMET, &smet);
    if (bad || fit_part(import, row, EQP_BMO_XMET, &met, &xmet) +
                   fit_part(import, row, EQP_BMO_SMET, &met, &smet))
        return -1;
    if (met.suppressed)
        met.number = fmax(met.number, fmax(xmet.number, smet.number));
    import->summary->suppressed_met += (uint32_t)met.suppressed;
    import->summary->suppressed_xmet += (uint32_t)xmet.suppressed;
    import->summary->suppressed_smet += (uint32_t)smet.suppressed;
    *counts = (eqp_bmo_counts){met.number, xmet.number, smet.number};
    return 0;
}

eqp_bmo_estimate eqp_bmo_need_of(const eqp_bmo_options *options, const eqp_bmo_counts *counts) {
    double met = counts->met, xmet = counts->xmet, smet = counts->smet, lasting = met - smet;
    if (options->seasonal == EQP_BMO_INCLUDE) {
        double need = options->need == EQP_BMO_ALL ? met : xmet;
        return (eqp_bmo_estimate){need, need, need};
    }
    if (options->need == EQP_BMO_ALL)
        return (eqp_bmo_estimate){lasting, lasting, lasting};
    return (eqp_bmo_estimate){met > 0 ? xmet * lasting / met : 0, fmax(0, xmet - smet),
                              fmin(xmet, lasting)};
}
