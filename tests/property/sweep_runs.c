/* sweep and compare on random studies, against the same studies changed by hand and solved alone;
 * and sweeps killed at random moments. */
#include "plain_csv.h"
#include "same_study.h"
#include "shell.h"
#include "suite.h"
#include "trial.h"

#include "input/generate/random.h"
#include "input/generate/study_writer.h"
#include "input/tables/reader.h"
#include "models/base/memory.h"
#include "models/programme/overlap.h"
#include "models/study/draw.h"
#include "models/study/scenario.h"

#include <math.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#define TINY EQP_SOURCE_DIR "/tests/cases/tiny"
#define STUDIES EQP_TRIALS(25)
#define KILLS 20

static void expect(int true_or_not, uint64_t seed, const char *what, const char *sentence,
                   double first, double second) {
    if (!true_or_not)
        fprintf(stderr, "seed %lu, %s: %s: %.12g then %.12g\n", (unsigned long)seed, what, sentence,
                first, second);
    CU_ASSERT_TRUE(true_or_not);
}

static void do_well(const char *command) {
    int status = shell_do(command);
    if (status != 0)
        fprintf(stderr, "%s: status %d\n", command, status);
    CU_ASSERT_EQUAL(status, 0);
}

/* In a folder of its own, with the study in ./study. */
static void begin(uint64_t seed, eqp_trial *today) {
    eqp_random_study *cells = eqp_random_study_create(seed);
    CU_ASSERT_EQUAL_FATAL(shell_begin(), 0);
    do_well("mkdir study");
    CU_ASSERT_FATAL(cells && eqp_random_study_write(cells, "study") == 0);
    CU_ASSERT_EQUAL_FATAL(eqp_trial_build(today, cells), 0);
    eqp_random_study_free(cells);
}

static void end(eqp_trial *today) {
    eqp_trial_free(today);
    shell_end();
}

static void read_result(const char *path, plain_csv *csv) {
    CU_ASSERT_EQUAL_FATAL(plain_csv_take(csv, shell_read(path)), 0);
}

/* Stage C's search finds other leaders from other starts, and with them another cost; but never
 * more overlap than the cheapest plan has, for no more of the value than may be given up. */
static void check_overlap(const plain_csv *csv, uint32_t row, const eqp_trial *alone, uint64_t seed,
                          const char *what) {
    double given = fmax(1e-7, alone->study->settings.complementarity_tolerance);
    double least = alone->solution->value_best * (1 - given), most;
    double value = plain_csv_number(csv, row, "value");
    double found = plain_csv_number(csv, row, "overlap");
    eqp_overlap overlap;
    CU_ASSERT_EQUAL_FATAL(
        eqp_overlap_measure(alone->programme, eqp_trial_cheapest(alone), &overlap, NULL), EQP_OK);
    most = overlap.courses + overlap.cells;
    expect(value >= least * (1 - 1e-6) - 1e-9, seed, what, "value of the plan", least, value);
    expect(found <= most + 1e-3 * fmax(1, most), seed, what, "overlap", most, found);
}

/* A row of results is what the study solved alone has. */
static void check_row(const plain_csv *csv, uint32_t row, eqp_trial *alone, uint64_t seed,
                      const char *what) {
    static const char *const words[] = {"optimal", "stopped", "stopped", "infeasible"};
    const char *status = plain_csv_text(csv, row, "status");
    CU_ASSERT_EQUAL_FATAL(eqp_trial_solve(alone, EQP_ENGINE_DECOMPOSED, 1), 0);
    expect(strcmp(status, words[alone->solution->outcome]) == 0, seed, what, status,
           alone->solution->outcome, row);
    if (alone->solution->outcome != EQP_OUTCOME_OPTIMAL)
        return;
    double value = plain_csv_number(csv, row, "value_best");
    expect(eqp_trial_close(alone->solution->value_best, value, 1e-6), seed, what, "value",
           alone->solution->value_best, value);
    check_overlap(csv, row, alone, seed, what);
}

