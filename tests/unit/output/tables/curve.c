/* What frontier writes and prints. */
#include "output/tables/curve.h"
#include "output/delivery/delivery.h"

#include "family.h"
#include "models/base/memory.h"
#include "output/text/plot.h"
#include "scratch.h"
#include "suite.h"

#include <jansson.h>

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

static char folder_path[EQP_SCRATCH_PATH];
static eqp_study *study;
static eqp_curve curve;
static eqp_run run;

static const double marginal[3][3] = {{0, 0.25, 0.05}, {0.125, 0.125, 0.1}, {0.3, 0.1, 0.1}};
/* Without a plan, then rising, flat, falling. */
static const eqp_curve_piece pieces[] = {
    {-500000, -400000, 0, NAN, NAN, NAN, NULL},
    {-400000, 0, 1, 1000, 1100, 0.00025, marginal[0]},
    {0, 100000, 1, 1100, 1120, 0.0002, marginal[0]},
    {100000, 200000, 1, 1120, 1120, 0, marginal[1]},
    {200000, 500000, 1, 1120, 1060, -0.0002, marginal[2]},
};
static const eqp_curve_point moving[] = {
    {-450000, NAN}, {-250000, 1030}, {0, 1100}, {250000, 1101.5}, {500000, 1062}};

static void begin(void) {
    study = family_study();
    CU_ASSERT_PTR_NOT_NULL_FATAL(study);
    curve = (eqp_curve){.study = study,
                        .title = "transfer[a,b:=x]",
                        .today = 0,
                        .pieces = pieces,
                        .count = 5,
                        .moving = moving,
                        .moving_count = 5,
                        .samples = 9,
                        .best_at = 100000,
                        .best_value = 1120};
    run = (eqp_run){.command = "frontier",
                    .version = "0.0.0",
                    .study = "small",
                    .options = "--transfer a,b:=x=-500000:500000",
                    .threads = 1,
                    .processes = 1};
    CU_ASSERT_EQUAL_FATAL(eqp_scratch_make(folder_path), 0);
}

static void end(void) {
    family_remove_folder(folder_path);
    eqp_study_free(study);
}

static eqp_status write_files(eqp_csv_style style) {
    eqp_folder *folder;
    eqp_status status = eqp_folder_open(folder_path, &folder, NULL);
    if (status == EQP_OK)
        status = eqp_deliver_curve(&curve, &run, folder, style, NULL);
    eqp_folder_close(folder);
    return status;
}

static void the_file_is_as_it_should_be(void) {
    begin();
    CU_ASSERT_EQUAL(write_files(EQP_CSV_STANDARD), EQP_OK);
    CU_ASSERT(family_is_golden(folder_path, "frontier.csv", "frontier.csv"));
    CU_ASSERT_EQUAL(write_files(EQP_CSV_FR), EQP_OK);
    CU_ASSERT(family_is_golden(folder_path, "frontier.csv", "frontier_fr.csv"));
    end();
}

static void check_text(const char *golden, int utf8) {
    char *text = eqp_curve_text(&curve, &run, utf8);
    CU_ASSERT_PTR_NOT_NULL_FATAL(text);
    CU_ASSERT(eqp_longest_line(text) <= 80);
    CU_ASSERT(family_text_is_golden(text, golden));
    eqp_free(text);
}

static void the_printed_curve_is_as_it_should_be(void) {
    begin();
    check_text("frontier.txt", 1);
    check_text("frontier_ascii.txt", 0);
    end();
}

static void many_pieces_are_shown_by_the_first_and_the_last(void) {
    eqp_curve_piece many[40];
    char *text;
    begin();
    for (int p = 0; p < 40; p++)
        many[p] = (eqp_curve_piece){p / 40., (p + 1) / 40., 1, 100 - p, 99 - p, -40, marginal[1]};
    curve.pieces = many;
    curve.count = 40;
    curve.moving_count = 0;
    curve.title = "balance";
    curve.today = 0.8;
    curve.best_at = 0;
    curve.best_value = 100;
    curve.error = 1e-4;
    curve.stopped = 1;
    check_text("frontier_many.txt", 0);
    curve.today = 0;
    text = eqp_curve_text(&curve, &run, 0);
    CU_ASSERT_PTR_NOT_NULL_FATAL(text);
    CU_ASSERT_PTR_NOT_NULL(strstr(text, "as much."));
    eqp_free(text);
    end();
}

