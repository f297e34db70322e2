/* Arithmetic that every machine and compiler does alike. */
#include "input/generate/generate_parts.h"

uint64_t eqp_whole_root(uint64_t square) {
    uint64_t root = 0;
    for (uint64_t bit = (uint64_t)1 << 31; bit; bit >>= 1)
        if ((root | bit) * (root | bit) <= square)
            root |= bit;
    return root;
}

uint32_t eqp_millionths(double share) {
    return (uint32_t)llround(share * 1000000);
}

uint64_t eqp_thousandths(double number) {
    return (uint64_t)llround(number * 1000);
}