/* ---- sweep ---- */

#define SWEPT                                                                                      \
    "study --vary 'budget[inst0]*=0.4:1.6:3' --vary balance=0:1:3 --vary 'need*=0.7:1.1:2' "       \
    "--draws 2 --seed 9 --quiet"

/* The point's study without axes and variations: draws first, then what is varied. */
static void make_point(const plain_csv *csv, uint32_t row, const eqp_study *today,
                       eqp_trial *point) {
    double money = plain_csv_number(csv, row, "budget[inst0]*");
    double needs = plain_csv_number(csv, row, "need*");
    eqp_study *study;
    CU_ASSERT_EQUAL_FATAL(eqp_study_copy(today, &study, NULL), EQP_OK);
    *point = (eqp_trial){study, NULL, NULL};
    eqp_draw_needs(9, (uint64_t)plain_csv_number(csv, row, "draw"), study);
    for (uint32_t b = 0; b < study->budgets.count; b++)
        if (strcmp(eqp_study_id(study, EQP_SPACE_institution, study->budgets.institution[b]),
                   "inst0") == 0)
            study->budgets.budget[b] *= money;
    for (uint32_t n = 0; n < study->needs.count; n++) {
        study->needs.need[n] *= needs;
        study->needs.need_low[n] *= needs;
        study->needs.need_high[n] *= needs;
    }
    study->settings.balance = plain_csv_number(csv, row, "balance");
    CU_ASSERT_EQUAL_FATAL(eqp_trial_rebuild(point), 0);
}

static void every_point_is_what_its_study_alone_has(void) {
    for (uint64_t seed = 0; seed < STUDIES; seed++) {
        eqp_trial today, point;
        plain_csv csv;
        begin(seed, &today);
        if (today.study->needs.count == 0) { /* nothing to vary */
            end(&today);
            continue;
        }
        shell_expect("sweep " SWEPT " --out results", 0, NULL, "");
        read_result("results/sweep.csv", &csv);
        CU_ASSERT_EQUAL(csv.rows, 3 * 3 * 2 * 2);
        for (uint32_t row = 0; row < csv.rows; row++) {
            CU_ASSERT_EQUAL(plain_csv_number(&csv, row, "point"), row + 1);
            make_point(&csv, row, today.study, &point);
            check_row(&csv, row, &point, seed, "point");
            eqp_trial_free(&point);
        }
        plain_csv_free(&csv);
        end(&today);
    }
}

static void draws_follow_their_seed(void) {
    uint32_t other = 0;
    for (uint64_t seed = 0; seed < 5; seed++) {
        eqp_trial today;
        begin(seed, &today);
        shell_expect("sweep study --draws 8 --seed 1 --quiet --out one", 0, NULL, "");
        shell_expect("sweep study --draws 8 --quiet --out same --threads 2", 0, NULL, "");
        shell_expect("sweep study --draws 8 --seed 2 --quiet --out other", 0, NULL, "");
        do_well("rm */summary.json && diff -r one same");
        other += shell_do("cmp -s one/sweep.csv other/sweep.csv") == 1;
        end(&today);
    }
    CU_ASSERT(other > 0);
}

/* ---- kill -9 ---- */

static void wait_for(double seconds) {
    struct timespec pause = {(time_t)seconds, (long)(1e9 * (seconds - (double)(time_t)seconds))};
    nanosleep(&pause, NULL);
}

static double now(void) {
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (double)time.tv_sec + 1e-9 * (double)time.tv_nsec;
}

#define LONG                                                                                       \
    "--vary", "balance=0:1:9", "--vary", "price*=0.9:1.1:8", "--transfer", "region:ft=0:20000:5",  \
        "--draws", "20", "--quiet"

/* Starts a sweep of 7,200 points. */
static pid_t start(const char *folder, const char *threads) {
    const char *const arguments[] = {"equiplace", "sweep", TINY,        LONG,    "--resume",
                                     "--out",     folder,  "--threads", threads, NULL};
    pid_t child = fork();
    if (child == 0) {
        if (freopen("/dev/null", "w", stdout))
            execv(EQP_PROGRAM, (char *const *)arguments);
        _exit(99);
    }
    return child;
}

