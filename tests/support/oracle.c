#include "oracle.h"

#include "models/base/memory.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* MODEL.md, stage A: a zone is fixed when its dual value is over this share of the largest, and may
 * then fall by the slack. */
#define DUAL_SHARE 1e-6
#define LEVEL_SLACK 1e-6

/* Seconds that stage C may take, which few small studies need. */
#define BRANCH_AND_CUT "--cuts --tmlim 20"

struct eqp_oracle {
    const eqp_study *study;
    const char *method; /* glpsol's options */
    char folder[64], study_file[96], stage_file[96];
};

/* What one run of glpsol printed; arrays are borrowed from the caller and may be NULL. */
typedef struct results {
    double level, value, overlap, cost, violation;
    double *rate, *dual; /* [zones] */
} results;

/* ---- the study as data of purchase.mod; names are a letter and an index ---- */

static void write_set(FILE *file, const char *name, char letter, uint32_t count) {
    fprintf(file, "set %s :=", name);
    for (uint32_t n = 0; n < count; n++)
        fprintf(file, " %c%u", letter, n);
    fputs(";\n", file);
}

static void write_numbers(FILE *file, const char *name, char letter, const double *values,
                          uint32_t count) {
    fprintf(file, "param %s :=", name);
    for (uint32_t n = 0; n < count; n++)
        fprintf(file, " %c%u %.17g", letter, n, values[n]);
    fputs(";\n", file);
}

/* The blank cells keep the default of the model. */
static void write_names(FILE *file, const char *name, char letter, const uint32_t *indexes,
                        char index_letter, uint32_t count) {
    fprintf(file, "param %s :=", name);
    for (uint32_t n = 0; n < count; n++)
        if (indexes[n] != EQP_NONE)
            fprintf(file, " %c%u %c%u", letter, n, index_letter, indexes[n]);
    fputs(";\n", file);
}

static void write_pair_numbers(FILE *file, const char *name, const char *letters,
                               const uint32_t *first, const uint32_t *second, const double *values,
                               uint32_t count) {
    fprintf(file, "param %s :=", name);
    for (uint32_t n = 0; n < count; n++)
        if (isfinite(values[n]))
            fprintf(file, "\n %c%u %c%u %.17g", letters[0], first[n], letters[1], second[n],
                    values[n]);
    fputs(";\n", file);
}

/* set NAME[kN] := … for every offer; the rows are sorted by offer. */
static void write_sets_of_offers(FILE *file, const char *name, char letter, uint32_t offers,
                                 const uint32_t *offer, const uint32_t *member, uint32_t count) {
    uint32_t row = 0;
    for (uint32_t k = 0; k < offers; k++) {
        fprintf(file, "set %s[k%u] :=", name, k);
        for (; row < count && offer[row] == k; row++)
            fprintf(file, " %c%u", letter, member[row]);
        fputs(";\n", file);
    }
}

static void write_territory(FILE *file, const eqp_study *study) {
    const eqp_needs *needs = &study->needs;
    write_set(file, "INSTITUTIONS", 'i', study->institutions.count);
    write_set(file, "ZONES", 'z', study->zones.count);
    write_set(file, "OCCUPATIONS", 'o', study->occupations.count);
    write_set(file, "OFFERS", 'k', study->offers.count);
    write_set(file, "RULES", 'q', study->rules.count);
    write_set(file, "AUDIENCES", 'a', eqp_names_count(study->spaces[EQP_SPACE_audience]));
    write_names(file, "buyer", 'i', study->institutions.buyer, 'b', study->institutions.count);
    fputs("param budget :=", file);
    for (uint32_t n = 0; n < study->budgets.count; n++)
        fprintf(file, " i%u %.17g", study->budgets.institution[n], study->budgets.budget[n]);
    fputs(";\n", file);
    write_names(file, "department", 'z', study->zones.department, 'd', study->zones.count);
    write_names(file, "family", 'o', study->occupations.family, 'f', study->occupations.count);
    fputs("set NEEDS :=", file);
    for (uint32_t n = 0; n < needs->count; n++)
        fprintf(file, " (z%u,o%u)", needs->zone[n], needs->occupation[n]);
    fputs(";\nparam need :=", file);
    for (uint32_t n = 0; n < needs->count; n++)
        fprintf(file, "\n z%u o%u %.17g", needs->zone[n], needs->occupation[n],
                eqp_study_need(study, n));
    fputs(";\n", file);
    write_pair_numbers(file, "priority", "zo", needs->zone, needs->occupation, needs->priority,
                       needs->count);
    write_pair_numbers(file, "mobility", "zz", study->mobility.residence, study->mobility.site,
                       study->mobility.share, study->mobility.count);
}