static void a_range_without_any_plan_is_told(void) {
    char *text;
    begin();
    curve.count = 1;
    curve.best_at = curve.best_value = NAN;
    text = eqp_curve_text(&curve, &run, 1);
    CU_ASSERT_PTR_NOT_NULL_FATAL(text);
    CU_ASSERT_PTR_NOT_NULL(strstr(text, "There is no plan anywhere in this range.\n"));
    eqp_free(text);
    CU_ASSERT_EQUAL(write_files(EQP_CSV_STANDARD), EQP_OK);
    end();
}

static void the_summary_holds_the_curve(void) {
    char path[1024];
    json_t *summary, *list;
    begin();
    CU_ASSERT_EQUAL(write_files(EQP_CSV_STANDARD), EQP_OK);
    snprintf(path, sizeof path, "%s/summary.json", folder_path);
    summary = json_load_file(path, 0, NULL);
    CU_ASSERT_PTR_NOT_NULL_FATAL(summary);
    list = json_object_get(summary, "pieces");
    CU_ASSERT_EQUAL(json_array_size(list), 5);
    CU_ASSERT(json_is_null(json_object_get(json_array_get(list, 0), "slope")));
    CU_ASSERT_DOUBLE_EQUAL(json_number_value(json_object_get(
                               json_object_get(json_array_get(list, 4), "marginal"), "a,b")),
                           0.1, 0);
    CU_ASSERT_DOUBLE_EQUAL(
        json_number_value(json_object_get(json_object_get(summary, "today"), "value")), 1100, 0);
    CU_ASSERT_EQUAL(json_array_size(json_object_get(summary, "moving_floors")), 5);
    CU_ASSERT_EQUAL(
        json_string_length(json_object_get(json_object_get(summary, "files"), "frontier.csv")), 64);
    json_decref(summary);
    end();
}

static double line(const void *context, double at) {
    (void)context;
    return at < 0.25 ? NAN : at;
}

static void a_plot_is_drawn_where_there_are_values(void) {
    eqp_plot plot = eqp_plot_begin(0, 1, 0, 1, 0);
    eqp_buffer buffer = {0};
    char *text;
    eqp_plot_draw(&plot, line, NULL);
    eqp_plot_mark(&plot, 1, 1, 'B');
    eqp_plot_mark(&plot, 2, 1, 'X');
    for (int row = 0; row < EQP_PLOT_HEIGHT; row++)
        for (int column = 0; column < EQP_PLOT_WIDTH / 4; column++)
            CU_ASSERT_EQUAL(plot.dots[row][column], 0);
    for (int column = EQP_PLOT_WIDTH / 4; column < EQP_PLOT_WIDTH; column++) {
        int dots = 0;
        for (int row = 0; row < EQP_PLOT_HEIGHT; row++)
            dots += plot.dots[row][column] != 0;
        CU_ASSERT_EQUAL(dots, 1);
    }
    eqp_plot_print(&plot, &buffer);
    text = eqp_buffer_finish(&buffer);
    CU_ASSERT_PTR_NOT_NULL_FATAL(text);
    CU_ASSERT_PTR_NOT_NULL(strstr(text, "B\n"));
    CU_ASSERT_PTR_NULL(strstr(text, "X"));
    eqp_free(text);
    plot = eqp_plot_begin(0, 1, 5, 5, 0);
    CU_ASSERT(plot.low < 5 && plot.high > 5);
}

static void short_memory_is_told(void) {
    eqp_status status = EQP_ERROR_MEMORY;
    char *text = NULL;
    size_t alive, n;
    begin();
    alive = eqp_memory_alive();
    for (n = 1; status == EQP_ERROR_MEMORY; n++) {
        eqp_memory_fail_at(n);
        status = write_files(EQP_CSV_STANDARD);
        eqp_memory_fail_at(0);
        CU_ASSERT_EQUAL(eqp_memory_alive(), alive);
    }
    CU_ASSERT_EQUAL(status, EQP_OK);
    for (n = 1; !text; n++) {
        CU_ASSERT_EQUAL(eqp_memory_alive(), alive);
        eqp_memory_fail_at(n);
        text = eqp_curve_text(&curve, &run, 1);
        eqp_memory_fail_at(0);
    }
    CU_ASSERT(n > 5);
    eqp_free(text);
    end();
}

static const eqp_test tests[] = {
    {"the file is as it should be", the_file_is_as_it_should_be},
    {"the printed curve is as it should be", the_printed_curve_is_as_it_should_be},
    {"many pieces are shown by the first and the last",
     many_pieces_are_shown_by_the_first_and_the_last},
    {"a range without any plan is told", a_range_without_any_plan_is_told},
    {"the summary holds the curve", the_summary_holds_the_curve},
    {"a plot is drawn where there are values", a_plot_is_drawn_where_there_are_values},
    {"short memory is told", short_memory_is_told},
};

EQP_SUITE_MAIN("curve", tests)
