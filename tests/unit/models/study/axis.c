#include "random_study.h"
#include "same_study.h"
#include "small_study.h"
#include "suite.h"

#include "models/base/memory.h"
#include "models/base/number.h"
#include "models/study/axis.h"
#include "models/study/scenario.h"

#include <string.h>

static eqp_study *read_small_study(void) {
    small_study texts = small_study_make();
    eqp_study *study = small_study_read(&texts);
    CU_ASSERT_PTR_NOT_NULL_FATAL(study);
    return study;
}

/* With ids that a text can take for something else. */
static eqp_study *read_awkward_study(void) {
    small_study texts = small_study_make();
    eqp_study *study;
    small_study_set(&texts, "institutions",
                    "institution,name\na,\na:b,\nb:c,\nc,\nx=1,\nregion & co [south,\nlone:one,\n");
    small_study_set(&texts, "budgets",
                    "institution,budget\na,10\na:b,20\nb:c,30\nc,40\nx=1,50\nregion & co "
                    "[south,60\nlone:one,70\n");
    small_study_set(&texts, "occupations", "occupation,name,family\n04,Plumber,B\nB2,Roofer,B\n");
    small_study_set(&texts, "needs", "zone,occupation,need\n9306,04,40\n04,B2,7\n");
    small_study_set(&texts, "offer_occupations",
                    "offer,occupation\nplumber,04\nroof,B2\n"
                    "garden,04\n");
    small_study_set(&texts, "prices",
                    "offer,institution,price\nplumber,a,1\nroof,a,1\n"
                    "garden,a,1\n");
    small_study_set(&texts, "commitments", NULL);
    small_study_set(&texts, "decisions", NULL);
    small_study_set(&texts, "rules", NULL);
    small_study_set(&texts, "scenarios", NULL);
    study = small_study_read(&texts);
    CU_ASSERT_PTR_NOT_NULL_FATAL(study);
    return study;
}

typedef eqp_status (*maker)(const eqp_study *study, const char *text, eqp_axis_form form,
                            eqp_axis **out, eqp_error *error);

static eqp_axis *make(maker understand, const eqp_study *study, const char *text,
                      eqp_axis_form form) {
    eqp_axis *axis = NULL;
    eqp_error error = {0};
    if (understand(study, text, form, &axis, &error) != EQP_OK)
        fprintf(stderr, "%s\n", error.sentence);
    CU_ASSERT_PTR_NOT_NULL_FATAL(axis);
    return axis;
}

static eqp_axis *vary(const eqp_study *study, const char *text) {
    return make(eqp_axis_vary, study, text, EQP_AXIS_VALUES);
}

static eqp_study *copy_of(const eqp_study *study) {
    eqp_study *copy = NULL;
    CU_ASSERT_EQUAL_FATAL(eqp_study_copy(study, &copy, NULL), EQP_OK);
    return copy;
}

static double total_budget(const eqp_study *study) {
    double total = 0;
    for (uint32_t row = 0; row < study->budgets.count; row++)
        total += study->budgets.budget[row];
    return total;
}

static double *budget_of(eqp_study *study, const char *id) {
    uint32_t wanted = eqp_names_find(study->spaces[EQP_SPACE_institution], id, strlen(id));
    for (uint32_t row = 0; row < study->budgets.count; row++)
        if (study->budgets.institution[row] == wanted)
            return study->budgets.budget + row;
    return NULL;
}

/* ---- texts ---- */

