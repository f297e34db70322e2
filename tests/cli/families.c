/* compare, sweep and frontier as scripts meet them: exit statuses, both streams, files. */
#include "models/base/memory.h"
#include "output/files/file.h"
#include "shell.h"
#include "suite.h"

#include <jansson.h>

#include <math.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#define TINY "'" EQP_SOURCE_DIR "/tests/cases/tiny'"
#define THIN "thin"
#define SUD "'" EQP_SOURCE_DIR "/input/examples/sud-2024'"

static void begin(void) {
    CU_ASSERT_EQUAL_FATAL(shell_begin(), 0);
}

static void do_well(const char *command) {
    int status = shell_do(command);
    if (status != 0)
        fprintf(stderr, "%s: status %d\n", command, status);
    CU_ASSERT_EQUAL(status, 0);
}

/* A copy of the tiny study in ./study, whose decisions cannot be paid for by today's budget, but by
 * one of 30,000. */
static void copy_conflict(void) {
    do_well("cp -r " TINY " study && chmod -R u+w study && "
            "printf 'offer,institution,min_places,max_places\\nk1,ft,10,12\\n' > "
            "study/decisions.csv");
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

static double number_of(const json_t *object, const char *key) {
    return json_number_value(json_object_get(object, key));
}

/* The cell of a plain CSV file (no quotes) in a row (0 = heading) and a column; NAN without. */
static double cell(const char *path, int row, const char *column) {
    char *text = shell_read(path), *line = text, *cells = text, *end;
    int at = 0;
    double value = NAN;
    CU_ASSERT_PTR_NOT_NULL_FATAL(text);
    while (cells && strncmp(cells, column, strlen(column)) != 0) {
        cells = strpbrk(cells, ",\n");
        cells = cells && *cells == ',' ? cells + 1 : NULL;
        at++;
    }
    CU_ASSERT_PTR_NOT_NULL(cells);
    for (int i = 0; line && i < row; i++)
        line = (line = strchr(line, '\n')) ? line + 1 : NULL;
    for (int i = 0; line && i < at; i++)
        line = (line = strchr(line, ',')) ? line + 1 : NULL;
    if (cells && line) {
        value = strtod(line, &end);
        value = end == line ? NAN : value;
    }
    eqp_free(text);
    return value;
}

static int count_rows(const char *path) {
    char *text = shell_read(path);
    int rows = 0;
    for (char *at = text; at && (at = strchr(at, '\n')); at++)
        rows++;
    eqp_free(text);
    return rows - 1;
}

/* ---- refusals ---- */

static void wrong_usage_is_told_before_any_work(void) {
    static const struct {
        const char *arguments, *sentence;
    } cases[] = {
        {"sweep " TINY, "nothing varies: give --vary, --transfer or --draws"},
        {"sweep " TINY " --vary 'budgett[ft]=1:2:3'", "did you mean \"budget\"?"},
        {"sweep " TINY " --vary 'budget[ftt]=1:2:3'", "did you mean \"ft\"?"},
        {"sweep " TINY " --vary 'budget[ft]=1:2'", "\"1:2\" is not FROM:TO:COUNT"},
        {"sweep " TINY " --transfer ft:region=0:30000:3", "moving 30000 from ft leaves -10000"},
        {"sweep " TINY " --draws 0", "option --draws: \"0\" is not a whole number from 1"},
        {"sweep " TINY " --draws 1.5", "\"1.5\" is not a whole number"},
        {"sweep " TINY " --draws 3 --seed -1", "option --seed: \"-1\" is not a whole number"},
        {"sweep " TINY " --vary balance=0:1:3 --seed 3", "--seed is of no use without --draws"},
        {"sweep " TINY " --vary balance=0:1:3 --vary balance=0:1:2", "balance is varied twice"},
        {"sweep " TINY " --draws 2 --csv-style de", "is not one of standard|fr"},
        {"sweep " TINY " --draws 2 --hold-floor", "did you mean \"--hold-floors\"?"},
        {"compare " TINY " --scenario x", "unknown option \"--scenario\""},
        {"frontier " TINY, "give one --transfer or one --vary"},
        {"frontier " TINY " --vary balance=0:1 --transfer ft:region=0:1",
         "a frontier varies one thing: give one --transfer or one --vary; sweep varies several"},
        {"frontier " TINY " --vary balance=0:1:3", "\"0:1:3\" is not FROM:TO"},
        {"frontier " TINY " --vary 'price*=0.5:1'", "a frontier varies a budget, a transfer, the"},
        {"frontier " TINY " --vary 'rule[rsa]=0:0.5'", "or an absolute rule"},
        {"frontier " TINY " --vary balance=0:1 --tolerance 2",
         "option --tolerance: \"2\" is not a number from 0 to 1"},
    };
    begin();
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char arguments[600];
        snprintf(arguments, sizeof arguments, "%s --out results --quiet", cases[i].arguments);
        shell_expect(arguments, 2, "", cases[i].sentence);
    }
    CU_ASSERT_FALSE(shell_exists("results"));
    shell_expect("sweep " TINY " --draws 2 --resume", 2, "",
                 "--resume goes on with what --out DIR holds");
    shell_end();
}

