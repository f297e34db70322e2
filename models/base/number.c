#include "models/base/number.h"

#include "models/base/language.h"

#include <ctype.h>
#include <locale.h>
#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define LONGEST_NUMBER 400

/* Powers of ten that a double holds exactly. */
static const double exact_power[] = {1e0,  1e1,  1e2,  1e3,  1e4,  1e5,  1e6,  1e7,
                                     1e8,  1e9,  1e10, 1e11, 1e12, 1e13, 1e14, 1e15,
                                     1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22};

typedef struct {
    const char *at, *end;
    char separator;
    int negative, any_digit;
    uint64_t mantissa; /* the first `digits` significant digits */
    int digits;
    int exponent; /* of ten */
    char copy[LONGEST_NUMBER + 16];
    size_t copied; /* significant digits, without the point, for what the short way cannot do */
} scanner;

/* Bytes of the blank (space, tab, line end, no-break space, narrow no-break space) that begins at
 * text[0 … length-1]; 0 when there is none. */
static size_t blank_length(const char *text, size_t length) {
    if (length == 0)
        return 0;
    if (*text == ' ' || (*text >= '\t' && *text <= '\r'))
        return 1;
    if (length >= 2 && memcmp(text, "\xC2\xA0", 2) == 0)
        return 2;
    if (length >= 3 && memcmp(text, "\xE2\x80\xAF", 3) == 0)
        return 3;
    return 0;
}

void eqp_blank_trim(const char **text, size_t *length) {
    size_t blank;
    while ((blank = blank_length(*text, *length)) != 0) {
        *text += blank;
        *length -= blank;
    }
    for (;;) {
        size_t left = *length;
        for (size_t size = 1; size <= 3 && size <= left; size++)
            if (blank_length(*text + left - size, size) == size) {
                *length -= size;
                break;
            }
        if (*length == left)
            return;
    }
}

static int is_digit(char character) {
    return character >= '0' && character <= '9';
}

static int take_digit(scanner *scan, int fraction) {
    char digit = *scan->at++;
    scan->any_digit = 1;
    if (fraction)
        scan->exponent--;
    if (digit == '0' && scan->copied == 0)
        return 1;
    if (scan->copied == LONGEST_NUMBER)
        return 0;
    scan->copy[scan->copied++] = digit;
    if (scan->digits < 18) {
        scan->mantissa = scan->mantissa * 10 + (uint64_t)(digit - '0');
        scan->digits++;
    }
    return 1;
}

/* Three digits, and no fourth, after a blank: a group of thousands. */
static size_t thousands_ahead(const scanner *scan) {
    size_t blank = blank_length(scan->at, (size_t)(scan->end - scan->at));
    const char *digits = scan->at + blank;
    if (!blank || *scan->at == '\t' || *scan->at == '\n' || *scan->at == '\r' ||
        scan->end - digits < 3 || !is_digit(digits[0]) || !is_digit(digits[1]) ||
        !is_digit(digits[2]) || (scan->end - digits > 3 && is_digit(digits[3])))
        return 0;
    return blank;
}

static int scan_whole_part(scanner *scan) {
    const char *first = scan->at;
    int grouped = 0;
    while (scan->at < scan->end) {
        size_t blank;
        if (is_digit(*scan->at)) {
            if (!take_digit(scan, 0))
                return 0;
            continue;
        }
        blank = scan->at > first ? thousands_ahead(scan) : 0;
        if (!blank || (!grouped && scan->at - first > 3))
            break;
        grouped = 1;
        scan->at += blank;
        for (int digit = 0; digit < 3; digit++)
            if (!take_digit(scan, 0))
                return 0;
    }
    return 1;
}

static int scan_fraction(scanner *scan) {
    if (scan->at == scan->end || (*scan->at != '.' && *scan->at != scan->separator))
        return 1;
    scan->at++;
    while (scan->at < scan->end && is_digit(*scan->at))
        if (!take_digit(scan, 1))
            return 0;
    return 1;
}