static void a_title_is_what_was_typed_without_its_values(void) {
    static const struct {
        maker understand;
        const char *text, *title;
        double today;
        int only_couples;
    } cases[] = {
        {eqp_axis_vary, "budget[region]=0:100000:3", "budget[region]", 100000, 1},
        {eqp_axis_vary, "budget[institution=region]=0:1:3", "budget[institution=region]", 100000,
         1},
        {eqp_axis_vary, "budget*=0.9:1.1:3", "budget*", 1, 1},
        {eqp_axis_vary, "budget=0:1:3", "budget", NAN, 1},
        {eqp_axis_vary, "need[family=B]*=0.8:1.2:5", "need[family=B]*", 1, 0},
        {eqp_axis_vary, "need[A1]=0:20:5", "need[A1]", 10, 0},
        {eqp_axis_vary, "need[zone=9306&family=B]=0:20:5", "need[zone=9306&family=B]", NAN, 0},
        {eqp_axis_vary, "priority[9306]+=0:2:3", "priority[9306]+", 0, 0},
        {eqp_axis_vary, "price[plumber]+=-100:100:3", "price[plumber]+", 0, 0},
        {eqp_axis_vary, "price[ft]*=50%:150%:3", "price[ft]*", 1, 0},
        {eqp_axis_vary, "places[roof]=0:30:4", "places[roof]", 20, 0},
        {eqp_axis_vary, "success_rate[garden]=0.1:0.9:3", "success_rate[garden]", 0.5, 0},
        {eqp_axis_vary, "rule[lot]=0:1:2", "rule[lot]", 90000, 1},
        {eqp_axis_vary, "balance=0:1:11", "balance", 0.7, 1},
        {eqp_axis_vary, "balance[]=0:1:11", "balance[]", 0.7, 1},
        {eqp_axis_vary, "complementarity_tolerance+=0:0.1:2", "complementarity_tolerance+", 0, 0},
        {eqp_axis_transfer, "region:ft=0:1000:3", "transfer[region:ft]", 0, 1},
    };
    eqp_study *study = read_small_study();
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        eqp_axis *axis = make(cases[i].understand, study, cases[i].text, EQP_AXIS_VALUES);
        CU_ASSERT_STRING_EQUAL(eqp_axis_title(axis), cases[i].title);
        CU_ASSERT_EQUAL(eqp_axis_only_couples(axis), cases[i].only_couples);
        if (isnan(cases[i].today))
            CU_ASSERT_TRUE(isnan(eqp_axis_today(axis)))
        else
            CU_ASSERT_EQUAL(eqp_axis_today(axis), cases[i].today);
        eqp_axis_free(axis);
    }
    eqp_axis_free(NULL);
    eqp_study_free(study);
}

static void ids_may_look_like_something_else(void) {
    static const struct {
        maker understand;
        const char *text;
        const char *changed; /* the budget that becomes or gains 5 */
        double becomes;
    } cases[] = {
        {eqp_axis_vary, "budget[a:b]=5:5:1", "a:b", 5},
        {eqp_axis_vary, "budget[x=1]=5:5:1", "x=1", 5},
        {eqp_axis_vary, "budget[institution=x=1]+=5:5:1", "x=1", 55},
        {eqp_axis_vary, "budget[region & co [south]+=5:5:1", "region & co [south", 65},
        {eqp_axis_transfer, "a:c=5:5:1", "c", 45},
        {eqp_axis_transfer, "x=1:a=5:5:1", "a", 15},
        {eqp_axis_transfer, "lone:one:a:b=5:5:1", "a:b", 25},
        {eqp_axis_transfer, "c:lone:one=5:5:1", "lone:one", 75},
    };
    eqp_study *study = read_awkward_study();
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        eqp_axis *axis = make(cases[i].understand, study, cases[i].text, EQP_AXIS_VALUES);
        eqp_study *copy = copy_of(study);
        eqp_axis_change(axis, 5, copy);
        CU_ASSERT_EQUAL(*budget_of(copy, cases[i].changed), cases[i].becomes);
        CU_ASSERT_EQUAL(eqp_differing_numbers(copy, study),
                        cases[i].understand == eqp_axis_transfer ? 2 : 1);
        eqp_study_free(copy);
        eqp_axis_free(axis);
    }
    eqp_study_free(study);
}

typedef struct {
    maker understand;
    eqp_axis_form form;
    const char *text, *sentence;
} refusal;

static void check_refusals(const eqp_study *study, const refusal *cases, size_t count) {
    for (size_t i = 0; i < count; i++) {
        eqp_axis *axis = NULL;
        eqp_error error = {0};
        CU_ASSERT_EQUAL(cases[i].understand(study, cases[i].text, cases[i].form, &axis, &error),
                        EQP_ERROR_USAGE);
        CU_ASSERT_EQUAL(error.status, EQP_ERROR_USAGE);
        CU_ASSERT_PTR_NULL(axis);
        if (strcmp(error.sentence, cases[i].sentence) != 0)
            fprintf(stderr, "%s\n", error.sentence);
        CU_ASSERT_STRING_EQUAL(error.sentence, cases[i].sentence);
        CU_ASSERT_EQUAL(cases[i].understand(study, cases[i].text, cases[i].form, &axis, NULL),
                        EQP_ERROR_USAGE);
    }
}

