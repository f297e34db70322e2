/* Plans that can be signed, as a command: whole sessions, why there are none, what one buyer should
 * leave to another. */
#include "models/base/memory.h"
#include "shell.h"
#include "suite.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define SUD "'" EQP_SOURCE_DIR "/input/examples/sud-2024'"

/* A study of three offers with groups of 8 to 12; sessions of the first also cost 300. */
static void begin(void) {
    CU_ASSERT_EQUAL_FATAL(shell_begin(), 0);
    CU_ASSERT_EQUAL_FATAL(
        shell_do("cp -r '" EQP_SOURCE_DIR "/tests/cases/explain' study && cd study && "
                 "sed -i '1s/$/,group_min,group_max/;2,$s/$/,8,12/' offers.csv && "
                 "sed -i '1s/$/,session_price/;2s/$/,300/;3,$s/$/,/' prices.csv && "
                 "printf 'institution,budget\\nregion,12000\\ncity,9000\\n' >budgets.csv"),
        0);
}

/* Σ of a column (from 1) of plan.csv. */
static double sum_of(const char *folder, int column) {
    char command[160], *text;
    double sum;
    snprintf(command, sizeof command,
             "awk -F, 'NR > 1 { s += $%d } END { printf \"%%.9g\", s }' %s/plan.csv >sum", column,
             folder);
    CU_ASSERT_EQUAL_FATAL(shell_do(command), 0);
    text = shell_read("sum");
    sum = text ? strtod(text, NULL) : NAN;
    eqp_free(text);
    return sum;
}

/* Columns of plan.csv by their names. */
static int column_of(const char *folder, const char *name) {
    char command[200], *text;
    int column;
    snprintf(command, sizeof command,
             "head -1 %s/plan.csv | tr ',' '\\n' | grep -nx %s | cut -d: -f1 >column", folder,
             name);
    CU_ASSERT_EQUAL_FATAL(shell_do(command), 0);
    text = shell_read("column");
    column = text ? atoi(text) : 0;
    eqp_free(text);
    CU_ASSERT_FATAL(column > 0);
    return column;
}

/* Every line is whole sessions of 8 to 12, and costs price · places + 300 for each of the first
 * offer's by the region. */
static void a_whole_plan_adds_up(void) {
    char command[512];
    begin();
    shell_expect("solve study --whole --quiet --out out", 0, "A plan in whole sessions of study",
                 "");
    snprintf(
        command, sizeof command,
        "awk -F, 'NR > 1 { p = $%d; s = $%d; if (p != int(p) || p < 8 * s || p > 12 * s || "
        "s < 1 || $%d != $%d * p + ($1 == \"a\" && $%d == \"region\" ? 300 * s : 0)) bad = 1 } "
        "END { exit bad || NR < 2 }' out/plan.csv",
        column_of("out", "places"), column_of("out", "sessions"), column_of("out", "cost"),
        column_of("out", "price"), column_of("out", "institution"));
    CU_ASSERT_EQUAL(shell_do(command), 0);
    CU_ASSERT(sum_of("out", column_of("out", "cost")) <= 21000);
    CU_ASSERT_EQUAL(shell_do("grep -q '\"whole\": \"yes\"' out/summary.json && "
                             "grep -q '\"whole_gap\"' out/summary.json"),
                    0);
    shell_end();
}

/* Measured by itself: nothing is broken, and nothing is better; a session of 7 is told. */
static void a_whole_plan_is_evaluated(void) {
    begin();
    shell_expect("solve study --whole --quiet --out out", 0, NULL, "");
    shell_expect("evaluate study out/plan.csv --whole --quiet", 0, "reaches 100.00 % of it.", "");
    shell_expect("evaluate study out/plan.csv --whole --quiet", 0,
                 "Every budget, capacity, rule and decision is kept.", "");
    CU_ASSERT_EQUAL(shell_do("printf 'offer,institution,places\\nc,city,7\\n' >seven.csv"), 0);
    shell_expect("evaluate study seven.csv --whole --quiet --out seven", 0, NULL, "");
    CU_ASSERT_EQUAL(shell_do("grep -q '^group,c' seven/breaches.csv && "
                             "test $(wc -l <seven/breaches.csv) = 2"),
                    0);
    shell_end();
}

static void threads_change_no_byte(void) {
    begin();
    shell_expect("solve study --whole --quiet --threads 1 --out one", 0, NULL, "");
    shell_expect("solve study --whole --quiet --threads 3 --out three", 0, NULL, "");
    CU_ASSERT_EQUAL(shell_do("cmp one/plan.csv three/plan.csv && "
                             "cmp one/attendance.csv three/attendance.csv"),
                    0);
    shell_end();
}

/* By the option, by the study, and not by --set. */
static void who_asks_for_sessions_is_heard(void) {
    begin();
    CU_ASSERT_EQUAL(shell_do("printf 'parameter,value\\nwhole,yes\\n' >study/parameters.csv"), 0);
    shell_expect("solve study --quiet", 0, "in whole sessions", "");
    shell_expect("solve study --quiet --set whole=no", 0, "The best plan of study", "");
    shell_expect("frontier study --vary balance=0:1 --quiet", 0, NULL, "");
    shell_end();
}

