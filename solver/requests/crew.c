#include "solver/requests/crew.h"

#include <omp.h>
#include <unistd.h>

static int agree_alone(int go, const char *task) {
    (void)task;
    return go;
}

static eqp_status run_alone(const eqp_shared_workload *shared, int threads, eqp_error *error) {
    return eqp_workers_run(&shared->load, threads, error);
}

const eqp_crew eqp_crew_alone = {1, 1, 1, agree_alone, run_alone};

int eqp_crew_cores(const eqp_crew *crew) {
    int allowed = omp_get_num_procs(), share = (int)sysconf(_SC_NPROCESSORS_ONLN) / crew->here;
    if (crew->here == 1 || allowed < share)
        return allowed;
    return share < 1 ? 1 : share;
}
