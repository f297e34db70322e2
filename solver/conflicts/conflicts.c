#include "solver/conflicts/conflicts.h"

#include "models/base/memory.h"
#include "models/programme/rows.h"
#include "solver/conflicts/conflict_remedy.h"
#include "solver/conflicts/elastic.h"

#include <math.h>
#include <stdlib.h>

/* A miss below this share of max(1, |bound|) is within the rows' tolerance and is no conflict. */
#define NOTICED 1e-6

/* What is missed less is the noise of a solve. */
#define FOUND 1e-8

/* The search: which requirements are left to be told of, and which are in the set at hand. */
typedef struct search {
    const eqp_programme *programme;
    eqp_elastic *elastic;
    uint32_t count;
    uint8_t *told;   /* [count] 1: in an earlier set */
    uint8_t *in;     /* [count] 1: in the set at hand */
    double *share;   /* [count] of the proof that there is no plan: |dual · bound| */
    uint32_t *order; /* [count] scratch: the order in which members are taken out */
    double least;    /* a total miss below it is none */
    eqp_error *error;
} search;

/* The second of max_change's two, which goes where the first goes. */
static int is_second(const search *f, uint32_t soft) {
    return soft > 0 && eqp_elastic_soft(f->elastic, soft)->kind == EQP_CONFLICT_MAX_CHANGE &&
           eqp_elastic_soft(f->elastic, soft - 1)->kind == EQP_CONFLICT_MAX_CHANGE;
}

static int has_second(const search *f, uint32_t soft) {
    return soft + 1 < f->count && is_second(f, soft + 1);
}

/* Solves with the set alone; *missed = Σ weight·v. */
static eqp_status solve_set(search *f, double *missed) {
    int solved;
    eqp_status status;
    for (uint32_t s = 0; s < f->count; s++) {
        if (f->in[s])
            eqp_elastic_weigh(f->elastic, s);
        else
            eqp_elastic_drop(f->elastic, s);
    }
    status = eqp_elastic_solve(f->elastic, &solved, f->error);
    *missed = status ? 0 : eqp_elastic_missed(f->elastic);
    return status;
}

/* The dual values of a solve that misses something prove that there is no plan, and do so without
 * the requirements whose dual value is 0. */
static void keep_the_proof(search *f) {
    const double *dual = eqp_elastic_dual(f->elastic);
    for (uint32_t s = 0; s < f->count; s++) {
        const eqp_soft *soft = eqp_elastic_soft(f->elastic, s);
        f->in[s] = (uint8_t)(f->in[s] && dual[soft->row] != 0);
        f->share[s] = fabs(dual[soft->row] * soft->bound);
        if (is_second(f, s))
            f->in[s] = f->in[s - 1] = f->in[s] | f->in[s - 1];
    }
}

typedef struct place {
    eqp_conflict_kind kind;
    double share;
    uint32_t soft;
} place;

/* Decisions are taken out before rules, and rules before budgets; of one kind what matters less
 * before what matters more: so that few and large ones remain. */
static int taken_out_first(const void *left, const void *right) {
    const place *a = left, *b = right;
    if (a->kind != b->kind)
        return a->kind < b->kind ? -1 : 1;
    if (a->share != b->share)
        return a->share < b->share ? -1 : 1;
    return a->soft < b->soft ? -1 : a->soft > b->soft;
}

static eqp_status sort_members(search *f, uint32_t *members) {
    place *places = eqp_allocate(f->count, sizeof *places);
    *members = 0;
    if (!places)
        return eqp_error_memory(f->error);
    for (uint32_t s = 0; s < f->count; s++) {
        eqp_conflict_kind kind = eqp_elastic_soft(f->elastic, s)->kind;
        if (kind == EQP_CONFLICT_DECISION_MAX)
            kind = EQP_CONFLICT_DECISION_MIN;
        if (f->in[s] && !is_second(f, s))
            places[(*members)++] = (place){kind, f->share[s], s};
    }
    if (*members)
        qsort(places, *members, sizeof *places, taken_out_first);
    for (uint32_t m = 0; m < *members; m++)
        f->order[m] = places[m].soft;
    eqp_free(places);
    return EQP_OK;
}