static void write_commitments(FILE *file, const eqp_commitments *commitments) {
    write_set(file, "COMMITMENTS", 'c', commitments->count);
    write_names(file, "commitment_zone", 'c', commitments->zone, 'z', commitments->count);
    write_names(file, "commitment_occupation", 'c', commitments->occupation, 'o',
                commitments->count);
    fputs("param commitment_people :=", file);
    for (uint32_t c = 0; c < commitments->count; c++)
        fprintf(file, " c%u %.17g", c, commitments->places[c] * commitments->success_rate[c]);
    fputs(";\n", file);
}

static void write_offers(FILE *file, const eqp_study *study) {
    const eqp_offers *offers = &study->offers;
    const eqp_offer_occupations *leads = &study->offer_occupations;
    const eqp_prices *prices = &study->prices;
    write_names(file, "site", 'k', offers->zone, 'z', offers->count);
    write_numbers(file, "places", 'k', offers->places, offers->count);
    write_numbers(file, "fill", 'k', offers->fill_rate, offers->count);
    write_numbers(file, "success", 'k', offers->success_rate, offers->count);
    fputs("param hours :=", file);
    for (uint32_t k = 0; k < offers->count; k++)
        if (!isnan(offers->hours[k]))
            fprintf(file, " k%u %.17g", k, offers->hours[k]);
    fputs(";\n", file);
    write_names(file, "main", 'k', study->main_occupation, 'o', offers->count);
    write_names(file, "provider", 'k', offers->provider, 'p', offers->count);
    write_names(file, "lot", 'k', offers->lot, 'l', offers->count);
    write_names(file, "kind", 'k', offers->kind, 't', offers->count);
    write_sets_of_offers(file, "LEADS", 'o', offers->count, leads->offer, leads->occupation,
                         leads->count);
    write_sets_of_offers(file, "MAY_BUY", 'i', offers->count, prices->offer, prices->institution,
                         prices->count);
    write_pair_numbers(file, "fit", "ko", leads->offer, leads->occupation, leads->fit,
                       leads->count);
    write_pair_numbers(file, "price", "ki", prices->offer, prices->institution, prices->price,
                       prices->count);
    write_pair_numbers(file, "session_price", "ki", prices->offer, prices->institution,
                       prices->session_price, prices->count);
    write_numbers(file, "group_min", 'k', offers->group_min, offers->count);
    write_numbers(file, "group_max", 'k', offers->group_max, offers->count);
    write_pair_numbers(file, "signed", "ki", study->decisions.offer, study->decisions.institution,
                       study->decisions.min_places, study->decisions.count);
    write_pair_numbers(file, "allowed", "ki", study->decisions.offer, study->decisions.institution,
                       study->decisions.max_places, study->decisions.count);
    write_pair_numbers(file, "audience_share", "ka", study->audiences.offer,
                       study->audiences.audience, study->audiences.share, study->audiences.count);
}

static void write_words(FILE *file, const char *name, const char *words, const uint32_t *indexes,
                        uint32_t count) {
    char word[16];
    fprintf(file, "param %s :=", name);
    for (uint32_t q = 0; q < count; q++) {
        eqp_word_text(words, indexes[q], word, sizeof word);
        fprintf(file, " q%u '%s'", q, word);
    }
    fputs(";\n", file);
}

static void write_rules(FILE *file, const eqp_rules *rules) {
    write_words(file, "rule_measure", EQP_WORDS_measure, rules->measure, rules->count);
    write_words(file, "rule_sense", EQP_WORDS_sense, rules->sense, rules->count);
    write_words(file, "rule_unit", EQP_WORDS_unit, rules->unit, rules->count);
    write_numbers(file, "rule_value", 'q', rules->value, rules->count);
    write_names(file, "rule_institution", 'q', rules->institution, 'i', rules->count);
    write_names(file, "rule_buyer", 'q', rules->buyer, 'b', rules->count);
    write_names(file, "rule_audience", 'q', rules->audience, 'a', rules->count);
    write_names(file, "rule_family", 'q', rules->family, 'f', rules->count);
    write_names(file, "rule_occupation", 'q', rules->occupation, 'o', rules->count);
    write_names(file, "rule_department", 'q', rules->department, 'd', rules->count);
    write_names(file, "rule_zone", 'q', rules->zone, 'z', rules->count);
    write_names(file, "rule_provider", 'q', rules->provider, 'p', rules->count);
    write_names(file, "rule_lot", 'q', rules->lot, 'l', rules->count);
    write_names(file, "rule_kind", 'q', rules->kind, 't', rules->count);
    write_names(file, "rule_offer", 'q', rules->offer, 'k', rules->count);
}

