/* The benchmark: solves the cases with ours, Clp and GLPK, reads a large table, times the command
 * on the example study, and writes a report. It asserts no times. */
#include "report.h"

#include "models/memory.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define READ_ROWS 1000000
#define COMMAND_REPETITIONS 5

typedef struct bench_options {
    const char *only;    /* name of a case, "read" or "command"; NULL: all */
    const char *out;     /* file of the report; NULL: only printed */
    const char *program; /* the command; NULL: not timed */
    int quick;
    double limit;
} bench_options;

static void print_help(FILE *stream) {
    fprintf(stream, "usage: bench [--case NAME] [--quick] [--limit SECONDS] [--program FILE] "
                    "[--out FILE]\n\n"
                    "  --case NAME      only this case; one of\n");
    for (size_t i = 0; i < bench_case_count; i++)
        fprintf(stream, "                     %-10s %s\n", bench_cases[i].name,
                bench_cases[i].title);
    fprintf(stream,
            "                     %-10s reading a table of a million rows\n"
            "                     %-10s the command on the example study (needs --program)\n"
            "  --quick          one repetition, and a limit of 20 s\n"
            "  --limit SECONDS  what a job may take; of Clp: each solve (300)\n"
            "  --program FILE   the command `equiplace`\n"
            "  --out FILE       where to keep the report, which is printed in any case\n",
            "read", "command");
}

static int bad_usage(const char *what, const char *word) {
    fprintf(stderr, "bench: %s \"%s\"\n", what, word);
    print_help(stderr);
    return -1;
}

/* 0 = read, -1 = wrong usage (said on standard error), 1 = help was asked for. */
static int read_options(int count, char **words, bench_options *options) {
    *options = (bench_options){.limit = 300};
    for (int i = 1; i < count; i++) {
        const char *word = words[i], **text = NULL, *limit = NULL;
        if (strcmp(word, "--help") == 0)
            return 1;
        if (strcmp(word, "--quick") == 0) {
            options->quick = 1;
            options->limit = 20;
            continue;
        }
        if (strcmp(word, "--case") == 0)
            text = &options->only;
        else if (strcmp(word, "--out") == 0)
            text = &options->out;
        else if (strcmp(word, "--program") == 0)
            text = &options->program;
        else if (strcmp(word, "--limit") == 0)
            text = &limit;
        if (!text)
            return bad_usage("unknown option", word);
        if (++i == count)
            return bad_usage("a value must follow", word);
        *text = words[i];
        if (limit) {
            options->limit = atof(limit);
            if (!(options->limit > 0))
                return bad_usage("not a number of seconds above 0:", limit);
        }
    }
    if (options->only && strcmp(options->only, "read") != 0 &&
        strcmp(options->only, "command") != 0 && !bench_case_find(options->only))
        return bad_usage("unknown case", options->only);
    return 0;
}

static int wanted(const bench_options *options, const char *name) {
    return !options->only || strcmp(options->only, name) == 0;
}

static size_t measure_cases(const bench_options *options, bench_result *results) {
    size_t count = 0;
    for (size_t i = 0; i < bench_case_count; i++)
        if (wanted(options, bench_cases[i].name))
            bench_result_measure(&bench_cases[i], options->quick ? 1 : bench_cases[i].repetitions,
                                 options->limit, &results[count++]);
    return count;
}

static int keep_report(const bench_report *report, const char *path) {
    FILE *stream = fopen(path, "w");
    int failed;
    if (!stream) {
        fprintf(stderr, "bench: %s: %s\n", path, strerror(errno));
        return -1;
    }
    bench_report_write(report, stream);
    failed = ferror(stream);
    if (fclose(stream) || failed) {
        fprintf(stderr, "bench: %s could not be written whole\n", path);
        return -1;
    }
    return 0;
}

int main(int count, char **words) {
    bench_options options;
    bench_read_speed reading;
    bench_demo demo;
    bench_report report = {0};
    bench_result *results;
    int repetitions, asked = read_options(count, words, &options), failed = 0;
    if (asked > 0)
        print_help(stdout);
    if (asked)
        return asked < 0 ? 2 : 0;
    results = eqp_allocate(bench_case_count, sizeof *results);
    if (!results)
        return 1;
    repetitions = options.quick ? 1 : COMMAND_REPETITIONS;
    report.limit = options.limit;
    report.partial = options.quick || options.only;
    report.results = results;
    report.count = measure_cases(&options, results);
    if (wanted(&options, "read")) {
        bench_read_speed_measure(READ_ROWS, repetitions, &reading);
        report.reading = &reading;
    }
    if (wanted(&options, "command") && options.program) {
        bench_demo_measure(options.program, EQP_SOURCE_DIR "/input/examples/sud-2024",
                           EQP_BINARY_DIR "/bench-plan", repetitions, &demo);
        report.demo = &demo;
    }
    bench_report_write(&report, stdout);
    if (options.out)
        failed = keep_report(&report, options.out);
    eqp_free(results);
    return failed ? 1 : 0;
}
