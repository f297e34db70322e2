/* Offers and the occupations they lead to.
 *
 * Offers lie where need is: their number in a (zone, occupation) and the size of each grow with the
 * square root of the need, so that their places are in proportion to it; some zones have more of
 * them than others. */
#include "input/generate/generate_parts.h"
#include "input/tables/study_rows.h"

#include "models/base/memory.h"

#define CAPACITY 60     /* percent of the need that all places together could cover */
#define TO_THREE 200000 /* millionths of the offers with several occupations that have three */
#define OFFERS_PER_PROVIDER 12
#define NEAREST_RELATED 2 /* how far apart in its family two related occupations stand */

/* What a kind of course looks like; the fill rate is that of all. */
typedef struct {
    const char *name;
    const char *title;
    uint32_t weight;                    /* percent of offers */
    uint32_t hours_low, hours_high;     /* in steps of 35: a week */
    uint32_t success_low, success_high; /* percent */
} course_kind;

static const course_kind kinds[] = {
    [EQP_COURSE_CERTIFYING] = {"certifying", "qualifying course", 55, 420, 1050, 35, 50},
    [EQP_COURSE_PREPARATORY] = {"preparatory", "preparatory course", 12, 210, 560, 20, 30},
    [EQP_COURSE_PRE_HIRING] = {"pre-hiring", "pre-hiring course", 33, 70, 385, 32, 46},
};
#define KINDS (sizeof kinds / sizeof *kinds)

/* The occupations family by family. */
typedef struct {
    uint32_t *members;  /* [occupations] occupations, those of one family together */
    uint32_t *position; /* [occupations] where each stands in members */
    uint32_t *first;    /* [families + 1] where each family begins */
} family_list;

typedef struct {
    eqp_study *study;
    const eqp_generate_options *options;
    eqp_generate_summary *summary;
    family_list families;
    uint32_t *numbers; /* [zones] offers so far in each zone */
    uint64_t weights;  /* Σ of the needs' weights */
} offer_maker;

eqp_site eqp_generate_site(uint64_t seed, uint32_t zone) {
    eqp_random random = eqp_random_start(seed, EQP_STREAM_SITES, zone);
    uint32_t offers = eqp_random_between(&random, 50, 150);
    return (eqp_site){offers, eqp_random_between(&random, 80, 125)};
}

/* Thousandths of the root of the need. */
static uint64_t root_of(const eqp_study *study, uint32_t need) {
    return eqp_whole_root(eqp_thousandths(study->needs.need[need]) * 1000);
}

/* What decides how many offers lie there. */
static uint64_t weight_of(const offer_maker *maker, uint32_t need) {
    uint32_t zone = maker->study->needs.zone[need];
    return root_of(maker->study, need) * eqp_generate_site(maker->options->seed, zone).offers / 100;
}

static int list_families(const eqp_study *study, family_list *list) {
    uint32_t families = eqp_names_count(study->spaces[EQP_SPACE_family]);
    uint32_t count = study->occupations.count, at = 0;
    list->members = eqp_allocate(count, sizeof *list->members);
    list->position = eqp_allocate(count, sizeof *list->position);
    list->first = eqp_allocate((size_t)families + 1, sizeof *list->first);
    if (!list->members || !list->position || !list->first)
        return -1;
    for (uint32_t f = 0; f < families; f++) {
        list->first[f] = at;
        for (uint32_t o = 0; o < count; o++)
            if (study->occupations.family[o] == f) {
                list->position[o] = at;
                list->members[at++] = o;
            }
    }
    list->first[families] = at;
    return 0;
}

/* An occupation of the same family that stands near, or any one of another family; EQP_NONE when
 * there is none. */
