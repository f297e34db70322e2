/* zones.geojson: what becomes of outlines, and what is said of a file that is wrong. */
#include "input/tables/outlines_read.h"

#include "models/base/memory.h"
#include "small_study.h"
#include "suite.h"

#include <jansson.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define SQUARE "[[[0,40],[2,40],[2,42],[0,42],[0,40]]]"
#define FEATURE(zone, type, coordinates)                                                           \
    "{\"type\":\"Feature\",\"properties\":{\"zone\":" zone "},\"geometry\":{\"type\":\"" type      \
    "\",\"coordinates\":" coordinates "}}"
#define COLLECTION(features) "{\"type\":\"FeatureCollection\",\"features\":[" features "]}"
#define BOTH                                                                                       \
    COLLECTION(FEATURE("\"04\"", "Polygon", SQUARE) "," FEATURE(                                   \
        "\"z2\"", "Polygon", "[[[2,40],[3,40],[3,41],[2,41],[2,40]]]"))

static const char zones_text[] = "zone,name\n04,A\nz2,B\n";
static eqp_study *study;
static eqp_problems *problems;
static eqp_outlines *outlines;

static void begin(void) {
    small_study texts = small_study_make();
    static const char *const dropped[] = {"mobility", "commitments", "rules",    "scenarios",
                                          "leads",    "decisions",   "previous", "audiences"};
    small_study_set(&texts, "zones", zones_text);
    small_study_set(&texts, "occupations", "occupation,name\no1,X\n");
    small_study_set(&texts, "needs", "zone,occupation,need\n04,o1,5\nz2,o1,5\n");
    small_study_set(&texts, "offers", "offer,name,zone,places\nk1,X,04,5\n");
    small_study_set(&texts, "offer_occupations", "offer,occupation\nk1,o1\n");
    small_study_set(&texts, "institutions", "institution,name\ni1,X\n");
    small_study_set(&texts, "budgets", "institution,budget\ni1,5\n");
    small_study_set(&texts, "prices", "offer,institution,price\nk1,i1,5\n");
    for (size_t i = 0; i < sizeof dropped / sizeof *dropped; i++)
        small_study_set(&texts, dropped[i], NULL);
    study = small_study_read(&texts);
    CU_ASSERT_PTR_NOT_NULL_FATAL(study);
    problems = eqp_problems_create();
}

static void end(void) {
    eqp_outlines_free(outlines);
    outlines = NULL;
    eqp_problems_free(problems);
    eqp_study_free(study);
}

static eqp_status read_text(const char *text) {
    return eqp_outlines_read_text(text, strlen(text), study, &outlines, problems, NULL);
}

static void check_point(size_t point, double longitude, double latitude) {
    CU_ASSERT_DOUBLE_EQUAL(outlines->west + outlines->x[point] * outlines->cell, longitude,
                           outlines->cell / 2);
    CU_ASSERT_DOUBLE_EQUAL(outlines->south + outlines->y[point] * outlines->cell, latitude,
                           outlines->cell / 2);
}

static void outlines_lie_on_one_grid(void) {
    begin();
    CU_ASSERT_EQUAL(read_text(BOTH), EQP_OK);
    CU_ASSERT_EQUAL(eqp_problems_total(problems), 0);
    CU_ASSERT_PTR_NOT_NULL_FATAL(outlines);
    CU_ASSERT_EQUAL(outlines->width, EQP_OUTLINES_GRID);
    CU_ASSERT_EQUAL(outlines->height, EQP_OUTLINES_GRID * 2 / 3);
    CU_ASSERT_EQUAL(outlines->first_polygon[1], 1);
    CU_ASSERT_EQUAL(outlines->first_polygon[2], 2);
    CU_ASSERT_EQUAL(outlines->first_point[2], 10);
    check_point(0, 0, 40);
    check_point(2, 2, 42);
    check_point(7, 3, 41);
    end();
}

static void parts_and_holes_are_kept_and_specks_left_out(void) {
    static const char text[] = COLLECTION(FEATURE(
        "\"04\"", "MultiPolygon",
        "[[[[0,40],[2,40],[2,42],[0,42],[0,40]],[[1,41],[1.5,41],[1.5,41.5],[1,41]]],"
        "[[[1,40],[1.0001,40],[1.0001,40.0001],[1,40]]]]") "," FEATURE("\"z2\"", "Polygon",
                                                                       SQUARE) "," FEATURE("\"04\"",
                                                                                           "Polygo"
                                                                                           "n",
                                                                                           "[[[5,"
                                                                                           "40],[6,"
                                                                                           "40],[6,"
                                                                                           "41],[5,"
                                                                                           "40]]"
                                                                                           "]"));
    begin();
    CU_ASSERT_EQUAL(read_text(text), EQP_OK);
    CU_ASSERT_EQUAL(eqp_problems_total(problems), 0);
    CU_ASSERT_PTR_NOT_NULL_FATAL(outlines);
    CU_ASSERT_EQUAL(outlines->first_polygon[1], 2); /* of 04: its own, and the later part */
    CU_ASSERT_EQUAL(outlines->first_ring[1], 2);    /* the first with its hole */
    CU_ASSERT_EQUAL(outlines->first_ring[2], 3);
    CU_ASSERT_EQUAL(outlines->first_polygon[2], 3);
    end();
}

