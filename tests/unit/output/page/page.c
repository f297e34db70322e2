/* The report's file and the data within it. What a browser makes of it is tested in tests/page. */
#include "output/page/page.h"

#include "../tables/tiny.h"
#include "models/base/memory.h"
#include "output/delivery/delivery.h"
#include "scratch.h"
#include "suite.h"

#include <jansson.h>

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static char folder_path[EQP_SCRATCH_PATH];
static tiny made;
static eqp_plan *plan;
static eqp_run run;

static void begin(void) {
    CU_ASSERT_EQUAL_FATAL(tiny_create(&made), 0);
    CU_ASSERT_EQUAL_FATAL(eqp_plan_build(made.programme, made.solution, &plan, NULL), EQP_OK);
    run = (eqp_run){.version = "0.0.0",
                    .study = "some/where/tiny",
                    .scenario = "base",
                    .page = {.wanted = 1, .language = "en"}};
    CU_ASSERT_EQUAL_FATAL(eqp_scratch_make(folder_path), 0);
}

static const char *within(const char *name) {
    static char path[1024];
    snprintf(path, sizeof path, "%s/%s", folder_path, name);
    return path;
}

static void end(void) {
    eqp_folder *folder;
    CU_ASSERT_EQUAL_FATAL(eqp_folder_open(folder_path, &folder, NULL), EQP_OK);
    CU_ASSERT_EQUAL(eqp_results_clear(folder, NULL), EQP_OK);
    eqp_folder_close(folder);
    CU_ASSERT_EQUAL(rmdir(folder_path), 0);
    eqp_plan_free(plan);
    tiny_free(&made);
}

static eqp_page page_of(const char *folder, const char *scenario) {
    return (eqp_page){.options = &run.page,
                      .version = run.version,
                      .folder = folder,
                      .scenario = scenario,
                      .typed = "",
                      .study = made.study,
                      .plan = plan};
}

static json_t *data_of(const eqp_page *page) {
    char *text = eqp_page_data(page);
    json_t *data;
    CU_ASSERT_PTR_NOT_NULL_FATAL(text);
    CU_ASSERT_PTR_NULL(strpbrk(text, "<>&\n"));
    CU_ASSERT_PTR_NULL(strstr(text, "\xE2\x80\xA8"));
    data = json_loads(text, 0, NULL);
    CU_ASSERT_PTR_NOT_NULL_FATAL(data);
    eqp_free(text);
    return data;
}

/* A cell of a table; NULL where there is none. */
static const json_t *cell_of(const json_t *data, const char *table, size_t row,
                             const char *column) {
    const json_t *whole = json_object_get(data, table);
    const json_t *columns = json_object_get(whole, "columns");
    for (size_t i = 0; i < json_array_size(columns); i++)
        if (strcmp(json_string_value(json_array_get(columns, i)), column) == 0)
            return json_array_get(json_array_get(json_object_get(whole, "rows"), row), i);
    return NULL;
}

static double number_in(const json_t *data, const char *table, size_t row, const char *column) {
    const json_t *cell = cell_of(data, table, row, column);
    return json_is_number(cell) ? json_number_value(cell) : NAN;
}

static const char *text_in(const json_t *data, const char *table, size_t row, const char *column) {
    const char *text = json_string_value(cell_of(data, table, row, column));
    return text ? text : "(none)";
}

static size_t rows_of(const json_t *data, const char *table) {
    return json_array_size(json_object_get(json_object_get(data, table), "rows"));
}

static void the_data_are_those_of_the_plan(void) {
    eqp_page page;
    json_t *data;
    begin();
    page = page_of("some/where/tiny/", "base");
    data = data_of(&page);
    CU_ASSERT_STRING_EQUAL(
        json_string_value(json_object_get(json_object_get(data, "about"), "study")), "tiny");
    CU_ASSERT_EQUAL(rows_of(data, "zones"), 4);
    CU_ASSERT_STRING_EQUAL(text_in(data, "zones", 1, "name"), "=2+2");
    CU_ASSERT_DOUBLE_EQUAL(number_in(data, "zones", 0, "rate"), 8.05 / 18, 1e-12);
    CU_ASSERT(isnan(number_in(data, "zones", 2, "rate")));
    CU_ASSERT_DOUBLE_EQUAL(number_in(data, "zones", 3, "unmet"), 4, 1e-12);
    CU_ASSERT_EQUAL(rows_of(data, "purchases"), 3); /* A: ft and region; B: ft */
    CU_ASSERT_EQUAL(rows_of(data, "families"), 2);
    CU_ASSERT_EQUAL(rows_of(data, "rules"), 2);
    CU_ASSERT_STRING_EQUAL(text_in(data, "needs", 0, "occupation"), "o1");
    CU_ASSERT_EQUAL(number_in(data, "needs", 0, "zone"), 1);
    json_decref(data);
    end();
}

