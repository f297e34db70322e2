#include "solver/program/interrupt.h"

#include <signal.h>
#include <string.h>

static volatile sig_atomic_t raised;

static void raise_flag(int signal_number) {
    (void)signal_number;
    raised = 1;
}

void eqp_interrupt_watch(void) {
    struct sigaction action;
    memset(&action, 0, sizeof action);
    action.sa_handler = raise_flag;
    action.sa_flags = (int)SA_RESETHAND;
    sigemptyset(&action.sa_mask);
    sigaction(SIGINT, &action, NULL);
    sigaction(SIGTERM, &action, NULL);
}

void eqp_interrupt_raise(void) {
    raised = 1;
}

int eqp_interrupt_raised(void *context) {
    (void)context;
    return raised;
}
