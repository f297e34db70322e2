#include "small_study.h"
#include "suite.h"

#include "models/base/memory.h"

#include <stdlib.h>
#include <string.h>

#define OFFERS                                                                                     \
    "offer,name,zone,places,provider,lot,kind,fill_rate,success_rate,hours,group_min,group_max\n"
#define RULES                                                                                      \
    "rule,measure,sense,value,unit,institution,buyer,audience,family,occupation,department,"       \
    "zone,provider,lot,kind,offer\n"
#define TWO_OFFERS                                                                                 \
    "plumber,Plumber,9306,24,AFPA,building,certifying,0.9,0.4,600,8,12\n"                          \
    "garden,Gardener,04,10,GRETA,green,preparatory,,0.5,300,,\n"
#define THREE_OFFERS TWO_OFFERS "roof,Roofer,9302,20,AFPA,building,certifying,0.8,0.45,500,,\n"
#define SCENARIOS "scenario,parameter,target,change,value\n"

/* One table of the small study replaced by a text (NULL: it is missing), and all that is then
 * found. */
static const struct {
    const char *table, *text, *problems;
} cases[] = {
    /* tables and columns */
    {"needs", NULL, "needs.csv:1:1: error: the file is missing; every study needs it\n"},
    {"zones", NULL, "zones.csv:1:1: error: the file is missing; every study needs it\n"},
    {"prices", NULL, "prices.csv:1:1: error: the file is missing; every study needs it\n"},
    {"mobility", "",
     "mobility.csv:1:1: error: the file is empty; its first line must name the "
     "columns\n"},
    {"mobility", "\xFF\xFEr\0",
     "mobility.csv:1:1: error: the file is in UTF-16; save it as CSV in "
     "UTF-8\n"},
    {"budgets", "institution,amount\nregion,1\n",
     "budgets.csv:1:1: error: column \"budget\" (the most that may be spent) is missing\n"
     "budgets.csv:1:2: warning: column \"amount\" is unknown and ignored\n"},
    {"occupations", "occupation,family\nA1,\nB2X36,B\nB2X37,B\n",
     "occupations.csv:1:1: error: column \"name\" (name of the occupation) is missing\n"},
    {"occupations", "occupation,name\nA1,\nB2X36,\nB2X37,\n",
     "rules.csv:3:9: error: family \"B\" is unknown\n"},
    {"mobility", "residence,site,share,site\n9306,04,0.1,9306\n04,9306,1,04\n",
     "mobility.csv:1:4: error: column \"site\" stands already in cell 2\n"},
    {"mobility", "residence,site,share,shares,,Note\n9306,04,0.1,,,x\n04,9306,1,,,\n",
     "mobility.csv:1:4: warning: column \"shares\" is unknown and ignored; did you mean "
     "\"share\"?\n"
     "mobility.csv:1:6: warning: column \"Note\" is unknown and ignored\n"},
    {"rules", "rule,measure,sense,value,instituton,colour\nr,places,min,1,ft,red\n",
     "rules.csv:1:5: error: filter \"instituton\" is unknown; did you mean \"institution\"?\n"
     "rules.csv:1:6: error: filter \"colour\" is unknown\n"},
    /* rows */
    {"mobility", "residence,site,share\n04,9306\n04,9306,0.1,5\n\n9306,04,0.2\n",
     "mobility.csv:2:3: error: the row has too few cells: 2, where the header has 3\n"
     "mobility.csv:3:4: error: the row has too many cells: 4, where the header has 3\n"},
    {"mobility", "residence,site,share\n04,93\"06,0.1\n\"9306,04,0.1\n",
     "mobility.csv:2:2: error: a quote stands inside a cell; put the whole cell in quotes and "
     "double the quotes in it\n"
     "mobility.csv:3:1: error: the quote that opens this cell is never closed\n"},
    {"mobility", "residence,site,\"share\n",
     "mobility.csv:1:3: error: the quote that opens this cell is never closed\n"},
    /* cells */
    {"mobility",
     "residence,site,share\n04,9306,12.5.1\n04,9302,-0.1\n04,04,110%\n9306,04,inf\n"
     "9306,9302,nan\n9306,9306,\n",
     "mobility.csv:2:3: error: share \"12.5.1\" is not a number\n"
     "mobility.csv:3:3: error: share \"-0.1\" is below 0\n"
     "mobility.csv:4:3: error: share \"110%\" is above 1\n"
     "mobility.csv:5:3: error: share \"inf\" is not a finite number\n"
     "mobility.csv:6:3: error: share \"nan\" is not a finite number\n"
     "mobility.csv:7:3: error: share is blank; it must be given\n"},
    {"mobility", "share,site,residence\n0.5,9360,9306\n0.5,9306,\n0.5,nowhere,04\n",
     "mobility.csv:2:2: error: site \"9360\" is unknown; did you mean \"9306\"?\n"
     "mobility.csv:3:3: error: residence is blank; it must be given\n"
     "mobility.csv:4:2: error: site \"nowhere\" is unknown\n"},
    {"zones",
     "zone,name,department\n9306,Mar\x01seille,13\n04,Dig\x7Fne,\n9302,Ni\tce,\n"
     "\x1B,,\n",
     "zones.csv:2:2: error: name holds a control character (U+0001)\n"
     "zones.csv:3:2: error: name holds a control character (U+007F)\n"
     "zones.csv:5:1: error: zone holds a control character (U+001B)\n"},
    {"rules",
     RULES "r,place,min,1,,,,,,,,,,,,\ns,places,most,1,,,,,,,,,,,,\n"
           "t,places,min,1,shares,,,,,,,,,,,\n",
     "rules.csv:2:2: error: measure \"place\" is not one of places, hours, cost, entries, hires; "
     "did you mean \"places\"?\n"
     "rules.csv:3:3: error: sense \"most\" is not one of min, max\n"
     "rules.csv:4:5: error: unit \"shares\" is not one of absolute, share; did you mean "
     "\"share\"?\n"},
    {"rules",
     RULES "r,places,min,1,,regio,,,,,,,,,,\nr2,places,min,1,,,ft2,,,,,,,,,\n"
           "r3,places,min,1,,,,old,,,,,,,,\nr4,places,min,1,,,,,C,,,,,,,\n"
           "r5,places,min,1,,,,,,B2X35,,,,,,\nr6,places,min,1,,,,,,,5,,,,,\n"
           "r7,places,min,1,,,,,,,,9307,,,,\nr8,places,min,1,,,,,,,,,AFPB,,,\n"
           "r9,places,min,1,,,,,,,,,,blue,,\nr10,places,min,1,,,,,,,,,,,certified,\n"
           "r11,places,min,1,,,,,,,,,,,,roofs\n",
     "rules.csv:2:6: error: institution \"regio\" is unknown; did you mean \"region\"?\n"
     "rules.csv:3:7: error: buyer \"ft2\" is unknown; did you mean \"ft\"?\n"
     "rules.csv:4:8: error: audience \"old\" is unknown\n"
     "rules.csv:5:9: error: family \"C\" is unknown; did you mean \"B\"?\n"
     "rules.csv:6:10: error: occupation \"B2X35\" is unknown; did you mean \"B2X36\"?\n"
     "rules.csv:7:11: error: department \"5\" is unknown\n"
     "rules.csv:8:12: error: zone \"9307\" is unknown; did you mean \"9306\"?\n"
     "rules.csv:9:13: error: provider \"AFPB\" is unknown; did you mean \"AFPA\"?\n"
     "rules.csv:10:14: error: lot \"blue\" is unknown\n"
     "rules.csv:11:15: error: kind \"certified\" is unknown; did you mean \"certifying\"?\n"
     "rules.csv:12:16: error: offer \"roofs\" is unknown; did you mean \"roof\"?\n"},
    /* keys */
    {"mobility", "residence,site,share\n04,9306,0.1\n9306,04,0.1\n04,9306,0.2\n04,9306,0.1\n",
     "mobility.csv:4:1: error: residence \"04\", site \"9306\" stands already in line 2\n"
     "mobility.csv:5:1: error: residence \"04\", site \"9306\" stands already in line 2\n"},
    {"budgets", "institution,budget\nregion,1\nft,1\nft,2\nstate,1\n",
     "budgets.csv:4:1: error: institution \"ft\" stands already in line 3\n"},
    {"parameters", "parameter,value\nbalance,0.5\nbalance,0.6\n",
     "parameters.csv:3:1: error: parameter \"balance\" stands already in line 2\n"},
    {"zones", "name,zone,department\nMarseille,9306,13\nDigne,04,\nNice,9302,\nAgain,04,\n",
     "zones.csv:5:2: error: zone \"04\" stands already in line 3\n"},
    {"audiences", "offer,audience,share\nroof,rsa,0.1\nroof,rsa,0.1\nplumber,youth,1\n",
     "audiences.csv:3:1: error: offer \"roof\", audience \"rsa\" stands already in line 2\n"},
    /* budgets, prices, decisions */
    {"budgets", "institution,budget\nregion,1\nstate,0\n",
     "institutions.csv:4:1: error: institution \"ft\" has no row in budgets.csv\n"},
    {"decisions", "offer,institution,max_places\ngarden,region,5\nroof,ft,\n",
     "decisions.csv:2:1: error: offer \"garden\" has no price for institution \"region\" in "
     "prices.csv; only what can be bought can be decided\n"
     "decisions.csv:3:1: error: offer \"roof\" has no price for institution \"ft\" in prices.csv; "
     "only what can be bought can be decided\n"},
    {"decisions", "offer,institution,min_places,max_places\nroof,region,5,4.5\n",
     "decisions.csv:2:3: error: min_places 5 is above max_places 4.5\n"},
    {"prices", "offer,institution,price\nplumber,region,5400\nplumber,ft,5600\nroof,region,4000\n",
     "offers.csv:3:1: warning: offer \"garden\" has no row in prices.csv; nobody can buy it\n"},
    {"prices",
     "offer,institution,price\nplumber,region,\nplumber,ft,-1\nroof,region,x\nroof,nobody,1\n",
     "prices.csv:2:3: error: price is blank; it must be given\n"
     "prices.csv:3:3: error: price \"-1\" is below 0\n"
     "prices.csv:4:3: error: price \"x\" is not a number\n"
     "prices.csv:5:2: error: institution \"nobody\" is unknown\n"},
    /* amounts that contradict each other */
    {"needs",
     "zone,occupation,need,need_low,need_high\n9306,B2X36,40,41,50\n"
     "9306,A1,10,9,9.5\n04,B2X36,7,8,6\n9302,B2X37,12,12,12\n",
     "needs.csv:2:4: error: need_low 41 is above need 40\n"
     "needs.csv:3:5: error: need 10 is above need_high 9.5\n"
     "needs.csv:4:4: error: need_low 8 is above need 7\n"
     "needs.csv:4:5: error: need 7 is above need_high 6\n"},
    {"offers",
     OFFERS TWO_OFFERS "roof,Roofer,9302,20,AFPA,building,certifying,0.8,0.45,500,13,12\n",
     "offers.csv:4:11: error: group_min 13 is above group_max 12\n"},
    {"offers", OFFERS TWO_OFFERS "roof,Roofer,9302,20,AFPA,building,certifying,0.8,0.45,500,0,\n",
     "offers.csv:4:11: error: group_min is 0; a session has at least one place\n"},
    {"offers", OFFERS TWO_OFFERS "roof,Roofer,9302,20,AFPA,building,certifying,0.8,0.45,500,,0.5\n",
     "offers.csv:4:11: error: group_min 1 is above group_max 0.5\n"},
    /* hours */
    {"offers",
     OFFERS "plumber,Plumber,9306,24,AFPA,building,certifying,0.9,0.4,,8,12\n"
            "garden,Gardener,04,10,GRETA,green,preparatory,,0.5,,,\n"
            "roof,Roofer,9302,20,AFPA,building,certifying,0.8,0.45,,,\n",
     "offers.csv:2:10: error: hours of offer \"plumber\" is blank, but rule \"hours\" counts "
     "hours\n"},
    {"rules", "rule,measure,sense,value,unit,institution,buyer\nh,hours,max,50%,share,,region\n",
     ""},
    /* parameters and scenarios */
    {"parameters", "parameter,value\nbalence,0.5\nbalance,1.5\nneed_level,middle\ncurrency,\n",
     "parameters.csv:2:1: error: parameter \"balence\" is unknown; did you mean \"balance\"?\n"
     "parameters.csv:3:2: error: balance \"1.5\" is not between 0 and 1\n"
     "parameters.csv:4:2: error: need_level \"middle\" is unknown\n"}, /* blank: the default */
    {"scenarios", SCENARIOS "base,balance,,,0.5\n",
     "scenarios.csv:2:1: error: scenario \"base\" is the study itself; choose another name\n"},
    {"scenarios",
     "value,change,target,parameter,scenario\n1,,,bugdet,s\n1,,zone=1,budget,s\n"
     "1,,zone=9360,need,s\nx,,,need,s\n2,add,,need_level,s\n2,,,balance,s\n"
     "2,more,,balance,s\n",
     "scenarios.csv:2:4: error: parameter \"bugdet\" is unknown; did you mean \"budget\"?\n"
     "scenarios.csv:3:3: error: target column \"zone\" is not one of institution\n"
     "scenarios.csv:4:3: error: zone \"9360\" is unknown; did you mean \"9306\"?\n"
     "scenarios.csv:5:1: error: value \"x\" is not a number\n"
     "scenarios.csv:6:2: error: need_level is not a number and can only be set\n"
     "scenarios.csv:7:1: error: balance \"2\" is not between 0 and 1\n"
     "scenarios.csv:8:2: error: change \"more\" is not one of set, add, scale\n"},
    /* what is probably forgotten */
    {"offer_occupations", "offer,occupation,fit\nplumber,B2X36,1\nroof,B2X37,\n",
     "offers.csv:3:1: warning: offer \"garden\" reaches no need: it has no row in "
     "offer_occupations.csv\n"},
    {"offer_occupations", "offer,occupation,fit\nplumber,B2X36,1\nroof,B2X37,\ngarden,B2X37,\n",
     "offers.csv:3:1: warning: offer \"garden\" reaches no need\n"},
    {"offer_occupations", "offer,occupation,fit\nplumber,B2X36,1\nroof,B2X37,0\ngarden,A1,\n",
     "offers.csv:4:1: warning: offer \"roof\" reaches no need\n"
     "zones.csv:4:1: warning: zone \"9302\": no offer reaches it\n"},
    {"mobility", "residence,site,share\n9306,04,0.5\n9302,9302,0\n04,04,0\n04,9306,0\n",
     "offers.csv:4:1: warning: offer \"roof\" reaches no need\n"
     "zones.csv:3:1: warning: zone \"04\": no offer reaches it\n"
     "zones.csv:4:1: warning: zone \"9302\": no offer reaches it\n"},
    {"needs", "zone,occupation,need\n9306,B2X36,40\n9306,A1,10\n9302,B2X37,0\n",
     "offers.csv:4:1: warning: offer \"roof\" reaches no need\n"},
    {"offers",
     OFFERS "plumber,Plumber,9306,24,AFPA,building,certifying,0.9,,600,8,12\n"
            "garden,Gardener,04,10,GRETA,green,preparatory,,,300,,\n"
            "roof,Roofer,9302,20,AFPA,building,certifying,0.8,,500,,\n",
     "offers.csv:1:9: warning: success_rate is given for no offer; everybody trained counts as "
     "hired\n"},
    {"commitments", "zone,occupation,places\n04,A1,10\n9306,A1,1\n",
     "commitments.csv:2:1: warning: zone \"04\", occupation \"A1\" has no row in needs.csv; this "
     "commitment covers nothing\n"},
    /* what does not follow from an error is not said */
    {"offer_occupations", "offer,occupation,fit\nplumber,B2X36,1\nroof,B2X37,\ngarden,A2,\n",
     "offer_occupations.csv:4:2: error: occupation \"A2\" is unknown; did you mean \"A1\"?\n"},
    {"offers", OFFERS TWO_OFFERS "roof,Roofer,9303,20,AFPA,building,certifying,0.8,0.45,500,,\n",
     "offers.csv:4:3: error: zone \"9303\" is unknown; did you mean \"9306\"?\n"},
    {"offers", OFFERS TWO_OFFERS "roof,Roofer,9302,many,AFPA,building,certifying,2,0.45,500,,\n",
     "offers.csv:4:4: error: places \"many\" is not a number\n"
     "offers.csv:4:8: error: fill_rate \"2\" is above 1\n"},
    /* notes, and what is no problem at all */
    {"offers",
     OFFERS TWO_OFFERS "roof,Couvreur \xE9,9302,20,AFPA,building,certifying,0.8,0.45,500,,\n",
     "offers.csv:1:1: note: the file is not UTF-8 and was read as Windows-1252\n"},
    {"offers", OFFERS THREE_OFFERS "\n\n,,,,,,,,,,,\n", ""},
    {"mobility", NULL,
     "offers.csv:3:1: warning: offer \"garden\" reaches no need\n"
     "zones.csv:3:1: warning: zone \"04\": no offer reaches it\n"},
    {"decisions", NULL, ""},
    {"scenarios", NULL, ""},
};

