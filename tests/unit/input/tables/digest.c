#include "small_study.h"
#include "suite.h"

#include "models/base/memory.h"

#include <stdlib.h>
#include <string.h>

static void digest_of(const small_study *texts, char digest[65]) {
    eqp_study *study = small_study_read(texts);
    CU_ASSERT_PTR_NOT_NULL_FATAL(study);
    memcpy(digest, study->digest, 65);
    eqp_study_free(study);
}

static void a_digest_is_sixty_four_hexadecimal_digits(void) {
    small_study texts = small_study_make();
    char digest[65];
    digest_of(&texts, digest);
    CU_ASSERT_EQUAL(strlen(digest), 64);
    CU_ASSERT_EQUAL(strspn(digest, "0123456789abcdef"), 64);
}

/* A text whose lines after the first stand in reverse. */
static char *reversed(const char *text) {
    size_t length = strlen(text), header = strcspn(text, "\n") + 1, used = header;
    char *result = eqp_allocate(length + 1, 1);
    CU_ASSERT_PTR_NOT_NULL_FATAL(result);
    memcpy(result, text, header);
    for (size_t end = length; end > header;) {
        size_t begin = end - 1;
        while (begin > header && text[begin - 1] != '\n')
            begin--;
        memcpy(result + used, text + begin, end - begin);
        used += end - begin;
        end = begin;
    }
    return result;
}

static void the_order_of_rows_changes_nothing(void) {
    small_study texts = small_study_make();
    char before[65], after[65];
    digest_of(&texts, before);
    for (size_t i = 0; i < texts.count; i++) {
        small_study other = texts;
        char *text;
        if (strcmp(texts.texts[i].table, "offer_occupations") == 0 ||
            strcmp(texts.texts[i].table, "scenarios") == 0)
            continue;
        text = reversed(texts.texts[i].bytes);
        small_study_set(&other, texts.texts[i].table, text);
        digest_of(&other, after);
        CU_ASSERT_STRING_EQUAL(after, before);
        eqp_free(text);
    }
}

static void what_means_something_else_changes_it(void) {
    static const struct {
        const char *table, *text;
    } cases[] = {
        {"offer_occupations", "offer,occupation,fit\nplumber,B2X36,1\nroof,B2X36,0.5\n"
                              "roof,B2X37,\ngarden,A1,\n"},
        {"scenarios", "scenario,parameter,target,change,value\n"
                      "more,balance,,set,0.5\n"
                      "high,need_level,,,high\n"
                      "more,budget,institution=region,scale,1.1\n"
                      "cheap,price,provider=AFPA&institution=region,add,-100\n"},
        {"parameters", "parameter,value\nbalance,0.71\ncurrency,EUR\n"},
        {"mobility", "residence,site,share\n9306,04,0.5\n04,9306,0.2\n"},
        {"budgets", "institution,budget\nregion,100000\nft,50000\nstate,20000.01\n"},
        {"commitments", NULL},
    };
    small_study texts = small_study_make();
    char before[65], after[65];
    digest_of(&texts, before);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        small_study other = texts;
        small_study_set(&other, cases[i].table, cases[i].text);
        digest_of(&other, after);
        CU_ASSERT_STRING_NOT_EQUAL(after, before);
    }
}

static void a_default_written_out_changes_nothing(void) {
    small_study texts = small_study_make(), other = texts;
    char before[65], after[65];
    digest_of(&texts, before);
    small_study_set(&other, "institutions",
                    "institution,name,buyer\nregion,Region,region\nstate,State fund,region\n"
                    "ft,Employment service,ft\n");
    small_study_set(&other, "decisions",
                    "offer,institution,min_places,max_places\nplumber,region,2,20\n"
                    "plumber,ft,0,5\nroof,region,1,\n");
    digest_of(&other, after);
    CU_ASSERT_STRING_EQUAL(after, before);
}

static void a_missing_table_is_an_empty_one(void) {
    small_study with = small_study_make(), without = with;
    char one[65], other[65];
    small_study_set(&with, "mobility", "residence,site,share\n");
    small_study_set(&without, "mobility", NULL);
    digest_of(&with, one);
    digest_of(&without, other);
    CU_ASSERT_STRING_EQUAL(one, other);
}

static const eqp_test tests[] = {
    {"a digest is sixty-four hexadecimal digits", a_digest_is_sixty_four_hexadecimal_digits},
    {"the order of rows changes nothing", the_order_of_rows_changes_nothing},
    {"what means something else changes it", what_means_something_else_changes_it},
    {"a default written out changes nothing", a_default_written_out_changes_nothing},
    {"a missing table is an empty one", a_missing_table_is_an_empty_one},
};

EQP_SUITE_MAIN("input/digest", tests)
