#include "solver/program/conflict_text.h"

#include "models/memory.h"
#include "models/number.h"
#include "models/solution.h"
#include "output/json.h"
#include "output/run.h"
#include "solver/program/message.h"
#include "solver/program/processes.h"

#include <math.h>

/* Where a conflict stands in the input, and what it is about. */
typedef struct place {
    const char *table;
    uint32_t line;
    const char *id, *institution; /* rule or offer; "" for none */
    const char *unit;
} place;

static const char *measure_unit(const eqp_study *study, uint32_t rule) {
    static const char *const units[EQP_MEASURE_COUNT] = {
        [EQP_MEASURE_PLACES] = "places",
        [EQP_MEASURE_HOURS] = "hours",
        [EQP_MEASURE_ENTRIES] = "people who start",
        [EQP_MEASURE_HIRES] = "people who end in the job",
    };
    uint32_t measure = study->rules.measure[rule];
    return measure == EQP_MEASURE_COST ? study->settings.currency : units[measure];
}

static place place_of(const eqp_study *study, const eqp_conflict *conflict) {
    uint32_t row = conflict->row;
    switch (conflict->kind) {
    case EQP_CONFLICT_RULE:
        return (place){"rules", study->rules.line[row], eqp_study_id(study, EQP_SPACE_rule, row),
                       "", measure_unit(study, row)};
    case EQP_CONFLICT_BUDGET:
        return (place){"budgets", study->budgets.line[row], "",
                       eqp_study_id(study, EQP_SPACE_institution, study->budgets.institution[row]),
                       study->settings.currency};
    default:
        return (place){
            "decisions", study->decisions.line[row],
            eqp_study_id(study, EQP_SPACE_offer, study->decisions.offer[row]),
            eqp_study_id(study, EQP_SPACE_institution, study->decisions.institution[row]),
            "places"};
    }
}

/* A name in brackets behind its id, where there is one. */
static void print_name(const char *name, FILE *stream) {
    if (name && *name)
        fprintf(stream, " (%s)", name);
}

static void print_number(double number, FILE *stream) {
    char text[EQP_NUMBER_SIZE];
    int decimals = number == floor(number) ? 0 : fabs(number) >= 1000 ? 1 : 4;
    eqp_number_grouped(number, decimals, text);
    fputs(text, stream);
}

static void print_institution(const eqp_study *study, uint32_t institution, FILE *stream) {
    fprintf(stream, "institution %s", eqp_study_id(study, EQP_SPACE_institution, institution));
    print_name(study->institutions.name[institution], stream);
}

static void print_decision(const eqp_study *study, const eqp_conflict *conflict, FILE *stream) {
    uint32_t offer = study->decisions.offer[conflict->row];
    int least = conflict->kind == EQP_CONFLICT_DECISION_MIN;
    fprintf(stream, "offer %s", eqp_study_id(study, EQP_SPACE_offer, offer));
    print_name(study->offers.name[offer], stream);
    fputs(", ", stream);
    print_institution(study, study->decisions.institution[conflict->row], stream);
    fprintf(stream, ": at %s ", least ? "least" : "most");
    print_number(conflict->bound, stream);
    fprintf(stream, " places were decided; ");
    print_number(conflict->shortfall, stream);
    fprintf(stream, " places %s", least ? "of them cannot be bought" : "more would be needed");
}

static void print_rule(const eqp_study *study, const eqp_conflict *conflict, FILE *stream) {
    const eqp_rules *rules = &study->rules;
    uint32_t row = conflict->row;
    int least = rules->sense[row] == EQP_SENSE_MIN;
    char measure[32];
    eqp_word_text(EQP_WORDS_measure, rules->measure[row], measure, sizeof measure);
    fprintf(stream, "rule %s asks for at %s ", eqp_study_id(study, EQP_SPACE_rule, row),
            least ? "least" : "most");
    if (rules->unit[row] == EQP_UNIT_SHARE) {
        print_number(100 * rules->value[row], stream);
        fprintf(stream, " %% of %s", measure);
    } else {
        print_number(rules->value[row], stream);
        fprintf(stream, " of %s", measure);
    }
    fprintf(stream, "; it %s by ", least ? "falls short" : "is exceeded");
    print_number(conflict->shortfall, stream);
    fprintf(stream, " %s", measure_unit(study, row));
}