/* Everything found in the small study with one table replaced. Freed by the caller (free). */
static char *problems_of(const char *table, const char *text) {
    small_study texts = small_study_make();
    eqp_problems *problems = eqp_problems_create();
    char *printed = NULL;
    size_t size = 0;
    FILE *stream = open_memstream(&printed, &size);
    eqp_study *study = NULL;
    eqp_status status;
    small_study_set(&texts, table, text);
    status = eqp_study_read_texts(texts.texts, texts.count, &study, problems, NULL);
    eqp_problems_print(problems, NULL, stream);
    fclose(stream);
    CU_ASSERT_EQUAL(status,
                    eqp_problems_count(problems, EQP_PROBLEM_ERROR) ? EQP_ERROR_DATA : EQP_OK);
    CU_ASSERT_EQUAL(study != NULL, status == EQP_OK);
    eqp_study_free(study);
    eqp_problems_free(problems);
    return printed;
}

static void every_problem_is_found_at_its_place_in_its_words(void) {
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char *found = problems_of(cases[i].table, cases[i].text);
        if (strcmp(found, cases[i].problems) != 0)
            fprintf(stderr, "case %zu (%s):\n%s", i, cases[i].table, found);
        CU_ASSERT_STRING_EQUAL(found, cases[i].problems);
        free(found);
    }
}

