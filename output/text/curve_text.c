#include "models/base/language.h"
#include "output/tables/curve.h"
#include "output/text/plot.h"
#include "output/text/run_text.h"
#include "output/text/words.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#define MOST_PIECES 14
#define FIRST_PIECES 9 /* shown of more, and so many of the last that MOST_PIECES are shown */
#define MOST_INSTITUTIONS 3
#define INSTITUTIONS_WIDTH 33 /* of all of them */
#define MOST_WIDTH 16         /* of one */
#define MOST_MOVING 8

/* Whether what is varied is money: not balance, nor a factor. */
static int is_money(const eqp_curve *curve) {
    size_t length = strlen(curve->title);
    return strncmp(curve->title, "balance", 7) != 0 && curve->title[length - 1] != '*';
}

static double range_of(const eqp_curve *curve) {
    return curve->count ? curve->pieces[curve->count - 1].to - curve->pieces[0].from : 0;
}

/* Decimals that tell places apart. */
static int place_decimals(const eqp_curve *curve) {
    double range = range_of(curve);
    return range >= 10000 ? 0 : range >= 100 ? 2 : 4;
}

static eqp_figure place_of(const eqp_curve *curve, double at) {
    eqp_figure number = eqp_figure_of(at, place_decimals(curve));
    return is_money(curve) ? eqp_figure_with_unit(number.text, curve->study->settings.currency)
                           : number;
}

static eqp_figure value_of(double value) {
    return eqp_figure_of(value, eqp_figure_decimals(value));
}

static void add_title(eqp_buffer *buffer, const eqp_curve *curve, const eqp_run *run) {
    eqp_buffer words = {0};
    double from = curve->count ? curve->pieces[0].from : NAN;
    double to = curve->count ? curve->pieces[curve->count - 1].to : NAN;
    if (!curve->count)
        eqp_buffer_say(&words, _("STOPPED EARLY: nothing is proven yet of %s, varying %s."),
                       run->study, curve->title);
    else if (curve->stopped)
        eqp_buffer_say(&words,
                       _("STOPPED EARLY: what is proven so far of %s: the best value as %s goes "
                         "from %s to %s."),
                       run->study, curve->title, place_of(curve, from).text,
                       place_of(curve, to).text);
    else
        eqp_buffer_say(&words, _("%s: the best value as %s goes from %s to %s."), run->study,
                       curve->title, place_of(curve, from).text, place_of(curve, to).text);
    eqp_buffer_say(&words, "%s", _("The fair rates that floors come from are held at today's."));
    eqp_figure_paragraph(buffer, &words, 0);
}

/* Where the flat top ends. */
static double end_of_best(const eqp_curve *curve) {
    double end = curve->best_at;
    for (uint32_t p = 0; p < curve->count; p++)
        if (curve->pieces[p].feasible && curve->pieces[p].from >= curve->best_at &&
            curve->pieces[p].value_to >= curve->best_value * (1 - 1e-9))
            end = curve->pieces[p].to;
    return end;
}

/* How far today is from the best, where the study has a plan today. */
static void say_today(eqp_buffer *words, const eqp_curve *curve, double end) {
    double today = eqp_curve_value(curve, curve->today);
    double missing = curve->best_value - today;
    double nearest = fmin(fmax(curve->today, curve->best_at), end);
    if (isnan(today))
        return;
    if (missing <= 1e-9 * fabs(curve->best_value))
        eqp_buffer_say(words, _("Today, at %s, it is as much."),
                       place_of(curve, curve->today).text);
    else
        eqp_buffer_say(words, _("Today, at %s, it is %s: %s or %s %% less, %s away from the best."),
                       place_of(curve, curve->today).text, value_of(today).text,
                       value_of(missing).text,
                       eqp_figure_rounded(100 * missing / curve->best_value, 3).text,
                       place_of(curve, fabs(nearest - curve->today)).text);
}

static void add_best(eqp_buffer *buffer, const eqp_curve *curve) {
    double end = end_of_best(curve);
    eqp_buffer words = {0};
    eqp_buffer_add(buffer, "\n%s\n", _("Best"));
    if (end > curve->best_at)
        eqp_buffer_say(&words,
                       _("Most is covered, %s people (weighted by priority), at %s, and as much up "
                         "to %s."),
                       value_of(curve->best_value).text, place_of(curve, curve->best_at).text,
                       place_of(curve, end).text);
    else
        eqp_buffer_say(&words, _("Most is covered, %s people (weighted by priority), at %s."),
                       value_of(curve->best_value).text, place_of(curve, curve->best_at).text);
    say_today(&words, curve, end);
    eqp_figure_paragraph(buffer, &words, EQP_TEXT_INDENT);
}

