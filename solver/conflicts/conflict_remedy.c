#include "solver/conflicts/conflict_remedy.h"

#include "models/programme/rule.h"
#include <math.h>

/* A rounded value loses at most this share of the change, and no digit beyond the finest step. */
#define ROUNDED 1e-3
#define FINEST 1e-6

/* A value this near to a step, as a share of max(1, |value|), is on it. */
#define ON_STEP 1e-9

/* Rounds of the search for a share; it about doubles the digits each time. */
#define MOST_ROUNDS 30

/* Rounds a changed value away from the value that it was. */
static double outwards(double was, double becomes) {
    double change = fabs(becomes - was);
    double step = fmax(FINEST, pow(10, floor(log10(fmax(change * ROUNDED, 1e-12)))));
    double near = nearbyint(becomes / step) * step;
    if (fabs(near - becomes) > ON_STEP * fmax(1, fabs(becomes)))
        near = (becomes > was ? ceil(becomes / step) : floor(becomes / step)) * step;
    /* step is a power of ten: its reciprocal gives the nearest decimal number */
    return (step < 1 ? nearbyint(near / step) / nearbyint(1 / step) : near) + 0.0; /* no -0 */
}

static int asks_for_least(const eqp_programme *p, const eqp_soft *soft) {
    return soft->kind == EQP_CONFLICT_DECISION_MIN ||
           (soft->kind == EQP_CONFLICT_RULE &&
            p->study->rules.sense[soft->source] == EQP_SENSE_MIN);
}

static int is_share(const eqp_programme *p, const eqp_soft *soft) {
    return soft->kind == EQP_CONFLICT_RULE && p->study->rules.unit[soft->source] == EQP_UNIT_SHARE;
}

double eqp_conflict_value(const eqp_programme *programme, const eqp_soft *soft) {
    if (soft->kind == EQP_CONFLICT_MAX_CHANGE)
        return programme->study->settings.max_change;
    return is_share(programme, soft) ? programme->study->rules.value[soft->source] : soft->bound;
}

/* Of a share rule at a plan: its part and its whole. */
static void measure_share(const eqp_programme *p, uint32_t rule, const double *primal, double *part,
                          double *whole) {
    *part = *whole = 0;
    for (uint32_t pair = 0; pair < p->pairs; pair++) {
        eqp_rule_part of = eqp_rule_part_of(p, rule, pair);
        *whole += of.whole * primal[pair];
        *part += of.counted * primal[pair];
    }
}

/* Σ h_ki: places of before that can be bought again. */
static double places_before(const eqp_programme *p) {
    double before = 0;
    for (uint32_t pair = 0; pair < p->pairs; pair++)
        before += p->pair_kept[pair] ? p->lp->upper[pair] : 0;
    return before;
}

double eqp_conflict_joint_value(const eqp_programme *programme, const eqp_soft *soft,
                                double violation, const double *primal) {
    double was = eqp_conflict_value(programme, soft), part, whole;
    if (is_share(programme, soft)) {
        measure_share(programme, soft->source, primal, &part, &whole);
        return outwards(was, whole > 0 ? part / whole : was);
    }
    if (soft->kind == EQP_CONFLICT_MAX_CHANGE)
        return outwards(was, was + violation / fmax(places_before(programme), FINEST));
    return outwards(was, was + (asks_for_least(programme, soft) ? -violation : violation));
}

static void hold_all(eqp_elastic *elastic) {
    for (uint32_t s = 0; s < eqp_elastic_count(elastic); s++)
        eqp_elastic_hold(elastic, s);
}

/* The share nearest to a rule's value that some plan has (Dinkelbach): with λ the share of the last
 * plan, the largest part − λ·whole is 0 at the best share. */
