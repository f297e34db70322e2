/* Numbers as text, the same in every locale. */
#ifndef EQP_OUTPUT_NUMBER_H
#define EQP_OUTPUT_NUMBER_H

#include <stddef.h>

#define EQP_NUMBER_SIZE 40

/* The shortest of %.15g and %.17g that reads back as the same number, with this decimal sign; ""
 * for NAN, and 0 for -0. */
void eqp_number_text(double number, char decimal, char text[EQP_NUMBER_SIZE]);

/* For people: rounded to so many decimals (0..6), thousands separated by commas: 1,234,567.8; "-"
 * for NAN. */
void eqp_number_grouped(double number, int decimals, char text[EQP_NUMBER_SIZE]);

#endif
