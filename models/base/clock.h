/* Seconds of a clock that only runs forward. */
#ifndef EQP_MODELS_CLOCK_H
#define EQP_MODELS_CLOCK_H

double eqp_clock_now(void);

#endif