static void points_that_fall_together_count_once(void) {
    begin();
    CU_ASSERT_EQUAL(
        read_text(COLLECTION(FEATURE(
            "\"04\"", "Polygon",
            "[[[0,40],[1,40],[1.00001,40],[2,40],[2,42],[0,40]]]") "," FEATURE("\"z2\"", "Polygon",
                                                                               SQUARE))),
        EQP_OK);
    CU_ASSERT_PTR_NOT_NULL_FATAL(outlines);
    CU_ASSERT_EQUAL(outlines->first_point[1], 5);
    end();
}

static void whole_numbers_are_ids_and_a_byte_order_mark_is_skipped(void) {
    begin();
    CU_ASSERT_EQUAL(read_text("\xEF\xBB\xBF" COLLECTION(
                        FEATURE("4", "Polygon", SQUARE) "," FEATURE("\"04\"", "Polygon", SQUARE))),
                    EQP_OK);
    CU_ASSERT_EQUAL(eqp_problems_total(problems), 2); /* 4 is not 04, and z2 is missing */
    CU_ASSERT_STRING_EQUAL(eqp_problems_get(problems, 0)->sentence,
                           "1 feature is of no zone of zones.csv and is left out: feature 1, zone "
                           "\"4\"");
    CU_ASSERT(eqp_outlines_has(outlines, 0));
    CU_ASSERT(!eqp_outlines_has(outlines, 1));
    CU_ASSERT(!eqp_outlines_has(NULL, 0));
    end();
}

/* Each text, its status, and the first problem. */
static void what_is_wrong_is_said(void) {
    static const struct {
        const char *text;
        eqp_status status;
        uint32_t line, column;
        const char *sentence;
    } cases[] = {
        {"{\"type\": \"FeatureCollection\",\n\"features\": [}", EQP_ERROR_DATA, 2, 14,
         "not JSON: unexpected token near '}'"},
        {"", EQP_ERROR_DATA, 1, 0, "not JSON: '[' or '{' expected near end of file"},
        {"[1e999]", EQP_ERROR_DATA, 1, 6, "not JSON: real number overflow near '1e999'"},
        {"{\"type\": \"Feature\"}", EQP_ERROR_DATA, 0, 0,
         "not a GeoJSON FeatureCollection: expected an object with \"type\": "
         "\"FeatureCollection\" and a list of \"features\""},
        {"[]", EQP_ERROR_DATA, 0, 0,
         "not a GeoJSON FeatureCollection: expected an object with \"type\": "
         "\"FeatureCollection\" and a list of \"features\""},
        {COLLECTION(FEATURE("\"04\"", "Polygon", "[[[0,40],[1,40],[0,40]]]")), EQP_ERROR_DATA, 0, 0,
         "zone \"04\": a ring of its outline is not a list of at least four points"},
        {COLLECTION(FEATURE("\"04\"", "MultiPolygon", "[[]]")), EQP_ERROR_DATA, 0, 0,
         "zone \"04\": a ring of its outline is not a list of at least four points"},
        {COLLECTION(FEATURE("\"04\"", "Polygon", "[[[0,40],[1,\"x\"],[1,41],[0,40]]]")),
         EQP_ERROR_DATA, 0, 0,
         "zone \"04\": a point of its outline is not a longitude and a latitude"},
        {COLLECTION(FEATURE("\"04\"", "Polygon", "[[[892390,6247035.5],[1,40],[1,41],[0,40]]]")),
         EQP_ERROR_DATA, 0, 0,
         "zone \"04\": 892390, 6.24704e+06 is not a longitude from -180 to 180 and a latitude from "
         "-90 to 90; save the file in degrees (WGS 84, EPSG:4326)"},
        {COLLECTION("{}," FEATURE("\"04\"", "Polygon", SQUARE) ",{}"), EQP_OK, 0, 0,
         "2 features have no property \"zone\" and are left out, the first: feature 1"},
        {COLLECTION(FEATURE("true", "Polygon", SQUARE) "," FEATURE("\"04\"", "Polygon", SQUARE)),
         EQP_OK, 0, 0, "1 feature has no property \"zone\" and is left out: feature 1"},
        {COLLECTION(FEATURE("\"a\"", "Polygon", SQUARE) "," FEATURE("\"b\"", "Polygon", "0")),
         EQP_OK, 0, 0,
         "2 features are of no zone of zones.csv and are left out, the first: feature 1, zone "
         "\"a\""},
        {COLLECTION(FEATURE("\"04\"", "Point", "[0,40]") "," FEATURE("\"z2\"", "Polygon", SQUARE)),
         EQP_OK, 0, 0,
         "1 feature is neither a Polygon nor a MultiPolygon and is left out: feature 1, zone "
         "\"04\""},
        {COLLECTION(FEATURE("\"z2\"", "Polygon", SQUARE)), EQP_OK, 0, 0,
         "1 zone has no outline here and will be missing on the map: \"04\""},
        {COLLECTION(""), EQP_OK, 0, 0,
         "2 zones have no outline here and will be missing on the map, the first: \"04\""},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const eqp_problem *problem;
        begin();
        CU_ASSERT_EQUAL(read_text(cases[i].text), cases[i].status);
        CU_ASSERT_FATAL(eqp_problems_total(problems) > 0);
        problem = eqp_problems_get(problems, 0);
        if (strcmp(problem->sentence, cases[i].sentence) != 0)
            fprintf(stderr, "found:    %s\nexpected: %s\n", problem->sentence, cases[i].sentence);
        CU_ASSERT_STRING_EQUAL(problem->sentence, cases[i].sentence);
        CU_ASSERT_EQUAL(problem->line, cases[i].line);
        CU_ASSERT_EQUAL(problem->column, cases[i].column);
        CU_ASSERT_EQUAL(problem->severity,
                        cases[i].status == EQP_OK ? EQP_PROBLEM_WARNING : EQP_PROBLEM_ERROR);
        CU_ASSERT(cases[i].status == EQP_OK || !outlines);
        end();
    }
}

