/* The split of a programme into blocks, on many random studies and limits. */
#include "suite.h"
#include "trial.h"

#include "models/base/memory.h"
#include "models/base/names.h"
#include "models/programme/blocks.h"

#include <string.h>

#define STUDIES 300

static const uint32_t limits[] = {0, 1, 4, 8, 15, UINT32_MAX};

#define LIMITS (sizeof limits / sizeof *limits)

typedef void (*checker)(const eqp_programme *programme, const eqp_blocks *blocks, uint32_t limit);

/* Splits every study at every limit. */
static void on_every_split(checker check) {
    for (uint64_t seed = 1; seed <= STUDIES; seed++) {
        eqp_trial trial;
        CU_ASSERT_EQUAL_FATAL(eqp_trial_draw(&trial, seed), 0);
        for (size_t l = 0; l < LIMITS; l++) {
            eqp_blocks *blocks;
            CU_ASSERT_EQUAL_FATAL(eqp_blocks_split(trial.programme, limits[l], &blocks, NULL),
                                  EQP_OK);
            check(trial.programme, blocks, limits[l]);
            eqp_blocks_free(blocks);
        }
        eqp_trial_free(&trial);
    }
}

/* of_use[uses] receives the block of each use, EQP_NONE where it is in none; the caller's. */
static uint32_t *find_blocks(const eqp_programme *p, const eqp_blocks *blocks) {
    uint32_t *of_use = eqp_allocate(p->uses, sizeof *of_use);
    CU_ASSERT_FATAL(of_use != NULL);
    for (uint32_t u = 0; u < p->uses; u++)
        of_use[u] = EQP_NONE;
    for (uint32_t b = 0; b < blocks->count; b++)
        for (uint32_t at = blocks->use_start[b]; at < blocks->use_start[b + 1]; at++)
            of_use[blocks->use[at]] = b;
    return of_use;
}

static void check_partition(const eqp_programme *p, const eqp_blocks *blocks, uint32_t limit) {
    uint32_t *of_use = find_blocks(p, blocks);
    (void)limit;
    CU_ASSERT_EQUAL(blocks->use_start[0], 0);
    CU_ASSERT_EQUAL(blocks->use_start[blocks->count], p->uses);
    for (uint32_t b = 0; b < blocks->count; b++) {
        CU_ASSERT(blocks->use_start[b] < blocks->use_start[b + 1]);
        CU_ASSERT(blocks->use_start[b + 1] - blocks->use_start[b] <= blocks->largest_columns);
        for (uint32_t at = blocks->use_start[b] + 1; at < blocks->use_start[b + 1]; at++)
            CU_ASSERT(blocks->use[at - 1] < blocks->use[at]);
    }
    for (uint32_t u = 0; u < p->uses; u++) /* as many places as uses: then each has just one */
        CU_ASSERT(of_use[u] != EQP_NONE);
    eqp_free(of_use);
}

static void every_use_is_in_exactly_one_block(void) {
    on_every_split(check_partition);
}

static void check_cells(const eqp_programme *p, const eqp_blocks *blocks, uint32_t limit) {
    uint32_t *of_use = find_blocks(p, blocks);
    (void)limit;
    for (uint32_t u = 0; u < p->uses; u++)
        for (uint32_t v = 0; v < u; v++)
            CU_ASSERT(p->use_cell[u] != p->use_cell[v] || of_use[u] == of_use[v]);
    eqp_free(of_use);
}

static void every_need_lies_in_one_block(void) {
    on_every_split(check_cells);
}

static uint32_t occupation_of(const eqp_programme *p, uint32_t use) {
    return p->study->needs.occupation[p->cell_need_row[p->use_cell[use]]];
}

static void check_cuts(const eqp_programme *p, const eqp_blocks *blocks, uint32_t limit) {
    uint32_t *of_use = find_blocks(p, blocks);
    uint32_t cut = 0, several_occupations = 0;
    for (uint32_t k = 0; k < p->offers; k++) {
        int apart = 0, several = 0;
        for (uint32_t u = p->use_start[k]; u < p->use_start[k + 1]; u++) {
            apart |= of_use[u] != of_use[p->use_start[k]];
            several |= occupation_of(p, u) != occupation_of(p, p->use_start[k]);
            for (uint32_t v = p->use_start[k]; v < u; v++)
                CU_ASSERT(occupation_of(p, u) != occupation_of(p, v) || of_use[u] == of_use[v]);
        }
        CU_ASSERT_EQUAL(blocks->cut[k], apart);
        CU_ASSERT(!apart || !p->decided[k]);
        cut += (uint32_t)apart;
        several_occupations += several && !p->decided[k];
    }
    CU_ASSERT_EQUAL(blocks->cut_count, cut);
    CU_ASSERT_EQUAL(blocks->several, several_occupations);
    CU_ASSERT(cut == 0 || limit != UINT32_MAX);
    eqp_free(of_use);
}

static void offers_are_cut_by_occupation_and_decided_ones_never(void) {
    on_every_split(check_cuts);
}

