/* Sweeps over several processes, as mpirun starts them. */
#include "models/base/memory.h"
#include "shell.h"
#include "suite.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#define TINY "'" EQP_SOURCE_DIR "/tests/cases/tiny'"
#define SUD "'" EQP_SOURCE_DIR "/input/examples/sud-2024'"
#define MPIRUN "timeout 120 mpirun --oversubscribe "

/* A test may be run by root, and where a process may not read another's memory. */
static void begin(void) {
    setenv("OMPI_ALLOW_RUN_AS_ROOT", "1", 1);
    setenv("OMPI_ALLOW_RUN_AS_ROOT_CONFIRM", "1", 1);
    setenv("OMPI_MCA_btl_vader_single_copy_mechanism", "none", 1);
    CU_ASSERT_EQUAL_FATAL(shell_begin(), 0);
}

/* Runs a command of the shell and checks its status and a part of what it says on each stream;
 * NULL: whatever it says. */
static void expect(const char *command, int status, const char *out, const char *err) {
    char line[1500];
    char *said, *complained;
    int was, good;
    snprintf(line, sizeof line, "{ %s; } >out 2>err", command);
    was = shell_do(line);
    said = shell_read("out");
    complained = shell_read("err");
    good = was == status && said && complained && (!out || strstr(said, out)) &&
           (!err || strstr(complained, err));
    if (!good)
        fprintf(stderr, "%s: status %d\n%s\n%s\n", command, was, said ? said : "",
                complained ? complained : "");
    CU_ASSERT(good);
    eqp_free(said);
    eqp_free(complained);
    remove("out");
    remove("err");
}

static void any_number_of_processes_writes_the_same_bytes(void) {
    static const char *const sweeps[] = {
        "sweep " TINY " --vary 'budget[region]*=0.5:1.5:9' --draws 200 --seed 7",
        "sweep " SUD " --vary balance=0:1:5 --transfer region:ft=-1e7:1e7:4"};
    static const int counts[] = {2, 4};
    begin();
    for (size_t i = 0; i < sizeof sweeps / sizeof *sweeps; i++) {
        char command[1000];
        snprintf(command, sizeof command, "'" EQP_PROGRAM "' %s --out alone --quiet", sweeps[i]);
        expect(command, 0, " points of ", "");
        for (size_t c = 0; c < sizeof counts / sizeof *counts; c++) {
            snprintf(command, sizeof command,
                     MPIRUN "-n %d '" EQP_PROGRAM "' %s --out many --threads %zu --quiet",
                     counts[c], sweeps[i], 2 - c);
            expect(command, 0, " points of ", "");
            snprintf(command, sizeof command, "grep -q '\"processes\": %d' many/summary.json",
                     counts[c]);
            CU_ASSERT_EQUAL(shell_do(command), 0);
            expect("diff -x summary.json -r alone many", 0, "", "");
        }
        CU_ASSERT_EQUAL(shell_do("rm -r alone many"), 0);
    }
    shell_end();
}

static void what_is_said_is_said_once(void) {
    begin();
    expect(MPIRUN "-n 2 '" EQP_PROGRAM "' sweep " TINY " --draws 9 | grep -c '^9 points'", 0, "1",
           "in each of 2 processes");
    expect(MPIRUN "-n 2 '" EQP_PROGRAM "' sweep " TINY " --draw 9", 2, "",
           "did you mean \"--draws\"?");
    expect(MPIRUN "-n 2 '" EQP_PROGRAM "' sweep --help | grep -c '^usage'", 0, "1", "");
    expect(MPIRUN "-n 2 '" EQP_PROGRAM "' sweep " TINY " --vary balence=0:1:2 2>&1 "
                  "| grep -c balence",
           0, "1", "");
    expect(MPIRUN "-n 2 '" EQP_PROGRAM "' compare " TINY " | grep -c '^Scenario '", 0, "1",
           "compare uses 1 of the 2 processes");
    shell_end();
}

