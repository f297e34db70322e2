/* The programme of a study, against one that is written out by hand. */
#include "small_study.h"
#include "suite.h"

#include "models/base/memory.h"
#include "models/programme/labels.h"
#include "models/programme/programme.h"
#include "models/programme/rule.h"

#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

/* S's people would go to N, half of them, and to a course at home, 80 in 100; N's go nowhere else;
 * nothing reaches W. Of S's need for bakers 6 of 3 people are on the way. The offer "bread" can
 * cover nothing but is signed; "late" can cover nothing and is not; nobody may buy "dear". */
static small_study by_hand(void) {
    small_study tables = small_study_make();
    small_study_set(&tables, "institutions", "institution,name,buyer\nA,,\nB,,\n");
    small_study_set(&tables, "budgets", "institution,budget\nA,1000\nB,300\n");
    small_study_set(&tables, "zones", "zone,name,department\nN,,d1\nS,,d2\nW,,d1\n");
    small_study_set(&tables, "occupations", "occupation,name,family\nmason,,F\nbaker,,\n");
    small_study_set(&tables, "needs",
                    "zone,occupation,need,priority\n"
                    "N,mason,10,\nN,baker,1,2\nS,mason,5,\nS,baker,3,\nW,mason,2,\n");
    small_study_set(&tables, "offers",
                    "offer,name,zone,places,provider,fill_rate,success_rate,hours\n"
                    "both,,N,8,P,0.5,0.8,100\n"
                    "bread,,S,5,,0.8,0.5,\n"
                    "dear,,N,7,,,,\n"
                    "late,,S,4,,,,\n"
                    "wall,,S,6,,,0.5,200\n");
    small_study_set(&tables, "offer_occupations",
                    "offer,occupation,fit\nboth,mason,\nboth,baker,0.5\nbread,baker,\n"
                    "dear,mason,\nlate,baker,\nwall,mason,\n");
    small_study_set(&tables, "prices",
                    "offer,institution,price\n"
                    "both,A,100\nboth,B,110\nwall,B,50\nbread,A,30\nlate,A,10\n");
    small_study_set(&tables, "commitments",
                    "zone,occupation,places,success_rate\nS,baker,6,\nW,mason,1,0.5\n");
    small_study_set(&tables, "mobility", "residence,site,share\nS,N,0.5\nS,S,0.8\n");
    small_study_set(&tables, "audiences", "offer,audience,share\nboth,rsa,0.25\nwall,rsa,0.5\n");
    small_study_set(&tables, "decisions",
                    "offer,institution,min_places,max_places\nboth,A,1,\nbread,A,2,3\n");
    small_study_set(&tables, "rules",
                    "rule,measure,sense,value,unit,institution,audience,family,department,zone,"
                    "provider\n"
                    "cost,cost,max,500,,,,F,,,\n"
                    "entries,entries,max,0.9,share,,,,,,P\n"
                    "hires,hires,max,2.5,,,,,,S,\n"
                    "hours,hours,min,150,,,,,d1,,\n"
                    "rsa,places,min,0.3,share,A,rsa,,,,\n");
    small_study_set(&tables, "parameters", NULL);
    small_study_set(&tables, "scenarios", NULL);
    return tables;
}

/* name lower upper; rates are per 11 people of N and 8 of S */
static const char rows_by_hand[] = "link.both 0 1\n"
                                   "link.bread 0 2\n"
                                   "link.wall 0 0\n"
                                   "capacity.both -inf 8\n"
                                   "capacity.bread -inf 5\n"
                                   "capacity.wall -inf 6\n"
                                   "need.N.baker -inf 1\n"
                                   "need.N.mason -inf 10\n"
                                   "need.S.mason -inf 5\n"
                                   "budget.A -inf 1000\n"
                                   "budget.B -inf 300\n"
                                   "rule.cost -inf 500\n"
                                   "rule.entries -inf 0\n"
                                   "rule.hires -inf 2.5\n"
                                   "rule.hours 150 inf\n"
                                   "rule.rsa 0 inf\n"
                                   "balance.N -inf inf\n"
                                   "balance.S -inf inf\n"
                                   "balance.W -inf inf\n"
                                   "level.N -inf inf\n"
                                   "level.S -inf inf\n"
                                   "level.W -inf inf\n"
                                   "value -inf inf\n"
                                   "overlap -inf inf\n";

