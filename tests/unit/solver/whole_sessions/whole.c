/* Whole sessions from their parts to the whole: a plan that is counted, a part that is solved, a
 * choice among pieces, and the search over them, where the best can be found by hand. */
#include "hand.h"
#include "suite.h"

#include "models/base/memory.h"
#include "solver/stages/stages.h"
#include "solver/whole_sessions/whole.h"
#include "solver/whole_sessions/whole_choice.h"

#include <math.h>

#define NEAR 1e-6

/* Groups of 4 to 6: an offer of ten places sells 4, 5, 6, 8, 9 or 10. */
#define GROUPS                                                                                     \
    {                                                                                              \
        "offers", "offer,name,zone,places,success_rate,group_min,group_max\n"                      \
                  "bread,Bread,north,10,1,4,6\nsoup,Soup,south,10,1,4,6\n"                         \
    }
#define WHOLE                                                                                      \
    { "parameters", "parameter,value\nbalance,0\nwhole,yes\n" }

/* Enough for all of the bread and the smallest group of soup. */
#define ENOUGH                                                                                     \
    { "budgets", "institution,budget\none,1800\n" }

static const hand_table in_groups[] = {GROUPS, WHOLE, ENOUGH};
static const double no_floor[] = {0, 0};
static const eqp_whole_taste no_taste = {0};
static const uint8_t none_fixed[] = {0, 0};

typedef struct assembly {
    hand hand;
    eqp_sessions *sessions;
    eqp_whole_plan *plan;
    double dual[16]; /* [rows of sessions] all 0 */
    uint32_t use[2];
} assembly;

static void open_assembly(assembly *a) {
    *a = (assembly){.use = {0, 1}};
    hand_make(&a->hand, in_groups, 3);
    CU_ASSERT_EQUAL_FATAL(eqp_sessions_create(a->hand.programme, no_floor, &a->sessions, NULL),
                          EQP_OK);
    CU_ASSERT_FATAL(a->sessions->rows <= 16 && a->sessions->purchases == 2);
    CU_ASSERT_EQUAL_FATAL(eqp_whole_plan_create(a->sessions, &no_taste, &a->plan, NULL), EQP_OK);
}

static void close_assembly(assembly *a) {
    eqp_whole_plan_free(a->plan);
    eqp_sessions_free(a->sessions);
    hand_drop(&a->hand);
}

/* So many places of each, all of them used. */
static void buy(assembly *a, double bread, double soup) {
    a->plan->places[HAND_BREAD] = a->plan->used[HAND_BREAD] = bread;
    a->plan->places[HAND_SOUP] = a->plan->used[HAND_SOUP] = soup;
    eqp_whole_plan_count(a->plan);
}

/* ---- a plan ---- */

static void a_plan_is_worth_its_people_and_misses_what_it_overspends(void) {
    assembly a;
    open_assembly(&a);
    CU_ASSERT_EQUAL(a.plan->worth, 0);
    CU_ASSERT_EQUAL(a.plan->missed, 0);
    buy(&a, 10, 4);
    CU_ASSERT_DOUBLE_EQUAL(a.plan->worth, 14, NEAR);
    CU_ASSERT_EQUAL(a.plan->missed, 0);
    CU_ASSERT_EQUAL(eqp_whole_plan_excess(a.plan, 0), 0);
    buy(&a, 10, 5); /* 200 too much; the row is counted in places of soup, its dearest */
    CU_ASSERT_DOUBLE_EQUAL(eqp_whole_plan_excess(a.plan, 0), 200, NEAR);
    CU_ASSERT_DOUBLE_EQUAL(a.plan->missed, 1, NEAR);
    close_assembly(&a);
}

static void what_misses_less_is_better_and_then_what_is_worth_more(void) {
    static const double plans[][2] = {{10, 8}, {10, 5}, {0, 4}, {10, 0}, {10, 4}};
    assembly a, b;
    open_assembly(&a);
    open_assembly(&b);
    for (int i = 0; i < 5; i++)
        for (int j = 0; j < 5; j++) {
            buy(&a, plans[i][0], plans[i][1]);
            buy(&b, plans[j][0], plans[j][1]);
            CU_ASSERT_EQUAL(eqp_whole_plan_better(a.plan, b.plan), i > j);
        }
    close_assembly(&b);
    close_assembly(&a);
}

