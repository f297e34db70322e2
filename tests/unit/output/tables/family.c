#include "family.h"

#include "models/base/memory.h"
#include "small_study.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const char *const tables[][2] = {
    {"institutions", "institution,name,buyer\n"
                     "\"a,b\",=SUM(A1),\n\"A,B\",Bureau,\"a,b\"\n=x,Région,\n"},
    {"budgets", "institution,budget\n\"a,b\",100000\n\"A,B\",5000\n=x,20000\n"},
    {"zones", "zone,name,department,longitude,latitude\n"
              "04,\"Digne, ville\",04,6.2,44.1\n\"z\"\"2\",+Nice,,,\n"},
    {"occupations", "occupation,name\no1,Plumber\n"},
    {"needs", "zone,occupation,need\n04,o1,40\n\"z\"\"2\",o1,10\n"},
    {"offers", "offer,name,zone,places,success_rate\nk1,One,04,24,0.5\nk2,Two,\"z\"\"2\",10,0.5\n"},
    {"offer_occupations", "offer,occupation\nk1,o1\nk2,o1\n"},
    {"prices", "offer,institution,price\nk1,\"a,b\",5400\nk1,=x,5600\nk2,\"A,B\",2000\n"},
};

eqp_study *family_study(void) {
    small_study texts = {.count = 0};
    for (size_t i = 0; i < sizeof tables / sizeof *tables; i++)
        texts.texts[texts.count++] =
            (eqp_table_text){tables[i][0], tables[i][1], strlen(tables[i][1])};
    return small_study_read(&texts);
}

/* Numbers that go up and down, and whose sums depend on their order in the last digit. */
static double number(uint64_t point, double size) {
    return size * (1 + (double)(point * 7 % 12) / 3) + 0.1;
}

eqp_point_result *family_finding(const eqp_study *study, uint64_t point, int all_feasible) {
    uint32_t institutions = study->institutions.count, zones = study->zones.count;
    static eqp_point_result_line lines[16][2];
    eqp_outcome outcome =
        point % 7 == 3 && !all_feasible ? EQP_OUTCOME_INFEASIBLE : EQP_OUTCOME_OPTIMAL;
    eqp_point_result *finding = eqp_point_result_without_plan(point, outcome, institutions, zones);
    if (!finding || outcome == EQP_OUTCOME_INFEASIBLE)
        return finding;
    finding->value_best = number(point, 10);
    finding->value = finding->value_best - 0.01;
    finding->gap = 1e-7;
    finding->coverage = number(point, 0.125);
    finding->rate_min = number(point, 0.0625);
    finding->gini = 1 / number(point, 3);
    finding->overlap = 2;
    finding->cost = number(point, 30000);
    finding->places = number(point, 6);
    finding->hires = number(point, 3);
    for (uint32_t i = 0; i < institutions; i++) {
        finding->institution_cost[i] = finding->cost * (i + 1) / 6;
        finding->institution_places[i] = finding->places * (i + 1) / 6;
    }
    finding->zone_rate[0] = number(point, 0.2);
    finding->zone_fair_rate[0] = 0.25;
    lines[point % 16][0] = (eqp_point_result_line){0, 0, number(point, 6)};
    lines[point % 16][1] = (eqp_point_result_line){1, 1, point % 2 ? 5 : 5e-5};
    finding->lines = lines[point % 16];
    finding->line_count = 2;
    return finding;
}

static double draw_value(const void *context, uint64_t point, uint32_t column) {
    (void)context;
    return column == 0 ? 100. * (double)(1 + point / 6) : (double)(point % 6 + 1);
}

static double grid_value(const void *context, uint64_t point, uint32_t column) {
    (void)context;
    return column == 0 ? 100. * (double)(1 + point / 6) : 0.1 * (double)(point % 6);
}

eqp_store_plan family_plan(const eqp_study *study, int draws) {
    static const char *const drawn[] = {"budget[a,b]", "draw"};
    static const char *const grid[] = {"budget[a,b]", "balance"};
    return (eqp_store_plan){.study = study,
                            .version = "0.0.0",
                            .options = "--vary budget[a,b]=100:200:2",
                            .titles = draws ? drawn : grid,
                            .columns = 2,
                            .points = 12,
                            .draws = draws ? 6 : 0,
                            .groups = FAMILY_GROUPS,
                            .value = draws ? draw_value : grid_value};
}

eqp_status family_add(eqp_store *store, uint64_t group, eqp_error *error) {
    eqp_point_result *findings[FAMILY_GROUP];
    eqp_status status;
    for (uint64_t i = 0; i < FAMILY_GROUP; i++)
        findings[i] = family_finding(eqp_store_of(store)->study, group + 4 * i, 0);
    status =
        eqp_store_add(store, group, (const eqp_point_result *const *)findings, FAMILY_GROUP, error);
    for (uint64_t i = 0; i < FAMILY_GROUP; i++)
        eqp_free(findings[i]);
    return status;
}

char *family_read(const char *folder, const char *name, size_t *size) {
    char path[1024];
    FILE *file;
    char *bytes = NULL;
    snprintf(path, sizeof path, "%s/%s", folder, name);
    *size = 0;
    file = fopen(path, "rb");
    if (file) {
        bytes = eqp_allocate(1 << 20, 1);
        *size = bytes ? fread(bytes, 1, (1 << 20) - 1, file) : 0;
        fclose(file);
    }
    return bytes;
}

static int same_as_golden(const char *text, size_t length, const char *golden) {
    size_t size;
    char *expected;
    int same;
    if (getenv("EQP_UPDATE_GOLDEN")) {
        FILE *file;
        char path[1024];
        snprintf(path, sizeof path, EQP_SOURCE_DIR "/tests/golden/families/%s", golden);
        file = fopen(path, "wb");
        if (file) {
            fwrite(text, 1, length, file);
            fclose(file);
        }
    }
    expected = family_read(EQP_SOURCE_DIR "/tests/golden/families", golden, &size);
    same = expected && size == length && memcmp(expected, text, length) == 0;
    if (!same)
        fprintf(stderr, "%s differs; found:\n%.*s", golden, (int)length, text);
    eqp_free(expected);
    return same;
}

int family_is_golden(const char *folder, const char *name, const char *golden) {
    size_t size;
    char *text = family_read(folder, name, &size);
    int same = text && same_as_golden(text, size, golden);
    eqp_free(text);
    return same;
}

int family_text_is_golden(const char *text, const char *golden) {
    return same_as_golden(text, strlen(text), golden);
}

void family_remove_folder(const char *folder) {
    DIR *open = opendir(folder);
    struct dirent *entry;
    while (open && (entry = readdir(open))) {
        char path[2048];
        snprintf(path, sizeof path, "%s/%s", folder, entry->d_name);
        if (strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0)
            unlink(path);
    }
    if (open)
        closedir(open);
    rmdir(folder);
}
