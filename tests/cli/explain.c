/* explain as people and scripts meet it. tests/cases/explain is worked out by hand:
 *
 *     people per 1,000 EUR (½ person a place): a 1 · b ⅝ · c at City ½ · c at Region 5/12
 *     Region, 10,000: 10 places of a (all), 4,000 of b (rule cap), 1,000 of c; its margin is 5/12
 *     City, 2,000: 2 places of c; its margin is ½; d would cost it ¾ and bring ½
 *
 * tests/golden/explain has the sentences, whole; EQP_UPDATE_GOLDEN=1 writes them anew. */
#include "models/base/memory.h"
#include "shell.h"
#include "suite.h"

#include <jansson.h>

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define CASE "'" EQP_SOURCE_DIR "/tests/cases/explain'"
#define TINY "'" EQP_SOURCE_DIR "/tests/cases/tiny'"
#define SUD "'" EQP_SOURCE_DIR "/input/examples/sud-2024'"
#define GOLDEN EQP_SOURCE_DIR "/tests/golden/explain/"

static void begin(void) {
    CU_ASSERT_EQUAL_FATAL(shell_begin(), 0);
}

static void write_golden(const char *path, const char *text) {
    FILE *file = fopen(path, "wb");
    CU_ASSERT_PTR_NOT_NULL_FATAL(file);
    fputs(text, file);
    CU_ASSERT_EQUAL(fclose(file), 0);
}

/* What is printed, against a golden file. */
static void expect_text(const char *arguments, const char *name) {
    char path[512], *expected;
    shell_result result = shell_run(arguments);
    snprintf(path, sizeof path, GOLDEN "%s", name);
    CU_ASSERT_EQUAL(result.status, 0);
    CU_ASSERT_TRUE(eqp_longest_line(result.out) <= 80);
    if (getenv("EQP_UPDATE_GOLDEN"))
        write_golden(path, result.out);
    expected = shell_read(path);
    if (!expected || strcmp(expected, result.out) != 0)
        fprintf(stderr, "%s is not:\n%s\n", name, result.out);
    CU_ASSERT(expected && strcmp(expected, result.out) == 0);
    eqp_free(expected);
    shell_free(&result);
}

static void sentences_have_the_numbers_worked_out_by_hand(void) {
    static const struct {
        const char *arguments, *golden;
    } cases[] = {
        {"--offer a", "offer_full.txt"},
        {"--offer b", "offer_ruled.txt"},
        {"--offer c", "offer_marginal.txt"},
        {"--offer d", "offer_not_bought.txt"},
        {"--offer e", "offer_idle.txt"},
        {"--zone z1", "zone.txt"},
        {"--zone z2", "zone_unreached.txt"},
        {"--zone z1 --occupation o1", "need.txt"},
        {"--zone z2 --occupation o2", "need_none.txt"},
        {"--institution region --amount 800", "institution.txt"},
        {"--institution city", "institution_default.txt"},
        {"--rule cap", "rule.txt"},
    };
    begin();
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char arguments[1024];
        snprintf(arguments, sizeof arguments, "explain " CASE " --quiet %s", cases[i].arguments);
        expect_text(arguments, cases[i].golden);
    }
    shell_end();
}

/* What --json prints; {} when it is no object. */
static json_t *answer(const char *arguments) {
    shell_result result = shell_run(arguments);
    json_t *object = result.out ? json_loads(result.out, 0, NULL) : NULL;
    CU_ASSERT_EQUAL(result.status, 0);
    CU_ASSERT_PTR_NOT_NULL(object);
    shell_free(&result);
    return object ? object : json_object();
}

/* A number by a path of keys and list indexes: "buyers.0.place.net". */
static double number_at(const json_t *from, const char *path) {
    char key[64];
    while (*path && from) {
        size_t length = strcspn(path, ".");
        snprintf(key, sizeof key, "%.*s", (int)length, path);
        from = json_is_array(from) ? json_array_get(from, (size_t)atoi(key))
                                   : json_object_get(from, key);
        path += length + (path[length] == '.');
    }
    return json_is_number(from) ? json_number_value(from) : NAN;
}

