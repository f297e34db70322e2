/* The program as scripts meet it: exit statuses, both streams, files. */
#include "models/base/memory.h"
#include "output/files/file.h"
#include "shell.h"
#include "suite.h"

#include <jansson.h>

#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#define TINY "'" EQP_SOURCE_DIR "/tests/cases/tiny'"
#define SUD "'" EQP_SOURCE_DIR "/input/examples/sud-2024'"

static void begin(void) {
    CU_ASSERT_EQUAL_FATAL(shell_begin(), 0);
}

static void help_and_version_are_answers(void) {
    begin();
    shell_expect("--help", 0, "usage: equiplace COMMAND", "");
    shell_expect("--version", 0, "equiplace ", "");
    shell_expect("solve --help", 0, "--time-limit SECONDS", "");
    shell_expect("import bmo --help", 0, "--suppressed N", "");
    shell_expect("solve --version", 0, "equiplace ", "");
    shell_end();
}

static void wrong_usage_is_told_with_what_was_meant(void) {
    static const struct {
        const char *arguments, *sentence;
    } cases[] = {
        {"", "no command; equiplace --help lists them"},
        {"slove x", "unknown command \"slove\"; did you mean \"solve\"?"},
        {"frobnicate", "unknown command \"frobnicate\"; equiplace --help lists what there is"},
        {"solve", "an argument is missing: equiplace solve STUDY"},
        {"solve a b", "\"b\" is one argument too many"},
        {"solve a --thread 2", "unknown option \"--thread\"; did you mean \"--threads\"?"},
        {"solve a --frobnicate", "unknown option \"--frobnicate\""},
        {"check a --out b", "unknown option \"--out\""},
        {"solve a --threads", "option --threads needs a value: --threads N"},
        {"solve a --out ''", "option --out needs a value: --out DIR"},
        {"solve a --out=", "option --out needs a value: --out DIR"},
        {"solve a --scenario= --quiet", "option --scenario needs a value"},
        {"solve ''", "an argument is empty: equiplace solve STUDY"},
        {"solve a --quiet=1", "option --quiet takes no value"},
        {"solve a --threads 0", "option --threads: \"0\" is not a whole number from 1 to"},
        {"check a --threads none", "\"none\" is not a whole number"},
        {"solve a --threads 1.5", "\"1.5\" is not a whole number"},
        {"solve a --time-limit soon", "option --time-limit: \"soon\" is not a number"},
        {"solve a --engine fast", "option --engine: \"fast\" is not one of decomposed|direct"},
        {"solve a --csv-style de", "option --csv-style: \"de\" is not one of standard|fr"},
        {"solve a --html",
         "option --html writes report.html beside the other results: say where with --out DIR"},
        {"solve " TINY " --set balance", "--set balance: expected PARAMETER=VALUE"},
        {"solve " TINY " --set balence=1", "balance"},
        {"solve " TINY " --set balance=7", "balance"},
        {"solve " TINY " --scenario nonsense", "nonsense"},
        {"solve " SUD " --scenario transfert", "did you mean \"transfer\""},
        {"export " TINY " plan.txt", "must end in .mps or .lp"},
        {"generate x --second 2", "option --second: \"2\" is not a number from 0 to 1"},
        {"import bmo survey.csv", "--out DIR is missing"},
        {"import bmo survey.csv --out x --suppressed 5", "whole number from 1 to 4"},
    };
    begin();
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        shell_expect(cases[i].arguments, 2, "", cases[i].sentence);
    shell_end();
}

static void a_study_that_is_not_there_is_a_failure_of_the_system(void) {
    begin();
    shell_expect("check nowhere", 1, "", "nowhere");
    shell_expect("solve nowhere --out results", 1, "", "nowhere");
    CU_ASSERT_FALSE(shell_exists("results"));
    shell_end();
}

static void errors_in_the_input_are_all_told_with_their_place(void) {
    begin();
    CU_ASSERT_EQUAL(shell_do("cp -r " TINY " study && chmod -R u+w study && "
                             "printf 'offer,institution,price\\nk1,regoin,3000\\n' > "
                             "study/prices.csv && "
                             "printf 'zone,occupation,places\\nz1,o1,lots\\n' > "
                             "study/commitments.csv"),
                    0);
    shell_expect("check study", 3, "", "study/prices.csv:2:2: error: institution \"regoin\"");
    shell_expect("check study --quiet", 3, "", "study/commitments.csv:2:3: error: ");
    shell_expect("solve study --out results", 3, "", "did you mean \"region\"");
    shell_expect("check study --json", 3, "\"errors\": 2", "commitments.csv:2:3: error: ");
    CU_ASSERT_FALSE(shell_exists("results"));
    shell_end();
}