static void what_fails_elsewhere_ends_the_run_with_the_number_of_the_process(void) {
    begin();
    expect(MPIRUN "-n 1 '" EQP_PROGRAM "' sweep " TINY " --draws 9 --out results --quiet : "
                  "-n 1 '" EQP_PROGRAM "' sweep nowhere --draws 9 --quiet",
           1, "", "error: process 1 on ");
    expect(MPIRUN "-n 1 '" EQP_PROGRAM "' sweep " TINY " --draws 9 --quiet : "
                  "-n 1 '" EQP_PROGRAM "' sweep " TINY " --draws 8 --quiet",
           1, "", "the program, the study or the options are others than in process 0");
    shell_end();
}

/* Starts three processes on the example study, each noting its number in the system, and kills one
 * a second after the run has begun to write; mpirun's status. */
static int status_after_killing(const char *victim) {
    static const char start[] =
        "exec " MPIRUN "-n 3 sh -c 'echo $$ >pid.$OMPI_COMM_WORLD_RANK; exec \"" EQP_PROGRAM
        "\" sweep \"" EQP_SOURCE_DIR "/input/examples/sud-2024\" "
        "--vary budget[ft]=80e6:100e6:600 --hold-floors --resume --out results' >out 2>err";
    struct timespec tenth = {0, 100000000};
    char command[100];
    int status = -1;
    pid_t child;
    shell_do("rm -f pid.*");
    child = fork();
    if (child == 0) {
        execl("/bin/sh", "sh", "-c", start, (char *)NULL);
        _exit(99);
    }
    snprintf(command, sizeof command, "pid.%s", victim);
    for (int i = 0;
         i < 300 && !(shell_exists("results/results.part.sqlite") && shell_exists(command)); i++)
        nanosleep(&tenth, NULL);
    sleep(1);
    snprintf(command, sizeof command, "kill -9 $(cat pid.%s)", victim);
    CU_ASSERT_EQUAL(shell_do(command), 0);
    if (waitpid(child, &status, 0) != child || !WIFEXITED(status))
        return -1;
    return WEXITSTATUS(status);
}

static void a_process_that_dies_ends_a_run_that_can_be_resumed(void) {
    const char *go_on = "'" EQP_PROGRAM "' sweep " SUD
                        " --vary budget[ft]=80e6:100e6:600 --hold-floors --quiet --resume --out ";
    char command[600];
    begin();
    CU_ASSERT_NOT_EQUAL(status_after_killing("2"), 0);
    CU_ASSERT_EQUAL(shell_do("grep -q 'equiplace: stopped ' err"), 0);
    CU_ASSERT_EQUAL(shell_do("grep -q 'exited on signal 9' err"), 0);
    CU_ASSERT_FALSE(shell_exists("results/summary.json"));
    CU_ASSERT_NOT_EQUAL(status_after_killing("0"), 0);
    CU_ASSERT_EQUAL(shell_do("grep -q 'exited on signal 9' err"), 0);
    CU_ASSERT_FALSE(shell_exists("results/summary.json"));
    snprintf(command, sizeof command, MPIRUN "-n 2 %s results", go_on);
    expect(command, 0, "600 points of ", "");
    snprintf(command, sizeof command, "%s whole", go_on);
    expect(command, 0, "600 points of ", "");
    expect("diff -x summary.json -r results whole", 0, "", "");
    shell_end();
}

static const eqp_test tests[] = {
    {"any number of processes writes the same bytes",
     any_number_of_processes_writes_the_same_bytes},
    {"what is said is said once", what_is_said_is_said_once},
    {"what fails elsewhere ends the run with the number of the process",
     what_fails_elsewhere_ends_the_run_with_the_number_of_the_process},
    {"a process that dies ends a run that can be resumed",
     a_process_that_dies_ends_a_run_that_can_be_resumed},
};

EQP_SUITE_MAIN("processes", tests)
