/* evaluate as people and scripts meet it. tests/cases/evaluate is worked out by hand: needs of 10
 * (North, o1), 6 (North, o2, priority 2) and 4 (South, o1); half a person a place; City has 12,000,
 * Region 20,000.
 *
 * tests/golden/evaluate has the printed screens and the tables, whole; EQP_UPDATE_GOLDEN=1 writes
 * them anew. */
#include "models/base/memory.h"
#include "shell.h"
#include "suite.h"

#include <jansson.h>

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define CASE "'" EQP_SOURCE_DIR "/tests/cases/evaluate'"
#define SUD "'" EQP_SOURCE_DIR "/input/examples/sud-2024'"
#define TINY "'" EQP_SOURCE_DIR "/tests/cases/tiny'"
#define GOLDEN EQP_SOURCE_DIR "/tests/golden/evaluate/"

/* A draft that breaks nothing; one that breaks a lot. */
#define SOUND "offer,institution,places\na,region,6\nb,city,11\nc,region,8\ne,region,2\n"
#define BROKEN                                                                                     \
    "offer,institution,places\na,region,12.5\nb,city,13\nc,city,4\nc,region,14\nd,city,2\n"        \
    "e,region,3\n"

static void begin(void) {
    CU_ASSERT_EQUAL_FATAL(shell_begin(), 0);
}

static void write_file(const char *path, const char *text, size_t size) {
    FILE *file = fopen(path, "wb");
    CU_ASSERT_PTR_NOT_NULL_FATAL(file);
    CU_ASSERT_EQUAL(fwrite(text, 1, size, file), size);
    CU_ASSERT_EQUAL(fclose(file), 0);
}

static void write_plan(const char *text) {
    write_file("plan.csv", text, strlen(text));
}

/* What --json prints of a plan; {} when it is no object. */
static json_t *answer(const char *plan, const char *options) {
    char arguments[1024];
    shell_result result;
    json_t *object;
    write_plan(plan);
    snprintf(arguments, sizeof arguments, "evaluate " CASE " plan.csv --quiet --json %s", options);
    result = shell_run(arguments);
    object = result.out ? json_loads(result.out, 0, NULL) : NULL;
    if (result.status)
        fprintf(stderr, "%s\n", result.err);
    CU_ASSERT_EQUAL(result.status, 0);
    CU_ASSERT_PTR_NOT_NULL(object);
    shell_free(&result);
    return object ? object : json_object();
}

/* What stands at a path of keys and list indexes: "breaches.0.bound". */
static const json_t *item_at(const json_t *from, const char *path) {
    char key[64];
    while (*path && from) {
        size_t length = strcspn(path, ".");
        snprintf(key, sizeof key, "%.*s", (int)length, path);
        from = json_is_array(from) ? json_array_get(from, (size_t)atoi(key))
                                   : json_object_get(from, key);
        path += length + (path[length] == '.');
    }
    return from;
}

static void expect_number(const json_t *object, const char *path, double expected) {
    const json_t *item = item_at(object, path);
    double found = json_is_number(item) ? json_number_value(item) : NAN;
    if (!(fabs(found - expected) <= 1e-6 * fmax(1, fabs(expected))))
        fprintf(stderr, "%s: %.12g instead of %.12g\n", path, found, expected);
    CU_ASSERT_TRUE(fabs(found - expected) <= 1e-6 * fmax(1, fabs(expected)));
}

static void expect_word(const json_t *object, const char *path, const char *expected) {
    const json_t *item = item_at(object, path);
    const char *found = json_is_string(item) ? json_string_value(item) : "";
    if (strcmp(found, expected) != 0)
        fprintf(stderr, "%s: \"%s\" instead of \"%s\"\n", path, found, expected);
    CU_ASSERT_STRING_EQUAL(found, expected);
}

static size_t count_at(const json_t *object, const char *key) {
    return json_array_size(json_object_get(object, key));
}

/* ---- breaches ---- */

typedef struct planted {
    const char *what, *offer, *institution, *rule;
    double bound, value, excess, amount;
} planted;

