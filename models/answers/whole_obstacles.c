#include "models/answers/whole_obstacles.h"

#include "models/base/memory.h"

void eqp_whole_obstacles_free(eqp_whole_obstacles *obstacles) {
    if (!obstacles)
        return;
    eqp_free(obstacles->blocked);
    eqp_free(obstacles->missed);
    eqp_free(obstacles);
}