static int write_study(const char *path, const eqp_study *study) {
    FILE *file = fopen(path, "w");
    int failed;
    if (!file)
        return -1;
    fputs("data;\n", file);
    write_territory(file, study);
    write_commitments(file, &study->commitments);
    write_offers(file, study);
    write_rules(file, &study->rules);
    fputs("end;\n", file);
    failed = ferror(file);
    failed |= fclose(file);
    return failed ? -1 : 0;
}

/* ---- one stage ---- */

/* free may be NULL: no zone. */
static int write_stage(const eqp_oracle *oracle, const char *stage, const uint8_t *free,
                       const double *floor, double held) {
    FILE *file = fopen(oracle->stage_file, "w");
    int failed;
    if (!file)
        return -1;
    fprintf(file, "data;\nparam stage := '%s';\nparam held := %.17g;\nset FREE :=", stage, held);
    for (uint32_t z = 0; free && z < oracle->study->zones.count; z++)
        if (free[z])
            fprintf(file, " z%u", z);
    fputs(";\n", file);
    write_numbers(file, "floor_rate", 'z', floor, oracle->study->zones.count);
    fputs("end;\n", file);
    failed = ferror(file);
    failed |= fclose(file);
    return failed ? -1 : 0;
}

static void read_result(const char *line, uint32_t zones, results *answer) {
    uint32_t zone;
    double number;
    if (sscanf(line, "result level %lf", &number) == 1)
        answer->level = number;
    else if (sscanf(line, "result value %lf", &number) == 1)
        answer->value = number;
    else if (sscanf(line, "result overlap %lf", &number) == 1)
        answer->overlap = number;
    else if (sscanf(line, "result cost %lf", &number) == 1)
        answer->cost = number;
    else if (sscanf(line, "result violation %lf", &number) == 1)
        answer->violation = number;
    else if (sscanf(line, "result rate z%u %lf", &zone, &number) == 2 && zone < zones &&
             answer->rate)
        answer->rate[zone] = number;
    else if (sscanf(line, "result dual z%u %lf", &zone, &number) == 2 && zone < zones &&
             answer->dual)
        answer->dual[zone] = number;
}

/* Runs glpsol on what write_stage wrote. */
static eqp_oracle_answer run(const eqp_oracle *oracle, results *answer) {
    char command[768], line[512];
    int optimal = 0, infeasible = 0, limited = 0;
    FILE *output;
    snprintf(command, sizeof command, "glpsol %s -m '%s' -d '%s' -d '%s' 2>&1", oracle->method,
             EQP_SOURCE_DIR "/models/programme/purchase.mod", oracle->study_file,
             oracle->stage_file);
    output = popen(command, "r");
    if (!output)
        return EQP_ORACLE_FAILED;
    while (fgets(line, sizeof line, output)) {
        if (strstr(line, "OPTIMAL"))
            optimal = 1;
        else if (strstr(line, "NO FEASIBLE") || strstr(line, "NO INTEGER FEASIBLE") ||
                 strstr(line, "NO PRIMAL FEASIBLE"))
            infeasible = 1;
        else if (strstr(line, "LIMIT EXCEEDED"))
            limited = 1;
        else if (strncmp(line, "result ", 7) == 0)
            read_result(line, oracle->study->zones.count, answer);
    }
    if (pclose(output) != 0 || optimal == infeasible || limited)
        return EQP_ORACLE_FAILED;
    return optimal ? EQP_ORACLE_SOLVED : EQP_ORACLE_INFEASIBLE;
}

static eqp_oracle_answer solve(const eqp_oracle *oracle, const char *stage, const uint8_t *free,
                               const double *floor, double held, results *answer) {
    if (write_stage(oracle, stage, free, floor, held))
        return EQP_ORACLE_FAILED;
    return run(oracle, answer);
}

eqp_oracle *eqp_oracle_create(const eqp_study *study, eqp_oracle_arithmetic arithmetic) {
    eqp_oracle *oracle = eqp_allocate(1, sizeof *oracle);
    if (!oracle)
        return NULL;
    oracle->study = study;
    oracle->method = arithmetic == EQP_ORACLE_EXACT ? "--exact" : "--nopresol";
    snprintf(oracle->folder, sizeof oracle->folder, "oracle-XXXXXX");
    if (!mkdtemp(oracle->folder)) {
        eqp_free(oracle);
        return NULL;
    }
    snprintf(oracle->study_file, sizeof oracle->study_file, "%s/study.dat", oracle->folder);
    snprintf(oracle->stage_file, sizeof oracle->stage_file, "%s/stage.dat", oracle->folder);
    if (write_study(oracle->study_file, study)) {
        eqp_oracle_free(oracle);
        return NULL;
    }
    return oracle;
}

void eqp_oracle_free(eqp_oracle *oracle) {
    if (!oracle)
        return;
    remove(oracle->study_file);
    remove(oracle->stage_file);
    rmdir(oracle->folder);
    eqp_free(oracle);
}

