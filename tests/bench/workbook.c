#include "workbook.h"

#include "child.h"
#include "clock.h"
#include "folder.h"
#include "input/tables/reader.h"
#include "models/answers/plan.h"
#include "output/tables/run.h"
#include "output/workbook/workbook.h"
#include "table.h"

#include <string.h>
#include <sys/stat.h>

#define SIDE 100    /* zones, and occupations */
#define FAMILIES 20 /* of occupations */
#define SECONDS_MOST 60.0
#define GROWTH_MOST 1.2 /* peak memory with the workbook against that without */
#define PATIENCE 600    /* seconds */

typedef void table_writer(FILE *stream, unsigned rows);

static void write_institutions(FILE *stream, unsigned rows) {
    (void)rows;
    fputs("institution,name\nregion,Region\nft,France Travail\n", stream);
}

static void write_budgets(FILE *stream, unsigned rows) {
    (void)rows;
    fputs("institution,budget\nregion,1e13\nft,1e13\n", stream);
}

static void write_zones(FILE *stream, unsigned rows) {
    (void)rows;
    fputs("zone,name\n", stream);
    for (unsigned z = 0; z < SIDE; z++)
        fprintf(stream, "%04u,Bassin n\xC2\xB0 %u\n", 9300 + z, z);
}

static void write_occupations(FILE *stream, unsigned rows) {
    (void)rows;
    fputs("occupation,name,family\n", stream);
    for (unsigned o = 0; o < SIDE; o++)
        fprintf(stream, "O%03u,M\xC3\xA9tier %u,%c\n", o, o, 'A' + (char)(o % FAMILIES));
}

static void write_needs(FILE *stream, unsigned rows) {
    fputs("zone,occupation,need\n", stream);
    for (unsigned i = 0; i < SIDE * SIDE; i++)
        fprintf(stream, "%04u,O%03u,%u\n", 9300 + i / SIDE, i % SIDE, rows);
}

static void write_offers(FILE *stream, unsigned rows) {
    fputs("offer,name,zone,places,provider,hours,success_rate\n", stream);
    for (unsigned k = 0; k < rows; k++)
        fprintf(stream, "K%07u,Formation qualifiante %u,%04u,12,Organisme %u,%u,0.5\n", k, k % 977,
                9300 + k / SIDE % SIDE, k % 313, 100 + k % 900);
}

static void write_offer_occupations(FILE *stream, unsigned rows) {
    fputs("offer,occupation\n", stream);
    for (unsigned k = 0; k < rows; k++)
        fprintf(stream, "K%07u,O%03u\n", k, k % SIDE);
}

static void write_prices(FILE *stream, unsigned rows) {
    fputs("offer,institution,price\n", stream);
    for (unsigned k = 0; k < rows; k++)
        fprintf(stream, "K%07u,%s,%u.%02u\n", k, k % 3 ? "region" : "ft", 1000 + k % 5000, k % 100);
}

static int write_study(const char *folder, unsigned rows) {
    static const struct {
        const char *name;
        table_writer *write;
    } tables[] = {{"institutions", write_institutions},
                  {"budgets", write_budgets},
                  {"zones", write_zones},
                  {"occupations", write_occupations},
                  {"needs", write_needs},
                  {"offers", write_offers},
                  {"offer_occupations", write_offer_occupations},
                  {"prices", write_prices}};
    for (size_t t = 0; t < sizeof tables / sizeof *tables; t++) {
        char path[BENCH_PATH_SIZE + 32];
        FILE *stream;
        int failed;
        snprintf(path, sizeof path, "%s/%s.csv", folder, tables[t].name);
        stream = fopen(path, "w");
        if (!stream)
            return -1;
        tables[t].write(stream, rows);
        failed = ferror(stream);
        if (fclose(stream) || failed)
            return -1;
    }
    return 0;
}

/* Every offer bought in part, by the one who has a price for it. */
static void buy(const eqp_programme *programme, eqp_solution *solution) {
    for (uint32_t pair = 0; pair < programme->pairs; pair++)
        solution->primal[pair] = 1 + pair % 7 / 3.0;
    solution->outcome = EQP_OUTCOME_OPTIMAL;
}