static int wait_end(pid_t child) {
    int status = -1;
    CU_ASSERT_EQUAL(waitpid(child, &status, 0), child);
    return status;
}

/* Killed again and again, each time after a while, from nothing to the length of a whole run. */
static void a_killed_sweep_ends_with_the_same_bytes(void) {
    eqp_random random = eqp_random_start(9, 1, 0);
    int kills = 0, status;
    double began = now(), whole;
    CU_ASSERT_EQUAL_FATAL(shell_begin(), 0);
    status = wait_end(start("whole", "2"));
    CU_ASSERT(WIFEXITED(status) && WEXITSTATUS(status) == 0);
    whole = now() - began;
    do_well("rm whole/summary.json");
    for (int run = 0; run < KILLS; run++) {
        for (int left = (int)eqp_random_between(&random, 1, 4); left > 0; left--) {
            pid_t child = start("results", left % 2 ? "1" : "2");
            wait_for(whole * eqp_random_between(&random, 0, 100) / 100 / 2);
            kill(child, SIGKILL);
            kills += WIFSIGNALED(wait_end(child));
        }
        if (run % 4 < 3)
            continue;
        status = wait_end(start("results", "2"));
        CU_ASSERT(WIFEXITED(status) && WEXITSTATUS(status) == 0);
        do_well("test -e results/summary.json && rm results/summary.json && "
                "diff -r results whole && rm -r results");
    }
    CU_ASSERT(kills >= KILLS);
    shell_end();
}

/* ---- compare ---- */

/* A scenario, and the same change made by hand in a study's tables. */
typedef struct by_hand {
    const char *name, *rows; /* the rows of scenarios.csv, without the name */
    void (*change)(eqp_study *study);
} by_hand;

static int is(const eqp_study *study, eqp_space space, uint32_t index, const char *id) {
    return strcmp(eqp_study_id(study, space, index), id) == 0;
}

static void more_money(eqp_study *study) {
    for (uint32_t b = 0; b < study->budgets.count; b++)
        study->budgets.budget[b] *= 1.3;
}

static void set_money(eqp_study *study) {
    for (uint32_t b = 0; b < study->budgets.count; b++)
        if (is(study, EQP_SPACE_institution, study->budgets.institution[b], "inst0"))
            study->budgets.budget[b] = 5000;
}

static void less_money(eqp_study *study) {
    for (uint32_t b = 0; b < study->budgets.count; b++)
        study->budgets.budget[b] = fmax(0, study->budgets.budget[b] + -30000);
}

static void scale_need(eqp_study *study) {
    for (uint32_t n = 0; n < study->needs.count; n++)
        if (is(study, EQP_SPACE_zone, study->needs.zone[n], "00")) {
            study->needs.need[n] *= 0.5;
            study->needs.need_low[n] *= 0.5;
            study->needs.need_high[n] *= 0.5;
        }
}

static void set_need(eqp_study *study) {
    for (uint32_t n = 0; n < study->needs.count; n++)
        if (is(study, EQP_SPACE_occupation, study->needs.occupation[n], "job0"))
            study->needs.need[n] = study->needs.need_low[n] = study->needs.need_high[n] = 12;
}

static void add_priority(eqp_study *study) {
    for (uint32_t n = 0; n < study->needs.count; n++)
        if (is(study, EQP_SPACE_occupation, study->needs.occupation[n], "job0"))
            study->needs.priority[n] += 0.5;
}

static void scale_price(eqp_study *study) {
    for (uint32_t p = 0; p < study->prices.count; p++)
        if (is(study, EQP_SPACE_institution, study->prices.institution[p], "inst0"))
            study->prices.price[p] *= 0.8;
}

static void set_places(eqp_study *study) {
    for (uint32_t k = 0; k < study->offers.count; k++)
        if (is(study, EQP_SPACE_offer, study->offers.offer[k], "000"))
            study->offers.places[k] = 30;
}