/* Fixes the zones of one level; how many. */
static uint32_t fix_zones(uint32_t zones, double level, const double *dual, uint8_t *free,
                          double *rate, double *floor) {
    double largest = 0;
    uint32_t fixed = 0;
    for (uint32_t z = 0; z < zones; z++)
        if (free[z])
            largest = fmax(largest, fabs(dual[z]));
    for (uint32_t z = 0; z < zones; z++)
        if (free[z] && fabs(dual[z]) > DUAL_SHARE * largest) {
            free[z] = 0;
            rate[z] = level;
            floor[z] = level - LEVEL_SLACK;
            fixed++;
        }
    return fixed;
}

static eqp_oracle_answer find_levels(eqp_oracle *oracle, double *rate, uint8_t *free, double *floor,
                                     double *dual) {
    uint32_t zones = oracle->study->zones.count, left = 0;
    results answer = {.dual = dual};
    eqp_oracle_answer found = EQP_ORACLE_SOLVED;
    for (uint32_t n = 0; n < oracle->study->needs.count; n++)
        if (eqp_study_need(oracle->study, n) > 0)
            free[oracle->study->needs.zone[n]] = 1;
    for (uint32_t z = 0; z < zones; z++) {
        rate[z] = NAN;
        left += free[z];
    }
    /* Without a zone to lift, only whether there is a plan is asked. */
    if (!left)
        return solve(oracle, "value", NULL, floor, 0, &answer);
    while (left && found == EQP_ORACLE_SOLVED) {
        uint32_t fixed;
        found = solve(oracle, "level", free, floor, 0, &answer);
        fixed = fix_zones(zones, answer.level, dual, free, rate, floor);
        if (found == EQP_ORACLE_SOLVED && !fixed)
            found = EQP_ORACLE_FAILED;
        left -= fixed;
    }
    return found;
}

eqp_oracle_answer eqp_oracle_fair_profile(eqp_oracle *oracle, double *rate) {
    uint32_t zones = oracle->study->zones.count;
    uint8_t *free = eqp_allocate(zones, 1);
    double *floor = eqp_allocate(zones, sizeof *floor);
    double *dual = eqp_allocate(zones, sizeof *dual);
    eqp_oracle_answer found = EQP_ORACLE_FAILED;
    if (free && floor && dual)
        found = find_levels(oracle, rate, free, floor, dual);
    eqp_free(free);
    eqp_free(floor);
    eqp_free(dual);
    return found;
}

eqp_oracle_answer eqp_oracle_value(eqp_oracle *oracle, const double *floor, double *value) {
    results answer = {0};
    eqp_oracle_answer found = solve(oracle, "value", NULL, floor, 0, &answer);
    *value = answer.value;
    return found;
}

eqp_oracle_answer eqp_oracle_whole(eqp_oracle *oracle, const double *floor, double *value) {
    const char *method = oracle->method;
    results answer = {0};
    eqp_oracle_answer found;
    oracle->method = BRANCH_AND_CUT;
    found = solve(oracle, "whole", NULL, floor, 0, &answer);
    oracle->method = method;
    *value = answer.value;
    return found;
}

eqp_oracle_answer eqp_oracle_overlap(eqp_oracle *oracle, const double *floor, double held,
                                     double *overlap) {
    const char *method = oracle->method;
    results answer = {0};
    eqp_oracle_answer found;
    oracle->method = BRANCH_AND_CUT;
    found = solve(oracle, "overlap", NULL, floor, held, &answer);
    oracle->method = method;
    *overlap = answer.overlap;
    return found;
}

eqp_oracle_answer eqp_oracle_cost(eqp_oracle *oracle, const double *floor, double held,
                                  double *cost) {
    results answer = {0};
    eqp_oracle_answer found = solve(oracle, "cost", NULL, floor, held, &answer);
    *cost = answer.cost;
    return found;
}

eqp_oracle_answer eqp_oracle_rate(eqp_oracle *oracle, const double *floor, uint32_t zone,
                                  double *rate) {
    results answer = {0};
    uint8_t *free = eqp_allocate(oracle->study->zones.count, 1);
    eqp_oracle_answer found;
    if (!free)
        return EQP_ORACLE_FAILED;
    free[zone] = 1;
    found = solve(oracle, "level", free, floor, 0, &answer);
    *rate = answer.level;
    eqp_free(free);
    return found;
}

eqp_oracle_answer eqp_oracle_violation(eqp_oracle *oracle, double *violation) {
    results answer = {0};
    double *floor = eqp_allocate(oracle->study->zones.count, sizeof *floor);
    eqp_oracle_answer found;
    if (!floor)
        return EQP_ORACLE_FAILED;
    found = solve(oracle, "conflict", NULL, floor, 0, &answer);
    *violation = answer.violation;
    eqp_free(floor);
    return found;
}