static void put(search *f, uint32_t from, uint32_t to, uint8_t in) {
    for (uint32_t m = from; m < to; m++) {
        f->in[f->order[m]] = in;
        if (has_second(f, f->order[m]))
            f->in[f->order[m] + 1] = in;
    }
}

/* Takes out every member whose absence leaves the rest contradictory; several at once while that
 * goes well. *removed tells whether any went. */
static eqp_status take_out(search *f, int *removed) {
    uint32_t members, at = 0, block;
    eqp_status status = sort_members(f, &members);
    *removed = 0;
    block = members / 2 + 1;
    while (!status && at < members) {
        uint32_t to = at;
        double missed;
        while (to < members && to - at < block && f->in[f->order[to]])
            to++;
        if (to == at) { /* went with the proof of an earlier solve */
            at++;
            continue;
        }
        put(f, at, to, 0);
        status = solve_set(f, &missed);
        if (!status && missed > f->least) {
            keep_the_proof(f);
            *removed = 1;
            at = to;
            block *= 2;
        } else {
            put(f, at, to, 1);
            block = to - at > 1 ? (to - at) / 2 : 1;
            at += to - at == 1;
        }
    }
    return status;
}

/* Makes the set at hand irreducible. Without a signed minimum fewer seats may stay empty, so that
 * taking out can also add: it is done until nothing more goes. */
static eqp_status reduce(search *f) {
    eqp_status status = EQP_OK;
    for (int removed = 1; removed && !status;)
        status = take_out(f, &removed);
    return status;
}

static eqp_conflict describe(const search *f, uint32_t soft) {
    const eqp_soft *s = eqp_elastic_soft(f->elastic, soft);
    return (eqp_conflict){s->kind, s->source,       eqp_conflict_value(f->programme, s),
                          0,       EQP_REMEDY_NONE, NAN};
}

/* In the order of kinds; those of one kind in the order of their table. */
static int by_kind(const void *left, const void *right) {
    const eqp_conflict *a = left, *b = right;
    if (a->kind != b->kind)
        return a->kind < b->kind ? -1 : 1;
    return a->row < b->row ? -1 : a->row > b->row;
}

static eqp_status note_members(search *f, eqp_conflict_set *set) {
    set->members = eqp_allocate(f->count, sizeof *set->members);
    if (!set->members)
        return eqp_error_memory(f->error);
    for (uint32_t s = 0; s < f->count; s++)
        if (f->in[s]) {
            if (!is_second(f, s))
                set->members[set->count++] = describe(f, s);
            f->told[s] = 1;
        }
    if (set->count)
        qsort(set->members, set->count, sizeof *set->members, by_kind);
    return EQP_OK;
}

/* Whether a row carries a part of the proof that is more than the noise of a solve. */
static int carries(const search *f, uint32_t row, double bound, double missed) {
    return fabs(eqp_elastic_dual(f->elastic)[row] * bound) > NOTICED * missed;
}

/* The capacities and needs with which the last solve, which missed so much, proves the conflict. */
static eqp_status note_facts(search *f, eqp_conflict_set *set, double missed) {
    const eqp_programme *p = f->programme;
    set->facts = eqp_allocate((size_t)p->offers + p->cells, sizeof *set->facts);
    if (!set->facts)
        return eqp_error_memory(f->error);
    for (uint32_t k = 0; k < p->offers; k++) {
        double places = p->study->offers.places[p->offer[k]];
        if (carries(f, eqp_programme_row(p, EQP_ROW_capacity, k), places, missed))
            set->facts[set->fact_count++] = (eqp_conflict_fact){0, p->offer[k], places};
    }
    for (uint32_t c = 0; c < p->cells; c++) {
        uint32_t need = p->cell_need_row[c];
        if (carries(f, eqp_programme_row(p, EQP_ROW_need, c), p->residual[need], missed))
            set->facts[set->fact_count++] = (eqp_conflict_fact){1, need, p->residual[need]};
    }
    return EQP_OK;
}