static void a_plan_in_places_is_cut_down_to_full_sessions(void) {
    assembly a;
    const eqp_programme *p;
    double primal[16] = {0};
    open_assembly(&a);
    p = a.hand.programme;
    CU_ASSERT_FATAL(p->lp->columns <= 16);
    primal[p->pair_start[HAND_BREAD]] = primal[p->first_use] = 7.9;
    primal[p->pair_start[HAND_SOUP]] = primal[p->first_use + 1] = 2.5;
    eqp_whole_plan_round(a.plan, primal);
    CU_ASSERT_DOUBLE_EQUAL(a.plan->places[HAND_BREAD], 6, NEAR);
    CU_ASSERT_DOUBLE_EQUAL(a.plan->places[HAND_SOUP], 0, NEAR);
    CU_ASSERT_DOUBLE_EQUAL(a.plan->worth, 6, NEAR);
    CU_ASSERT_EQUAL(a.plan->missed, 0);
    close_assembly(&a);
}

/* ---- a part ---- */

static eqp_whole_search within_rows(const assembly *a) {
    return (eqp_whole_search){
        .dual = a->dual, .rows_hold = 1, .penalty = 10, .nodes = 1000, .gap = 1e-9};
}

static void expect_piece(eqp_whole_piece *piece, double bread, double soup) {
    CU_ASSERT_PTR_NOT_NULL_FATAL(piece);
    CU_ASSERT_EQUAL_FATAL(piece->purchases, 2);
    CU_ASSERT_DOUBLE_EQUAL(piece->places[0], bread, NEAR);
    CU_ASSERT_DOUBLE_EQUAL(piece->places[1], soup, NEAR);
    CU_ASSERT_DOUBLE_EQUAL(piece->used[0], bread, NEAR);
    CU_ASSERT_DOUBLE_EQUAL(piece->used[1], soup, NEAR);
    eqp_free(piece);
}

static void a_part_is_solved_within_the_rows(void) {
    assembly a;
    eqp_whole_search how;
    open_assembly(&a);
    how = within_rows(&a);
    expect_piece(eqp_whole_part_solve(a.plan, &(eqp_whole_part){a.use, 2}, &how), 10, 4);
    close_assembly(&a);
}

/* A euro costs 1/150: bread, at 100, is worth it and soup, at 200, is not. */
static void a_part_is_solved_at_prices(void) {
    assembly a;
    eqp_whole_search how;
    open_assembly(&a);
    how = within_rows(&a);
    how.rows_hold = 0;
    how.share = 1;
    a.dual[0] = 1 / 150.0;
    expect_piece(eqp_whole_part_solve(a.plan, &(eqp_whole_part){a.use, 2}, &how), 10, 0);
    how.share = 0.5;
    expect_piece(eqp_whole_part_solve(a.plan, &(eqp_whole_part){a.use, 2}, &how), 10, 10);
    close_assembly(&a);
}

/* The rest of the plan has had its money: 8 places of bread leave 1,000 for soup. */
static void a_part_leaves_the_rest_what_it_has(void) {
    assembly a;
    eqp_whole_search how;
    eqp_whole_piece *piece;
    const eqp_whole_part soup = {&a.use[HAND_SOUP], 1};
    open_assembly(&a);
    buy(&a, 8, 0);
    how = within_rows(&a);
    piece = eqp_whole_part_solve(a.plan, &soup, &how);
    CU_ASSERT_PTR_NOT_NULL_FATAL(piece);
    CU_ASSERT_EQUAL(piece->purchases, 1);
    CU_ASSERT_DOUBLE_EQUAL(piece->places[0], 5, NEAR);
    eqp_whole_piece_put(piece, &soup, a.plan);
    eqp_whole_plan_count(a.plan);
    CU_ASSERT_DOUBLE_EQUAL(a.plan->worth, 13, NEAR);
    CU_ASSERT_EQUAL(a.plan->missed, 0);
    eqp_free(piece);
    close_assembly(&a);
}