#define VARY eqp_axis_vary, EQP_AXIS_VALUES
#define VARY_RANGE eqp_axis_vary, EQP_AXIS_RANGE
#define TRANSFER eqp_axis_transfer, EQP_AXIS_VALUES
#define TRANSFER_RANGE eqp_axis_transfer, EQP_AXIS_RANGE

static void every_refusal_says_what_is_wrong_and_what_was_expected(void) {
    static const refusal cases[] = {
        {VARY, "", "--vary : expected PARAMETER[TARGET]=FROM:TO:COUNT (or *=, +=)"},
        {VARY, "budget", "--vary budget: expected PARAMETER[TARGET]=FROM:TO:COUNT (or *=, +=)"},
        {VARY_RANGE, "budget", "--vary budget: expected PARAMETER[TARGET]=FROM:TO (or *=, +=)"},
        {VARY, "budget[region]",
         "--vary budget[region]: expected PARAMETER[TARGET]=FROM:TO:COUNT (or *=, +=)"},
        {VARY, "budget[region] =0:1:2",
         "--vary budget[region] =0:1:2: expected PARAMETER[TARGET]=FROM:TO:COUNT (or *=, +=)"},
        {VARY, "budget[region=0:1:2",
         "--vary budget[region=0:1:2: expected PARAMETER[TARGET]=FROM:TO:COUNT (or *=, +=)"},
        {VARY, "budget]region[=0:1:2",
         "--vary budget]region[=0:1:2: expected PARAMETER[TARGET]=FROM:TO:COUNT (or *=, +=)"},
        {VARY, "balance]=0:[1:2",
         "--vary balance]=0:[1:2: expected PARAMETER[TARGET]=FROM:TO:COUNT (or *=, +=)"},
        {VARY, "budget*0:1:2",
         "--vary budget*0:1:2: expected PARAMETER[TARGET]=FROM:TO:COUNT (or *=, +=)"},
        {VARY, "budget[region]-=0:1:2",
         "--vary budget[region]-=0:1:2: expected PARAMETER[TARGET]=FROM:TO:COUNT (or *=, +=)"},
        {VARY, "budgets[region]=0:1:2",
         "--vary budgets[region]: parameter \"budgets\" is unknown; did you mean \"budget\"?"},
        {VARY, "=0:1:2", "--vary : parameter \"\" is unknown"},
        {VARY, "need_level=0:1:2",
         "--vary need_level: need_level is not a number and cannot be varied; a scenario can set "
         "it"},
        {VARY, "currency*=0:1:2",
         "--vary currency*: currency is not a number and cannot be varied; a scenario can set it"},
        {VARY, "balance[region]=0:1:2",
         "--vary balance[region]: balance has no target; leave it blank"},
        {VARY, "budget[regoin]=0:1:2",
         "--vary budget[regoin]: institution \"regoin\" is unknown; did you mean \"region\"?"},
        {VARY, "need[9360]=0:1:2",
         "--vary need[9360]: zone or occupation \"9360\" is unknown; did you mean \"9306\"?"},
        {VARY, "priority[B2X38]=0:1:2",
         "--vary priority[B2X38]: zone or occupation \"B2X38\" is unknown; did you mean "
         "\"B2X36\"?"},
        {VARY, "price[nobody]=0:1:2",
         "--vary price[nobody]: offer or institution \"nobody\" is unknown"},
        {VARY, "places[rof]=0:1:2",
         "--vary places[rof]: offer \"rof\" is unknown; did you mean \"roof\"?"},
        {VARY, "rule[los]=0:1:2",
         "--vary rule[los]: rule \"los\" is unknown; did you mean \"lot\"?"},
        {VARY, "need[zon=9306]=0:1:2",
         "--vary need[zon=9306]: target column \"zon\" is not one of zone, occupation, family, "
         "department; did you mean \"zone\"?"},
        {VARY, "need[zone=9302&occupation=A1]=0:1:2",
         "--vary need[zone=9302&occupation=A1]: the target meets no row"},
        {VARY, "budget=", "--vary budget: \"\" is not FROM:TO:COUNT"},
        {VARY, "budget=1:2", "--vary budget: \"1:2\" is not FROM:TO:COUNT"},
        {VARY, "budget=1:2:3:4", "--vary budget: \"1:2:3:4\" is not FROM:TO:COUNT"},
        {VARY_RANGE, "budget=1", "--vary budget: \"1\" is not FROM:TO"},
        {VARY_RANGE, "budget=1:2:3", "--vary budget: \"1:2:3\" is not FROM:TO"},
        {VARY, "budget=few:2:3", "--vary budget: FROM \"few\" is not a number"},
        {VARY, "budget=1::3", "--vary budget: TO \"\" is not a number"},
        {VARY, "budget=1:inf:3", "--vary budget: TO \"inf\" is not a finite number"},
        {VARY_RANGE, "budget=1:many", "--vary budget: TO \"many\" is not a number"},
        {VARY, "budget=1:2:0", "--vary budget: COUNT \"0\" is not a whole number of at least 1"},
        {VARY, "budget=1:2:2.5",
         "--vary budget: COUNT \"2.5\" is not a whole number of at least 1"},
        {VARY, "budget=1:2:x", "--vary budget: COUNT \"x\" is not a whole number of at least 1"},
        {VARY, "budget=1:2:5000000000", "--vary budget: COUNT \"5000000000\" is above 4294967295"},
        {VARY_RANGE, "budget=2:2", "--vary budget: FROM 2 is not below TO 2"},
        {VARY_RANGE, "budget=2:1.5", "--vary budget: FROM 2 is not below TO 1.5"},
        {VARY, "budget=0:1e308:11",
         "--vary budget: the distance of FROM and TO is too large for a number"},
        {VARY, "budget[region]=-5:0:2", "--vary budget[region]: budget -5 is not at least 0"},
        {VARY, "success_rate=0:1.5:2",
         "--vary success_rate: success_rate 1.5 is not between 0 and 1"},
        {VARY, "balance=0:2:2", "--vary balance: balance 2 is not between 0 and 1"},
        {VARY, "budget+=0:-50000.5:2",
         "--vary budget+: adding -50000.5 makes budget of ft -0.5; it is 50000 and must be at "
         "least 0"},
        {VARY, "need[A1]*=-1:1:2",
         "--vary need[A1]*: scaling by -1 makes need of 9306, A1 -10; it is 10 and must be at "
         "least 0"},
        {VARY, "need[zone=9306]+=-35:0:2",
         "--vary need[zone=9306]+: adding -35 makes need of 9306, A1 -25; it is 10 and must be at "
         "least 0"},
        {VARY, "need[zone=9306&occupation=B2X36]+=-35:0:2",
         "--vary need[zone=9306&occupation=B2X36]+: adding -35 makes need_low of 9306, B2X36 -5; "
         "it is 30 and must be at least 0"},
        {VARY, "success_rate*=1:2.5:4",
         "--vary success_rate*: scaling by 2.5 makes success_rate of garden 1.25; it is 0.5 and "
         "must be between 0 and 1"},
        {VARY, "price[ft]+=-2500:0:4",
         "--vary price[ft]+: adding -2500 makes price of garden, ft -500; it is 2000 and must be "
         "at least 0"},
        {VARY, "rule[rsa]+=-1:0:2",
         "--vary rule[rsa]+: adding -1 makes rule of rsa -0.8; it is 0.2 and must be at least 0"},
        {VARY, "balance*=1:2:2",
         "--vary balance*: scaling by 2 makes balance 1.4; it is 0.7 and must be between 0 and 1"},
        {VARY, "budget*=0:1e305:2", "--vary budget*: the result is too large for a number"},
        {TRANSFER, "region:ft", "--transfer region:ft: expected A:B=FROM:TO:COUNT"},
        {TRANSFER_RANGE, "region:ft", "--transfer region:ft: expected A:B=FROM:TO"},
        {TRANSFER, "region=0:1:2",
         "--transfer region: \"region\" is not A:B, two institutions that are known"},
        {TRANSFER, "region:x:ft=0:1:2",
         "--transfer region:x:ft: \"region:x:ft\" is not A:B, two institutions that are known"},
        {TRANSFER, "regoin:ft=0:1:2",
         "--transfer regoin:ft: institution \"regoin\" is unknown; did you mean \"region\"?"},
        {TRANSFER, "region:nobody=0:1:2",
         "--transfer region:nobody: institution \"nobody\" is unknown"},
        {TRANSFER, "region:region=0:1:2",
         "--transfer region:region: money cannot be moved from an institution to itself"},
        {TRANSFER, "region:ft=0:1", "--transfer region:ft: \"0:1\" is not FROM:TO:COUNT"},
        {TRANSFER_RANGE, "region:ft=1:0", "--transfer region:ft: FROM 1 is not below TO 0"},
        {TRANSFER, "region:ft=0:2e5:3",
         "--transfer region:ft: moving 200000 from region leaves -100000; its budget is 100000"},
        {TRANSFER, "region:ft=-50000.5:0:3",
         "--transfer region:ft: moving 50000.5 from ft leaves -0.5; its budget is 50000"},
    };
    eqp_study *study = read_small_study();
    check_refusals(study, cases, sizeof cases / sizeof *cases);
    eqp_study_free(study);
}

