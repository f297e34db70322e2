/* What constraints.def says couples, against the blocks that programmes fall into. */
#include "suite.h"
#include "trial.h"

#include "models/base/memory.h"
#include "models/programme/blocks.h"
#include "solver/decomposition/column.h"

#include <string.h>

#define STUDIES 60
#define SEVERAL (EQP_NONE - 1)

typedef struct sighting {
    eqp_trial trial;
    eqp_blocks *blocks;
    uint32_t *block_of; /* [uses] */
    uint32_t *seen;     /* [rows] block whose columns a row has entries of, EQP_NONE, SEVERAL */
} sighting;

static void note(sighting *s, uint32_t column, uint32_t block) {
    const eqp_lp *lp = s->trial.programme->lp;
    for (size_t e = lp->start[column]; e < lp->start[column + 1]; e++) {
        uint32_t *seen = &s->seen[lp->row[e]];
        *seen = *seen == EQP_NONE || *seen == block ? block : SEVERAL;
    }
}

/* Every column in the blocks of its offer's uses; the rows of a cut offer are not asked about. */
static void note_columns(sighting *s) {
    const eqp_programme *p = s->trial.programme;
    for (uint32_t b = 0; b < s->blocks->count; b++)
        for (uint32_t i = s->blocks->use_start[b]; i < s->blocks->use_start[b + 1]; i++)
            s->block_of[s->blocks->use[i]] = b;
    for (uint32_t k = 0; k < p->offers; k++)
        for (uint32_t use = p->use_start[k]; use < p->use_start[k + 1]; use++) {
            note(s, p->first_use + use, s->block_of[use]);
            for (uint32_t pair = p->pair_start[k]; pair < p->pair_start[k + 1]; pair++)
                note(s, pair, s->block_of[use]);
        }
}

static int is_of_cut_offer(const sighting *s, uint32_t row) {
    const eqp_programme *p = s->trial.programme;
    return eqp_programme_row_traits(p, row)->index == EQP_INDEX_offer &&
           s->blocks->cut[eqp_programme_subject(p, row)];
}

static void open_sighting(sighting *s, uint64_t seed) {
    const eqp_programme *p;
    CU_ASSERT_EQUAL_FATAL(eqp_trial_draw(&s->trial, seed), 0);
    if (seed % 2)
        s->trial.study->settings.max_change = 0.3;
    CU_ASSERT_EQUAL_FATAL(eqp_trial_rebuild(&s->trial), 0);
    p = s->trial.programme;
    CU_ASSERT_EQUAL_FATAL(eqp_blocks_split(p, 1, &s->blocks, NULL), EQP_OK);
    s->block_of = eqp_allocate(p->uses, sizeof *s->block_of);
    s->seen = eqp_allocate(p->lp->rows, sizeof *s->seen);
    CU_ASSERT_FATAL(s->block_of && s->seen);
    memset(s->seen, 0xff, p->lp->rows * sizeof *s->seen);
    note_columns(s);
}

static void close_sighting(sighting *s) {
    eqp_free(s->block_of);
    eqp_free(s->seen);
    eqp_blocks_free(s->blocks);
    eqp_trial_free(&s->trial);
}

/* And what couples is seen to do so somewhere: but for the overlap row, which is empty in the
 * matrix, and for places bought before, of which these studies have none. */
static void what_is_said_to_couple_is_what_the_master_holds(void) {
    uint32_t tied[EQP_ROW_FAMILIES] = {0}, cut = 0;
    for (uint64_t seed = 1; seed <= STUDIES; seed++) {
        sighting s;
        eqp_block_context context;
        open_sighting(&s, seed);
        context = eqp_block_context_of(s.trial.programme, s.blocks, NULL, NULL);
        for (uint32_t row = 0; row < s.trial.programme->lp->rows; row++) {
            eqp_row_family family = eqp_programme_family_of(s.trial.programme, row);
            int couples = eqp_row_traits_of(family)->couples;
            CU_ASSERT_EQUAL(eqp_row_range_has(context.coupling, row), couples);
            CU_ASSERT(couples || s.seen[row] != SEVERAL || is_of_cut_offer(&s, row));
            tied[family] += s.seen[row] == SEVERAL;
        }
        cut += s.blocks->cut_count;
        close_sighting(&s);
    }
    CU_ASSERT(cut > 0);
    for (int family = 0; family < EQP_ROW_FAMILIES; family++)
        if (eqp_row_traits_of((eqp_row_family)family)->couples)
            CU_ASSERT(tied[family] > 0 || family == EQP_ROW_overlap || family == EQP_ROW_kept);
}

/* Every row is of one family, for one thing; stage rows are the last of those that couple. */
static void rows_and_families_find_each_other(void) {
    for (uint64_t seed = 1; seed <= STUDIES; seed++) {
        sighting s;
        const eqp_programme *p;
        uint32_t rows = 0;
        open_sighting(&s, seed);
        p = s.trial.programme;
        for (int family = 0; family < EQP_ROW_FAMILIES; family++)
            rows += eqp_programme_rows_of(p, (eqp_row_family)family).count;
        CU_ASSERT_EQUAL(rows, p->lp->rows);
        for (uint32_t row = 0; row < rows; row++) {
            eqp_row_family family = eqp_programme_family_of(p, row);
            CU_ASSERT_EQUAL(eqp_programme_row(p, family, eqp_programme_subject(p, row)), row);
            CU_ASSERT_EQUAL(eqp_row_range_has(eqp_programme_stage_rows(p), row),
                            eqp_row_traits_of(family)->stage);
        }
        close_sighting(&s);
    }
}

static const eqp_test tests[] = {
    {"what is said to couple is what the master holds",
     what_is_said_to_couple_is_what_the_master_holds},
    {"rows and families find each other", rows_and_families_find_each_other},
};

EQP_SUITE_MAIN("coupling rows", tests)