static eqp_status write_workbook(const eqp_plan *plan, const char *path, bench_workbook *out) {
    eqp_run run = {
        .version = "0", .study = "bench", .scenario = "base", .workbook = &eqp_workbook_excel};
    char file[BENCH_PATH_SIZE + 32];
    struct stat found;
    eqp_folder *folder;
    eqp_status status = eqp_folder_open(path, &folder, NULL);
    if (status == EQP_OK)
        status = eqp_results_begin(&run.files, folder, EQP_CSV_STANDARD, NULL);
    out->memory_before = bench_child_memory();
    out->seconds = clock_seconds();
    if (status == EQP_OK)
        status = eqp_workbook_write_plan(plan, &run, "Plan", NULL, 0, &run.files, NULL);
    out->seconds = clock_seconds() - out->seconds;
    out->memory = bench_child_memory();
    eqp_folder_close(folder);
    snprintf(file, sizeof file, "%s/%s", path, EQP_WORKBOOK_FILE);
    if (status == EQP_OK && stat(file, &found) == 0)
        out->megabytes = (double)found.st_size / 1e6;
    return status;
}

typedef struct task {
    char path[BENCH_PATH_SIZE];
    unsigned rows;
} task;

static void measure(const void *context, void *found) {
    const task *given = context;
    bench_workbook *out = found;
    eqp_problems *problems = eqp_problems_create();
    eqp_study *study = NULL;
    eqp_programme *programme = NULL;
    eqp_solution *solution = NULL;
    eqp_plan *plan = NULL;
    eqp_status status = eqp_study_read(given->path, &study, problems, NULL);
    *out = (bench_workbook){.rows = given->rows};
    if (status == EQP_OK)
        status = eqp_programme_build(study, &programme, NULL);
    if (status == EQP_OK)
        status = eqp_solution_create(programme, &solution, NULL);
    if (status == EQP_OK) {
        buy(programme, solution);
        status = eqp_plan_build(programme, solution, &plan, NULL);
    }
    if (status == EQP_OK && plan->line_count == given->rows)
        out->measured = write_workbook(plan, given->path, out) == EQP_OK;
    eqp_plan_free(plan);
    eqp_solution_free(solution);
    eqp_programme_free(programme);
    eqp_study_free(study);
    eqp_problems_free(problems);
}

void bench_workbook_measure(unsigned rows, bench_workbook *out) {
    task given = {.rows = rows};
    *out = (bench_workbook){.rows = rows};
    if (bench_folder_make(given.path))
        return;
    if (write_study(given.path, rows) ||
        bench_child_run(measure, &given, PATIENCE, out, sizeof *out))
        *out = (bench_workbook){.rows = rows};
    bench_folder_remove(given.path);
    if (out->measured)
        fprintf(stderr, "workbook   %u rows %.1f s, %.0f MB; memory %.0f MiB, %.0f before\n",
                out->rows, out->seconds, out->megabytes, out->memory, out->memory_before);
    else
        fprintf(stderr, "workbook   failed\n");
}

void bench_workbook_target(const bench_workbook *workbook, FILE *stream) {
    double growth = workbook->measured ? workbook->memory / workbook->memory_before : 0;
    bench_table_target(stream, "workbook of a plan of a million rows", "<", SECONDS_MOST, " s",
                       workbook->seconds, workbook->measured && workbook->seconds < SECONDS_MOST);
    bench_table_target(stream, "peak memory with that workbook ÷ without", "<", GROWTH_MOST, "",
                       growth, workbook->measured && growth < GROWTH_MOST);
}

void bench_workbook_section(const bench_workbook *workbook, FILE *stream) {
    if (!workbook->measured)
        return;
    fprintf(stream,
            "## The workbook of a large plan\n\nA plan of %u rows over %u zones and %u "
            "occupations, written in %.1f s to a file of %.0f MB: measured, written, compressed "
            "and read back. The process had needed %.0f MiB for study, programme and plan; its "
            "peak at the end was %.0f MiB.\n\n",
            workbook->rows, SIDE, SIDE, workbook->seconds, workbook->megabytes,
            workbook->memory_before, workbook->memory);
}