static void what_can_be_read_in_two_ways_is_refused(void) {
    static const refusal cases[] = {
        {VARY, "need[04]=0:1:2",
         "--vary need[04]: \"04\" is both zone and occupation; write zone=04 or occupation=04"},
        {TRANSFER, "a:b:c=0:1:2",
         "--transfer a:b:c: \"a:b:c\" can be read as A:B in more than one way"},
    };
    eqp_study *study = read_awkward_study();
    check_refusals(study, cases, sizeof cases / sizeof *cases);
    eqp_study_free(study);
}

static void results_too_large_for_a_number_are_refused(void) {
    static const refusal cases[] = {
        {TRANSFER, "region:ft=8.5e307:0:1",
         "--transfer region:ft: the result is too large for a number"},
    };
    small_study texts = small_study_make();
    eqp_study *study;
    small_study_set(&texts, "budgets",
                    "institution,budget\nregion,1.7e308\nft,1e308\nstate,20000\n");
    study = small_study_read(&texts);
    CU_ASSERT_PTR_NOT_NULL_FATAL(study);
    check_refusals(study, cases, sizeof cases / sizeof *cases);
    eqp_study_free(study);
}

static void an_institution_without_a_budget_gives_none(void) {
    eqp_study *study = read_small_study();
    eqp_axis *axis;
    eqp_error error;
    uint32_t count = study->budgets.count;
    study->budgets.count = 1; /* the reader would refuse it: ft alone has a budget */
    CU_ASSERT_EQUAL(eqp_axis_transfer(study, "ft:region=0:1:2", EQP_AXIS_VALUES, &axis, &error),
                    EQP_ERROR_USAGE);
    CU_ASSERT_STRING_EQUAL(error.sentence,
                           "--transfer ft:region: institution \"region\" has no budget");
    study->budgets.count = count;
    eqp_study_free(study);
}

