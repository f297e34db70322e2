#include "solver/stages/frontier.h"

#include "models/base/memory.h"

#include <assert.h>
#include <math.h>
#include <stdlib.h>

/* Shares of the largest |value| (at least), of a slope and of the range that count as nothing. */
#define SAME_VALUE 1e-9
#define SAME_SLOPE 1e-9
#define SAME_PLACE 1e-9

/* Places are not told apart below this share of themselves either: a few roundings. */
#define ROUNDING 1e-15

/* Parts into which a round cuts the interval in which a plan ceases to exist. */
#define PARTS 16

/* Parts of the range between which a plan is looked for when neither end has one. */
#define FINEST_GRID 128

typedef struct search {
    const eqp_frontier_options *options;
    eqp_frontier_sample *known; /* [count] ascending */
    size_t known_room;
    uint32_t count;
    uint32_t first, last;       /* of the known ones that are feasible; first = count: none is */
    eqp_frontier_sample *asked; /* [asked_count] ascending, of this round */
    size_t asked_room;
    uint32_t asked_count;
    double least;   /* difference of two places */
    double largest; /* |value| */
} search;

static double line_at(const eqp_frontier_sample *sample, double at) {
    return sample->value + sample->slope * (at - sample->at);
}

static double noise(const search *s) {
    return fmax(SAME_VALUE, s->options->precision) * s->largest;
}

static int same_slope(const search *s, double a, double b) {
    double least = noise(s) / (s->options->to - s->options->from);
    return fabs(a - b) <= fmax(least, SAME_SLOPE * fmax(fabs(a), fabs(b)));
}

/* Whether the line of `sample` is that of the function at `other`. */
static int is_on_line(const search *s, const eqp_frontier_sample *sample,
                      const eqp_frontier_sample *other) {
    return fabs(line_at(sample, other->at) - other->value) <= noise(s) ||
           same_slope(s, sample->slope, other->slope);
}

/* Too narrow to be looked into. */
static int is_narrow(const search *s, double width) {
    return width <= 2 * s->least;
}

/* What two neighbours leave open: how far each one's line passes above the other. */
typedef struct gap {
    double over_left, over_right;
} gap;

static gap gap_between(const eqp_frontier_sample *left, const eqp_frontier_sample *right) {
    return (gap){line_at(right, left->at) - left->value, line_at(left, right->at) - right->value};
}

/* The most by which the function may lie above the chord: where the two lines meet. */
static double gap_height(gap g) {
    if (g.over_left <= 0 || g.over_right <= 0)
        return 0;
    return g.over_left / (g.over_left + g.over_right) * g.over_right;
}

/* Whether the function between two neighbours is known: it is one of their lines, or near enough to
 * the chord. Where a line passes below the other sample by more than noise the function is not
 * concave; looking closer would not help. */
static int is_known(const search *s, const eqp_frontier_sample *left,
                    const eqp_frontier_sample *right) {
    gap g = gap_between(left, right);
    return is_narrow(s, right->at - left->at) || same_slope(s, left->slope, right->slope) ||
           fmin(g.over_left, g.over_right) <= noise(s) ||
           gap_height(g) <= s->options->tolerance * s->largest;
}

/* Where the lines of two neighbours meet, at least a little away from either: at the end of the
 * feasible places a line may be as steep as it likes. */
static double meeting_place(const search *s, const eqp_frontier_sample *left,
                            const eqp_frontier_sample *right) {
    gap g = gap_between(left, right);
    double share = g.over_left / (g.over_left + g.over_right);
    double at = left->at + share * (right->at - left->at);
    return fmin(fmax(at, left->at + s->least), right->at - s->least);
}

static int ask(search *s, double at) {
    if (eqp_grow(&s->asked, &s->asked_room, (size_t)s->asked_count + 1, sizeof *s->asked))
        return -1;
    s->asked[s->asked_count++] = (eqp_frontier_sample){.at = at};
    return 0;
}

static int ask_between(search *s, const eqp_frontier_sample *left, const eqp_frontier_sample *right,
                       uint32_t parts) {
    int failed = 0;
    for (uint32_t i = 1; !failed && i < parts; i++)
        failed = ask(s, left->at + (right->at - left->at) * i / parts);
    return failed;
}

/* Between all neighbours, while no plan is known anywhere. */
static int ask_on_finer_grid(search *s) {
    uint32_t parts = s->count == 2 ? PARTS : 2;
    int failed = 0;
    for (uint32_t i = 0; !failed && s->count <= FINEST_GRID && i + 1 < s->count; i++)
        failed = ask_between(s, &s->known[i], &s->known[i + 1], parts);
    return failed;
}

