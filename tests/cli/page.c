/* --html on the command line: with and without the report in the program, and where the map is
 * wrong. */
#include "models/base/memory.h"
#include "shell.h"
#include "suite.h"

#include <stdio.h>
#include <string.h>

#define TINY "'" EQP_SOURCE_DIR "/tests/cases/tiny'"

static void begin(void) {
    CU_ASSERT_EQUAL_FATAL(shell_begin(), 0);
}

/* A copy of the tiny study with a map. */
static void make_study(const char *map) {
    char command[1024];
    snprintf(command, sizeof command,
             "cp -r " TINY " study && chmod -R u+w study && printf '%s' > study/zones.geojson",
             map);
    CU_ASSERT_EQUAL(shell_do(command), 0);
}

static void without_a_folder_there_is_no_report(void) {
    begin();
    shell_expect("solve " TINY " --html", 2, "",
                 "option --html writes report.html beside the other results: say where with "
                 "--out DIR");
    shell_expect("compare " TINY " --html", 2, "", "say where with --out DIR");
    shell_expect("frontier " TINY " --vary balance=0:1 --html", 2, "", "say where with --out DIR");
    shell_expect("sweep " TINY " --vary balance=0:1:2 --out results --html", 2, "",
                 "unknown option \"--html\"");
    shell_end();
}

static void the_report_is_written_with_its_digest_or_its_absence_told(void) {
    begin();
    if (EQP_HAS_REPORT) {
        shell_expect("solve " TINY " --out results --html --quiet", 0, NULL, "");
        CU_ASSERT_EQUAL(shell_do("cd results && grep -q \"\\\"report.html\\\": \\\"$(sha256sum < "
                                 "report.html | cut -c1-64)\\\"\" summary.json"),
                        0);
        shell_expect("solve " TINY " --out results --quiet", 0, NULL, "");
        CU_ASSERT_FALSE(shell_exists("results/report.html"));
        shell_expect("solve " TINY " --out /dev/null/results --html", 1, "", "/dev/null/results");
    } else {
        shell_expect(
            "solve " TINY " --out results --html", 2, "",
            "option --html: this program was built without the report; install Node.js and npm "
            "(on Debian: apt-get install nodejs npm) and build it again");
        CU_ASSERT_FALSE(shell_exists("results"));
    }
    shell_end();
}

static void a_map_that_is_wrong_is_told_where_it_is_looked_at(void) {
    begin();
    make_study("{\"type\": \"FeatureCollection\",\n\"features\": [}");
    shell_expect("check study", 3, "", "study/zones.geojson:2:14: error: not JSON: ");
    shell_expect("check study --quiet --json", 3, "\"file\": \"zones.geojson\"", NULL);
    shell_expect("solve study --quiet", 0, NULL, "");
    if (EQP_HAS_REPORT) {
        shell_expect("solve study --out results --html", 3, "",
                     "study/zones.geojson:2:14: error: not JSON: ");
        shell_expect("compare study --out results --html", 3, "",
                     "study/zones.geojson:2:14: error: not JSON: ");
        CU_ASSERT_FALSE(shell_exists("results"));
    }
    shell_end();
}

static void what_is_odd_about_a_map_is_a_warning(void) {
    begin();
    make_study("{\"type\": \"FeatureCollection\", \"features\": []}");
    shell_expect(
        "check study", 0, "The study is sound",
        "study/zones.geojson:1:1: warning: 4 zones have no outline here and will be missing on "
        "the map, the first: \"z1\"");
    if (EQP_HAS_REPORT) {
        shell_expect("solve study --out results --html", 0, "Results are in results",
                     "study/zones.geojson:1:1: warning: 4 zones have no outline");
        shell_expect("solve study --out results --html --quiet", 0, NULL, "");
    }
    shell_end();
}

static void a_study_without_a_plan_has_a_report_of_its_comparison(void) {
    begin();
    CU_ASSERT_EQUAL(
        shell_do("cp -r " TINY " study && chmod -R u+w study && printf "
                 "'rule,measure,sense,value\\nmuch,places,min,1000\\n' > study/rules.csv"),
        0);
    shell_expect("solve study --quiet --out results --json", 4, NULL, NULL);
    if (EQP_HAS_REPORT) {
        shell_expect("compare study --out results --html --quiet", 0, NULL, "");
        CU_ASSERT_EQUAL(shell_do("grep -q '\"status\",\"value_best\"' results/report.html && "
                                 "! grep -q '\"totals\"' results/report.html"),
                        0);
    }
    shell_end();
}

static const eqp_test tests[] = {
    {"without a folder there is no report", without_a_folder_there_is_no_report},
    {"the report is written with its digest, or its absence told",
     the_report_is_written_with_its_digest_or_its_absence_told},
    {"a map that is wrong is told where it is looked at",
     a_map_that_is_wrong_is_told_where_it_is_looked_at},
    {"what is odd about a map is a warning", what_is_odd_about_a_map_is_a_warning},
    {"a study without a plan has a report of its comparison",
     a_study_without_a_plan_has_a_report_of_its_comparison},
};

EQP_SUITE_MAIN("page", tests)
