#include "input/generate/random.h"

static uint64_t mixed(uint64_t value) {
    value = (value ^ (value >> 30)) * 0xbf58476d1ce4e5b9u;
    value = (value ^ (value >> 27)) * 0x94d049bb133111ebu;
    return value ^ (value >> 31);
}

eqp_random eqp_random_start(uint64_t seed, uint32_t stream, uint64_t index) {
    const uint64_t golden = 0x9e3779b97f4a7c15u;
    eqp_random random = {mixed(seed + golden)};
    random.state = mixed(random.state ^ ((uint64_t)stream + 1) * golden);
    random.state = mixed(random.state ^ (index + 1) * golden);
    return random;
}

uint64_t eqp_random_next(eqp_random *random) {
    random->state += 0x9e3779b97f4a7c15u;
    return mixed(random->state);
}

uint32_t eqp_random_between(eqp_random *random, uint32_t low, uint32_t high) {
    uint64_t span = (uint64_t)high - low + 1;
    return low + (uint32_t)(((eqp_random_next(random) >> 32) * span) >> 32);
}

int eqp_random_happens(eqp_random *random, uint32_t millionths) {
    return eqp_random_between(random, 0, 999999) < millionths;
}
