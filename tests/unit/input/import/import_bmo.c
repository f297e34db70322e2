/* The survey of labour needs: real rows in the layouts of three years, and small ones made for a
 * purpose. */
#include "../generate/folder.h"
#include "models/study/study.h"
#include "suite.h"

#include "input/import/import_bmo.h"
#include "models/base/memory.h"

#include <stdio.h>
#include <string.h>

#define CASES EQP_SOURCE_DIR "/tests/cases/bmo/"
#define HEADER "REG,Dept,BE24,NOMBE24,Code métier BMO,Nom métier BMO,met,xmet,smet\n"

static const char *const tables[] = {"zones.csv", "occupations.csv", "needs.csv"};

/* One import of a survey's text (NULL: of options.survey), with all that it leaves. */
typedef struct {
    eqp_bmo_options options;
    eqp_bmo_summary summary;
    eqp_problems *problems;
    eqp_error error;
    eqp_study *study;
    eqp_status status;
    char folder[EQP_TEST_PATH];
} trial;

static void begin(trial *t) {
    memset(t, 0, sizeof *t);
    t->options = eqp_bmo_defaults();
    t->problems = eqp_problems_create();
    CU_ASSERT_PTR_NOT_NULL_FATAL(t->problems);
    eqp_test_folder_create(t->folder);
}

static void read_text(trial *t, const char *text) {
    char path[EQP_TEST_PATH + 16];
    snprintf(path, sizeof path, "%s/survey.csv", t->folder);
    eqp_test_file_write(t->folder, "survey.csv", text);
    t->options.survey = path;
    t->status = eqp_bmo_read(&t->options, &t->study, t->problems, &t->summary, &t->error);
    t->options.survey = NULL;
}

static void end(trial *t) {
    eqp_study_free(t->study);
    eqp_problems_free(t->problems);
    eqp_test_folder_remove(t->folder);
}

/* The row of a need, EQP_NONE when there is none. */
static uint32_t find(const eqp_study *study, const char *zone, const char *occupation) {
    for (uint32_t n = 0; n < study->needs.count; n++)
        if (strcmp(eqp_study_id(study, EQP_SPACE_zone, study->needs.zone[n]), zone) == 0 &&
            strcmp(eqp_study_id(study, EQP_SPACE_occupation, study->needs.occupation[n]),
                   occupation) == 0)
            return n;
    return EQP_NONE;
}

static void expect_need(const trial *t, const char *zone, const char *occupation, double need,
                        double low, double high) {
    uint32_t row;
    CU_ASSERT_PTR_NOT_NULL_FATAL(t->study);
    row = find(t->study, zone, occupation);
    CU_ASSERT_NOT_EQUAL_FATAL(row, EQP_NONE);
    CU_ASSERT_DOUBLE_EQUAL(t->study->needs.need[row], need, 1e-9);
    CU_ASSERT_DOUBLE_EQUAL(t->study->needs.need_low[row], low, 1e-9);
    CU_ASSERT_DOUBLE_EQUAL(t->study->needs.need_high[row], high, 1e-9);
}

/* Problem i is this sentence at this place. */
static void expect_problem(const trial *t, size_t i, uint32_t line, uint32_t column,
                           const char *sentence) {
    const eqp_problem *problem;
    CU_ASSERT_TRUE_FATAL(i < eqp_problems_total(t->problems));
    problem = eqp_problems_get(t->problems, i);
    CU_ASSERT_EQUAL(problem->line, line);
    CU_ASSERT_EQUAL(problem->column, column);
    CU_ASSERT_STRING_EQUAL(problem->sentence, sentence);
    if (strcmp(problem->sentence, sentence) != 0)
        printf("\n  found: %s\n", problem->sentence);
}

static void the_layouts_of_three_years_give_the_same_tables(void) {
    static const char *const years[] = {CASES "survey_2023.csv", CASES "survey_2024.csv",
                                        CASES "survey_2025.csv"};
    trial t[3];
    for (int y = 0; y < 3; y++) {
        begin(&t[y]);
        t[y].options.survey = years[y];
        t[y].options.region = "93";
        t[y].status =
            eqp_import_bmo(&t[y].options, t[y].folder, t[y].problems, &t[y].summary, &t[y].error);
        CU_ASSERT_EQUAL_FATAL(t[y].status, EQP_OK);
        CU_ASSERT_EQUAL(eqp_test_folder_count(t[y].folder), 3);
        CU_ASSERT_EQUAL(eqp_problems_total(t[y].problems), 0);
        for (int i = 0; i < 3; i++)
            CU_ASSERT_TRUE(eqp_test_same_file(t[0].folder, t[y].folder, tables[i]));
    }
    for (int y = 0; y < 3; y++)
        end(&t[y]);
}

