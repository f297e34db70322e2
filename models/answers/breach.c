#include "models/answers/breach.h"

#include "models/base/memory.h"
#include "models/base/number.h"
#include "models/programme/rule.h"
#include "models/proof/proof.h"

#include <math.h>

/* Breaches as they are found. */
typedef struct finding {
    const eqp_draft_case *draft_case;
    const eqp_plan *plan;
    eqp_breach *found;
    size_t count, capacity;
    int failed;
} finding;

const char *eqp_breach_name(eqp_breach_kind kind) {
    static const char *const names[] = {
        [EQP_BREACH_PRICE] = "price",
        [EQP_BREACH_CAPACITY] = "capacity",
        [EQP_BREACH_DECISION_MIN] = "decision_min",
        [EQP_BREACH_DECISION_MAX] = "decision_max",
        [EQP_BREACH_BUDGET] = "budget",
        [EQP_BREACH_RULE] = "rule",
        [EQP_BREACH_KEPT] = "kept",
        [EQP_BREACH_ADDED] = "added",
        [EQP_BREACH_GROUP] = "group",
    };
    return names[kind];
}

static void add(finding *f, eqp_breach breach) {
    if (eqp_grow(&f->found, &f->capacity, f->count + 1, sizeof *f->found)) {
        f->failed = 1;
        return;
    }
    f->found[f->count++] = breach;
}

/* What stands on the wrong side of a bound by more than the tolerance. */
static void compare(finding *f, eqp_breach breach, double excess) {
    double size = fmax(1, fmax(fabs(breach.bound), fabs(breach.value)));
    if (!(excess > EQP_ROW_TOLERANCE * size))
        return;
    breach.bound = eqp_number_settled(breach.bound);
    breach.value = eqp_number_settled(breach.value);
    breach.excess = breach.amount = eqp_number_settled(excess);
    add(f, breach);
}

static void find_prices(finding *f) {
    const eqp_draft_case *c = f->draft_case;
    const eqp_programme *p = c->programme;
    for (uint32_t pair = 0; pair < p->pairs; pair++)
        if (!c->priced[pair])
            compare(f,
                    (eqp_breach){.kind = EQP_BREACH_PRICE,
                                 .offer = p->offer[p->pair_offer[pair]],
                                 .institution = p->pair_institution[pair],
                                 .rule = EQP_NONE,
                                 .value = c->places[pair]},
                    c->places[pair]);
}

static void find_capacities(finding *f) {
    const eqp_draft *draft = f->draft_case->draft;
    for (uint32_t i = 0, next; i < draft->count; i = next) {
        uint32_t offer = draft->lines[i].offer;
        double places = 0, most = f->draft_case->study->offers.places[offer];
        for (next = i; next < draft->count && draft->lines[next].offer == offer; next++)
            places += draft->lines[next].places;
        compare(f,
                (eqp_breach){.kind = EQP_BREACH_CAPACITY,
                             .offer = offer,
                             .institution = EQP_NONE,
                             .rule = EQP_NONE,
                             .bound = most,
                             .value = places},
                places - most);
    }
}

static void find_decisions(finding *f, eqp_breach_kind kind) {
    const eqp_decisions *decisions = &f->draft_case->study->decisions;
    int is_least = kind == EQP_BREACH_DECISION_MIN;
    for (uint32_t row = 0; row < decisions->count; row++) {
        double places = eqp_draft_places(f->draft_case->draft, decisions->offer[row],
                                         decisions->institution[row]);
        double bound = is_least ? decisions->min_places[row] : decisions->max_places[row];
        if (isinf(bound))
            continue;
        compare(f,
                (eqp_breach){.kind = kind,
                             .offer = decisions->offer[row],
                             .institution = decisions->institution[row],
                             .rule = EQP_NONE,
                             .bound = bound,
                             .value = places},
                is_least ? bound - places : places - bound);
    }
}

static void find_budgets(finding *f) {
    for (uint32_t i = 0; i < f->draft_case->study->institutions.count; i++) {
        const eqp_plan_budget *budget = &f->plan->budgets[i];
        compare(f,
                (eqp_breach){.kind = EQP_BREACH_BUDGET,
                             .offer = EQP_NONE,
                             .institution = i,
                             .rule = EQP_NONE,
                             .bound = budget->budget,
                             .value = budget->spent},
                -budget->left);
    }
}

double eqp_breach_rule_amount(const eqp_draft_case *c, uint32_t rule, uint32_t pair,
                              double places) {
    double coefficient = eqp_rule_coefficient(c->programme, rule, pair);
    double spread = c->programme->pair_price[pair] * places;
    if (c->study->rules.measure[rule] == EQP_MEASURE_COST && spread > 0)
        return coefficient * places * (eqp_draft_cost(c, pair, places) / spread);
    return coefficient * places;
}