static eqp_status find_share(eqp_elastic *elastic, const eqp_programme *p, uint32_t soft,
                             double *share, eqp_error *error) {
    const eqp_soft *s = eqp_elastic_soft(elastic, soft);
    double sign = asks_for_least(p, s) ? 1 : -1, value = p->study->rules.value[s->source];
    double part, whole;
    eqp_status status = EQP_OK;
    int solved = 1;
    eqp_elastic_loosen(elastic, soft);
    measure_share(p, s->source, eqp_elastic_primal(elastic), &part, &whole);
    *share = whole > 0 ? part / whole : value;
    for (int round = 0; solved && !status && round < MOST_ROUNDS; round++) {
        for (uint32_t pair = 0; pair < p->pairs; pair++) {
            eqp_rule_part of = eqp_rule_part_of(p, s->source, pair);
            eqp_elastic_set_cost(elastic, pair, sign * (of.counted - *share * of.whole));
        }
        status = eqp_elastic_solve(elastic, &solved, error);
        if (status || !solved)
            break;
        measure_share(p, s->source, eqp_elastic_primal(elastic), &part, &whole);
        if (!(whole > 0) || sign * (part / whole - *share) <= 1e-12)
            break;
        *share = part / whole;
    }
    for (uint32_t pair = 0; pair < p->pairs; pair++)
        eqp_elastic_set_cost(elastic, pair, 0);
    return status;
}

/* max_change is one value for both of its rows. */
static eqp_status find_max_change(eqp_elastic *elastic, const eqp_programme *p,
                                  eqp_conflict *conflict, eqp_error *error) {
    double before = places_before(p);
    int solved;
    eqp_status status;
    hold_all(elastic);
    eqp_elastic_raise_change(elastic, 1);
    status = eqp_elastic_solve(elastic, &solved, error);
    conflict->remedy = solved ? EQP_REMEDY_VALUE : EQP_REMEDY_BLANK;
    if (solved)
        conflict->change_to =
            fmin(1, outwards(conflict->value,
                             conflict->value + eqp_elastic_risen(elastic) / fmax(before, FINEST)));
    eqp_elastic_raise_change(elastic, 0);
    return status;
}

static eqp_status find_value(eqp_elastic *elastic, const eqp_programme *p, uint32_t soft,
                             eqp_conflict *conflict, eqp_error *error) {
    const eqp_soft *s = eqp_elastic_soft(elastic, soft);
    int solved;
    eqp_status status;
    hold_all(elastic);
    eqp_elastic_weigh(elastic, soft);
    status = eqp_elastic_solve(elastic, &solved, error);
    if (status || !solved)
        return status;
    conflict->remedy = EQP_REMEDY_VALUE;
    if (is_share(p, s)) {
        status = find_share(elastic, p, soft, &conflict->change_to, error);
        conflict->change_to = outwards(conflict->value, conflict->change_to);
    } else {
        conflict->change_to = eqp_conflict_joint_value(p, s, eqp_elastic_violation(elastic, soft),
                                                       eqp_elastic_primal(elastic));
    }
    return status;
}

/* Whether a maximum also limits the places h_ki of before that max_change counts with: another
 * maximum would then be another max_change. */
static int limits_before(const eqp_study *study, const eqp_soft *soft) {
    const eqp_previous *previous = &study->previous;
    if (soft->kind != EQP_CONFLICT_DECISION_MAX || isnan(study->settings.max_change))
        return 0;
    for (uint32_t row = 0; row < previous->count; row++)
        if (previous->offer[row] == study->decisions.offer[soft->source] &&
            previous->institution[row] == study->decisions.institution[soft->source])
            return previous->places[row] > soft->bound;
    return 0;
}

/* First whether a plan exists at all where it asks for anything less, then how much less. */
eqp_status eqp_conflict_find_remedy(eqp_elastic *elastic, const eqp_programme *programme,
                                    uint32_t soft, double least, eqp_conflict *conflict,
                                    eqp_error *error) {
    int changes = conflict->kind == EQP_CONFLICT_MAX_CHANGE;
    int solved;
    eqp_status status;
    for (uint32_t s = 0; s < eqp_elastic_count(elastic); s++) {
        eqp_conflict_kind kind = eqp_elastic_soft(elastic, s)->kind;
        if (s == soft || (changes && kind == EQP_CONFLICT_MAX_CHANGE))
            eqp_elastic_loosen(elastic, s);
        else
            eqp_elastic_weigh(elastic, s);
    }
    conflict->remedy = EQP_REMEDY_NONE;
    if (limits_before(programme->study, eqp_elastic_soft(elastic, soft)))
        return EQP_OK;
    status = eqp_elastic_solve(elastic, &solved, error);
    if (status || eqp_elastic_missed(elastic) > least)
        return status;
    return changes ? find_max_change(elastic, programme, conflict, error)
                   : find_value(elastic, programme, soft, conflict, error);
}