static void print_budget(const eqp_study *study, const eqp_conflict *conflict, FILE *stream) {
    print_institution(study, study->budgets.institution[conflict->row], stream);
    fputs(": a budget of ", stream);
    print_number(conflict->bound, stream);
    fprintf(stream, " %s; ", study->settings.currency);
    print_number(conflict->shortfall, stream);
    fprintf(stream, " %s more would be needed", study->settings.currency);
}

void eqp_conflict_text_print(const eqp_study *study, const char *folder,
                             const eqp_conflict *conflicts, uint32_t count, FILE *stream) {
    fputs("equiplace: no plan satisfies the decisions, rules and budgets together. What would have "
          "to give way, where the least of it is asked for:\n",
          stream);
    for (uint32_t i = 0; i < count; i++) {
        place at = place_of(study, &conflicts[i]);
        fprintf(stream, "%s/%s.csv:%u: conflict: ", folder, at.table, at.line);
        if (conflicts[i].kind == EQP_CONFLICT_RULE)
            print_rule(study, &conflicts[i], stream);
        else if (conflicts[i].kind == EQP_CONFLICT_BUDGET)
            print_budget(study, &conflicts[i], stream);
        else
            print_decision(study, &conflicts[i], stream);
        fputc('\n', stream);
    }
}

char *eqp_conflict_text_json(const eqp_study *study, const eqp_conflict *conflicts,
                             uint32_t count) {
    static const char *const kinds[] = {
        [EQP_CONFLICT_DECISION_MIN] = "decision_min",
        [EQP_CONFLICT_DECISION_MAX] = "decision_max",
        [EQP_CONFLICT_RULE] = "rule",
        [EQP_CONFLICT_BUDGET] = "budget",
    };
    eqp_json *json = eqp_json_create();
    eqp_json_text(json, "status", eqp_outcome_name(EQP_OUTCOME_INFEASIBLE));
    eqp_json_open_list(json, "conflicts");
    for (uint32_t i = 0; i < count; i++) {
        place at = place_of(study, &conflicts[i]);
        eqp_json_open(json, NULL);
        eqp_json_text(json, "kind", kinds[conflicts[i].kind]);
        eqp_json_text(json, "table", at.table);
        eqp_json_whole(json, "line", at.line);
        if (*at.id)
            eqp_json_text(json, conflicts[i].kind == EQP_CONFLICT_RULE ? "rule" : "offer", at.id);
        if (*at.institution)
            eqp_json_text(json, "institution", at.institution);
        eqp_json_number(json, "bound", conflicts[i].bound);
        eqp_json_number(json, "shortfall", conflicts[i].shortfall);
        eqp_json_text(json, "unit", at.unit);
        eqp_json_close(json);
    }
    eqp_json_close(json);
    return eqp_json_finish(json);
}

eqp_exit eqp_conflict_text_explain(const eqp_arguments *arguments, const eqp_programme *programme) {
    eqp_error error = {0};
    eqp_conflict *conflicts = NULL;
    uint32_t count = 0;
    eqp_exit result = EQP_EXIT_DONE;
    if (!eqp_processes_first())
        return EQP_EXIT_NO_PLAN;
    if (eqp_conflicts_find(programme, &conflicts, &count, &error) != EQP_OK)
        return eqp_message_error(&error);
    eqp_conflict_text_print(programme->study, arguments->argument[0], conflicts, count, stderr);
    if (eqp_arguments_has(arguments, "--json"))
        result = eqp_message_answer(eqp_conflict_text_json(programme->study, conflicts, count));
    eqp_free(conflicts);
    return result == EQP_EXIT_DONE ? EQP_EXIT_NO_PLAN : result;
}
