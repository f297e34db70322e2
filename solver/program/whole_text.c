#include "solver/program/whole_text.h"

#include "models/base/language.h"
#include "models/base/memory.h"
#include "output/files/json.h"
#include "output/tables/run.h"
#include "output/text/figures.h"
#include "solver/program/conflict_text.h"
#include "solver/program/message.h"
#include "solver/program/processes.h"
#include "solver/whole_sessions/sessions.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

/* Lines of a list; a longer one says how many more there are. */
#define MOST_LINES 20

/* Lines of one list as they are added: text for people, or objects of a JSON list. */
typedef struct telling {
    const eqp_programme *programme;
    const char *folder;
    eqp_buffer *buffer; /* NULL: JSON */
    eqp_json *json;
    uint32_t lines;
} telling;

static eqp_figure number(double value) {
    return eqp_figure_of(value, value == round(value) ? 0 : 2);
}

/* The row of decisions of an offer and institution, EQP_NONE where there is none. */
static uint32_t decision_row(const eqp_study *study, uint32_t offer, uint32_t institution) {
    for (uint32_t row = 0; row < study->decisions.count; row++)
        if (study->decisions.offer[row] == offer &&
            study->decisions.institution[row] == institution)
            return row;
    return EQP_NONE;
}

static void end_line(telling *t, eqp_buffer *words) {
    if (t->lines++ < MOST_LINES)
        eqp_figure_paragraph(t->buffer, words, EQP_TEXT_INDENT);
    else
        eqp_free(eqp_buffer_finish(words));
}

static void end_list(telling *t) {
    eqp_buffer words = {0};
    if (t->lines <= MOST_LINES)
        return;
    eqp_buffer_add(&words, P_("and %s more", "and %s more", t->lines - MOST_LINES),
                   number(t->lines - MOST_LINES).text);
    eqp_figure_paragraph(t->buffer, &words, EQP_TEXT_INDENT);
}

/* A purchase whose decisions leave no whole session. */
static void tell_decision(telling *t, const eqp_purchase *purchase) {
    const eqp_programme *p = t->programme;
    const eqp_study *study = p->study;
    uint32_t offer = p->offer[purchase->offer], institution = p->pair_institution[purchase->pair];
    uint32_t row = decision_row(study, offer, institution);
    uint32_t line = row == EQP_NONE ? 0 : study->decisions.line[row];
    double least = row == EQP_NONE ? 0 : study->decisions.min_places[row];
    double most = row == EQP_NONE ? INFINITY : study->decisions.max_places[row];
    const char *offer_id = eqp_study_id(study, EQP_SPACE_offer, offer);
    const char *institution_id = eqp_study_id(study, EQP_SPACE_institution, institution);
    eqp_buffer words = {0};
    if (!t->buffer) {
        t->lines++;
        eqp_json_open(t->json, NULL);
        eqp_json_text(t->json, "kind", "decision");
        eqp_json_whole(t->json, "line", line);
        eqp_json_text(t->json, "offer", offer_id);
        eqp_json_text(t->json, "institution", institution_id);
        eqp_json_number(t->json, "session_min", purchase->smallest);
        eqp_json_number(t->json, "session_max", purchase->largest);
        eqp_json_close(t->json);
        return;
    }
    if (line)
        eqp_buffer_add(&words, "%s/decisions.csv:%u: ", t->folder, line);
    most = fmin(most, study->offers.places[offer]);
    eqp_buffer_say(&words,
                   _("offer %s by %s: at least %s and at most %s places, but a session has %s to "
                     "%s and the offer %s places"),
                   offer_id, institution_id, number(least).text, number(most).text,
                   number(purchase->smallest).text, number(purchase->largest).text,
                   number(study->offers.places[offer]).text);
    end_line(t, &words);
}

static void tell_decisions(telling *t, const eqp_sessions *s) {
    for (uint32_t i = 0; i < s->purchases; i++)
        if (eqp_sessions_is_blocked(s, i))
            tell_decision(t, &s->purchase[i]);
}

/* What a row is called, by its family: the kind of the JSON object, and the id. */
static const char *row_id(const eqp_programme *p, uint32_t row, const char **kind) {
    const uint32_t *first = p->first_row;
    const eqp_study *study = p->study;
    if (row < first[EQP_ROW_rule]) {
        *kind = "budget";
        return eqp_study_id(study, EQP_SPACE_institution, row - first[EQP_ROW_budget]);
    }
    if (row < first[EQP_ROW_rule + 1]) {
        *kind = "rule";
        return eqp_study_id(study, EQP_SPACE_rule, row - first[EQP_ROW_rule]);
    }
    if (row < first[EQP_ROW_balance]) {
        *kind = row < first[EQP_ROW_kept + 1] ? "kept" : "added";
        return "max_change";
    }
    *kind = "floor";
    return eqp_study_id(study, EQP_SPACE_zone, row - first[EQP_ROW_balance]);
}

