#include "hand.h"

#include "small_study.h"
#include "suite.h"

#include <string.h>

static const hand_table base[] = {
    {"institutions", "institution,name\none,One\n"},
    {"budgets", "institution,budget\none,1500\n"},
    {"zones", "zone,name,department\nnorth,North,1\nsouth,South,2\n"},
    {"occupations", "occupation,name,family\nbaker,Baker,A\ncook,Cook,B\n"},
    {"needs", "zone,occupation,need\nnorth,baker,10\nsouth,cook,10\n"},
    {"offers", "offer,name,zone,places,success_rate\n"
               "bread,Bread,north,10,1\nsoup,Soup,south,10,1\n"},
    {"offer_occupations", "offer,occupation\nbread,baker\nsoup,cook\n"},
    {"prices", "offer,institution,price\nbread,one,100\nsoup,one,200\n"},
    {"parameters", "parameter,value\nbalance,0\n"},
};

#define BASE (sizeof base / sizeof *base)

static void put(small_study *study, const hand_table *table) {
    size_t at = 0;
    while (at < study->count && strcmp(study->texts[at].table, table->name) != 0)
        at++;
    CU_ASSERT_FATAL(at < SMALL_STUDY_TABLES);
    study->texts[at] = (eqp_table_text){table->name, table->text, strlen(table->text)};
    study->count += at == study->count;
}

void hand_make(hand *h, const hand_table *tables, size_t count) {
    small_study study = {.count = 0};
    for (size_t i = 0; i < BASE; i++)
        put(&study, &base[i]);
    for (size_t i = 0; i < count; i++)
        put(&study, &tables[i]);
    h->study = small_study_read(&study);
    CU_ASSERT_PTR_NOT_NULL_FATAL(h->study);
    CU_ASSERT_EQUAL_FATAL(eqp_programme_build(h->study, &h->programme, NULL), EQP_OK);
}

void hand_drop(hand *h) {
    eqp_programme_free(h->programme);
    eqp_study_free(h->study);
    *h = (hand){NULL, NULL};
}