/* Needs and offers of a block: those that its uses are of. */
static uint32_t rows_of(const eqp_programme *p, const eqp_blocks *blocks, uint32_t block) {
    uint8_t *seen = eqp_allocate((size_t)p->cells + p->offers, sizeof *seen);
    uint32_t rows = 0;
    CU_ASSERT_FATAL(seen != NULL);
    for (uint32_t at = blocks->use_start[block]; at < blocks->use_start[block + 1]; at++) {
        uint32_t use = blocks->use[at];
        rows += !seen[p->use_cell[use]];
        seen[p->use_cell[use]] = 1;
        rows += !seen[p->cells + p->use_offer[use]];
        seen[p->cells + p->use_offer[use]] = 1;
    }
    eqp_free(seen);
    return rows;
}

/* Whether nothing of a block could stand alone: from one of its cells every other is reached by
 * offers that may not be taken apart there. */
static int is_forced(const eqp_programme *p, const eqp_blocks *blocks, uint32_t block) {
    uint8_t *reached = eqp_allocate(p->cells, sizeof *reached);
    uint32_t first = blocks->use_start[block], end = blocks->use_start[block + 1];
    int changed = 1, whole = 1;
    CU_ASSERT_FATAL(reached != NULL);
    reached[p->use_cell[blocks->use[first]]] = 1;
    while (changed) {
        changed = 0;
        for (uint32_t i = first; i < end; i++)
            for (uint32_t j = first; j < end; j++) {
                uint32_t u = blocks->use[i], v = blocks->use[j];
                if (p->use_offer[u] == p->use_offer[v] && reached[p->use_cell[u]] &&
                    !reached[p->use_cell[v]] &&
                    (p->decided[p->use_offer[u]] || occupation_of(p, u) == occupation_of(p, v)))
                    changed = reached[p->use_cell[v]] = 1;
            }
    }
    for (uint32_t i = first; i < end; i++)
        whole &= reached[p->use_cell[blocks->use[i]]];
    eqp_free(reached);
    return whole;
}

static void check_limit(const eqp_programme *p, const eqp_blocks *blocks, uint32_t limit) {
    uint32_t largest = 0;
    for (uint32_t b = 0; b < blocks->count; b++) {
        uint32_t rows = rows_of(p, blocks, b);
        CU_ASSERT(rows <= limit || is_forced(p, blocks, b));
        largest = rows > largest ? rows : largest;
    }
    CU_ASSERT_EQUAL(blocks->largest_rows, largest);
}

static void no_block_passes_the_limit_unless_it_cannot_be_smaller(void) {
    on_every_split(check_limit);
}

static void without_a_limit_blocks_share_nothing(void) {
    for (uint64_t seed = 1; seed <= STUDIES; seed++) {
        eqp_trial trial;
        eqp_blocks *blocks;
        uint32_t *of_use;
        const eqp_programme *p;
        CU_ASSERT_EQUAL_FATAL(eqp_trial_draw(&trial, seed), 0);
        p = trial.programme;
        CU_ASSERT_EQUAL_FATAL(eqp_blocks_split(p, UINT32_MAX, &blocks, NULL), EQP_OK);
        of_use = find_blocks(p, blocks);
        for (uint32_t u = 0; u < p->uses; u++)
            for (uint32_t v = 0; v < u; v++)
                CU_ASSERT(of_use[u] == of_use[v] ||
                          (p->use_offer[u] != p->use_offer[v] && p->use_cell[u] != p->use_cell[v]));
        eqp_free(of_use);
        eqp_blocks_free(blocks);
        eqp_trial_free(&trial);
    }
}

static void short_memory_is_an_error_that_leaves_nothing(void) {
    eqp_trial trial;
    eqp_blocks *blocks = NULL;
    size_t before, n = 1;
    CU_ASSERT_EQUAL_FATAL(eqp_trial_draw(&trial, 5), 0);
    before = eqp_memory_alive();
    for (; !blocks; n++) {
        eqp_status status;
        eqp_memory_fail_at(n);
        status = eqp_blocks_split(trial.programme, 8, &blocks, NULL);
        eqp_memory_fail_at(0);
        CU_ASSERT(status == EQP_OK
                      ? blocks != NULL
                      : status == EQP_ERROR_MEMORY && !blocks && eqp_memory_alive() == before);
    }
    CU_ASSERT(n > 5);
    eqp_blocks_free(blocks);
    eqp_blocks_free(NULL);
    eqp_trial_free(&trial);
}

static const eqp_test tests[] = {
    {"every use is in exactly one block", every_use_is_in_exactly_one_block},
    {"every need lies in one block", every_need_lies_in_one_block},
    {"offers are cut by occupation, and decided ones never",
     offers_are_cut_by_occupation_and_decided_ones_never},
    {"no block passes the limit unless it cannot be smaller",
     no_block_passes_the_limit_unless_it_cannot_be_smaller},
    {"without a limit blocks share nothing", without_a_limit_blocks_share_nothing},
    {"short memory is an error that leaves nothing", short_memory_is_an_error_that_leaves_nothing},
};

EQP_SUITE_MAIN("blocks", tests)