static void a_file_cut_anywhere_is_no_json(void) {
    begin();
    for (size_t size = 0; size < strlen(BOTH); size++) {
        CU_ASSERT_EQUAL(eqp_outlines_read_text(BOTH, size, study, &outlines, problems, NULL),
                        EQP_ERROR_DATA);
        CU_ASSERT_PTR_NULL(outlines);
    }
    end();
}

static void no_file_is_no_map(void) {
    eqp_error error = {0};
    begin();
    CU_ASSERT_EQUAL(
        eqp_outlines_read(EQP_SOURCE_DIR "/tests/cases/tiny", study, &outlines, problems, NULL),
        EQP_OK);
    CU_ASSERT_PTR_NULL(outlines);
    CU_ASSERT_EQUAL(eqp_problems_total(problems), 0);
    CU_ASSERT_EQUAL(
        eqp_outlines_read(EQP_SOURCE_DIR "/README.md", study, &outlines, problems, &error),
        EQP_ERROR_SYSTEM);
    end();
}

static void every_zone_of_the_example_has_its_outline(void) {
    const char *folder = EQP_SOURCE_DIR "/input/examples/sud-2024";
    eqp_study *example;
    problems = eqp_problems_create();
    CU_ASSERT_EQUAL_FATAL(eqp_study_read(folder, &example, problems, NULL), EQP_OK);
    CU_ASSERT_EQUAL(eqp_outlines_read(folder, example, &outlines, problems, NULL), EQP_OK);
    CU_ASSERT_EQUAL(eqp_problems_total(problems), 0);
    for (uint32_t z = 0; z < example->zones.count; z++)
        CU_ASSERT(eqp_outlines_has(outlines, z));
    eqp_outlines_free(outlines);
    outlines = NULL;
    eqp_problems_free(problems);
    eqp_study_free(example);
}

static void *take(size_t size) {
    return eqp_allocate(size, 1);
}

/* The JSON library calls some of its own shortages an invalid token. */
static void short_memory_is_told_and_leaves_nothing(void) {
    eqp_status status = EQP_ERROR_MEMORY;
    size_t alive, n, told = 0;
    begin();
    json_set_alloc_funcs(take, eqp_free); /* so that the JSON library's fail too */
    alive = eqp_memory_alive();
    for (n = 1; status != EQP_OK; n++) {
        eqp_problems *own = eqp_problems_create();
        eqp_memory_fail_at(n);
        status = eqp_outlines_read_text(BOTH, strlen(BOTH), study, &outlines, own, NULL);
        eqp_memory_fail_at(0);
        told += status == EQP_ERROR_MEMORY;
        eqp_problems_free(own);
        CU_ASSERT(status == EQP_OK || (!outlines && eqp_memory_alive() == alive));
    }
    CU_ASSERT(n > 30);
    CU_ASSERT(told > 5);
    end();
    json_set_alloc_funcs(malloc, free);
}

static const eqp_test tests[] = {
    {"outlines lie on one grid", outlines_lie_on_one_grid},
    {"parts and holes are kept and specks left out", parts_and_holes_are_kept_and_specks_left_out},
    {"points that fall together count once", points_that_fall_together_count_once},
    {"whole numbers are ids and a byte order mark is skipped",
     whole_numbers_are_ids_and_a_byte_order_mark_is_skipped},
    {"what is wrong is said", what_is_wrong_is_said},
    {"a file cut anywhere is no JSON", a_file_cut_anywhere_is_no_json},
    {"no file is no map", no_file_is_no_map},
    {"every zone of the example has its outline", every_zone_of_the_example_has_its_outline},
    {"short memory is told and leaves nothing", short_memory_is_told_and_leaves_nothing},
};

EQP_SUITE_MAIN("outlines_read", tests)