static void a_folder_that_another_run_holds_is_refused(void) {
    static const char *const commands[] = {"sweep " TINY " --draws 2", "compare " TINY,
                                           "frontier " TINY " --vary balance=0:1"};
    eqp_folder *folder;
    begin();
    CU_ASSERT_EQUAL_FATAL(eqp_folder_open("held", &folder, NULL), EQP_OK);
    for (size_t i = 0; i < sizeof commands / sizeof *commands; i++) {
        char arguments[300];
        snprintf(arguments, sizeof arguments, "%s --out held --quiet", commands[i]);
        shell_expect(arguments, 1, "", "in use by another run");
    }
    eqp_folder_close(folder);
    shell_end();
}

static void floors_that_do_not_exist_cannot_be_held(void) {
    begin();
    copy_conflict();
    shell_expect(
        "sweep study --vary 'budget[ft]=20000:30000:2' --hold-floors --out results --quiet", 4, "",
        "study/decisions.csv:2: offer k1");
    shell_expect("sweep study --vary 'budget[ft]=20000:30000:2' --hold-floors --json --quiet", 4,
                 "\"status\": \"infeasible\"", NULL);
    shell_expect("frontier study --vary 'budget[ft]=20000:30000' --out results --quiet", 4, "",
                 "study/decisions.csv:2: offer k1");
    CU_ASSERT_FALSE(shell_exists("results"));
    do_well("printf 'parameter,value\\nbalance,0\\n' > study/parameters.csv");
    shell_expect("sweep study --draws 2 --hold-floors --quiet", 2, "",
                 "--hold-floors: the study's balance is 0");
    shell_end();
}

/* ---- sweep ---- */

static void nothing_is_written_unasked(void) {
    begin();
    shell_expect("sweep " TINY " --vary balance=0:1:3 --draws 2 --seed 4 --hold-floors", 0,
                 "6 points of ", "  --hold-floors\n");
    shell_expect("sweep " TINY " --vary balance=0:1:3 --quiet", 0, "3 points of ", "");
    shell_expect("compare " TINY " --quiet", 0, "base", "");
    shell_expect("frontier " TINY " --vary balance=0:1 --quiet", 0, "The curve is exact", "");
    do_well("test -z \"$(ls -A)\"");
    shell_end();
}

static void results_are_complete_with_their_digests(void) {
    static const struct {
        const char *arguments, *files;
    } cases[] = {
        {"sweep " TINY " --vary balance=0:1:3",
         "results.sqlite summary.json sweep.csv zone_sweep.csv "},
        {"sweep " TINY " --draws 3", "distribution.csv offer_draws.csv results.sqlite summary.json "
                                     "sweep.csv zone_sweep.csv "},
        {"compare " TINY, "changes.csv comparison.csv summary.json "},
        {"frontier " TINY " --vary balance=0:1", "frontier.csv summary.json "},
    };
    begin();
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char command[600];
        shell_result result;
        char *written;
        snprintf(command, sizeof command, "%s --out deep/r%zu --json --quiet", cases[i].arguments,
                 i);
        result = shell_run(command);
        CU_ASSERT_EQUAL(result.status, 0);
        snprintf(command, sizeof command, "test \"$(ls -A deep/r%zu | tr '\\n' ' ')\" = '%s'", i,
                 cases[i].files);
        do_well(command);
        snprintf(command, sizeof command, "deep/r%zu/summary.json", i);
        written = shell_read(command);
        CU_ASSERT_PTR_NOT_NULL_FATAL(written);
        CU_ASSERT_STRING_EQUAL(result.out, written);
        snprintf(command, sizeof command,
                 "cd deep/r%zu && for f in $(ls | grep -v json); do "
                 "grep -q \"\\\"$f\\\": \\\"$(sha256sum < $f | cut -c1-64)\\\"\" summary.json "
                 "|| exit 1; done",
                 i);
        do_well(command);
        eqp_free(written);
        shell_free(&result);
    }
    shell_end();
}