/* Every text that is one slip away from a good one. */
static void slips_are_refused_or_understood_but_never_lost(void) {
    static const char slips[] = ":=[]*+&%-. x";
    static const struct {
        maker understand;
        const char *text, *option;
    } cases[] = {
        {eqp_axis_vary, "need[zone=9306&family=B]*=0.8:1.2:5", "--vary "},
        {eqp_axis_vary, "balance=0:1:11", "--vary "},
        {eqp_axis_vary, "price[ft]+=-10%:1e2:3", "--vary "},
        {eqp_axis_transfer, "region:ft=-5:1e4:3", "--transfer "},
    };
    eqp_study *study = read_small_study();
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        for (size_t at = 0; at < strlen(cases[i].text); at++)
            for (size_t slip = 0; slip < sizeof slips; slip++) { /* with the 0: a text cut short */
                char text[64];
                eqp_axis *axis = NULL;
                eqp_error error = {0};
                snprintf(text, sizeof text, "%s", cases[i].text);
                text[at] = slips[slip];
                if (cases[i].understand(study, text, EQP_AXIS_VALUES, &axis, &error) == EQP_OK) {
                    CU_ASSERT_TRUE(eqp_axis_count(axis) >= 1);
                } else {
                    CU_ASSERT_EQUAL(error.status, EQP_ERROR_USAGE);
                    CU_ASSERT_EQUAL(
                        strncmp(error.sentence, cases[i].option, strlen(cases[i].option)), 0);
                }
                eqp_axis_free(axis);
            }
    eqp_study_free(study);
}

/* ---- values ---- */