static void expect_breach(const json_t *object, size_t number, const planted *breach) {
    char path[64];
    const char *const keys[] = {"what", "offer", "institution", "rule"};
    const char *const words[] = {breach->what, breach->offer, breach->institution, breach->rule};
    for (int i = 0; i < 4; i++) {
        snprintf(path, sizeof path, "breaches.%zu.%s", number, keys[i]);
        expect_word(object, path, words[i]);
    }
    snprintf(path, sizeof path, "breaches.%zu.bound", number);
    expect_number(object, path, breach->bound);
    snprintf(path, sizeof path, "breaches.%zu.value", number);
    expect_number(object, path, breach->value);
    snprintf(path, sizeof path, "breaches.%zu.excess", number);
    expect_number(object, path, breach->excess);
    snprintf(path, sizeof path, "breaches.%zu.amount", number);
    expect_number(object, path, breach->amount);
}

static void each_planted_breach_is_found_by_just_as_much(void) {
    static const struct {
        const char *lines, *options;
        size_t count;
        planted breaches[2];
    } cases[] = {
        {"a,region,6\nb,city,11\nc,region,8\ne,region,2\n", "", 0, {{0}}},
        {"a,region,3\nb,city,11\nc,region,8\ne,region,2\n",
         "",
         1,
         {{"decision_min", "a", "region", "", 4, 3, 1, 1}}},
        {"b,city,11\nc,region,8\ne,region,2\n",
         "",
         1,
         {{"decision_min", "a", "region", "", 4, 0, 4, 4}}},
        {"a,region,6\nb,city,9\nc,region,4\nc,city,3.5\ne,region,2\n",
         "",
         1,
         {{"decision_max", "c", "city", "", 3, 3.5, 0.5, 0.5}}},
        {"a,region,6\nb,city,12.5\nc,region,8\ne,region,2\n",
         "",
         1,
         {{"budget", "", "city", "", 12000, 12500, 500, 500}}},
        {"a,region,6\nb,city,9\nc,region,8\nc,city,1.25\ne,region,2\n",
         "",
         1,
         {{"capacity", "c", "", "", 8, 9.25, 1.25, 1.25}}},
        {"a,region,10\nb,city,11\nc,region,8\ne,region,2\n",
         "",
         1,
         {{"rule", "", "", "certifying", 9000, 10000, 1000, 1000}}},
        {"a,region,6\nb,city,11\nc,region,3\n",
         "",
         1,
         {{"rule", "", "", "preparatory", 0.25, 0.15, 0.1, 2}}},
        {"a,region,6\nb,city,11\nc,region,8\nd,city,1\ne,region,2\n",
         "",
         1,
         {{"price", "d", "city", "", 0, 1, 1, 1}}},
        {"a,region,4\nb,city,11\nc,region,8\ne,region,2\n",
         "--set max_change=0.25",
         2,
         {{"kept", "", "", "", 9, 8, 1, 1}, {"added", "", "", "", 3, 17, 14, 14}}},
        {"a,region,8\nb,city,4\nc,region,3\ne,region,1\n",
         "--set max_change=0.25",
         1,
         {{"added", "", "", "", 3, 4, 1, 1}}},
        {"a,region,9\nb,city,11\nc,region,8\ne,region,2\n", "--set whole=yes", 0, {{0}}},
        {"a,region,6\nb,city,11.5\nc,region,8\ne,region,2\n",
         "--set whole=yes",
         1,
         {{"group", "b", "city", "", 11, 11.5, 0.5, 0.5}}},
        {"a,region,6\na,city,1\nb,city,9\nc,region,8\ne,region,2\n",
         "--set whole=yes",
         1,
         {{"group", "a", "city", "", 0, 1, 1, 1}}},
        {"a,region,6\na,city,3\nb,city,8\nc,region,8\ne,region,2\n",
         "--set whole=yes",
         1,
         {{"group", "a", "city", "", 4, 3, 1, 1}}},
    };
    begin();
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char plan[512];
        json_t *object;
        snprintf(plan, sizeof plan, "offer,institution,places\n%s", cases[i].lines);
        object = answer(plan, cases[i].options);
        if (count_at(object, "breaches") != cases[i].count)
            fprintf(stderr, "case %zu: %zu breaches\n", i, count_at(object, "breaches"));
        CU_ASSERT_EQUAL(count_at(object, "breaches"), cases[i].count);
        for (size_t b = 0; b < cases[i].count; b++)
            expect_breach(object, b, &cases[i].breaches[b]);
        json_decref(object);
    }
    shell_end();
}

/* ---- worth ---- */