/* Between a place with a plan and one without. */
static int ask_at_edge(search *s, const eqp_frontier_sample *left,
                       const eqp_frontier_sample *right) {
    double parts = ceil((right->at - left->at) / s->least);
    return ask_between(s, left, right, (uint32_t)fmin(PARTS, parts));
}

/* Everything that is open after the samples so far. */
static int ask_all(search *s) {
    int failed = 0;
    s->asked_count = 0;
    if (s->count == 0)
        return ask(s, s->options->from) || ask(s, s->options->to) ? -1 : 0;
    if (s->first == s->count)
        return ask_on_finer_grid(s);
    for (uint32_t i = 0; !failed && i + 1 < s->count; i++) {
        const eqp_frontier_sample *left = &s->known[i], *right = left + 1;
        if (i + 1 == s->first || i == s->last)
            failed = ask_at_edge(s, left, right);
        else if (left->feasible && right->feasible && !is_known(s, left, right))
            failed = ask(s, meeting_place(s, left, right));
    }
    return failed;
}

static int by_place(const void *left, const void *right) {
    const eqp_frontier_sample *a = left, *b = right;
    return (a->at > b->at) - (a->at < b->at);
}

/* Takes over what has been evaluated. */
static int learn(search *s) {
    if (eqp_grow(&s->known, &s->known_room, (size_t)s->count + s->asked_count, sizeof *s->known))
        return -1;
    for (uint32_t i = 0; i < s->asked_count; i++)
        s->known[s->count++] = s->asked[i];
    qsort(s->known, s->count, sizeof *s->known, by_place);
    s->first = s->count;
    for (uint32_t i = 0; i < s->count; i++) {
        if (!s->known[i].feasible)
            continue;
        if (s->first == s->count)
            s->first = i;
        s->last = i;
        s->largest = fmax(s->largest, fabs(s->known[i].value));
    }
    return 0;
}

/* Round after round until nothing is open. */
static eqp_status look(search *s, eqp_frontier_evaluate evaluate, void *context, int *stopped,
                       eqp_error *error) {
    for (;;) {
        eqp_status status;
        if (ask_all(s))
            return eqp_error_memory(error);
        if (s->asked_count == 0)
            return EQP_OK;
        if (s->count && s->options->stop && s->options->stop(context)) {
            *stopped = 1;
            return EQP_OK;
        }
        status = evaluate(context, s->asked, s->asked_count, error);
        if (status)
            return status;
        if (learn(s))
            return eqp_error_memory(error);
    }
}

static void add_range_without_plan(eqp_frontier *frontier, double from, double to) {
    frontier->pieces[frontier->count++] = (eqp_frontier_piece){from, to, 0, NAN, NAN, NAN, 0};
}

/* From one sample to another. Goes on with the piece before where that has the same slope or this
 * one is too narrow to be told apart; takes the one before over where that is. */
static void add_piece(const search *s, eqp_frontier *frontier, const eqp_frontier_sample *from,
                      const eqp_frontier_sample *to, double slope, uint64_t mark) {
    eqp_frontier_piece *before = frontier->pieces + frontier->count - 1;
    int follows = frontier->count && before->feasible;
    double width = to->at - from->at;
    if (follows && same_slope(s, before->slope, slope)) {
        before->to = to->at;
        before->value_to = to->value;
    } else if (follows && is_narrow(s, width)) {
        before->to = to->at;
        before->value_to += before->slope * width;
    } else if (follows && is_narrow(s, before->to - before->from)) {
        *before =
            (eqp_frontier_piece){before->from, to->at, 1, from->value, to->value, slope, mark};
        before->value_from -= slope * (from->at - before->from);
    } else {
        frontier->pieces[frontier->count++] =
            (eqp_frontier_piece){from->at, to->at, 1, from->value, to->value, slope, mark};
    }
}

/* The last sample up to which one line goes from sample `start`, and whose line that is. Of all
 * lines the one that goes furthest: the line of a sample at a breakpoint may touch there alone. */
static uint32_t furthest(const search *s, const eqp_frontier_sample *sample, uint32_t count,
                         uint32_t start, uint32_t *line) {
    uint32_t best = start;
    for (uint32_t j = start; j < count && is_on_line(s, &sample[j], &sample[start]); j++) {
        uint32_t end = start;
        while (end + 1 < count && is_on_line(s, &sample[j], &sample[end + 1]))
            end++;
        if (end > best) {
            best = end;
            *line = j;
        }
    }
    return best;
}