static void the_tables_are_what_the_survey_says(void) {
    trial t;
    char *text;
    begin(&t);
    t.options.survey = CASES "survey_2024.csv";
    CU_ASSERT_EQUAL_FATAL(eqp_import_bmo(&t.options, t.folder, t.problems, &t.summary, &t.error),
                          EQP_OK);
    text = eqp_test_file_read(t.folder, "zones.csv");
    CU_ASSERT_STRING_EQUAL(text, "zone,name,department\n9301,ALPES DE HAUTE PROVENCE,04\n"
                                 "9302,HAUTES ALPES,05\n9306,MARSEILLE,13\n");
    eqp_free(text);
    text = eqp_test_file_read(t.folder, "occupations.csv");
    CU_ASSERT_STRING_EQUAL(text, "occupation,name,family\nA0X40,Agriculteurs,A\n"
                                 "A0X42,\"Bûcherons, sylviculteurs et agents forestiers\",A\n"
                                 "B2X36,Ouvriers en peinture en bâtiment,B\n");
    eqp_free(text);
    text = eqp_test_file_read(t.folder, "needs.csv");
    CU_ASSERT_STRING_EQUAL(text, "zone,occupation,need\n9301,A0X40,616\n9301,A0X42,36\n"
                                 "9301,B2X36,14\n9302,A0X40,168\n9302,A0X42,28\n9302,B2X36,35\n"
                                 "9306,A0X40,21\n9306,A0X42,10\n9306,B2X36,119\n");
    eqp_free(text);
    CU_ASSERT_EQUAL(t.summary.rows, 12);
    CU_ASSERT_EQUAL(t.summary.suppressed_smet, 4);
    CU_ASSERT_EQUAL(t.summary.joined_zones, 2);
    CU_ASSERT_EQUAL(t.summary.need, 1047);
    end(&t);
}

static void seasonal_hirings_left_out_leave_exact_bounds(void) {
    trial t;
    begin(&t);
    t.options.survey = CASES "survey_2024.csv";
    t.options.seasonal = EQP_BMO_EXCLUDE;
    t.status = eqp_bmo_read(&t.options, &t.study, t.problems, &t.summary, &t.error);
    CU_ASSERT_EQUAL_FATAL(t.status, EQP_OK);
    /* two départements, row by row: 467 of 765, 739 seasonal; 149 of 173, 156 seasonal */
    expect_need(&t, "9301", "A0X40", 467 * 26 / 765.0 + 149 * 17 / 173.0, 0, 26 + 17);
    expect_need(&t, "9306", "A0X42", 2, 0, 10);                    /* 10 of 50, 40 seasonal */
    expect_need(&t, "9306", "B2X36", 119 * 141 / 143.0, 117, 119); /* 119 of 143, * seasonal */
    expect_need(&t, "9302", "A0X42", 8 + 1, 8 + 1, 8 + 1);         /* all difficult: no doubt */
    /* 17 of 25, 25 seasonal: nobody; 151 of 229, 211 seasonal */
    expect_need(&t, "9302", "A0X40", 151 * 18 / 229.0, 0, 18);
    end(&t);
}

static void every_hiring_can_be_the_need(void) {
    trial t;
    begin(&t);
    t.options.survey = CASES "survey_2024.csv";
    t.options.need = EQP_BMO_ALL;
    t.status = eqp_bmo_read(&t.options, &t.study, t.problems, &t.summary, &t.error);
    expect_need(&t, "9301", "A0X40", 765 + 173, 765 + 173, 765 + 173);
    eqp_study_free(t.study);
    t.options.seasonal = EQP_BMO_EXCLUDE;
    t.status = eqp_bmo_read(&t.options, &t.study, t.problems, &t.summary, &t.error);
    expect_need(&t, "9301", "A0X40", 26 + 17, 26 + 17, 26 + 17);
    end(&t);
}

