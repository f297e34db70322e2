#include "solver/evaluate/best_use.h"

#include "models/base/language.h"
#include "models/base/memory.h"
#include "models/proof/proof.h"
#include "solver/decomposition/stage.h"
#include "solver/evaluate/components.h"
#include "solver/lp/load.h"
#include "solver/lp/slices.h"

#include <math.h>
#include <string.h>

/* What later stages may give of what the ones before won: of V, its share; people. */
#define HELD 1e-9
#define HELD_PEOPLE 1e-7

struct eqp_best_use {
    size_t refusals; /* of memory, before it began */
    const eqp_draft_case *draft_case;
    eqp_watch *watch;
    eqp_engine_host *host;
    eqp_engine *engine;
    eqp_lp *lp;   /* rows: place [offers], need [cells], zone [zones], value, shortfall; columns: y
                     [uses], s [zones], exchange */
    double scale; /* of V in the engine */
    double *usable;    /* [offers] min(X, C) */
    double *target;    /* [zones] people that a floor asks for beyond commitments; −INFINITY: none
                        */
    double *lacking;   /* [zones] s_z of the draft */
    double *cost;      /* [columns] scratch */
    double *row_lower; /* [rows] of what proves the bound */
    double *dual;      /* [rows] of the draft's V */
    double *use;       /* [uses] */
    double *x;         /* [columns] scratch */
    uint8_t *row_state, *column_state; /* the draft's basis, where every change begins */
    double shortfall;                  /* Σ s of the draft */
    double least_shortfall; /* people: zones are held to have their floors up to this, as by the
                               judge */
    int has_floors;         /* some floor is in force */
};

/* ---- where rows and columns stand ---- */

static uint32_t need_row(const eqp_best_use *e, uint32_t cell) {
    return e->draft_case->programme->offers + cell;
}

static uint32_t zone_row(const eqp_best_use *e, uint32_t zone) {
    return need_row(e, e->draft_case->programme->cells) + zone;
}

static uint32_t zones(const eqp_best_use *e) {
    return e->draft_case->study->zones.count;
}

static uint32_t value_row(const eqp_best_use *e) {
    return zone_row(e, zones(e));
}

static uint32_t shortfall_row(const eqp_best_use *e) {
    return value_row(e) + 1;
}

static uint32_t lacking_column(const eqp_best_use *e, uint32_t zone) {
    return e->draft_case->programme->uses + zone;
}

static uint32_t exchange_column(const eqp_best_use *e) {
    return lacking_column(e, zones(e));
}

/* ---- the programme ---- */

static void find_usable(eqp_best_use *e) {
    const eqp_draft_case *c = e->draft_case;
    const eqp_programme *p = c->programme;
    for (uint32_t pair = 0; pair < p->pairs; pair++)
        e->usable[p->pair_offer[pair]] += c->places[pair];
    for (uint32_t k = 0; k < p->offers; k++)
        e->usable[k] = fmin(e->usable[k], c->study->offers.places[p->offer[k]]);
}

static void find_targets(eqp_best_use *e, const double *floor) {
    const eqp_programme *p = e->draft_case->programme;
    for (uint32_t z = 0; z < zones(e); z++) {
        e->target[z] = -INFINITY;
        if (!(floor[z] > 0) || !(p->zone_need[z] > 0))
            continue;
        e->target[z] = floor[z] * p->zone_need[z] - p->zone_committed[z];
        e->has_floors |= e->target[z] > 0;
        e->least_shortfall += EQP_ROW_TOLERANCE * p->zone_need[z];
    }
}

static void add_rows(eqp_best_use *e) {
    const eqp_programme *p = e->draft_case->programme;
    for (uint32_t k = 0; k < p->offers; k++)
        eqp_lp_add_row(e->lp, -INFINITY, e->usable[k]);
    for (uint32_t c = 0; c < p->cells; c++)
        eqp_lp_add_row(e->lp, -INFINITY, p->residual[p->cell_need_row[c]]);
    for (uint32_t z = 0; z < zones(e) + 2; z++) /* zones, value, shortfall: free until asked for */
        eqp_lp_add_row(e->lp, -INFINITY, INFINITY);
}