static void expect_number(const json_t *object, const char *path, double expected) {
    double found = number_at(object, path);
    if (!(fabs(found - expected) <= 1e-5 * fmax(1, fabs(expected))))
        fprintf(stderr, "%s: %.12g instead of %.12g\n", path, found, expected);
    CU_ASSERT_TRUE(fabs(found - expected) <= 1e-5 * fmax(1, fabs(expected)));
}

static void json_has_the_same_facts(void) {
    json_t *object;
    begin();
    object = answer("explain " CASE " --offer d --json");
    expect_number(object, "bought", 0);
    expect_number(object, "needed", 100);
    expect_number(object, "buyers.0.place.people", 0.5);
    expect_number(object, "buyers.0.place.money", 0.75);
    expect_number(object, "buyers.0.place.net", -0.25);
    expect_number(object, "buyers.0.place.marginal_value", 0.5);
    expect_number(object, "buyers.0.break_even_price.at", 1000);
    expect_number(object, "buyers.0.break_even_success_rate.at", 0.75);
    /* 19⅙ places of c, and a thousandth of d */
    expect_number(object, "buyers.0.break_even_budget.at", 19166.0 + 2.0 / 3 + 1.5);
    expect_number(object, "instead.0.cost_per_person", 1000);
    json_decref(object);
    object = answer("explain " CASE " --offer a --json");
    expect_number(object, "buyers.0.break_even_price.at", 1200);
    expect_number(object, "buyers.0.break_even_success_rate.at", 500.0 / 1200 * 0.5);
    /* the floor asks for 100·(½·(8 11/12)/100 − 10⁻⁴) people, one of them is City's */
    expect_number(object, "buyers.0.break_even_budget.at",
                  1000 * (0.5 * (8 + 11.0 / 12) - 0.01 - 1));
    json_decref(object);
    object = answer("explain " CASE " --rule cap --json");
    expect_number(object, "marginal_value", 0.5 / 800 - 0.5 / 1200);
    expect_number(object, "loosened.value", 1000 * (0.5 / 800 - 0.5 / 1200));
    expect_number(object, "without.value", 1000 * (0.5 / 800 - 0.5 / 1200));
    expect_number(object, "without.moves.0.after", 6.25);
    json_decref(object);
    object = answer("explain " CASE " --institution region --amount 800 --json");
    expect_number(object, "next.value", 800 * 0.5 / 1200);
    expect_number(object, "last.value", 800 * 0.5 / 1200);
    expect_number(object, "next.moves.0.after", 1800.0 / 1200);
    json_decref(object);
    object = answer("explain " CASE " --zone z1 --occupation o1 --json");
    expect_number(object, "needs.0.unmet", 100 - 8 - 11.0 / 12);
    expect_number(object, "covered_by.0.covered", 5);
    expect_number(object, "candidates.3.verified_break_even_price", 1000);
    json_decref(object);
    object = answer("explain " CASE " --zone z2 --json");
    expect_number(object, "need", 10);
    expect_number(object, "rate", 0);
    json_decref(object);
    shell_end();
}

static void changes_come_before_the_explanation(void) {
    json_t *object;
    begin();
    object = answer("explain " CASE " --offer a --set balance=0 --json");
    /* without floors, down to where not even a thousandth of a place can be paid for */
    expect_number(object, "buyers.0.break_even_budget.at", 0.5);
    json_decref(object);
    shell_end();
}

/* Whether two cells say the same, numbers to what a plan is exact to. */
static int same_cell(const char *one, const char *other) {
    char *end_one, *end_other;
    double a = strtod(one, &end_one), b = strtod(other, &end_other);
    if (end_one == one || end_other == other || *end_one || *end_other)
        return strcmp(one, other) == 0;
    return fabs(a - b) <= 1e-5 * fmax(1, fabs(b));
}

