/* The rows of a programme: which family a row is of and what it stands for, and where the rows of a
 * family are.
 *
 * Rows of one family stand together, in the order of their index set. First come those of single
 * blocks, then those that couple blocks, of these last the ones that stages bound. */
#ifndef EQP_MODELS_PROGRAMME_ROWS_H
#define EQP_MODELS_PROGRAMME_ROWS_H

#include "models/programme/programme.h"

/* The rows of a family; none where the study does not ask for it. */
eqp_row_range eqp_programme_rows_of(const eqp_programme *programme, eqp_row_family family);

/* The row of a family for one index of its index set; 0 in families of one row. The family must
 * have rows. */
uint32_t eqp_programme_row(const eqp_programme *programme, eqp_row_family family, uint32_t subject);

/* 1 where the family has rows. */
int eqp_programme_has_rows(const eqp_programme *programme, eqp_row_family family);

/* The rows that couple blocks: those that the master holds. */
eqp_row_range eqp_programme_coupling_rows(const eqp_programme *programme);

/* Those that a plan answers for after all stages: what the study asks for, and zones' floors. */
eqp_row_range eqp_programme_shared_rows(const eqp_programme *programme);

/* The rows that stages bound; they are free in the programme itself. */
eqp_row_range eqp_programme_stage_rows(const eqp_programme *programme);

/* The rows that the study itself asks for, in every stage: all but those above. */
eqp_row_range eqp_programme_study_rows(const eqp_programme *programme);

/* 1 where a row is in the range. */
static inline int eqp_row_range_has(eqp_row_range range, uint32_t row) {
    return row - range.first < range.count;
}

/* The family of a row, and its record. */
eqp_row_family eqp_programme_family_of(const eqp_programme *programme, uint32_t row);
const eqp_row_traits *eqp_programme_row_traits(const eqp_programme *programme, uint32_t row);

/* The index of a row within its family's index set: of the programme's offers and cells, of the
 * study's institutions, rules and zones; 0 in families of one row. */
uint32_t eqp_programme_subject(const eqp_programme *programme, uint32_t row);

/* The ids that name a row, as indexes of the study: id[i] in space[i] of its family's record,
 * EQP_NONE where there are fewer. */
void eqp_programme_row_ids(const eqp_programme *programme, uint32_t row, uint32_t id[2]);

/* 1 where a row asks for at least its bound, 0 where for at most; and that bound. Of link rows the
 * upper one. */
int eqp_programme_asks_at_least(const eqp_programme *programme, uint32_t row);
double eqp_programme_row_bound(const eqp_programme *programme, uint32_t row);

/* 1 where a row adds up money: a budget, or a rule that counts cost. In whole sessions it is paid
 * by place and by session. */
int eqp_programme_counts_money(const eqp_programme *programme, uint32_t row);

#endif