static void only_estimates_that_differ_are_written(void) {
    trial t;
    char *text;
    begin(&t);
    t.options.survey = CASES "survey_2024.csv";
    t.options.seasonal = EQP_BMO_EXCLUDE;
    CU_ASSERT_EQUAL_FATAL(eqp_import_bmo(&t.options, t.folder, t.problems, &t.summary, &t.error),
                          EQP_OK);
    text = eqp_test_file_read(t.folder, "needs.csv");
    CU_ASSERT_PTR_NOT_NULL(strstr(text, "zone,occupation,need,need_low,need_high\n"));
    CU_ASSERT_PTR_NOT_NULL(strstr(text, "\n9302,A0X42,9,,\n"));
    CU_ASSERT_PTR_NOT_NULL(strstr(text, "\n9306,A0X42,2,0,10\n"));
    eqp_free(text);
    end(&t);
}

static void a_suppressed_cell_counts_what_the_option_says(void) {
    static const struct {
        uint32_t suppressed;
        double first, second;
    } cases[] = {{1, 1, 1}, {2, 2, 2}, {4, 4, 4}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        trial t;
        begin(&t);
        t.options.suppressed = cases[i].suppressed;
        read_text(&t, HEADER "93,13,9306,MARSEILLE,A1,One,*,*,*\n"
                             "93,13,9306,MARSEILLE,A2,Two,12,*,7\n"
                             "93,13,9306,MARSEILLE,A3,Three,0,0,0\n");
        CU_ASSERT_EQUAL_FATAL(t.status, EQP_OK);
        expect_need(&t, "9306", "A1", cases[i].first, cases[i].first, cases[i].first);
        expect_need(&t, "9306", "A2", cases[i].second, cases[i].second, cases[i].second);
        CU_ASSERT_EQUAL(find(t.study, "9306", "A3"), EQP_NONE);
        CU_ASSERT_EQUAL(t.summary.suppressed_met, 1);
        CU_ASSERT_EQUAL(t.summary.suppressed_xmet, 2);
        CU_ASSERT_EQUAL(t.summary.suppressed_smet, 1);
        CU_ASSERT_EQUAL(t.summary.without_need, 1);
        end(&t);
    }
}

static void suppressed_cells_never_contradict_each_other(void) {
    trial t;
    begin(&t);
    t.options.seasonal = EQP_BMO_EXCLUDE;
    t.options.suppressed = 4;
    /* 3 seasonal of a suppressed total; 4 for * of 3 would be more than there are */
    read_text(&t, HEADER "93,13,9306,MARSEILLE,A1,One,*,*,3\n93,13,9306,MARSEILLE,A2,Two,3,*,0\n");
    expect_need(&t, "9306", "A1", 1, 1, 1);
    expect_need(&t, "9306", "A2", 3, 3, 3);
    end(&t);
}

static void a_suppressed_cell_stands_for_one_to_four(void) {
    static const uint32_t impossible[] = {0, 5};
    for (size_t i = 0; i < 2; i++) {
        trial t;
        begin(&t);
        t.options.suppressed = impossible[i];
        read_text(&t, HEADER "93,13,9306,MARSEILLE,A1,One,9,8,7\n");
        CU_ASSERT_EQUAL(t.status, EQP_ERROR_USAGE);
        CU_ASSERT_PTR_NULL(t.study);
        end(&t);
    }
}

static void a_basin_takes_the_name_of_its_larger_part(void) {
    trial t;
    begin(&t);
    read_text(&t, HEADER "93,04,9301,SMALL,A1,One,50,30,0\n93,05,9301,LARGE,A1,One,40,39,0\n"
                         "93,05,9301,LARGE,A2,Two,20,19,0\n");
    CU_ASSERT_EQUAL_FATAL(t.status, EQP_OK);
    CU_ASSERT_STRING_EQUAL(t.study->zones.name[0], "LARGE");
    CU_ASSERT_STRING_EQUAL(
        eqp_study_id(t.study, EQP_SPACE_department, t.study->zones.department[0]), "05");
    expect_need(&t, "9301", "A1", 69, 69, 69);
    end(&t);
}