static void a_sound_study_is_measured(void) {
    begin();
    shell_expect("check " TINY, 0,
                 "people lacking                                                  47",
                 "tiny/zones.csv:5:1: warning: ");
    shell_expect("check " TINY " --quiet --json", 0, "\"residual\": 45.0", "");
    shell_end();
}

static void a_plan_is_printed_and_nothing_written_unasked(void) {
    begin();
    shell_expect("solve " TINY, 0, "It is proven best", "4 zones, 3 occupations");
    shell_expect("solve " TINY " --quiet", 0, "By whom", "");
    shell_expect("solve " TINY " --threads=1 --set balance=0 --engine direct", 0,
                 "No balance was asked", "--engine direct");
    CU_ASSERT_EQUAL(shell_do("test -z \"$(ls -A)\""), 0);
    shell_end();
}

static const char *const files[] = {"plan.csv",          "attendance.csv", "need_coverage.csv",
                                    "zone_coverage.csv", "budget_use.csv", "audience_use.csv",
                                    "rule_use.csv",      "summary.json"};

static void a_plan_is_written_complete_with_its_digests(void) {
    begin();
    shell_expect("solve " TINY " --out deep/results --quiet", 0, "Results are in deep/results", "");
    for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
        char path[64];
        snprintf(path, sizeof path, "deep/results/%s", files[i]);
        CU_ASSERT(shell_exists(path));
    }
    CU_ASSERT_EQUAL(shell_do("test $(ls -A deep/results | wc -l) = 8"), 0);
    CU_ASSERT_EQUAL(shell_do("cd deep/results && for f in *.csv; do "
                             "grep -q \"\\\"$f\\\": \\\"$(sha256sum < $f | cut -c1-64)\\\"\" "
                             "summary.json || exit 1; done"),
                    0);
    shell_expect("solve " TINY " --out deep/results --csv-style fr --quiet", 0, NULL, "");
    CU_ASSERT_EQUAL(
        shell_do("test $(head -c 3 deep/results/plan.csv | od -An -tx1 | tr -d ' ') = "
                 "efbbbf && head -1 deep/results/plan.csv | grep -q 'offer;offer_name'"),
        0);
    shell_end();
}

static void what_earlier_runs_left_is_gone(void) {
    static const struct {
        const char *arguments, *files; /* as ls lists them */
    } runs[] = {
        {"solve " TINY " --coordinate --xlsx",
         "attendance.csv audience_use.csv budget_use.csv handovers.csv need_coverage.csv notes.txt "
         "plan.csv rule_use.csv summary.json workbook.xlsx zone_coverage.csv"},
        {"solve " TINY " --set balance=0",
         "attendance.csv audience_use.csv budget_use.csv need_coverage.csv notes.txt plan.csv "
         "rule_use.csv summary.json zone_coverage.csv"},
        {"compare " TINY, "changes.csv comparison.csv notes.txt summary.json"},
        {"sweep " TINY " --vary balance=0:1:2",
         "notes.txt results.sqlite summary.json sweep.csv zone_sweep.csv"},
        {"sweep " TINY " --vary balance=0:1:2 --resume --xlsx",
         "notes.txt results.sqlite summary.json sweep.csv workbook.xlsx zone_sweep.csv"},
        {"frontier " TINY " --vary balance=0:1", "frontier.csv notes.txt summary.json"},
        {"explain " TINY " --all",
         "institution_value.csv need_value.csv notes.txt offer_value.csv rule_value.csv "
         "summary.json zone_value.csv"},
        {"evaluate " TINY " small.csv",
         "attendance.csv audience_use.csv breaches.csv budget_use.csv evaluation.csv exchanges.csv "
         "need_coverage.csv notes.txt rule_use.csv summary.json zone_coverage.csv"},
    };
    begin();
    CU_ASSERT_EQUAL(shell_do("mkdir out && echo mine > out/notes.txt && "
                             "printf 'offer,institution,places\\nk1,ft,2\\n' > small.csv"),
                    0);
    for (size_t i = 0; i < sizeof runs / sizeof *runs; i++) {
        char line[400];
        snprintf(line, sizeof line, "%s --out out --quiet", runs[i].arguments);
        shell_expect(line, 0, NULL, "");
        snprintf(line, sizeof line, "test \"$(LC_ALL=C ls -A out | xargs)\" = '%s'", runs[i].files);
        CU_ASSERT_EQUAL(shell_do(line), 0);
    }
    shell_end();
}

