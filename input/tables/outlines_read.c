#include "input/tables/outlines_read.h"

#include "input/tables/file_load.h"
#include "models/base/language.h"
#include "models/base/memory.h"

#include <jansson.h>

#include <errno.h>
#include <math.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#define BYTE_ORDER_MARK "\xEF\xBB\xBF"

/* Why features are left out: how many, and the first of them. */
typedef struct left_out {
    size_t count, first; /* first: counted from 1 */
    char zone[128];      /* of the first */
} left_out;

typedef struct reading {
    const eqp_study *study;
    eqp_problems *problems;
    const json_t *features;
    uint32_t *zone; /* [features] of the study, EQP_NONE: the feature is left out */
    left_out nameless, unknown, shapeless;
    double west, east, south, north; /* of the features that count; west > east: there are none */
    eqp_outlines *outlines;
    size_t polygons, rings, points; /* so far */
    size_t polygon_room, ring_room, x_room, y_room;
} reading;

static void tell(const reading *all, eqp_severity severity, const char *sentence) {
    eqp_problems_add(all->problems, severity, EQP_OUTLINES_FILE, 0, 0, "%s", sentence);
}

/* ---- which feature is of which zone ---- */

static void leave_out(left_out *kind, size_t feature, const char *zone) {
    if (kind->count++ == 0) {
        kind->first = feature + 1;
        snprintf(kind->zone, sizeof kind->zone, "%s", zone);
    }
}

/* The property `zone` as text, borrowed from the feature, or in `digits` where it is a whole
 * number;
 * "" where there is none. */
static const char *zone_of(const json_t *feature, char digits[32]) {
    const json_t *zone = json_object_get(json_object_get(feature, "properties"), "zone");
    if (json_is_string(zone))
        return json_string_value(zone);
    digits[0] = '\0';
    if (json_is_integer(zone))
        snprintf(digits, 32, "%lld", (long long)json_integer_value(zone));
    return digits;
}

/* The polygons of a feature: a list of lists of rings; NULL where it is no area. *one is set where
 * it is a single polygon, a list of rings. */
static const json_t *polygons_of(const json_t *feature, int *one) {
    const json_t *geometry = json_object_get(feature, "geometry");
    const char *type = json_string_value(json_object_get(geometry, "type"));
    const json_t *coordinates = json_object_get(geometry, "coordinates");
    *one = type && strcmp(type, "Polygon") == 0;
    if (!type || !json_is_array(coordinates) || json_array_size(coordinates) == 0)
        return NULL;
    return *one || strcmp(type, "MultiPolygon") == 0 ? coordinates : NULL;
}

static void find_zone(reading *all, size_t index) {
    const json_t *feature = json_array_get(all->features, index);
    char digits[32];
    const char *id = zone_of(feature, digits);
    int one;
    all->zone[index] = EQP_NONE;
    if (!id[0]) {
        leave_out(&all->nameless, index, "");
        return;
    }
    all->zone[index] = eqp_names_find(all->study->spaces[EQP_SPACE_zone], id, strlen(id));
    if (all->zone[index] == EQP_NONE) {
        leave_out(&all->unknown, index, id);
    } else if (!polygons_of(feature, &one)) {
        leave_out(&all->shapeless, index, id);
        all->zone[index] = EQP_NONE;
    }
}

/* ---- coordinates ---- */

static int take_point(const json_t *point, double *longitude, double *latitude) {
    const json_t *first = json_array_get(point, 0), *second = json_array_get(point, 1);
    if (!json_is_number(first) || !json_is_number(second))
        return -1;
    *longitude = json_number_value(first);
    *latitude = json_number_value(second);
    return 0;
}