static void every_point_of_a_sweep_is_what_solve_finds(void) {
    begin();
    shell_expect("sweep " TINY " --vary balance=0:1:3 --transfer region:ft=-5000:25000:3 "
                 "--out results --quiet",
                 0, NULL, "");
    for (int row = 1; row <= 9; row++) {
        double balance = cell("results/sweep.csv", row, "balance");
        double moved = cell("results/sweep.csv", row, "transfer[region:ft]");
        char command[600];
        json_t *object;
        snprintf(command, sizeof command,
                 "rm -rf study && cp -r " TINY " study && chmod -R u+w study && "
                 "printf 'institution,budget\\nregion,%.15g\\nft,%.15g\\nfund,0\\n' "
                 "> study/budgets.csv",
                 60000 - moved, 20000 + moved);
        do_well(command);
        snprintf(command, sizeof command, "solve study --set balance=%.15g --json --quiet",
                 balance);
        object = answer(command);
        CU_ASSERT_DOUBLE_EQUAL(cell("results/sweep.csv", row, "value_best"),
                               number_of(object, "value_best"), 1e-6 * 24);
        CU_ASSERT_DOUBLE_EQUAL(cell("results/sweep.csv", row, "cost"), number_of(object, "cost"),
                               1e-5 * 80000);
        json_decref(object);
    }
    CU_ASSERT_EQUAL(count_rows("results/sweep.csv"), 9);
    shell_end();
}

static void a_sweep_and_a_frontier_start_from_a_scenario_and_settings(void) {
    begin();
    shell_thin_example();
    shell_expect("sweep " THIN " --vary balance=0.5:1:2 --scenario transfer --set need_level=low "
                 "--out results --quiet",
                 0, NULL, "");
    for (int row = 1; row <= 2; row++) {
        char command[600];
        json_t *object;
        snprintf(command, sizeof command,
                 "solve " THIN " --scenario transfer --set need_level=low --set balance=%.15g "
                 "--json --quiet",
                 cell("results/sweep.csv", row, "balance"));
        object = answer(command);
        CU_ASSERT_DOUBLE_EQUAL(cell("results/sweep.csv", row, "value_best"),
                               number_of(object, "value_best"), 1e-6 * 1e4);
        json_decref(object);
    }
    do_well("grep -q -- '--scenario transfer --set need_level=low' results/summary.json");
    shell_expect("frontier " TINY
                 " --transfer region:ft=0:10000 --set balance=1 --out curve --quiet",
                 0, NULL, "");
    do_well("grep -q -- '--transfer region:ft=0:10000 --set balance=1' curve/summary.json");
    shell_expect("sweep " TINY " --vary balance=0:1:2 --scenario nowhere", 2, "",
                 "scenario \"nowhere\" is unknown");
    shell_end();
}

static void points_without_a_plan_are_rows(void) {
    begin();
    copy_conflict();
    shell_expect("sweep study --vary 'budget[ft]=20000:50000:4' --out results", 0, "without a plan",
                 "the study as it stands has no plan");
    do_well("sed -n 2p results/sweep.csv | grep -q '^1,20000,infeasible,,,'");
    do_well("sed -n 3p results/sweep.csv | grep -q '^2,30000,optimal,'");
    CU_ASSERT_EQUAL(count_rows("results/sweep.csv"), 4);
    shell_end();
}

static void held_floors_are_those_of_the_study_as_it_stands(void) {
    begin();
    /* The fair profile of the study as it stands asks more than that of one with less money: with
     * its floors held there is no plan. */
    shell_expect("sweep " TINY " --vary 'budget[region]=5000:60000:2' --out held --hold-floors "
                 "--quiet",
                 0, NULL, "");
    shell_expect("sweep " TINY " --vary 'budget[region]=5000:60000:2' --out anew --quiet", 0, NULL,
                 "");
    do_well("sed -n 2p held/sweep.csv | grep -q '^1,5000,infeasible,'");
    do_well("sed -n 2p anew/sweep.csv | grep -q '^1,5000,optimal,'");
    CU_ASSERT_DOUBLE_EQUAL(cell("held/sweep.csv", 2, "value_best"),
                           cell("anew/sweep.csv", 2, "value_best"), 1e-6 * 24);
    shell_end();
}