static void a_nul_is_a_control_character(void) {
    static const char text[] = "residence,site,share\n04,93\0"
                               "06,0.1\n";
    small_study texts = small_study_make();
    eqp_problems *problems = eqp_problems_create();
    eqp_study *study;
    small_study_set_bytes(&texts, "mobility", text, sizeof text - 1);
    CU_ASSERT_EQUAL(eqp_study_read_texts(texts.texts, texts.count, &study, problems, NULL),
                    EQP_ERROR_DATA);
    CU_ASSERT_EQUAL(eqp_problems_total(problems), 1);
    CU_ASSERT_STRING_EQUAL(eqp_problems_get(problems, 0)->sentence,
                           "site holds a control character (U+0000)");
    CU_ASSERT_EQUAL(eqp_problems_get(problems, 0)->line, 2);
    CU_ASSERT_EQUAL(eqp_problems_get(problems, 0)->column, 2);
    eqp_problems_free(problems);
}

static void all_problems_of_all_tables_are_found_in_one_run(void) {
    small_study texts = small_study_make();
    eqp_problems *problems = eqp_problems_create();
    eqp_study *study;
    small_study_set(&texts, "needs", "zone,occupation,need\n9306,B2X36,x\n9307,A1,2\n");
    small_study_set(&texts, "budgets", "institution,budget\nregion,-1\nft,2\n");
    small_study_set(&texts, "scenarios", SCENARIOS "s,budget,,,y\n");
    CU_ASSERT_EQUAL(eqp_study_read_texts(texts.texts, texts.count, &study, problems, NULL),
                    EQP_ERROR_DATA);
    CU_ASSERT_EQUAL(eqp_problems_count(problems, EQP_PROBLEM_ERROR), 5);
    eqp_problems_free(problems);
}