/* One more set among what has not been told; *found = 0 where the rest is no conflict. */
static eqp_status find_set(search *f, eqp_conflicts *conflicts, int *found) {
    double missed;
    eqp_status status;
    for (uint32_t s = 0; s < f->count; s++)
        f->in[s] = !f->told[s];
    status = solve_set(f, &missed);
    *found = !status && missed > f->least;
    if (!*found || conflicts->set_count == EQP_CONFLICT_SETS)
        return status;
    keep_the_proof(f);
    status = reduce(f);
    if (!status)
        status = solve_set(f, &missed);
    if (!status) {
        eqp_conflict_set *set = &conflicts->sets[conflicts->set_count++];
        status = note_members(f, set);
        if (!status)
            status = note_facts(f, set, missed);
    }
    return status;
}

static eqp_status find_sets(search *f, eqp_conflicts *conflicts) {
    eqp_status status = EQP_OK;
    for (int found = 1; found && !status;) {
        uint32_t before = conflicts->set_count;
        status = find_set(f, conflicts, &found);
        if (found && conflicts->set_count == before) {
            conflicts->more_sets = 1;
            break;
        }
    }
    return status;
}

static double relative(const search *f, uint32_t soft) {
    return eqp_elastic_violation(f->elastic, soft) /
           fmax(1, fabs(eqp_elastic_soft(f->elastic, soft)->bound));
}

/* One value of max_change makes up for both of its rows: for the one that misses more places. */
static double shortfall(const search *f, uint32_t soft) {
    double missed = eqp_elastic_violation(f->elastic, soft);
    return has_second(f, soft) ? fmax(missed, eqp_elastic_violation(f->elastic, soft + 1)) : missed;
}

static eqp_conflict describe_joint(const search *f, uint32_t soft) {
    eqp_conflict joint = describe(f, soft);
    joint.shortfall = shortfall(f, soft);
    joint.remedy = EQP_REMEDY_VALUE;
    joint.change_to = eqp_conflict_joint_value(f->programme, eqp_elastic_soft(f->elastic, soft),
                                               joint.shortfall, eqp_elastic_primal(f->elastic));
    if (joint.kind == EQP_CONFLICT_MAX_CHANGE && joint.change_to > 1) {
        joint.remedy = EQP_REMEDY_BLANK;
        joint.change_to = NAN;
    }
    return joint;
}

/* Largest relative shortfall first. */
static int worst_first(const void *left, const void *right) {
    const place *a = left, *b = right;
    if (a->share != b->share)
        return a->share > b->share ? -1 : 1;
    if (a->kind != b->kind)
        return a->kind < b->kind ? -1 : 1;
    return a->soft < b->soft ? -1 : a->soft > b->soft;
}

/* Rounds the minima that give way, and lets everything else make up for it: with fewer places
 * signed fewer may stay empty, so that a rounded minimum alone could ask for more elsewhere. */
static eqp_status settle_minima(search *f) {
    int solved;
    for (uint32_t s = 0; s < f->count; s++) {
        const eqp_soft *soft = eqp_elastic_soft(f->elastic, s);
        double missed = eqp_elastic_violation(f->elastic, s);
        if (soft->kind == EQP_CONFLICT_DECISION_MIN)
            eqp_elastic_fix(f->elastic, s,
                            missed > FOUND ? soft->bound - eqp_conflict_joint_value(
                                                               f->programme, soft, missed, NULL)
                                           : 0);
    }
    return eqp_elastic_solve(f->elastic, &solved, f->error);
}