static void add_columns(eqp_best_use *e) {
    const eqp_programme *p = e->draft_case->programme;
    const eqp_study *study = e->draft_case->study;
    for (uint32_t use = 0; use < p->uses; use++) {
        uint32_t need = p->cell_need_row[p->use_cell[use]];
        double worth = p->use_effect[use] * study->needs.priority[need];
        double most = fmin(study->offers.places[p->offer[p->use_offer[use]]],
                           p->residual[need] / p->use_effect[use]);
        eqp_lp_add_column(e->lp, 0, most, worth);
        eqp_lp_add_entry(e->lp, p->use_offer[use], 1);
        eqp_lp_add_entry(e->lp, need_row(e, p->use_cell[use]), p->use_effect[use]);
        eqp_lp_add_entry(e->lp, zone_row(e, study->needs.zone[need]), p->use_effect[use]);
        eqp_lp_add_entry(e->lp, value_row(e), worth * e->scale);
    }
    for (uint32_t z = 0; z < zones(e); z++) {
        eqp_lp_add_column(e->lp, 0, 0, 0);
        eqp_lp_add_entry(e->lp, zone_row(e, z), 1);
        eqp_lp_add_entry(e->lp, shortfall_row(e), 1);
    }
    eqp_lp_add_column(e->lp, 0, 0, 0); /* exchange: without entries until there is one */
}

static int allocate(eqp_best_use *e) {
    const eqp_programme *p = e->draft_case->programme;
    size_t rows = (size_t)shortfall_row(e) + 1, columns = (size_t)exchange_column(e) + 1;
    e->lp = eqp_lp_create(rows, columns, (size_t)p->uses * 4 + (size_t)zones(e) * 2);
    e->usable = eqp_allocate(p->offers, sizeof *e->usable);
    e->target = eqp_allocate(zones(e), sizeof *e->target);
    e->lacking = eqp_allocate(zones(e), sizeof *e->lacking);
    e->cost = eqp_allocate(columns, sizeof *e->cost);
    e->row_lower = eqp_allocate(rows, sizeof *e->row_lower);
    e->dual = eqp_allocate(rows, sizeof *e->dual);
    e->use = eqp_allocate(p->uses, sizeof *e->use);
    e->x = eqp_allocate(columns, sizeof *e->x);
    e->row_state = eqp_allocate(rows, sizeof *e->row_state);
    e->column_state = eqp_allocate(columns, sizeof *e->column_state);
    e->host = eqp_engine_host_create();
    e->engine = e->host ? eqp_engine_create(e->host) : NULL;
    return e->lp && e->usable && e->target && e->lacking && e->cost && e->row_lower && e->dual &&
           e->use && e->x && e->row_state && e->column_state && e->engine;
}

eqp_status eqp_best_use_create(const eqp_draft_case *draft_case, const double *floor,
                               eqp_watch *watch, eqp_best_use **out, eqp_error *error) {
    eqp_best_use *e = eqp_allocate(1, sizeof *e);
    int failed = !e;
    *out = NULL;
    if (!failed) {
        e->draft_case = draft_case;
        e->watch = watch;
        e->refusals = eqp_memory_refusals();
        e->scale = eqp_stage_scale(draft_case->programme, EQP_OBJECTIVE_VALUE);
        failed = !allocate(e);
    }
    if (!failed) {
        find_usable(e);
        find_targets(e, floor);
        add_rows(e);
        add_columns(e);
        failed = eqp_load(e->engine, e->lp, NULL);
    }
    if (failed) {
        eqp_best_use_free(e);
        return eqp_error_memory(error);
    }
    *out = e;
    return EQP_OK;
}

void eqp_best_use_free(eqp_best_use *e) {
    if (!e)
        return;
    eqp_engine_free(e->engine);
    eqp_engine_host_free(e->host);
    eqp_lp_free(e->lp);
    eqp_free(e->usable);
    eqp_free(e->target);
    eqp_free(e->lacking);
    eqp_free(e->cost);
    eqp_free(e->row_lower);
    eqp_free(e->dual);
    eqp_free(e->use);
    eqp_free(e->x);
    eqp_free(e->row_state);
    eqp_free(e->column_state);
    eqp_free(e);
}

/* ---- solving ---- */

static eqp_status gave_up(const eqp_best_use *e, eqp_error *error) {
    if (eqp_memory_refusals() != e->refusals)
        return eqp_error_memory(error);
    return eqp_error_set(error, EQP_ERROR_SOLVER,
                         _("the linear-programming library gave up (numerical trouble)"));
}