static void values_run_from_the_first_to_exactly_the_last(void) {
    static const struct {
        const char *text;
        uint32_t count;
        double values[8];
    } cases[] = {
        {"budget=10:20:1", 1, {10}},
        {"budget=10:20:2", 2, {10, 20}},
        {"budget=20:10:3", 3, {20, 15, 10}},
        {"budget=5:5:3", 3, {5, 5, 5}},
        {"need*=0.8:1.2:5", 5, {0.8, 0.9, 1.0, 1.1, 1.2}},
        {"need*=0.7:0.03:8", /* where the formula misses the last value by a rounding */
         8,
         {0.7, 0.7 - 0.67 / 7, 0.7 - 1.34 / 7, 0.7 - 2.01 / 7, 0.7 - 2.68 / 7, 0.7 - 3.35 / 7,
          0.7 - 4.02 / 7, 0.03}},
        {"balance=0%:25%:6", 6, {0, 0.05, 0.1, 0.15, 0.2, 0.25}},
    };
    eqp_study *study = read_small_study();
    eqp_axis *axis;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        axis = vary(study, cases[i].text);
        CU_ASSERT_EQUAL(eqp_axis_count(axis), cases[i].count);
        for (uint32_t index = 0; index < cases[i].count; index++)
            CU_ASSERT_DOUBLE_EQUAL(eqp_axis_value(axis, index), cases[i].values[index], 1e-15);
        CU_ASSERT_EQUAL(eqp_axis_value(axis, 0), cases[i].values[0]);
        CU_ASSERT_EQUAL(eqp_axis_value(axis, cases[i].count - 1),
                        cases[i].values[cases[i].count - 1]);
        eqp_axis_free(axis);
    }
    axis = make(eqp_axis_transfer, study, "region:ft=-1.5:1e3", EQP_AXIS_RANGE);
    CU_ASSERT_EQUAL(eqp_axis_count(axis), 0);
    CU_ASSERT_EQUAL(eqp_axis_from(axis), -1.5);
    CU_ASSERT_EQUAL(eqp_axis_to(axis), 1000);
    eqp_axis_free(axis);
    eqp_study_free(study);
}

static void the_end_that_one_value_never_reaches_is_not_checked(void) {
    eqp_study *study = read_small_study();
    eqp_axis_free(vary(study, "balance=0.5:3:1"));
    eqp_study_free(study);
}

/* ---- changes ---- */

static const struct {
    const char *parameter;
    eqp_space key; /* of the target; EQP_SPACE_COUNT: it has none */
    const char *column;
} places_of_change[] = {
    {"budget", EQP_SPACE_COUNT, ""},
    {"budget", EQP_SPACE_institution, "institution"},
    {"need", EQP_SPACE_COUNT, ""},
    {"need", EQP_SPACE_zone, "zone"},
    {"need", EQP_SPACE_occupation, "occupation"},
    {"priority", EQP_SPACE_COUNT, ""},
    {"priority", EQP_SPACE_zone, "zone"},
    {"priority", EQP_SPACE_occupation, "occupation"},
    {"price", EQP_SPACE_COUNT, ""},
    {"price", EQP_SPACE_offer, "offer"},
    {"price", EQP_SPACE_institution, "institution"},
    {"places", EQP_SPACE_COUNT, ""},
    {"places", EQP_SPACE_offer, "offer"},
    {"success_rate", EQP_SPACE_COUNT, ""},
    {"success_rate", EQP_SPACE_offer, "offer"},
    {"rule", EQP_SPACE_COUNT, ""},
    {"rule", EQP_SPACE_rule, "rule"},
    {"balance", EQP_SPACE_COUNT, ""},
    {"complementarity_tolerance", EQP_SPACE_COUNT, ""},
};

/* How far a number may rise: rates by what is left to 1. */
static double room_above(const eqp_study *study, const char *parameter) {
    double highest = 0;
    if (strcmp(parameter, "balance") == 0)
        return 1 - study->settings.balance;
    if (strcmp(parameter, "success_rate") != 0)
        return 0.5;
    for (uint32_t row = 0; row < study->offers.count; row++)
        highest = fmax(highest, study->offers.success_rate[row]);
    return 1 - highest;
}

