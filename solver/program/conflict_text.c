#include "solver/program/conflict_text.h"

#include "models/base/language.h"
#include "models/base/memory.h"
#include "models/programme/solution.h"
#include "output/files/json.h"
#include "output/tables/run.h"
#include "output/text/figures.h"
#include "solver/program/message.h"
#include "solver/program/processes.h"
#include "solver/program/rule_words.h"
#include "solver/program/study_input.h"
#include "solver/program/waiting.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

/* Lines of one list; a longer one says how many more there are. */
#define MOST_LINES 20

/* Where a requirement stands in the input, and what it is about. */
typedef struct place {
    const char *table;
    uint32_t line;                                        /* 0: in no file */
    const char *kind, *offer, *rule, *institution, *unit; /* "" for none */
    const char *offer_name, *institution_name;
} place;

/* 0 where the value does not come from the file, but from a scenario or an option. */
static uint32_t max_change_line(const eqp_study *study) {
    eqp_settings settings = study->settings;
    for (uint32_t row = 0; row < study->parameters.count; row++)
        if (strcmp(eqp_study_id(study, EQP_SPACE_parameter, study->parameters.parameter[row]),
                   "max_change") == 0 &&
            eqp_settings_set(&settings, "max_change", study->parameters.value[row], NULL) ==
                EQP_OK &&
            settings.max_change == study->settings.max_change)
            return study->parameters.line[row];
    return 0;
}

static place decision_place(const eqp_study *study, uint32_t row, const char *kind) {
    uint32_t offer = study->decisions.offer[row], institution = study->decisions.institution[row];
    return (place){"decisions",
                   study->decisions.line[row],
                   kind,
                   eqp_study_id(study, EQP_SPACE_offer, offer),
                   "",
                   eqp_study_id(study, EQP_SPACE_institution, institution),
                   "places",
                   study->offers.name[offer],
                   study->institutions.name[institution]};
}

static place place_of(const eqp_study *study, const eqp_conflict *conflict) {
    uint32_t row = conflict->row, institution;
    switch (conflict->kind) {
    case EQP_CONFLICT_RULE:
        return (place){"rules",
                       study->rules.line[row],
                       "rule",
                       "",
                       eqp_study_id(study, EQP_SPACE_rule, row),
                       "",
                       study->rules.unit[row] == EQP_UNIT_SHARE ? "share"
                                                                : eqp_rule_unit(study, row),
                       NULL,
                       NULL};
    case EQP_CONFLICT_BUDGET:
        institution = study->budgets.institution[row];
        return (place){"budgets",
                       study->budgets.line[row],
                       "budget",
                       "",
                       "",
                       eqp_study_id(study, EQP_SPACE_institution, institution),
                       study->settings.currency,
                       NULL,
                       study->institutions.name[institution]};
    case EQP_CONFLICT_MAX_CHANGE:
        return (place){
            "parameters", max_change_line(study), "max_change", "", "", "", "share", NULL, NULL};
    case EQP_CONFLICT_DECISION_MIN:
        return decision_place(study, row, "decision_min");
    case EQP_CONFLICT_DECISION_MAX:
        break;
    }
    return decision_place(study, row, "decision_max");
}

/* A number with the decimals that it has. */
static eqp_figure exact(double number) {
    int decimals = 0;
    while (decimals < 6 &&
           fabs(number * pow(10, decimals) - nearbyint(number * pow(10, decimals))) >
               1e-9 * fmax(1, fabs(number * pow(10, decimals))))
        decimals++;
    return eqp_figure_of(number, decimals);
}

static eqp_figure places_of(double places) {
    eqp_figure figure;
    snprintf(figure.text, sizeof figure.text,
             P_("%s place", "%s places", eqp_language_count(places)), exact(places).text);
    return figure;
}