/* Whether a ring is one, in degrees; widens the map by it. */
static int check_ring(reading *all, const json_t *ring, const char *zone) {
    if (!json_is_array(ring) || json_array_size(ring) < 4) {
        eqp_problems_add(all->problems, EQP_PROBLEM_ERROR, EQP_OUTLINES_FILE, 0, 0,
                         _("zone \"%s\": a ring of its outline is not a list of at least four "
                           "points"),
                         zone);
        return -1;
    }
    for (size_t i = 0; i < json_array_size(ring); i++) {
        double longitude, latitude;
        if (take_point(json_array_get(ring, i), &longitude, &latitude)) {
            eqp_problems_add(all->problems, EQP_PROBLEM_ERROR, EQP_OUTLINES_FILE, 0, 0,
                             _("zone \"%s\": a point of its outline is not a longitude and a "
                               "latitude"),
                             zone);
            return -1;
        }
        if (fabs(longitude) > 180 || fabs(latitude) > 90) {
            eqp_problems_add(all->problems, EQP_PROBLEM_ERROR, EQP_OUTLINES_FILE, 0, 0,
                             _("zone \"%s\": %.6g, %.6g is not a longitude from -180 to 180 and a "
                               "latitude from -90 to 90; save the file in degrees (WGS 84, "
                               "EPSG:4326)"),
                             zone, longitude, latitude);
            return -1;
        }
        all->west = fmin(all->west, longitude);
        all->east = fmax(all->east, longitude);
        all->south = fmin(all->south, latitude);
        all->north = fmax(all->north, latitude);
    }
    return 0;
}

/* Calls `visit` for each polygon (a list of rings) of a feature, until one returns non-zero. */
static int visit_polygons(reading *all, size_t index,
                          int (*visit)(reading *all, const json_t *polygon, uint32_t zone)) {
    int one, result = 0;
    const json_t *polygons = polygons_of(json_array_get(all->features, index), &one);
    if (one)
        return visit(all, polygons, all->zone[index]);
    for (size_t i = 0; result == 0 && i < json_array_size(polygons); i++)
        result = visit(all, json_array_get(polygons, i), all->zone[index]);
    return result;
}

static int check_polygon(reading *all, const json_t *polygon, uint32_t zone) {
    const char *id = eqp_study_id(all->study, EQP_SPACE_zone, zone);
    size_t rings = json_array_size(polygon);
    if (rings == 0)
        return check_ring(all, NULL, id);
    for (size_t i = 0; i < rings; i++)
        if (check_ring(all, json_array_get(polygon, i), id))
            return -1;
    return 0;
}

/* ---- outlines on the grid ---- */

static uint32_t on_grid(double degrees, double from, double cell) {
    return (uint32_t)lround((degrees - from) / cell);
}

static int add_point(reading *all, uint32_t x, uint32_t y) {
    eqp_outlines *outlines = all->outlines;
    if (eqp_grow(&outlines->x, &all->x_room, all->points + 1, sizeof *outlines->x) ||
        eqp_grow(&outlines->y, &all->y_room, all->points + 1, sizeof *outlines->y))
        return -1;
    outlines->x[all->points] = x;
    outlines->y[all->points] = y;
    all->points++;
    return 0;
}

static int add_ring(reading *all, const json_t *ring) {
    eqp_outlines *outlines = all->outlines;
    size_t first = all->points;
    for (size_t i = 0; i < json_array_size(ring); i++) {
        double longitude, latitude;
        uint32_t x, y;
        take_point(json_array_get(ring, i), &longitude, &latitude);
        x = on_grid(longitude, outlines->west, outlines->cell);
        y = on_grid(latitude, outlines->south, outlines->cell);
        if (all->points > first && outlines->x[all->points - 1] == x &&
            outlines->y[all->points - 1] == y)
            continue;
        if (add_point(all, x, y))
            return -1;
    }
    if (all->points - first < 4) /* too small to be seen */
        all->points = first;
    else if (eqp_grow(&outlines->first_point, &all->ring_room, all->rings + 2,
                      sizeof *outlines->first_point))
        return -1;
    else
        outlines->first_point[++all->rings] = all->points;
    return 0;
}