/* A row that the nearest plan misses. */
static void tell_row(telling *t, uint32_t row, double excess) {
    const char *kind, *id = row_id(t->programme, row, &kind);
    const eqp_settings *settings = &t->programme->study->settings;
    eqp_buffer words = {0};
    if (!t->buffer) {
        eqp_json_open(t->json, NULL);
        eqp_json_text(t->json, "kind", kind);
        eqp_json_text(t->json, "id", id);
        eqp_json_number(t->json, "excess", excess);
        eqp_json_close(t->json);
        return;
    }
    if (strcmp(kind, "budget") == 0)
        eqp_buffer_say(&words, _("the budget of %s, by %s"), id,
                       eqp_figure_with_unit(number(excess).text, settings->currency).text);
    else if (strcmp(kind, "floor") == 0)
        eqp_buffer_say(&words, _("the floor of zone %s, by %s of its need"), id,
                       eqp_figure_share(-excess, 3).text);
    else
        eqp_buffer_say(&words,
                       strcmp(kind, "rule") == 0 ? _("rule %s, by %s of what it counts")
                                                 : _("%s, by %s places"),
                       id, number(fabs(excess)).text);
    end_line(t, &words);
}

static void tell_rows(telling *t, const eqp_solution *solution) {
    for (uint32_t row = t->programme->first_row[EQP_ROW_budget];
         row < t->programme->first_row[EQP_ROW_level]; row++)
        if (solution->excess[row] != 0)
            tell_row(t, row, solution->excess[row]);
}

static char *text_of(telling *t, const eqp_sessions *s, const eqp_solution *solution) {
    eqp_buffer buffer = {0}, words = {0};
    int blocked = eqp_sessions_any_blocked(s);
    t->buffer = &buffer;
    eqp_buffer_say(&words, "equiplace: %s",
                   blocked ? _("no plan in whole sessions was found; in places there is one.")
                           : _("no plan in whole sessions was found that keeps every limit; in "
                               "places there is one. The nearest that was found misses:"));
    eqp_figure_paragraph(&buffer, &words, 0);
    if (blocked) {
        eqp_buffer_wrap(&buffer, _("These decisions leave no whole session:"), 0, EQP_TEXT_WIDTH);
        tell_decisions(t, s);
    } else {
        tell_rows(t, solution);
    }
    end_list(t);
    return eqp_buffer_finish(&buffer);
}

static char *json_of(telling *t, const eqp_sessions *s, const eqp_solution *solution) {
    t->buffer = NULL;
    t->lines = 0;
    t->json = eqp_json_create();
    eqp_json_text(t->json, "status", eqp_outcome_name(EQP_OUTCOME_INFEASIBLE));
    eqp_json_open_list(t->json, "no_whole_session");
    tell_decisions(t, s);
    eqp_json_close(t->json);
    eqp_json_open_list(t->json, "missed");
    if (t->lines == 0)
        tell_rows(t, solution);
    eqp_json_close(t->json);
    return eqp_json_finish(t->json);
}

eqp_exit eqp_whole_text_no_plan(const eqp_arguments *arguments, const eqp_programme *programme,
                                const eqp_solution *solution) {
    telling t = {.programme = programme, .folder = arguments->argument[0]};
    eqp_sessions *sessions = NULL;
    eqp_error error = {0};
    eqp_exit result = EQP_EXIT_DONE;
    char *text;
    if (!solution->excess)
        return eqp_conflict_text_explain(arguments, programme);
    if (!eqp_processes_first())
        return EQP_EXIT_NO_PLAN;
    if (eqp_sessions_create(programme, solution->floor, &sessions, &error) != EQP_OK)
        return eqp_message_error(&error);
    text = text_of(&t, sessions, solution);
    if (text) {
        fputs(text, stderr);
        if (eqp_arguments_has(arguments, "--json"))
            result = eqp_message_answer(json_of(&t, sessions, solution));
    } else {
        eqp_error_memory(&error);
        result = eqp_message_error(&error);
    }
    eqp_free(text);
    eqp_sessions_free(sessions);
    return result == EQP_EXIT_DONE ? EQP_EXIT_NO_PLAN : result;
}