/* name lower upper cost: row*entry … */
static const char columns_by_hand[] =
    "x.both.A 1 8 0: link.both*1 capacity.both*1 budget.A*100 rule.cost*100 rule.entries*0.05 "
    "rule.hours*100 rule.rsa*-0.05\n"
    "x.both.B 0 8 0: link.both*1 capacity.both*1 budget.B*110 rule.cost*110 rule.entries*0.05 "
    "rule.hours*100\n"
    "x.bread.A 2 3 0: link.bread*1 capacity.bread*1 budget.A*30 rule.entries*-0.72 "
    "rule.hires*0.4 rule.rsa*-0.3\n"
    "x.wall.B 0 6 0: link.wall*1 capacity.wall*1 budget.B*50 rule.cost*50 rule.entries*-0.9 "
    "rule.hires*0.5\n"
    "y.both.N.baker 0 5 0.4: link.both*-1 need.N.baker*0.2 balance.N*0.0181818 "
    "level.N*0.0181818 value*0.4\n"
    "y.both.N.mason 0 8 0.4: link.both*-1 need.N.mason*0.4 balance.N*0.0363636 "
    "level.N*0.0363636 value*0.4\n"
    "y.both.S.mason 0 8 0.2: link.both*-1 need.S.mason*0.2 balance.S*0.025 level.S*0.025 "
    "value*0.2\n"
    "y.wall.S.mason 0 6 0.4: link.wall*-1 need.S.mason*0.4 balance.S*0.05 level.S*0.05 "
    "value*0.4\n"
    "t 0 1 0: level.N*-1 level.S*-1 level.W*-1\n";

typedef struct listing {
    char text[4096];
} listing;

__attribute__((format(printf, 2, 3))) static void add(listing *list, const char *format, ...) {
    size_t used = strlen(list->text);
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(list->text + used, sizeof list->text - used, format, arguments);
    va_end(arguments);
}

static void list_rows(const eqp_programme *programme, listing *list) {
    const eqp_lp *lp = programme->lp;
    char name[256];
    list->text[0] = '\0';
    for (uint32_t r = 0; r < lp->rows; r++) {
        eqp_programme_row_name(programme, r, name);
        add(list, "%s %.6g %.6g\n", name, lp->row_lower[r], lp->row_upper[r]);
    }
}

static void list_columns(const eqp_programme *programme, listing *list) {
    const eqp_lp *lp = programme->lp;
    char name[256];
    list->text[0] = '\0';
    for (uint32_t j = 0; j < lp->columns; j++) {
        eqp_programme_column_name(programme, j, name);
        add(list, "%s %.6g %.6g %.6g:", name, lp->lower[j], lp->upper[j], lp->cost[j]);
        for (size_t e = lp->start[j]; e < lp->start[j + 1]; e++) {
            eqp_programme_row_name(programme, lp->row[e], name);
            add(list, " %s*%.6g", name, lp->value[e]);
        }
        add(list, "\n");
    }
}

typedef struct pair {
    eqp_study *study;
    eqp_programme *programme;
} pair;

static pair build(const small_study *tables) {
    pair both = {small_study_read(tables), NULL};
    CU_ASSERT_PTR_NOT_NULL_FATAL(both.study);
    CU_ASSERT_EQUAL_FATAL(eqp_programme_build(both.study, &both.programme, NULL), EQP_OK);
    return both;
}

static pair build_by_hand(void) {
    small_study tables = by_hand();
    return build(&tables);
}

static void take_down(pair *both) {
    eqp_programme_free(both->programme);
    eqp_study_free(both->study);
}

static void rows_are_those_written_by_hand(void) {
    pair both = build_by_hand();
    listing list;
    list_rows(both.programme, &list);
    CU_ASSERT_STRING_EQUAL(list.text, rows_by_hand);
    take_down(&both);
}

static void columns_are_those_written_by_hand(void) {
    pair both = build_by_hand();
    listing list;
    list_columns(both.programme, &list);
    CU_ASSERT_STRING_EQUAL(list.text, columns_by_hand);
    take_down(&both);
}

static void commitments_count_up_to_the_need(void) {
    static const double residual[] = {1, 10, 0, 5, 1.5}, committed[] = {0, 0, 3, 0, 0.5};
    static const double zone_need[] = {11, 8, 2}, zone_committed[] = {0, 3, 0.5};
    static const uint8_t reached[] = {1, 1, 0};
    pair both = build_by_hand();
    for (uint32_t n = 0; n < 5; n++) {
        CU_ASSERT_EQUAL(both.programme->residual[n], residual[n]);
        CU_ASSERT_EQUAL(both.programme->committed[n], committed[n]);
    }
    for (uint32_t z = 0; z < 3; z++) {
        CU_ASSERT_EQUAL(both.programme->zone_need[z], zone_need[z]);
        CU_ASSERT_EQUAL(both.programme->zone_committed[z], zone_committed[z]);
        CU_ASSERT_EQUAL(both.programme->zone_reached[z], reached[z]);
    }
    take_down(&both);
}

