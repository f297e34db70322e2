/* Why there is no plan in whole sessions where there is one in places, in words and as JSON. */
#ifndef EQP_OUTPUT_WHOLE_OBSTACLES_TEXT_H
#define EQP_OUTPUT_WHOLE_OBSTACLES_TEXT_H

#include "models/answers/whole_obstacles.h"
#include "output/text/style.h"

/* The decisions, with file and line, that leave no whole session, or what the nearest plan misses,
 * at most 80 characters a line; {"status": "infeasible", …}. Owned by the caller (eqp_free); NULL
 * when memory is short. */
char *eqp_whole_obstacles_text(const eqp_whole_obstacles *obstacles, const eqp_text_style *style);
char *eqp_whole_obstacles_json(const eqp_whole_obstacles *obstacles);

#endif
