/* What the files generate_*.c share; for generate.c alone. Every part adds its tables to the study
 * and returns 0, or -1 when memory is short. */
#ifndef EQP_INPUT_GENERATE_PARTS_H
#define EQP_INPUT_GENERATE_PARTS_H

#include "input/generate/generate.h"
#include "input/generate/random.h"
#include "models/study/study.h"

/* One random subject each, so that a change to one leaves the others' numbers alone. */
enum {
    EQP_STREAM_ZONES,
    EQP_STREAM_OCCUPATIONS,
    EQP_STREAM_NEEDS,
    EQP_STREAM_SITES,
    EQP_STREAM_OFFERS,
    EQP_STREAM_RELATED,
    EQP_STREAM_PRICES,
    EQP_STREAM_AUDIENCES,
    EQP_STREAM_COMMITMENTS,
    EQP_STREAM_DECISIONS
};

/* Kinds of course, in the order in which generate_offers.c names them: index of the kind. */
enum { EQP_COURSE_CERTIFYING, EQP_COURSE_PREPARATORY, EQP_COURSE_PRE_HIRING };

/* Reads zones, occupations and needs from a folder into a finished study, owned by the caller. As
 * eqp_study_read otherwise; EQP_ERROR_SYSTEM too when one of the three is missing. */
eqp_status eqp_generate_read_needs(const char *folder, eqp_study **out, eqp_problems *problems,
                                   eqp_error *error);

/* What a zone is like as a site of courses, in percent of the usual: how many there are, what they
 * cost. Without such differences every plan would be balanced by itself. */
typedef struct eqp_site {
    uint32_t offers, price;
} eqp_site;

eqp_site eqp_generate_site(uint64_t seed, uint32_t zone);

/* zones, occupations, needs of a synthetic region. */
int eqp_generate_region(eqp_study *study, const eqp_generate_options *options);

/* offers, offer_occupations; the study holds needs. summary receives several and across. */
int eqp_generate_offers(eqp_study *study, const eqp_generate_options *options,
                        eqp_generate_summary *summary);

/* audiences of every offer. */
int eqp_generate_audiences(eqp_study *study, const eqp_generate_options *options);

/* mobility, from the distances between zones. summary receives zones_without_coordinates. */
int eqp_generate_mobility(eqp_study *study, eqp_generate_summary *summary);

/* institutions, prices, budgets. */
int eqp_generate_money(eqp_study *study, const eqp_generate_options *options);

/* commitments, decisions, rules, parameters, scenarios; after all the others. */
int eqp_generate_policy(eqp_study *study, const eqp_generate_options *options);

/* The whole part of the square root. */
uint64_t eqp_whole_root(uint64_t square);

/* Decimals as whole numbers, rounded alike by every compiler. */
uint64_t eqp_thousandths(double number);
uint32_t eqp_millionths(double share);

#endif