static void offers_with_a_decision_are_marked(void) {
    static const uint8_t decided[] = {1, 1, 0};
    pair both = build_by_hand();
    CU_ASSERT_EQUAL_FATAL(both.programme->offers, 3);
    for (uint32_t k = 0; k < 3; k++)
        CU_ASSERT_EQUAL(both.programme->decided[k], decided[k]);
    take_down(&both);
}

/* Nobody attends anywhere but at home, and there everybody. */
static void without_mobility_everybody_attends_at_home_alone(void) {
    small_study tables = by_hand();
    pair both;
    small_study_set(&tables, "mobility", NULL);
    both = build(&tables);
    CU_ASSERT_EQUAL_FATAL(both.programme->uses, 3);
    CU_ASSERT_DOUBLE_EQUAL(both.programme->use_effect[0], 0.2, 1e-15); /* both, N, baker */
    CU_ASSERT_DOUBLE_EQUAL(both.programme->use_effect[1], 0.4, 1e-15); /* both, N, mason */
    CU_ASSERT_DOUBLE_EQUAL(both.programme->use_effect[2], 0.5, 1e-15); /* wall, S, mason */
    take_down(&both);
}

static void a_zones_bound_is_net_of_commitments(void) {
    static const double floor[] = {-INFINITY, 0.5, 0.5};
    double lower[3];
    small_study tables = by_hand();
    pair both;
    small_study_set(&tables, "needs",
                    "zone,occupation,need\nN,mason,10\nN,baker,1\nS,mason,5\n"
                    "S,baker,3\nW,mason,0\n");
    both = build(&tables);
    CU_ASSERT_DOUBLE_EQUAL(eqp_programme_balance_bound(both.programme, 1, 0.5), 0.5 - 3.0 / 8,
                           1e-15);
    CU_ASSERT_EQUAL(eqp_programme_balance_bound(both.programme, 2, 0.5), -INFINITY);
    eqp_programme_hold_floors(both.programme, floor, lower);
    CU_ASSERT_EQUAL(lower[0], -INFINITY);
    CU_ASSERT_DOUBLE_EQUAL(lower[1], 0.5 - 3.0 / 8, 1e-15);
    CU_ASSERT_EQUAL(lower[2], -INFINITY);
    take_down(&both);
}

/* Rules in the order of their ids: cost, entries, hires, hours, and places of A alone. */
static void every_measure_counts_one_place(void) {
    pair both = build_by_hand();
    const eqp_programme *p = both.programme;
    CU_ASSERT_EQUAL(eqp_rule_part_of(p, 4, 0).measure, 1);
    CU_ASSERT_EQUAL(eqp_rule_part_of(p, 3, 0).measure, 100);
    CU_ASSERT_EQUAL(eqp_rule_part_of(p, 3, 2).measure, 0); /* not told */
    CU_ASSERT_EQUAL(eqp_rule_part_of(p, 0, 1).measure, 110);
    CU_ASSERT_EQUAL(eqp_rule_part_of(p, 1, 0).measure, 0.5);
    CU_ASSERT_EQUAL(eqp_rule_part_of(p, 2, 0).measure, 0.4);
    take_down(&both);
}

/* "both" leads to bakers too, but its first listed occupation is mason. */
static void filters_by_occupation_look_at_the_main_one(void) {
    static const double expected[][4] = {{0, 0, 1, 0}, {1, 1, 0, 1}, {0, 0, 1, 0}};
    small_study tables = by_hand();
    pair both;
    small_study_set(&tables, "rules",
                    "rule,measure,sense,value,occupation,family\n"
                    "1,places,max,9,baker,\n2,places,max,9,mason,\n3,places,max,9,,baker\n");
    both = build(&tables);
    for (uint32_t q = 0; q < 3; q++)
        for (uint32_t n = 0; n < 4; n++)
            CU_ASSERT_EQUAL(eqp_rule_coefficient(both.programme, q, n), expected[q][n]);
    take_down(&both);
}

static void tie_prices_differ_a_little_and_never_change(void) {
    pair both = build_by_hand();
    double share[4];
    for (uint32_t n = 0; n < 4; n++) {
        double price = both.programme->pair_price[n];
        share[n] = (eqp_programme_tie_price(both.programme, n) / price - 1) / 1e-5;
        CU_ASSERT(share[n] >= 0 && share[n] <= 1);
        CU_ASSERT_EQUAL(eqp_programme_tie_price(both.programme, n),
                        eqp_programme_tie_price(both.programme, n));
        for (uint32_t other = 0; other < n; other++)
            CU_ASSERT(fabs(share[other] - share[n]) > 1e-6);
    }
    take_down(&both);
}

/* ---- names ---- */

#define LONG_ID "an_id_that_is_longer_than_what_a_name_keeps_of_any_id_and_ends_in_"

