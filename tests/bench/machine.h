/* The machine of a run, as far as its times depend on it: no names of hosts or folders. */
#ifndef EQP_BENCH_MACHINE_H
#define EQP_BENCH_MACHINE_H

#include <stdio.h>

/* Writes a list: date, processor, cores, memory, system, compiler, Clp's version. */
void bench_machine_write(FILE *stream);

#endif
