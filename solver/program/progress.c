#include "solver/program/progress.h"

#include "models/proof.h"

#include <math.h>
#include <unistd.h>

#define BAR_WIDTH 24
#define PHASES 5

/* How far a phase is: from no agreement of value and bound (0) to a gap of 10⁻⁶ (1). */
static double part_done(const eqp_progress *progress) {
    double gap = eqp_proof_gap(progress->value, progress->bound);
    if (!(gap < 1))
        return 0;
    return gap <= EQP_GAP_TOLERANCE ? 1 : log10(gap) / log10(EQP_GAP_TOLERANCE);
}

static int phase_rank(eqp_phase phase) {
    int rank = (int)phase - (int)EQP_PHASE_UNBALANCED;
    return rank < 0 ? 0 : rank >= PHASES ? PHASES - 1 : rank;
}

static const char *phase_words(eqp_phase phase) {
    switch (phase) {
    case EQP_PHASE_UNBALANCED:
        return "first value";
    case EQP_PHASE_FAIR:
        return "fair profile";
    case EQP_PHASE_VALUE:
        return "best value";
    case EQP_PHASE_OVERLAP:
        return "overlap";
    case EQP_PHASE_COST:
        return "least cost";
    case EQP_PHASE_WHOLE:
        return "sessions";
    default:
        return "";
    }
}

void eqp_progress_draw(void *stream, const eqp_progress *progress) {
    double done = (phase_rank(progress->phase) + part_done(progress)) / PHASES;
    char bar[BAR_WIDTH + 1];
    for (int i = 0; i < BAR_WIDTH; i++)
        bar[i] = i < done * BAR_WIDTH ? '#' : '.';
    bar[BAR_WIDTH] = '\0';
    fprintf(stream, "\r[%s] %-12s round %-5u %.8g (gap %.1e)\033[K", bar,
            phase_words(progress->phase), progress->round, fabs(progress->value),
            eqp_proof_gap(progress->value, progress->bound));
    fflush(stream);
}

void eqp_progress_clear(FILE *stream) {
    fputs("\r\033[K", stream);
    fflush(stream);
}

int eqp_progress_possible(FILE *stream) {
    return isatty(fileno(stream));
}