static double value_at(const void *context, double at) {
    return eqp_curve_value(context, at);
}

static void widen(double value, double *low, double *high) {
    if (isnan(value))
        return;
    *low = fmin(*low, value);
    *high = fmax(*high, value);
}

static void add_plot(eqp_buffer *buffer, const eqp_curve *curve, int utf8) {
    double low = INFINITY, high = -INFINITY, today = eqp_curve_value(curve, curve->today);
    eqp_plot plot;
    for (uint32_t p = 0; p < curve->count; p++) {
        widen(curve->pieces[p].value_from, &low, &high);
        widen(curve->pieces[p].value_to, &low, &high);
    }
    for (uint32_t m = 0; m < curve->moving_count; m++)
        widen(curve->moving[m].value, &low, &high);
    plot =
        eqp_plot_begin(curve->pieces[0].from, curve->pieces[curve->count - 1].to, low, high, utf8);
    eqp_plot_draw(&plot, value_at, curve);
    for (uint32_t m = 0; m < curve->moving_count; m++)
        eqp_plot_mark(&plot, curve->moving[m].at, curve->moving[m].value, 'o');
    eqp_plot_mark(&plot, curve->today, today, 'T');
    eqp_plot_mark(&plot, curve->best_at, curve->best_value, 'B');
    eqp_buffer_add(buffer, "\n");
    eqp_plot_print(&plot, buffer);
    eqp_buffer_add(buffer, "%*s%s", 14, "", _("B best"));
    if (!isnan(today))
        eqp_buffer_add(buffer, "   %s", _("T today"));
    if (curve->moving_count)
        eqp_buffer_add(buffer, "   %s", _("o floors computed anew"));
    eqp_buffer_add(buffer, "\n");
}

static void add_moving(eqp_buffer *buffer, const eqp_curve *curve) {
    uint32_t step = (curve->moving_count + MOST_MOVING - 1) / MOST_MOVING;
    if (curve->moving_count == 0)
        return;
    eqp_buffer_add(buffer, "\n%s\n",
                   _("Value with the fair rates held at today's, and computed anew"));
    eqp_buffer_right(buffer, _("at"), 14);
    eqp_buffer_right(buffer, _("held"), 12);
    eqp_buffer_right(buffer, _("anew"), 17);
    eqp_buffer_right(buffer, _("difference"), 15);
    eqp_buffer_add(buffer, "\n");
    for (uint32_t m = 0; m < curve->moving_count; m += step) {
        const eqp_curve_point *point = &curve->moving[m];
        double held = eqp_curve_value(curve, point->at);
        eqp_figure_number(buffer, point->at, place_decimals(curve), 14);
        eqp_figure_number(buffer, held, eqp_figure_decimals(held), 12);
        eqp_figure_number(buffer, point->value, eqp_figure_decimals(point->value), 17);
        if (!isnan(point->value / held))
            eqp_figure_difference(buffer, 100 * (point->value / held - 1), 3, "%", 15);
        eqp_buffer_add(buffer, "\n");
    }
}

/* Characters of an institution's column. */
static int width_of(uint32_t institutions) {
    int width = INSTITUTIONS_WIDTH / (int)(institutions ? institutions : 1);
    return width < MOST_WIDTH ? width : MOST_WIDTH;
}

static void add_pieces_heading(eqp_buffer *buffer, const eqp_curve *curve, uint32_t institutions) {
    const eqp_study *study = curve->study;
    eqp_buffer_add(buffer, "\n");
    eqp_buffer_right(buffer, _("from"), 12);
    eqp_buffer_right(buffer, _("to"), 12);
    eqp_buffer_right(buffer, _("value then"), 11);
    eqp_buffer_right(buffer, is_money(curve) ? _("per 1,000") : _("per 0.01"), 11);
    for (uint32_t i = 0; i < institutions; i++) {
        eqp_buffer_add(buffer, " ");
        eqp_buffer_right(buffer, eqp_words_name(study, EQP_SPACE_institution, i),
                         width_of(institutions) - 1);
    }
    eqp_buffer_add(buffer, "\n");
}