/* ---- a choice ---- */

static eqp_whole_piece *piece_with(assembly *a, const eqp_whole_part *part, double bread,
                                   double soup) {
    eqp_whole_piece *piece;
    buy(a, bread, soup);
    piece = eqp_whole_piece_of(a->plan, part);
    buy(a, 0, 0);
    return piece;
}

static void choose_among_pieces(const uint8_t *fixed) {
    assembly a;
    eqp_whole_choice *choice;
    double worth;
    const eqp_whole_part parts[] = {{&a.use[HAND_BREAD], 1}, {&a.use[HAND_SOUP], 1}};
    open_assembly(&a);
    choice = eqp_whole_choice_create(a.plan, parts, 2, fixed);
    CU_ASSERT_PTR_NOT_NULL_FATAL(choice);
    CU_ASSERT_EQUAL(eqp_whole_choice_mix(choice, a.dual, &worth), 0);
    CU_ASSERT_DOUBLE_EQUAL(worth, 0, NEAR); /* the plan's own: nothing */
    CU_ASSERT_EQUAL(eqp_whole_choice_add(choice, 0, piece_with(&a, &parts[0], 10, 0)), 0);
    CU_ASSERT_EQUAL(eqp_whole_choice_add(choice, 1, piece_with(&a, &parts[1], 0, 10)), 0);
    /* Two fifths of ten places of soup. */
    CU_ASSERT_EQUAL(eqp_whole_choice_mix(choice, a.dual, &worth), 0);
    CU_ASSERT_DOUBLE_EQUAL(worth, 14, NEAR);
    CU_ASSERT_DOUBLE_EQUAL(a.dual[0], 1 / 200.0, NEAR);
    CU_ASSERT_EQUAL(eqp_whole_choice_make(choice, 100, 1e-9, 0, a.plan), 0);
    CU_ASSERT_DOUBLE_EQUAL(a.plan->worth, 10, NEAR);
    CU_ASSERT_EQUAL(eqp_whole_choice_add(choice, 1, piece_with(&a, &parts[1], 0, 4)), 0);
    CU_ASSERT_EQUAL(eqp_whole_choice_make(choice, 100, 1e-9, 0, a.plan), 0);
    CU_ASSERT_DOUBLE_EQUAL(a.plan->places[HAND_BREAD], 10, NEAR);
    CU_ASSERT_DOUBLE_EQUAL(a.plan->places[HAND_SOUP], 4, NEAR);
    CU_ASSERT_DOUBLE_EQUAL(a.plan->worth, 14, NEAR);
    CU_ASSERT_EQUAL(a.plan->missed, 0);
    eqp_whole_choice_free(choice);
    close_assembly(&a);
}

static void of_the_pieces_found_the_best_are_chosen(void) {
    choose_among_pieces(none_fixed);
    choose_among_pieces(NULL);
}

/* ---- the whole ---- */

static eqp_solution *solved(const hand *h, int threads) {
    eqp_solve_options options = eqp_solve_options_default();
    eqp_solution *solution = NULL;
    options.threads = threads;
    CU_ASSERT_EQUAL_FATAL(eqp_stages_solve(h->programme, &options, &solution, NULL), EQP_OK);
    return solution;
}