static void only_the_region_that_was_asked_for_is_taken(void) {
    trial t;
    begin(&t);
    t.options.region = "93";
    read_text(&t, HEADER "84,01,8401,BOURG,A1,One,wrong,3,1\n93,13,9306,MARSEILLE,A1,One,9,8,7\n");
    CU_ASSERT_EQUAL_FATAL(t.status, EQP_OK);
    CU_ASSERT_EQUAL(t.study->zones.count, 1);
    CU_ASSERT_EQUAL(t.summary.rows, 1);
    end(&t);
}

static void an_unknown_region_is_refused_with_those_there_are(void) {
    trial t;
    begin(&t);
    t.options.region = "94";
    read_text(&t, HEADER "84,01,8401,BOURG,A1,One,9,3,1\n93,13,9306,MARSEILLE,A1,One,9,8,7\n");
    CU_ASSERT_EQUAL(t.status, EQP_ERROR_USAGE);
    CU_ASSERT_PTR_NOT_NULL(strstr(t.error.sentence, "region \"94\" is not in "));
    CU_ASSERT_PTR_NOT_NULL(strstr(t.error.sentence, "; it has 84, 93"));
    end(&t);
}

static void families_come_from_a_tree_of_codes(void) {
    trial t;
    begin(&t);
    t.options.survey = CASES "survey_2024.csv";
    t.options.families = CASES "families.csv";
    t.status = eqp_bmo_read(&t.options, &t.study, t.problems, &t.summary, &t.error);
    CU_ASSERT_EQUAL_FATAL(t.status, EQP_OK);
    CU_ASSERT_EQUAL(eqp_problems_total(t.problems), 0);
    CU_ASSERT_STRING_EQUAL(eqp_study_id(t.study, EQP_SPACE_family, t.study->occupations.family[2]),
                           "B");
    end(&t);
}

static void the_tree_decides_not_the_letter(void) {
    trial t;
    char tree[EQP_TEST_PATH + 16];
    begin(&t);
    eqp_test_file_write(t.folder, "tree.csv",
                        "code_fap228;CODE FAP22\nA1;trades\nA1;other\nA3;trades\n");
    snprintf(tree, sizeof tree, "%s/tree.csv", t.folder);
    t.options.families = tree;
    read_text(&t, HEADER "93,13,9306,M,A1,One,9,8,7\n93,13,9306,M,Z2,Two,9,8,7\n");
    CU_ASSERT_EQUAL_FATAL(t.status, EQP_OK);
    CU_ASSERT_STRING_EQUAL(eqp_study_id(t.study, EQP_SPACE_family, t.study->occupations.family[0]),
                           "trades");
    CU_ASSERT_STRING_EQUAL(eqp_study_id(t.study, EQP_SPACE_family, t.study->occupations.family[1]),
                           "Z");
    CU_ASSERT_EQUAL(eqp_problems_count(t.problems, EQP_PROBLEM_WARNING), 1);
    expect_problem(&t, 0, 0, 0,
                   "occupation \"Z2\" has no family here; it gets the first letter of its code");
    end(&t);
}

static void coordinates_come_from_a_table_of_zones(void) {
    trial t;
    char places[EQP_TEST_PATH + 16];
    begin(&t);
    eqp_test_file_write(t.folder, "places.csv",
                        "Code bassin;lon;lat\n9306;5,4008;43,3026\n9999;1;1\n");
    snprintf(places, sizeof places, "%s/places.csv", t.folder);
    t.options.zones = places;
    read_text(&t, HEADER "93,13,9306,M,A1,One,9,8,7\n93,13,9307,N,A1,One,9,8,7\n");
    CU_ASSERT_EQUAL_FATAL(t.status, EQP_OK);
    CU_ASSERT_EQUAL(t.study->zones.longitude[0], 5.4008);
    CU_ASSERT_EQUAL(t.study->zones.latitude[0], 43.3026);
    CU_ASSERT_EQUAL(eqp_problems_total(t.problems), 1);
    expect_problem(&t, 0, 0, 0, "zone \"9307\" has no coordinates here");
    end(&t);
}