static void need_is_summed_by_zone_and_family_the_largest_unmet_first(void) {
    eqp_page page;
    json_t *data;
    double need = 0, unmet = 0, before = INFINITY;
    begin();
    page = page_of("tiny", "base");
    data = data_of(&page);
    CU_ASSERT_EQUAL(rows_of(data, "cells"), 4); /* z1 A, z2 A, z2 B, z4 A */
    for (size_t i = 0; i < 4; i++) {
        need += number_in(data, "cells", i, "need");
        unmet += number_in(data, "cells", i, "unmet");
        CU_ASSERT(number_in(data, "cells", i, "unmet") <= before);
        before = number_in(data, "cells", i, "unmet");
    }
    CU_ASSERT_DOUBLE_EQUAL(need, 47, 1e-12);
    CU_ASSERT_DOUBLE_EQUAL(unmet, 47 - 17.5, 1e-9);
    json_decref(data);
    end();
}

static void no_text_ends_the_data(void) {
    static const char text[] = "</script><!--\xE2\x80\xA8&amp;\"'";
    eqp_page page;
    json_t *data;
    begin();
    page = page_of("a/\xFF<b>\xC3\xA9\xC3", text);
    page.typed = text;
    data = data_of(&page);
    CU_ASSERT_STRING_EQUAL(
        json_string_value(json_object_get(json_object_get(data, "about"), "scenario")), text);
    CU_ASSERT_STRING_EQUAL(
        json_string_value(json_object_get(json_object_get(data, "about"), "study")),
        "?<b>\xC3\xA9?");
    json_decref(data);
    end();
}

static eqp_status write_reports(void) {
    eqp_folder *folder;
    eqp_status status = eqp_folder_open(folder_path, &folder, NULL);
    if (status == EQP_OK)
        status = eqp_deliver_plan(plan, &run, folder, EQP_CSV_STANDARD, NULL);
    eqp_folder_close(folder);
    return status;
}

static char *read_page(void) {
    FILE *file = fopen(within(EQP_PAGE_FILE), "r");
    char *text = file ? eqp_allocate(1 << 22, 1) : NULL;
    if (text)
        text[fread(text, 1, (1 << 22) - 1, file)] = '\0';
    if (file)
        fclose(file);
    return text;
}

static void the_page_is_one_of_the_results_and_goes_with_the_next(void) {
    char *text;
    struct stat found;
    begin();
    if (eqp_page_possible()) {
        CU_ASSERT_EQUAL(write_reports(), EQP_OK);
        CU_ASSERT_STRING_EQUAL(run.files.files[run.files.count - 1].name, EQP_PAGE_FILE);
        text = read_page();
        CU_ASSERT_PTR_NOT_NULL_FATAL(text);
        CU_ASSERT_PTR_NOT_NULL(strstr(text, "<html lang=\"en\">"));
        CU_ASSERT_PTR_NOT_NULL(strstr(text, "<title>Purchase plan: tiny</title>"));
        CU_ASSERT_PTR_NOT_NULL(strstr(text, "content=\"default-src 'none'; base-uri 'none'; "
                                            "form-action 'none'; script-src 'sha256-"));
        CU_ASSERT_PTR_NULL(strstr(text, "{{"));
        eqp_free(text);
        run.page.wanted = 0;
        CU_ASSERT_EQUAL(write_reports(), EQP_OK);
        CU_ASSERT_NOT_EQUAL(stat(within(EQP_PAGE_FILE), &found), 0);
    }
    end();
}

static void *take(size_t size) {
    return eqp_allocate(size, 1);
}

static void short_memory_is_told_and_nothing_is_left(void) {
    eqp_outlines outlines = {.cell = 1,
                             .zones = 4,
                             .first_polygon = (size_t[]){0, 1, 1, 1, 1},
                             .first_ring = (size_t[]){0, 1},
                             .first_point = (size_t[]){0, 4},
                             .x = (uint32_t[]){0, 1, 1, 0},
                             .y = (uint32_t[]){0, 0, 1, 0}};
    char *text = NULL;
    size_t alive, n;
    eqp_page page;
    begin();
    run.page.outlines = &outlines;
    page = page_of("tiny", "base");
    json_set_alloc_funcs(take, eqp_free); /* so that the JSON library's fail too */
    alive = eqp_memory_alive();
    for (n = 1; !text; n += 1 + n / 50) {
        CU_ASSERT_EQUAL(eqp_memory_alive(), alive);
        eqp_memory_fail_at(n);
        text = eqp_page_data(&page);
        eqp_memory_fail_at(0);
    }
    CU_ASSERT(n > 500);
    CU_ASSERT_PTR_NOT_NULL(strstr(text, "\"0 0 1 0 0 1 -1 -1\""));
    eqp_free(text);
    json_set_alloc_funcs(malloc, free);
    end();
}

static const eqp_test tests[] = {
    {"the data are those of the plan", the_data_are_those_of_the_plan},
    {"need is summed by zone and family, the largest unmet first",
     need_is_summed_by_zone_and_family_the_largest_unmet_first},
    {"no text ends the data", no_text_ends_the_data},
    {"the page is one of the results and goes with the next",
     the_page_is_one_of_the_results_and_goes_with_the_next},
    {"short memory is told and nothing is left", short_memory_is_told_and_nothing_is_left},
};

EQP_SUITE_MAIN("page", tests)