static void places_that_lie_idle_are_told_apart(void) {
    json_t *object;
    begin();
    /* North takes 20 of 24 places towards o1; c has 8; South takes 8 of 10; nobody needs e */
    object = answer("offer,institution,places\na,region,16\nb,city,8\nc,region,14\nd,region,10\n"
                    "e,region,3\n",
                    "");
    expect_number(object, "places", 51);
    expect_number(object, "used", 36);
    expect_number(object, "twice", 4);
    expect_number(object, "unneeded", 5);
    expect_number(object, "beyond", 6);
    expect_number(object, "value", 10 + 2 * 4 + 4);
    expect_number(object, "coverage", 18.0 / 20);
    json_decref(object);
    /* the second buyer of one course buys beside the first: 24 of 28 places, still */
    object = answer("offer,institution,places\na,region,20\nb,city,8\n", "");
    expect_number(object, "twice", 8);
    expect_number(object, "unneeded", 0);
    expect_number(object, "value", 10);
    json_decref(object);
    shell_end();
}

static void a_plan_is_measured_by_the_best_one(void) {
    json_t *object;
    begin();
    object = answer(SOUND, "");
    expect_number(object, "value", 8.5 + 2 * 4);
    expect_number(object, "value_bound", 16.5);
    expect_number(object, "value_best", 18.5);
    expect_number(object, "upper_bound", 18.5);
    expect_number(object, "share_of_best", 16.5 / 18.5);
    expect_number(object, "cost", 21200);
    expect_number(object, "best.places", 29);
    expect_number(object, "floor_shortfall", 0);
    expect_word(object, "status", "optimal");
    /* 1,500 of the rule's 9,000 are left for a or d, 1,000 of City's money for b */
    CU_ASSERT_EQUAL(count_at(object, "exchanges"), 3);
    expect_word(object, "exchanges.0.kind", "buy");
    expect_word(object, "exchanges.0.offer", "a");
    expect_number(object, "exchanges.0.places", 3);
    expect_number(object, "exchanges.0.cost", 3000);
    expect_number(object, "exchanges.0.gain", 1.5);
    expect_word(object, "exchanges.1.offer", "d");
    expect_word(object, "exchanges.2.offer", "b");
    expect_word(object, "exchanges.2.institution", "city");
    expect_number(object, "exchanges.2.gain", 0.5);
    json_decref(object);
    /* City has nothing left and no way to the South; b's places lie idle: Region gives up its own
     * in the North, for the South */
    object = answer("offer,institution,places\na,region,8\nb,city,12\nc,region,8\n", "");
    expect_number(object, "value", 18);
    CU_ASSERT_EQUAL(count_at(object, "exchanges"), 1);
    expect_word(object, "exchanges.0.kind", "buy");
    expect_word(object, "exchanges.0.offer", "d");
    expect_number(object, "exchanges.0.places", 1);
    json_decref(object);
    object = answer("offer,institution,places\na,region,9\nb,city,12\nc,region,8\n", "");
    expect_word(object, "exchanges.0.kind", "swap");
    expect_word(object, "exchanges.0.from_offer", "a");
    expect_number(object, "exchanges.0.from_places", 1);
    expect_word(object, "exchanges.0.offer", "d");
    expect_number(object, "exchanges.0.gain", 0.5);
    json_decref(object);
    shell_end();
}

/* Region's money is all spent on a; City has 4,400 left, and may buy a but nothing that helps. */
static void a_course_is_left_to_who_has_money_for_it(void) {
    json_t *object;
    shell_result result;
    begin();
    CU_ASSERT_EQUAL(shell_do("cp -r " CASE " study && chmod -R u+w study && "
                             "printf 'institution,budget\\ncity,4400\\nregion,8000\\n' > "
                             "study/budgets.csv && rm study/decisions.csv study/rules.csv && "
                             "printf 'offer,institution,price\\na,city,1100\\na,region,1000\\n"
                             "d,region,1000\\n' > study/prices.csv"),
                    0);
    write_plan("offer,institution,places\na,region,8\n");
    result = shell_run("evaluate study plan.csv --quiet --json");
    object = json_loads(result.out, 0, NULL);
    shell_free(&result);
    CU_ASSERT_PTR_NOT_NULL_FATAL(object);
    expect_word(object, "exchanges.1.kind", "handover");
    expect_word(object, "exchanges.1.from_offer", "a");
    expect_word(object, "exchanges.1.taken_by", "city");
    expect_number(object, "exchanges.1.from_places", 4);
    expect_number(object, "exchanges.1.taken_cost", 4400);
    expect_word(object, "exchanges.1.offer", "d");
    expect_number(object, "exchanges.1.places", 4);
    expect_number(object, "exchanges.1.gain", 2);
    expect_word(object, "exchanges.0.kind", "buy"); /* City itself buys as many more of a */
    json_decref(object);
    shell_end();
}

