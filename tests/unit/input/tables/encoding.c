#include "suite.h"

#include "input/tables/encoding.h"
#include "models/base/memory.h"

#include <string.h>

static void every_encoding_becomes_utf_8(void) {
    static const struct {
        const char *bytes;
        size_t size;
        const char *text;
        eqp_encoding encoding;
        int is_unusual;
    } cases[] = {
        {"", 0, "", EQP_ENCODING_UTF_8, 0},
        {"plain,\t\r\n", 9, "plain,\t\r\n", EQP_ENCODING_UTF_8, 0},
        {"\xEF\xBB\xBFwith mark", 12, "with mark", EQP_ENCODING_UTF_8, 0},
        {"\xC3\xA9\xE2\x82\xAC\xF0\x9F\x98\x80", 9, "é€😀", EQP_ENCODING_UTF_8, 0},
        {"\xE9t\xE9 5 \x80", 7, "été 5 €", EQP_ENCODING_WINDOWS_1252, 0},
        {"\x93quoted\x94 \x9C", 10, "“quoted” œ", EQP_ENCODING_WINDOWS_1252, 0},
        {"cut \xC3", 5, "cut Ã", EQP_ENCODING_WINDOWS_1252, 0},
        {"\xC0\xAF", 2, "À¯", EQP_ENCODING_WINDOWS_1252, 0},           /* overlong */
        {"\xED\xA0\x80", 3, "í\u00A0€", EQP_ENCODING_WINDOWS_1252, 0}, /* surrogate */
        {"\xE0\x80\xAF", 3, "à€¯", EQP_ENCODING_WINDOWS_1252, 0},      /* overlong */
        {"\xF4\x90\xA0\xA0", 4, "ô\xC2\x90\u00A0\u00A0", EQP_ENCODING_WINDOWS_1252, 1},
        {"\xF5\xA0\xA0\xA0", 4, "õ\u00A0\u00A0\u00A0", EQP_ENCODING_WINDOWS_1252, 0},
        {"a\x01", 2, "a\x01", EQP_ENCODING_UTF_8, 1},
        {"\xC2\x85", 2, "\xC2\x85", EQP_ENCODING_UTF_8, 1},
        {"\xC3\xA9\x7F", 3, "é\x7F", EQP_ENCODING_UTF_8, 1},
        {"\xE9\x81", 2, "é\xC2\x81", EQP_ENCODING_WINDOWS_1252, 1},
        {"d\xC3\x83\xC2\xA9j\xC3\xA0", 8, "dÃ©jà", EQP_ENCODING_UTF_8, 1},
        {"\xEF\xBF\xBD", 3, "\uFFFD", EQP_ENCODING_UTF_8, 1},
        {"\xC3\xA9\n\xE9", 4, "é\né", EQP_ENCODING_MIXED, 0},
        {"\xFF\xFE\x61\x00", 4, "", EQP_ENCODING_UTF_16, 0},
        {"\xFE\xFF\x00\x61", 4, "", EQP_ENCODING_UTF_16, 0},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        eqp_text text;
        CU_ASSERT_EQUAL(eqp_text_decode(cases[i].bytes, cases[i].size, &text), 0);
        CU_ASSERT_EQUAL(text.size, strlen(cases[i].text));
        CU_ASSERT_EQUAL(memcmp(text.bytes, cases[i].text, text.size), 0);
        CU_ASSERT_EQUAL(text.encoding, cases[i].encoding);
        CU_ASSERT_EQUAL(text.is_unusual, cases[i].is_unusual);
        eqp_free(text.owned);
    }
}

static void the_first_control_character_is_named(void) {
    CU_ASSERT_EQUAL(eqp_text_control("a\tb\r\nc", 6), -1);
    CU_ASSERT_EQUAL(eqp_text_control("a\0b", 3), 0);
    CU_ASSERT_EQUAL(eqp_text_control("a\x1B\x07", 3), 27);
    CU_ASSERT_EQUAL(eqp_text_control("\x7F", 1), 127);
    CU_ASSERT_EQUAL(eqp_text_control("\xC2\x9F", 2), 0x9F);
    CU_ASSERT_EQUAL(eqp_text_control("\xC2\xA0\xC3\x80", 4), -1);
}

static void short_memory_is_reported(void) {
    eqp_text text;
    eqp_memory_fail_at(1);
    CU_ASSERT_EQUAL(eqp_text_decode("\xE9", 1, &text), -1);
    eqp_memory_fail_at(0);
    CU_ASSERT_PTR_NULL(text.owned);
}

static const eqp_test tests[] = {
    {"every encoding becomes UTF-8", every_encoding_becomes_utf_8},
    {"the first control character is named", the_first_control_character_is_named},
    {"short memory is reported", short_memory_is_reported},
};

EQP_SUITE_MAIN("input/encoding", tests)
