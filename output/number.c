#include "output/number.h"

#include "models/number.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

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

void eqp_number_grouped(double number, int decimals, char text[EQP_NUMBER_SIZE]) {
    char digits[EQP_NUMBER_SIZE], *to = text;
    size_t whole;
    if (isnan(number)) {
        strcpy(text, "-");
        return;
    }
    if (fabs(number) >= 1e20) {
        eqp_number_text(number, '.', text);
        return;
    }
    snprintf(digits, sizeof digits, "%.*f", decimals, fabs(number));
    if (number < 0 && strpbrk(digits, "123456789"))
        *to++ = '-';
    whole = strspn(digits, "0123456789");
    for (size_t i = 0; i < whole; i++) {
        if (i > 0 && (whole - i) % 3 == 0)
            *to++ = ',';
        *to++ = digits[i];
    }
    if (decimals > 0) /* whatever the locale writes before the decimals */
        *to++ = '.';
    strcpy(to, digits + strlen(digits) - (size_t)decimals);
}
