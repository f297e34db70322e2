#include "models/study/draw.h"

/* The last steps of splitmix64: every bit of the result depends on every bit of the value. */
static uint64_t stir(uint64_t value) {
    value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9u;
    value = (value ^ (value >> 27)) * 0x94D049BB133111EBu;
    return value ^ (value >> 31);
}

/* A number within (0, 1): the middle of one of 2⁵³ equal parts. */
static double uniform(uint64_t key, const eqp_study *study, uint32_t need) {
    key = eqp_text_hash(key, eqp_study_id(study, EQP_SPACE_zone, study->needs.zone[need]));
    key = eqp_text_hash(key,
                        eqp_study_id(study, EQP_SPACE_occupation, study->needs.occupation[need]));
    return ((double)(stir(key) >> 11) + 0.5) * 0x1p-53;
}

/* The inverse of the triangle's distribution function, with the mode's share of the width as F. A
 * mode outside of low … high gives numbers within, and low above high the mode: no study that was
 * read has them. */
static double triangular(double low, double mode, double high, double at) {
    double width = high - low, share, drawn;
    if (!(width > 0))
        return mode;
    share = (mode - low) / width;
    drawn =
        at < share ? low + width * sqrt(at * share) : high - width * sqrt((1 - at) * (1 - share));
    return fmin(fmax(drawn, low), high);
}

void eqp_draw_needs(uint64_t seed, uint64_t draw, eqp_study *study) {
    uint64_t key = stir(stir(seed + 0x9E3779B97F4A7C15u) + draw);
    eqp_needs *needs = &study->needs;
    for (uint32_t row = 0; row < needs->count; row++) {
        double drawn = triangular(needs->need_low[row], needs->need[row], needs->need_high[row],
                                  uniform(key, study, row));
        needs->need[row] = needs->need_low[row] = needs->need_high[row] = drawn;
    }
}
