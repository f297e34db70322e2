/* Institutions, prices and budgets. The Region buys qualifying and preparatory courses, the
 * employment service short ones before a hiring; some courses either may buy; earmarked funds may
 * buy what their buyer buys. */
#include "input/generate/generate_parts.h"
#include "input/tables/study_rows.h"

#include "models/base/memory.h"

#include <stdlib.h>

#define REGION 0
#define EMPLOYMENT_SERVICE 1
#define EITHER_MAY_BUY 180000 /* millionths of the offers */
#define A_FUND_MAY_BUY 250000 /* of its buyer's offers */
#define SAME_PRICE 500000     /* of the offers that several may buy */
#define TECHNICAL_FAMILIES 250000
#define TECHNICAL 140 /* percent of the usual price per hour */

static const struct {
    uint32_t low, high; /* cents per hour */
} hourly[] = {
    [EQP_COURSE_CERTIFYING] = {700, 1100},
    [EQP_COURSE_PREPARATORY] = {700, 950},
    [EQP_COURSE_PRE_HIRING] = {700, 950},
};

typedef struct {
    uint32_t offer, price;
    uint64_t cost; /* of one person who ends in the job */
} bargain;

static int name_institution(eqp_study *study, uint32_t index) {
    static const char *const ids[] = {"region", "ft"};
    static const char *const names[] = {"Region", "France Travail"};
    uint32_t row = eqp_rows_add(study, "institutions");
    const char *buyer = ids[index % 2];
    if (row == EQP_NONE)
        return -1;
    study->institutions.institution[row] =
        index < 2 ? eqp_rows_name(study, EQP_SPACE_institution, buyer)
                  : eqp_rows_name_format(study, EQP_SPACE_institution, "fund-%u", index - 1);
    study->institutions.name[row] =
        index < 2 ? eqp_rows_text("%s", names[index])
                  : eqp_rows_text("Earmarked fund %u (%s)", index - 1, names[index % 2]);
    study->institutions.buyer[row] = eqp_rows_name(study, EQP_SPACE_buyer, buyer);
    return study->institutions.institution[row] == EQP_NONE || !study->institutions.name[row] ||
                   study->institutions.buyer[row] == EQP_NONE
               ? -1
               : 0;
}

static int add_price(eqp_study *study, uint32_t offer, uint32_t institution, uint64_t price) {
    uint32_t row = eqp_rows_add(study, "prices");
    if (row == EQP_NONE)
        return -1;
    study->prices.offer[row] = offer;
    study->prices.institution[row] = institution;
    study->prices.price[row] = (double)price;
    return 0;
}

/* To the next 10. */
static uint64_t rounded(uint64_t cents) {
    return (cents + 500) / 1000 * 10;
}

static uint64_t draw_list_price(const eqp_study *study, uint64_t seed, uint32_t offer,
                                eqp_random *random) {
    uint32_t kind = study->offers.kind[offer];
    uint32_t main_occupation = study->main_occupation[offer];
    uint32_t family = study->occupations.family[main_occupation];
    eqp_random of_family = eqp_random_start(seed, EQP_STREAM_PRICES, ((uint64_t)1 << 32) + family);
    uint64_t cents = (uint64_t)study->offers.hours[offer] *
                     eqp_random_between(random, hourly[kind].low, hourly[kind].high);
    if (eqp_random_happens(&of_family, TECHNICAL_FAMILIES))
        cents = cents * TECHNICAL / 100;
    cents = cents * eqp_generate_site(seed, study->offers.zone[offer]).price / 100;
    return rounded(cents);
}

static int price_offer(eqp_study *study, const eqp_generate_options *options, uint32_t offer) {
    eqp_random random = eqp_random_start(options->seed, EQP_STREAM_PRICES, offer);
    uint64_t price = draw_list_price(study, options->seed, offer, &random);
    int either = eqp_random_happens(&random, EITHER_MAY_BUY);
    int same = eqp_random_happens(&random, SAME_PRICE);
    uint64_t other_price = same ? price : rounded(price * eqp_random_between(&random, 94, 108));
    uint32_t usual =
        study->offers.kind[offer] == EQP_COURSE_PRE_HIRING ? EMPLOYMENT_SERVICE : REGION;
    for (uint32_t i = 0; i < options->institutions; i++) {
        int buys = options->institutions == 1 || i == usual || (i < 2 && either);
        if (i >= 2)
            buys = i % 2 == usual && eqp_random_happens(&random, A_FUND_MAY_BUY);
        if (buys && add_price(study, offer, i, i % 2 == usual ? price : other_price))
            return -1;
    }
    return 0;
}

