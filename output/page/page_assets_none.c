#include "output/page/page_assets.h"

#include <stddef.h>

const eqp_page_assets *eqp_page_assets_get(void) {
    return NULL;
}