static int scan_exponent(scanner *scan) {
    int negative = 0, exponent = 0;
    if (scan->at == scan->end || (*scan->at != 'e' && *scan->at != 'E'))
        return 1;
    scan->at++;
    if (scan->at < scan->end && (*scan->at == '-' || *scan->at == '+'))
        negative = *scan->at++ == '-';
    if (scan->at == scan->end || !is_digit(*scan->at))
        return 0;
    for (; scan->at < scan->end && is_digit(*scan->at); scan->at++)
        if (exponent < 100000)
            exponent = exponent * 10 + (*scan->at - '0');
    scan->exponent += negative ? -exponent : exponent;
    return 1;
}

static void scan_percent(scanner *scan) {
    const char *at = scan->at;
    size_t blank = blank_length(at, (size_t)(scan->end - at));
    if (at + blank < scan->end && at[blank] == '%') {
        scan->at = at + blank + 1;
        scan->exponent -= 2;
    }
}

/* strtod where the decimal point is a point, whatever locale the program has chosen. */
static double read_in_c_locale(const char *text) {
    locale_t plain = newlocale(LC_ALL_MASK, "C", (locale_t)0);
    locale_t before = plain ? uselocale(plain) : (locale_t)0;
    double value = strtod(text, NULL);
    if (plain) {
        uselocale(before);
        freelocale(plain);
    }
    return value;
}

static double scanned_value(scanner *scan) {
    int exponent = scan->exponent;
    double value;
    if (scan->copied == 0)
        value = 0;
    else if (scan->copied <= 15 && exponent <= 22 && exponent >= -22)
        /* Mantissa and power are exact, so that one rounding makes the nearest double. */
        value = exponent < 0 ? (double)scan->mantissa / exact_power[-exponent]
                             : (double)scan->mantissa * exact_power[exponent];
    else {
        snprintf(scan->copy + scan->copied, 16, "e%d", exponent);
        value = read_in_c_locale(scan->copy);
    }
    return scan->negative ? -value : value;
}

static int is_word_for_not_finite(const char *text, size_t length) {
    static const char *const words[] = {"inf", "infinity", "nan", "∞"};
    if (length && (*text == '-' || *text == '+')) {
        text++;
        length--;
    }
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        size_t at = 0;
        if (strlen(words[i]) != length)
            continue;
        while (at < length && tolower((unsigned char)text[at]) == (unsigned char)words[i][at])
            at++;
        if (at == length)
            return 1;
    }
    return 0;
}

/* The common case: at most 15 digits with at most one point. 0 when the text is anything else. */
static int parse_plain(const char *text, size_t length, char separator, double *value) {
    uint64_t mantissa = 0;
    size_t digits = 0, decimals = 0, point = 0;
    if (length == 0 || length > 15)
        return 0;
    for (size_t i = 0; i < length; i++) {
        unsigned digit = (unsigned)(unsigned char)text[i] - '0';
        if (digit <= 9) {
            mantissa = mantissa * 10 + digit;
            digits++;
            decimals += point;
        } else if ((text[i] == '.' || text[i] == separator) && !point)
            point = 1;
        else
            return 0;
    }
    if (!digits)
        return 0;
    *value = decimals ? (double)mantissa / exact_power[decimals] : (double)mantissa;
    return 1;
}

