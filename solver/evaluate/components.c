#include "solver/evaluate/components.h"

#include "models/base/memory.h"
#include "models/base/search.h"
#include "solver/lp/load.h"
#include "solver/lp/slices.h"

typedef struct parting {
    const eqp_lp *lp;
    const uint32_t *use_start;
    uint32_t offers, cells;
    double scale;
    eqp_engine_host *host;
    uint32_t *parent; /* [offers + cells] of the forest that joins rows into parts */
    uint32_t *first;  /* [offers + cells] first row of the part whose root this is, EQP_NONE */
    uint32_t *next;   /* [offers + cells] the row after this one in its part, EQP_NONE */
    uint32_t *local;  /* [offers + cells] number of a row within its part */
    /* one part */
    uint32_t *rows, *columns; /* [offers + cells], [uses] */
    eqp_lp *part;             /* room for all, filled anew */
    uint8_t *row_state, *column_state;
} parting;

/* Joins every offer with the cells that it reaches; the smallest row is the root. */
static void join(parting *t) {
    uint32_t rows = t->offers + t->cells;
    for (uint32_t r = 0; r < rows; r++) {
        t->parent[r] = r;
        t->first[r] = t->next[r] = EQP_NONE;
    }
    for (uint32_t use = 0; use < t->use_start[t->offers]; use++) {
        const uint32_t *entry = &t->lp->row[t->lp->start[use]];
        eqp_forest_join(t->parent, entry[0], entry[1]);
    }
    for (uint32_t r = rows; r-- > 0;) { /* from behind, so that lists begin with the first */
        uint32_t root = eqp_forest_root(t->parent, r);
        t->next[r] = t->first[root];
        t->first[root] = r;
    }
}

static uint32_t list_rows(parting *t, uint32_t root) {
    uint32_t count = 0;
    for (uint32_t r = t->first[root]; r != EQP_NONE; r = t->next[r]) {
        t->rows[count++] = r;
        t->local[r] = eqp_lp_add_row(t->part, t->lp->row_lower[r], t->lp->row_upper[r]);
    }
    return count;
}

static uint32_t list_columns(parting *t, uint32_t rows) {
    const eqp_lp *lp = t->lp;
    uint32_t count = 0;
    for (uint32_t i = 0; i < rows && t->rows[i] < t->offers; i++)
        for (uint32_t use = t->use_start[t->rows[i]]; use < t->use_start[t->rows[i] + 1]; use++) {
            t->columns[count++] = use;
            eqp_lp_add_column(t->part, lp->lower[use], lp->upper[use], lp->cost[use] * t->scale);
            for (size_t e = lp->start[use]; e < lp->start[use] + 2; e++)
                eqp_lp_add_entry(t->part, t->local[lp->row[e]], lp->value[e]);
        }
    return count;
}

/* Solves one part; 0, or 1 where the library gave up. */
static int solve_part(parting *t, uint32_t rows, uint32_t columns, uint8_t *row_state,
                      uint8_t *column_state) {
    eqp_engine *engine = eqp_engine_create(t->host);
    eqp_engine_outcome outcome = EQP_ENGINE_FAILED;
    int failed = !engine || eqp_load(engine, t->part, NULL) ||
                 eqp_slices_solve(engine, &(eqp_slices){.dual = 0}, &outcome) ||
                 outcome != EQP_ENGINE_OPTIMAL;
    if (!failed) {
        eqp_engine_save(engine, rows, t->row_state, columns, t->column_state);
        for (uint32_t r = 0; r < rows; r++)
            row_state[t->rows[r]] = t->row_state[r];
        for (uint32_t c = 0; c < columns; c++)
            column_state[t->columns[c]] = t->column_state[c];
    }
    eqp_engine_free(engine);
    return failed;
}

static int allocate(parting *t) {
    size_t rows = (size_t)t->offers + t->cells, uses = t->use_start[t->offers];
    t->parent = eqp_allocate(rows, sizeof *t->parent);
    t->first = eqp_allocate(rows, sizeof *t->first);
    t->next = eqp_allocate(rows, sizeof *t->next);
    t->local = eqp_allocate(rows, sizeof *t->local);
    t->rows = eqp_allocate(rows, sizeof *t->rows);
    t->row_state = eqp_allocate(rows, sizeof *t->row_state);
    t->columns = eqp_allocate(uses, sizeof *t->columns);
    t->column_state = eqp_allocate(uses, sizeof *t->column_state);
    t->part = eqp_lp_create(rows, uses, 2 * uses);
    return t->parent && t->first && t->next && t->local && t->rows && t->row_state && t->columns &&
           t->column_state && t->part;
}

static void release(parting *t) {
    eqp_free(t->parent);
    eqp_free(t->first);
    eqp_free(t->next);
    eqp_free(t->local);
    eqp_free(t->rows);
    eqp_free(t->row_state);
    eqp_free(t->columns);
    eqp_free(t->column_state);
    eqp_lp_free(t->part);
}

int eqp_components_solve(const eqp_lp *lp, const uint32_t *use_start, uint32_t offers,
                         uint32_t cells, double scale, eqp_engine_host *host, eqp_watch *watch,
                         uint8_t *row_state, uint8_t *column_state) {
    parting t = {.lp = lp,
                 .use_start = use_start,
                 .offers = offers,
                 .cells = cells,
                 .scale = scale,
                 .host = host};
    int failed = allocate(&t) ? 0 : -1;
    if (!failed)
        join(&t);
    for (uint32_t root = 0; !failed && root < offers + cells; root++) {
        uint32_t rows, columns;
        if (t.first[root] == EQP_NONE)
            continue;
        eqp_lp_clear(t.part);
        rows = list_rows(&t, root);
        columns = list_columns(&t, rows);
        if (columns)
            failed =
                eqp_watch_stop(watch) || solve_part(&t, rows, columns, row_state, column_state);
    }
    release(&t);
    return failed;
}
