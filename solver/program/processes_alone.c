#include "solver/program/processes.h"

eqp_status eqp_processes_begin(eqp_error *error) {
    (void)error;
    return EQP_OK;
}

void eqp_processes_end(void) {}

int eqp_processes_first(void) {
    return 1;
}

int eqp_processes_count(void) {
    return 1;
}

int eqp_processes_here(void) {
    return 1;
}

int eqp_processes_agree(int go, const char *task) {
    (void)task;
    return go;
}

void eqp_processes_fail(const eqp_error *error) {
    (void)error;
}

eqp_status eqp_processes_run(const eqp_shared_workload *shared, int threads, eqp_error *error) {
    return eqp_workers_run(&shared->load, threads, error);
}
