#include "models/base/language.h"
#include "models/base/memory.h"
#include "output/tables/comparison.h"
#include "output/tables/plan_difference.h"
#include "output/tables/run.h"
#include "output/text/run_text.h"
#include "output/text/words.h"

#include <math.h>
#include <stdio.h>

#define NAME_WIDTH 20
#define MOST_INSTITUTIONS 15
#define COSTS 4 /* columns of costs beside one another */
#define COST_WIDTH 15

static int has_plan(const eqp_point_result *finding) {
    return !isnan(finding->value);
}

static const char *why_no_plan(const eqp_point_result *finding) {
    return finding->outcome == EQP_OUTCOME_INFEASIBLE
               ? _("no plan: decisions, rules and budgets conflict")
               : _("stopped before any plan was found");
}

static void add_title(eqp_buffer *buffer, const eqp_comparison *comparison, const eqp_run *run) {
    eqp_buffer words = {0};
    uint32_t others = comparison->count - 1;
    eqp_buffer_say(&words,
                   P_("%s and %u scenario, each against base",
                      "%s and %u scenarios, each against base", others),
                   run->study, others);
    eqp_figure_paragraph(buffer, &words, 0);
}

static void add_measures_of(eqp_buffer *buffer, const char *name, const eqp_point_result *finding) {
    eqp_buffer_left(buffer, name, NAME_WIDTH);
    eqp_figure_number(buffer, finding->value, eqp_figure_decimals(finding->value), 13);
    eqp_figure_percent(buffer, finding->coverage, 12);
    eqp_figure_percent(buffer, finding->rate_min, 12);
    eqp_figure_number(buffer, finding->gini, 3, 9);
    eqp_figure_number(buffer, finding->overlap, 0, 10);
    eqp_buffer_add(buffer, finding->outcome == EQP_OUTCOME_STOPPED ? " *\n" : "\n");
}

static void add_measures_against(eqp_buffer *buffer, const eqp_point_result *finding,
                                 const eqp_point_result *base) {
    eqp_buffer_add(buffer, "%*s", NAME_WIDTH, "");
    eqp_figure_difference(buffer, 100 * (finding->value / base->value - 1), 2, "%", 13);
    eqp_figure_difference(buffer, 100 * (finding->coverage - base->coverage), 2, _("pt"), 12);
    eqp_figure_difference(buffer, 100 * (finding->rate_min - base->rate_min), 2, _("pt"), 12);
    eqp_figure_difference(buffer, finding->gini - base->gini, 3, "", 9);
    eqp_figure_difference(buffer, finding->overlap - base->overlap, 0, "", 10);
    eqp_buffer_add(buffer, "\n");
}

static void add_measures(eqp_buffer *buffer, const eqp_comparison *comparison) {
    const eqp_point_result *base = comparison->finding[0];
    eqp_figure_heading(buffer, {_("Scenario"), -NAME_WIDTH}, {_("value"), 13}, {_("coverage"), 12},
                       {_("worst zone"), 12}, {_("Gini"), 9}, {C_("column", "overlap"), 10});
    for (uint32_t i = 0; i < comparison->count; i++) {
        const eqp_point_result *finding = comparison->finding[i];
        if (!has_plan(finding)) {
            eqp_buffer_left(buffer, comparison->scenario[i], NAME_WIDTH);
            eqp_buffer_add(buffer, "  %s\n", why_no_plan(finding));
            continue;
        }
        add_measures_of(buffer, comparison->scenario[i], finding);
        if (i > 0 && has_plan(base))
            add_measures_against(buffer, finding, base);
    }
}

/* The cost of a column: 0 is all institutions together, then each. */
static double cost_of(const eqp_point_result *finding, uint32_t column) {
    return column == 0 ? finding->cost : finding->institution_cost[column - 1];
}

static void add_cost_heading(eqp_buffer *buffer, const eqp_study *study, uint32_t first,
                             uint32_t last) {
    char title[80];
    snprintf(title, sizeof title, _("Cost, %s"), study->settings.currency);
    eqp_buffer_add(buffer, "\n");
    eqp_buffer_left(buffer, title, NAME_WIDTH);
    for (uint32_t column = first; column < last; column++) {
        const char *name =
            column == 0 ? _("all") : eqp_words_name(study, EQP_SPACE_institution, column - 1);
        eqp_buffer_add(buffer, " ");
        eqp_buffer_right(buffer, name, COST_WIDTH - 1);
    }
    eqp_buffer_add(buffer, "\n");
}

/* Costs of columns first … last − 1. */
static void add_costs(eqp_buffer *buffer, const eqp_comparison *comparison, uint32_t first,
                      uint32_t last) {
    const eqp_point_result *base = comparison->finding[0];
    add_cost_heading(buffer, comparison->study, first, last);
    for (uint32_t i = 0; i < comparison->count; i++) {
        const eqp_point_result *finding = comparison->finding[i];
        if (!has_plan(finding))
            continue;
        eqp_buffer_left(buffer, comparison->scenario[i], NAME_WIDTH);
        for (uint32_t column = first; column < last; column++)
            eqp_figure_number(buffer, cost_of(finding, column),
                              eqp_figure_money_decimals(finding->cost), COST_WIDTH);
        if (i > 0 && has_plan(base)) {
            eqp_buffer_add(buffer, "\n%*s", NAME_WIDTH, "");
            for (uint32_t column = first; column < last; column++) {
                double was = cost_of(base, column), is = cost_of(finding, column);
                if (was > 0)
                    eqp_figure_difference(buffer, 100 * (is / was - 1), 2, "%", COST_WIDTH);
                else
                    eqp_figure_difference(buffer, is - was,
                                          eqp_figure_money_decimals(finding->cost), "", COST_WIDTH);
            }
        }
        eqp_buffer_add(buffer, "\n");
    }
}

