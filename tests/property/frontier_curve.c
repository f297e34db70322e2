/* The curve that `frontier` prints, on random studies: at places on a fine grid and within each
 * piece, V* with the same floors held, solved on its own, lies on it. */
#include "plain_csv.h"
#include "shell.h"
#include "suite.h"
#include "trial.h"

#include "models/study/axis.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#define STUDIES EQP_TRIALS(160)
#define GRID 24
#define MOST_PIECES 400

/* What a value and the curve may differ by, of the largest value. */
#define ON_THE_CURVE 1e-6

typedef struct piece {
    double from, to, value_from, value_to, slope; /* NAN without a plan */
} piece;

typedef struct curve {
    uint64_t seed;
    piece pieces[MOST_PIECES];
    uint32_t count;
    double largest; /* |value| */
} curve;

/* What is varied: the option, and the ends of its range. */
typedef struct varied {
    const char *option;
    char text[64]; /* without the range */
    double from, to;
} varied;

static void expect(int true_or_not, const curve *c, const char *sentence, double at, double first,
                   double second) {
    if (!true_or_not)
        fprintf(stderr, "seed %lu: %s at %.12g: %.12g then %.12g\n", (unsigned long)c->seed,
                sentence, at, first, second);
    CU_ASSERT_TRUE(true_or_not);
}

static void read_curve(const char *path, curve *c) {
    plain_csv csv;
    CU_ASSERT_EQUAL_FATAL(plain_csv_take(&csv, shell_read(path)), 0);
    CU_ASSERT_FATAL(csv.rows <= MOST_PIECES);
    c->count = csv.rows;
    c->largest = 0;
    for (uint32_t i = 0; i < csv.rows; i++) {
        piece *p = &c->pieces[i];
        p->from = plain_csv_number(&csv, i, "from");
        p->to = plain_csv_number(&csv, i, "to");
        p->value_from = plain_csv_number(&csv, i, "value_from");
        p->value_to = plain_csv_number(&csv, i, "value_to");
        p->slope = plain_csv_number(&csv, i, "slope");
        c->largest = fmax(c->largest, fmax(fabs(p->value_from), fabs(p->value_to)));
    }
    plain_csv_free(&csv);
}

/* Pieces cover the range, join where both have a plan, and bend down. */
static void check_shape(const curve *c, const varied *what) {
    CU_ASSERT_FATAL(c->count > 0);
    expect(c->pieces[0].from == what->from, c, "begin", what->from, what->from, c->pieces[0].from);
    expect(c->pieces[c->count - 1].to == what->to, c, "end", what->to, what->to,
           c->pieces[c->count - 1].to);
    for (uint32_t i = 0; i < c->count; i++) {
        const piece *p = &c->pieces[i], *before = i ? p - 1 : NULL;
        expect(p->to >= p->from, c, "length", p->from, p->from, p->to);
        if (!isnan(p->slope))
            expect(fabs(p->value_from + p->slope * (p->to - p->from) - p->value_to) <=
                       ON_THE_CURVE * c->largest,
                   c, "line", p->from, p->value_to, p->value_from + p->slope * (p->to - p->from));
        if (!before)
            continue;
        expect(p->from == before->to, c, "gap", p->from, before->to, p->from);
        if (isnan(p->slope) || isnan(before->slope))
            continue;
        expect(fabs(p->value_from - before->value_to) <= ON_THE_CURVE * c->largest, c, "jump",
               p->from, before->value_to, p->value_from);
        expect(p->slope < before->slope, c, "slope", p->from, before->slope, p->slope);
    }
}

/* The study at a place. */
static void make_place(const eqp_trial *today, const varied *what, double at, eqp_trial *place) {
    char text[128];
    eqp_axis *axis;
    eqp_error error;
    eqp_status status;
    *place = (eqp_trial){NULL, NULL, NULL};
    snprintf(text, sizeof text, "%s=%.17g:%.17g:1", what->text, at, at);
    status = strcmp(what->option, "--transfer") == 0
                 ? eqp_axis_transfer(today->study, text, EQP_AXIS_VALUES, &axis, &error)
                 : eqp_axis_vary(today->study, text, EQP_AXIS_VALUES, &axis, &error);
    if (status)
        fprintf(stderr, "%s\n", error.sentence);
    CU_ASSERT_EQUAL_FATAL(status, EQP_OK);
    CU_ASSERT_EQUAL_FATAL(eqp_study_copy(today->study, &place->study, NULL), EQP_OK);
    eqp_axis_change(axis, at, place->study);
    CU_ASSERT_EQUAL_FATAL(eqp_trial_rebuild(place), 0);
    eqp_axis_free(axis);
}

/* V* there with the fair rates held, NAN without a plan. At the edge of what is feasible a plan
 * that passes rows by their tolerance may seem worth more than there is. */
static double value_at(const eqp_trial *today, const varied *what, const double *held, double at) {
    eqp_trial place;
    eqp_solve_options options = eqp_solve_options_default();
    const eqp_stages_task task = {.held_rate = held, .only_value = 1};
    double value = NAN;
    options.threads = 1;
    make_place(today, what, at, &place);
    CU_ASSERT_EQUAL_FATAL(
        eqp_stages_solve_task(place.programme, &options, &task, &place.solution, NULL), EQP_OK);
    if (place.solution->outcome == EQP_OUTCOME_OPTIMAL)
        value = fmin(place.solution->value_best, place.solution->upper_bound);
    eqp_trial_free(&place);
    return value;
}

