/* The previous plan and who leads: each problem at its place, in its words. */
#include "small_study.h"
#include "suite.h"

#include "models/base/memory.h"

#include <stdlib.h>
#include <string.h>

#define PREVIOUS "offer,institution,places\n"

/* Tables added to the small study or put in the place of its own, and all that is then found. */
static const struct {
    const char *table, *text, *other, *other_text, *problems;
} cases[] = {
    {"previous", PREVIOUS "plumber,region,24\nplumber,ft,2\n", "parameters",
     "parameter,value\nmax_change,10%\n", ""},
    {"previous", PREVIOUS "plumber,region,2\ngarden,region,3\n", NULL, NULL,
     "previous.csv:3:1: warning: offer \"garden\" has no price for institution \"region\" in "
     "prices.csv any more; its places cannot be bought again, and max_change does not count "
     "them\n"},
    {"previous", PREVIOUS "roof,region,20.5\n", NULL, NULL,
     "previous.csv:2:3: warning: places 20.5 is above the 20 that offer \"roof\" has now; only so "
     "many count\n"},
    {"previous", PREVIOUS "plumber,region,-1\nroof,region,2\nroof,region,3\nnone,region,1\n", NULL,
     NULL,
     "previous.csv:2:3: error: places \"-1\" is below 0\n"
     "previous.csv:4:1: error: offer \"roof\", institution \"region\" stands already in line 3\n"
     "previous.csv:5:1: error: offer \"none\" is unknown\n"},
    {"parameters", "parameter,value\nbalance,0\nmax_change,0.1\n", NULL, NULL,
     "parameters.csv:3:2: warning: max_change is set, but previous.csv has no rows: nothing counts "
     "as bought before, and no other place may be bought\n"},
    {"parameters", "parameter,value\nmax_change,\n", NULL, NULL, ""},
    {"parameters", "parameter,value\nmax_change,1.5\n", NULL, NULL,
     "parameters.csv:2:2: error: max_change \"1.5\" is not between 0 and 1\n"},
    {"leads", "family,department,institution\nB,13,region\nB,04,ft\nB,,ft\nA1,,region\n", NULL,
     NULL, ""},
    {"leads", "family,department,institution\nB,13,region\nB,,ft\nB,13,ft\nB,,region\n", NULL, NULL,
     "leads.csv:4:1: error: family \"B\", department \"13\" stands already in line 2\n"
     "leads.csv:5:1: error: family \"B\" without a department stands already in line 3\n"},
    {"leads", "family,department,institution\nC,,region\nB,99,region\nB,,nobody\n", NULL, NULL,
     "leads.csv:2:1: error: family \"C\" is unknown; did you mean \"B\"?\n"
     "leads.csv:3:2: error: department \"99\" is unknown\n"
     "leads.csv:4:3: error: institution \"nobody\" is unknown\n"},
    {"prices",
     "offer,institution,price,session_price\nplumber,region,5400,-1\nplumber,ft,5600,0\n"
     "plumber,state,5300,\ngarden,ft,2000,150\nroof,region,4000,x\n",
     NULL, NULL,
     "prices.csv:2:4: error: session_price \"-1\" is below 0\n"
     "prices.csv:6:4: error: session_price \"x\" is not a number\n"},
};

static void put_table(small_study *study, const char *table, const char *text) {
    if (small_study_text(study, table))
        small_study_set(study, table, text);
    else
        study->texts[study->count++] = (eqp_table_text){table, text, strlen(text)};
}

static char *problems_of(const small_study *texts) {
    eqp_problems *problems = eqp_problems_create();
    eqp_study *study = NULL;
    char *text = NULL;
    size_t size;
    FILE *stream = open_memstream(&text, &size);
    eqp_study_read_texts(texts->texts, texts->count, &study, problems, NULL);
    eqp_problems_print(problems, NULL, stream);
    fclose(stream);
    eqp_problems_free(problems);
    eqp_study_free(study);
    return text;
}

static void every_problem_is_found_at_its_place_in_its_words(void) {
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        small_study texts = small_study_make();
        char *found;
        put_table(&texts, cases[i].table, cases[i].text);
        if (cases[i].other)
            put_table(&texts, cases[i].other, cases[i].other_text);
        found = problems_of(&texts);
        if (strcmp(found, cases[i].problems) != 0)
            fprintf(stderr, "%s: found\n%s", cases[i].text, found);
        CU_ASSERT_STRING_EQUAL(found, cases[i].problems);
        free(found);
    }
}

static const eqp_test tests[] = {
    {"every problem is found, at its place, in its words",
     every_problem_is_found_at_its_place_in_its_words},
};

EQP_SUITE_MAIN("input/check_continuity", tests)
