#include "output/text/whole_obstacles_text.h"

#include "models/base/language.h"
#include "models/programme/solution.h"
#include "output/files/json.h"
#include "output/tables/run.h"
#include "output/text/figures.h"

#include <math.h>

/* Lines of a list; a longer one says how many more there are. */
#define MOST_LINES 20

static eqp_figure number(double value) {
    return eqp_figure_of(value, value == round(value) ? 0 : 2);
}

/* The line of decisions.csv; 0 where there is none. */
static uint32_t line_of(const eqp_study *study, const eqp_blocked_purchase *blocked) {
    return blocked->decision == EQP_NONE ? 0 : study->decisions.line[blocked->decision];
}

static void say_blocked(eqp_buffer *words, const eqp_study *study, const char *folder,
                        const eqp_blocked_purchase *blocked) {
    if (line_of(study, blocked))
        eqp_buffer_add(words, "%s/decisions.csv:%u: ", folder, line_of(study, blocked));
    eqp_buffer_say(words,
                   _("offer %s by %s: at least %s and at most %s places, but a session has %s to "
                     "%s and the offer %s places"),
                   eqp_study_id(study, EQP_SPACE_offer, blocked->offer),
                   eqp_study_id(study, EQP_SPACE_institution, blocked->institution),
                   number(blocked->least).text, number(blocked->most).text,
                   number(blocked->smallest).text, number(blocked->largest).text,
                   number(study->offers.places[blocked->offer]).text);
}

/* What a row is called. */
static const char *id_of(const eqp_study *study, const eqp_missed_row *missed) {
    switch (missed->family) {
    case EQP_ROW_budget:
        return eqp_study_id(study, EQP_SPACE_institution, missed->index);
    case EQP_ROW_rule:
        return eqp_study_id(study, EQP_SPACE_rule, missed->index);
    case EQP_ROW_balance:
        return eqp_study_id(study, EQP_SPACE_zone, missed->index);
    default:
        return "max_change";
    }
}

static void say_missed(eqp_buffer *words, const eqp_study *study, const eqp_missed_row *missed) {
    const char *id = id_of(study, missed);
    if (missed->family == EQP_ROW_budget)
        eqp_buffer_say(
            words, _("the budget of %s, by %s"), id,
            eqp_figure_with_unit(number(missed->excess).text, study->settings.currency).text);
    else if (missed->family == EQP_ROW_balance)
        eqp_buffer_say(words, _("the floor of zone %s, by %s of its need"), id,
                       eqp_figure_share(-missed->excess, 3).text);
    else
        eqp_buffer_say(words,
                       missed->family == EQP_ROW_rule ? _("rule %s, by %s of what it counts")
                                                      : _("%s, by %s places"),
                       id, number(fabs(missed->excess)).text);
}

static void add_lines(eqp_buffer *buffer, const eqp_whole_obstacles *obstacles,
                      const char *folder) {
    const eqp_study *study = obstacles->programme->study;
    uint32_t lines = obstacles->blocked_count ? obstacles->blocked_count : obstacles->missed_count;
    eqp_buffer words = {0};
    for (uint32_t i = 0; i < lines && i < MOST_LINES; i++) {
        if (obstacles->blocked_count)
            say_blocked(&words, study, folder, &obstacles->blocked[i]);
        else
            say_missed(&words, study, &obstacles->missed[i]);
        eqp_figure_paragraph(buffer, &words, EQP_TEXT_INDENT);
    }
    if (lines > MOST_LINES) {
        eqp_buffer_add(&words, P_("and %s more", "and %s more", lines - MOST_LINES),
                       number(lines - MOST_LINES).text);
        eqp_figure_paragraph(buffer, &words, EQP_TEXT_INDENT);
    }
}

char *eqp_whole_obstacles_text(const eqp_whole_obstacles *obstacles, const eqp_text_style *style) {
    eqp_buffer buffer = {0}, words = {0};
    eqp_buffer_say(&words, "equiplace: %s",
                   obstacles->blocked_count
                       ? _("no plan in whole sessions was found; in places there is one.")
                       : _("no plan in whole sessions was found that keeps every limit; in "
                           "places there is one. The nearest that was found misses:"));
    eqp_figure_paragraph(&buffer, &words, 0);
    if (obstacles->blocked_count)
        eqp_buffer_wrap(&buffer, _("These decisions leave no whole session:"), 0, EQP_TEXT_WIDTH);
    add_lines(&buffer, obstacles, style->folder);
    return eqp_buffer_finish(&buffer);
}

char *eqp_whole_obstacles_json(const eqp_whole_obstacles *obstacles) {
    static const char *const kinds[EQP_ROW_FAMILIES] = {
        [EQP_ROW_budget] = "budget", [EQP_ROW_rule] = "rule",     [EQP_ROW_kept] = "kept",
        [EQP_ROW_added] = "added",   [EQP_ROW_balance] = "floor",
    };
    const eqp_study *study = obstacles->programme->study;
    eqp_json *json = eqp_json_create();
    eqp_json_text(json, "status", eqp_outcome_name(EQP_OUTCOME_INFEASIBLE));
    eqp_json_open_list(json, "no_whole_session");
    for (uint32_t i = 0; i < obstacles->blocked_count; i++) {
        const eqp_blocked_purchase *blocked = &obstacles->blocked[i];
        eqp_json_open(json, NULL);
        eqp_json_text(json, "kind", "decision");
        eqp_json_whole(json, "line", line_of(study, blocked));
        eqp_json_text(json, "offer", eqp_study_id(study, EQP_SPACE_offer, blocked->offer));
        eqp_json_text(json, "institution",
                      eqp_study_id(study, EQP_SPACE_institution, blocked->institution));
        eqp_json_number(json, "session_min", blocked->smallest);
        eqp_json_number(json, "session_max", blocked->largest);
        eqp_json_close(json);
    }
    eqp_json_close(json);
    eqp_json_open_list(json, "missed");
    for (uint32_t i = 0; i < obstacles->missed_count; i++) {
        eqp_json_open(json, NULL);
        eqp_json_text(json, "kind", kinds[obstacles->missed[i].family]);
        eqp_json_text(json, "id", id_of(study, &obstacles->missed[i]));
        eqp_json_number(json, "excess", obstacles->missed[i].excess);
        eqp_json_close(json);
    }
    eqp_json_close(json);
    return eqp_json_finish(json);
}