static void add_places(eqp_study *study) {
    for (uint32_t k = 0; k < study->offers.count; k++)
        study->offers.places[k] += 4;
}

static void scale_success(eqp_study *study) {
    for (uint32_t k = 0; k < study->offers.count; k++)
        study->offers.success_rate[k] = fmin(1, study->offers.success_rate[k] * 1.5);
}

static void scale_rule(eqp_study *study) {
    for (uint32_t q = 0; q < study->rules.count; q++)
        study->rules.value[q] *= 0.5;
}

static void set_balance(eqp_study *study) {
    study->settings.balance = 1;
}

static void add_balance(eqp_study *study) {
    study->settings.balance = fmax(0, study->settings.balance + -0.3);
}

static void set_level(eqp_study *study) {
    study->settings.need_level = EQP_NEED_HIGH;
}

/* In the order of the rows. */
static void set_then_scale(eqp_study *study) {
    set_money(study);
    more_money(study);
    scale_price(study);
}

static const by_hand scenarios[] = {
    {"more_money", "budget,,scale,1.3\n", more_money},
    {"set_money", "budget,institution=inst0,set,5000\n", set_money},
    {"less_money", "budget,,add,-30000\n", less_money},
    {"scale_need", "need,zone=00,scale,0.5\n", scale_need},
    {"set_need", "need,occupation=job0,set,12\n", set_need},
    {"add_priority", "priority,occupation=job0,add,0.5\n", add_priority},
    {"scale_price", "price,institution=inst0,scale,0.8\n", scale_price},
    {"set_places", "places,offer=000,set,30\n", set_places},
    {"add_places", "places,,add,4\n", add_places},
    {"scale_success", "success_rate,,scale,1.5\n", scale_success},
    {"scale_rule", "rule,,scale,0.5\n", scale_rule},
    {"set_balance", "balance,,set,1\n", set_balance},
    {"add_balance", "balance,,add,-0.3\n", add_balance},
    {"set_level", "need_level,,set,high\n", set_level},
    {"set_then_scale",
     "budget,institution=inst0,set,5000\nset_then_scale,budget,,scale,1.3\n"
     "set_then_scale,price,institution=inst0,scale,0.8\n",
     set_then_scale},
};
#define SCENARIOS (sizeof scenarios / sizeof *scenarios)

static void write_scenarios(void) {
    FILE *file = fopen("table/scenarios.csv", "w");
    CU_ASSERT_PTR_NOT_NULL_FATAL(file);
    fputs("scenario,parameter,target,change,value\n", file);
    for (size_t s = 0; s < SCENARIOS; s++)
        fprintf(file, "%s,%s", scenarios[s].name, scenarios[s].rows);
    fclose(file);
}

static eqp_study *read_study(const char *folder) {
    eqp_problems *problems = eqp_problems_create();
    eqp_study *study;
    CU_ASSERT_PTR_NOT_NULL_FATAL(problems);
    if (eqp_study_read(folder, &study, problems, NULL))
        eqp_problems_print(problems, folder, stderr);
    eqp_problems_free(problems);
    CU_ASSERT_PTR_NOT_NULL_FATAL(study);
    return study;
}

static void write_parameters(const eqp_study *study, const char *folder) {
    static const char *const levels[] = {"low", "central", "high"};
    char path[64];
    snprintf(path, sizeof path, "%s/parameters.csv", folder);
    FILE *file = fopen(path, "w");
    CU_ASSERT_PTR_NOT_NULL_FATAL(file);
    fprintf(file, "parameter,value\nbalance,%.17g\nneed_level,%s\n", study->settings.balance,
            levels[study->settings.need_level]);
    fclose(file);
}

/* The study with changed tables, written into a folder. Sessions, whose size no scenario changes
 * but which cannot be larger than an offer, are left to their defaults. */
