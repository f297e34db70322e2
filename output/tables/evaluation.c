#include "output/tables/evaluation.h"

#include "models/base/language.h"
#include "models/proof/proof.h"
#include "output/page/page.h"
#include "output/tables/report_summary.h"
#include "output/tables/reports.h"
#include "output/tables/result_table.h"
#include "output/tables/run.h"
#include "output/workbook/workbook.h"

#include <math.h>
#include <string.h>

static const char *id_of(const eqp_assessment *a, eqp_space space, uint32_t index) {
    return eqp_study_id(a->draft_case->study, space, index);
}

double eqp_evaluation_share(const eqp_assessment *a) {
    return a->value_best > 0 ? a->value / a->value_best : NAN;
}

double eqp_evaluation_lacking(const eqp_plan_zone *zone) {
    double share = zone->floor - zone->rate;
    return share > EQP_ROW_TOLERANCE ? share * zone->need : 0;
}

static const char *kind_name(eqp_exchange_kind kind) {
    static const char *const names[] = {[EQP_EXCHANGE_SWAP] = "swap",
                                        [EQP_EXCHANGE_BUY] = "buy",
                                        [EQP_EXCHANGE_HANDOVER] = "handover"};
    return names[kind];
}

/* ---- tables ---- */

/* An offer's places are shared out by places; what rounding leaves goes to its last line. */
typedef struct sharing {
    eqp_offer_use left;
    double places; /* of the lines that are still to come */
} sharing;

static double share_of(double *left, double part) {
    double share = part < 1 ? round(*left * part * 1e9) / 1e9 : *left;
    *left -= share;
    return share;
}

static void write_line(const eqp_assessment *a, const eqp_plan_line *line, sharing *offer,
                       eqp_csv_writer *writer) {
    const eqp_study *study = a->draft_case->study;
    double part = line->bought.places / offer->places;
    eqp_csv_id(writer, id_of(a, EQP_SPACE_offer, line->offer));
    eqp_csv_text(writer, study->offers.name[line->offer]);
    eqp_csv_id(writer, id_of(a, EQP_SPACE_institution, line->institution));
    eqp_csv_id(writer, id_of(a, EQP_SPACE_buyer, study->institutions.buyer[line->institution]));
    eqp_csv_number(writer, line->bought.places);
    eqp_csv_number(writer, line->price);
    eqp_csv_number(writer, line->bought.cost);
    eqp_csv_number(writer, share_of(&offer->left.used, part));
    eqp_csv_number(writer, share_of(&offer->left.twice, part));
    eqp_csv_number(writer, share_of(&offer->left.unneeded, part));
    eqp_csv_number(writer, share_of(&offer->left.beyond, part));
    eqp_csv_end_row(writer);
    offer->places -= line->bought.places;
}

static eqp_status write_lines(const void *context, eqp_csv_writer *writer, eqp_error *error) {
    const eqp_assessment *a = context;
    const eqp_programme *p = a->draft_case->programme;
    sharing offer = {{0}, 0};
    (void)error;
    for (uint32_t i = 0, at = 0; i < a->plan->line_count; i++) {
        const eqp_plan_line *line = &a->plan->lines[i];
        while (p->offer[at] != line->offer)
            at++;
        if (i == 0 || a->plan->lines[i - 1].offer != line->offer) {
            offer = (sharing){a->uses[at], 0};
            for (uint32_t j = i; j < a->plan->line_count && a->plan->lines[j].offer == line->offer;
                 j++)
                offer.places += a->plan->lines[j].bought.places;
        }
        write_line(a, line, &offer, writer);
    }
    return EQP_OK;
}

static eqp_status write_breaches(const void *context, eqp_csv_writer *writer, eqp_error *error) {
    const eqp_assessment *a = context;
    (void)error;
    for (uint32_t i = 0; i < a->breach_count; i++) {
        const eqp_breach *breach = &a->breaches[i];
        eqp_csv_id(writer, eqp_breach_name(breach->kind));
        eqp_csv_id(writer, id_of(a, EQP_SPACE_offer, breach->offer));
        eqp_csv_id(writer, id_of(a, EQP_SPACE_institution, breach->institution));
        eqp_csv_id(writer, id_of(a, EQP_SPACE_rule, breach->rule));
        eqp_csv_number(writer, breach->bound);
        eqp_csv_number(writer, breach->value);
        eqp_csv_number(writer, breach->excess);
        eqp_csv_number(writer, breach->amount);
        eqp_csv_end_row(writer);
    }
    return EQP_OK;
}

