/* Sentences and numbers in the reader's language, with the catalogue that the build has made. */
#include "suite.h"

#include "models/base/language.h"
#include "models/base/number.h"

#include <errno.h>
#include <locale.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

/* As the program does it; gettext forgets what it has looked up when a binding changes. */
static void speak(const char *language) {
    setenv("LANGUAGE", language, 1);
    CU_ASSERT_PTR_NOT_NULL(setlocale(LC_MESSAGES, strcmp(language, "en") == 0 ? "C" : "C.UTF-8"));
    bindtextdomain(EQP_TEXT_DOMAIN, EQP_BINARY_DIR "/share/locale");
    bind_textdomain_codeset(EQP_TEXT_DOMAIN, "UTF-8");
}

static void sentences_follow_the_language(void) {
    speak("en");
    CU_ASSERT_STRING_EQUAL(eqp_language_tag(), "en");
    CU_ASSERT_STRING_EQUAL(_("Bought"), "Bought");
    CU_ASSERT_STRING_EQUAL(P_("%s place", "%s places", 1), "%s place");
    CU_ASSERT_STRING_EQUAL(P_("%s place", "%s places", 0), "%s places");
    CU_ASSERT_STRING_EQUAL(eqp_language_reason(EACCES), "Permission denied");
    CU_ASSERT_STRING_EQUAL(eqp_language_reason(EDOM), strerror(EDOM));
    speak("fr");
    CU_ASSERT_STRING_EQUAL(eqp_language_tag(), "fr");
    CU_ASSERT_STRING_EQUAL(_("Bought"), "Achats");
    CU_ASSERT_STRING_EQUAL(_("nobody has translated this"), "nobody has translated this");
    CU_ASSERT_STRING_EQUAL(P_("%s place", "%s places", 0), "%s place");
    CU_ASSERT_STRING_EQUAL(P_("%s place", "%s places", 2), "%s places");
    CU_ASSERT_STRING_EQUAL(eqp_language_reason(EACCES), "permission refusée");
    speak("en");
}

static void amounts_have_a_plural_form_in_each_language(void) {
    CU_ASSERT_EQUAL(eqp_language_count(0), 0);
    CU_ASSERT_EQUAL(eqp_language_count(0.5), 0);
    CU_ASSERT_EQUAL(eqp_language_count(1), 1);
    CU_ASSERT_EQUAL(eqp_language_count(-1), 1);
    CU_ASSERT_EQUAL(eqp_language_count(1.5), 0); /* 1.5 places, 1,5 place */
    CU_ASSERT_EQUAL(eqp_language_count(2), 2);
    CU_ASSERT_EQUAL(eqp_language_count(1e300), 2);
}

static void numbers_follow_the_language(void) {
    static const struct {
        double number;
        const char *english[3], *french[3]; /* grouped to 1 decimal; to 3 digits; as a power */
    } cases[] = {
        {0.25, {"0.2", "0.25", "2.5e-01"}, {"0,2", "0,25", "2,5e-01"}},
        {-1234567.5,
         {"-1,234,567.5", "-1.23e+06", "-1.2e+06"},
         {"-1\u202F234\u202F567,5", "-1,23e+06", "-1,2e+06"}},
        {12, {"12.0", "12", "1.2e+01"}, {"12,0", "12", "1,2e+01"}},
        {1e19,
         {"10,000,000,000,000,000,000.0", "1e+19", "1.0e+19"},
         {"10\u202F000\u202F000\u202F000\u202F000\u202F000\u202F000,0", "1e+19", "1,0e+19"}},
        {1.5e20, {"1.5e+20", "1.5e+20", "1.5e+20"}, {"1,5e+20", "1,5e+20", "1,5e+20"}},
        {NAN, {"-", "-", "-"}, {"-", "-", "-"}},
        {-INFINITY, {"-∞", "-∞", "-∞"}, {"-∞", "-∞", "-∞"}},
    };
    for (int french = 0; french < 2; french++) {
        speak(french ? "fr" : "en");
        for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
            const char *const *expected = french ? cases[i].french : cases[i].english;
            char text[EQP_NUMBER_SIZE];
            eqp_number_grouped(cases[i].number, 1, text);
            CU_ASSERT_STRING_EQUAL(text, expected[0]);
            eqp_number_rounded(cases[i].number, 3, text);
            CU_ASSERT_STRING_EQUAL(text, expected[1]);
            eqp_number_scientific(cases[i].number, 1, text);
            CU_ASSERT_STRING_EQUAL(text, expected[2]);
        }
    }
}

static void what_is_stored_has_no_language(void) {
    char text[EQP_NUMBER_SIZE];
    double value = 0;
    speak("fr");
    eqp_number_format(1234.5, text);
    CU_ASSERT_STRING_EQUAL(text, "1234.5");
    CU_ASSERT_EQUAL(eqp_number_parse("0.5", 3, '.', &value), EQP_NUMBER_OK);
    CU_ASSERT_EQUAL(value, 0.5);
    CU_ASSERT_EQUAL(eqp_number_parse("0,5", 3, '.', &value), EQP_NUMBER_NONE);
    speak("en");
}

static const eqp_test tests[] = {
    {"sentences follow the language", sentences_follow_the_language},
    {"amounts have a plural form in each language", amounts_have_a_plural_form_in_each_language},
    {"numbers follow the language", numbers_follow_the_language},
    {"what is stored has no language", what_is_stored_has_no_language},
};

EQP_SUITE_MAIN("models/language", tests)