static int cheaper(const void *a, const void *b) {
    const bargain *first = a, *second = b;
    if (first->cost != second->cost)
        return first->cost < second->cost ? -1 : 1;
    return first->offer < second->offer ? -1 : 1;
}

/* Millionths of a person who ends in the job, for one place. */
static uint64_t people_per_place(const eqp_study *study, uint32_t offer) {
    return eqp_thousandths(study->offers.fill_rate[offer]) *
           eqp_thousandths(study->offers.success_rate[offer]);
}

static uint32_t list_bargains(const eqp_study *study, uint32_t institution, const char *taken,
                              bargain *list) {
    uint32_t count = 0;
    for (uint32_t p = 0; p < study->prices.count; p++) {
        uint32_t offer = study->prices.offer[p];
        uint32_t price = (uint32_t)study->prices.price[p];
        if (study->prices.institution[p] != institution || taken[offer])
            continue;
        list[count++] =
            (bargain){offer, price, price * (uint64_t)1000000000 / people_per_place(study, offer)};
    }
    qsort(list, count, sizeof *list, cheaper);
    return count;
}

/* What the cheapest courses cost that bring `people` (millionths) into a job, to the next 1,000. */
static uint64_t buy_cheapest(const eqp_study *study, const bargain *list, uint32_t count,
                             uint64_t people, char *taken) {
    uint64_t spent = 0;
    for (uint32_t b = 0; b < count && people > 0; b++) {
        uint64_t each = people_per_place(study, list[b].offer);
        uint64_t places = (uint64_t)study->offers.places[list[b].offer];
        if (places > people / each + 1)
            places = people / each + 1;
        spent += places * list[b].price;
        people -= places * each < people ? places * each : people;
        taken[list[b].offer] = 1;
    }
    return (spent + 999) / 1000 * 1000;
}

/* The Region and the employment service bring equally many people into a job, a fund a quarter of
 * that. */
static uint64_t part_of(uint64_t people, uint32_t institution, uint32_t institutions) {
    uint32_t funds = institutions > 2 ? institutions - 2 : 0;
    uint32_t parts = 4 * (institutions < 2 ? 1 : 2) + funds;
    return people / parts * (institution < 2 ? 4 : 1);
}

static int add_budgets(eqp_study *study, const eqp_generate_options *options, bargain *list,
                       char *taken) {
    double need = 0;
    uint64_t people;
    for (uint32_t n = 0; n < study->needs.count; n++)
        need += study->needs.need[n];
    people = (uint64_t)llround(need) * eqp_millionths(options->budget);
    for (uint32_t i = 0; i < options->institutions; i++) {
        uint32_t row = eqp_rows_add(study, "budgets");
        uint32_t count = list_bargains(study, i, taken, list);
        if (row == EQP_NONE)
            return -1;
        study->budgets.institution[row] = i;
        study->budgets.budget[row] = (double)buy_cheapest(
            study, list, count, part_of(people, i, options->institutions), taken);
    }
    return 0;
}

int eqp_generate_money(eqp_study *study, const eqp_generate_options *options) {
    bargain *list = eqp_allocate(study->offers.count, sizeof *list);
    char *taken = eqp_allocate(study->offers.count, 1);
    int failed = !list || !taken;
    for (uint32_t i = 0; i < options->institutions && !failed; i++)
        failed = name_institution(study, i);
    for (uint32_t k = 0; k < study->offers.count && !failed; k++)
        failed = price_offer(study, options, k);
    if (!failed)
        failed = add_budgets(study, options, list, taken);
    eqp_free(list);
    eqp_free(taken);
    return failed ? -1 : 0;
}