/* Ids that look alike once odd characters are gone, and pairs that join to the same text. */
static small_study odd_ids(void) {
    small_study tables = by_hand();
    small_study_set(&tables, "institutions",
                    "institution,name,buyer\na,,\na.b,,\na_b,,\nb.c,,\n\xc3\xa9,,\n\xc3\xa8,,\n"
                    "c,,\n..,,\n_,,\n" LONG_ID "1,,\n" LONG_ID "2,,\n");
    small_study_set(&tables, "budgets",
                    "institution,budget\na,1\na.b,1\na_b,1\nb.c,1\n\xc3\xa9,1\n\xc3\xa8,1\nc,1\n"
                    "..,1\n_,1\n" LONG_ID "1,1\n" LONG_ID "2,1\n");
    small_study_set(&tables, "offers",
                    "offer,name,zone,places\na,,N,8\na.b,,N,8\n" LONG_ID "1,,N,8\n" LONG_ID
                    "2,,N,8\n");
    small_study_set(&tables, "offer_occupations",
                    "offer,occupation\na,mason\na.b,mason\n" LONG_ID "1,mason\n" LONG_ID
                    "2,baker\n");
    small_study_set(&tables, "prices",
                    "offer,institution,price\na,b.c,1\na,c,1\na,a.b,1\na,a_b,1\na,..,1\na,_,1\n"
                    "a.b,c,1\na.b,\xc3\xa9,1\na.b,\xc3\xa8,1\n" LONG_ID "1," LONG_ID "1,1\n" LONG_ID
                    "2," LONG_ID "1,1\n" LONG_ID "2," LONG_ID "2,1\n");
    small_study_set(&tables, "decisions", NULL);
    small_study_set(&tables, "audiences", NULL);
    small_study_set(&tables, "rules",
                    "rule,measure,sense,value\na,places,max,9\na.,places,max,9\na_,places,max,9\n");
    return tables;
}

static void check_names(const eqp_programme *p,
                        void (*name)(const eqp_programme *, uint32_t, char[256]), uint32_t count) {
    char one[256], other[256];
    for (uint32_t a = 0; a < count; a++) {
        name(p, a, one);
        CU_ASSERT(one[0] != '\0' && strlen(one) <= 255);
        CU_ASSERT_EQUAL(one[strspn(one, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
                                        "0123456789_.")],
                        '\0');
        for (uint32_t b = 0; b < a; b++) {
            name(p, b, other);
            CU_ASSERT_STRING_NOT_EQUAL(one, other);
        }
    }
}

static void names_are_plain_and_unique_whatever_the_ids(void) {
    small_study tables = odd_ids();
    pair both = build(&tables);
    CU_ASSERT_EQUAL(both.programme->pairs, 12);
    check_names(both.programme, eqp_programme_row_name, both.programme->lp->rows);
    check_names(both.programme, eqp_programme_column_name, both.programme->lp->columns);
    take_down(&both);
}

/* ---- memory ---- */

static void short_memory_is_an_error_that_leaves_nothing(void) {
    small_study tables = by_hand();
    eqp_study *study = small_study_read(&tables);
    eqp_programme *programme = NULL;
    size_t before, n = 1;
    CU_ASSERT_PTR_NOT_NULL_FATAL(study);
    before = eqp_memory_alive();
    for (; !programme; n++) {
        eqp_error error = {EQP_OK, "", 0, 0, ""};
        eqp_status status;
        eqp_memory_fail_at(n);
        status = eqp_programme_build(study, &programme, &error);
        eqp_memory_fail_at(0);
        CU_ASSERT(status == EQP_OK ? programme != NULL
                                   : status == EQP_ERROR_MEMORY && error.status == status &&
                                         !programme && eqp_memory_alive() == before);
    }
    CU_ASSERT(n > 20);
    eqp_programme_free(programme);
    CU_ASSERT_EQUAL(eqp_memory_alive(), before);
    eqp_study_free(study);
}

static const eqp_test tests[] = {
    {"rows are those written by hand", rows_are_those_written_by_hand},
    {"columns are those written by hand", columns_are_those_written_by_hand},
    {"commitments count up to the need", commitments_count_up_to_the_need},
    {"offers with a decision are marked", offers_with_a_decision_are_marked},
    {"without mobility everybody attends at home alone",
     without_mobility_everybody_attends_at_home_alone},
    {"a zone's bound is net of its commitments", a_zones_bound_is_net_of_commitments},
    {"every measure counts one place", every_measure_counts_one_place},
    {"filters by occupation look at the main one", filters_by_occupation_look_at_the_main_one},
    {"tie prices differ a little and never change", tie_prices_differ_a_little_and_never_change},
    {"names are plain and unique whatever the ids", names_are_plain_and_unique_whatever_the_ids},
    {"short memory is an error that leaves nothing", short_memory_is_an_error_that_leaves_nothing},
};

EQP_SUITE_MAIN("programme", tests)
