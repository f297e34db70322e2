#include "models/base/memory.h"
#include "output/files/buffer.h"
#include "output/page/page_parts.h"

/* A ring as its points' steps, "x y dx dy dx dy …": far shorter than its coordinates. */
static void add_ring(const eqp_outlines *outlines, size_t ring, eqp_json *json) {
    eqp_buffer buffer = {0};
    long x = 0, y = 0;
    char *text;
    for (size_t p = outlines->first_point[ring]; p < outlines->first_point[ring + 1]; p++) {
        eqp_buffer_add(&buffer, "%s%ld %ld", buffer.length ? " " : "", outlines->x[p] - x,
                       outlines->y[p] - y);
        x = outlines->x[p];
        y = outlines->y[p];
    }
    text = eqp_buffer_finish(&buffer);
    if (text)
        eqp_json_text(json, NULL, text);
    else
        eqp_json_fail(json);
    eqp_free(text);
}

static void add_zone(const eqp_outlines *outlines, uint32_t zone, eqp_json *json) {
    eqp_json_open(json, NULL);
    eqp_json_whole(json, "zone", zone);
    eqp_json_open_list(json, "polygons");
    for (size_t p = outlines->first_polygon[zone]; p < outlines->first_polygon[zone + 1]; p++) {
        eqp_json_open_list(json, NULL);
        for (size_t ring = outlines->first_ring[p]; ring < outlines->first_ring[p + 1]; ring++)
            add_ring(outlines, ring, json);
        eqp_json_close(json);
    }
    eqp_json_close(json);
    eqp_json_close(json);
}

void eqp_page_add_map(const eqp_outlines *outlines, eqp_json *json) {
    eqp_json_open(json, "map");
    eqp_json_number(json, "west", outlines->west);
    eqp_json_number(json, "south", outlines->south);
    eqp_json_number(json, "cell", outlines->cell);
    eqp_json_whole(json, "width", outlines->width);
    eqp_json_whole(json, "height", outlines->height);
    eqp_json_open_list(json, "zones");
    for (uint32_t zone = 0; zone < outlines->zones; zone++)
        if (eqp_outlines_has(outlines, zone))
            add_zone(outlines, zone, json);
    eqp_json_close(json);
    eqp_json_close(json);
}