/* ---- input ---- */

static void every_dialect_says_the_same(void) {
    static const struct {
        const char *text;
        size_t size;
    } plans[] = {
#define PLAN(text) {text, sizeof(text) - 1}
        PLAN(SOUND),
        PLAN("\xef\xbb\xbfplaces;Offer;INSTITUTION;remarque\r\n6,0;a;region;\"x;\r\ny\"\r\n"
             "11;b;city;\r\n8;c;region;\r\n2;e;region;\r\n"),
        PLAN("offer\tinstitution\tplaces\ne\tregion\t2\nc\tregion\t8\nb\tcity\t11\na\tregion\t6\n"),
        PLAN("offer;institution;places;caf\xe9\na;region;6;\xe9\nb;city;11;\nc;region;8;\n"
             "e;region;2;\nd;region;0;\n"),
        PLAN("offer,offer_name,institution,places,empty,sessions\na,\"A, b\",region,6,,\n"
             "b,,city,11,1,1\nc,,region,8.00,,\ne,,region,2e0,,\n"),
    };
    begin();
    for (size_t i = 0; i < sizeof plans / sizeof *plans; i++) {
        char arguments[512];
        write_file("plan.csv", plans[i].text, plans[i].size);
        snprintf(arguments, sizeof arguments, "evaluate " CASE " plan.csv --quiet --out out%zu", i);
        shell_expect(arguments, 0, "It covers 16.5 people", "");
        snprintf(arguments, sizeof arguments,
                 "for f in out0/*.csv; do cmp \"$f\" out%zu/\"${f#*/}\" || exit 1; done", i);
        CU_ASSERT_EQUAL(shell_do(arguments), 0);
    }
    shell_end();
}

static void every_error_of_a_plan_has_its_place(void) {
    static const struct {
        const char *plan, *error;
    } cases[] = {
        {"offer,institution,places\naa,region,6\n",
         "plan.csv:2:1: error: offer \"aa\" is unknown; did you mean \"a\"?"},
        {"offer,institution,places\na,regoin,6\n",
         "plan.csv:2:2: error: institution \"regoin\" is unknown; did you mean \"region\"?"},
        {"offer,institution,places\nquite-another,region,6\n",
         "plan.csv:2:1: error: offer \"quite-another\" is unknown\n"},
        {"offer,institution,places\na,region,-1\n",
         "plan.csv:2:3: error: places \"-1\" is below 0"},
        {"offer,institution,places\na,region,many\n",
         "plan.csv:2:3: error: places \"many\" is not a number"},
        {"offer,institution,places\na,region,inf\n",
         "plan.csv:2:3: error: places \"inf\" is not a finite number"},
        {"offer,institution,places\na,region,\n",
         "plan.csv:2:3: error: places is blank; it must be given"},
        {"offer,institution,places\n,region,3\n",
         "plan.csv:2:1: error: offer is blank; it must be given"},
        {"offer,institution,places\na,region,1\nb,city,1\na,region,2\n",
         "plan.csv:4:1: error: offer \"a\", institution \"region\" stands already in line 2"},
        {"offer,institution,places\na,region\n",
         "plan.csv:2:3: error: the row has too few cells: 2, where the header has 3"},
        {"offer,institution\na,region\n", "plan.csv:1:1: error: column \"places\" is missing"},
        {"offer,institution,places,places\na,region,1,2\n",
         "plan.csv:1:4: error: column \"places\" stands already in cell 3"},
        {"", "plan.csv:1:1: error: the file is empty"},
    };
    begin();
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        write_plan(cases[i].plan);
        shell_expect("evaluate " CASE " plan.csv --quiet --out out", 3, "", cases[i].error);
    }
    CU_ASSERT_FALSE(shell_exists("out"));
    write_plan("offer,institution,places\nx,region,-2\na,nobody,1\n");
    shell_expect("evaluate " CASE " plan.csv", 3, "", "plan.csv:2:3: error: places \"-2\"");
    shell_expect("evaluate " CASE " plan.csv", 3, "", "plan.csv:3:2: error: institution");
    shell_expect("evaluate " CASE " missing.csv", 1, "", "missing.csv");
    shell_expect("evaluate " CASE, 2, "", "PLAN.csv");
    shell_expect("evaluate " CASE " plan.csv --scenario none", 2, "", "scenario \"none\"");
    shell_end();
}

