/* Another project's program: sweeps all budgets of the study named on its command line, and reads
 * value, rates and plan of each. */
#include "equiplace.h"

#include <stdio.h>

static void print_plan(const eqp_planner *planner, int percent) {
    printf("%d %% of the budgets: V %.6f\n", percent, eqp_planner_value(planner));
    for (uint32_t i = 0; i < eqp_planner_zones(planner); i++)
        printf("  zone %s: %.4f\n", eqp_planner_zone(planner, i).zone,
               eqp_planner_zone(planner, i).rate);
    for (uint32_t i = 0; i < eqp_planner_lines(planner); i++) {
        eqp_line_result line = eqp_planner_line(planner, i);
        printf("  %s buys %.4f of %s\n", line.institution, line.places, line.offer);
    }
}

int main(int count, char **arguments) {
    eqp_planner *planner;
    eqp_error error = {0};
    eqp_status status = eqp_planner_open(arguments[count - 1], NULL, &planner, &error);
    for (int percent = 80; !status && percent <= 120; percent += 20) {
        char setting[32];
        snprintf(setting, sizeof setting, "budget*=%g", percent / 100.0);
        eqp_planner_reset(planner);
        if (!(status = eqp_planner_set(planner, setting, &error)) &&
            !(status = eqp_planner_solve(planner, NULL, &error)))
            print_plan(planner, percent);
    }
    eqp_planner_close(planner);
    if (status)
        fprintf(stderr, "%s\n", error.sentence);
    return status != EQP_OK;
}