/* A plain CSV file, cell by cell, against a text with | between cells. */
static void expect_table(const char *path, const char *expected) {
    char *text = shell_read(path), cell[64], wanted[64];
    const char *at = text;
    int good = text != NULL;
    while (good && *expected) {
        size_t length = strcspn(at, ",;\n"), other = strcspn(expected, "|\n");
        snprintf(cell, sizeof cell, "%.*s", (int)length, at);
        snprintf(wanted, sizeof wanted, "%.*s", (int)other, expected);
        good = same_cell(cell, wanted) && (at[length] == '\n') == (expected[other] == '\n');
        at += length + (at[length] != '\0');
        expected += other + (expected[other] != '\0');
    }
    if (!good || *at)
        fprintf(stderr, "%s:\n%s", path, text ? text : "is not there\n");
    CU_ASSERT(good && *at == '\0');
    eqp_free(text);
}

static void tables_of_all_are_written_in_both_styles(void) {
    char *text;
    begin();
    shell_expect("explain " CASE " --all --out all --quiet", 0, "6 pairs", "");
    expect_table("all/offer_value.csv", "offer|institution|price|bought|left|break_even_price\n"
                                        "a|region|500|10|0|1200\n"
                                        "b|region|800|5|15|800\n"
                                        "c|city|1000|2|17.1666667|1000\n"
                                        "c|region|1200|0.8333333|17.1666667|1200\n"
                                        "d|city|1500|0|5|1000\n"
                                        "d|region|900|0|0|1200\n"
                                        "e|region|100|0|0|\n");
    expect_table("all/need_value.csv",
                 "zone|occupation|unmet|cause|offers|cheapest_offer|institution|price|"
                 "cost_per_person|break_even_price\n"
                 "z1|o1|91.083333|money|4|b|region|800|1600|800\n"
                 "z2|o1|10|no_offer|0|||||\n");
    expect_table("all/zone_value.csv",
                 "zone|rate|floor|floor_price|unmet_no_offer|unmet_capacity|unmet_money|"
                 "cost_per_person\n"
                 "z1|0.0891667|0.0444833|0|0|0|91.083333|1600\n"
                 "z2|0|0|0|10|0|0|\n");
    expect_table("all/institution_value.csv",
                 "institution|marginal_value|marginal_cost|offers|offers_bought|places_left\n"
                 "city|0.5|2000|2|1|22.1666667\n"
                 "region|0.4166667|2400|4|3|32.1666667\n");
    expect_table("all/rule_value.csv", "rule|marginal_value|pairs|pairs_bought\n"
                                       "cap|0.000208333|1|1\n");
    text = shell_read("all/summary.json");
    CU_ASSERT_PTR_NOT_NULL_FATAL(text);
    CU_ASSERT_PTR_NOT_NULL(strstr(text, "\"offer_value.csv\""));
    eqp_free(text);
    shell_expect("explain " CASE " --all --out fr --csv-style fr --quiet --json", 0,
                 "\"command\": \"explain\"", "");
    text = shell_read("fr/rule_value.csv");
    CU_ASSERT_PTR_NOT_NULL_FATAL(text);
    CU_ASSERT_PTR_NOT_NULL(strstr(text, "\ncap;0,00020833333"));
    eqp_free(text);
    shell_end();
}

static void what_cannot_be_asked_is_refused(void) {
    static const struct {
        const char *arguments, *sentence;
    } cases[] = {
        {"", "explain needs one of --offer K, --zone Z, --institution I, --rule Q and --all"},
        {"--offer a --zone z1", "explain needs one of --offer K"},
        {"--offer A", "offer \"A\" is unknown; did you mean \"a\"?"},
        {"--zone z3", "zone \"z3\" is unknown; did you mean \"z1\"?"},
        {"--zone z1 --occupation x", "occupation \"x\" is unknown"},
        {"--institution regio", "institution \"regio\" is unknown; did you mean \"region\"?"},
        {"--rule cup", "rule \"cup\" is unknown; did you mean \"cap\"?"},
        {"--offer a --occupation o1", "--occupation goes with --zone"},
        {"--offer a --amount 5", "--amount goes with --institution"},
        {"--institution region --amount 0", "--amount"},
        {"--offer a --out there", "--out goes with --all"},
        {"--all", "--all needs --out DIR"},
    };
    begin();
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char arguments[1024];
        snprintf(arguments, sizeof arguments, "explain " CASE " --quiet %s", cases[i].arguments);
        shell_expect(arguments, 2, "", cases[i].sentence);
    }
    CU_ASSERT_FALSE(shell_exists("there"));
    shell_end();
}

