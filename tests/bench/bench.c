/* The benchmark: solves the cases and the families with ours, Clp and GLPK, reads a large table,
 * times the command on the example study, and writes a report. It asserts no times. */
#include "report.h"

#include "models/base/memory.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define READ_ROWS 1000000
#define WORKBOOK_ROWS 1000000
#define COMMAND_REPETITIONS 5
#define FAMILY_REPETITIONS 3
#define SIGNED_SECONDS 180 /* at least, whatever --limit */
#define EXAMPLE EQP_SOURCE_DIR "/input/examples/sud-2024"

typedef struct bench_options {
    const char *only; /* name of a case or family, "read", "workbook", "command", "sweep", "signed";
                         NULL: all */
    const char *out;  /* file of the report; NULL: only printed */
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
    for (size_t i = 0; i < bench_family_count; i++)
        fprintf(stream, "                     %-10s %d budget splits, %s\n", bench_families[i].name,
                BENCH_SPLITS, bench_families[i].title);
    fprintf(stream,
            "                     %-10s reading a table of a million rows\n"
            "                     %-10s the workbook of a plan of a million rows\n"
            "                     %-10s the command on the example study (needs --program)\n"
            "                     %-10s memory of the command `sweep` (needs --program)\n"
            "                     %-10s whole sessions, and the overlap of buyers\n"
            "  --quick          one repetition, and a limit of 20 s\n"
            "  --limit SECONDS  what a job may take; of Clp: each solve (300)\n"
            "  --program FILE   the command `equiplace`\n"
            "  --out FILE       where to keep the report, which is printed in any case\n",
            "read", "workbook", "command", "sweep", "signed");
}

static int bad_usage(const char *what, const char *word) {
    fprintf(stderr, "bench: %s \"%s\"\n", what, word);
    print_help(stderr);
    return -1;
}

static int is_known(const char *name) {
    return strcmp(name, "read") == 0 || strcmp(name, "workbook") == 0 ||
           strcmp(name, "command") == 0 || strcmp(name, "sweep") == 0 ||
           strcmp(name, "signed") == 0 || bench_case_find(name) || bench_family_find(name);
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
    if (options->only && !is_known(options->only))
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

/* The results are to be freed; *count of them. EQP_ERROR_MEMORY only. */
static eqp_status measure_families(const bench_options *options, family_result *results,
                                   size_t *count) {
    eqp_status status = EQP_OK;
    *count = 0;
    for (size_t i = 0; i < bench_family_count && status == EQP_OK; i++)
        if (wanted(options, bench_families[i].name))
            status =
                family_result_measure(&bench_families[i], options->quick ? 1 : FAMILY_REPETITIONS,
                                      options->limit, &results[(*count)++]);
    return status;
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

/* 0 = measured and written, 1 = failed. */
static int run(const bench_options *options) {
    bench_read_speed reading;
    bench_workbook workbook;
    bench_demo demo;
    bench_sweep sweep;
    bench_signed plans;
    bench_report report = {.limit = options->limit, .partial = options->quick || options->only};
    bench_result *results = eqp_allocate(bench_case_count, sizeof *results);
    family_result *families = eqp_allocate(bench_family_count, sizeof *families);
    int repetitions = options->quick ? 1 : COMMAND_REPETITIONS, failed = !results || !families;
    if (!failed) {
        report.results = results;
        report.families = families;
        report.count = measure_cases(options, results);
        failed = measure_families(options, families, &report.family_count) != EQP_OK;
    }
    if (failed)
        goto done;
    if (wanted(options, "read")) {
        bench_read_speed_measure(READ_ROWS, repetitions, &reading);
        report.reading = &reading;
    }
    if (wanted(options, "workbook")) {
        bench_workbook_measure(WORKBOOK_ROWS, &workbook);
        report.workbook = &workbook;
    }
    if (wanted(options, "command") && options->program) {
        bench_demo_measure(options->program, EXAMPLE, EQP_BINARY_DIR "/bench-plan", repetitions,
                           &demo);
        report.demo = &demo;
    }
    if (wanted(options, "sweep") && options->program) {
        bench_sweep_measure(options->program, EXAMPLE, &sweep);
        report.sweep = &sweep;
    }
    if (wanted(options, "signed")) {
        bench_signed_measure(options->limit < SIGNED_SECONDS ? SIGNED_SECONDS : options->limit,
                             &plans);
        report.plans = &plans;
    }
    bench_report_write(&report, stdout);
    if (options->out)
        failed = keep_report(&report, options->out) != 0;
done:
    for (size_t i = 0; i < report.family_count; i++)
        family_result_free(&families[i]);
    eqp_free(families);
    eqp_free(results);
    return failed;
}

int main(int count, char **words) {
    bench_options options;
    int asked = read_options(count, words, &options);
    if (asked > 0)
        print_help(stdout);
    if (asked)
        return asked < 0 ? 2 : 0;
    return run(&options);
}
