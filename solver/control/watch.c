#include "solver/control/watch.h"

#include "models/base/clock.h"

#include <math.h>

eqp_watch eqp_watch_start(const eqp_solve_options *options) {
    return (eqp_watch){options, eqp_clock_now(), 0};
}

int eqp_watch_stop(eqp_watch *watch) {
    const eqp_solve_options *options = watch->options;
    if (options->time_limit > 0 && eqp_clock_now() - watch->start > options->time_limit)
        watch->stopped = 1;
    if (options->stop && options->stop(options->context))
        watch->stopped = 1;
    return watch->stopped;
}

double eqp_watch_left(const eqp_watch *watch) {
    if (watch->options->time_limit <= 0)
        return 0;
    return fmax(1e-3, watch->options->time_limit - (eqp_clock_now() - watch->start));
}

void eqp_watch_tell(const eqp_watch *watch, eqp_phase phase, uint32_t round, double value,
                    double bound) {
    const eqp_progress progress = {phase, round, value, bound};
    if (watch->options->progress)
        watch->options->progress(watch->options->context, &progress);
}
