/* Zones, occupations and needs of a synthetic region. */
#include "input/generate/generate_parts.h"
#include "input/tables/study_rows.h"

/* A zone on average every 34 km, on a square around 46° north, 2.5° east, in thousandths of a
 * degree: 34 km are 306 of latitude and 440 of longitude there. */
#define LATITUDE_STEP 306
#define LONGITUDE_STEP 440
#define OCCUPATIONS_PER_FAMILY 10
#define NEEDED_PAIRS 650000 /* millionths of the pairs (zone, occupation) that lack anybody */

static int add_zone(eqp_study *study, const eqp_generate_options *options, uint32_t index) {
    uint32_t row = eqp_rows_add(study, "zones");
    uint32_t side = (uint32_t)eqp_whole_root(options->zones - 1) + 1;
    eqp_random random = eqp_random_start(options->seed, EQP_STREAM_ZONES, index);
    int64_t latitude = 46000 + ((int64_t)(index / side) - side / 2) * LATITUDE_STEP;
    int64_t longitude = 2500 + ((int64_t)(index % side) - side / 2) * LONGITUDE_STEP;
    if (row == EQP_NONE)
        return -1;
    latitude += eqp_random_between(&random, 0, LATITUDE_STEP * 2 / 3);
    longitude += eqp_random_between(&random, 0, LONGITUDE_STEP * 2 / 3);
    study->zones.zone[row] = eqp_rows_name_format(study, EQP_SPACE_zone, "Z%04u", index + 1);
    study->zones.department[row] =
        eqp_rows_name_format(study, EQP_SPACE_department, "D%02u", index / 5 + 1);
    study->zones.name[row] = eqp_rows_text("Zone %u", index + 1);
    study->zones.latitude[row] = (double)latitude / 1000;
    study->zones.longitude[row] = (double)longitude / 1000;
    return study->zones.zone[row] == EQP_NONE || study->zones.department[row] == EQP_NONE ||
                   !study->zones.name[row]
               ? -1
               : 0;
}

static int add_occupation(eqp_study *study, uint32_t index) {
    uint32_t row = eqp_rows_add(study, "occupations");
    uint32_t family = index / OCCUPATIONS_PER_FAMILY + 1;
    uint32_t member = index % OCCUPATIONS_PER_FAMILY + 1;
    if (row == EQP_NONE)
        return -1;
    study->occupations.occupation[row] =
        eqp_rows_name_format(study, EQP_SPACE_occupation, "F%02u-%02u", family, member);
    study->occupations.family[row] = eqp_rows_name_format(study, EQP_SPACE_family, "F%02u", family);
    study->occupations.name[row] = eqp_rows_text("Occupation %u of family %u", member, family);
    return study->occupations.occupation[row] == EQP_NONE ||
                   study->occupations.family[row] == EQP_NONE || !study->occupations.name[row]
               ? -1
               : 0;
}

/* A few large ones and many small: between 1 and 100. */
static uint32_t size_of(uint64_t seed, uint32_t stream, uint32_t index) {
    eqp_random random = eqp_random_start(seed, stream, ((uint64_t)1 << 32) + index);
    uint32_t root = eqp_random_between(&random, 1, 10);
    return root * root;
}

static int add_need(eqp_study *study, const eqp_generate_options *options, uint32_t zone,
                    uint32_t occupation) {
    uint64_t pair = (uint64_t)zone * options->occupations + occupation;
    eqp_random random = eqp_random_start(options->seed, EQP_STREAM_NEEDS, pair);
    uint32_t row, size;
    if (!eqp_random_happens(&random, NEEDED_PAIRS) && pair > 0) /* a region always has a need */
        return 0;
    row = eqp_rows_add(study, "needs");
    if (row == EQP_NONE)
        return -1;
    size = size_of(options->seed, EQP_STREAM_ZONES, zone) *
           size_of(options->seed, EQP_STREAM_OCCUPATIONS, occupation);
    study->needs.zone[row] = zone;
    study->needs.occupation[row] = occupation;
    study->needs.need[row] = 2 + (uint64_t)size * eqp_random_between(&random, 20, 100) / 2000;
    return 0;
}

int eqp_generate_region(eqp_study *study, const eqp_generate_options *options) {
    int failed = 0;
    for (uint32_t z = 0; z < options->zones && !failed; z++)
        failed = add_zone(study, options, z);
    for (uint32_t o = 0; o < options->occupations && !failed; o++)
        failed = add_occupation(study, o);
    for (uint32_t z = 0; z < options->zones && !failed; z++)
        for (uint32_t o = 0; o < options->occupations && !failed; o++)
            failed = add_need(study, options, z, o);
    return failed;
}