/* Leaves the polygon out where its outline is too small to be seen, holes included. */
static int add_polygon(reading *all, const json_t *polygon, uint32_t zone) {
    eqp_outlines *outlines = all->outlines;
    size_t rings = all->rings;
    (void)zone;
    for (size_t i = 0; i < json_array_size(polygon); i++) {
        if (add_ring(all, json_array_get(polygon, i)))
            return -1;
        if (all->rings == rings)
            return 0;
    }
    if (eqp_grow(&outlines->first_ring, &all->polygon_room, all->polygons + 2,
                 sizeof *outlines->first_ring))
        return -1;
    outlines->first_ring[++all->polygons] = all->rings;
    return 0;
}

static void lay_grid(reading *all) {
    eqp_outlines *outlines = all->outlines;
    double side = fmax(all->east - all->west, all->north - all->south);
    outlines->west = all->west;
    outlines->south = all->south;
    outlines->cell = side > 0 ? side / EQP_OUTLINES_GRID : 1;
    outlines->width = on_grid(all->east, all->west, outlines->cell);
    outlines->height = on_grid(all->north, all->south, outlines->cell);
}

/* The arrays' first items; 0 or -1. */
static int begin_outlines(reading *all) {
    eqp_outlines *outlines = eqp_allocate(1, sizeof *outlines);
    all->outlines = outlines;
    if (!outlines)
        return -1;
    outlines->zones = all->study->zones.count;
    outlines->first_polygon = eqp_allocate((size_t)outlines->zones + 1, sizeof(size_t));
    if (!outlines->first_polygon ||
        eqp_grow(&outlines->first_ring, &all->polygon_room, 1, sizeof(size_t)) ||
        eqp_grow(&outlines->first_point, &all->ring_room, 1, sizeof(size_t)))
        return -1;
    outlines->first_ring[0] = 0;
    outlines->first_point[0] = 0;
    lay_grid(all);
    return 0;
}

static int make_outlines(reading *all) {
    if (begin_outlines(all))
        return -1;
    for (uint32_t z = 0; z < all->outlines->zones; z++) {
        for (size_t i = 0; i < json_array_size(all->features); i++)
            if (all->zone[i] == z && visit_polygons(all, i, add_polygon))
                return -1;
        all->outlines->first_polygon[z + 1] = all->polygons;
    }
    return 0;
}

/* ---- what has to be said ---- */

static void warn_of_features(const reading *all) {
    char sentence[512];
    if (all->nameless.count) {
        snprintf(sentence, sizeof sentence,
                 P_("%zu feature has no property \"zone\" and is left out: feature %zu",
                    "%zu features have no property \"zone\" and are left out, the first: feature "
                    "%zu",
                    all->nameless.count),
                 all->nameless.count, all->nameless.first);
        tell(all, EQP_PROBLEM_WARNING, sentence);
    }
    if (all->unknown.count) {
        snprintf(sentence, sizeof sentence,
                 P_("%zu feature is of no zone of zones.csv and is left out: feature %zu, zone "
                    "\"%s\"",
                    "%zu features are of no zone of zones.csv and are left out, the first: feature "
                    "%zu, zone \"%s\"",
                    all->unknown.count),
                 all->unknown.count, all->unknown.first, all->unknown.zone);
        tell(all, EQP_PROBLEM_WARNING, sentence);
    }
    if (all->shapeless.count) {
        snprintf(sentence, sizeof sentence,
                 P_("%zu feature is neither a Polygon nor a MultiPolygon and is left out: feature "
                    "%zu, zone \"%s\"",
                    "%zu features are neither a Polygon nor a MultiPolygon and are left out, the "
                    "first: feature %zu, zone \"%s\"",
                    all->shapeless.count),
                 all->shapeless.count, all->shapeless.first, all->shapeless.zone);
        tell(all, EQP_PROBLEM_WARNING, sentence);
    }
}

static void warn_of_zones(const reading *all) {
    size_t without = 0;
    uint32_t first = 0;
    char sentence[512];
    for (uint32_t z = all->study->zones.count; z-- > 0;)
        if (!eqp_outlines_has(all->outlines, z)) {
            without++;
            first = z;
        }
    if (without == 0)
        return;
    snprintf(sentence, sizeof sentence,
             P_("%zu zone has no outline here and will be missing on the map: \"%s\"",
                "%zu zones have no outline here and will be missing on the map, the first: \"%s\"",
                without),
             without, eqp_study_id(all->study, EQP_SPACE_zone, first));
    tell(all, EQP_PROBLEM_WARNING, sentence);
}

