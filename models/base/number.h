/* Decimal numbers as people and spreadsheets write them, and back. Independent of the locale; what
 * is for people to read depends on their language. */
#ifndef EQP_MODELS_NUMBER_H
#define EQP_MODELS_NUMBER_H

#include <stddef.h>

typedef enum {
    EQP_NUMBER_OK,
    EQP_NUMBER_NONE,    /* the text is not a number */
    EQP_NUMBER_INFINITE /* it is infinite, NaN, or too large for a double */
} eqp_number_outcome;

/* Reads the whole of text[length]: sign, digits, decimal `separator` ('.' always counts as one,
 * ',' only if it is the separator), exponent, percent sign (25% = 0.25). Thousands may be separated
 * by spaces, no-break spaces or narrow no-break spaces. *value is the double nearest to what is
 * written; it is left alone unless EQP_NUMBER_OK. */
eqp_number_outcome eqp_number_parse(const char *text, size_t length, char separator, double *value);

/* The shortest of %.15g and %.17g that reads back as value, with a decimal point. */
void eqp_number_format(double value, char text[32]);

#define EQP_NUMBER_SIZE 64

/* The same with another decimal sign; "" for NAN, and 0 for -0. */
void eqp_number_text(double number, char decimal, char text[EQP_NUMBER_SIZE]);

/* To twelve digits: more than that the arithmetic of a solve does not know. */
double eqp_number_settled(double number);

/* The numbers below are for people, in the form of their language (language.h); what is typed or
 * stored never has it. */

/* Rounded to so many decimals (0..6), thousands apart: 1,234,567.8, in French 1 234 567,8; "-" for
 * NAN. */
void eqp_number_grouped(double number, int decimals, char text[EQP_NUMBER_SIZE]);

/* Rounded to so many significant digits (1..17): 0.25, 1e+06; in French 0,25. */
void eqp_number_rounded(double number, int digits, char text[EQP_NUMBER_SIZE]);

/* As a digit, so many decimals (0..6) and a power of ten: 1.5e-07; in French 1,5e-07. */
void eqp_number_scientific(double number, int decimals, char text[EQP_NUMBER_SIZE]);

/* Cuts the blanks at both ends of *text[*length]. */
void eqp_blank_trim(const char **text, size_t *length);

#endif