static void add_all_costs(eqp_buffer *buffer, const eqp_comparison *comparison) {
    uint32_t institutions = comparison->study->institutions.count;
    uint32_t shown = institutions > MOST_INSTITUTIONS ? MOST_INSTITUTIONS : institutions;
    for (uint32_t first = 0; first <= shown; first += COSTS)
        add_costs(buffer, comparison, first, first + COSTS < shown + 1 ? first + COSTS : shown + 1);
    if (institutions > shown)
        eqp_buffer_add(buffer,
                       P_("and %u more institution in comparison.csv\n",
                          "and %u more institutions in comparison.csv\n", institutions - shown),
                       institutions - shown);
}

/* "OFFER NAME for INSTITUTION (+places)", owned by the caller; NULL when memory was short. */
static char *move_text(const eqp_study *study, const eqp_move *move) {
    double difference = move->places - move->base;
    const char *id = eqp_study_id(study, EQP_SPACE_offer, move->offer);
    const char *name = study->offers.name[move->offer];
    const char *institution = eqp_words_name(study, EQP_SPACE_institution, move->institution);
    const char *sign = difference > 0 ? "+" : "";
    eqp_figure places = eqp_figure_of(difference, eqp_figure_decimals(difference) ? 1 : 0);
    eqp_buffer words = {0};
    if (name)
        eqp_buffer_say(&words, _("%s %s for %s (%s%s)"), id, name, institution, sign, places.text);
    else
        eqp_buffer_say(&words, _("%s for %s (%s%s)"), id, institution, sign, places.text);
    return eqp_buffer_finish(&words);
}

/* The offers that gain and lose most. */
static void say_most(eqp_buffer *words, const eqp_study *study, const eqp_plan_difference *moves) {
    char *gain = moves->more > 0 ? move_text(study, &moves->gain) : NULL;
    char *loss = moves->fewer > 0 ? move_text(study, &moves->loss) : NULL;
    if (gain && loss)
        eqp_buffer_say(words, _("Most: %s, %s."), gain, loss);
    else if (gain || loss)
        eqp_buffer_say(words, _("Most: %s."), gain ? gain : loss);
    words->failed |= (moves->more > 0 && !gain) || (moves->fewer > 0 && !loss);
    eqp_free(gain);
    eqp_free(loss);
}

static void add_changes_of(eqp_buffer *buffer, const eqp_comparison *comparison, uint32_t index) {
    eqp_plan_difference moves =
        eqp_plan_difference_sum(comparison->finding[0], comparison->finding[index]);
    eqp_buffer words = {0};
    if (moves.offers == 0) {
        eqp_buffer_say(&words, _("%s: the same plan."), comparison->scenario[index]);
    } else {
        eqp_buffer_say(&words,
                       P_("%s: %s places more and %s fewer, in %u offer.",
                          "%s: %s places more and %s fewer, in %u offers.", moves.offers),
                       comparison->scenario[index], eqp_figure_of(moves.more, 0).text,
                       eqp_figure_of(moves.fewer, 0).text, moves.offers);
        say_most(&words, comparison->study, &moves);
    }
    eqp_figure_paragraph(buffer, &words, EQP_TEXT_INDENT);
}

static void add_changes(eqp_buffer *buffer, const eqp_comparison *comparison) {
    if (!has_plan(comparison->finding[0])) {
        eqp_buffer_add(buffer, "\n%s\n", _("The study itself has no plan to compare with."));
        return;
    }
    if (comparison->count == 1)
        return;
    eqp_buffer_add(buffer, "\n%s\n", _("What changes"));
    for (uint32_t i = 1; i < comparison->count; i++)
        if (has_plan(comparison->finding[i]))
            add_changes_of(buffer, comparison, i);
}

static void add_notes(eqp_buffer *buffer, const eqp_comparison *comparison) {
    double gap = 0;
    int stopped = 0, solved = 0;
    eqp_buffer words = {0};
    for (uint32_t i = 0; i < comparison->count; i++) {
        gap = fmax(gap, comparison->finding[i]->gap);
        solved |= has_plan(comparison->finding[i]);
        stopped |= comparison->finding[i]->outcome == EQP_OUTCOME_STOPPED;
    }
    if (!solved)
        return;
    if (stopped)
        eqp_buffer_say(&words, "%s", _("* stopped early: the best plan so far."));
    eqp_buffer_say(&words,
                   _("Value: people covered, weighted by priority; worst zone: the lowest "
                     "coverage; Gini: 0 is perfectly even; overlap: places beside a larger "
                     "buyer's. The plans are proven best to %s of their value."),
                   eqp_figure_scientific(gap, 1).text);
    eqp_buffer_add(buffer, "\n");
    eqp_figure_paragraph(buffer, &words, EQP_TEXT_INDENT);
}

char *eqp_comparison_text(const eqp_comparison *comparison, const eqp_run *run) {
    eqp_buffer buffer = {0};
    add_title(&buffer, comparison, run);
    add_measures(&buffer, comparison);
    add_all_costs(&buffer, comparison);
    add_changes(&buffer, comparison);
    add_notes(&buffer, comparison);
    eqp_run_say(run, &buffer);
    return eqp_buffer_finish(&buffer);
}