static void a_study_without_a_plan_says_what_conflicts(void) {
    begin();
    CU_ASSERT_EQUAL(shell_do("cp -r " TINY " study && chmod -R u+w study && "
                             "printf 'offer,institution,min_places,max_places\\nk1,ft,10,12\\n' > "
                             "study/decisions.csv"),
                    0);
    shell_expect("explain study --offer k1", 4, "", "study/");
    shell_expect("explain study --all --out out --json", 4, "\"status\": \"infeasible\"", "study/");
    shell_end();
}

static void a_time_limit_ends_it_with_nothing_explained(void) {
    begin();
    shell_expect("explain " SUD " --offer 9301-A0X40-1 --time-limit 0.001 --quiet", 5, "",
                 "stopped before everything was known");
    shell_expect("explain " SUD " --offer 9301-A0X40-1 --time-limit 0.7 --quiet --json", 5,
                 "\"status\": \"stopped\"", "stopped before everything was known");
    shell_end();
}

/* The same bytes on standard output, whatever the number of threads. */
static void expect_same(const char *study, const char *arguments) {
    char one[1024], two[1024];
    shell_result first, second;
    snprintf(one, sizeof one, "explain %s --quiet %s --threads 1", study, arguments);
    snprintf(two, sizeof two, "explain %s --quiet %s --threads 3", study, arguments);
    first = shell_run(one);
    second = shell_run(two);
    CU_ASSERT_EQUAL(first.status, 0);
    CU_ASSERT_EQUAL(second.status, 0);
    CU_ASSERT_STRING_EQUAL(first.out, second.out);
    CU_ASSERT_TRUE(eqp_longest_line(first.out) <= 80);
    CU_ASSERT_TRUE(strlen(first.out) > 400);
    shell_free(&first);
    shell_free(&second);
}

static void the_real_example_is_explained_alike_by_any_number_of_threads(void) {
    begin();
    shell_thin_example();
    expect_same("thin", "--offer 9304-E1X30-81");
    expect_same(SUD, "--zone 9306");
    expect_same("thin", "--zone 9304 --occupation S1X40");
    expect_same("thin", "--institution ft");
    expect_same("thin", "--rule lot-envelope");
    shell_expect("explain " SUD " --all --out one --threads 1 --quiet", 0, NULL, "");
    shell_expect("explain " SUD " --all --out two --threads 2 --quiet", 0, NULL, "");
    CU_ASSERT_EQUAL(shell_do("rm one/summary.json two/summary.json && diff -r one two"), 0);
    shell_end();
}

static const eqp_test tests[] = {
    {"sentences have the numbers worked out by hand",
     sentences_have_the_numbers_worked_out_by_hand},
    {"--json has the same facts", json_has_the_same_facts},
    {"--set and --scenario come before the explanation", changes_come_before_the_explanation},
    {"--all writes its tables in both styles", tables_of_all_are_written_in_both_styles},
    {"what cannot be asked is refused", what_cannot_be_asked_is_refused},
    {"a study without a plan says what conflicts", a_study_without_a_plan_says_what_conflicts},
    {"a time limit ends it with nothing explained", a_time_limit_ends_it_with_nothing_explained},
    {"the real example is explained alike by any number of threads",
     the_real_example_is_explained_alike_by_any_number_of_threads},
};

EQP_SUITE_MAIN("explain as a command", tests)