static void hundreds_of_unknown_names_are_counted(void) {
    static char text[201 * 16 + 64];
    size_t used = (size_t)sprintf(text, "residence,site,share\n");
    small_study texts = small_study_make();
    eqp_problems *problems = eqp_problems_create();
    eqp_study *study;
    for (int row = 0; row < 201; row++)
        used += (size_t)sprintf(text + used, "9360,04,0.1\n");
    small_study_set(&texts, "mobility", text);
    CU_ASSERT_EQUAL(eqp_study_read_texts(texts.texts, texts.count, &study, problems, NULL),
                    EQP_ERROR_DATA);
    CU_ASSERT_EQUAL(eqp_problems_count(problems, EQP_PROBLEM_ERROR), 201);
    CU_ASSERT_EQUAL_FATAL(eqp_problems_total(problems), 51);
    CU_ASSERT_STRING_EQUAL(eqp_problems_get(problems, 49)->sentence,
                           "residence \"9360\" is unknown; did you mean \"9306\"?");
    CU_ASSERT_STRING_EQUAL(eqp_problems_get(problems, 50)->sentence,
                           "151 more like the one before");
    eqp_problems_free(problems);
}

static void many_rows_of_one_key_are_checked_quickly(void) {
    enum { ROWS = 200000 };
    char *text = eqp_allocate(ROWS + 2, 16);
    size_t used;
    small_study texts = small_study_make();
    eqp_problems *problems = eqp_problems_create();
    eqp_study *study;
    CU_ASSERT_PTR_NOT_NULL_FATAL(text);
    used = (size_t)sprintf(text, "residence,site,share\n");
    for (int row = 0; row < ROWS; row++)
        used += (size_t)sprintf(text + used, "04,9306,0.1\n");
    small_study_set_bytes(&texts, "mobility", text, used);
    CU_ASSERT_EQUAL(eqp_study_read_texts(texts.texts, texts.count, &study, problems, NULL),
                    EQP_ERROR_DATA);
    CU_ASSERT_EQUAL(eqp_problems_count(problems, EQP_PROBLEM_ERROR), ROWS - 1);
    eqp_problems_free(problems);
    eqp_free(text);
}

static const eqp_test tests[] = {
    {"every problem is found, at its place, in its words",
     every_problem_is_found_at_its_place_in_its_words},
    {"a NUL is a control character", a_nul_is_a_control_character},
    {"all problems of all tables are found in one run",
     all_problems_of_all_tables_are_found_in_one_run},
    {"hundreds of unknown names are counted", hundreds_of_unknown_names_are_counted},
    {"many rows of one key are checked quickly", many_rows_of_one_key_are_checked_quickly},
};

EQP_SUITE_MAIN("input/check", tests)