/* Where it stands, before a sentence about it: "STUDY/decisions.csv:3: ". */
static void say_where(eqp_buffer *words, const char *folder, const char *table, uint32_t line) {
    if (line)
        eqp_buffer_add(words, "%s%s%s.csv:%u: ", folder, *folder ? "/" : "", table, line);
}

/* "ID (NAME)", owned by the caller; NULL when memory was short. */
static char *label_of(const char *id, const char *name) {
    eqp_buffer words = {0};
    eqp_buffer_add(&words, "%s", id);
    if (name && *name)
        eqp_buffer_add(&words, " (%s)", name);
    return eqp_buffer_finish(&words);
}

/* What a requirement asks for, with its unit. */
static eqp_figure amount_of(const eqp_study *study, const eqp_conflict *conflict, double value) {
    switch (conflict->kind) {
    case EQP_CONFLICT_RULE:
        return eqp_rule_words(
            study, conflict->row, value,
            exact(study->rules.unit[conflict->row] == EQP_UNIT_SHARE ? 100 * value : value));
    case EQP_CONFLICT_BUDGET:
        return eqp_figure_with_unit(exact(value).text, study->settings.currency);
    case EQP_CONFLICT_MAX_CHANGE: {
        eqp_figure figure;
        snprintf(figure.text, sizeof figure.text, _("%s %%"), exact(100 * value).text);
        return figure;
    }
    case EQP_CONFLICT_DECISION_MIN:
    case EQP_CONFLICT_DECISION_MAX:
        break;
    }
    return places_of(value);
}

/* The sentences of a requirement: what it asks for, and of a change what it asked for before.
 * Decisions take offer and institution first, rules and budgets what they are called. */
static const char *const demands[][2] = {
    {N_("offer %s by %s: at least %s"), N_("offer %s by %s: at least %s instead of %s")},
    {N_("offer %s by %s: at most %s"), N_("offer %s by %s: at most %s instead of %s")},
    {N_("rule %s: at least %s"), N_("rule %s: at least %s instead of %s")},
    {N_("rule %s: at most %s"), N_("rule %s: at most %s instead of %s")},
    {N_("%s: at most %s"), N_("%s: at most %s instead of %s")},
};

static int demand_at(const eqp_study *study, const eqp_conflict *conflict) {
    switch (conflict->kind) {
    case EQP_CONFLICT_DECISION_MIN:
        return 0;
    case EQP_CONFLICT_DECISION_MAX:
        return 1;
    case EQP_CONFLICT_RULE:
        return study->rules.sense[conflict->row] == EQP_SENSE_MIN ? 2 : 3;
    default:
        return 4;
    }
}

/* `before` is "" where nothing changes. */
static void say_demand(eqp_buffer *words, const eqp_study *study, const eqp_conflict *conflict,
                       double value, const char *before) {
    const char *format = _(demands[demand_at(study, conflict)][*before != '\0']);
    place at = place_of(study, conflict);
    eqp_figure amount = amount_of(study, conflict, value);
    char *offer = label_of(at.offer, at.offer_name);
    char *institution = label_of(at.institution, at.institution_name);
    if (!offer || !institution)
        words->failed = 1;
    else if (*at.offer)
        eqp_buffer_add(words, format, offer, institution, amount.text, before);
    else if (*at.rule)
        eqp_buffer_add(words, format, at.rule, amount.text, before);
    else
        eqp_buffer_add(words, format, institution, amount.text, before);
    eqp_free(offer);
    eqp_free(institution);
}

/* max_change, and what it asks for in places. */
static void say_max_change(eqp_buffer *words, const eqp_programme *programme,
                           const eqp_conflict *conflict) {
    double kept, added;
    eqp_programme_change_bounds(programme, &kept, &added);
    eqp_buffer_add(
        words, _("max_change %s: at least %s of the previous plan bought again, at most %s new"),
        amount_of(programme->study, conflict, conflict->value).text,
        places_of(nearbyint(kept * 100) / 100).text, exact(nearbyint(added * 100) / 100).text);
}

