#include "models/memory.h"
#include "output/figures.h"
#include "output/sweep.h"

#include <math.h>

/* A value that varies, with no more digits than it needs. */
static void say_value(eqp_buffer *words, double value) {
    if (fabs(value) >= 1000)
        eqp_figure_say(words, value, value == floor(value) ? 0 : 2);
    else
        eqp_buffer_add(words, "%.6g", value);
}

/* What varies, at a point: the first `columns` values. */
static void say_values(eqp_buffer *words, const eqp_store_plan *plan, uint64_t point,
                       uint32_t columns) {
    for (uint32_t column = 0; column < columns; column++) {
        eqp_buffer_add(words, "%s%s = ", column ? ", " : "", plan->titles[column]);
        say_value(words, plan->value(plan->context, point, column));
    }
}

static void add_title(eqp_buffer *buffer, const eqp_store *store, const eqp_family_run *run) {
    const eqp_store_plan *plan = eqp_store_of(store);
    uint64_t done = eqp_store_points_done(store);
    eqp_buffer words = {0};
    if (done < plan->points)
        eqp_buffer_add(&words, "STOPPED EARLY: ");
    eqp_figure_say(&words, (double)done, 0);
    if (done < plan->points) {
        eqp_buffer_add(&words, " of ");
        eqp_figure_say(&words, (double)plan->points, 0);
    }
    eqp_buffer_add(&words, " point%s of %s, varying ", plan->points == 1 ? "" : "s", run->study);
    for (uint32_t column = 0; column < plan->columns; column++)
        eqp_buffer_add(&words, "%s%s", column ? ", " : "", plan->titles[column]);
    eqp_figure_paragraph(buffer, &words, 0);
}

static void add_outcomes(eqp_buffer *buffer, const eqp_store_summary *summary) {
    static const char *const names[] = {
        [EQP_OUTCOME_OPTIMAL] = "with a plan proven best",
        [EQP_OUTCOME_STOPPED] = "stopped early, with the best plan so far",
        [EQP_OUTCOME_NO_PLAN] = "stopped before any plan was found",
        [EQP_OUTCOME_INFEASIBLE] = "without a plan: decisions, rules and budgets conflict",
    };
    eqp_buffer_add(buffer, "\nPoints\n");
    for (int outcome = 0; outcome <= EQP_OUTCOME_INFEASIBLE; outcome++)
        if (summary->outcome[outcome] > 0 || outcome == EQP_OUTCOME_OPTIMAL) {
            eqp_buffer_add(buffer, "%*s", EQP_TEXT_INDENT, "");
            eqp_buffer_left(buffer, names[outcome], 56);
            eqp_figure_number(buffer, (double)summary->outcome[outcome], 0, 18);
            eqp_buffer_add(buffer, "\n");
        }
}

static void add_amounts(eqp_buffer *buffer, const char *what, const eqp_store_range *range,
                        int decimals) {
    eqp_buffer_add(buffer, "%*s", EQP_TEXT_INDENT, "");
    eqp_buffer_left(buffer, what, 38);
    eqp_figure_number(buffer, range->least, decimals, 18);
    eqp_figure_number(buffer, range->most, decimals, 18);
    eqp_buffer_add(buffer, "\n");
}

static void add_shares(eqp_buffer *buffer, const char *what, const eqp_store_range *range) {
    eqp_buffer_add(buffer, "%*s", EQP_TEXT_INDENT, "");
    eqp_buffer_left(buffer, what, 38);
    eqp_figure_percent(buffer, range->least, 18);
    eqp_figure_percent(buffer, range->most, 18);
    eqp_buffer_add(buffer, "\n");
}

static void add_ranges(eqp_buffer *buffer, const eqp_store_plan *plan,
                       const eqp_store_summary *summary) {
    eqp_buffer cost = {0};
    char *title;
    eqp_buffer_add(&cost, "cost, %s", plan->study->settings.currency);
    title = eqp_buffer_finish(&cost);
    eqp_buffer_add(buffer, "\nOver the points%*s%18s\n", 56 + EQP_TEXT_INDENT - 15, "least",
                   "most");
    add_amounts(buffer, "value (people, weighted by priority)", &summary->value_best,
                eqp_figure_decimals(summary->value_best.most));
    add_shares(buffer, "coverage", &summary->coverage);
    add_shares(buffer, "coverage of the zone worst off", &summary->rate_min);
    add_amounts(buffer, "Gini coefficient", &summary->gini, 3);
    add_amounts(buffer, title ? title : "", &summary->cost,
                eqp_figure_money_decimals(summary->cost.most));
    buffer->failed |= !title;
    eqp_free(title);
}

