#include "output/text/conflict_text.h"

#include "models/base/language.h"
#include "models/base/memory.h"
#include "models/programme/solution.h"
#include "output/tables/run.h"
#include "output/text/words.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

/* Lines of one list; a longer one says how many more there are. */
#define MOST_LINES 20

/* What is being told, and into what. */
typedef struct telling {
    const eqp_programme *programme;
    const eqp_study *study;
    const char *folder;
    eqp_buffer *buffer;
} telling;

/* Where a requirement stands in the input, and what it is about. */
typedef struct place {
    const char *kind, *table, *unit;
    uint32_t line;                     /* 0: in no file */
    uint32_t offer, rule, institution; /* EQP_NONE for none */
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

static int is_share(const eqp_study *study, const eqp_conflict *conflict) {
    return conflict->kind == EQP_CONFLICT_RULE &&
           study->rules.unit[conflict->row] == EQP_UNIT_SHARE;
}

static place place_of(const eqp_study *study, const eqp_conflict *conflict) {
    uint32_t row = conflict->row;
    switch (conflict->kind) {
    case EQP_CONFLICT_RULE:
        return (place){"rule",
                       "rules",
                       is_share(study, conflict) ? "share" : eqp_words_rule_unit(study, row),
                       study->rules.line[row],
                       EQP_NONE,
                       row,
                       EQP_NONE};
    case EQP_CONFLICT_BUDGET:
        return (place){
            "budget", "budgets", study->settings.currency,       study->budgets.line[row],
            EQP_NONE, EQP_NONE,  study->budgets.institution[row]};
    case EQP_CONFLICT_MAX_CHANGE:
        return (place){"max_change", "parameters", "share", max_change_line(study),
                       EQP_NONE,     EQP_NONE,     EQP_NONE};
    default:
        return (place){conflict->kind == EQP_CONFLICT_DECISION_MIN ? "decision_min"
                                                                   : "decision_max",
                       "decisions",
                       "places",
                       study->decisions.line[row],
                       study->decisions.offer[row],
                       EQP_NONE,
                       study->decisions.institution[row]};
    }
}

/* ---- in words ---- */

/* A number with the decimals that it has. */
static eqp_figure exact(double number) {
    int decimals = 0;
    while (decimals < 6 &&
           fabs(number * pow(10, decimals) - nearbyint(number * pow(10, decimals))) >
               1e-9 * fmax(1, fabs(number * pow(10, decimals))))
        decimals++;
    return eqp_figure_of(number, decimals);
}

static eqp_figure exact_percent(double share) {
    eqp_figure figure;
    snprintf(figure.text, sizeof figure.text, _("%s %%"), exact(100 * share).text);
    return figure;
}

static eqp_figure exact_places(double places) {
    eqp_figure figure;
    snprintf(figure.text, sizeof figure.text,
             P_("%s place", "%s places", eqp_language_count(places)), exact(places).text);
    return figure;
}

/* Where it stands, before a sentence about it: "STUDY/decisions.csv:3: ". */
static void say_where(eqp_buffer *words, const telling *t, const char *table, uint32_t line) {
    if (line)
        eqp_buffer_add(words, "%s%s%s.csv:%u: ", t->folder, *t->folder ? "/" : "", table, line);
}

/* What a requirement asks for, with its unit. */
static eqp_figure amount_of(const eqp_study *study, const eqp_conflict *conflict, double value) {
    switch (conflict->kind) {
    case EQP_CONFLICT_RULE:
        return eqp_words_of_rule(study, conflict->row, value,
                                 exact(eqp_words_rule_shown(study, conflict->row, value)));
    case EQP_CONFLICT_BUDGET:
        return eqp_figure_with_unit(exact(value).text, study->settings.currency);
    case EQP_CONFLICT_MAX_CHANGE:
        return exact_percent(value);
    default:
        return exact_places(value);
    }
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
    eqp_space space = at.rule == EQP_NONE ? EQP_SPACE_institution : EQP_SPACE_rule;
    char *by = eqp_words_label(study, space, at.rule == EQP_NONE ? at.institution : at.rule);
    char *offer = at.offer == EQP_NONE ? NULL : eqp_words_label(study, EQP_SPACE_offer, at.offer);
    if (!by || (!offer && at.offer != EQP_NONE))
        words->failed = 1;
    else if (offer)
        eqp_buffer_add(words, format, offer, by, amount.text, before);
    else
        eqp_buffer_add(words, format, by, amount.text, before);
    eqp_free(offer);
    eqp_free(by);
}

/* max_change, and what it asks for in places. */
static void say_max_change(eqp_buffer *words, const telling *t, const eqp_conflict *conflict) {
    double kept, added;
    eqp_programme_change_bounds(t->programme, &kept, &added);
    eqp_buffer_add(
        words, _("max_change %s: at least %s of the previous plan bought again, at most %s new"),
        exact_percent(conflict->value).text, exact_places(nearbyint(kept * 100) / 100).text,
        exact(nearbyint(added * 100) / 100).text);
}

static void end_line(const telling *t, eqp_buffer *words) {
    eqp_figure_paragraph(t->buffer, words, EQP_TEXT_INDENT);
}

static void add_members(const telling *t, const eqp_conflict_set *set) {
    for (uint32_t m = 0; m < set->count && m < MOST_LINES; m++) {
        const eqp_conflict *member = &set->members[m];
        place at = place_of(t->study, member);
        eqp_buffer words = {0};
        say_where(&words, t, at.table, at.line);
        if (member->kind == EQP_CONFLICT_MAX_CHANGE)
            say_max_change(&words, t, member);
        else
            say_demand(&words, t->study, member, member->value, "");
        end_line(t, &words);
    }
    eqp_words_add_more(t->buffer, set->count, MOST_LINES);
}

static void say_need(eqp_buffer *words, const telling *t, const eqp_conflict_fact *fact) {
    const eqp_needs *needs = &t->study->needs;
    say_where(words, t, "needs", needs->line[fact->row]);
    eqp_buffer_add(words,
                   _("zone %s, occupation %s: %s people still lacking, and no seat may stay empty"),
                   eqp_study_id(t->study, EQP_SPACE_zone, needs->zone[fact->row]),
                   eqp_study_id(t->study, EQP_SPACE_occupation, needs->occupation[fact->row]),
                   eqp_figure_of(fact->value, eqp_figure_decimals(fact->value)).text);
}

static void say_offer(eqp_buffer *words, const telling *t, const eqp_conflict_fact *fact) {
    char *offer = eqp_words_label(t->study, EQP_SPACE_offer, fact->row);
    say_where(words, t, "offers", t->study->offers.line[fact->row]);
    if (offer)
        eqp_buffer_add(words, _("offer %s has %s"), offer, exact_places(fact->value).text);
    words->failed |= !offer;
    eqp_free(offer);
}

static void add_facts(const telling *t, const eqp_conflict_set *set) {
    if (set->fact_count)
        eqp_buffer_add(t->buffer, "%s\n", _("given what there is:"));
    for (uint32_t i = 0; i < set->fact_count && i < MOST_LINES; i++) {
        eqp_buffer words = {0};
        (set->facts[i].is_need ? say_need : say_offer)(&words, t, &set->facts[i]);
        end_line(t, &words);
    }
    eqp_words_add_more(t->buffer, set->fact_count, MOST_LINES);
}

/* One change: where, about what, and the value that it takes and had, that without its unit. */
static void add_change(const telling *t, const eqp_conflict *conflict) {
    place at = place_of(t->study, conflict);
    eqp_figure before =
        is_share(t->study, conflict) ? exact_percent(conflict->value) : exact(conflict->value);
    eqp_buffer words = {0};
    say_where(&words, t, at.table, at.line);
    if (conflict->remedy == EQP_REMEDY_BLANK)
        eqp_buffer_add(&words, "%s", _("max_change left blank"));
    else if (conflict->kind == EQP_CONFLICT_MAX_CHANGE)
        eqp_buffer_add(&words, _("max_change %s instead of %s"),
                       exact_percent(conflict->change_to).text,
                       exact_percent(conflict->value).text);
    else
        say_demand(&words, t->study, conflict, conflict->change_to, before.text);
    end_line(t, &words);
}

static void add_remedies(const telling *t, const eqp_conflict_set *set) {
    uint32_t remedies = 0;
    for (uint32_t m = 0; m < set->count; m++) {
        if (set->members[m].remedy == EQP_REMEDY_NONE)
            continue;
        if (remedies++ == 0)
            eqp_buffer_add(t->buffer, "%s\n", _("Any one of these changes alone gives a plan:"));
        if (remedies <= MOST_LINES)
            add_change(t, &set->members[m]);
    }
    eqp_words_add_more(t->buffer, remedies, MOST_LINES);
}

static void wrap(const telling *t, const char *sentence) {
    eqp_buffer_wrap(t->buffer, sentence, 0, EQP_TEXT_WIDTH);
}

static void add_joint(const telling *t, const eqp_conflicts *conflicts) {
    wrap(t, _("No change of one of them alone gives a plan. These do together:"));
    for (uint32_t i = 0; i < conflicts->joint_count && i < MOST_LINES; i++)
        add_change(t, &conflicts->joint[i]);
    eqp_words_add_more(t->buffer, conflicts->joint_count, MOST_LINES);
}

static const char *set_heading(const eqp_conflict_set *set, int is_first) {
    if (set->count == 1)
        return is_first ? _("This cannot be kept:") : _("Nor can this be kept:");
    return is_first ? _("These contradict each other, and each is needed for that:")
                    : _("Apart from those, these contradict each other, and each is needed:");
}

char *eqp_conflict_text(const eqp_conflicts *conflicts, const eqp_text_style *style) {
    eqp_buffer buffer = {0}, words = {0};
    const telling t = {conflicts->programme, conflicts->programme->study, style->folder, &buffer};
    eqp_buffer_say(&words, "equiplace: %s",
                   _("no plan satisfies the decisions, rules and budgets together."));
    eqp_figure_paragraph(&buffer, &words, 0);
    if (*style->changed) {
        eqp_buffer_say(&words, _("Values are those with%s."), style->changed);
        eqp_figure_paragraph(&buffer, &words, 0);
    }
    for (uint32_t n = 0; n < conflicts->set_count; n++) {
        wrap(&t, set_heading(&conflicts->sets[n], n == 0));
        add_members(&t, &conflicts->sets[n]);
        add_facts(&t, &conflicts->sets[n]);
        add_remedies(&t, &conflicts->sets[n]);
    }
    if (conflicts->more_sets)
        wrap(&t, _("There are more contradictions beside these."));
    if (!conflicts->single)
        add_joint(&t, conflicts);
    return eqp_buffer_finish(&buffer);
}

/* ---- JSON ---- */

static void put_id(eqp_json *json, const char *key, const eqp_study *study, eqp_space space,
                   uint32_t index) {
    if (index != EQP_NONE)
        eqp_json_text(json, key, eqp_study_id(study, space, index));
}

static void put_conflict(eqp_json *json, const eqp_study *study, const eqp_conflict *conflict) {
    place at = place_of(study, conflict);
    eqp_json_open(json, NULL);
    eqp_json_text(json, "kind", at.kind);
    eqp_json_text(json, "table", at.table);
    eqp_json_whole(json, "line", at.line);
    put_id(json, "rule", study, EQP_SPACE_rule, at.rule);
    put_id(json, "offer", study, EQP_SPACE_offer, at.offer);
    put_id(json, "institution", study, EQP_SPACE_institution, at.institution);
    eqp_json_number(json, "value", conflict->value);
    eqp_json_number(json, "change_to", conflict->change_to);
    eqp_json_text(json, "unit", at.unit);
    if (conflict->remedy == EQP_REMEDY_BLANK)
        eqp_json_text(json, "change", "blank");
    eqp_json_close(json);
}

static void put_conflicts(eqp_json *json, const char *key, const eqp_study *study,
                          const eqp_conflict *conflicts, uint32_t count) {
    eqp_json_open_list(json, key);
    for (uint32_t i = 0; i < count; i++)
        put_conflict(json, study, &conflicts[i]);
    eqp_json_close(json);
}

static void put_fact(eqp_json *json, const eqp_study *study, const eqp_conflict_fact *fact) {
    uint32_t row = fact->row;
    eqp_json_open(json, NULL);
    eqp_json_text(json, "table", fact->is_need ? "needs" : "offers");
    eqp_json_whole(json, "line", fact->is_need ? study->needs.line[row] : study->offers.line[row]);
    if (fact->is_need) {
        put_id(json, "zone", study, EQP_SPACE_zone, study->needs.zone[row]);
        put_id(json, "occupation", study, EQP_SPACE_occupation, study->needs.occupation[row]);
    } else {
        put_id(json, "offer", study, EQP_SPACE_offer, row);
    }
    eqp_json_number(json, "value", fact->value);
    eqp_json_text(json, "unit", fact->is_need ? "persons" : "places");
    eqp_json_close(json);
}

char *eqp_conflict_json(const eqp_conflicts *conflicts) {
    const eqp_study *study = conflicts->programme->study;
    eqp_json *json = eqp_json_create();
    eqp_json_text(json, "status", eqp_outcome_name(EQP_OUTCOME_INFEASIBLE));
    eqp_json_open_list(json, "conflicts");
    for (uint32_t n = 0; n < conflicts->set_count; n++) {
        const eqp_conflict_set *set = &conflicts->sets[n];
        eqp_json_open(json, NULL);
        put_conflicts(json, "members", study, set->members, set->count);
        eqp_json_open_list(json, "given");
        for (uint32_t i = 0; i < set->fact_count; i++)
            put_fact(json, study, &set->facts[i]);
        eqp_json_close(json);
        eqp_json_close(json);
    }
    eqp_json_close(json);
    eqp_json_whole(json, "more_conflicts", (unsigned long)conflicts->more_sets);
    put_conflicts(json, "together", study, conflicts->joint, conflicts->joint_count);
    return eqp_json_finish(json);
}