static void end_line(eqp_buffer *buffer, eqp_buffer *words) {
    eqp_figure_paragraph(buffer, words, EQP_TEXT_INDENT);
}

static void add_more(eqp_buffer *buffer, uint32_t count) {
    if (count > MOST_LINES)
        eqp_buffer_add(buffer, _("  and %u more\n"), count - MOST_LINES);
}

static void add_members(eqp_buffer *buffer, const eqp_programme *programme,
                        const eqp_conflict_set *set, const char *folder) {
    const eqp_study *study = programme->study;
    for (uint32_t m = 0; m < set->count && m < MOST_LINES; m++) {
        const eqp_conflict *member = &set->members[m];
        eqp_buffer words = {0};
        place at = place_of(study, member);
        say_where(&words, folder, at.table, at.line);
        if (member->kind == EQP_CONFLICT_MAX_CHANGE)
            say_max_change(&words, programme, member);
        else
            say_demand(&words, study, member, member->value, "");
        end_line(buffer, &words);
    }
    add_more(buffer, set->count);
}

static void say_fact(eqp_buffer *words, const eqp_study *study, const eqp_conflict_fact *fact,
                     const char *folder) {
    char *offer;
    if (fact->is_need) {
        say_where(words, folder, "needs", study->needs.line[fact->row]);
        eqp_buffer_add(
            words, _("zone %s, occupation %s: %s people still lacking, and no seat may stay empty"),
            eqp_study_id(study, EQP_SPACE_zone, study->needs.zone[fact->row]),
            eqp_study_id(study, EQP_SPACE_occupation, study->needs.occupation[fact->row]),
            eqp_figure_of(fact->value, eqp_figure_decimals(fact->value)).text);
        return;
    }
    offer =
        label_of(eqp_study_id(study, EQP_SPACE_offer, fact->row), study->offers.name[fact->row]);
    say_where(words, folder, "offers", study->offers.line[fact->row]);
    if (offer)
        eqp_buffer_add(words, _("offer %s has %s"), offer, places_of(fact->value).text);
    words->failed |= !offer;
    eqp_free(offer);
}

static void add_facts(eqp_buffer *buffer, const eqp_study *study, const eqp_conflict_set *set,
                      const char *folder) {
    if (set->fact_count)
        eqp_buffer_add(buffer, "%s\n", _("given what there is:"));
    for (uint32_t i = 0; i < set->fact_count && i < MOST_LINES; i++) {
        eqp_buffer words = {0};
        say_fact(&words, study, &set->facts[i], folder);
        end_line(buffer, &words);
    }
    add_more(buffer, set->fact_count);
}

/* The value before a change, without its unit. */
static eqp_figure value_before(const eqp_study *study, const eqp_conflict *conflict) {
    int is_share =
        conflict->kind == EQP_CONFLICT_RULE && study->rules.unit[conflict->row] == EQP_UNIT_SHARE;
    eqp_figure share;
    if (!is_share)
        return exact(conflict->value);
    snprintf(share.text, sizeof share.text, _("%s %%"), exact(100 * conflict->value).text);
    return share;
}

/* One change: where, about what, and the value that it takes and had. */
static void add_change(eqp_buffer *buffer, const eqp_study *study, const eqp_conflict *conflict,
                       const char *folder) {
    eqp_buffer words = {0};
    place at = place_of(study, conflict);
    say_where(&words, folder, at.table, at.line);
    if (conflict->remedy == EQP_REMEDY_BLANK)
        eqp_buffer_add(&words, "%s", _("max_change left blank"));
    else if (conflict->kind == EQP_CONFLICT_MAX_CHANGE)
        eqp_buffer_add(&words, _("max_change %s instead of %s"),
                       amount_of(study, conflict, conflict->change_to).text,
                       amount_of(study, conflict, conflict->value).text);
    else
        say_demand(&words, study, conflict, conflict->change_to,
                   value_before(study, conflict).text);
    end_line(buffer, &words);
}