static void a_plan_that_is_evaluated_stays_where_it_lies(void) {
    begin();
    shell_expect("solve " TINY " --out out --quiet", 0, NULL, "");
    CU_ASSERT_EQUAL(shell_do("cp out/plan.csv before.csv"), 0);
    shell_expect("evaluate " TINY " out/plan.csv --out out --quiet", 0, NULL, "");
    CU_ASSERT_EQUAL(shell_do("cmp out/plan.csv before.csv && test -e out/evaluation.csv"), 0);
    shell_end();
}

static void json_is_the_summary_itself(void) {
    shell_result result;
    char *written;
    json_t *summary;
    begin();
    result = shell_run("solve " TINY " --out results --json --quiet");
    written = shell_read("results/summary.json");
    CU_ASSERT_EQUAL(result.status, 0);
    CU_ASSERT_PTR_NOT_NULL_FATAL(written);
    CU_ASSERT_STRING_EQUAL(result.out, written);
    summary = json_loads(result.out, 0, NULL);
    CU_ASSERT_PTR_NOT_NULL_FATAL(summary);
    CU_ASSERT_STRING_EQUAL(json_string_value(json_object_get(summary, "status")), "optimal");
    json_decref(summary);
    eqp_free(written);
    shell_free(&result);
    shell_end();
}

static void an_output_folder_that_cannot_be_used_is_told_before_the_work(void) {
    eqp_folder *folder;
    begin();
    CU_ASSERT_EQUAL(shell_do("touch file"), 0);
    shell_expect("solve " TINY " --out file --quiet", 1, "", "file: error: cannot write");
    shell_expect("solve " TINY " --out file/below --quiet", 1, "",
                 "cannot create the output folder");
    CU_ASSERT_EQUAL_FATAL(eqp_folder_open("held", &folder, NULL), EQP_OK);
    shell_expect("solve " TINY " --out held --quiet", 1, "", "in use by another run");
    eqp_folder_close(folder);
    shell_end();
}

static void an_answer_that_cannot_be_written_is_a_failure(void) {
    begin();
    if (shell_exists("/dev/full")) {
        CU_ASSERT_EQUAL(shell_do("'" EQP_PROGRAM "' solve " TINY " --quiet 2>said >/dev/full"), 1);
        CU_ASSERT_EQUAL(shell_do("grep -q 'cannot write to standard output' said"), 0);
        CU_ASSERT_EQUAL(shell_do("'" EQP_PROGRAM "' --help >/dev/full"), 1);
    }
    shell_end();
}

static void a_study_without_a_plan_says_what_conflicts(void) {
    begin();
    CU_ASSERT_EQUAL(shell_do("cp -r " TINY " study && chmod -R u+w study && "
                             "printf 'offer,institution,min_places,max_places\\nk1,ft,10,12\\n' > "
                             "study/decisions.csv && "
                             "mkdir results && echo old > results/plan.csv && "
                             "echo mine > results/notes.txt"),
                    0);
    shell_expect(
        "solve study --out results --quiet", 4, "",
        "equiplace: no plan satisfies the decisions, rules and budgets together.\n"
        "These contradict each other, and each is needed for that:\n"
        "  study/decisions.csv:2: offer k1 (Bâtir) by ft (France Travail): at least 10\n"
        "  places\n"
        "  study/budgets.csv:3: ft (France Travail): at most 20,000 EUR\n"
        "Any one of these changes alone gives a plan:\n"
        "  study/decisions.csv:2: offer k1 (Bâtir) by ft (France Travail): at least 6.666\n"
        "  places instead of 10\n"
        "  study/budgets.csv:3: ft (France Travail): at most 30,000 EUR instead of 20,000\n");
    shell_expect("solve study --set balance=0.5 --quiet", 4, "",
                 "Values are those with --set balance=0.5.\n");
    shell_expect("solve study --json --quiet", 4, "\"status\": \"infeasible\"", "contradict");
    shell_expect("solve study --json --quiet", 4, "\"change_to\": 30000.0", "contradict");
    shell_expect("export study plan.lp --quiet", 4, "", "contradict");
    CU_ASSERT_EQUAL(shell_do("test $(ls -A results) = notes.txt && test ! -e plan.lp"), 0);
    shell_end();
}