static void a_plan_that_buys_nothing_covers_nothing(void) {
    json_t *object;
    begin();
    object = answer("offer,institution,places\n", "");
    expect_number(object, "value", 0);
    expect_number(object, "share_of_best", 0);
    expect_number(object, "places", 0);
    CU_ASSERT_EQUAL(count_at(object, "breaches"), 1); /* what is signed */
    CU_ASSERT(count_at(object, "exchanges") > 0);
    json_decref(object);
    shell_end();
}

/* ---- what is written ---- */

static void expect_golden(const char *name, const char *text) {
    char path[512], *expected;
    snprintf(path, sizeof path, GOLDEN "%s", name);
    if (getenv("EQP_UPDATE_GOLDEN"))
        write_file(path, text, strlen(text));
    expected = shell_read(path);
    if (!expected || strcmp(expected, text) != 0)
        fprintf(stderr, "%s is not:\n%s\n", name, text);
    CU_ASSERT(expected && strcmp(expected, text) == 0);
    eqp_free(expected);
}

/* The screen without its last paragraph, which tells the time that it took. */
static void expect_screen(const char *arguments, const char *golden) {
    shell_result result = shell_run(arguments);
    char *end = NULL;
    CU_ASSERT_EQUAL(result.status, 0);
    CU_ASSERT_TRUE(eqp_longest_line(result.out) <= 80);
    for (char *at = result.out; (at = strstr(at, "\n\n")) != NULL; at++)
        end = at;
    CU_ASSERT_PTR_NOT_NULL_FATAL(end);
    end[1] = '\0';
    expect_golden(golden, result.out);
    shell_free(&result);
}

static void screens_are_as_worked_out_by_hand(void) {
    begin();
    CU_ASSERT_EQUAL(shell_do("cp -r " CASE " study"), 0);
    write_plan(SOUND);
    expect_screen("evaluate study plan.csv --quiet", "sound.txt");
    expect_screen("evaluate study plan.csv --quiet --set balance=1", "balanced.txt");
    write_plan(BROKEN);
    expect_screen("evaluate study plan.csv --quiet", "broken.txt");
    expect_screen("evaluate study plan.csv --quiet --set max_change=0.1", "no_plan.txt");
    shell_end();
}

static void tables_are_written_in_both_styles(void) {
    static const char *const tables[] = {"evaluation",    "breaches",   "exchanges",
                                         "attendance",    "budget_use", "need_coverage",
                                         "zone_coverage", "rule_use",   "audience_use"};
    char *summary;
    begin();
    write_plan(BROKEN);
    shell_expect("evaluate " CASE " plan.csv --quiet --out standard", 0, "Results are in", "");
    shell_expect("evaluate " CASE " plan.csv --quiet --out fr --csv-style fr", 0, NULL, "");
    summary = shell_read("standard/summary.json");
    CU_ASSERT_PTR_NOT_NULL_FATAL(summary);
    for (size_t i = 0; i < sizeof tables / sizeof *tables; i++) {
        char path[128], golden[128], *text;
        snprintf(path, sizeof path, "standard/%s.csv", tables[i]);
        snprintf(golden, sizeof golden, "%s.csv", tables[i]);
        text = shell_read(path);
        CU_ASSERT_PTR_NOT_NULL_FATAL(text);
        if (i < 3)
            expect_golden(golden, text);
        CU_ASSERT_PTR_NOT_NULL(strstr(summary, golden));
        eqp_free(text);
    }
    eqp_free(summary);
    CU_ASSERT_EQUAL(shell_do("grep -q '^budget;;city;;12000;15400;3400;3400' fr/breaches.csv && "
                             "grep -q '^a;Masonry;region;region;12,5;1000;12500;' "
                             "fr/evaluation.csv"),
                    0);
    shell_end();
}

