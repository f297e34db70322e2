/* What a listener is told by requests: nothing where its function is NULL. */
#ifndef EQP_REQUESTS_LISTENER_PARTS_H
#define EQP_REQUESTS_LISTENER_PARTS_H

#include "solver/requests/listener.h"

int eqp_listener_stopped(const eqp_listener *listener);
void eqp_listener_working(const eqp_listener *listener, const char *what);
void eqp_listener_note(const eqp_listener *listener, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
void eqp_listener_counted(const eqp_listener *listener, uint64_t more);

#endif