static void more_places_signed_than_there_are_is_a_conflict(void) {
    begin();
    CU_ASSERT_EQUAL(shell_do("cp -r " TINY " study && chmod -R u+w study && "
                             "printf 'offer,institution,min_places\nk4,ft,6\nk4,fund,6\n' > "
                             "study/decisions.csv && "
                             "printf 'institution,budget\nregion,1e6\nft,1e6\nfund,1e6\n' > "
                             "study/budgets.csv"),
                    0);
    for (int engine = 0; engine < 2; engine++)
        shell_expect(
            engine ? "solve study --engine direct --quiet" : "solve study --quiet", 4, "",
            "given what there is:\n  study/offers.csv:5: offer k4 (Enduits) has 10 places\n"
            "Any one of these changes alone gives a plan:\n"
            "  study/decisions.csv:2: offer k4 (Enduits) by ft (France Travail): at least 4\n"
            "  places instead of 6\n");
    shell_end();
}

static void changes_that_only_help_together_are_said_together(void) {
    begin();
    CU_ASSERT_EQUAL(shell_do("cp -r " TINY " study && chmod -R u+w study && "
                             "printf 'offer,institution,min_places\\nk1,ft,10\\nk4,ft,11\\n' > "
                             "study/decisions.csv && "
                             "printf 'institution,budget\\nregion,1e6\\nft,0\\nfund,1e6\\n' > "
                             "study/budgets.csv"),
                    0);
    shell_expect("solve study --quiet", 4, "", "This cannot be kept:\n  study/decisions.csv:3: ");
    shell_expect("solve study --quiet", 4, "",
                 "Apart from those, these contradict each other, and each is needed:\n"
                 "  study/decisions.csv:2: ");
    shell_expect("solve study --quiet", 4, "",
                 "No change of one of them alone gives a plan. These do together:\n");
    shell_end();
}

static void a_previous_plan_that_cannot_be_kept_is_a_conflict(void) {
    begin();
    CU_ASSERT_EQUAL(
        shell_do("cp -r " TINY " study && chmod -R u+w study && rm -f study/decisions.csv && "
                 "printf 'offer,institution,places\\nk1,ft,10\\n' > study/previous.csv && "
                 "printf 'parameter,value\\nmax_change,10%%\\n' > study/parameters.csv"),
        0);
    shell_expect("solve study --quiet", 4, "",
                 "  study/parameters.csv:2: max_change 10 %: at least 9 places of the previous\n"
                 "  plan bought again, at most 1 new\n"
                 "  study/budgets.csv:3: ft (France Travail): at most 20,000 EUR\n");
    shell_expect("solve study --quiet", 4, "",
                 "  study/parameters.csv:2: max_change 33.34 % instead of 10 %\n");
    shell_expect("solve study --set max_change=0.3334 --quiet", 0, NULL, "");
    shell_expect("solve study --set max_change=0.333 --quiet", 4, "", "\n  max_change 33.3 %: at");
    shell_end();
}

static void a_rule_can_ask_for_more_than_a_decision_allows(void) {
    begin();
    CU_ASSERT_EQUAL(
        shell_do("cp -r " TINY " study && chmod -R u+w study && "
                 "printf 'offer,institution,max_places\\nk4,ft,2\\n' > study/decisions.csv && "
                 "printf 'rule,measure,sense,value,institution,offer\\nfew,places,min,2.5,ft,k4"
                 "\\n' > study/rules.csv"),
        0);
    shell_expect("solve study --quiet", 4, "",
                 "  study/decisions.csv:2: offer k4 (Enduits) by ft (France Travail): at most 2\n"
                 "  places\n"
                 "  study/rules.csv:2: rule few: at least 2.5 places\n"
                 "Any one of these changes alone gives a plan:\n"
                 "  study/decisions.csv:2: offer k4 (Enduits) by ft (France Travail): at most 2.5\n"
                 "  places instead of 2\n"
                 "  study/rules.csv:2: rule few: at least 2 places instead of 2.5\n");
    shell_end();
}

