#include "solver/requests/listener_parts.h"

#include <stdarg.h>

#define MOST_TEXT 512

int eqp_listener_stopped(const eqp_listener *listener) {
    return listener->stop && listener->stop(listener->context);
}

void eqp_listener_working(const eqp_listener *listener, const char *what) {
    if (listener->working)
        listener->working(listener->context, what);
}

void eqp_listener_note(const eqp_listener *listener, const char *format, ...) {
    char sentence[MOST_TEXT];
    va_list values;
    if (!listener->note)
        return;
    va_start(values, format);
    vsnprintf(sentence, sizeof sentence, format, values);
    va_end(values);
    listener->note(listener->context, sentence);
}

void eqp_listener_counted(const eqp_listener *listener, uint64_t more) {
    if (listener->counted)
        listener->counted(listener->context, more);
}