static eqp_status write_exchanges(const void *context, eqp_csv_writer *writer, eqp_error *error) {
    const eqp_assessment *a = context;
    (void)error;
    for (uint32_t i = 0; i < a->exchange_count; i++) {
        const eqp_exchange *exchange = &a->exchanges[i];
        int gives = exchange->kind != EQP_EXCHANGE_BUY;
        int taken = exchange->kind == EQP_EXCHANGE_HANDOVER;
        eqp_csv_number(writer, i + 1);
        eqp_csv_id(writer, kind_name(exchange->kind));
        eqp_csv_id(writer, id_of(a, EQP_SPACE_institution, exchange->institution));
        eqp_csv_id(writer, id_of(a, EQP_SPACE_offer, exchange->to_offer));
        eqp_csv_number(writer, exchange->to_places);
        eqp_csv_number(writer, exchange->money);
        eqp_csv_id(writer, id_of(a, EQP_SPACE_offer, exchange->from_offer));
        eqp_csv_number(writer, gives ? exchange->from_places : NAN);
        eqp_csv_number(writer, gives ? exchange->freed : NAN);
        eqp_csv_id(writer, id_of(a, EQP_SPACE_institution, exchange->taker));
        eqp_csv_number(writer, taken ? exchange->taker_money : NAN);
        eqp_csv_number(writer, exchange->gain);
        eqp_csv_end_row(writer);
    }
    return EQP_OK;
}

static eqp_status write_own(const eqp_assessment *a, eqp_results *results, eqp_error *error) {
    static const struct {
        eqp_result_table table;
        eqp_results_writer rows;
    } tables[] = {{EQP_RESULT_evaluation, write_lines},
                  {EQP_RESULT_breaches, write_breaches},
                  {EQP_RESULT_exchanges, write_exchanges}};
    const eqp_result_scope scope = {.study = a->draft_case->study};
    eqp_status status = EQP_OK;
    for (size_t i = 0; !status && i < sizeof tables / sizeof *tables; i++)
        status = eqp_results_table(tables[i].table, &scope, results, tables[i].rows, a, error);
    return status;
}

/* The workbook of the plan, with the tables of its evaluation. */
static eqp_status write_workbook(const eqp_assessment *a, eqp_run *run, eqp_error *error) {
    const eqp_workbook_table tables[] = {
        {EQP_RESULT_evaluation, "evaluation", _("Evaluation"), write_lines, a},
        {EQP_RESULT_breaches, "breaches", _("Breaches"), write_breaches, a},
        {EQP_RESULT_exchanges, "exchanges", _("Exchanges"), write_exchanges, a}};
    return eqp_workbook_write_plan(a->plan, run, _("A plan made elsewhere, evaluated"), tables,
                                   sizeof tables / sizeof *tables, &run->files, error);
}

static eqp_status write_page(const eqp_assessment *a, eqp_run *run, eqp_error *error) {
    const char *slash = strrchr(run->draft, '/'); /* the page names no folder */
    const eqp_page page = {.options = &run->page,
                           .version = run->version,
                           .folder = run->study,
                           .scenario = run->scenario,
                           .typed = slash ? slash + 1 : run->draft,
                           .study = a->draft_case->study,
                           .plan = a->plan,
                           .assessment = a};
    return eqp_page_write(&page, &run->files, error);
}

eqp_status eqp_evaluation_write(const eqp_assessment *a, eqp_run *run, const eqp_folder *folder,
                                eqp_csv_style style, eqp_error *error) {
    static const eqp_result_table reports[] = {EQP_RESULT_attendance,    EQP_RESULT_need_coverage,
                                               EQP_RESULT_zone_coverage, EQP_RESULT_budget_use,
                                               EQP_RESULT_audience_use,  EQP_RESULT_rule_use};
    eqp_results *files = &run->files;
    eqp_status status = eqp_results_begin(files, folder, style, error);
    files->read = run->draft;
    if (!status)
        status = write_own(a, files, error);
    for (size_t i = 0; !status && i < sizeof reports / sizeof *reports; i++)
        status = eqp_plan_table_write(reports[i], a->plan, files, error);
    if (!status && run->workbook)
        status = write_workbook(a, run, error);
    if (!status)
        status = write_page(a, run, error);
    if (!status) {
        run->seconds[EQP_PHASE_WRITE] = eqp_results_seconds(files);
        status = eqp_results_finish(files, eqp_evaluation_json(a, run), error);
    }
    return status;
}

/* ---- the object ---- */