/* What the last solve, with every requirement, misses. */
static eqp_status note_joint(search *f, eqp_conflicts *conflicts) {
    place *places = eqp_allocate(f->count, sizeof *places);
    uint32_t count = 0;
    conflicts->joint = eqp_allocate(f->count, sizeof *conflicts->joint);
    if (places && conflicts->joint) {
        for (uint32_t s = 0; s < f->count; s++) {
            double missed = relative(f, s);
            if (has_second(f, s))
                missed += relative(f, s + 1);
            if (missed > FOUND && !is_second(f, s))
                places[count++] = (place){eqp_elastic_soft(f->elastic, s)->kind, missed, s};
        }
        if (count)
            qsort(places, count, sizeof *places, worst_first);
        for (uint32_t i = 0; i < count; i++)
            conflicts->joint[i] = describe_joint(f, places[i].soft);
        conflicts->joint_count = count;
    }
    eqp_free(places);
    return places && conflicts->joint ? EQP_OK : eqp_error_memory(f->error);
}

static uint32_t find_soft(const search *f, const eqp_conflict *conflict) {
    for (uint32_t s = 0; s < f->count; s++) {
        const eqp_soft *soft = eqp_elastic_soft(f->elastic, s);
        if (soft->kind == conflict->kind && soft->source == conflict->row)
            return s;
    }
    return EQP_NONE;
}

static eqp_status find_remedies(search *f, eqp_conflicts *conflicts) {
    eqp_status status = EQP_OK;
    for (uint32_t n = 0; n < conflicts->set_count; n++) {
        eqp_conflict_set *set = &conflicts->sets[n];
        for (uint32_t m = 0; !status && m < set->count && m < EQP_CONFLICT_REMEDIES; m++) {
            status =
                eqp_conflict_find_remedy(f->elastic, f->programme, find_soft(f, &set->members[m]),
                                         f->least, &set->members[m], f->error);
            conflicts->single |= set->members[m].remedy != EQP_REMEDY_NONE;
        }
    }
    return status;
}

/* The least joint change first; nothing else where there is nothing to miss. */
static eqp_status run(search *f, eqp_conflicts *conflicts) {
    double missed;
    eqp_status status;
    for (uint32_t s = 0; s < f->count; s++)
        f->in[s] = 1;
    status = solve_set(f, &missed);
    /* A contradiction finer than the tolerance still kept the solver from a plan. */
    f->least = missed > FOUND ? fmin(NOTICED, missed / 2) : NOTICED;
    if (status || !(missed > f->least))
        return status;
    conflicts->missed = missed;
    status = settle_minima(f);
    if (!status)
        status = note_joint(f, conflicts);
    if (!status)
        status = find_sets(f, conflicts);
    if (!status)
        status = find_remedies(f, conflicts);
    return status;
}

eqp_status eqp_conflicts_find(const eqp_programme *programme, eqp_conflicts **out,
                              eqp_error *error) {
    search f = {.programme = programme, .error = error};
    eqp_conflicts *conflicts = eqp_allocate(1, sizeof *conflicts);
    eqp_status status =
        conflicts ? eqp_elastic_create(programme, &f.elastic, error) : eqp_error_memory(error);
    *out = NULL;
    if (!status) {
        conflicts->programme = programme;
        f.count = eqp_elastic_count(f.elastic);
        f.told = eqp_allocate(f.count, sizeof *f.told);
        f.in = eqp_allocate(f.count, sizeof *f.in);
        f.share = eqp_allocate(f.count, sizeof *f.share);
        f.order = eqp_allocate(f.count, sizeof *f.order);
        status =
            f.told && f.in && f.share && f.order ? run(&f, conflicts) : eqp_error_memory(error);
    }
    eqp_elastic_free(f.elastic);
    eqp_free(f.told);
    eqp_free(f.in);
    eqp_free(f.share);
    eqp_free(f.order);
    if (status) {
        eqp_conflicts_free(conflicts);
        return status;
    }
    *out = conflicts;
    return EQP_OK;
}
