#include "solver/program/progress.h"

#include "models/base/language.h"
#include "models/base/memory.h"
#include "models/proof/proof.h"
#include "output/text/figures.h"
#include "solver/program/colour.h"

#include <math.h>
#include <string.h>

#define PHASES 5
#define PHASE_WIDTH 16

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
        return _("first value");
    case EQP_PHASE_FAIR:
        return _("fair profile");
    case EQP_PHASE_VALUE:
        return _("best value");
    case EQP_PHASE_OVERLAP:
        return _("overlap");
    case EQP_PHASE_COST:
        return _("least cost");
    case EQP_PHASE_WHOLE:
        return _("sessions");
    default:
        return "";
    }
}

void eqp_progress_line(FILE *stream, double from, double to, eqp_buffer *words) {
    char bar[EQP_BAR_WIDTH + 4] = "", *text = eqp_buffer_finish(words);
    if (!isnan(from)) {
        bar[0] = '[';
        for (int i = 0; i < EQP_BAR_WIDTH; i++)
            bar[i + 1] = i >= from && i < to ? '#' : '.';
        memcpy(bar + EQP_BAR_WIDTH + 1, "] ", 3);
    }
    if (text)
        fprintf(stream, "\r%s%s\033[K", bar, text);
    fflush(stream);
    eqp_free(text);
}

void eqp_progress_draw(void *stream, const eqp_progress *progress) {
    double done = (phase_rank(progress->phase) + part_done(progress)) / PHASES;
    eqp_buffer words = {0};
    eqp_buffer_left(&words, phase_words(progress->phase), PHASE_WIDTH);
    eqp_buffer_say(&words, _("round %-5u %s (gap %s)"), progress->round,
                   eqp_figure_rounded(fabs(progress->value), 8).text,
                   eqp_figure_scientific(eqp_proof_gap(progress->value, progress->bound), 1).text);
    eqp_progress_line(stream, 0, done * EQP_BAR_WIDTH, &words);
}

void eqp_progress_clear(FILE *stream) {
    fputs("\r\033[K", stream);
    fflush(stream);
}

int eqp_progress_possible(FILE *stream) {
    return eqp_colour_terminal(stream);
}