static void write_by_hand(const eqp_study *today, const by_hand *scenario, const char *folder) {
    const char *names[32];
    eqp_study *study;
    size_t count, kept = 0;
    const eqp_table_view *tables = eqp_study_tables(&count);
    for (size_t t = 0; t < count; t++)
        if (strcmp(tables[t].name, "parameters") != 0)
            names[kept++] = tables[t].name;
    names[kept] = NULL;
    CU_ASSERT_EQUAL_FATAL(eqp_study_copy(today, &study, NULL), EQP_OK);
    scenario->change(study);
    for (uint32_t k = 0; k < study->offers.count; k++)
        study->offers.group_min[k] = study->offers.group_max[k] = NAN;
    CU_ASSERT_EQUAL_FATAL(eqp_study_write(study, names, folder, NULL), EQP_OK);
    write_parameters(study, folder);
    eqp_study_free(study);
}

static void check_scenario(const eqp_study *today, const plain_csv *csv, size_t s, uint64_t seed) {
    eqp_trial hand = {NULL, NULL, NULL};
    eqp_study *applied;
    write_by_hand(today, &scenarios[s], scenarios[s].name);
    hand.study = read_study(scenarios[s].name);
    CU_ASSERT_EQUAL_FATAL(
        eqp_scenario_apply(today, scenarios[s].name, NULL, 0, NULL, NULL, &applied, NULL), EQP_OK);
    expect(applied->settings.balance == hand.study->settings.balance &&
               applied->settings.need_level == hand.study->settings.need_level,
           seed, scenarios[s].name, "settings", applied->settings.balance,
           hand.study->settings.balance);
    for (uint32_t k = 0; k < applied->offers.count; k++) {
        applied->offers.group_min[k] = hand.study->offers.group_min[k];
        applied->offers.group_max[k] = hand.study->offers.group_max[k];
    }
    expect(eqp_differing_numbers(applied, hand.study) == 0, seed, scenarios[s].name, "numbers", 0,
           eqp_differing_numbers(applied, hand.study));
    eqp_study_free(applied);
    CU_ASSERT_STRING_EQUAL(plain_csv_text(csv, (uint32_t)s + 1, "scenario"), scenarios[s].name);
    CU_ASSERT_EQUAL_FATAL(eqp_trial_rebuild(&hand), 0);
    check_row(csv, (uint32_t)s + 1, &hand, seed, scenarios[s].name);
    eqp_trial_free(&hand);
}

static void change_nothing(eqp_study *study) {
    (void)study;
}

/* The study is written as its changed tables are: an offer's main occupation, which rules go by, is
 * its first one in the file. */
static void every_scenario_is_its_change_made_by_hand(void) {
    static const by_hand as_it_stands = {"base", "", change_nothing};
    for (uint64_t seed = 0; seed < STUDIES; seed++) {
        eqp_trial drawn, today = {NULL, NULL, NULL};
        plain_csv csv;
        begin(seed, &drawn);
        write_by_hand(drawn.study, &as_it_stands, "table");
        write_scenarios();
        today.study = read_study("table");
        CU_ASSERT_EQUAL_FATAL(eqp_trial_rebuild(&today), 0);
        shell_expect("compare table --quiet --out results", 0, NULL, "");
        read_result("results/comparison.csv", &csv);
        CU_ASSERT_EQUAL(csv.rows, SCENARIOS + 1);
        check_row(&csv, 0, &today, seed, "base");
        for (size_t s = 0; s < SCENARIOS; s++)
            check_scenario(today.study, &csv, s, seed);
        plain_csv_free(&csv);
        eqp_trial_free(&today);
        end(&drawn);
    }
}

static const eqp_test tests[] = {
    {"every point is what its study alone has", every_point_is_what_its_study_alone_has},
    {"draws follow their seed", draws_follow_their_seed},
    {"a killed sweep ends with the same bytes", a_killed_sweep_ends_with_the_same_bytes},
    {"every scenario is its change made by hand", every_scenario_is_its_change_made_by_hand},
};

EQP_SUITE_MAIN("sweep_runs", tests)