static void a_coordinate_off_the_globe_is_refused(void) {
    trial t;
    char places[EQP_TEST_PATH + 16];
    begin(&t);
    eqp_test_file_write(t.folder, "places.csv", "code_bassin,lon,lat\n9306,north,91\n");
    snprintf(places, sizeof places, "%s/places.csv", t.folder);
    t.options.zones = places;
    read_text(&t, HEADER "93,13,9306,M,A1,One,9,8,7\n");
    CU_ASSERT_EQUAL(t.status, EQP_ERROR_DATA);
    expect_problem(&t, 0, 2, 2, "lon \"north\" is not a number of degrees from -180 to 180");
    expect_problem(&t, 1, 2, 3, "lat \"91\" is not a number of degrees from -90 to 90");
    end(&t);
}

static void every_bad_cell_is_told_at_its_place(void) {
    trial t;
    begin(&t);
    read_text(&t, HEADER "93,13,9306,M,A1,One,9,many,7\n"
                         "93,13,9306,M,A2,Two,9,10,7\n"
                         "93,13,9306,M,A3,Three,9,8,-7\n"
                         "93,13,9306,M,,Four,9,8,7\n"
                         "93,13,9306,M,A5,Five,9,8\n"
                         "93,13,9306,M,A6,Six,*,5,*\n"
                         "93,13,9306,M,A7,Seven,9,8,7\n"
                         "93,13,9306,M,A7,Seven,9,8,7\n"
                         "93,13,9306,M,A8,Eight,,8,7\n"
                         "93,13,93\a06,M,A9,Nine,9,8,7\n");
    CU_ASSERT_EQUAL(t.status, EQP_ERROR_DATA);
    CU_ASSERT_EQUAL(eqp_problems_count(t.problems, EQP_PROBLEM_ERROR), 9);
    expect_problem(&t, 0, 2, 8, "xmet \"many\" is not a number, nor * for a suppressed cell");
    expect_problem(&t, 1, 3, 8, "xmet \"10\" is more than met, of which it is a part");
    expect_problem(&t, 2, 4, 9, "smet \"-7\" is out of range: expected 0 to 1,000,000,000");
    expect_problem(&t, 3, 5, 5, "Code métier BMO \"\" is not a code: expected 1 to 60 bytes");
    expect_problem(&t, 4, 6, 9, "the row has too few cells: 8, where the header has 9");
    expect_problem(&t, 5, 7, 8, "xmet \"5\" is more than met, of which it is a part");
    expect_problem(&t, 6, 9, 5,
                   "occupation \"A7\" of basin \"9306\" in département \"13\" stands already in "
                   "line 8");
    expect_problem(&t, 7, 10, 7, "met \"\" is not a number, nor * for a suppressed cell");
    expect_problem(&t, 8, 11, 3, "BE24 (or another year) holds a control character (U+0007)");
    end(&t);
}

static void missing_and_doubled_columns_are_told(void) {
    trial t;
    begin(&t);
    read_text(&t, "REG,BE24,NOMBE24,Code métier BMO,Nom métier BMO,met,xmet,BE25\n"
                  "93,9306,M,A1,One,9,8,7\n");
    CU_ASSERT_EQUAL(t.status, EQP_ERROR_DATA);
    CU_ASSERT_EQUAL(eqp_problems_total(t.problems), 3);
    expect_problem(&t, 0, 1, 1, "column \"Dept\" is missing");
    expect_problem(&t, 1, 1, 1, "column \"smet\" is missing");
    expect_problem(&t, 2, 1, 8, "column \"BE24 (or another year)\" stands already in cell 2");
    end(&t);
}

static void headers_are_read_by_their_meaning(void) {
    trial t;
    begin(&t);
    read_text(&t, "\xef\xbb\xbfReg\tDEPT\tbe_2019\tNomBE2019\tCODE METIER BMO\tnom_MÉtier_bmo\t"
                  "Met\tXMET\tsmet\textra\n93\t13\t9306\tM\tA1\tOne\t1 009\t1\xc2\xa0"
                  "008\t7\t\n");
    CU_ASSERT_EQUAL_FATAL(t.status, EQP_OK);
    expect_need(&t, "9306", "A1", 1008, 1008, 1008);
    end(&t);
}