static void measure_changes(const eqp_draft_case *c, const double *places, double *kept,
                            double *added) {
    *kept = *added = 0;
    for (uint32_t pair = 0; pair < c->programme->pairs; pair++) {
        *kept += fmin(places[pair], c->before[pair]);
        *added += fmax(0, places[pair] - c->before[pair]);
    }
}

void eqp_breach_rows(const eqp_draft_case *c, const double *places, double *over, double *size) {
    const eqp_rules *rules = &c->study->rules;
    double kept, added;
    for (uint32_t rule = 0; rule < rules->count; rule++) {
        double lower, upper, sum = 0, sizes = 0;
        eqp_rule_bounds(c->study, rule, &lower, &upper);
        for (uint32_t pair = 0; pair < c->programme->pairs; pair++) {
            double amount =
                places[pair] > 0 ? eqp_breach_rule_amount(c, rule, pair, places[pair]) : 0;
            sum += amount;
            sizes += fabs(amount);
        }
        over[rule] = isinf(upper) ? lower - sum : sum - upper;
        size[rule] = fmax(1, fmax(sizes, fabs(isinf(upper) ? lower : upper)));
    }
    measure_changes(c, places, &kept, &added);
    over[rules->count] = c->least_kept - kept;
    size[rules->count] = fmax(1, kept);
    over[rules->count + 1] = added - c->most_added;
    size[rules->count + 1] = fmax(1, added);
}

static void find_rows(finding *f, const double *over, const double *size) {
    const eqp_draft_case *c = f->draft_case;
    uint32_t rules = c->study->rules.count;
    double kept, added;
    for (uint32_t rule = 0; rule < rules; rule++)
        if (over[rule] > EQP_ROW_TOLERANCE * size[rule])
            add(f, (eqp_breach){.kind = EQP_BREACH_RULE,
                                .offer = EQP_NONE,
                                .institution = EQP_NONE,
                                .rule = rule,
                                .bound = f->plan->rules[rule].bound,
                                .value = f->plan->rules[rule].value,
                                .excess = -f->plan->rules[rule].slack,
                                .amount = eqp_number_settled(over[rule])});
    measure_changes(c, c->places, &kept, &added);
    compare(f,
            (eqp_breach){EQP_BREACH_KEPT, EQP_NONE, EQP_NONE, EQP_NONE, c->least_kept, kept, 0, 0},
            over[rules]);
    compare(
        f, (eqp_breach){EQP_BREACH_ADDED, EQP_NONE, EQP_NONE, EQP_NONE, c->most_added, added, 0, 0},
        over[rules + 1]);
}

static void find_groups(finding *f) {
    const eqp_draft_case *c = f->draft_case;
    if (c->study->settings.whole != EQP_WHOLE_YES)
        return;
    for (uint32_t i = 0; i < c->draft->count; i++) {
        const eqp_draft_line *line = &c->draft->lines[i];
        double nearest = eqp_draft_whole_places(c->study, line->offer, line->places);
        compare(f,
                (eqp_breach){.kind = EQP_BREACH_GROUP,
                             .offer = line->offer,
                             .institution = line->institution,
                             .rule = EQP_NONE,
                             .bound = nearest,
                             .value = line->places},
                fabs(line->places - nearest));
    }
}

eqp_status eqp_breaches_find(const eqp_draft_case *draft_case, const eqp_plan *plan,
                             eqp_breach **out, uint32_t *count, eqp_error *error) {
    finding f = {.draft_case = draft_case, .plan = plan};
    uint32_t rows = draft_case->study->rules.count + 2;
    double *over = eqp_allocate(rows, sizeof *over), *size = eqp_allocate(rows, sizeof *size);
    f.failed = !over || !size;
    if (!f.failed) {
        eqp_breach_rows(draft_case, draft_case->places, over, size);
        find_budgets(&f);
        find_rows(&f, over, size);
        find_capacities(&f);
        find_prices(&f);
        find_decisions(&f, EQP_BREACH_DECISION_MIN);
        find_decisions(&f, EQP_BREACH_DECISION_MAX);
        find_groups(&f);
    }
    eqp_free(over);
    eqp_free(size);
    *out = f.found;
    *count = (uint32_t)f.count;
    if (!f.failed)
        return EQP_OK;
    eqp_free(f.found);
    *out = NULL;
    return eqp_error_memory(error);
}