/* Solves what is set; *solved: 0 where nothing satisfies the rows. */
static eqp_status solve(eqp_best_use *e, eqp_slices how, int *solved, eqp_error *error) {
    eqp_engine_outcome outcome;
    how.watch = e->watch;
    if (eqp_watch_stop(e->watch) || eqp_slices_solve(e->engine, &how, &outcome) ||
        (outcome != EQP_ENGINE_OPTIMAL && outcome != EQP_ENGINE_INFEASIBLE))
        return gave_up(e, error);
    *solved = outcome == EQP_ENGINE_OPTIMAL;
    return EQP_OK;
}

/* A solve that has a solution whatever the draft is. */
static eqp_status solve_surely(eqp_best_use *e, int dual, eqp_error *error) {
    int solved;
    eqp_status status = solve(e, (eqp_slices){.dual = dual, .feasible = 1}, &solved, error);
    return status || solved ? status : gave_up(e, error);
}

typedef enum { AIM_VALUE, AIM_SHORTFALL, AIM_USE } aim;

static eqp_status set_aim(eqp_best_use *e, aim what, eqp_error *error) {
    uint32_t uses = e->draft_case->programme->uses;
    for (uint32_t c = 0; c < e->lp->columns; c++)
        e->cost[c] = what == AIM_VALUE ? e->lp->cost[c] * e->scale
                     : what == AIM_USE ? c < uses
                     : c < uses        ? 0
                                       : -(double)(c < exchange_column(e));
    return eqp_engine_set_costs(e->engine, e->lp->columns, e->cost) ? gave_up(e, error) : EQP_OK;
}

static double value_now(const eqp_best_use *e) {
    return eqp_engine_objective(e->engine) / e->scale;
}

/* Floors as rows, with what each zone may lack: nothing (0), anything (INFINITY). */
static eqp_status set_floors(eqp_best_use *e, double slack, eqp_error *error) {
    int failed = 0;
    for (uint32_t z = 0; !failed && z < zones(e); z++)
        failed = eqp_engine_set_row_bounds(e->engine, zone_row(e, z), e->target[z], INFINITY) ||
                 eqp_engine_set_column_bounds(e->engine, lacking_column(e, z), 0, slack);
    return failed ? gave_up(e, error) : EQP_OK;
}

static eqp_status set_row(eqp_best_use *e, uint32_t row, double lower, double upper,
                          eqp_error *error) {
    return eqp_engine_set_row_bounds(e->engine, row, lower, upper) ? gave_up(e, error) : EQP_OK;
}

/* people[zones] whom the places cover in each zone now; 1 where some floor is missed. Borrowed. */
static int misses_a_floor(eqp_best_use *e, const double **people) {
    const eqp_programme *p = e->draft_case->programme;
    int missed = 0;
    double *covered = e->x + p->uses; /* after the uses there is room for the zones */
    eqp_engine_primal(e->engine, p->uses, e->x);
    memset(covered, 0, zones(e) * sizeof *covered);
    for (uint32_t use = 0; use < p->uses; use++)
        covered[e->draft_case->study->needs.zone[p->cell_need_row[p->use_cell[use]]]] +=
            p->use_effect[use] * e->x[use];
    for (uint32_t z = 0; z < zones(e); z++)
        missed |= covered[z] < e->target[z];
    *people = covered;
    return missed;
}

/* The least Σ s, and V held to it, from a basis at which the rows are satisfied. */
static eqp_status lack_least(eqp_best_use *e, double *shortfall, eqp_error *error) {
    eqp_status status = set_floors(e, INFINITY, error);
    if (!status)
        status = set_row(e, shortfall_row(e), -INFINITY, INFINITY, error);
    if (!status)
        status = set_aim(e, AIM_SHORTFALL, error);
    if (!status)
        status = solve_surely(e, 0, error);
    if (status)
        return status;
    *shortfall = fmax(0, -eqp_engine_objective(e->engine));
    status = set_row(e, shortfall_row(e), -INFINITY, *shortfall + HELD_PEOPLE, error);
    if (!status)
        status = set_aim(e, AIM_VALUE, error);
    return status ? status : solve_surely(e, 0, error);
}

/* What zones lack goes into the basis, so that the search for the least begins where the best use
 * without floors has ended. people[zones] are covered there. */
