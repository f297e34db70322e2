#include "models/programme/blocks.h"

#include "models/base/memory.h"
#include "models/base/search.h"

#include <stdlib.h>

typedef struct edge {
    uint32_t a, b; /* pieces, a < b */
    uint32_t offers;
    double score;
} edge;

typedef struct splitter {
    const eqp_programme *programme;
    uint32_t limit;
    uint32_t *parent; /* [cells] union-find */
    uint32_t *rows;   /* [cells] of a root: needs and offers of its piece */
    uint32_t *taken;  /* [cells] of a root: the pass in which it was last joined */
    edge *edges;
    size_t edge_count, edge_room;
} splitter;

static uint32_t root_of(splitter *s, uint32_t cell) {
    return eqp_forest_root(s->parent, cell);
}

static void join(splitter *s, uint32_t a, uint32_t b) {
    uint32_t joined = eqp_forest_join(s->parent, a, b);
    if (joined != EQP_NONE)
        s->rows[s->parent[joined]] += s->rows[joined];
}

static uint32_t use_occupation(const eqp_programme *p, uint32_t use) {
    return p->study->needs.occupation[p->cell_need_row[p->use_cell[use]]];
}

/* Joins what is never taken apart: an offer's uses of one occupation, all uses of a decided offer.
 */
static void join_pieces(splitter *s) {
    const eqp_programme *p = s->programme;
    for (uint32_t c = 0; c < p->cells; c++) {
        s->parent[c] = c;
        s->rows[c] = 1;
    }
    for (uint32_t k = 0; k < p->offers; k++)
        for (uint32_t u = p->use_start[k] + 1; u < p->use_start[k + 1]; u++)
            if (p->decided[k] || use_occupation(p, u) == use_occupation(p, u - 1))
                join(s, p->use_cell[u - 1], p->use_cell[u]);
    for (uint32_t k = 0; k < p->offers; k++)
        for (uint32_t u = p->use_start[k]; u < p->use_start[k + 1]; u++)
            if (u == p->use_start[k] || use_occupation(p, u) != use_occupation(p, u - 1))
                s->rows[root_of(s, p->use_cell[u])]++;
}

static int by_ends(const void *left, const void *right) {
    const edge *x = left, *y = right;
    if (x->a != y->a)
        return x->a < y->a ? -1 : 1;
    return x->b < y->b ? -1 : x->b > y->b;
}

static int by_score(const void *left, const void *right) {
    const edge *x = left, *y = right;
    if (x->score != y->score)
        return x->score > y->score ? -1 : 1;
    return by_ends(left, right);
}

static int add_edge(splitter *s, uint32_t a, uint32_t b) {
    if (eqp_grow(&s->edges, &s->edge_room, s->edge_count + 1, sizeof *s->edges))
        return -1;
    s->edges[s->edge_count++] = (edge){a < b ? a : b, a < b ? b : a, 1, 0};
    return 0;
}

/* Offers whose uses lie in two pieces tie them: one edge per offer and pair of consecutive pieces,
 * then sums by pair. */
static int list_edges(splitter *s) {
    const eqp_programme *p = s->programme;
    size_t kept = 0;
    s->edge_count = 0;
    for (uint32_t k = 0; k < p->offers; k++)
        for (uint32_t u = p->use_start[k] + 1; u < p->use_start[k + 1]; u++) {
            uint32_t a = root_of(s, p->use_cell[u - 1]), b = root_of(s, p->use_cell[u]);
            if (a != b && s->rows[a] + s->rows[b] <= s->limit && add_edge(s, a, b))
                return -1;
        }
    if (s->edge_count)
        qsort(s->edges, s->edge_count, sizeof *s->edges, by_ends);
    for (size_t i = 0; i < s->edge_count; i++) {
        if (kept && by_ends(&s->edges[kept - 1], &s->edges[i]) == 0)
            s->edges[kept - 1].offers++;
        else
            s->edges[kept++] = s->edges[i];
    }
    s->edge_count = kept;
    for (size_t i = 0; i < kept; i++)
        s->edges[i].score =
            s->edges[i].offers / (double)(s->rows[s->edges[i].a] + s->rows[s->edges[i].b]);
    if (kept)
        qsort(s->edges, kept, sizeof *s->edges, by_score);
    return 0;
}

/* Joins pieces, each at most once a pass so that shared offers are counted anew, until every
 * further join would pass the limit. */