/* Pieces through samples that are all feasible. */
static void add_pieces(const search *s, eqp_frontier *frontier, const eqp_frontier_sample *sample,
                       uint32_t count) {
    if (count == 1)
        add_piece(s, frontier, sample, sample, sample->slope, sample->mark);
    for (uint32_t start = 0, end; start + 1 < count; start = end) {
        const eqp_frontier_sample *left = &sample[start], *right = left + 1;
        uint32_t line = start;
        end = furthest(s, sample, count, start, &line);
        if (end > start) {
            add_piece(s, frontier, left, &sample[end], sample[line].slope, sample[line].mark);
            continue;
        }
        end = start + 1;
        add_piece(s, frontier, left, right, (right->value - left->value) / (right->at - left->at),
                  left->mark);
        if (!is_narrow(s, right->at - left->at))
            frontier->error = fmax(frontier->error, gap_height(gap_between(left, right)));
    }
}

/* The first piece that does not rise begins at the best place. */
static void find_best(const search *s, eqp_frontier *frontier) {
    frontier->best_at = frontier->best_value = NAN;
    for (uint32_t i = 0; i < frontier->count; i++) {
        const eqp_frontier_piece *piece = &frontier->pieces[i];
        int rises = piece->slope > 0 && !same_slope(s, piece->slope, 0);
        if (!piece->feasible)
            continue;
        frontier->best_at = rises ? piece->to : piece->from;
        frontier->best_value = rises ? piece->value_to : piece->value_from;
        if (!rises)
            break;
    }
}

/* Keeps the feasible samples alone; how many they are. */
static uint32_t keep_feasible(search *s) {
    uint32_t kept = 0;
    for (uint32_t i = 0; i < s->count; i++)
        if (s->known[i].feasible)
            s->known[kept++] = s->known[i];
    return kept;
}

/* Up to where there is no plan: to the place with a plan once they are next to each other, and not
 * further than proven in a search that was stopped before. */
static double edge(const search *s, const eqp_frontier_sample *without,
                   const eqp_frontier_sample *with) {
    return fabs(with->at - without->at) <= s->least ? with->at : without->at;
}

/* Fills the curve from all samples. */
static void describe(search *s, eqp_frontier *frontier, int stopped) {
    const eqp_frontier_options *options = s->options;
    int any = s->first < s->count;
    int left = any && s->first > 0, right = any && s->last + 1 < s->count;
    double left_edge = left ? edge(s, &s->known[s->first - 1], &s->known[s->first]) : NAN;
    double right_edge = right ? edge(s, &s->known[s->last + 1], &s->known[s->last]) : NAN;
    frontier->samples = s->count;
    if (!any && !stopped)
        add_range_without_plan(frontier, options->from, options->to);
    if (left && left_edge > options->from)
        add_range_without_plan(frontier, options->from, left_edge);
    if (any)
        add_pieces(s, frontier, s->known, keep_feasible(s));
    if (right && right_edge < options->to)
        add_range_without_plan(frontier, right_edge, options->to);
    find_best(s, frontier);
    if (s->largest > 0)
        frontier->error /= s->largest;
}

eqp_status eqp_frontier_find(const eqp_frontier_options *options, eqp_frontier_evaluate evaluate,
                             void *context, eqp_frontier **out, int *stopped, eqp_error *error) {
    double size = fmax(fabs(options->from), fabs(options->to));
    search s = {.options = options,
                .least = fmax(SAME_PLACE * (options->to - options->from), ROUNDING * size)};
    eqp_frontier *frontier = eqp_allocate(1, sizeof *frontier);
    eqp_status status = frontier ? EQP_OK : eqp_error_memory(error);
    assert(options->from < options->to);
    *out = NULL;
    *stopped = 0;
    if (!status)
        status = look(&s, evaluate, context, stopped, error);
    if (!status) {
        frontier->pieces = eqp_allocate((size_t)s.count + 2, sizeof *frontier->pieces);
        if (!frontier->pieces)
            status = eqp_error_memory(error);
    }
    if (!status) {
        describe(&s, frontier, *stopped);
        *out = frontier;
        frontier = NULL;
    }
    eqp_frontier_free(frontier);
    eqp_free(s.known);
    eqp_free(s.asked);
    return status;
}

void eqp_frontier_free(eqp_frontier *frontier) {
    if (!frontier)
        return;
    eqp_free(frontier->pieces);
    eqp_free(frontier);
}
