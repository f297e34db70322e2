#include "output/text/continuity_text.h"

#include "models/base/language.h"
#include "output/tables/continuity.h"
#include "output/text/figures.h"

void eqp_continuity_text(eqp_buffer *buffer, const eqp_plan *plan) {
    eqp_buffer words = {0};
    eqp_continuity sum;
    if (plan->programme->study->previous.count == 0)
        return;
    sum = eqp_continuity_sum(plan);
    eqp_buffer_say(&words,
                   _("Compared with the previous plan: %s places kept, %s new, %s dropped."),
                   eqp_figure_of(sum.kept, 0).text, eqp_figure_of(sum.added, 0).text,
                   eqp_figure_of(sum.dropped, 0).text);
    eqp_figure_paragraph(buffer, &words, EQP_TEXT_INDENT);
}