static void one_and_two_threads_write_the_same_bytes(void) {
    static const char *const commands[] = {
        "sweep " TINY " --vary 'budget[region]*=0.5:1.5:9' --draws 20 --seed 7",
        "sweep " TINY " --vary 'price*=0.5:1:4' --vary balance=0:1:9",
        "compare " THIN,
        "frontier " TINY " --vary 'budget[region]=0:90000'",
    };
    begin();
    shell_thin_example();
    for (size_t i = 0; i < sizeof commands / sizeof *commands; i++) {
        char arguments[600];
        for (int threads = 1; threads <= 2; threads++) {
            snprintf(arguments, sizeof arguments, "%s --threads %d --out t%d --quiet", commands[i],
                     threads, threads);
            shell_expect(arguments, 0, NULL, "");
        }
        do_well("for d in t1 t2; do sed '/\"seconds\": {/,/}/d;/\"threads\"/d' $d/summary.json > "
                "$d/summary && rm $d/summary.json; done; diff -r t1 t2 && rm -r t1 t2");
    }
    shell_end();
}

static void wait_for(double seconds) {
    struct timespec pause = {(time_t)seconds, (long)(1e9 * (seconds - (double)(time_t)seconds))};
    nanosleep(&pause, NULL);
}

/* Starts the program, and interrupts it half a second after it has begun to write. */
static int interrupted_status(const char *const *arguments) {
    int status = -1;
    pid_t child = fork();
    if (child == 0) {
        if (freopen("out", "w", stdout) && freopen("err", "w", stderr))
            execv(EQP_PROGRAM, (char *const *)arguments);
        _exit(99);
    }
    for (int i = 0; i < 1000 && !shell_exists("results/results.part.sqlite"); i++)
        wait_for(0.01);
    wait_for(0.5);
    kill(child, SIGINT);
    if (waitpid(child, &status, 0) != child || !WIFEXITED(status))
        return -1;
    return WEXITSTATUS(status);
}

static void an_interrupted_sweep_goes_on_where_it_was(void) {
    static const char *const arguments[] = {
        "equiplace", "sweep", THIN,    "--vary",  "budget[ft]=20e6:25e6:400",
        "--threads", "1",     "--out", "results", "--hold-floors",
        NULL};
    const char *again = "sweep " THIN " --vary budget[ft]=20e6:25e6:400 --hold-floors --quiet";
    char command[600];
    begin();
    shell_thin_example();
    CU_ASSERT_EQUAL(interrupted_status(arguments), 5);
    CU_ASSERT_FALSE(shell_exists("results/summary.json"));
    CU_ASSERT_FALSE(shell_exists("results/.equiplace.lock"));
    if (shell_exists("results/results.part.sqlite")) {
        do_well("grep -q 'stopped after [0-9]* of 400 points; continue with --resume' err");
        do_well("grep -q 'STOPPED EARLY' out");
        snprintf(command, sizeof command, "%s --out results", again);
        shell_expect(command, 2, "", "continue it with --resume");
        shell_expect("sweep " THIN " --draws 2 --quiet --resume --out results", 2, "",
                     "cannot continue this sweep: its options");
    } else {
        do_well("grep -q 'stopped before any plan was found; nothing was written' err");
    }
    snprintf(command, sizeof command, "%s --resume --out results", again);
    shell_expect(command, 0, "400 points of ", "");
    snprintf(command, sizeof command, "%s --out whole", again);
    shell_expect(command, 0, "400 points of ", "");
    do_well("rm */summary.json && diff -r results whole");
    shell_end();
}

