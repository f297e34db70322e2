/* The example study is what its README says it is. */
#include "folder.h"
#include "suite.h"

#include "input/generate/generate.h"
#include "input/import/import_bmo.h"
#include "input/tables/reader.h"

#define EXAMPLES EQP_SOURCE_DIR "/input/examples/"

static void sud_2024_is_made_by_the_two_commands_of_its_readme(void) {
    static const char *const tables[] = {"institutions.csv",
                                         "budgets.csv",
                                         "zones.csv",
                                         "occupations.csv",
                                         "needs.csv",
                                         "offers.csv",
                                         "offer_occupations.csv",
                                         "prices.csv",
                                         "audiences.csv",
                                         "mobility.csv",
                                         "commitments.csv",
                                         "decisions.csv",
                                         "rules.csv",
                                         "parameters.csv",
                                         "scenarios.csv"};
    char folder[EQP_TEST_PATH];
    eqp_problems *problems = eqp_problems_create();
    eqp_bmo_options survey = eqp_bmo_defaults();
    eqp_bmo_summary read;
    eqp_generate_options options = eqp_generate_defaults();
    eqp_generate_summary made;
    survey.survey = EXAMPLES "sources/bmo_2024_paca.csv";
    survey.zones = EXAMPLES "sources/bassins_paca.csv";
    survey.region = "93";
    options.offers = 4000;
    options.across = 0.1;
    options.seed = 6;
    eqp_test_folder_create(folder);
    CU_ASSERT_EQUAL_FATAL(eqp_import_bmo(&survey, folder, problems, &read, NULL), EQP_OK);
    CU_ASSERT_EQUAL_FATAL(eqp_generate(folder, &options, problems, &made, NULL), EQP_OK);
    for (size_t t = 0; t < sizeof tables / sizeof *tables; t++)
        CU_ASSERT_TRUE(eqp_test_same_file(folder, EXAMPLES "sud-2024", tables[t]));
    CU_ASSERT_EQUAL(read.zones, 17);
    CU_ASSERT_EQUAL(read.occupations, 216);
    CU_ASSERT_EQUAL(read.suppressed_xmet, 756);
    CU_ASSERT_EQUAL(read.need, 152012 + 2 * 756); /* what is published, and 2 for each * */
    CU_ASSERT_EQUAL(made.several, 609);
    CU_ASSERT_EQUAL(made.across, 54);
    eqp_problems_free(problems);
    eqp_test_folder_remove(folder);
}

static void sud_2024_reads_without_problems(void) {
    eqp_problems *problems = eqp_problems_create();
    eqp_study *study;
    CU_ASSERT_EQUAL_FATAL(eqp_study_read(EXAMPLES "sud-2024", &study, problems, NULL), EQP_OK);
    CU_ASSERT_EQUAL(eqp_problems_total(problems), 0);
    CU_ASSERT_EQUAL(eqp_names_count(study->spaces[EQP_SPACE_scenario]), 5);
    CU_ASSERT_EQUAL(study->rules.count, 3);
    eqp_study_free(study);
    eqp_problems_free(problems);
}

static const eqp_test tests[] = {
    {"sud-2024 is made by the two commands of its README",
     sud_2024_is_made_by_the_two_commands_of_its_readme},
    {"sud-2024 reads without problems", sud_2024_reads_without_problems},
};

EQP_SUITE_MAIN("example", tests)
