#include "output/tables/bought.h"
#include "output/tables/continuity.h"
#include "output/tables/report.h"

#include <math.h>

typedef struct writing {
    const eqp_study *study;
    eqp_csv_writer *writer;
} writing;

static void write_move(void *context, const eqp_move *move) {
    const writing *task = context;
    if (fabs(move->places - move->base) <= EQP_BOUGHT_LEAST)
        return;
    eqp_csv_id(task->writer, eqp_study_id(task->study, EQP_SPACE_offer, move->offer));
    eqp_csv_id(task->writer, eqp_study_id(task->study, EQP_SPACE_institution, move->institution));
    eqp_csv_number(task->writer, move->base);
    eqp_csv_number(task->writer, move->places);
    eqp_csv_number(task->writer, move->places - move->base);
    eqp_csv_end_row(task->writer);
}

void eqp_report_changes(const eqp_plan *plan, eqp_csv_writer *writer) {
    writing task = {plan->programme->study, writer};
    eqp_continuity_visit(plan, write_move, &task);
}