static eqp_status let_lack(eqp_best_use *e, const double *people, eqp_error *error) {
    eqp_status status = set_floors(e, INFINITY, error);
    for (uint32_t z = 0; !status && z < zones(e); z++)
        if (people[z] < e->target[z] &&
            eqp_engine_swap(e->engine, zone_row(e, z), lacking_column(e, z)))
            status = gave_up(e, error);
    return status;
}

/* Without floors offers that share no need have nothing to do with each other: each part is solved
 * alone, which is far quicker, and its basis is where the whole begins. */
static eqp_status start_apart(eqp_best_use *e, eqp_error *error) {
    const eqp_programme *p = e->draft_case->programme;
    eqp_engine_save(e->engine, e->lp->rows, e->row_state, e->lp->columns, e->column_state);
    switch (eqp_components_solve(e->lp, p->use_start, p->offers, p->cells, e->scale, e->host,
                                 e->watch, e->row_state, e->column_state)) {
    case 0:
        return eqp_engine_restore(e->engine, e->lp->rows, e->row_state, e->lp->columns,
                                  e->column_state)
                   ? gave_up(e, error)
                   : EQP_OK;
    case 1:
        return gave_up(e, error);
    default:
        return eqp_error_memory(error);
    }
}

/* The bound that the dual values prove, over the programme as it is now. */
static double bound_now(eqp_best_use *e, double shortfall, int floors) {
    eqp_lp *lp = e->lp;
    eqp_goal goal = eqp_lp_goal(lp);
    memcpy(e->row_lower, lp->row_lower, lp->rows * sizeof *e->row_lower);
    for (uint32_t z = 0; floors && z < zones(e); z++) {
        e->row_lower[zone_row(e, z)] = e->target[z];
        lp->upper[lacking_column(e, z)] = shortfall + HELD_PEOPLE;
    }
    goal.row_lower = e->row_lower;
    lp->row_upper[shortfall_row(e)] = shortfall + HELD_PEOPLE;
    return eqp_proof_bound(lp, goal, e->dual);
}

/* Zones may lack what they lack in the draft, each for itself. */
static eqp_status hold_lacking(eqp_best_use *e, eqp_error *error) {
    int failed = 0;
    for (uint32_t z = 0; !failed && z < zones(e); z++)
        failed = eqp_engine_set_row_bounds(e->engine, zone_row(e, z), e->target[z], INFINITY) ||
                 eqp_engine_set_column_bounds(e->engine, lacking_column(e, z), 0, e->lacking[z]);
    return failed ? gave_up(e, error) : set_row(e, shortfall_row(e), -INFINITY, INFINITY, error);
}

/* Of all uses of this value the one with most places; the engine then stands as before. */
static eqp_status use_most_places(eqp_best_use *e, double value, eqp_error *error) {
    eqp_status status = set_row(e, value_row(e), e->scale * value * (1 - HELD), INFINITY, error);
    if (!status)
        status = set_aim(e, AIM_USE, error);
    if (!status)
        status = solve_surely(e, 0, error);
    if (status)
        return status;
    eqp_engine_primal(e->engine, e->draft_case->programme->uses, e->use);
    eqp_engine_primal(e->engine, e->lp->columns, e->x);
    for (uint32_t z = 0; z < zones(e); z++)
        e->lacking[z] = e->x[lacking_column(e, z)];
    status = set_row(e, value_row(e), -INFINITY, INFINITY, error);
    if (!status)
        status = set_aim(e, AIM_VALUE, error);
    return status ? status : solve_surely(e, 0, error);
}

eqp_status eqp_best_use_solve(eqp_best_use *e, eqp_best_use_result *found, eqp_error *error) {
    int floors = 0;
    const double *people;
    eqp_status status = start_apart(e, error);
    *found = (eqp_best_use_result){0};
    if (!status)
        status = set_aim(e, AIM_VALUE, error);
    if (!status)
        status = solve_surely(e, 0, error);
    if (status)
        return status;
    found->value = found->free_value = value_now(e);
    if (e->has_floors && misses_a_floor(e, &people)) {
        floors = 1;
        status = let_lack(e, people, error);
        if (!status)
            status = lack_least(e, &found->shortfall, error);
        found->value = value_now(e);
    }
    if (status)
        return status;
    e->shortfall = found->shortfall;
    eqp_engine_duals(e->engine, e->lp->rows, e->dual);
    for (uint32_t r = 0; r < e->lp->rows; r++)
        e->dual[r] /= e->scale;
    found->bound = bound_now(e, found->shortfall, floors);
    status = use_most_places(e, found->value, error);
    if (!status && e->has_floors)
        status = hold_lacking(e, error); /* from now on no zone may lack more */
    if (!status)
        status = solve_surely(e, 0, error);
    eqp_engine_save(e->engine, e->lp->rows, e->row_state, e->lp->columns, e->column_state);
    if (found->shortfall <= e->least_shortfall)
        found->shortfall = 0;
    return status;
}

