#include "target.h"

#include <stdio.h>
#include <stdlib.h>

void promise(int kept, const char *what) {
    if (!kept) {
        fprintf(stderr, "broken promise: %s\n", what);
        abort();
    }
}
