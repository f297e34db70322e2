/* What `export` writes is stage B: GLPK's and Clp's own programs solve it to the same value as the
 * model in MathProg. */
#include "oracle.h"
#include "random_study.h"
#include "suite.h"

#include "models/base/memory.h"
#include "models/programme/programme.h"
#include "output/export/export_lp.h"
#include "output/export/export_mps.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define STUDIES 100
#define LARGEST_ZONES 32

/* Runs a shell command; the number after the last `mark` in what it prints, NAN without one. */
static double number_after(const char *command, const char *mark) {
    char line[1024];
    double number = NAN;
    FILE *output = popen(command, "r");
    if (!output)
        return NAN;
    while (fgets(line, sizeof line, output)) {
        const char *at = strstr(line, mark);
        if (at)
            number = strtod(at + strlen(mark), NULL);
    }
    return pclose(output) == 0 ? number : NAN;
}

static double solved_by_glpsol(const char *format, const char *path) {
    char command[256];
    snprintf(command, sizeof command, "glpsol --nopresol --%s '%s' -w /dev/stdout", format, path);
    return number_after(command, "c Objective:  minus_value = ");
}

static double solved_by_clp(const char *path) {
    char command[256];
    snprintf(command, sizeof command, "clp '%s' -solve", path);
    return number_after(command, "Optimal - objective value ");
}

typedef eqp_status export_function(const eqp_programme *, const double *, FILE *, eqp_error *);

static void write_export(const char *path, export_function *export, const eqp_programme *programme,
                         const double *floor) {
    eqp_error error;
    FILE *file = fopen(path, "w");
    CU_ASSERT_PTR_NOT_NULL_FATAL(file);
    CU_ASSERT_EQUAL(export(programme, floor, file, &error), EQP_OK);
    CU_ASSERT_EQUAL(fclose(file), 0);
}

static void expect_value(const char *solver, uint64_t seed, double objective, double value) {
    int agrees = fabs(-objective - value) <= 1e-6 * fmax(1, fabs(value));
    if (!agrees)
        fprintf(stderr, "seed %lu: %s finds %.10g, the oracle %.10g\n", (unsigned long)seed, solver,
                -objective, value);
    CU_ASSERT_TRUE(agrees);
}

static void check_exports(uint64_t seed, const eqp_programme *programme, const double *floor,
                          double value) {
    char lp[32] = "export-XXXXXX", mps[32] = "export-XXXXXX", path[40];
    CU_ASSERT_NOT_EQUAL_FATAL(close(mkstemp(lp)), -1);
    CU_ASSERT_NOT_EQUAL_FATAL(close(mkstemp(mps)), -1);
    write_export(lp, eqp_export_lp, programme, floor);
    write_export(mps, eqp_export_mps, programme, floor);
    expect_value("glpsol, LP", seed, solved_by_glpsol("lp", lp), value);
    expect_value("glpsol, MPS", seed, solved_by_glpsol("freemps", mps), value);
    expect_value("Clp, MPS", seed, solved_by_clp(mps), value);
    /* Clp knows an LP file by its name. */
    snprintf(path, sizeof path, "%s.lp", lp);
    CU_ASSERT_EQUAL(rename(lp, path), 0);
    expect_value("Clp, LP", seed, solved_by_clp(path), value);
    remove(path);
    remove(mps);
}

/* The floors of stage B for r*. */
static void set_floors(const eqp_study *study, const double *rate, double *floor) {
    for (uint32_t z = 0; z < study->zones.count; z++)
        floor[z] = isnan(rate[z]) ? 0 : fmax(0, study->settings.balance * rate[z] - 1e-4);
}

/* 1 when the study has a plan, and so was compared. */
static uint32_t compare(uint64_t seed) {
    double rate[LARGEST_ZONES], floor[LARGEST_ZONES], value = 0;
    eqp_error error;
    eqp_study *study;
    eqp_programme *programme;
    eqp_oracle_answer answer;
    eqp_random_study *cells = eqp_random_study_create(seed);
    CU_ASSERT_PTR_NOT_NULL_FATAL(cells);
    CU_ASSERT_EQUAL_FATAL(eqp_random_study_build(cells, &study, &error), EQP_OK);
    CU_ASSERT_EQUAL_FATAL(eqp_programme_build(study, &programme, &error), EQP_OK);
    eqp_oracle *oracle = eqp_oracle_create(study, EQP_ORACLE_EXACT);
    CU_ASSERT_PTR_NOT_NULL_FATAL(oracle);
    answer = eqp_oracle_fair_profile(oracle, rate);
    CU_ASSERT_NOT_EQUAL(answer, EQP_ORACLE_FAILED);
    if (answer == EQP_ORACLE_SOLVED) {
        set_floors(study, rate, floor);
        CU_ASSERT_EQUAL(eqp_oracle_value(oracle, floor, &value), EQP_ORACLE_SOLVED);
        check_exports(seed, programme, floor, value);
    }
    eqp_oracle_free(oracle);
    eqp_programme_free(programme);
    eqp_study_free(study);
    eqp_random_study_free(cells);
    return answer == EQP_ORACLE_SOLVED;
}

static void every_export_solves_to_the_oracles_value(void) {
    uint32_t compared = 0;
    for (uint64_t seed = 0; seed < STUDIES; seed++)
        compared += compare(seed);
    CU_ASSERT(compared >= STUDIES * 2 / 3);
}

static const eqp_test tests[] = {
    {"glpsol and Clp solve every exported file to the oracle's value",
     every_export_solves_to_the_oracles_value},
};

EQP_SUITE_MAIN("export", tests)