static void a_finished_sweep_is_told_again(void) {
    begin();
    shell_expect("sweep " TINY " --draws 9 --resume --out results --quiet", 0, "9 points of ", "");
    do_well("cp -r results first");
    shell_expect("sweep " TINY " --draws 9 --resume --out results", 0, "9 points of ",
                 "9 of them are there already");
    do_well("cmp results/results.sqlite first/results.sqlite && cmp results/sweep.csv "
            "first/sweep.csv && test -e results/summary.json");
    shell_expect("sweep " TINY " --draws 8 --out results --quiet", 0, "8 points of ", "");
    CU_ASSERT_EQUAL(count_rows("results/sweep.csv"), 8);
    shell_end();
}

static void a_full_disk_leaves_whole_groups(void) {
    begin();
    CU_ASSERT_EQUAL(shell_do("trap '' XFSZ; ulimit -f 120; '" EQP_PROGRAM "' sweep " TINY
                             " --draws 3000 --out results --quiet >out 2>err"),
                    1);
    do_well("grep -q 'the disk may be full' err && grep -q 'continue with --resume' err");
    CU_ASSERT_FALSE(shell_exists("results/summary.json"));
    shell_expect("sweep " TINY " --draws 3000 --out results --resume --quiet", 0,
                 "3,000 points of ", "");
    shell_end();
}

static void draws_that_change_nothing_are_told(void) {
    begin();
    shell_expect("sweep " TINY " --draws 2", 0, NULL, "each draw is the study itself");
    do_well("cp -r " TINY " study && chmod -R u+w study && "
            "printf 'zone,occupation,need,need_low,need_high\nz1,o1,10,5,20\nz2,o3,5,5,5\n' > "
            "study/needs.csv");
    shell_expect("sweep study --draws 9 --out results --quiet", 0, "9 draws with a plan", "");
    CU_ASSERT(cell("results/sweep.csv", 1, "value_best") !=
              cell("results/sweep.csv", 2, "value_best"));
    do_well("'" EQP_PROGRAM
            "' sweep study --draws 9 2>&1 | grep -c 'the study itself' | grep -q 0");
    shell_end();
}

static void progress_is_a_bar_where_there_is_a_terminal(void) {
    begin();
    do_well("script -qec \"'" EQP_PROGRAM "' sweep " TINY " --draws 20000\" seen >/dev/null");
    do_well("grep -q '#.*\\] [0-9,]* of 20,000  .* a second  .* s left' seen");
    CU_ASSERT_EQUAL(shell_do("script -qec \"'" EQP_PROGRAM "' sweep " TINY
                             " --draws 20000 --quiet\" seen >/dev/null; grep -q 'left' seen"),
                    1);
    shell_end();
}

/* ---- compare ---- */

static void every_scenario_is_a_row_beside_base(void) {
    static const char *const names[] = {"base", "rich", "poor", "less", "even"};
    char arguments[100];
    begin();
    do_well("cp -r " TINY " study && chmod -R u+w study && "
            "printf 'scenario,parameter,target,change,value\\n"
            "rich,budget,institution=ft,set,50000\\npoor,budget,,scale,0\\n"
            "less,budget,institution=fund,add,-5\\nless,budget,institution=region,set,30000\\n"
            "rich,priority,occupation=o1,scale,2\\n"
            "even,balance,,set,1\\n' > study/scenarios.csv");
    shell_expect("compare study --out results", 0, "rich",
                 "study/scenarios.csv:4: warning: budget: results below 0 became 0 (1)\n");
    CU_ASSERT_EQUAL(count_rows("results/comparison.csv"), 5);
    do_well("sed -n 4p results/comparison.csv | grep -q '^poor,infeasible,,,'");
    for (int row = 1; row <= 5; row++) {
        json_t *object;
        if (row == 3)
            continue;
        snprintf(arguments, sizeof arguments, "solve study --scenario %s --json --quiet",
                 names[row - 1]);
        object = answer(arguments);
        CU_ASSERT_DOUBLE_EQUAL(cell("results/comparison.csv", row, "value_best"),
                               number_of(object, "value_best"), 1e-5);
        CU_ASSERT_DOUBLE_EQUAL(cell("results/comparison.csv", row, "cost"),
                               number_of(object, "cost"), 0.1);
        json_decref(object);
    }
    CU_ASSERT_DOUBLE_EQUAL(cell("results/comparison.csv", 2, "value_best_difference"),
                           cell("results/comparison.csv", 2, "value_best") -
                               cell("results/comparison.csv", 1, "value_best"),
                           1e-9);
    do_well("grep -q '^less,' results/changes.csv && ! grep -q '^poor,' results/changes.csv");
    shell_end();
}