static void empty_and_unreadable_files_are_told(void) {
    trial t;
    begin(&t);
    read_text(&t, "");
    CU_ASSERT_EQUAL(t.status, EQP_ERROR_DATA);
    expect_problem(&t, 0, 1, 1, "the file is empty; its first line must name the columns");
    end(&t);
    begin(&t);
    read_text(&t, HEADER);
    CU_ASSERT_EQUAL(t.status, EQP_ERROR_DATA);
    expect_problem(&t, 0, 1, 1, "the file has no row below its header");
    end(&t);
    begin(&t);
    t.options.survey = CASES "nothing.csv";
    t.status = eqp_bmo_read(&t.options, &t.study, t.problems, &t.summary, &t.error);
    CU_ASSERT_EQUAL(t.status, EQP_ERROR_SYSTEM);
    CU_ASSERT_PTR_NOT_NULL(strstr(t.error.sentence, "nothing.csv"));
    end(&t);
}

static void an_import_never_writes_over_a_table(void) {
    trial t;
    char *text;
    begin(&t);
    eqp_test_file_write(t.folder, "needs.csv", "mine\n");
    t.options.survey = CASES "survey_2024.csv";
    t.status = eqp_import_bmo(&t.options, t.folder, t.problems, &t.summary, &t.error);
    CU_ASSERT_EQUAL(t.status, EQP_ERROR_USAGE);
    CU_ASSERT_PTR_NOT_NULL(strstr(t.error.sentence, "needs.csv exists already"));
    CU_ASSERT_EQUAL(eqp_test_folder_count(t.folder), 1);
    text = eqp_test_file_read(t.folder, "needs.csv");
    CU_ASSERT_STRING_EQUAL(text, "mine\n");
    eqp_free(text);
    end(&t);
}

static void bad_input_writes_nothing(void) {
    trial t;
    char survey[EQP_TEST_PATH + 16];
    begin(&t);
    snprintf(survey, sizeof survey, "%s/survey.csv", t.folder);
    eqp_test_file_write(t.folder, "survey.csv", HEADER "93,13,9306,M,A1,One,9,10,7\n");
    t.options.survey = survey;
    t.status = eqp_import_bmo(&t.options, t.folder, t.problems, &t.summary, &t.error);
    CU_ASSERT_EQUAL(t.status, EQP_ERROR_DATA);
    CU_ASSERT_EQUAL(eqp_test_folder_count(t.folder), 1);
    end(&t);
}

/* However many allocations succeed before one fails, nothing is left behind. */
static void short_memory_leaves_nothing_behind(void) {
    eqp_status status = EQP_ERROR_MEMORY;
    for (size_t n = 1; status == EQP_ERROR_MEMORY; n++) {
        trial t;
        size_t alive;
        begin(&t);
        t.options.survey = CASES "survey_2024.csv";
        t.options.families = CASES "families.csv";
        alive = eqp_memory_alive();
        eqp_memory_fail_at(n);
        status = eqp_import_bmo(&t.options, t.folder, t.problems, &t.summary, &t.error);
        eqp_memory_fail_at(0);
        CU_ASSERT_TRUE_FATAL(status == EQP_OK || status == EQP_ERROR_MEMORY);
        CU_ASSERT_EQUAL(eqp_memory_alive(), alive);
        CU_ASSERT_EQUAL(eqp_test_folder_count(t.folder), status == EQP_OK ? 3 : 0);
        end(&t);
    }
}