static eqp_status data_error(eqp_error *error) {
    return eqp_error_set(error, EQP_ERROR_DATA, _("the map has errors"));
}

static eqp_status check_features(reading *all, eqp_error *error) {
    size_t count = json_array_size(all->features);
    all->zone = eqp_allocate(count, sizeof *all->zone);
    if (!all->zone)
        return eqp_error_memory(error);
    for (size_t i = 0; i < count; i++) {
        find_zone(all, i);
        if (all->zone[i] != EQP_NONE && visit_polygons(all, i, check_polygon))
            return data_error(error);
    }
    return EQP_OK;
}

static eqp_status take_apart(reading *all, const json_t *root, eqp_outlines **out,
                             eqp_error *error) {
    const char *type = json_string_value(json_object_get(root, "type"));
    eqp_status status;
    all->features = json_object_get(root, "features");
    if (!type || strcmp(type, "FeatureCollection") != 0 || !json_is_array(all->features)) {
        tell(all, EQP_PROBLEM_ERROR,
             _("not a GeoJSON FeatureCollection: expected an object with \"type\": "
               "\"FeatureCollection\" and a list of \"features\""));
        return data_error(error);
    }
    status = check_features(all, error);
    if (!status && all->west <= all->east && make_outlines(all))
        status = eqp_error_memory(error);
    if (!status) {
        warn_of_features(all);
        warn_of_zones(all);
        if (all->polygons > 0) {
            *out = all->outlines;
            all->outlines = NULL;
        }
    }
    eqp_outlines_free(all->outlines);
    eqp_free(all->zone);
    return status;
}

eqp_status eqp_outlines_read_text(const char *text, size_t size, const eqp_study *study,
                                  eqp_outlines **out, eqp_problems *problems, eqp_error *error) {
    reading all = {.study = study,
                   .problems = problems,
                   .west = INFINITY,
                   .east = -INFINITY,
                   .south = INFINITY,
                   .north = -INFINITY};
    size_t mark = strlen(BYTE_ORDER_MARK);
    json_error_t problem;
    eqp_status status;
    json_t *root;
    *out = NULL;
    if (size >= mark && memcmp(text, BYTE_ORDER_MARK, mark) == 0) {
        text += mark;
        size -= mark;
    }
    root = json_loadb(text, size, 0, &problem);
    if (root) {
        status = take_apart(&all, root, out, error);
    } else if (json_error_code(&problem) == json_error_out_of_memory) {
        status = eqp_error_memory(error);
    } else {
        eqp_problems_add(problems, EQP_PROBLEM_ERROR, EQP_OUTLINES_FILE,
                         problem.line > 0 ? (uint32_t)problem.line : 0,
                         problem.column > 0 ? (uint32_t)problem.column : 0, _("not JSON: %s"),
                         problem.text);
        status = data_error(error);
    }
    json_decref(root);
    return status;
}

eqp_status eqp_outlines_read(const char *folder, const eqp_study *study, eqp_outlines **out,
                             eqp_problems *problems, eqp_error *error) {
    size_t length = strlen(folder) + sizeof "/" EQP_OUTLINES_FILE, size = 0;
    char *path = eqp_allocate(length, 1), *text = NULL;
    eqp_status status = EQP_OK;
    *out = NULL;
    if (!path)
        return eqp_error_memory(error);
    snprintf(path, length, "%s/" EQP_OUTLINES_FILE, folder);
    if (access(path, F_OK) == 0 || errno != ENOENT)
        status = eqp_file_load(path, &text, &size, error);
    if (text)
        status = eqp_outlines_read_text(text, size, study, out, problems, error);
    eqp_free(text);
    eqp_free(path);
    return status;
}