static void add_piece(eqp_buffer *buffer, const eqp_curve *curve, const eqp_curve_piece *piece,
                      uint32_t institutions) {
    double slope = piece->slope * (is_money(curve) ? 1000 : 0.01);
    eqp_figure_number(buffer, piece->from, place_decimals(curve), 12);
    eqp_figure_number(buffer, piece->to, place_decimals(curve), 12);
    if (piece->feasible) {
        eqp_figure_number(buffer, piece->value_to, eqp_figure_decimals(piece->value_to), 11);
        eqp_figure_number(buffer, slope, 4, 11);
        for (uint32_t i = 0; i < institutions; i++)
            eqp_figure_number(buffer, piece->marginal[i], 4, width_of(institutions));
    } else {
        eqp_buffer_add(buffer, "  %s", _("no plan"));
    }
    eqp_buffer_add(buffer, "\n");
}

static void add_pieces(eqp_buffer *buffer, const eqp_curve *curve) {
    uint32_t institutions = curve->study->institutions.count;
    uint32_t shown = institutions < MOST_INSTITUTIONS ? institutions : MOST_INSTITUTIONS;
    uint32_t left_out = curve->count > MOST_PIECES ? curve->count - MOST_PIECES : 0;
    eqp_buffer words = {0};
    add_pieces_heading(buffer, curve, shown);
    for (uint32_t p = 0; p < curve->count; p++) {
        if (left_out && p == FIRST_PIECES) {
            eqp_buffer_add(buffer, P_("      %u more piece\n", "      %u more pieces\n", left_out),
                           left_out);
            p += left_out;
        }
        add_piece(buffer, curve, &curve->pieces[p], shown);
    }
    eqp_buffer_say(&words, "%s",
                   is_money(curve)
                       ? _("From the fourth column on: people (weighted by priority) covered by "
                           "1,000 more of what is varied, and by 1,000 more in each institution's "
                           "budget.")
                       : _("From the fourth column on: people (weighted by priority) covered by "
                           "0.01 more of what is varied, and by 1,000 more in each institution's "
                           "budget."));
    if (shown < institutions)
        eqp_buffer_say(&words, "%s", _("frontier.csv has the other institutions too."));
    eqp_figure_paragraph(buffer, &words, EQP_TEXT_INDENT);
}

static void say_gaps(eqp_buffer *words, const eqp_curve *curve) {
    for (uint32_t p = 0; p < curve->count; p++)
        if (!curve->pieces[p].feasible)
            eqp_buffer_say(words, _("There is no plan from %s to %s."),
                           place_of(curve, curve->pieces[p].from).text,
                           place_of(curve, curve->pieces[p].to).text);
}

static void add_proof(eqp_buffer *buffer, const eqp_curve *curve) {
    eqp_buffer words = {0};
    char plans[80];
    snprintf(plans, sizeof plans, P_("%u plan", "%u plans", curve->samples), curve->samples);
    eqp_buffer_add(buffer, "\n%s\n", _("Proof"));
    eqp_buffer_say(&words, P_("%u piece from %s.", "%u pieces from %s.", curve->count),
                   curve->count, plans);
    if (curve->error > 0)
        eqp_buffer_say(&words, _("The true curve lies nowhere more than %s %% above this one."),
                       eqp_figure_rounded(100 * curve->error, 2).text);
    else
        eqp_buffer_say(&words, "%s", _("The curve is exact: every breakpoint is there."));
    say_gaps(&words, curve);
    eqp_figure_paragraph(buffer, &words, EQP_TEXT_INDENT);
}

char *eqp_curve_text(const eqp_curve *curve, const eqp_run *run, int utf8) {
    eqp_buffer buffer = {0};
    add_title(&buffer, curve, run);
    if (isnan(curve->best_value)) {
        eqp_buffer_add(&buffer, "\n%s\n", _("There is no plan anywhere in this range."));
    } else {
        add_best(&buffer, curve);
        add_plot(&buffer, curve, utf8);
        add_moving(&buffer, curve);
        add_pieces(&buffer, curve);
        add_proof(&buffer, curve);
    }
    eqp_run_say(run, &buffer);
    return eqp_buffer_finish(&buffer);
}