static uint32_t related(const offer_maker *maker, eqp_random *random, uint32_t occupation,
                        int across) {
    const eqp_study *study = maker->study;
    const family_list *list = &maker->families;
    uint32_t family = study->occupations.family[occupation];
    uint32_t low, high, position, other;
    if (family == EQP_NONE)
        return EQP_NONE;
    low = list->first[family];
    high = list->first[family + 1] - 1;
    if (across) {
        uint32_t others = study->occupations.count - (high - low + 1);
        if (others == 0)
            return EQP_NONE;
        position = eqp_random_between(random, 0, others - 1);
        return list->members[position < low ? position : position + high - low + 1];
    }
    if (low == high)
        return EQP_NONE;
    position = list->position[occupation];
    if (position > low + NEAREST_RELATED)
        low = position - NEAREST_RELATED;
    if (position + NEAREST_RELATED < high)
        high = position + NEAREST_RELATED;
    other = eqp_random_between(random, low, high - 1);
    return list->members[other < position ? other : other + 1];
}

static int add_occupation(eqp_study *study, uint32_t offer, uint32_t occupation, double fit) {
    uint32_t row = eqp_rows_add(study, "offer_occupations");
    if (row == EQP_NONE)
        return -1;
    study->offer_occupations.offer[row] = offer;
    study->offer_occupations.occupation[row] = occupation;
    study->offer_occupations.fit[row] = fit;
    return 0;
}

/* The main occupation, then one or two more for the share of offers that lead to several. */
static int add_occupations(offer_maker *maker, uint32_t offer, uint32_t main_occupation) {
    eqp_random random = eqp_random_start(maker->options->seed, EQP_STREAM_RELATED, offer);
    int several = eqp_random_happens(&random, eqp_millionths(maker->options->second));
    int across = eqp_random_happens(&random, eqp_millionths(maker->options->across));
    uint32_t wanted = several ? 1 + (uint32_t)eqp_random_happens(&random, TO_THREE) : 0;
    uint32_t last = main_occupation;
    int failed = add_occupation(maker->study, offer, main_occupation, 1);
    for (uint32_t i = 0; i < wanted && !failed; i++) {
        uint32_t other = related(maker, &random, main_occupation, across);
        double fit = eqp_random_between(&random, 10, 18) * 5 / 100.0;
        if (other == EQP_NONE || other == last)
            break;
        failed = add_occupation(maker->study, offer, other, fit);
        if (i == 0) {
            maker->summary->several++;
            maker->summary->across += (uint32_t)across;
        }
        last = other;
    }
    return failed;
}

static uint32_t draw_kind(eqp_random *random) {
    uint32_t drawn = eqp_random_between(random, 0, 99), kind = 0;
    while (drawn >= kinds[kind].weight)
        drawn -= kinds[kind++].weight;
    return kind;
}

/* Whole sessions for the offer's part of the need, half to one and a half times as many. */
static uint32_t draw_sessions(const offer_maker *maker, eqp_random *random, uint32_t need,
                              uint32_t group, uint32_t percent_fill, uint32_t percent_success) {
    uint64_t people = eqp_thousandths(maker->study->needs.need[need]) * CAPACITY / 100 *
                      maker->weights / (root_of(maker->study, need) * maker->options->offers);
    uint64_t places = people * 10000 / (percent_fill * percent_success); /* thousandths */
    uint64_t jittered = places * eqp_random_between(random, 50, 150) / 100;
    uint64_t sessions = (jittered / 1000 + group / 2) / group;
    return sessions ? (uint32_t)sessions : 1;
}

