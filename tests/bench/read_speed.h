/* How fast a million-row table is read: eqp_study_read of a folder whose needs.csv is that long,
 * everything that reading does included (parsing, checks, sorting, digest). */
#ifndef EQP_BENCH_READ_SPEED_H
#define EQP_BENCH_READ_SPEED_H

#define BENCH_READ_TARGET 50.0 /* MB/s on one core */

typedef struct bench_read_speed {
    int measured; /* 0: it could not be; sentence says why */
    char sentence[160];
    unsigned rows;
    double megabytes; /* of the whole folder, 10⁶ bytes */
    double seconds;   /* median of wall clock */
} bench_read_speed;

/* Writes the study into a new folder, reads it `repetitions` times, removes it. */
void bench_read_speed_measure(unsigned rows, int repetitions, bench_read_speed *out);

#endif