/* The change of a place by an axis and by a scenario; 1 where the axis could be made. */
static int check_change(const eqp_study *study, size_t place, eqp_change how, const char *id) {
    static const char *const signs[] = {"=", "+=", "*="};
    const char *parameter = places_of_change[place].parameter;
    char value[32], text[256], target[256];
    eqp_change_request request = {parameter, target, value, how, 0, 0};
    eqp_study *copy, *changed;
    eqp_axis *axis = NULL;
    eqp_error error = {0};
    eqp_number_format(how == EQP_CHANGE_ADD ? room_above(study, parameter) / 2 : 0.25, value);
    snprintf(target, sizeof target, "%s%s%s", places_of_change[place].column, *id ? "=" : "", id);
    snprintf(text, sizeof text, "%s%s%s%s%s%s:%s:1", parameter, *id ? "[" : "", id, *id ? "]" : "",
             signs[how], value, value);
    if (eqp_axis_vary(study, text, EQP_AXIS_VALUES, &axis, &error) != EQP_OK) {
        /* An id that no row holds is the one reason there may be. */
        CU_ASSERT_PTR_NOT_NULL(strstr(error.sentence, "meets no row"));
        return 0;
    }
    copy = copy_of(study);
    eqp_axis_change(axis, eqp_axis_value(axis, 0), copy);
    CU_ASSERT_EQUAL_FATAL(
        eqp_scenario_apply(study, NULL, &request, 1, NULL, NULL, &changed, &error), EQP_OK);
    CU_ASSERT_EQUAL(eqp_differing_numbers(copy, changed), 0);
    CU_ASSERT_TRUE(eqp_differing_numbers(study, changed) > 0 || how != EQP_CHANGE_SET);
    eqp_study_free(copy);
    eqp_study_free(changed);
    eqp_axis_free(axis);
    return 1;
}

static uint32_t check_every_change(const eqp_study *study) {
    uint32_t checked = 0;
    for (size_t place = 0; place < sizeof places_of_change / sizeof *places_of_change; place++)
        for (int how = EQP_CHANGE_SET; how <= EQP_CHANGE_SCALE; how++) {
            eqp_space key = places_of_change[place].key;
            uint32_t last = key == EQP_SPACE_COUNT ? 0 : eqp_names_count(study->spaces[key]);
            if ((strcmp(places_of_change[place].parameter, "rule") == 0 && !study->rules.count))
                continue;
            checked += (uint32_t)check_change(study, place, (eqp_change)how,
                                              last ? eqp_study_id(study, key, last - 1) : "");
        }
    return checked;
}

static void a_change_in_place_is_that_of_a_scenario(void) {
    eqp_study *study = read_small_study();
    CU_ASSERT_EQUAL(check_every_change(study),
                    3 * sizeof places_of_change / sizeof *places_of_change);
    eqp_study_free(study);
    for (uint64_t seed = 1; seed <= 20; seed++) {
        eqp_random_study *texts = eqp_random_study_create(seed);
        CU_ASSERT_PTR_NOT_NULL_FATAL(texts);
        CU_ASSERT_EQUAL_FATAL(eqp_random_study_build(texts, &study, NULL), EQP_OK);
        CU_ASSERT_TRUE(check_every_change(study) >= 30);
        eqp_study_free(study);
        eqp_random_study_free(texts);
    }
}

static void a_transfer_keeps_the_total(void) {
    eqp_study *study = read_small_study(), *copy = copy_of(study);
    eqp_axis *axis = make(eqp_axis_transfer, study, "region:ft=-50000:100000:7", EQP_AXIS_VALUES);
    for (uint32_t index = 0; index < 7; index++) {
        double moved = eqp_axis_value(axis, index);
        eqp_study_restore(copy, study);
        eqp_axis_change(axis, moved, copy);
        CU_ASSERT_DOUBLE_EQUAL(total_budget(copy), 170000, 1e-9);
        CU_ASSERT_EQUAL(*budget_of(copy, "region"), 100000 - moved);
        CU_ASSERT_EQUAL(*budget_of(copy, "ft"), 50000 + moved);
        CU_ASSERT_EQUAL(eqp_differing_numbers(copy, study), moved == 0 ? 0 : 2);
    }
    eqp_axis_free(axis);
    eqp_study_free(copy);
    eqp_study_free(study);
}

static void a_transfer_after_another_change_makes_no_money(void) {
    eqp_study *study = read_small_study(), *copy = copy_of(study);
    eqp_axis *axis = make(eqp_axis_transfer, study, "region:ft=-50000:100000:2", EQP_AXIS_VALUES);
    *budget_of(copy, "region") = 30000;
    *budget_of(copy, "ft") = 10000;
    eqp_axis_change(axis, 100000, copy);
    CU_ASSERT_EQUAL(*budget_of(copy, "region"), 0);
    CU_ASSERT_EQUAL(*budget_of(copy, "ft"), 40000);
    eqp_axis_change(axis, -50000, copy);
    CU_ASSERT_EQUAL(*budget_of(copy, "region"), 40000);
    CU_ASSERT_EQUAL(*budget_of(copy, "ft"), 0);
    eqp_axis_free(axis);
    eqp_study_free(copy);
    eqp_study_free(study);
}