static void add_best(eqp_buffer *buffer, const eqp_store_plan *plan,
                     const eqp_store_summary *summary) {
    eqp_buffer words = {0};
    eqp_buffer_add(buffer, "\nBest point\n");
    eqp_buffer_add(&words, "Point %llu: ", (unsigned long long)summary->best + 1);
    say_values(&words, plan, summary->best, plan->columns);
    eqp_buffer_add(&words, ".");
    eqp_figure_paragraph(buffer, &words, EQP_TEXT_INDENT);
}

static void add_value_spread(eqp_buffer *buffer, const eqp_spread *spread) {
    int decimals = eqp_figure_decimals(spread->p50);
    eqp_buffer_add(buffer, "%*s", 2 * EQP_TEXT_INDENT, "");
    eqp_buffer_left(buffer, "value", 12);
    eqp_figure_number(buffer, spread->mean, decimals, 15);
    eqp_figure_number(buffer, spread->p5, decimals, 15);
    eqp_figure_number(buffer, spread->p50, decimals, 15);
    eqp_figure_number(buffer, spread->p95, decimals, 15);
    eqp_buffer_add(buffer, "\n");
}

static void add_coverage_spread(eqp_buffer *buffer, const eqp_spread *spread) {
    eqp_buffer_add(buffer, "%*s", 2 * EQP_TEXT_INDENT, "");
    eqp_buffer_left(buffer, "coverage", 12);
    eqp_figure_percent(buffer, spread->mean, 15);
    eqp_figure_percent(buffer, spread->p5, 15);
    eqp_figure_percent(buffer, spread->p50, 15);
    eqp_figure_percent(buffer, spread->p95, 15);
    eqp_buffer_add(buffer, "\n");
}

static void add_setting(eqp_buffer *buffer, const eqp_store_plan *plan,
                        const eqp_store_setting *setting) {
    eqp_buffer words = {0};
    say_values(&words, plan, setting->point, plan->columns - 1);
    eqp_buffer_add(&words, "%s%llu draws with a plan", plan->columns > 1 ? ": " : "",
                   (unsigned long long)setting->value_best.count);
    eqp_figure_paragraph(buffer, &words, EQP_TEXT_INDENT);
    add_value_spread(buffer, &setting->value_best);
    add_coverage_spread(buffer, &setting->coverage);
}

static void add_settings(eqp_buffer *buffer, const eqp_store_plan *plan,
                         const eqp_store_summary *summary) {
    uint64_t settings = plan->points / plan->draws;
    eqp_buffer_add(buffer, "\nOver the draws  %15s%15s%15s%15s\n", "mean", "P5", "P50", "P95");
    for (uint32_t i = 0; i < summary->setting_count; i++)
        add_setting(buffer, plan, &summary->settings[i]);
    if (settings > summary->setting_count)
        eqp_buffer_add(buffer, "%*sand %llu more in distribution.csv\n", EQP_TEXT_INDENT, "",
                       (unsigned long long)(settings - summary->setting_count));
}

static void add_how_to_go_on(eqp_buffer *buffer, const eqp_store *store,
                             const eqp_family_run *run) {
    eqp_buffer words = {0};
    if (eqp_store_points_done(store) == eqp_store_of(store)->points || !run->folder)
        return;
    eqp_buffer_add(buffer, "\n");
    eqp_buffer_add(&words, "The same command with --resume goes on from here.");
    eqp_figure_paragraph(buffer, &words, EQP_TEXT_INDENT);
}

eqp_status eqp_sweep_text(eqp_store *store, const eqp_family_run *run, char **out,
                          eqp_error *error) {
    const eqp_store_plan *plan = eqp_store_of(store);
    eqp_store_summary summary;
    eqp_buffer buffer = {0};
    eqp_status status = eqp_store_summarise(store, &summary, error);
    *out = NULL;
    if (status != EQP_OK)
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
    eqp_family_run_say(run, &buffer);
    *out = eqp_buffer_finish(&buffer);
    return *out ? EQP_OK : eqp_error_memory(error);
}