const double *eqp_best_use_use(const eqp_best_use *e) {
    return e->use;
}

const double *eqp_best_use_place_value(const eqp_best_use *e) {
    return e->dual;
}

const double *eqp_best_use_need_value(const eqp_best_use *e) {
    return e->dual + e->draft_case->programme->offers;
}

/* ---- other places ---- */

/* Every change begins at the draft's basis, so that none depends on those before. */
static eqp_status begin_change(eqp_best_use *e, eqp_error *error) {
    return eqp_engine_restore(e->engine, e->lp->rows, e->row_state, e->lp->columns, e->column_state)
               ? gave_up(e, error)
               : EQP_OK;
}

static eqp_status set_places(eqp_best_use *e, uint32_t count, const uint32_t *offers,
                             const double *usable, eqp_error *error) {
    eqp_status status = EQP_OK;
    for (uint32_t i = 0; !status && i < count; i++)
        status = set_row(e, offers[i], -INFINITY, usable ? usable[i] : e->usable[offers[i]], error);
    return status;
}

eqp_status eqp_best_use_try(eqp_best_use *e, uint32_t count, const uint32_t *offers,
                            const double *usable, double *value, int *worse, eqp_error *error) {
    int feasible = 0;
    eqp_status status = begin_change(e, error);
    if (!status)
        status = set_places(e, count, offers, usable, error);
    if (!status)
        status = solve(e, (eqp_slices){.dual = 1}, &feasible, error);
    *value = value_now(e);
    *worse = !feasible;
    return status ? status : set_places(e, count, offers, NULL, error);
}

eqp_status eqp_best_use_again(eqp_best_use *e, uint32_t count, const uint32_t *offers,
                              const double *usable, double *value, int *worse, eqp_error *error) {
    double shortfall = 0;
    eqp_status status = begin_change(e, error);
    if (!status)
        status = set_places(e, count, offers, usable, error);
    if (!status)
        status = lack_least(e, &shortfall, error);
    *value = value_now(e);
    *worse = shortfall > e->shortfall + HELD_PEOPLE;
    if (!status)
        status = set_places(e, count, offers, NULL, error);
    return status ? status : hold_lacking(e, error);
}

static eqp_status set_exchange(eqp_best_use *e, uint32_t from, double rate, uint32_t to,
                               double most, eqp_error *error) {
    const uint32_t rows[2] = {to, from};
    const double values[2] = {-1, rate};
    uint32_t count = from == EQP_NONE ? 1 : 2;
    return eqp_engine_set_column(e->engine, exchange_column(e), count, rows, values) ||
                   eqp_engine_set_column_bounds(e->engine, exchange_column(e), 0, most)
               ? gave_up(e, error)
               : EQP_OK;
}

eqp_status eqp_best_use_exchange(eqp_best_use *e, uint32_t from, double rate, uint32_t to,
                                 double most, double *places, double *value, double *place,
                                 eqp_error *error) {
    eqp_status status = begin_change(e, error);
    if (!status)
        status = set_exchange(e, from, rate, to, most, error);
    if (!status)
        status = solve_surely(e, 0, error);
    if (status)
        return status;
    *value = value_now(e);
    eqp_engine_primal(e->engine, e->lp->columns, e->x);
    *places = e->x[exchange_column(e)];
    eqp_engine_duals(e->engine, e->draft_case->programme->offers, place);
    for (uint32_t k = 0; k < e->draft_case->programme->offers; k++)
        place[k] /= e->scale;
    return eqp_engine_set_column(e->engine, exchange_column(e), 0, NULL, NULL) ||
                   eqp_engine_set_column_bounds(e->engine, exchange_column(e), 0, 0)
               ? gave_up(e, error)
               : EQP_OK;
}