static void results_of_several_axes_are_cut_to_their_range(void) {
    eqp_study *study = read_small_study(), *copy = copy_of(study);
    eqp_axis *rate = vary(study, "success_rate*=1:2:2"), *price = vary(study, "price+=-2000:0:2"),
             *budget = vary(study, "budget*=1:1e300:2");
    for (int i = 0; i < 3; i++) {
        eqp_axis_change(rate, 2, copy);
        eqp_axis_change(price, -2000, copy);
        eqp_axis_change(budget, 1e300, copy);
    }
    for (uint32_t row = 0; row < copy->offers.count; row++)
        CU_ASSERT_EQUAL(copy->offers.success_rate[row], 1);
    for (uint32_t row = 0; row < copy->prices.count; row++)
        CU_ASSERT_EQUAL(copy->prices.price[row], 0);
    for (uint32_t row = 0; row < copy->budgets.count; row++)
        CU_ASSERT_TRUE(isfinite(copy->budgets.budget[row]));
    eqp_axis_free(budget);
    eqp_axis_free(price);
    eqp_axis_free(rate);
    eqp_study_free(copy);
    eqp_study_free(study);
}

static void a_change_needs_no_memory(void) {
    static const char *const texts[] = {"need*=0.8:1.2:5", "balance=0:1:11", "budget[ft]=0:9:2"};
    eqp_study *study = read_small_study(), *copy = copy_of(study);
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        eqp_axis *axis = vary(study, texts[i]);
        eqp_memory_fail_at(1);
        eqp_study_restore(copy, study);
        eqp_axis_change(axis, eqp_axis_value(axis, 1), copy);
        eqp_memory_fail_at(0);
        CU_ASSERT_TRUE(eqp_differing_numbers(copy, study) > 0);
        eqp_axis_free(axis);
    }
    eqp_study_free(copy);
    eqp_study_free(study);
}

/* Every allocation of a text fails in turn; its outcome with enough memory comes at last. */
static void check_short_memory(maker understand, const eqp_study *study, const char *text) {
    eqp_status status = EQP_ERROR_MEMORY;
    eqp_axis *axis = NULL;
    size_t before = eqp_memory_alive();
    for (size_t n = 1; status == EQP_ERROR_MEMORY; n++) {
        eqp_error error = {0};
        eqp_memory_fail_at(n);
        status = understand(study, text, EQP_AXIS_VALUES, &axis, &error);
        eqp_memory_fail_at(0);
        CU_ASSERT_EQUAL(error.status, status);
        CU_ASSERT_TRUE(status == EQP_OK || (!axis && eqp_memory_alive() == before));
    }
    CU_ASSERT_EQUAL(status, EQP_OK);
    eqp_axis_free(axis);
}

static void short_memory_leaves_nothing(void) {
    eqp_study *study = read_small_study();
    check_short_memory(eqp_axis_vary, study, "need[family=B]*=0.8:1.2:5");
    check_short_memory(eqp_axis_vary, study, "balance=0:1:5");
    check_short_memory(eqp_axis_transfer, study, "region:ft=0:1:5");
    eqp_study_free(study);
}

static const eqp_test tests[] = {
    {"a title is what was typed without its values", a_title_is_what_was_typed_without_its_values},
    {"ids may look like something else", ids_may_look_like_something_else},
    {"every refusal says what is wrong and what was expected",
     every_refusal_says_what_is_wrong_and_what_was_expected},
    {"what can be read in two ways is refused", what_can_be_read_in_two_ways_is_refused},
    {"results too large for a number are refused", results_too_large_for_a_number_are_refused},
    {"an institution without a budget gives none", an_institution_without_a_budget_gives_none},
    {"slips are refused or understood, but never lost",
     slips_are_refused_or_understood_but_never_lost},
    {"values run from the first to exactly the last",
     values_run_from_the_first_to_exactly_the_last},
    {"the end that one value never reaches is not checked",
     the_end_that_one_value_never_reaches_is_not_checked},
    {"a change in place is that of a scenario", a_change_in_place_is_that_of_a_scenario},
    {"a transfer keeps the total", a_transfer_keeps_the_total},
    {"a transfer after another change makes no money",
     a_transfer_after_another_change_makes_no_money},
    {"results of several axes are cut to their range",
     results_of_several_axes_are_cut_to_their_range},
    {"a change needs no memory", a_change_needs_no_memory},
    {"short memory leaves nothing", short_memory_leaves_nothing},
};

EQP_SUITE_MAIN("models/axis", tests)
