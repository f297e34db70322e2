#include "output/continuity_text.h"

#include "output/continuity.h"
#include "output/figures.h"

void eqp_continuity_text(eqp_buffer *buffer, const eqp_plan *plan) {
    eqp_buffer words = {0};
    eqp_continuity sum;
    if (plan->programme->study->previous.count == 0)
        return;
    sum = eqp_continuity_sum(plan);
    eqp_buffer_add(&words, "Compared with the previous plan: ");
    eqp_figure_say(&words, sum.kept, 0);
    eqp_buffer_add(&words, " places kept, ");
    eqp_figure_say(&words, sum.added, 0);
    eqp_buffer_add(&words, " new, ");
    eqp_figure_say(&words, sum.dropped, 0);
    eqp_buffer_add(&words, " dropped.");
    eqp_figure_paragraph(buffer, &words, EQP_TEXT_INDENT);
}
