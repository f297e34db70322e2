#include "output/tables/continuity.h"

#include <math.h>

void eqp_continuity_visit(const eqp_plan *plan, void (*visit)(void *context, const eqp_move *move),
                          void *context) {
    const eqp_previous *previous = &plan->programme->study->previous;
    uint32_t before = 0, now = 0;
    while (before < previous->count || now < plan->line_count) {
        const eqp_plan_line *line = now < plan->line_count ? &plan->lines[now] : NULL;
        int order = before == previous->count ? 1 : -1; /* < 0: only before, > 0: only now */
        eqp_move move = {0};
        if (line && before < previous->count) {
            uint32_t offer = previous->offer[before], institution = previous->institution[before];
            order = offer != line->offer
                        ? (offer < line->offer ? -1 : 1)
                        : (institution > line->institution) - (institution < line->institution);
        }
        move.offer = order <= 0 ? previous->offer[before] : line->offer;
        move.institution = order <= 0 ? previous->institution[before] : line->institution;
        if (order >= 0)
            move.places = plan->lines[now++].bought.places;
        if (order <= 0)
            move.base = previous->places[before++];
        visit(context, &move);
    }
}

static void add_move(void *context, const eqp_move *move) {
    eqp_continuity *sum = context;
    sum->kept += fmin(move->base, move->places);
    sum->added += fmax(0, move->places - move->base);
    sum->dropped += fmax(0, move->base - move->places);
}

eqp_continuity eqp_continuity_sum(const eqp_plan *plan) {
    eqp_continuity sum = {0};
    eqp_continuity_visit(plan, add_move, &sum);
    return sum;
}