static void a_share_that_cannot_be_reached_is_said_as_a_share(void) {
    begin();
    CU_ASSERT_EQUAL(
        shell_do("cp -r " TINY " study && chmod -R u+w study && "
                 "printf 'offer,institution,min_places\\nk1,ft,6\\n' > study/decisions.csv && "
                 "printf 'rule,measure,sense,value,unit,institution,offer\\nall-k4,places,min,99%%,"
                 "share,ft,k4\\n' > study/rules.csv"),
        0);
    shell_expect("solve study --quiet", 4, "",
                 "  study/rules.csv:2: rule all-k4: at least 99 % of the places\n");
    shell_end();
}

static void what_differs_from_the_previous_plan_is_told(void) {
    begin();
    CU_ASSERT_EQUAL(
        shell_do("cp -r " TINY " study && chmod -R u+w study && rm study/decisions.csv && "
                 "printf 'offer,institution,places\\nk1,region,3\\nk2,region,30\\nk3,ft,1\\n"
                 "k4,ft,2\\n' > study/previous.csv"),
        0);
    shell_expect("solve study --out free --set balance=0 --quiet", 0,
                 "\n  Compared with the previous plan: ", "");
    CU_ASSERT_EQUAL(shell_do("head -1 free/changes.csv | "
                             "grep -qx 'offer,institution,places_previous,places,difference' && "
                             "grep -q '^k4,ft,2,' free/changes.csv && "
                             "grep -qx 'k3,ft,1,2,1' free/changes.csv && "
                             "! grep -q '^k2,' free/changes.csv && "
                             "grep -q '\"changes.csv\"' free/summary.json"),
                    0);
    shell_expect("solve study --out held --set max_change=0 --quiet", 0,
                 "\n  Compared with the previous plan: 36 places kept, 0 new, 0 dropped.\n", "");
    CU_ASSERT_EQUAL(shell_do("test $(wc -l < held/changes.csv) = 1"), 0);
    CU_ASSERT_EQUAL(shell_do("mv study/previous.csv previous.csv"), 0);
    shell_expect("solve study --out same --set balance=0 --quiet", 0, NULL, "");
    CU_ASSERT_EQUAL(shell_do("cmp free/plan.csv same/plan.csv && test ! -e same/changes.csv && "
                             "mv previous.csv study/"),
                    0);
    CU_ASSERT_EQUAL(shell_do("printf 'scenario,parameter,target,change,value\\nclose,max_change,,"
                             "set,0.1\\n' > study/scenarios.csv"),
                    0);
    shell_expect("solve study --scenario close --out close --quiet", 0, NULL, "");
    shell_expect("solve study --set max_change=0.1 --out set --engine direct --quiet", 0, NULL, "");
    CU_ASSERT_EQUAL(shell_do("cut -d, -f1,8,10 close/plan.csv > one && "
                             "cut -d, -f1,8,10 set/plan.csv > other && cmp one other"),
                    0);
    shell_expect("sweep study --vary max_change=0:0.5:6 --out sweep --quiet", 0, NULL, "");
    CU_ASSERT_EQUAL(shell_do("test $(grep -c ,optimal, sweep/sweep.csv) = 6"), 0);
    shell_end();
}

static void a_time_limit_ends_with_the_truth(void) {
    begin();
    shell_expect("solve " SUD " --time-limit 0.001 --out results --quiet", 5, "",
                 "stopped before any plan was found; nothing was written");
    CU_ASSERT_FALSE(shell_exists("results"));
    shell_expect("solve " SUD " --time-limit 0.001 --json --quiet", 5, "\"status\": \"no plan\"",
                 NULL);
    shell_end();
}

/* Starts the program on a study that takes a while, and interrupts it. */
static int interrupted_status(double seconds) {
    struct timespec pause = {(time_t)seconds, (long)(1e9 * (seconds - (double)(time_t)seconds))};
    int status = -1;
    pid_t child = fork();
    if (child == 0) {
        if (freopen("out", "w", stdout) && freopen("err", "w", stderr))
            execl(EQP_PROGRAM, "equiplace", "solve", "study", "--engine", "direct", "--out",
                  "results", "--json", (char *)NULL);
        _exit(99);
    }
    nanosleep(&pause, NULL);
    kill(child, SIGINT);
    if (waitpid(child, &status, 0) != child || !WIFEXITED(status))
        return -1;
    return WEXITSTATUS(status);
}

