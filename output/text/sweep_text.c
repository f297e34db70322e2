#include "models/base/language.h"
#include "models/base/memory.h"
#include "output/store/sweep.h"
#include "output/text/figures.h"
#include "output/text/run_text.h"

#include <math.h>
#include <stdio.h>

/* A value that varies, with no more digits than it needs. */
static eqp_figure value_of(double value) {
    return fabs(value) >= 1000 ? eqp_figure_of(value, value == floor(value) ? 0 : 2)
                               : eqp_figure_rounded(value, 6);
}

/* What varies, at a point: the first `columns` values, "balance = 0.8, …". Owned by the caller;
 * NULL when memory was short. */
static char *values_text(const eqp_store_plan *plan, uint64_t point, uint32_t columns) {
    eqp_buffer words = {0};
    eqp_buffer_add(&words, "%s", "");
    for (uint32_t column = 0; column < columns; column++)
        eqp_buffer_add(&words, "%s%s = %s", column ? ", " : "", plan->titles[column],
                       value_of(plan->value(plan->context, point, column)).text);
    return eqp_buffer_finish(&words);
}

/* What varies: "balance, budget[region]*". The same. */
static char *titles_text(const eqp_store_plan *plan) {
    eqp_buffer words = {0};
    eqp_buffer_add(&words, "%s", "");
    for (uint32_t column = 0; column < plan->columns; column++)
        eqp_buffer_add(&words, "%s%s", column ? ", " : "", plan->titles[column]);
    return eqp_buffer_finish(&words);
}

static void add_title(eqp_buffer *buffer, const eqp_store *store, const eqp_run *run) {
    const eqp_store_plan *plan = eqp_store_of(store);
    double done = (double)eqp_store_points_done(store), points = (double)plan->points;
    char *titles = titles_text(plan);
    eqp_buffer words = {.failed = !titles};
    if (titles && done < points)
        eqp_buffer_say(
            &words,
            P_("STOPPED EARLY: %s of %s point of %s, varying %s",
               "STOPPED EARLY: %s of %s points of %s, varying %s", eqp_language_count(points)),
            eqp_figure_of(done, 0).text, eqp_figure_of(points, 0).text, run->study, titles);
    else if (titles)
        eqp_buffer_say(&words,
                       P_("%s point of %s, varying %s", "%s points of %s, varying %s",
                          eqp_language_count(points)),
                       eqp_figure_of(done, 0).text, run->study, titles);
    eqp_free(titles);
    eqp_figure_paragraph(buffer, &words, 0);
}

static void add_outcomes(eqp_buffer *buffer, const eqp_store_summary *summary) {
    static const char *const names[] = {
        [EQP_OUTCOME_OPTIMAL] = N_("with a plan proven best"),
        [EQP_OUTCOME_STOPPED] = N_("stopped early, with the best plan so far"),
        [EQP_OUTCOME_NO_PLAN] = N_("stopped before any plan was found"),
        [EQP_OUTCOME_INFEASIBLE] = N_("without a plan: decisions, rules and budgets conflict"),
    };
    eqp_buffer_add(buffer, "\n%s\n", _("Points"));
    for (int outcome = 0; outcome <= EQP_OUTCOME_INFEASIBLE; outcome++)
        if (summary->outcome[outcome] > 0 || outcome == EQP_OUTCOME_OPTIMAL) {
            eqp_figure_row(buffer, _(names[outcome]), 56);
            eqp_figure_number(buffer, (double)summary->outcome[outcome], 0, 18);
            eqp_buffer_add(buffer, "\n");
        }
}

static void add_amounts(eqp_buffer *buffer, const char *what, const eqp_store_range *range,
                        int decimals) {
    eqp_figure_row(buffer, what, 38);
    eqp_figure_number(buffer, range->least, decimals, 18);
    eqp_figure_number(buffer, range->most, decimals, 18);
    eqp_buffer_add(buffer, "\n");
}

static void add_shares(eqp_buffer *buffer, const char *what, const eqp_store_range *range) {
    eqp_figure_row(buffer, what, 38);
    eqp_figure_percent(buffer, range->least, 18);
    eqp_figure_percent(buffer, range->most, 18);
    eqp_buffer_add(buffer, "\n");
}

static void add_ranges(eqp_buffer *buffer, const eqp_store_plan *plan,
                       const eqp_store_summary *summary) {
    char cost[80];
    snprintf(cost, sizeof cost, _("cost, %s"), plan->study->settings.currency);
    eqp_figure_heading(buffer, {_("Over the points"), -(38 + EQP_TEXT_INDENT)}, {_("least"), 18},
                       {_("most"), 18});
    add_amounts(buffer, _("value (people, weighted by priority)"), &summary->value_best,
                eqp_figure_decimals(summary->value_best.most));
    add_shares(buffer, _("coverage"), &summary->coverage);
    add_shares(buffer, _("coverage of the zone worst off"), &summary->rate_min);
    add_amounts(buffer, _("Gini coefficient"), &summary->gini, 3);
    add_amounts(buffer, cost, &summary->cost, eqp_figure_money_decimals(summary->cost.most));
}

