#include "cases.h"

#include "folder.h"
#include "input/generate.h"
#include "input/reader.h"

#include <string.h>

#define SEED 1

const bench_case bench_cases[] = {
    {"sud", "sud-2024: 17 real zones, 15 % two occupations, a tenth of those across families",
     BENCH_WHOLE, EQP_SOURCE_DIR "/input/examples/sud-2024", 0, 0, 0, 0, 0, 5, 0, 7},
    {"wide", "52 zones, 3,500 offers, 15 % two occupations within families", BENCH_WHOLE, NULL, 52,
     225, 3500, 0.15, 0, 4, 0, 5},
    {"connected", "18 zones, 2,500 offers, 40 % two occupations across all families", BENCH_WHOLE,
     NULL, 18, 225, 2500, 0.40, 1, 1, 0, 5},
    {"small", "20 zones, 2,200 offers, one occupation each", BENCH_VALUE, NULL, 20, 225, 2200, 0, 0,
     0, 0, 5},
    {"middle", "100 zones, 13,500 offers, one occupation each", BENCH_VALUE, NULL, 100, 225, 13500,
     0, 0, 2, 0, 3},
    {"large", "200 zones, 45,000 offers, one occupation each", BENCH_VALUE, NULL, 200, 450, 45000,
     0, 0, 1, 2048, 3},
};
const size_t bench_case_count = sizeof bench_cases / sizeof *bench_cases;

const bench_case *bench_case_find(const char *name) {
    for (size_t i = 0; i < bench_case_count; i++)
        if (strcmp(bench_cases[i].name, name) == 0)
            return &bench_cases[i];
    return NULL;
}

static eqp_status read_folder(const char *folder, eqp_study **out, eqp_error *error) {
    eqp_problems *problems = eqp_problems_create();
    eqp_status status;
    if (!problems)
        return eqp_error_memory(error);
    status = eqp_study_read(folder, out, problems, error);
    if (status == EQP_ERROR_DATA)
        eqp_error_set(error, status, "%s has errors", folder);
    eqp_problems_free(problems);
    return status;
}

/* The region as the command `generate` writes it and `solve` reads it. */
static eqp_status make_region(const bench_case *which, eqp_study **out, eqp_error *error) {
    eqp_generate_options options = eqp_generate_defaults();
    eqp_generate_summary summary;
    eqp_problems *problems = eqp_problems_create();
    char folder[BENCH_PATH_SIZE];
    eqp_status status;
    if (!problems)
        return eqp_error_memory(error);
    if (bench_folder_make(folder)) {
        eqp_problems_free(problems);
        return eqp_error_set(error, EQP_ERROR_SYSTEM, "no folder can be made for the region");
    }
    options.zones = which->zones;
    options.occupations = which->occupations;
    options.offers = which->offers;
    options.second = which->second;
    options.across = which->across;
    options.seed = SEED;
    status = eqp_generate(folder, &options, problems, &summary, error);
    if (status == EQP_OK)
        status = read_folder(folder, out, error);
    bench_folder_remove(folder);
    eqp_problems_free(problems);
    return status;
}

eqp_status bench_case_study(const bench_case *which, eqp_study **out, eqp_error *error) {
    eqp_status status;
    *out = NULL;
    status =
        which->folder ? read_folder(which->folder, out, error) : make_region(which, out, error);
    if (status == EQP_OK && which->job == BENCH_VALUE)
        (*out)->settings.balance = 0; /* no floors: a solve is stage B, then D */
    return status;
}