static void ctrl_c_leaves_whole_results_or_none(void) {
    begin();
    CU_ASSERT_EQUAL(shell_do("'" EQP_PROGRAM "' generate study --zones 40 --occupations 150 "
                             "--offers 6000 --quiet >made"),
                    0);
    CU_ASSERT_EQUAL(interrupted_status(1.5), 5);
    CU_ASSERT_EQUAL(shell_exists("results/plan.csv"), shell_exists("results/summary.json"));
    if (shell_exists("results/summary.json")) {
        CU_ASSERT_EQUAL(shell_do("grep -q '\"status\": \"stopped\"' results/summary.json"), 0);
    } else {
        CU_ASSERT_EQUAL(shell_do("grep -q '\"status\": \"no plan\"' out"), 0);
    }
    CU_ASSERT_FALSE(shell_exists("results/.equiplace.lock"));
    shell_end();
}

static void one_and_two_threads_write_the_same_bytes(void) {
    begin();
    shell_expect("solve " SUD " --threads 1 --out one --quiet", 0, NULL, "");
    shell_expect("solve " SUD " --threads 2 --out two --quiet", 0, NULL, "");
    CU_ASSERT_EQUAL(shell_do("for d in one two; do sed '/\"seconds\": {/,/}/d' $d/summary.json > "
                             "$d/summary && rm $d/summary.json; done; diff -r one two"),
                    0);
    shell_end();
}

static void shuffled_rows_write_the_same_bytes(void) {
    begin();
    /* Rows in another order, an offer's occupations among themselves as they were. */
    CU_ASSERT_EQUAL(shell_do("mkdir study && for t in " TINY "/*.csv; do "
                             "{ head -1 $t; tail -n +2 $t | sort -s -t, -k1,1r; } > "
                             "study/$(basename $t); done"),
                    0);
    CU_ASSERT_NOT_EQUAL(shell_do("cmp -s study/offers.csv " TINY "/offers.csv"), 0);
    shell_expect("solve " TINY " --out one --quiet", 0, NULL, "");
    shell_expect("solve study --out two --quiet", 0, NULL, "");
    CU_ASSERT_EQUAL(shell_do("for d in one two; do sed '/\"seconds\": {/,/}/d' $d/summary.json > "
                             "$d/summary && rm $d/summary.json; done; diff -r one two"),
                    0);
    shell_end();
}

static void the_printed_summary_is_at_most_80_characters_wide(void) {
    shell_result result;
    int longest;
    begin();
    result = shell_run("solve " SUD " --quiet");
    CU_ASSERT_EQUAL(result.status, 0);
    CU_ASSERT_STRING_EQUAL(result.err, "");
    longest = eqp_longest_line(result.out);
    CU_ASSERT(longest > 60 && longest <= 80 + (int)strlen(EQP_SOURCE_DIR));
    shell_free(&result);
    shell_end();
}

static void progress_is_a_bar_where_there_is_a_terminal(void) {
    begin();
    CU_ASSERT_EQUAL(shell_do("script -qec \"'" EQP_PROGRAM "' solve " TINY "\" seen >/dev/null"),
                    0);
    CU_ASSERT_EQUAL(shell_do("grep -q '########\\] least cost' seen"), 0);
    CU_ASSERT_EQUAL(shell_do("script -qec \"'" EQP_PROGRAM "' solve " TINY
                             " --quiet\" seen >/dev/null; grep -q '\\[####' seen"),
                    1);
    shell_end();
}

static void an_empty_study_is_sound_and_never_written_over(void) {
    begin();
    shell_expect("init study", 0, "institutions.csv", "");
    shell_expect("check study", 0, "The study is sound", NULL);
    shell_expect("solve study", 0, "By whom", NULL);
    shell_expect("init study", 2, "", "exists already");
    shell_expect("init other --json", 0, "\"tables\": [", "");
    shell_end();
}

static void a_region_is_generated_the_same_for_the_same_seed(void) {
    begin();
    shell_expect("generate a --zones 4 --occupations 6 --offers 20 --seed 7", 0,
                 "Illustrative tables", "");
    shell_expect("generate b --zones 4 --occupations 6 --offers 20 --seed 7 --json", 0,
                 "\"offers\": 20", "");
    CU_ASSERT_EQUAL(shell_do("diff -r a b"), 0);
    shell_expect("check a", 0, "The study is sound", NULL);
    shell_expect("solve a", 0, "By whom", NULL);
    shell_expect("generate a --zones 4 --occupations 6", 2, "", "exists");
    shell_end();
}