eqp_number_outcome eqp_number_parse(const char *text, size_t length, char separator,
                                    double *value) {
    scanner scan;
    double read;
    if (parse_plain(text, length, separator, value))
        return EQP_NUMBER_OK;
    eqp_blank_trim(&text, &length);
    if (is_word_for_not_finite(text, length))
        return EQP_NUMBER_INFINITE;
    scan = (scanner){.at = text, .end = text + length, .separator = separator};
    if (length && (*text == '-' || *text == '+'))
        scan.negative = *scan.at++ == '-';
    if (!scan_whole_part(&scan) || !scan_fraction(&scan) || !scan.any_digit ||
        !scan_exponent(&scan))
        return EQP_NUMBER_NONE;
    scan_percent(&scan);
    if (scan.at != scan.end)
        return EQP_NUMBER_NONE;
    read = scanned_value(&scan);
    if (!isfinite(read))
        return EQP_NUMBER_INFINITE;
    *value = read;
    return EQP_NUMBER_OK;
}

void eqp_number_format(double value, char text[32]) {
    locale_t plain = newlocale(LC_ALL_MASK, "C", (locale_t)0);
    locale_t before = plain ? uselocale(plain) : (locale_t)0;
    snprintf(text, 32, "%.15g", value);
    if (strtod(text, NULL) != value)
        snprintf(text, 32, "%.17g", value);
    if (plain) {
        uselocale(before);
        freelocale(plain);
    }
}

void eqp_number_text(double number, char decimal, char text[EQP_NUMBER_SIZE]) {
    char *point;
    text[0] = '\0';
    if (isnan(number))
        return;
    eqp_number_format(number == 0 ? 0 : number, text); /* -0 becomes 0 */
    point = strchr(text, '.');
    if (point)
        *point = decimal;
}

/* Adds text at *to, which moves behind it. */
static void put(char **to, const char *text) {
    size_t length = strlen(text);
    memcpy(*to, text, length + 1);
    *to += length;
}

double eqp_number_settled(double number) {
    double per_unit = pow(10, 11 - floor(log10(fabs(number))));
    return number != 0 && isfinite(number) && isfinite(per_unit)
               ? round(number * per_unit) / per_unit
               : number;
}

void eqp_number_grouped(double number, int decimals, char text[EQP_NUMBER_SIZE]) {
    char digits[EQP_NUMBER_SIZE], *to = text;
    size_t whole;
    if (isnan(number)) {
        strcpy(text, "-");
        return;
    }
    if (fabs(number) >= 1e20) { /* more digits than there is room for */
        eqp_number_rounded(number, 17, text);
        return;
    }
    snprintf(digits, sizeof digits, "%.*f", decimals, fabs(number));
    if (number < 0 && strpbrk(digits, "123456789"))
        put(&to, "-");
    whole = strspn(digits, "0123456789");
    for (size_t i = 0; i < whole; i++) {
        if (i > 0 && (whole - i) % 3 == 0)
            put(&to, C_("thousands separator", ","));
        put(&to, (char[]){digits[i], '\0'});
    }
    if (decimals > 0) { /* whatever the locale writes before the decimals */
        put(&to, C_("decimal sign", "."));
        put(&to, digits + strlen(digits) - (size_t)decimals);
    }
}

/* The digits of a %g or %e with the reader's decimal sign. */
static void put_plain(const char *digits, char text[EQP_NUMBER_SIZE]) {
    for (char *to = text; *digits; digits++)
        put(&to,
            strchr("0123456789e+-", *digits) ? (char[]){*digits, '\0'} : C_("decimal sign", "."));
}

void eqp_number_rounded(double number, int digits, char text[EQP_NUMBER_SIZE]) {
    char plain[EQP_NUMBER_SIZE];
    if (!isfinite(number)) {
        strcpy(text, isnan(number) ? "-" : number > 0 ? "∞" : "-∞");
        return;
    }
    snprintf(plain, sizeof plain, "%.*g", digits, number);
    put_plain(plain, text);
}

void eqp_number_scientific(double number, int decimals, char text[EQP_NUMBER_SIZE]) {
    char plain[EQP_NUMBER_SIZE];
    if (!isfinite(number)) {
        eqp_number_rounded(number, decimals, text);
        return;
    }
    snprintf(plain, sizeof plain, "%.*e", decimals, number);
    put_plain(plain, text);
}
