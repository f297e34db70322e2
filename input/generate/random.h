/* Random numbers that are the same on every machine: whole numbers only (splitmix64), no library
 * function. Every row of every subject has a sequence of its own, so that drawing one thing more
 * for one row moves no other. */
#ifndef EQP_INPUT_RANDOM_H
#define EQP_INPUT_RANDOM_H

#include <stdint.h>

typedef struct eqp_random {
    uint64_t state;
} eqp_random;

/* The sequence of one row (index) of one subject (stream) under a seed. */
eqp_random eqp_random_start(uint64_t seed, uint32_t stream, uint64_t index);

/* The next 64 bits. */
uint64_t eqp_random_next(eqp_random *random);

/* A whole number from low to high, both included; low <= high. */
uint32_t eqp_random_between(eqp_random *random, uint32_t low, uint32_t high);

/* 1 with a probability of `millionths` in a million, else 0. */
int eqp_random_happens(eqp_random *random, uint32_t millionths);

#endif
