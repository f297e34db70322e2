/* Names, places, people and amounts of a study, as sentences and JSON objects have them. */
#ifndef EQP_OUTPUT_WORDS_H
#define EQP_OUTPUT_WORDS_H

#include "models/study/study.h"
#include "output/files/json.h"
#include "output/text/figures.h"

/* The name of an offer, a zone, an occupation or an institution; the id where there is none.
 * Borrowed. */
const char *eqp_words_name(const eqp_study *study, eqp_space space, uint32_t index);

/* Its id, with the name behind it: "K (NAME)". Owned by the caller; NULL when memory was short. */
char *eqp_words_label(const eqp_study *study, eqp_space space, uint32_t index);

/* Adds that label in so many characters, as a column. */
void eqp_words_put_label(eqp_buffer *buffer, const eqp_study *study, eqp_space space,
                         uint32_t index, int width);

/* Adds id and name to an object, the name where there is one: "offer" and "offer_name". */
void eqp_words_add_named(eqp_json *json, const eqp_study *study, eqp_space space, uint32_t index);

/* A number with as many decimals as its size asks for, none where it is whole; a number of places
 * or people; an amount of the study's currency with its unit; a share as a percentage; places or
 * people with what they are: "1 place", "2.5 places". */
eqp_figure eqp_words_number(double number);
eqp_figure eqp_words_count(double number);
eqp_figure eqp_words_money(const eqp_study *study, double amount);
eqp_figure eqp_words_share(double share);
eqp_figure eqp_words_places(double places);
eqp_figure eqp_words_people(double people);

/* An amount of what a rule counts: "30 places", "12,000 EUR", "25 % of the hours". `number` is the
 * amount as it is to be shown, of a share the percentage without its sign. */
eqp_figure eqp_words_of_rule(const eqp_study *study, uint32_t rule, double amount,
                             eqp_figure number);

/* What a rule's amount is shown as: of a share the percentage. */
double eqp_words_rule_shown(const eqp_study *study, uint32_t rule, double amount);

/* The unit of an absolute rule, as JSON names it; the currency of one that counts money. Borrowed.
 */
const char *eqp_words_rule_unit(const eqp_study *study, uint32_t rule);

/* Says how many more of a list's lines there are than were shown, where there are more. */
void eqp_words_add_more(eqp_buffer *buffer, uint32_t count, uint32_t shown);

#endif
