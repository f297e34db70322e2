#include "cases.h"

#include "folder.h"
#include "input/generate/generate.h"
#include "input/tables/reader.h"

#include <string.h>

#define SEED 1

const bench_case bench_cases[] = {
    {.name = "sud",
     .title = "sud-2024: 17 real zones, 15 % two occupations, a tenth of those across families",
     .job = BENCH_WHOLE,
     .folder = EQP_SOURCE_DIR "/input/examples/sud-2024",
     .target = 5,
     .repetitions = 7},
    {.name = "wide",
     .title = "52 zones, 3,500 offers, 15 % two occupations within families",
     .job = BENCH_WHOLE,
     .zones = 52,
     .occupations = 225,
     .offers = 3500,
     .second = 0.15,
     .target = 4,
     .repetitions = 5},
    {.name = "connected",
     .title = "18 zones, 2,500 offers, 40 % two occupations across all families",
     .job = BENCH_WHOLE,
     .zones = 18,
     .occupations = 225,
     .offers = 2500,
     .second = 0.40,
     .across = 1,
     .target = 1,
     .repetitions = 5},
    {.name = "remote",
     .title = "30 zones, 10 of them cut off and short of places: many levels of the fair profile",
     .job = BENCH_WHOLE,
     .zones = 30,
     .occupations = 225,
     .offers = 2500,
     .second = 0.15,
     .remote = 10,
     .repetitions = 3},
    {.name = "small",
     .title = "20 zones, 2,400 offers, one occupation each",
     .job = BENCH_VALUE,
     .zones = 20,
     .occupations = 225,
     .offers = 2400,
     .repetitions = 5},
    {.name = "middle",
     .title = "100 zones, 14,500 offers, one occupation each",
     .job = BENCH_VALUE,
     .zones = 100,
     .occupations = 225,
     .offers = 14500,
     .target = 2,
     .repetitions = 3},
    {.name = "large",
     .title = "200 zones, 50,000 offers, one occupation each",
     .job = BENCH_VALUE,
     .zones = 200,
     .occupations = 450,
     .offers = 50000,
     .target = 1,
     .memory = 2048,
     .repetitions = 3},
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

/* Nobody travels to or from the first zones, and their offers have few places. */
static void cut_off(eqp_study *study, uint32_t zones) {
    for (uint32_t m = 0; m < study->mobility.count; m++) {
        uint32_t residence = study->mobility.residence[m], site = study->mobility.site[m];
        if (residence != site && (residence < zones || site < zones))
            study->mobility.share[m] = 0;
    }
    for (uint32_t k = 0; k < study->offers.count; k++)
        if (study->offers.zone[k] < zones)
            study->offers.places[k] *= 0.4 * (study->offers.zone[k] + 1) / zones;
    for (uint32_t d = 0; d < study->decisions.count; d++)
        if (study->offers.zone[study->decisions.offer[d]] < zones)
            study->decisions.min_places[d] = 0;
}

eqp_status bench_case_study(const bench_case *which, eqp_study **out, eqp_error *error) {
    eqp_status status;
    *out = NULL;
    status =
        which->folder ? read_folder(which->folder, out, error) : make_region(which, out, error);
    if (status == EQP_OK)
        cut_off(*out, which->remote);
    if (status == EQP_OK && which->job == BENCH_VALUE)
        (*out)->settings.balance = 0; /* no floors: a solve is stage B, then D */
    return status;
}