static void our_own_plan_of_the_example_is_the_best_one(void) {
    static const char *const studies[] = {SUD, TINY};
    begin();
    for (size_t i = 0; i < sizeof studies / sizeof *studies; i++) {
        char arguments[1024];
        snprintf(arguments, sizeof arguments,
                 "solve %s --quiet --out own --set complementarity_tolerance=0 --csv-style %s",
                 studies[i], i ? "standard" : "fr");
        shell_expect(arguments, 0, NULL, NULL);
        snprintf(arguments, sizeof arguments, "evaluate %s own/plan.csv --quiet", studies[i]);
        shell_expect(arguments, 0, "Every budget, capacity, rule and decision is kept.", "");
        shell_expect(arguments, 0, "This plan reaches 100.00 %", "");
    }
    shell_end();
}

static void threads_and_runs_give_the_same_bytes(void) {
    begin();
    CU_ASSERT_EQUAL(shell_do("'" EQP_PROGRAM
                             "' generate region --zones 6 --occupations 12 --seed 5 "
                             "--quiet >/dev/null && awk -F, 'NR == 1 { print \"offer,institution,"
                             "places\" } NR > 1 && NR % 3 == 0 { print $1 \",\" $2 \",\" NR % 7 }' "
                             "region/prices.csv >plan.csv"),
                    0);
    shell_expect("evaluate region plan.csv --quiet --out one --threads 1", 0, NULL, NULL);
    shell_expect("evaluate region plan.csv --quiet --out two --threads 3", 0, NULL, NULL);
    CU_ASSERT_EQUAL(shell_do("for f in one/*.csv; do cmp \"$f\" two/\"${f#*/}\" || exit 1; done"),
                    0);
    CU_ASSERT_EQUAL(shell_do("test $(wc -l <one/exchanges.csv) -eq 11"), 0);
    shell_end();
}

static void limits_and_full_disks_are_told(void) {
    begin();
    write_plan(SOUND);
    shell_expect("evaluate " CASE " plan.csv --quiet --out out", 0, NULL, "");
    shell_expect("solve " SUD " --quiet --out own", 0, NULL, NULL);
    shell_expect("evaluate " SUD " own/plan.csv --time-limit 0.001 --quiet --out none", 5, "",
                 "stopped before any plan was found; nothing was written");
    CU_ASSERT_FALSE(shell_exists("none/summary.json"));
    shell_expect("evaluate " SUD " own/plan.csv --time-limit 0.001 --quiet --json", 5,
                 "\"status\": \"no plan\"", NULL);
    if (shell_exists("/dev/full"))
        CU_ASSERT_EQUAL(
            shell_do("'" EQP_PROGRAM "' evaluate " CASE " plan.csv --quiet 2>said >/dev/full"), 1);
    CU_ASSERT_EQUAL(shell_do("trap '' XFSZ; ulimit -f 8; '" EQP_PROGRAM "' evaluate " SUD
                             " own/plan.csv --quiet --out out >said 2>err"),
                    1);
    CU_ASSERT_EQUAL(shell_do("grep -q 'error' err && test ! -e out/summary.json && "
                             "test -z \"$(ls -a out | grep part)\""),
                    0);
    shell_end();
}

static const eqp_test tests[] = {
    {"each planted breach is found, by just as much", each_planted_breach_is_found_by_just_as_much},
    {"places that lie idle are told apart", places_that_lie_idle_are_told_apart},
    {"a plan is measured by the best one", a_plan_is_measured_by_the_best_one},
    {"a course is left to who has money for it", a_course_is_left_to_who_has_money_for_it},
    {"every dialect says the same", every_dialect_says_the_same},
    {"every error of a plan has its place", every_error_of_a_plan_has_its_place},
    {"a plan that buys nothing covers nothing", a_plan_that_buys_nothing_covers_nothing},
    {"screens are as worked out by hand", screens_are_as_worked_out_by_hand},
    {"tables are written in both styles", tables_are_written_in_both_styles},
    {"our own plan of the example is the best one", our_own_plan_of_the_example_is_the_best_one},
    {"threads and runs give the same bytes", threads_and_runs_give_the_same_bytes},
    {"limits and full disks are told", limits_and_full_disks_are_told},
};

EQP_SUITE_MAIN("evaluate", tests)