static void add_remedies(eqp_buffer *buffer, const eqp_study *study, const eqp_conflict_set *set,
                         const char *folder) {
    uint32_t remedies = 0;
    for (uint32_t m = 0; m < set->count; m++) {
        const eqp_conflict *member = &set->members[m];
        if (member->remedy == EQP_REMEDY_NONE)
            continue;
        if (remedies++ == 0)
            eqp_buffer_add(buffer, "%s\n", _("Any one of these changes alone gives a plan:"));
        if (remedies <= MOST_LINES)
            add_change(buffer, study, member, folder);
    }
    add_more(buffer, remedies);
}

static void add_joint(eqp_buffer *buffer, const eqp_study *study, const eqp_conflicts *conflicts,
                      const char *folder) {
    eqp_buffer_wrap(buffer, _("No change of one of them alone gives a plan. These do together:"), 0,
                    EQP_TEXT_WIDTH);
    for (uint32_t i = 0; i < conflicts->joint_count && i < MOST_LINES; i++)
        add_change(buffer, study, &conflicts->joint[i], folder);
    add_more(buffer, conflicts->joint_count);
}

static const char *set_heading(const eqp_conflict_set *set, int is_first) {
    if (set->count == 1)
        return is_first ? _("This cannot be kept:") : _("Nor can this be kept:");
    return is_first ? _("These contradict each other, and each is needed for that:")
                    : _("Apart from those, these contradict each other, and each is needed:");
}

char *eqp_conflict_text(const eqp_programme *programme, const eqp_conflicts *conflicts,
                        const char *folder, const char *changed) {
    eqp_buffer buffer = {0}, words = {0};
    eqp_buffer_say(&words, "equiplace: %s",
                   _("no plan satisfies the decisions, rules and budgets together."));
    eqp_figure_paragraph(&buffer, &words, 0);
    if (*changed) {
        eqp_buffer_say(&words, _("Values are those with%s."), changed);
        eqp_figure_paragraph(&buffer, &words, 0);
    }
    for (uint32_t n = 0; n < conflicts->set_count; n++) {
        const eqp_conflict_set *set = &conflicts->sets[n];
        eqp_buffer_wrap(&buffer, set_heading(set, n == 0), 0, EQP_TEXT_WIDTH);
        add_members(&buffer, programme, set, folder);
        add_facts(&buffer, programme->study, set, folder);
        add_remedies(&buffer, programme->study, set, folder);
    }
    if (conflicts->more_sets)
        eqp_buffer_wrap(&buffer, _("There are more contradictions beside these."), 0,
                        EQP_TEXT_WIDTH);
    if (!conflicts->single)
        add_joint(&buffer, programme->study, conflicts, folder);
    return eqp_buffer_finish(&buffer);
}

static void put_conflict(eqp_json *json, const eqp_study *study, const eqp_conflict *conflict) {
    place at = place_of(study, conflict);
    eqp_json_open(json, NULL);
    eqp_json_text(json, "kind", at.kind);
    eqp_json_text(json, "table", at.table);
    eqp_json_whole(json, "line", at.line);
    if (*at.rule)
        eqp_json_text(json, "rule", at.rule);
    if (*at.offer)
        eqp_json_text(json, "offer", at.offer);
    if (*at.institution)
        eqp_json_text(json, "institution", at.institution);
    eqp_json_number(json, "value", conflict->value);
    eqp_json_number(json, "change_to", conflict->change_to);
    eqp_json_text(json, "unit", at.unit);
    if (conflict->remedy == EQP_REMEDY_BLANK)
        eqp_json_text(json, "change", "blank");
    eqp_json_close(json);
}

