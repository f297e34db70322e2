/* Values and names for the sentences with which `explain` answers. */
#ifndef EQP_PROGRAM_EXPLAIN_WORDS_H
#define EQP_PROGRAM_EXPLAIN_WORDS_H

#include "models/study/study.h"
#include "output/files/json.h"
#include "output/text/figures.h"

/* The name of a zone, an occupation, an institution; the id where there is none. Borrowed. */
const char *eqp_explain_zone(const eqp_study *study, uint32_t zone);
const char *eqp_explain_occupation(const eqp_study *study, uint32_t occupation);
const char *eqp_explain_institution(const eqp_study *study, uint32_t institution);

/* An offer's id, its name behind it: "K (NAME)". Owned by the caller; NULL when memory was short.
 */
char *eqp_explain_offer_label(const eqp_study *study, uint32_t offer);

/* Adds that label in so many characters, as a column. */
void eqp_explain_put_offer(eqp_buffer *buffer, const eqp_study *study, uint32_t offer, int width);

/* A number with as many decimals as its size asks for; a number of places or people; an amount of
 * the study's currency with its unit; a share as a percentage; places or people with what they
 * are: "1 place", "2.5 places". */
eqp_figure eqp_explain_number(double number);
eqp_figure eqp_explain_count(double number);
eqp_figure eqp_explain_money(const eqp_study *study, double amount);
eqp_figure eqp_explain_share(double share);
eqp_figure eqp_explain_places(double places);
eqp_figure eqp_explain_people(double people);

/* Ends a paragraph of words, indented. */
void eqp_explain_paragraph(eqp_buffer *buffer, eqp_buffer *words);

/* Adds an offer's or a zone's id and name to an object: "offer" and "offer_name". */
void eqp_explain_add_offer(eqp_json *json, const eqp_study *study, uint32_t offer);
void eqp_explain_add_zone(eqp_json *json, const eqp_study *study, uint32_t zone);
void eqp_explain_add_occupation(eqp_json *json, const eqp_study *study, uint32_t occupation);
void eqp_explain_add_institution(eqp_json *json, const eqp_study *study, uint32_t institution);

#endif