static void add_best(eqp_buffer *buffer, const eqp_store_plan *plan,
                     const eqp_store_summary *summary) {
    char *values = values_text(plan, summary->best, plan->columns);
    eqp_buffer words = {.failed = !values};
    eqp_buffer_add(buffer, "\n%s\n", _("Best point"));
    if (values)
        eqp_buffer_say(&words, _("Point %llu: %s."), (unsigned long long)summary->best + 1, values);
    eqp_free(values);
    eqp_figure_paragraph(buffer, &words, EQP_TEXT_INDENT);
}

static void add_value_spread(eqp_buffer *buffer, const eqp_spread *spread) {
    int decimals = eqp_figure_decimals(spread->p50);
    eqp_buffer_add(buffer, "%*s", 2 * EQP_TEXT_INDENT, "");
    eqp_buffer_left(buffer, _("value"), 12);
    eqp_figure_number(buffer, spread->mean, decimals, 15);
    eqp_figure_number(buffer, spread->p5, decimals, 15);
    eqp_figure_number(buffer, spread->p50, decimals, 15);
    eqp_figure_number(buffer, spread->p95, decimals, 15);
    eqp_buffer_add(buffer, "\n");
}

static void add_coverage_spread(eqp_buffer *buffer, const eqp_spread *spread) {
    eqp_buffer_add(buffer, "%*s", 2 * EQP_TEXT_INDENT, "");
    eqp_buffer_left(buffer, _("coverage"), 12);
    eqp_figure_percent(buffer, spread->mean, 15);
    eqp_figure_percent(buffer, spread->p5, 15);
    eqp_figure_percent(buffer, spread->p50, 15);
    eqp_figure_percent(buffer, spread->p95, 15);
    eqp_buffer_add(buffer, "\n");
}

static void add_setting(eqp_buffer *buffer, const eqp_store_plan *plan,
                        const eqp_store_setting *setting) {
    unsigned long long draws = (unsigned long long)setting->value_best.count;
    char *values = values_text(plan, setting->point, plan->columns - 1);
    eqp_buffer words = {.failed = !values};
    if (values && *values)
        eqp_buffer_say(&words, P_("%s: %llu draw with a plan", "%s: %llu draws with a plan", draws),
                       values, draws);
    else if (values)
        eqp_buffer_say(&words, P_("%llu draw with a plan", "%llu draws with a plan", draws), draws);
    eqp_free(values);
    eqp_figure_paragraph(buffer, &words, EQP_TEXT_INDENT);
    add_value_spread(buffer, &setting->value_best);
    add_coverage_spread(buffer, &setting->coverage);
}

static void add_settings(eqp_buffer *buffer, const eqp_store_plan *plan,
                         const eqp_store_summary *summary) {
    uint64_t settings = plan->points / plan->draws;
    eqp_buffer_add(buffer, "\n");
    eqp_buffer_left(buffer, _("Over the draws"), 16);
    eqp_buffer_right(buffer, _("mean"), 15);
    eqp_buffer_add(buffer, "%15s%15s%15s\n", "P5", "P50", "P95");
    for (uint32_t i = 0; i < summary->setting_count; i++)
        add_setting(buffer, plan, &summary->settings[i]);
    if (settings > summary->setting_count)
        eqp_buffer_add(buffer, _("  and %llu more in distribution.csv\n"),
                       (unsigned long long)(settings - summary->setting_count));
}

static void add_how_to_go_on(eqp_buffer *buffer, const eqp_store *store, const eqp_run *run) {
    eqp_buffer words = {0};
    if (eqp_store_points_done(store) == eqp_store_of(store)->points || !run->folder)
        return;
    eqp_buffer_add(buffer, "\n");
    eqp_buffer_say(&words, "%s", _("The same command with --resume goes on from here."));
    eqp_figure_paragraph(buffer, &words, EQP_TEXT_INDENT);
}

eqp_status eqp_sweep_text(eqp_store *store, const eqp_run *run, char **out, eqp_error *error) {
    const eqp_store_plan *plan = eqp_store_of(store);
    eqp_store_summary summary;
    eqp_buffer buffer = {0};
    eqp_status status = eqp_store_summarise(store, &summary, error);
    *out = NULL;
    if (status)
        return status;
    add_title(&buffer, store, run);
    add_outcomes(&buffer, &summary);
    if (summary.has_best) {
        add_ranges(&buffer, plan, &summary);
        add_best(&buffer, plan, &summary);
        if (plan->draws)
            add_settings(&buffer, plan, &summary);
    }
    add_how_to_go_on(&buffer, store, run);
    eqp_run_say(run, &buffer);
    *out = eqp_buffer_finish(&buffer);
    return *out ? EQP_OK : eqp_error_memory(error);
}