static void the_best_whole_plan_is_found(void) {
    static const struct {
        hand_table table;
        double bread, soup;
        uint32_t bread_sessions, soup_sessions;
    } cases[] = {
        {ENOUGH, 10, 4, 2, 1},
        {{"budgets", "institution,budget\none,1799\n"}, 9, 4, 2, 1},
        {{"budgets", "institution,budget\none,1500\n"}, 10, 0, 2, 0},
        {{"budgets", "institution,budget\none,399\n"}, 0, 0, 0, 0},
        {{"budgets", "institution,budget\none,9000\n"}, 10, 10, 2, 2},
        /* A session of bread costs 250 as well: two of them leave less than soup needs. */
        {{"prices", "offer,institution,price,session_price\nbread,one,100,250\nsoup,one,200,\n"},
         10,
         0,
         2,
         0},
        {{"decisions", "offer,institution,min_places,max_places\nsoup,one,3,\n"}, 10, 4, 2, 1},
        {{"decisions", "offer,institution,min_places,max_places\nbread,one,,7\n"}, 6, 6, 1, 1},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        for (int threads = 1; threads <= 2; threads++) {
            const hand_table tables[] = {GROUPS, WHOLE, ENOUGH, cases[i].table};
            hand h;
            eqp_solution *solution;
            uint32_t bread, soup;
            hand_make(&h, tables, 4);
            bread = h.programme->pair_start[HAND_BREAD];
            soup = h.programme->pair_start[HAND_SOUP];
            solution = solved(&h, threads);
            CU_ASSERT_EQUAL(solution->outcome, EQP_OUTCOME_OPTIMAL);
            CU_ASSERT_PTR_NOT_NULL_FATAL(solution->sessions);
            CU_ASSERT_DOUBLE_EQUAL(solution->primal[bread], cases[i].bread, NEAR);
            CU_ASSERT_DOUBLE_EQUAL(solution->primal[soup], cases[i].soup, NEAR);
            CU_ASSERT_EQUAL(solution->sessions[bread], cases[i].bread_sessions);
            CU_ASSERT_EQUAL(solution->sessions[soup], cases[i].soup_sessions);
            CU_ASSERT(solution->upper_bound >= cases[i].bread + cases[i].soup - NEAR);
            eqp_solution_free(solution);
            hand_drop(&h);
        }
}

/* Places could keep it, sessions cannot: what stands in the way is said row by row. */
static void where_no_whole_plan_is_found_its_excess_is_told(void) {
    static const hand_table cases[][2] = {
        /* Nine places of soup are 1,800, and more than eight are asked for. */
        {{"budgets", "institution,budget\none,1700\n"},
         {"rules", "rule,measure,sense,value,unit,zone\nmany,places,min,8.2,absolute,south\n"}},
        /* Three places are no session, nor are seven. */
        {{"decisions", "offer,institution,min_places,max_places\nbread,one,3,3\n"},
         {"budgets", "institution,budget\none,1800\n"}},
        {{"decisions", "offer,institution,min_places,max_places\nbread,one,7,7\n"},
         {"budgets", "institution,budget\none,1800\n"}},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const hand_table tables[] = {GROUPS, WHOLE, cases[i][0], cases[i][1]};
        hand h;
        eqp_solution *solution;
        double most = 0;
        hand_make(&h, tables, 4);
        solution = solved(&h, 1);
        CU_ASSERT_EQUAL(solution->outcome, EQP_OUTCOME_INFEASIBLE);
        CU_ASSERT_PTR_NULL(solution->sessions);
        CU_ASSERT_PTR_NOT_NULL_FATAL(solution->excess);
        for (uint32_t r = 0; r < h.programme->lp->rows; r++)
            most = fmax(most, fabs(solution->excess[r]));
        CU_ASSERT_EQUAL(most > 0, i == 0); /* no whole amounts: no nearest plan */
        eqp_solution_free(solution);
        hand_drop(&h);
    }
}

static int stop_now(void *context) {
    (void)context;
    return 1;
}

/* The solution of the study in places, which is then asked for in sessions. */
static eqp_solution *in_places(hand *h) {
    eqp_solution *solution;
    h->study->settings.whole = EQP_WHOLE_NO;
    solution = solved(h, 1);
    h->study->settings.whole = EQP_WHOLE_YES;
    CU_ASSERT_PTR_NULL(solution->sessions);
    return solution;
}

static void a_stop_leaves_full_sessions(void) {
    hand h;
    eqp_solve_options options = eqp_solve_options_default();
    eqp_watch watch = eqp_watch_start(&options);
    eqp_solution *solution;
    hand_make(&h, in_groups, 3);
    solution = in_places(&h);
    options.stop = stop_now;
    CU_ASSERT_EQUAL(eqp_whole_solve(h.programme, &watch, solution, NULL), EQP_OK);
    CU_ASSERT_EQUAL(solution->outcome, EQP_OUTCOME_STOPPED);
    CU_ASSERT_PTR_NOT_NULL_FATAL(solution->sessions);
    /* Ten places of bread are two sessions; of soup there are a little less than four. */
    CU_ASSERT_DOUBLE_EQUAL(solution->primal[h.programme->pair_start[HAND_BREAD]], 10, NEAR);
    CU_ASSERT_DOUBLE_EQUAL(solution->primal[h.programme->pair_start[HAND_SOUP]], 0, NEAR);
    eqp_solution_free(solution);
    hand_drop(&h);
}

static void who_does_not_ask_for_sessions_keeps_places(void) {
    hand h;
    eqp_solve_options options = eqp_solve_options_default();
    eqp_watch watch = eqp_watch_start(&options);
    eqp_solution *solution;
    hand_make(&h, in_groups, 3);
    solution = in_places(&h);
    h.study->settings.whole = EQP_WHOLE_NO;
    CU_ASSERT_EQUAL(eqp_whole_solve(h.programme, &watch, solution, NULL), EQP_OK);
    CU_ASSERT_PTR_NULL(solution->sessions);
    CU_ASSERT_DOUBLE_EQUAL(solution->primal[h.programme->pair_start[HAND_BREAD]], 10, NEAR);
    CU_ASSERT_DOUBLE_EQUAL(solution->primal[h.programme->pair_start[HAND_SOUP]], 4, 1e-5);
    eqp_solution_free(solution);
    hand_drop(&h);
}

static void short_memory_is_told_and_nothing_is_left(void) {
    hand h;
    eqp_solve_options options = eqp_solve_options_default();
    eqp_status status = EQP_ERROR_MEMORY;
    uint32_t failures = 0;
    options.threads = 1;
    hand_make(&h, in_groups, 3);
    for (size_t n = 1; status && n < 2000; n++) {
        size_t before = eqp_memory_alive();
        eqp_watch watch = eqp_watch_start(&options);
        eqp_solution *solution = in_places(&h);
        eqp_memory_fail_at(n);
        status = eqp_whole_solve(h.programme, &watch, solution, NULL);
        eqp_memory_fail_at(0);
        CU_ASSERT(status == EQP_OK || status == EQP_ERROR_MEMORY || status == EQP_ERROR_SOLVER);
        failures += status != EQP_OK;
        eqp_solution_free(solution);
        CU_ASSERT_EQUAL(eqp_memory_alive(), before);
    }
    CU_ASSERT_EQUAL(status, EQP_OK);
    CU_ASSERT(failures > 20);
    hand_drop(&h);
}

static const eqp_test tests[] = {
    {"a plan is worth its people and misses what it overspends",
     a_plan_is_worth_its_people_and_misses_what_it_overspends},
    {"what misses less is better, and then what is worth more",
     what_misses_less_is_better_and_then_what_is_worth_more},
    {"a plan in places is cut down to full sessions",
     a_plan_in_places_is_cut_down_to_full_sessions},
    {"a part is solved within the rows", a_part_is_solved_within_the_rows},
    {"a part is solved at prices", a_part_is_solved_at_prices},
    {"a part leaves the rest what it has", a_part_leaves_the_rest_what_it_has},
    {"of the pieces found the best are chosen", of_the_pieces_found_the_best_are_chosen},
    {"the best whole plan is found", the_best_whole_plan_is_found},
    {"where no whole plan is found its excess is told",
     where_no_whole_plan_is_found_its_excess_is_told},
    {"a stop leaves full sessions", a_stop_leaves_full_sessions},
    {"who does not ask for sessions keeps places", who_does_not_ask_for_sessions_keeps_places},
    {"short memory is told and nothing is left", short_memory_is_told_and_nothing_is_left},
};

EQP_SUITE_MAIN("whole sessions", tests)
