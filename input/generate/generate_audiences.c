/* Publics that offers train: beneficiaries of the minimum income are about a quarter of all
 * trained. */
#include "input/generate/generate_parts.h"
#include "input/tables/study_rows.h"

/* Percent of an offer's trainees, by kind of course. */
typedef struct {
    const char *name;
    uint32_t low[3], high[3];
} audience;

static const audience publics[] = {
    {"rsa",
     {[EQP_COURSE_CERTIFYING] = 10, [EQP_COURSE_PREPARATORY] = 20, [EQP_COURSE_PRE_HIRING] = 12},
     {[EQP_COURSE_CERTIFYING] = 35, [EQP_COURSE_PREPARATORY] = 45, [EQP_COURSE_PRE_HIRING] = 35}},
    {"under-26",
     {[EQP_COURSE_CERTIFYING] = 15, [EQP_COURSE_PREPARATORY] = 20, [EQP_COURSE_PRE_HIRING] = 10},
     {[EQP_COURSE_CERTIFYING] = 45, [EQP_COURSE_PREPARATORY] = 50, [EQP_COURSE_PRE_HIRING] = 40}},
};
#define PUBLICS (sizeof publics / sizeof *publics)

int eqp_generate_audiences(eqp_study *study, const eqp_generate_options *options) {
    uint32_t names[PUBLICS];
    for (size_t a = 0; a < PUBLICS; a++)
        if ((names[a] = eqp_rows_name(study, EQP_SPACE_audience, publics[a].name)) == EQP_NONE)
            return -1;
    for (uint32_t k = 0; k < study->offers.count; k++) {
        eqp_random random = eqp_random_start(options->seed, EQP_STREAM_AUDIENCES, k);
        uint32_t kind = study->offers.kind[k];
        for (size_t a = 0; a < PUBLICS; a++) {
            uint32_t row = eqp_rows_add(study, "audiences");
            if (row == EQP_NONE)
                return -1;
            study->audiences.offer[row] = k;
            study->audiences.audience[row] = names[a];
            study->audiences.share[row] =
                eqp_random_between(&random, publics[a].low[kind], publics[a].high[kind]) / 100.0;
        }
    }
    return 0;
}