static void the_survey_becomes_a_study(void) {
    begin();
    CU_ASSERT_EQUAL(
        shell_do("printf 'annee,Code métier BMO,Nom métier BMO,Famille_met,Lbl_fam_met,REG,NOM_REG,"
                 "Dept,NomDept,BE24,NOMBE24,met,xmet,smet\\n"
                 "2024,B2X36,Plombiers,B,Batiment,93,PACA,13,BdR,9306,MARSEILLE,40,30,*\\n' > "
                 "survey.csv"),
        0);
    shell_expect("import bmo survey.csv --region 93 --out study", 0,
                 "suppressed cells (*): seasonal hirings                           1", NULL);
    CU_ASSERT_EQUAL(shell_do("grep -q '^9306,B2X36,30' study/needs.csv"), 0);
    shell_expect("import bmo survey.csv --region 93 --out other --need all --json", 0,
                 "\"need\": 40.0", NULL);
    shell_expect("import bmo nowhere.csv --out third", 1, "", "nowhere.csv");
    shell_end();
}

static void programmes_are_exported_for_any_solver(void) {
    begin();
    shell_expect("export " TINY " plan.lp --quiet", 0, "plan.lp: ", "");
    shell_expect("export " TINY " plan.mps --quiet --json", 0, "\"scenario\": \"base\"", "");
    CU_ASSERT(shell_exists("plan.lp") && shell_exists("plan.mps"));
    shell_expect("export " TINY " nowhere/plan.mps --quiet", 1, "", "nowhere/plan.mps: error: ");
    shell_end();
}

static const eqp_test tests[] = {
    {"help and version are answers", help_and_version_are_answers},
    {"wrong usage is told with what was meant", wrong_usage_is_told_with_what_was_meant},
    {"a study that is not there is a failure of the system",
     a_study_that_is_not_there_is_a_failure_of_the_system},
    {"errors in the input are all told with their place",
     errors_in_the_input_are_all_told_with_their_place},
    {"a sound study is measured", a_sound_study_is_measured},
    {"a plan is printed and nothing written unasked",
     a_plan_is_printed_and_nothing_written_unasked},
    {"a plan is written complete, with its digests", a_plan_is_written_complete_with_its_digests},
    {"what earlier runs left is gone, what is no result stays", what_earlier_runs_left_is_gone},
    {"a plan that is evaluated stays where it lies", a_plan_that_is_evaluated_stays_where_it_lies},
    {"--json is the summary itself", json_is_the_summary_itself},
    {"an output folder that cannot be used is told before the work",
     an_output_folder_that_cannot_be_used_is_told_before_the_work},
    {"an answer that cannot be written is a failure",
     an_answer_that_cannot_be_written_is_a_failure},
    {"a study without a plan says what conflicts", a_study_without_a_plan_says_what_conflicts},
    {"more places signed than there are is a conflict",
     more_places_signed_than_there_are_is_a_conflict},
    {"changes that only help together are said together",
     changes_that_only_help_together_are_said_together},
    {"a previous plan that cannot be kept is a conflict",
     a_previous_plan_that_cannot_be_kept_is_a_conflict},
    {"what differs from the previous plan is told", what_differs_from_the_previous_plan_is_told},
    {"a rule can ask for more than a decision allows",
     a_rule_can_ask_for_more_than_a_decision_allows},
    {"a share that cannot be reached is said as a share",
     a_share_that_cannot_be_reached_is_said_as_a_share},
    {"a time limit ends with the truth", a_time_limit_ends_with_the_truth},
    {"Ctrl-C leaves whole results or none", ctrl_c_leaves_whole_results_or_none},
    {"one and two threads write the same bytes", one_and_two_threads_write_the_same_bytes},
    {"shuffled rows write the same bytes", shuffled_rows_write_the_same_bytes},
    {"the printed summary is at most 80 characters wide",
     the_printed_summary_is_at_most_80_characters_wide},
    {"progress is a bar where there is a terminal", progress_is_a_bar_where_there_is_a_terminal},
    {"an empty study is sound and never written over",
     an_empty_study_is_sound_and_never_written_over},
    {"a region is generated the same for the same seed",
     a_region_is_generated_the_same_for_the_same_seed},
    {"the survey becomes a study", the_survey_becomes_a_study},
    {"programmes are exported for any solver", programmes_are_exported_for_any_solver},
};

EQP_SUITE_MAIN("commands", tests)
