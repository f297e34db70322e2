#include "solver/requests/sweep_cut.h"

#include "solver/stages/family.h"

/* Draws have nothing in common but the base: small groups lose little, and more threads have one.
 */
#define DRAWS_PER_GROUP 8

static uint64_t divide_up(uint64_t number, uint64_t by) {
    return number / by + (number % by != 0);
}

eqp_sweep_cut eqp_sweep_cut_of(const eqp_variation *variation) {
    uint64_t points = eqp_variation_points(variation), run = eqp_variation_run(variation);
    uint64_t size = eqp_family_group(points);
    eqp_sweep_cut cut = {.points = points, .run = run, .pieces = 1};
    if (eqp_variation_draws(variation) > 0 && run == 1 && size > DRAWS_PER_GROUP)
        size = DRAWS_PER_GROUP;
    if (run > size)
        cut.pieces = divide_up(run, size);
    else
        cut.run = size / run * run;
    cut.groups = divide_up(points, cut.run) * cut.pieces;
    return cut;
}

uint32_t eqp_sweep_cut_group(const eqp_sweep_cut *cut, uint64_t group, uint64_t *first) {
    uint64_t length = cut->run / cut->pieces, longer = cut->run % cut->pieces;
    uint64_t piece = group % cut->pieces;
    *first = group / cut->pieces * cut->run + piece * length + (piece < longer ? piece : longer);
    length += piece < longer;
    return (uint32_t)(length < cut->points - *first ? length : cut->points - *first);
}