static void add_value(eqp_json *json, const eqp_assessment *a) {
    eqp_json_text(json, "status", eqp_outcome_name(a->outcome));
    eqp_json_number(json, "value", a->value);
    eqp_json_number(json, "value_bound", a->bound);
    eqp_json_number(json, "value_without_floors", a->free_value);
    eqp_json_number(json, "floor_shortfall", a->shortfall);
    eqp_json_number(json, "value_best", a->value_best);
    eqp_json_number(json, "upper_bound", a->upper_bound);
    eqp_json_number(json, "gap", a->best ? a->best->gap : NAN);
    eqp_json_number(json, "share_of_best", eqp_evaluation_share(a));
    eqp_json_number(json, "share_at_least", a->upper_bound > 0 ? a->value / a->upper_bound : NAN);
}

static void add_uses(eqp_json *json, const eqp_offer_use *use) {
    eqp_json_number(json, "used", use->used);
    eqp_json_number(json, "twice", use->twice);
    eqp_json_number(json, "unneeded", use->unneeded);
    eqp_json_number(json, "beyond", use->beyond);
}

/* An id under its key; nothing where there is none. */
static void add_id(eqp_json *json, const char *key, const eqp_assessment *a, eqp_space space,
                   uint32_t index) {
    if (index != EQP_NONE)
        eqp_json_text(json, key, id_of(a, space, index));
}

static void add_breaches(eqp_json *json, const eqp_assessment *a) {
    eqp_json_open_list(json, "breaches");
    for (uint32_t i = 0; i < a->breach_count; i++) {
        const eqp_breach *breach = &a->breaches[i];
        eqp_json_open(json, "");
        eqp_json_text(json, "what", eqp_breach_name(breach->kind));
        add_id(json, "offer", a, EQP_SPACE_offer, breach->offer);
        add_id(json, "institution", a, EQP_SPACE_institution, breach->institution);
        add_id(json, "rule", a, EQP_SPACE_rule, breach->rule);
        eqp_json_number(json, "bound", breach->bound);
        eqp_json_number(json, "value", breach->value);
        eqp_json_number(json, "excess", breach->excess);
        eqp_json_number(json, "amount", breach->amount);
        eqp_json_close(json);
    }
    eqp_json_close(json);
}

static void add_exchanges(eqp_json *json, const eqp_assessment *a) {
    eqp_json_open_list(json, "exchanges");
    for (uint32_t i = 0; i < a->exchange_count; i++) {
        const eqp_exchange *exchange = &a->exchanges[i];
        eqp_json_open(json, "");
        eqp_json_text(json, "kind", kind_name(exchange->kind));
        add_id(json, "institution", a, EQP_SPACE_institution, exchange->institution);
        add_id(json, "offer", a, EQP_SPACE_offer, exchange->to_offer);
        eqp_json_number(json, "places", exchange->to_places);
        eqp_json_number(json, "cost", exchange->money);
        if (exchange->kind != EQP_EXCHANGE_BUY) {
            add_id(json, "from_offer", a, EQP_SPACE_offer, exchange->from_offer);
            eqp_json_number(json, "from_places", exchange->from_places);
            eqp_json_number(json, "freed", exchange->freed);
        }
        if (exchange->kind == EQP_EXCHANGE_HANDOVER) {
            add_id(json, "taken_by", a, EQP_SPACE_institution, exchange->taker);
            eqp_json_number(json, "taken_cost", exchange->taker_money);
        }
        eqp_json_number(json, "gain", exchange->gain);
        eqp_json_close(json);
    }
    eqp_json_close(json);
}

static uint32_t zones_below(const eqp_plan *plan) {
    uint32_t below = 0;
    for (uint32_t z = 0; z < plan->programme->study->zones.count; z++)
        below += eqp_evaluation_lacking(&plan->zones[z]) > 0;
    return below;
}

char *eqp_evaluation_json(const eqp_assessment *a, const eqp_run *run) {
    eqp_json *json = eqp_json_create();
    eqp_json_text(json, "plan", run->draft);
    eqp_json_text(json, "scenario", run->scenario);
    eqp_run_add(run, a->draft_case->study, json);
    add_value(json, a);
    eqp_report_add_totals(a->plan, json);
    add_uses(json, &a->total);
    eqp_json_whole(json, "zones_below_floor", zones_below(a->plan));
    if (a->best) {
        eqp_json_open(json, "best");
        eqp_json_number(json, "value", a->best->value);
        eqp_report_add_totals(a->best, json);
        eqp_json_close(json);
    }
    add_breaches(json, a);
    add_exchanges(json, a);
    return eqp_json_finish(json);
}