/* Names and labels of an offer whose zone and kind are set. */
static int name_offer(offer_maker *maker, uint32_t row, uint32_t kind, uint32_t occupation) {
    eqp_study *study = maker->study;
    uint32_t zone = study->offers.zone[row], number = ++maker->numbers[zone];
    uint32_t family = study->occupations.family[occupation];
    const char *zone_id = eqp_study_id(study, EQP_SPACE_zone, zone);
    const char *occupation_id = eqp_study_id(study, EQP_SPACE_occupation, occupation);
    const char *title = study->occupations.name[occupation];
    study->offers.offer[row] =
        eqp_rows_name_format(study, EQP_SPACE_offer, "%s-%s-%u", zone_id, occupation_id, number);
    study->offers.name[row] =
        eqp_rows_text("%s: %s", title ? title : occupation_id, kinds[kind].title);
    study->offers.provider[row] = eqp_rows_name_format(study, EQP_SPACE_provider, "provider-%s-%u",
                                                       zone_id, number / OFFERS_PER_PROVIDER + 1);
    study->offers.lot[row] = eqp_rows_name_format(
        study, EQP_SPACE_lot, "%s-%s", kind == EQP_COURSE_PRE_HIRING ? "short" : "long",
        family == EQP_NONE ? occupation_id : eqp_study_id(study, EQP_SPACE_family, family));
    return study->offers.offer[row] == EQP_NONE || !study->offers.name[row] ||
                   study->offers.provider[row] == EQP_NONE || study->offers.lot[row] == EQP_NONE
               ? -1
               : 0;
}

static int add_offer(offer_maker *maker, uint32_t need) {
    eqp_study *study = maker->study;
    uint32_t row = eqp_rows_add(study, "offers"), kind, group, fill, success, weeks;
    eqp_random random = eqp_random_start(maker->options->seed, EQP_STREAM_OFFERS, row);
    if (row == EQP_NONE)
        return -1;
    kind = draw_kind(&random);
    weeks = eqp_random_between(&random, kinds[kind].hours_low / 35, kinds[kind].hours_high / 35);
    fill = eqp_random_between(&random, 80, 95);
    success = eqp_random_between(&random, kinds[kind].success_low, kinds[kind].success_high);
    group = eqp_random_between(&random, 10, 16);
    study->offers.zone[row] = study->needs.zone[need];
    study->offers.kind[row] = kind;
    study->offers.fill_rate[row] = fill / 100.0;
    study->offers.success_rate[row] = success / 100.0;
    study->offers.hours[row] = weeks * 35;
    study->offers.group_min[row] = group > 12 ? 8 : 6;
    study->offers.group_max[row] = group;
    study->offers.places[row] =
        (double)group * draw_sessions(maker, &random, need, group, fill, success);
    if (name_offer(maker, row, kind, study->needs.occupation[need]))
        return -1;
    return add_occupations(maker, row, study->needs.occupation[need]);
}

/* Offer j stands where the running sum of the weights reaches (j + ½) / offers of their total. */
static int add_offers(offer_maker *maker) {
    uint64_t reached = 0, offers = maker->options->offers;
    uint32_t made = 0;
    for (uint32_t n = 0; n < maker->study->needs.count; n++) {
        reached += weight_of(maker, n);
        while (made < offers && ((uint64_t)made * 2 + 1) * maker->weights < reached * offers * 2) {
            if (add_offer(maker, n))
                return -1;
            made++;
        }
    }
    return 0;
}

static int name_kinds(eqp_study *study) {
    for (size_t k = 0; k < KINDS; k++)
        if (eqp_rows_name(study, EQP_SPACE_kind, kinds[k].name) != k)
            return -1;
    return 0;
}

int eqp_generate_offers(eqp_study *study, const eqp_generate_options *options,
                        eqp_generate_summary *summary) {
    offer_maker maker = {.study = study, .options = options, .summary = summary};
    int failed;
    for (uint32_t n = 0; n < study->needs.count; n++)
        maker.weights += weight_of(&maker, n);
    maker.numbers = eqp_allocate(study->zones.count, sizeof *maker.numbers);
    failed = !maker.numbers || list_families(study, &maker.families) || name_kinds(study) ||
             add_offers(&maker);
    eqp_free(maker.numbers);
    eqp_free(maker.families.members);
    eqp_free(maker.families.position);
    eqp_free(maker.families.first);
    return failed ? -1 : 0;
}
