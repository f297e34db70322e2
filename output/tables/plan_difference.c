#include "output/tables/plan_difference.h"

#include "output/tables/bought.h"

#include <math.h>

static int has_plan(const eqp_point_result *finding) {
    return finding->outcome == EQP_OUTCOME_OPTIMAL || finding->outcome == EQP_OUTCOME_STOPPED;
}

/* Which of two lines comes first: < 0, 0 for the same offer and institution, > 0. */
static int compare_lines(const eqp_point_result_line *one, const eqp_point_result_line *other) {
    if (one->offer != other->offer)
        return one->offer < other->offer ? -1 : 1;
    return (one->institution > other->institution) - (one->institution < other->institution);
}

void eqp_plan_difference_visit(const eqp_point_result *base, const eqp_point_result *other,
                               void (*visit)(void *context, const eqp_move *move), void *context) {
    uint32_t b = 0, o = 0;
    if (!has_plan(base) || !has_plan(other))
        return;
    while (b < base->line_count || o < other->line_count) {
        int order = b == base->line_count    ? 1
                    : o == other->line_count ? -1
                                             : compare_lines(&base->lines[b], &other->lines[o]);
        const eqp_point_result_line *line = order <= 0 ? &base->lines[b] : &other->lines[o];
        eqp_move move = {line->offer, line->institution, order <= 0 ? base->lines[b++].places : 0,
                         order >= 0 ? other->lines[o++].places : 0};
        if (fabs(move.places - move.base) > EQP_BOUGHT_LEAST)
            visit(context, &move);
    }
}

static void add_move(void *context, const eqp_move *move) {
    eqp_plan_difference *moves = context;
    double difference = move->places - move->base;
    moves->offers += moves->last != move->offer;
    moves->last = move->offer;
    if (difference > 0)
        moves->more += difference;
    else
        moves->fewer -= difference;
    if (difference > moves->gain.places - moves->gain.base)
        moves->gain = *move;
    if (difference < moves->loss.places - moves->loss.base)
        moves->loss = *move;
}

eqp_plan_difference eqp_plan_difference_sum(const eqp_point_result *base,
                                            const eqp_point_result *other) {
    eqp_plan_difference moves = {.last = EQP_NONE};
    eqp_plan_difference_visit(base, other, add_move, &moves);
    return moves;
}
