/* Studies so small that their answers are known by hand: two towns of 10 people each, and an offer
 * for either.
 *
 *     north: bakers are missing, offer `bread` has 10 places at 100 each
 *     south: cooks are missing, offer `soup` has 10 places at 200 each
 *
 * Who attends is placed, so that a place is a person. Institution `one` has 1,500 for both. */
#ifndef EQP_TESTS_HAND_H
#define EQP_TESTS_HAND_H

#include "models/programme/programme.h"

/* Indexes of the study and of its programme. */
enum { HAND_NORTH, HAND_SOUTH };
enum { HAND_BREAD, HAND_SOUP };

typedef struct hand {
    eqp_study *study;
    eqp_programme *programme;
} hand;

/* A table with its text. */
typedef struct hand_table {
    const char *name, *text;
} hand_table;

/* The study with some tables replaced or added, tables[count], and its programme. Asserts that it
 * can be read. */
void hand_make(hand *h, const hand_table *tables, size_t count);
void hand_drop(hand *h);

#endif