static int join_to_limit(splitter *s) {
    for (uint32_t pass = 1;; pass++) {
        if (list_edges(s))
            return -1;
        if (s->edge_count == 0)
            return 0;
        for (size_t i = 0; i < s->edge_count; i++) {
            uint32_t a = s->edges[i].a, b = s->edges[i].b;
            if (s->taken[a] == pass || s->taken[b] == pass)
                continue;
            s->taken[a] = s->taken[b] = pass;
            join(s, a, b);
        }
    }
}

/* Needs and offers of the largest block; here an offer counts once in a block, however many
 * occupations it leads to. */
static uint32_t count_largest_rows(splitter *s, const eqp_blocks *blocks) {
    const eqp_programme *p = s->programme;
    uint32_t *cells = s->rows; /* no longer needed for joining */
    uint32_t largest = 0;
    for (uint32_t c = 0; c < p->cells; c++)
        cells[c] = 0;
    for (uint32_t c = 0; c < p->cells; c++)
        cells[root_of(s, c)]++;
    for (uint32_t b = 0; b < blocks->count; b++) {
        const uint32_t *use = blocks->use + blocks->use_start[b];
        uint32_t uses = blocks->use_start[b + 1] - blocks->use_start[b];
        uint32_t rows = cells[root_of(s, p->use_cell[use[0]])] + 1;
        for (uint32_t u = 1; u < uses; u++)
            rows += p->use_offer[use[u]] != p->use_offer[use[u - 1]];
        if (rows > largest)
            largest = rows;
    }
    return largest;
}

static int number_blocks(splitter *s, eqp_blocks *blocks) {
    const eqp_programme *p = s->programme;
    uint32_t *number = s->taken; /* no longer needed for passes */
    for (uint32_t c = 0; c < p->cells; c++)
        if (root_of(s, c) == c)
            number[c] = blocks->count++;
    blocks->use_start = eqp_allocate((size_t)blocks->count + 2, sizeof *blocks->use_start);
    blocks->use = eqp_allocate(p->uses, sizeof *blocks->use);
    blocks->cut = eqp_allocate(p->offers, sizeof *blocks->cut);
    if (!blocks->use_start || !blocks->use || !blocks->cut)
        return -1;
    for (uint32_t u = 0; u < p->uses; u++)
        blocks->use_start[number[root_of(s, p->use_cell[u])] + 2]++;
    for (uint32_t b = 0; b < blocks->count; b++) {
        uint32_t uses = blocks->use_start[b + 2];
        if (uses > blocks->largest_columns)
            blocks->largest_columns = uses;
        blocks->use_start[b + 2] += blocks->use_start[b + 1];
    }
    for (uint32_t u = 0; u < p->uses; u++)
        blocks->use[blocks->use_start[number[root_of(s, p->use_cell[u])] + 1]++] = u;
    for (uint32_t k = 0; k < p->offers; k++)
        if (!p->decided[k] && p->use_start[k] < p->use_start[k + 1] &&
            use_occupation(p, p->use_start[k]) != use_occupation(p, p->use_start[k + 1] - 1))
            blocks->several++;
    for (uint32_t k = 0; k < p->offers; k++)
        for (uint32_t u = p->use_start[k] + 1; u < p->use_start[k + 1] && !blocks->cut[k]; u++)
            if (root_of(s, p->use_cell[u - 1]) != root_of(s, p->use_cell[u])) {
                blocks->cut[k] = 1;
                blocks->cut_count++;
            }
    blocks->largest_rows = count_largest_rows(s, blocks);
    return 0;
}

eqp_status eqp_blocks_split(const eqp_programme *programme, uint32_t limit, eqp_blocks **out,
                            eqp_error *error) {
    splitter s = {.programme = programme, .limit = limit};
    eqp_blocks *blocks = eqp_allocate(1, sizeof *blocks);
    int failed;
    *out = NULL;
    s.parent = eqp_allocate(programme->cells, sizeof *s.parent);
    s.rows = eqp_allocate(programme->cells, sizeof *s.rows);
    s.taken = eqp_allocate(programme->cells, sizeof *s.taken);
    failed = !blocks || !s.parent || !s.rows || !s.taken;
    if (!failed) {
        join_pieces(&s);
        failed = join_to_limit(&s) || number_blocks(&s, blocks);
    }
    eqp_free(s.parent);
    eqp_free(s.rows);
    eqp_free(s.taken);
    eqp_free(s.edges);
    if (failed) {
        eqp_blocks_free(blocks);
        return eqp_error_memory(error);
    }
    *out = blocks;
    return EQP_OK;
}

void eqp_blocks_free(eqp_blocks *blocks) {
    if (!blocks)
        return;
    eqp_free(blocks->use_start);
    eqp_free(blocks->use);
    eqp_free(blocks->cut);
    eqp_free(blocks);
}