static double curve_at(const curve *c, double at, double *nearest_end) {
    uint32_t i = 0;
    while (i + 1 < c->count && c->pieces[i].to < at)
        i++;
    *nearest_end = fmin(at - c->pieces[i].from, c->pieces[i].to - at);
    return c->pieces[i].value_from + c->pieces[i].slope * (at - c->pieces[i].from);
}

/* Ends of a range without a plan are known to a share of the range. */
static void check_place(const curve *c, const eqp_trial *today, const varied *what,
                        const double *held, double at) {
    double end, expected = curve_at(c, at, &end), value = value_at(today, what, held, at);
    if (isnan(expected) != isnan(value)) {
        expect(end <= 1e-6 * (what->to - what->from), c, "plan", at, expected, value);
        return;
    }
    if (!isnan(value))
        expect(fabs(expected - value) <= ON_THE_CURVE * fmax(1e-3, c->largest), c, "value", at,
               expected, value);
}

static void check_places(const curve *c, const eqp_trial *today, const varied *what,
                         const double *held) {
    for (int g = 0; g < GRID; g++)
        check_place(c, today, what, held, what->from + (what->to - what->from) * g / GRID);
    check_place(c, today, what, held, what->to);
    for (uint32_t i = 0; i < c->count && i < GRID; i++) {
        const piece *p = &c->pieces[i];
        check_place(c, today, what, held, p->from + (p->to - p->from) / 2);
        check_place(c, today, what, held, p->to);
    }
}

/* A budget, a transfer, the balance, or an absolute rule: by the seed; 0 where the study has none.
 */
static int choose(const eqp_study *study, uint64_t seed, varied *what) {
    const double *budget = study->budgets.budget;
    uint32_t last = study->budgets.count - 1;
    *what = (varied){.option = "--vary"};
    switch (seed % 4) {
    case 0:
        snprintf(what->text, sizeof what->text, "budget[inst%u]", last);
        what->to = fmax(1000, 2.5 * budget[last]);
        return 1;
    case 1:
        if (last == 0 || budget[0] + budget[1] == 0)
            return 0;
        what->option = "--transfer";
        snprintf(what->text, sizeof what->text, "inst0:inst1");
        what->from = -budget[1];
        what->to = budget[0];
        return 1;
    case 2:
        snprintf(what->text, sizeof what->text, "balance");
        what->to = 1;
        return 1;
    default:
        for (uint32_t q = 0; q < study->rules.count; q++)
            if (study->rules.unit[q] == EQP_UNIT_ABSOLUTE) {
                snprintf(what->text, sizeof what->text, "rule[%s]",
                         eqp_study_id(study, EQP_SPACE_rule, q));
                what->to = fmax(10, 2 * study->rules.value[q]);
                return 1;
            }
        return 0;
    }
}

/* The fair rates that are held: of today's study, whatever its balance where that is varied. NULL
 * where nothing is. */
static const double *hold(eqp_trial *today, const varied *what) {
    double balance = today->study->settings.balance;
    int varied_balance = strcmp(what->text, "balance") == 0;
    if (varied_balance && balance == 0)
        today->study->settings.balance = 1;
    CU_ASSERT_EQUAL_FATAL(eqp_trial_solve(today, EQP_ENGINE_DECOMPOSED, 1), 0);
    today->study->settings.balance = balance;
    return today->solution->outcome == EQP_OUTCOME_OPTIMAL && (balance > 0 || varied_balance)
               ? today->solution->fair_rate
               : NULL;
}

static int find_curve(const varied *what, curve *c) {
    char arguments[256];
    shell_result result;
    snprintf(arguments, sizeof arguments,
             "frontier study %s '%s=%.17g:%.17g' --out curve --quiet --threads 1", what->option,
             what->text, what->from, what->to);
    result = shell_run(arguments);
    if (result.status == 0)
        read_curve("curve/frontier.csv", c);
    else
        expect(result.status == 4, c, arguments, what->from, 4, result.status);
    shell_free(&result);
    return result.status == 0;
}

static void values_lie_on_the_curve(void) {
    uint32_t curves = 0, kinks = 0, without_plan = 0;
    for (uint64_t seed = 0; seed < STUDIES; seed++) {
        eqp_random_study *cells = eqp_random_study_create(seed);
        eqp_trial today;
        varied what;
        static curve c;
        c.seed = seed;
        CU_ASSERT_EQUAL_FATAL(shell_begin(), 0);
        CU_ASSERT_EQUAL_FATAL(shell_do("mkdir study"), 0);
        CU_ASSERT_FATAL(cells && eqp_random_study_write(cells, "study") == 0);
        CU_ASSERT_EQUAL_FATAL(eqp_trial_build(&today, cells), 0);
        if (choose(today.study, seed, &what) && find_curve(&what, &c)) {
            const double *held = hold(&today, &what);
            check_shape(&c, &what);
            check_places(&c, &today, &what, held);
            curves++;
            for (uint32_t i = 0; i < c.count; i++) {
                kinks += i > 0;
                without_plan += isnan(c.pieces[i].slope);
            }
        }
        eqp_trial_free(&today);
        eqp_random_study_free(cells);
        shell_end();
    }
    CU_ASSERT(curves > STUDIES / 2 && kinks > STUDIES && without_plan > 0);
}

static const eqp_test tests[] = {
    {"values lie on the curve", values_lie_on_the_curve},
};

EQP_SUITE_MAIN("frontier_curve", tests)
