#include "output/text/coordination_text.h"

#include "models/base/language.h"
#include "models/base/memory.h"
#include "output/text/words.h"

#include <stdlib.h>
#include <string.h>

/* Lines of one list. */
#define MOST_LINES 10

/* Columns of a line, after the indent. */
#define PLACES_WIDTH 10
#define OFFER_WIDTH 18
#define ZONE_WIDTH 18
#define NAME_WIDTH 27

static int most_first(const void *left, const void *right) {
    const eqp_handover *a = left, *b = right;
    if (a->places != b->places)
        return a->places > b->places ? -1 : 1;
    return (a->offer > b->offer) - (a->offer < b->offer);
}

static double sum(const eqp_handover *list, size_t count) {
    double places = 0;
    for (size_t i = 0; i < count; i++)
        places += list[i].places;
    return places;
}

static void add_line(eqp_buffer *buffer, const eqp_study *study, const eqp_handover *handover) {
    uint32_t zone = study->offers.zone[handover->offer];
    const char *id = eqp_study_id(study, EQP_SPACE_offer, handover->offer);
    eqp_buffer_add(buffer, "%*s", EQP_TEXT_INDENT, "");
    eqp_figure_number(buffer, handover->places, 1, PLACES_WIDTH);
    eqp_buffer_add(buffer, "  ");
    eqp_buffer_left(buffer, id, OFFER_WIDTH);
    eqp_buffer_add(buffer, " ");
    eqp_buffer_left(buffer, eqp_words_name(study, EQP_SPACE_zone, zone), ZONE_WIDTH);
    eqp_buffer_add(buffer, " ");
    eqp_buffer_left(buffer, eqp_figure_name(study->offers.name[handover->offer], id), NAME_WIDTH);
    eqp_buffer_add(buffer, "\n");
}

static void add_heading(eqp_buffer *buffer, const eqp_study *study, const eqp_handover *list,
                        size_t count) {
    eqp_buffer words = {0};
    eqp_buffer_say(&words,
                   P_("%s leaves %s places in %s offer to %s:",
                      "%s leaves %s places in %s offers to %s:", (unsigned long)count),
                   eqp_study_id(study, EQP_SPACE_buyer, list->from),
                   eqp_figure_of(sum(list, count), 1).text, eqp_figure_of((double)count, 0).text,
                   eqp_study_id(study, EQP_SPACE_buyer, list->to));
    eqp_figure_paragraph(buffer, &words, EQP_TEXT_INDENT);
}

static void add_rest(eqp_buffer *buffer, const eqp_handover *rest, size_t count) {
    eqp_buffer words = {0};
    eqp_buffer_say(&words,
                   P_("and %s more offer, with %s places; --out DIR writes all to handovers.csv",
                      "and %s more offers, with %s places; --out DIR writes all to handovers.csv",
                      (unsigned long)count),
                   eqp_figure_of((double)count, 0).text, eqp_figure_of(sum(rest, count), 1).text);
    eqp_figure_paragraph(buffer, &words, EQP_TEXT_INDENT);
}

/* The handovers of two buyers; sorts them. */
static void add_list(eqp_buffer *buffer, const eqp_study *study, eqp_handover *list, size_t count) {
    size_t shown = count < MOST_LINES ? count : MOST_LINES;
    qsort(list, count, sizeof *list, most_first);
    add_heading(buffer, study, list, count);
    for (size_t i = 0; i < shown; i++)
        add_line(buffer, study, &list[i]);
    if (shown < count)
        add_rest(buffer, list + shown, count - shown);
}

static void add_lists(eqp_buffer *buffer, const eqp_plan *plan, eqp_handover *handovers) {
    memcpy(handovers, plan->handovers, plan->handover_count * sizeof *handovers);
    for (size_t i = 0, end; i < plan->handover_count; i = end) {
        for (end = i + 1; end < plan->handover_count && handovers[end].from == handovers[i].from &&
                          handovers[end].to == handovers[i].to;)
            end++;
        add_list(buffer, plan->programme->study, &handovers[i], end - i);
    }
}

void eqp_leader_search_text(eqp_buffer *buffer, const eqp_plan *plan) {
    eqp_handover *handovers;
    if (!plan->coordinated)
        return;
    eqp_buffer_add(buffer, "\n%s\n", _("What to leave to each other"));
    if (plan->handover_count == 0) {
        eqp_buffer words = {0};
        eqp_buffer_say(&words, "%s",
                       _("Nothing: no place passes from one buyer to another between the cheapest "
                         "plan of the best value and this one."));
        eqp_figure_paragraph(buffer, &words, EQP_TEXT_INDENT);
        return;
    }
    handovers = eqp_allocate(plan->handover_count, sizeof *handovers);
    if (handovers)
        add_lists(buffer, plan, handovers);
    else
        buffer->failed = 1;
    eqp_free(handovers);
}
