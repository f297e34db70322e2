#include "results.h"

#include "agreement.h"
#include "median.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

/* The order of a turn: ours stand between Clp's starts, so that a machine that slows down slows
 * both. */
static const bench_solver turn[] = {BENCH_CLP_DUAL,   BENCH_TWO_THREADS,   BENCH_CLP_PRIMAL,
                                    BENCH_ONE_THREAD, BENCH_CLP_PRESOLVED, BENCH_CLP_RESUMED};

static void run_once(bench_result *result, bench_solver solver, double limit) {
    static const char *const names[BENCH_SOLVERS] = {
        "Clp, dual",   "Clp, primal", "Clp, presolved", "Clp, resumed",
        "GLPK direct", "one thread",  "two threads"};
    bench_measurement *run = &result->run[solver][result->runs[solver]++];
    bench_measure(result->which, solver, limit, run);
    if (!run->measured)
        fprintf(stderr, "%-10s %-15s failed: %s\n", result->which->name, names[solver],
                run->sentence);
    else
        fprintf(stderr, "%-10s %-15s %8.3f s %6.0f MiB  V* %.9g%s\n", result->which->name,
                names[solver], run->seconds, run->memory, run->value,
                run->finished ? "" : "  (not finished)");
}

/* Whether a start of Clp is worth another turn. Stage B alone has nothing to resume. */
static int worth_a_turn(const bench_result *result, bench_solver solver, int repetition) {
    bench_solver best = bench_result_best_clp(result);
    if (solver == BENCH_CLP_RESUMED)
        return result->which->job == BENCH_WHOLE;
    if (solver >= BENCH_CLPS || repetition == 0 || best == BENCH_SOLVERS)
        return solver >= BENCH_CLPS || repetition == 0;
    return result->run[solver][0].finished &&
           result->run[solver][0].seconds <= 2 * result->run[best][0].seconds;
}

void bench_result_measure(const bench_case *which, int repetitions, double limit,
                          bench_result *out) {
    memset(out, 0, sizeof *out);
    out->which = which;
    for (int repetition = 0; repetition < repetitions && repetition < BENCH_RUNS_MOST; repetition++)
        for (size_t i = 0; i < sizeof turn / sizeof *turn; i++)
            if (worth_a_turn(out, turn[i], repetition))
                run_once(out, turn[i], limit);
    run_once(out, BENCH_GLPK, limit);
}

const bench_measurement *bench_result_typical(const bench_result *result, bench_solver solver) {
    double seconds[BENCH_RUNS_MOST];
    int runs = result->runs[solver];
    for (int i = 0; i < runs; i++) {
        if (!result->run[solver][i].measured)
            return NULL;
        seconds[i] = result->run[solver][i].seconds;
    }
    return runs ? &result->run[solver][bench_median_place(seconds, runs)] : NULL;
}

bench_solver bench_result_best_clp(const bench_result *result) {
    bench_solver best = BENCH_SOLVERS;
    double least = INFINITY;
    for (int solver = 0; solver < BENCH_CLPS; solver++) {
        const bench_measurement *run = bench_result_typical(result, (bench_solver)solver);
        if (run && run->finished && run->seconds < least) {
            least = run->seconds;
            best = (bench_solver)solver;
        }
    }
    return best;
}

void bench_result_range(const bench_result *result, bench_solver solver, double *shortest,
                        double *longest) {
    *shortest = INFINITY;
    *longest = 0;
    for (int i = 0; i < result->runs[solver]; i++) {
        *shortest = fmin(*shortest, result->run[solver][i].seconds);
        *longest = fmax(*longest, result->run[solver][i].seconds);
    }
}

double bench_result_ratio(const bench_result *result) {
    bench_solver best = bench_result_best_clp(result);
    const bench_measurement *ours = bench_result_typical(result, BENCH_TWO_THREADS);
    if (best == BENCH_SOLVERS || !ours || !ours->finished)
        return 0;
    return bench_result_typical(result, best)->seconds / ours->seconds;
}

bench_agreement bench_result_agreement(const bench_measurement *one,
                                       const bench_measurement *other) {
    bench_agreement apart = {NAN, NAN, NAN, NAN};
    if (!one || !other || !one->finished || !other->finished)
        return apart;
    apart = (bench_agreement){0, bench_relative(one->unbalanced, other->unbalanced),
                              bench_relative(one->value, other->value),
                              bench_relative(one->cost, other->cost)};
    for (uint32_t z = 0; z < one->zones; z++)
        if (!isnan(one->fair_rate[z]) || !isnan(other->fair_rate[z]))
            apart.fair_rate =
                fmax(apart.fair_rate, isnan(one->fair_rate[z]) || isnan(other->fair_rate[z])
                                          ? INFINITY
                                          : fabs(one->fair_rate[z] - other->fair_rate[z]));
    return apart;
}
