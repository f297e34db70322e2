#include "output/store/store_parts.h"

#include "models/base/memory.h"
#include "output/tables/bought.h"
#include "output/tables/run.h"

static const char add_group_text[] = "INSERT INTO done_groups VALUES (?1)";
static const char add_waiting_text[] = "INSERT INTO offer_waiting VALUES (?1, ?2, ?3, ?4, ?5, ?6)";
static const char fold_waiting_text[] =
    "INSERT INTO offer_sums SELECT setting, offer, institution, draws, places "
    "FROM offer_waiting WHERE work = ?1 ON CONFLICT DO UPDATE SET "
    "draws = draws + excluded.draws, places = places + excluded.places";
static const char drop_waiting_text[] = "DELETE FROM offer_waiting WHERE work = ?1";

eqp_status eqp_store_begin_row(eqp_store *store, eqp_result_table table, eqp_row *row,
                               eqp_error *error) {
    return eqp_database_begin(store->database, store->insert[table], row, error);
}

int eqp_store_has(eqp_store *store, uint64_t group) {
    int has = 1;
    if (!store->finished)
        eqp_store_find_group(store, group, &has, NULL);
    return has;
}

uint64_t eqp_store_groups_done(const eqp_store *store) {
    return store->groups_done;
}

uint64_t eqp_store_points_done(const eqp_store *store) {
    return store->points_done;
}

void eqp_store_put_values(const eqp_store *store, uint64_t point, uint32_t columns, eqp_row *row) {
    for (uint32_t column = 0; column < columns; column++)
        eqp_row_put_number(row, store->plan.value(store->plan.context, point, column));
}

static eqp_status add_point(eqp_store *store, const eqp_point_result *finding, eqp_error *error) {
    eqp_row into;
    eqp_status status = eqp_store_begin_row(store, EQP_RESULT_points, &into, error);
    if (status)
        return status;
    eqp_row_put_whole(&into, finding->point + 1);
    eqp_store_put_values(store, finding->point, store->plan.columns, &into);
    eqp_row_put_text(&into, eqp_outcome_name(finding->outcome));
    eqp_row_put_number(&into, finding->value_best);
    eqp_row_put_number(&into, finding->gap);
    eqp_row_put_number(&into, finding->coverage);
    eqp_row_put_number(&into, finding->rate_min);
    eqp_row_put_number(&into, finding->gini);
    eqp_row_put_number(&into, finding->cost);
    for (uint32_t i = 0; i < finding->institutions; i++)
        eqp_row_put_number(&into, finding->institution_cost[i]);
    eqp_row_put_number(&into, finding->value);
    eqp_row_put_number(&into, finding->overlap);
    return eqp_row_run(&into, error);
}

static eqp_status add_zone_point(eqp_store *store, const eqp_point_result *finding, uint32_t zone,
                                 eqp_error *error) {
    eqp_row into;
    eqp_status status = eqp_store_begin_row(store, EQP_RESULT_zone_points, &into, error);
    if (status)
        return status;
    eqp_row_put_whole(&into, finding->point + 1);
    eqp_row_put_text(&into, eqp_study_id(store->plan.study, EQP_SPACE_zone, zone));
    eqp_row_put_number(&into, finding->zone_rate[zone]);
    eqp_row_put_number(&into, finding->zone_fair_rate[zone]);
    return eqp_row_run(&into, error);
}

static eqp_status add_finding(eqp_store *store, const eqp_point_result *finding, eqp_error *error) {
    int has_plan =
        finding->outcome == EQP_OUTCOME_OPTIMAL || finding->outcome == EQP_OUTCOME_STOPPED;
    eqp_status status = add_point(store, finding, error);
    for (uint32_t z = 0; !status && has_plan && z < finding->zones; z++)
        status = add_zone_point(store, finding, z, error);
    return status;
}

static eqp_status add_waiting(eqp_store *store, uint64_t group, const eqp_bought *bought,
                              eqp_error *error) {
    eqp_row into;
    eqp_status status = eqp_database_begin(store->database, add_waiting_text, &into, error);
    if (status)
        return status;
    eqp_row_put_whole(&into, group);
    eqp_row_put_whole(&into, bought->setting);
    eqp_row_put_whole(&into, bought->offer);
    eqp_row_put_whole(&into, bought->institution);
    eqp_row_put_whole(&into, bought->draws);
    eqp_row_put_number(&into, bought->places);
    return eqp_row_run(&into, error);
}

/* Runs a statement about a group. */
static eqp_status run_for_group(eqp_store *store, const char *text, uint64_t group,
                                eqp_error *error) {
    eqp_row into;
    eqp_status status = eqp_database_begin(store->database, text, &into, error);
    if (status)
        return status;
    eqp_row_put_whole(&into, group);
    return eqp_row_run(&into, error);
}

/* Adds the sums that no group before theirs is missing for; *next is the first group that is. */
static eqp_status fold(eqp_store *store, uint64_t *next, eqp_error *error) {
    int has = 1;
    eqp_status status = EQP_OK;
    while (!status && has) {
        status = eqp_store_find_group(store, *next, &has, error);
        if (status || !has)
            break;
        status = run_for_group(store, fold_waiting_text, *next, error);
        if (!status)
            status = run_for_group(store, drop_waiting_text, *next, error);
        ++*next;
    }
    return status;
}

/* A group on its way into the file. */
typedef struct addition {
    eqp_store *store;
    uint64_t group;
    const eqp_point_result *const *findings; /* [count] */
    uint32_t count;
    uint64_t next_fold; /* once it is in */
} addition;

static eqp_status add_group(void *context, eqp_error *error) {
    addition *added = context;
    eqp_store *store = added->store;
    eqp_bought *bought = NULL;
    size_t sums = 0;
    eqp_status status = run_for_group(store, add_group_text, added->group, error);
    for (uint32_t f = 0; !status && f < added->count; f++)
        status = add_finding(store, added->findings[f], error);
    if (!status && store->plan.draws > 0)
        status =
            eqp_bought_sum(added->findings, added->count, store->plan.draws, &bought, &sums, error);
    for (size_t i = 0; !status && i < sums; i++)
        status = add_waiting(store, added->group, &bought[i], error);
    if (!status)
        status = fold(store, &added->next_fold, error);
    eqp_free(bought);
    return status;
}

eqp_status eqp_store_add(eqp_store *store, uint64_t group, const eqp_point_result *const *findings,
                         uint32_t count, eqp_error *error) {
    addition added = {store, group, findings, count, store->next_fold};
    eqp_status status = eqp_database_transact(store->database, add_group, &added, error);
    if (!status) {
        store->groups_done++;
        store->points_done += count;
        store->next_fold = added.next_fold;
    }
    return status;
}