static void decisions_without_a_whole_session_are_named(void) {
    begin();
    CU_ASSERT_EQUAL(shell_do("printf 'offer,institution,min_places,max_places\\na,region,3,5\\n' "
                             ">study/decisions.csv"),
                    0);
    shell_expect("solve study --quiet", 0, NULL, "");
    shell_expect("solve study --whole --quiet --out out", 4, "",
                 "study/decisions.csv:2: offer a by region: at least 3 and at most 5 places");
    CU_ASSERT_EQUAL(shell_do("test -e out/plan.csv"), 1);
    shell_expect("solve study --whole --quiet --json", 4, "\"no_whole_session\"", NULL);
    shell_end();
}

static void limits_that_no_whole_plan_keeps_are_named(void) {
    begin();
    CU_ASSERT_EQUAL(shell_do("printf 'offer,institution,min_places,max_places\\na,region,3,\\n' "
                             ">study/decisions.csv && "
                             "printf 'institution,budget\\nregion,1600\\ncity,9000\\n' "
                             ">study/budgets.csv"),
                    0);
    shell_expect("solve study --whole --quiet", 4, "", "the budget of region, by");
    shell_expect("solve study --whole --quiet --json", 4, "\"kind\": \"budget\"", NULL);
    shell_end();
}

static void scenarios_and_sweeps_come_in_sessions(void) {
    begin();
    CU_ASSERT_EQUAL(shell_do("printf 'scenario,parameter,target,change,value\\n"
                             "more,budget,institution=region,scale,1.5\\n' >study/scenarios.csv"),
                    0);
    shell_expect("compare study --whole --quiet --out compared", 0, NULL, "");
    CU_ASSERT_EQUAL(shell_do("grep -q '^more,optimal' compared/comparison.csv"), 0);
    shell_expect("sweep study --whole --vary 'budget[region]*=0.5:1.5:5' --quiet --threads 2 "
                 "--out swept",
                 0, NULL, "");
    shell_expect("sweep study --whole --vary 'budget[region]*=0.5:1.5:5' --quiet --threads 1 "
                 "--out alone",
                 0, NULL, "");
    CU_ASSERT_EQUAL(shell_do("cmp swept/sweep.csv alone/sweep.csv"), 0);
    shell_end();
}

/* The example: the gap is one of the plan, not of the machine. */
static void the_example_in_sessions_is_near_its_bound(void) {
    char *text;
    const char *gap;
    CU_ASSERT_EQUAL_FATAL(shell_begin(), 0);
    CU_ASSERT_EQUAL(shell_do("'" EQP_PROGRAM "' solve " SUD " --whole --quiet --json >said"), 0);
    text = shell_read("said");
    gap = text ? strstr(text, "\"whole_gap\": ") : NULL;
    CU_ASSERT_PTR_NOT_NULL_FATAL(gap);
    CU_ASSERT(strtod(gap + strlen("\"whole_gap\": "), NULL) <= 0.002);
    eqp_free(text);
    shell_end();
}

static void a_short_time_leaves_a_whole_plan_or_nothing(void) {
    CU_ASSERT_EQUAL_FATAL(shell_begin(), 0);
    shell_expect("solve " SUD " --whole --quiet --time-limit 0.05 --out out", 5, NULL, NULL);
    CU_ASSERT(shell_do("test -e out/plan.csv") == shell_do("test -e out/summary.json"));
    shell_end();
}

/* The lists of the example fit the screen and add up to the file. */
static void what_to_leave_to_another_is_listed(void) {
    char *text;
    CU_ASSERT_EQUAL_FATAL(shell_begin(), 0);
    CU_ASSERT_EQUAL(
        shell_do("'" EQP_PROGRAM "' solve " SUD " --coordinate --quiet --out out >said"), 0);
    text = shell_read("said");
    CU_ASSERT_PTR_NOT_NULL_FATAL(text);
    CU_ASSERT(eqp_longest_line(text) <= 80);
    eqp_free(text);
    CU_ASSERT_EQUAL(shell_do("head -1 out/handovers.csv | grep -q '^from,to,offer' && "
                             "test $(wc -l <out/handovers.csv) -gt 2"),
                    0);
    shell_end();
}

static const eqp_test tests[] = {
    {"a whole plan adds up", a_whole_plan_adds_up},
    {"a whole plan is evaluated", a_whole_plan_is_evaluated},
    {"threads change no byte", threads_change_no_byte},
    {"who asks for sessions is heard", who_asks_for_sessions_is_heard},
    {"decisions without a whole session are named", decisions_without_a_whole_session_are_named},
    {"limits that no whole plan keeps are named", limits_that_no_whole_plan_keeps_are_named},
    {"scenarios and sweeps come in sessions", scenarios_and_sweeps_come_in_sessions},
    {"the example in sessions is near its bound", the_example_in_sessions_is_near_its_bound},
    {"a short time leaves a whole plan or nothing", a_short_time_leaves_a_whole_plan_or_nothing},
    {"what to leave to another is listed", what_to_leave_to_another_is_listed},
};

EQP_SUITE_MAIN("cli/signed", tests)