static void a_base_without_a_plan_is_a_row_too(void) {
    begin();
    copy_conflict();
    do_well("printf 'scenario,parameter,target,change,value\\nrich,budget,institution=ft,set,50000"
            "\\n' > study/scenarios.csv");
    shell_expect("compare study --out results --quiet", 0, "no plan", "");
    do_well("sed -n 2p results/comparison.csv | grep -q '^base,infeasible,'");
    do_well("sed -n 3p results/comparison.csv | grep -q '^rich,optimal,.*,,,$'");
    shell_end();
}

static void a_study_without_scenarios_is_told_so(void) {
    begin();
    shell_expect("compare " TINY, 0, "base", "the study has no scenarios");
    shell_end();
}

/* ---- frontier ---- */

/* Checks every point of a sweep with held floors against the pieces of a frontier. */
static void check_against_sweep(const char *title) {
    int points = count_rows("sweep/sweep.csv"), pieces = count_rows("curve/frontier.csv");
    for (int row = 1; row <= points; row++) {
        double at = cell("sweep/sweep.csv", row, title);
        double value = cell("sweep/sweep.csv", row, "value_best"), found = NAN;
        int piece = 1;
        while (piece < pieces && cell("curve/frontier.csv", piece, "to") < at)
            piece++;
        found = cell("curve/frontier.csv", piece, "value_from") +
                cell("curve/frontier.csv", piece, "slope") *
                    (at - cell("curve/frontier.csv", piece, "from"));
        CU_ASSERT(isnan(value) ? isnan(found) : fabs(found - value) <= 1e-6 * fabs(value));
    }
    for (int piece = 2; piece <= pieces; piece++)
        CU_ASSERT(!(cell("curve/frontier.csv", piece, "slope") >=
                    cell("curve/frontier.csv", piece - 1, "slope")));
}

static void a_frontier_passes_through_every_point_of_a_sweep(void) {
    static const struct {
        const char *title, *option, *range, *count;
        int pieces;
    } cases[] = {
        {"budget[region]", "--vary 'budget[region]", "=0:90000", ":19", 6},
        {"budget[ft]*", "--vary 'budget[ft]*", "=0:4", ":17", 5},
        {"transfer[region:ft]", "--transfer 'region:ft", "=-15000:50000", ":14", 2},
        {"balance", "--vary 'balance", "=0:1", ":21", 1},
        {"rule[certifying]", "--vary 'rule[certifying]", "=0:90000", ":19", 3},
    };
    begin();
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char arguments[600];
        snprintf(arguments, sizeof arguments, "frontier " TINY " %s%s' --out curve --quiet",
                 cases[i].option, cases[i].range);
        shell_expect(arguments, 0, "The curve is exact", "");
        snprintf(arguments, sizeof arguments,
                 "sweep " TINY " %s%s%s' --hold-floors --out sweep --quiet", cases[i].option,
                 cases[i].range, cases[i].count);
        shell_expect(arguments, 0, NULL, "");
        check_against_sweep(cases[i].title);
        CU_ASSERT(count_rows("curve/frontier.csv") >= cases[i].pieces);
    }
    shell_end();
}

static void slopes_are_what_the_curve_gains(void) {
    begin();
    shell_expect("frontier " TINY " --vary 'budget[region]=0:90000' --out curve --quiet", 0, NULL,
                 "");
    do_well("sed -n 2p curve/frontier.csv | grep -q '^0,11681.*,,,,,,$'");
    for (int piece = 2; piece <= count_rows("curve/frontier.csv"); piece++) {
        double length =
            cell("curve/frontier.csv", piece, "to") - cell("curve/frontier.csv", piece, "from");
        CU_ASSERT_DOUBLE_EQUAL(cell("curve/frontier.csv", piece, "value_to") -
                                   cell("curve/frontier.csv", piece, "value_from"),
                               cell("curve/frontier.csv", piece, "slope") * length, 1e-4);
        /* The budget that is varied is worth what the curve gains by it. */
        CU_ASSERT_DOUBLE_EQUAL(cell("curve/frontier.csv", piece, "marginal_region"),
                               1000 * cell("curve/frontier.csv", piece, "slope"), 1e-8);
    }
    shell_end();
}

