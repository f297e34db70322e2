#include "output/store/sweep.h"

#include "output/tables/run.h"

static void add_range(eqp_json *json, const char *key, const eqp_store_range *range) {
    eqp_json_open(json, key);
    eqp_json_number(json, "least", range->least);
    eqp_json_number(json, "most", range->most);
    eqp_json_close(json);
}

static void add_spread(eqp_json *json, const char *key, const eqp_spread *spread) {
    eqp_json_open(json, key);
    eqp_json_whole(json, "draws", spread->count);
    eqp_json_number(json, "mean", spread->mean);
    eqp_json_number(json, "p5", spread->p5);
    eqp_json_number(json, "p50", spread->p50);
    eqp_json_number(json, "p95", spread->p95);
    eqp_json_close(json);
}

/* The first `columns` values that vary, at a point. */
static void add_values(eqp_json *json, const eqp_store_plan *plan, uint64_t point,
                       uint32_t columns) {
    eqp_json_open(json, "values");
    for (uint32_t column = 0; column < columns; column++)
        eqp_json_number(json, plan->titles[column], plan->value(plan->context, point, column));
    eqp_json_close(json);
}

static void add_best(eqp_json *json, const eqp_store_plan *plan, const eqp_store_summary *summary) {
    eqp_json_open(json, "best");
    eqp_json_whole(json, "point", summary->best + 1);
    add_values(json, plan, summary->best, plan->columns);
    eqp_json_number(json, "value_best", summary->value_best.most);
    eqp_json_close(json);
}

static void add_settings(eqp_json *json, const eqp_store_plan *plan,
                         const eqp_store_summary *summary) {
    eqp_json_open_list(json, "settings");
    for (uint32_t i = 0; i < summary->setting_count; i++) {
        const eqp_store_setting *setting = &summary->settings[i];
        eqp_json_open(json, NULL);
        add_values(json, plan, setting->point, plan->columns - 1);
        add_spread(json, "value_best", &setting->value_best);
        add_spread(json, "coverage", &setting->coverage);
        eqp_json_close(json);
    }
    eqp_json_close(json);
}

static char *make_json(const eqp_store *store, const eqp_run *run,
                       const eqp_store_summary *summary) {
    const eqp_store_plan *plan = eqp_store_of(store);
    uint64_t done = eqp_store_points_done(store);
    eqp_json *json = eqp_json_create();
    eqp_json_text(json, "status", done < plan->points ? "stopped" : "complete");
    eqp_json_whole(json, "points", plan->points);
    eqp_json_whole(json, "points_done", done);
    eqp_json_whole(json, "draws", plan->draws);
    eqp_json_open(json, "outcomes");
    for (int outcome = 0; outcome <= EQP_OUTCOME_INFEASIBLE; outcome++)
        eqp_json_whole(json, eqp_outcome_name((eqp_outcome)outcome), summary->outcome[outcome]);
    eqp_json_close(json);
    add_range(json, "value_best", &summary->value_best);
    add_range(json, "gap", &summary->gap);
    add_range(json, "coverage", &summary->coverage);
    add_range(json, "rate_min", &summary->rate_min);
    add_range(json, "gini", &summary->gini);
    add_range(json, "cost", &summary->cost);
    if (summary->has_best)
        add_best(json, plan, summary);
    if (plan->draws)
        add_settings(json, plan, summary);
    eqp_run_add(run, plan->study, json);
    return eqp_json_finish(json);
}

eqp_status eqp_sweep_json(eqp_store *store, const eqp_run *run, char **out, eqp_error *error) {
    eqp_store_summary summary;
    eqp_status status = eqp_store_summarise(store, &summary, error);
    *out = status ? NULL : make_json(store, run, &summary);
    if (!status && !*out)
        status = eqp_error_memory(error);
    return status;
}