/* One problem in a survey of one kind of fault. */
static void what_would_be_added_up_wrongly_is_refused(void) {
#define YEARS "annee," HEADER
#define FIRST "93,13,9306,M,A0X40,F,10,5,0\n"
    static const struct {
        const char *text;
        uint32_t line, column;
        const char *sentence;
    } cases[] = {
        {YEARS "2023," FIRST "2024,93,13,9307,A,A0X40,F,7,3,0\n2024,93,13,9308,B,A0X40,F,7,3,0\n",
         3, 1, "annee \"2024\": line 2 is of 2023; keep the rows of one year"},
        {HEADER FIRST "93,13,Total,Total,A0X40,F,10,5,0\n", 3, 3,
         "BE24 (or another year) \"Total\" is a total of other rows; take such rows away"},
        {HEADER FIRST "93,13,9306,M,Ensemble,,10,5,0\n", 3, 5,
         "Code métier BMO \"Ensemble\" is a total of other rows; take such rows away"},
        {HEADER FIRST "93,13,9999,TOTAL DEPT,A0X40,F,10,5,0\n", 3, 4,
         "NOMBE24 (or another year) \"TOTAL DEPT\" is a total of other rows; take such rows away"},
        {HEADER FIRST "93,13,9307,A,A0X40,F,1.240,5,0\n", 3, 7,
         "met \"1.240\" may be 1240 or 1.24; write one of these"},
        {HEADER FIRST "93,13,9307,A,A0X40,F,12.5,5,0\n", 3, 7,
         "met \"12.5\" is not a whole number of people"},
        {HEADER FIRST "93,13,9307,A,A0X40,F,50%,5,0\n", 3, 7,
         "met \"50%\" is not a number, nor * for a suppressed cell"},
        {HEADER "93,1,9306,M,A0X40,F,10,5,0\n93,01,9307,A,A0X40,F,7,3,0\n", 3, 2,
         "Dept \"01\" stands as \"1\" in line 2; write one code in one way"},
        {HEADER FIRST "93,13,9307,A,a0x40,F,7,3,0\n", 3, 5,
         "Code métier BMO \"a0x40\" stands as \"A0X40\" in line 2; write one code in one way"},
        {HEADER FIRST "84,69,9306,LYON,A0X40,F,7,3,0\n", 3, 3,
         "basin \"9306\" is LYON in region 84, but M in region 93 in line 2; choose one with "
         "--region"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        trial t;
        begin(&t);
        read_text(&t, cases[i].text);
        CU_ASSERT_EQUAL(t.status, EQP_ERROR_DATA);
        CU_ASSERT_EQUAL(eqp_problems_total(t.problems), 1);
        expect_problem(&t, 0, cases[i].line, cases[i].column, cases[i].sentence);
        end(&t);
    }
}

static void codes_that_a_data_frame_made_numbers_are_codes(void) {
    trial t;
    begin(&t);
    read_text(&t,
              HEADER "93.0,13.0,9306.0,M,A0X40,F,10.0,5.0,0.0\n93,13,9306,M,A0X41,F,1 240,3,0\n");
    CU_ASSERT_EQUAL(t.status, EQP_OK);
    CU_ASSERT_EQUAL(t.summary.zones, 1);
    expect_need(&t, "9306", "A0X40", 5, 5, 5);
    end(&t);
}

static const eqp_test tests[] = {
    {"the layouts of three years give the same tables",
     the_layouts_of_three_years_give_the_same_tables},
    {"the tables are what the survey says", the_tables_are_what_the_survey_says},
    {"seasonal hirings left out leave exact bounds", seasonal_hirings_left_out_leave_exact_bounds},
    {"every hiring can be the need", every_hiring_can_be_the_need},
    {"only estimates that differ are written", only_estimates_that_differ_are_written},
    {"a suppressed cell counts what the option says",
     a_suppressed_cell_counts_what_the_option_says},
    {"suppressed cells never contradict each other", suppressed_cells_never_contradict_each_other},
    {"a suppressed cell stands for one to four", a_suppressed_cell_stands_for_one_to_four},
    {"a basin takes the name of its larger part", a_basin_takes_the_name_of_its_larger_part},
    {"only the region that was asked for is taken", only_the_region_that_was_asked_for_is_taken},
    {"an unknown region is refused with those there are",
     an_unknown_region_is_refused_with_those_there_are},
    {"families come from a tree of codes", families_come_from_a_tree_of_codes},
    {"the tree decides, not the letter", the_tree_decides_not_the_letter},
    {"coordinates come from a table of zones", coordinates_come_from_a_table_of_zones},
    {"a coordinate off the globe is refused", a_coordinate_off_the_globe_is_refused},
    {"every bad cell is told at its place", every_bad_cell_is_told_at_its_place},
    {"missing and doubled columns are told", missing_and_doubled_columns_are_told},
    {"headers are read by their meaning", headers_are_read_by_their_meaning},
    {"empty and unreadable files are told", empty_and_unreadable_files_are_told},
    {"an import never writes over a table", an_import_never_writes_over_a_table},
    {"bad input writes nothing", bad_input_writes_nothing},
    {"short memory leaves nothing behind", short_memory_leaves_nothing_behind},
    {"what would be added up wrongly is refused", what_would_be_added_up_wrongly_is_refused},
    {"codes that a data frame made numbers are codes",
     codes_that_a_data_frame_made_numbers_are_codes},
};

EQP_SUITE_MAIN("import bmo", tests)