static void the_balance_of_a_study_without_one_can_be_varied(void) {
    begin();
    shell_thin_example();
    shell_expect("frontier " THIN " --vary balance=0.9:1 --tolerance 0.001 --out with --quiet", 0,
                 "with", "");
    do_well("cp -r " THIN " study && chmod -R u+w study && "
            "sed -i 's/^balance,.*/balance,0/' study/parameters.csv");
    shell_expect("frontier study --vary balance=0.9:1 --tolerance 0.001 --out without --quiet", 0,
                 "without", "");
    CU_ASSERT_DOUBLE_EQUAL(cell("with/frontier.csv", 1, "value_from"),
                           cell("without/frontier.csv", 1, "value_from"), 0.1);
    /* Where nothing is held, nothing moves. */
    shell_expect("frontier study --vary 'budget[ft]=20e6:22.5e6' --tolerance 0.001 --json --quiet",
                 0, "\"frontier\"", "");
    shell_end();
}

static void a_tolerance_ends_with_a_curve_that_is_proven_within_it(void) {
    json_t *object;
    begin();
    shell_thin_example();
    object = answer("frontier " THIN " --vary balance=0:1 --tolerance 0.01 --json --quiet");
    CU_ASSERT(number_of(object, "error") > 0 && number_of(object, "error") <= 0.01);
    CU_ASSERT(number_of(object, "samples") < 50);
    json_decref(object);
    shell_end();
}

/* ---- all three ---- */

static void printed_summaries_are_at_most_80_characters_wide(void) {
    static const char *const commands[] = {
        "compare " SUD " --quiet", "sweep " SUD " --vary balance=0:1:3 --draws 2 --quiet",
        "frontier " SUD " --transfer region:ft=-1e6:1e6 --tolerance 0.0001 --quiet"};
    begin();
    for (size_t i = 0; i < sizeof commands / sizeof *commands; i++) {
        shell_result result = shell_run(commands[i]);
        int longest = eqp_longest_line(result.out);
        CU_ASSERT_EQUAL(result.status, 0);
        CU_ASSERT(longest > 60 && longest <= 80 + (int)strlen(EQP_SOURCE_DIR));
        shell_free(&result);
    }
    shell_end();
}

static const eqp_test tests[] = {
    {"wrong usage is told before any work", wrong_usage_is_told_before_any_work},
    {"a folder that another run holds is refused", a_folder_that_another_run_holds_is_refused},
    {"floors that do not exist cannot be held", floors_that_do_not_exist_cannot_be_held},
    {"nothing is written unasked", nothing_is_written_unasked},
    {"results are complete, with their digests", results_are_complete_with_their_digests},
    {"every point of a sweep is what solve finds", every_point_of_a_sweep_is_what_solve_finds},
    {"a sweep and a frontier start from a scenario and settings",
     a_sweep_and_a_frontier_start_from_a_scenario_and_settings},
    {"points without a plan are rows", points_without_a_plan_are_rows},
    {"held floors are those of the study as it stands",
     held_floors_are_those_of_the_study_as_it_stands},
    {"one and two threads write the same bytes", one_and_two_threads_write_the_same_bytes},
    {"an interrupted sweep goes on where it was", an_interrupted_sweep_goes_on_where_it_was},
    {"a finished sweep is told again", a_finished_sweep_is_told_again},
    {"a full disk leaves whole groups", a_full_disk_leaves_whole_groups},
    {"draws that change nothing are told", draws_that_change_nothing_are_told},
    {"progress is a bar where there is a terminal", progress_is_a_bar_where_there_is_a_terminal},
    {"every scenario is a row beside base", every_scenario_is_a_row_beside_base},
    {"a base without a plan is a row too", a_base_without_a_plan_is_a_row_too},
    {"a study without scenarios is told so", a_study_without_scenarios_is_told_so},
    {"a frontier passes through every point of a sweep",
     a_frontier_passes_through_every_point_of_a_sweep},
    {"slopes are what the curve gains", slopes_are_what_the_curve_gains},
    {"the balance of a study without one can be varied",
     the_balance_of_a_study_without_one_can_be_varied},
    {"a tolerance ends with a curve that is proven within it",
     a_tolerance_ends_with_a_curve_that_is_proven_within_it},
    {"printed summaries are at most 80 characters wide",
     printed_summaries_are_at_most_80_characters_wide},
};

EQP_SUITE_MAIN("families", tests)
