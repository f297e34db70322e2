/* Pieces of the sentences with which `explain` answers. */
#ifndef EQP_PROGRAM_EXPLAIN_WORDS_H
#define EQP_PROGRAM_EXPLAIN_WORDS_H

#include "models/study.h"
#include "output/buffer.h"
#include "output/json.h"

/* The name of a zone, an occupation, an institution; the id where there is none. Borrowed. */
const char *eqp_explain_zone(const eqp_study *study, uint32_t zone);
const char *eqp_explain_occupation(const eqp_study *study, uint32_t occupation);
const char *eqp_explain_institution(const eqp_study *study, uint32_t institution);

/* Adds an offer's id, its name behind it. */
void eqp_explain_say_offer(eqp_buffer *words, const eqp_study *study, uint32_t offer);

/* Adds a number with as many decimals as its size asks for; a number of places or people; an amount
 * of the study's currency with its unit; a share as a percentage; places or people with what they
 * are. */
void eqp_explain_say(eqp_buffer *words, double number);
void eqp_explain_say_count(eqp_buffer *words, double number);
void eqp_explain_say_money(eqp_buffer *words, const eqp_study *study, double amount);
void eqp_explain_say_share(eqp_buffer *words, double share);
void eqp_explain_say_places(eqp_buffer *words, double places);
void eqp_explain_say_people(eqp_buffer *words, double people);

/* Adds "into OCCUPATION in ZONE", of a row of the study's needs. */
void eqp_explain_say_need(eqp_buffer *words, const eqp_study *study, uint32_t need);

/* Ends a paragraph of words, indented. */
void eqp_explain_paragraph(eqp_buffer *buffer, eqp_buffer *words);

/* Adds an offer's or a zone's id and name to an object: "offer" and "offer_name". */
void eqp_explain_add_offer(eqp_json *json, const eqp_study *study, uint32_t offer);
void eqp_explain_add_zone(eqp_json *json, const eqp_study *study, uint32_t zone);
void eqp_explain_add_occupation(eqp_json *json, const eqp_study *study, uint32_t occupation);
void eqp_explain_add_institution(eqp_json *json, const eqp_study *study, uint32_t institution);

#endif