static void put_fact(eqp_json *json, const eqp_study *study, const eqp_conflict_fact *fact) {
    eqp_json_open(json, NULL);
    eqp_json_text(json, "table", fact->is_need ? "needs" : "offers");
    eqp_json_whole(json, "line",
                   fact->is_need ? study->needs.line[fact->row] : study->offers.line[fact->row]);
    if (fact->is_need) {
        eqp_json_text(json, "zone",
                      eqp_study_id(study, EQP_SPACE_zone, study->needs.zone[fact->row]));
        eqp_json_text(
            json, "occupation",
            eqp_study_id(study, EQP_SPACE_occupation, study->needs.occupation[fact->row]));
    } else {
        eqp_json_text(json, "offer", eqp_study_id(study, EQP_SPACE_offer, fact->row));
    }
    eqp_json_number(json, "value", fact->value);
    eqp_json_text(json, "unit", fact->is_need ? "persons" : "places");
    eqp_json_close(json);
}

char *eqp_conflict_text_json(const eqp_programme *programme, const eqp_conflicts *conflicts) {
    const eqp_study *study = programme->study;
    eqp_json *json = eqp_json_create();
    eqp_json_text(json, "status", eqp_outcome_name(EQP_OUTCOME_INFEASIBLE));
    eqp_json_open_list(json, "conflicts");
    for (uint32_t n = 0; n < conflicts->set_count; n++) {
        const eqp_conflict_set *set = &conflicts->sets[n];
        eqp_json_open(json, NULL);
        eqp_json_open_list(json, "members");
        for (uint32_t m = 0; m < set->count; m++)
            put_conflict(json, study, &set->members[m]);
        eqp_json_close(json);
        eqp_json_open_list(json, "given");
        for (uint32_t i = 0; i < set->fact_count; i++)
            put_fact(json, study, &set->facts[i]);
        eqp_json_close(json);
        eqp_json_close(json);
    }
    eqp_json_close(json);
    eqp_json_whole(json, "more_conflicts", (unsigned long)conflicts->more_sets);
    eqp_json_open_list(json, "together");
    for (uint32_t i = 0; i < conflicts->joint_count; i++)
        put_conflict(json, study, &conflicts->joint[i]);
    eqp_json_close(json);
    return eqp_json_finish(json);
}

static eqp_exit say(const eqp_arguments *arguments, const eqp_programme *programme,
                    const eqp_conflicts *conflicts) {
    eqp_buffer line = {0};
    char *changed, *text;
    eqp_error error = {0};
    eqp_exit result = EQP_EXIT_DONE;
    eqp_buffer_add(&line, "%s", "");
    eqp_study_input_describe(arguments, &line);
    changed = eqp_buffer_finish(&line);
    text =
        changed ? eqp_conflict_text(programme, conflicts, arguments->argument[0], changed) : NULL;
    if (text) {
        fputs(text, stderr);
    } else {
        eqp_error_memory(&error);
        result = eqp_message_error(&error);
    }
    if (result == EQP_EXIT_DONE && eqp_arguments_has(arguments, "--json"))
        result = eqp_message_answer(eqp_conflict_text_json(programme, conflicts));
    eqp_free(changed);
    eqp_free(text);
    return result == EQP_EXIT_DONE ? EQP_EXIT_NO_PLAN : result;
}

eqp_exit eqp_conflict_text_explain(const eqp_arguments *arguments, const eqp_programme *programme) {
    eqp_error error = {0};
    eqp_conflicts *conflicts = NULL;
    eqp_waiting *waiting;
    eqp_status status;
    eqp_exit result;
    if (!eqp_processes_first())
        return EQP_EXIT_NO_PLAN;
    waiting = eqp_waiting_begin(arguments, _("looking for what conflicts"));
    status = eqp_conflicts_find(programme, &conflicts, &error);
    eqp_waiting_end(waiting);
    if (status != EQP_OK)
        return eqp_message_error(&error);
    result = say(arguments, programme, conflicts);
    eqp_conflicts_free(conflicts);
    return result;
}
