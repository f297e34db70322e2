#include "read_speed.h"

#include "clock.h"
#include "folder.h"
#include "input/tables/reader.h"
#include "median.h"

#include <math.h>
#include <stdio.h>
#include <sys/stat.h>

#define REPETITIONS_MOST 9

static const char *const tables[] = {"institutions",      "budgets", "zones",
                                     "occupations",       "needs",   "offers",
                                     "offer_occupations", "prices"};
#define TABLES (sizeof tables / sizeof *tables)

/* Numbers with some decimals, always the same ones. */
static double scattered(unsigned i, unsigned range) {
    return (double)(i * 2654435761u % range) / 4;
}

/* One table's text. `side` zones and `side` occupations make side² needs. */
static void write_table(FILE *stream, unsigned table, unsigned side) {
    switch (table) {
    case 0:
        fputs("institution,name,buyer\nregion,Region,region\n", stream);
        break;
    case 1:
        fputs("institution,budget\nregion,1000000\n", stream);
        break;
    case 2:
        fputs("zone,name,department,longitude,latitude\n", stream);
        for (unsigned z = 0; z < side; z++)
            fprintf(stream, "Z%04u,\"Zone, number %u\",%02u,%.4f,%.4f\n", z, z, z % 96,
                    scattered(z, 40), 40 + scattered(z, 40));
        break;
    case 3:
        fputs("occupation,name,family\n", stream);
        for (unsigned o = 0; o < side; o++)
            fprintf(stream, "O%04u,Occupation %u,%c\n", o, o, 'A' + (char)(o % 22));
        break;
    case 4:
        fputs("zone,occupation,need,priority,need_low,need_high\n", stream);
        for (unsigned i = 0; i < side * side; i++) {
            double need = 100 + scattered(i, 4000);
            fprintf(stream, "Z%04u,O%04u,%.2f,%.2f,%.2f,%.2f\n", i / side, i % side, need,
                    1 + scattered(i, 7), need - 20.5, need + 35.75);
        }
        break;
    case 5:
        fputs("offer,name,zone,places\nK1,Course,Z0000,12\n", stream);
        break;
    case 6:
        fputs("offer,occupation\nK1,O0000\n", stream);
        break;
    default:
        fputs("offer,institution,price\nK1,region,4200\n", stream);
        break;
    }
}

static int write_study(const char *folder, unsigned side, double *megabytes) {
    char path[BENCH_PATH_SIZE + 32];
    struct stat found;
    for (unsigned t = 0; t < TABLES; t++) {
        FILE *stream;
        int failed;
        snprintf(path, sizeof path, "%s/%s.csv", folder, tables[t]);
        stream = fopen(path, "w");
        if (!stream)
            return -1;
        write_table(stream, t, side);
        failed = ferror(stream);
        if (fclose(stream) || failed || stat(path, &found))
            return -1;
        *megabytes += (double)found.st_size / 1e6;
    }
    return 0;
}

/* Seconds of one reading, below 0 when it fails. */
static double read_once(const char *folder, bench_read_speed *out) {
    eqp_problems *problems = eqp_problems_create();
    eqp_study *study = NULL;
    eqp_error error = {0};
    double begin = clock_seconds(), seconds = -1;
    if (problems && eqp_study_read(folder, &study, problems, &error) == EQP_OK)
        seconds = clock_seconds() - begin;
    else
        snprintf(out->sentence, sizeof out->sentence, "the table could not be read: %.100s",
                 error.sentence);
    eqp_study_free(study);
    eqp_problems_free(problems);
    return seconds;
}

void bench_read_speed_measure(unsigned rows, int repetitions, bench_read_speed *out) {
    char path[BENCH_PATH_SIZE];
    unsigned side = (unsigned)sqrt(rows);
    double seconds[REPETITIONS_MOST];
    int done = 0;
    *out = (bench_read_speed){.rows = side * side};
    snprintf(out->sentence, sizeof out->sentence, "the table could not be written");
    if (bench_folder_make(path))
        return;
    if (write_study(path, side, &out->megabytes) == 0) {
        while (done < repetitions && done < REPETITIONS_MOST) {
            seconds[done] = read_once(path, out);
            if (seconds[done] < 0)
                break;
            done++;
        }
        out->measured = done > 0 && (done == repetitions || done == REPETITIONS_MOST);
        if (out->measured)
            out->seconds = bench_median(seconds, done);
    }
    bench_folder_remove(path);
}
