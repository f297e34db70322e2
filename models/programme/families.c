#include "models/programme/families.h"

/* The words of constraints.def. */
enum { word_no, word_yes };

#define SPACES_one                                                                                 \
    { EQP_SPACE_COUNT, EQP_SPACE_COUNT }
#define SPACES_offer                                                                               \
    { EQP_SPACE_offer, EQP_SPACE_COUNT }
#define SPACES_cell                                                                                \
    { EQP_SPACE_zone, EQP_SPACE_occupation }
#define SPACES_institution                                                                         \
    { EQP_SPACE_institution, EQP_SPACE_COUNT }
#define SPACES_rule                                                                                \
    { EQP_SPACE_rule, EQP_SPACE_COUNT }
#define SPACES_zone                                                                                \
    { EQP_SPACE_zone, EQP_SPACE_COUNT }

const eqp_row_traits *eqp_row_traits_of(eqp_row_family family) {
    static const eqp_row_traits traits[] = {
#define EQP_CONSTRAINT(family, index, columns, sense, couples, stage, limit, money, unit,          \
                       unit_of_dual, sentence)                                                     \
    {#family,        EQP_INDEX_##index, SPACES_##index, EQP_COLUMNS_##columns, EQP_LIMIT_##sense,  \
     word_##couples, word_##stage,      word_##limit,   EQP_MONEY_##money,     unit,               \
     unit_of_dual,   sentence},
#include "models/programme/constraints.def"
#undef EQP_CONSTRAINT
    };
    return &traits[family];
}
