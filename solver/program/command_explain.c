#include "models/answers/plan.h"
#include "models/base/language.h"
#include "models/base/memory.h"
#include "output/tables/run.h"
#include "output/tables/values.h"
#include "output/text/explanation_text.h"
#include "solver/explain/explanations.h"
#include "solver/program/message.h"
#include "solver/program/session.h"
#include "solver/program/study_input.h"
#include "solver/program/waiting.h"

#include <math.h>
#include <string.h>

/* What an institution's next and last money is, where --amount says nothing. */
#define AMOUNT 100000
#define AMOUNT_SHARE 0.01

/* What can be asked about, and the option that asks. */
typedef enum { ASK_OFFER, ASK_ZONE, ASK_INSTITUTION, ASK_RULE, ASK_ALL, ASKS } ask;

typedef struct explaining {
    eqp_session session;
    ask about;
    uint32_t subject;    /* index in its space */
    uint32_t occupation; /* EQP_NONE: the whole zone */
    double amount;       /* NAN: by the budget */
    eqp_plan *plan;
    eqp_watch watch;
    eqp_solve_options options; /* of the watch: the time that is left */
    eqp_what_if_solver *explanation;
    char *options_line;
} explaining;

static const struct {
    const char *option, *what;
    eqp_space space;
} asks[ASKS] = {
    [ASK_OFFER] = {"--offer", N_("offer"), EQP_SPACE_offer},
    [ASK_ZONE] = {"--zone", N_("zone"), EQP_SPACE_zone},
    [ASK_INSTITUTION] = {"--institution", N_("institution"), EQP_SPACE_institution},
    [ASK_RULE] = {"--rule", N_("rule"), EQP_SPACE_rule},
    [ASK_ALL] = {"--all", NULL, EQP_SPACE_COUNT},
};

/* ---- what is asked ---- */

static eqp_status refuse(eqp_error *error, const char *sentence) {
    return eqp_error_set(error, EQP_ERROR_USAGE, "%s", sentence);
}

static eqp_status take_question(explaining *all, eqp_error *error) {
    const eqp_arguments *given = all->session.given;
    int questions = 0;
    for (int about = 0; about < ASKS; about++)
        if (eqp_arguments_has(given, asks[about].option)) {
            all->about = (ask)about;
            questions++;
        }
    if (questions != 1)
        return refuse(error,
                      _("explain needs one of --offer K, --zone Z, --institution I, --rule Q "
                        "and --all"));
    if (all->about != ASK_ZONE && eqp_arguments_has(given, "--occupation"))
        return refuse(error, _("--occupation goes with --zone"));
    if (all->about != ASK_INSTITUTION && eqp_arguments_has(given, "--amount"))
        return refuse(error, _("--amount goes with --institution"));
    if (all->about == ASK_ALL && !eqp_arguments_has(given, "--out"))
        return refuse(error, _("--all needs --out DIR, where its tables go"));
    if (all->about != ASK_ALL && eqp_arguments_has(given, "--out"))
        return refuse(error, _("--out goes with --all"));
    all->amount = NAN;
    return eqp_arguments_number(given, "--amount", 0.01, 1e15, &all->amount, error);
}

static eqp_status find_id(const eqp_study *study, eqp_space space, const char *what, const char *id,
                          uint32_t *index, eqp_error *error) {
    *index = eqp_names_find(study->spaces[space], id, strlen(id));
    return *index == EQP_NONE
               ? eqp_error_unknown(error, what, id, eqp_names_nearest(study->spaces[space], id))
               : EQP_OK;
}

static eqp_status find_subject(explaining *all, eqp_error *error) {
    const eqp_study *study = all->session.study;
    const eqp_arguments *given = all->session.given;
    const char *occupation = eqp_arguments_text(given, "--occupation", NULL);
    eqp_status status;
    all->occupation = EQP_NONE;
    if (all->about == ASK_ALL)
        return EQP_OK;
    status = find_id(study, asks[all->about].space, asks[all->about].what,
                     eqp_arguments_text(given, asks[all->about].option, ""), &all->subject, error);
    return status || !occupation ? status
                                 : find_id(study, EQP_SPACE_occupation, N_("occupation"),
                                           occupation, &all->occupation, error);
}

/* ---- answers ---- */

static int wants_json(const explaining *all) {
    return eqp_arguments_has(all->session.given, "--json");
}

static const double *dual_of(const explaining *all) {
    return eqp_base_solution(all->session.base)->dual;
}

static eqp_status explain_offer(explaining *all, char **text, eqp_error *error) {
    eqp_offer_explanation found;
    eqp_status status =
        eqp_offer_explain(all->explanation, all->plan, dual_of(all), all->subject, &found, error);
    if (status)
        return status;
    *text =
        wants_json(all) ? eqp_offer_explanation_json(&found) : eqp_offer_explanation_text(&found);
    eqp_offer_explanation_free(&found);
    return EQP_OK;
}

static eqp_status explain_zone(explaining *all, char **text, eqp_error *error) {
    eqp_zone_explanation found;
    eqp_status status = eqp_zone_explain(all->explanation, all->plan, dual_of(all), all->subject,
                                         all->occupation, &found, error);
    if (status)
        return status;
    *text = wants_json(all) ? eqp_zone_explanation_json(&found) : eqp_zone_explanation_text(&found);
    eqp_zone_explanation_free(&found);
    return EQP_OK;
}

/* The next and last money: --amount, or 100,000, or 1 % of a smaller budget. */
static double amount_of(const explaining *all) {
    double budget = all->plan->budgets[all->subject].budget;
    if (!isnan(all->amount))
        return all->amount;
    return budget > 0 ? fmin(AMOUNT, AMOUNT_SHARE * budget) : AMOUNT;
}

static eqp_status explain_institution(explaining *all, char **text, eqp_error *error) {
    eqp_institution_explanation found;
    eqp_status status = eqp_institution_explain(all->explanation, all->plan, all->subject,
                                                amount_of(all), &found, error);
    if (status)
        return status;
    *text = wants_json(all) ? eqp_institution_explanation_json(&found)
                            : eqp_institution_explanation_text(&found);
    eqp_institution_explanation_free(&found);
    return EQP_OK;
}

static eqp_status explain_rule(explaining *all, char **text, eqp_error *error) {
    eqp_rule_explanation found;
    eqp_status status = eqp_rule_explain(all->explanation, all->plan, all->subject, &found, error);
    if (status)
        return status;
    *text = wants_json(all) ? eqp_rule_explanation_json(&found) : eqp_rule_explanation_text(&found);
    eqp_rule_explanation_free(&found);
    return EQP_OK;
}

static eqp_status explain_all(explaining *all, char **text, eqp_error *error) {
    eqp_session *session = &all->session;
    eqp_status status = eqp_values_write(all->plan, dual_of(all), &session->run, session->folder,
                                         session->style, error);
    if (!status)
        *text = wants_json(all) ? eqp_values_json(all->plan, &session->run)
                                : eqp_values_text(all->plan, dual_of(all), &session->run);
    return status;
}

/* Whatever asks for solves again gets what the time limit has left. */
static eqp_status prepare(explaining *all, eqp_error *error) {
    if (all->about == ASK_ALL || (all->about == ASK_ZONE && all->occupation == EQP_NONE))
        return EQP_OK;
    return eqp_what_if_solver_create(eqp_base_programme(all->session.base),
                                     eqp_base_solution(all->session.base), &all->watch,
                                     &all->explanation, error);
}

static eqp_exit stopped(const explaining *all) {
    eqp_exit result = EQP_EXIT_DONE;
    eqp_message_tell("%s", _("stopped before everything was known; nothing was explained"));
    if (wants_json(all)) {
        eqp_json *json = eqp_json_create();
        eqp_json_text(json, "status", eqp_outcome_name(EQP_OUTCOME_STOPPED));
        result = eqp_message_answer(eqp_json_finish(json));
    }
    return result == EQP_EXIT_DONE ? EQP_EXIT_STOPPED : result;
}

static eqp_exit answer(explaining *all) {
    eqp_status (*const explain[ASKS])(explaining *, char **,
                                      eqp_error *) = {[ASK_OFFER] = explain_offer,
                                                      [ASK_ZONE] = explain_zone,
                                                      [ASK_INSTITUTION] = explain_institution,
                                                      [ASK_RULE] = explain_rule,
                                                      [ASK_ALL] = explain_all};
    const eqp_solution *solution = eqp_base_solution(all->session.base);
    eqp_error error = {0};
    char *text = NULL;
    eqp_waiting *waiting;
    eqp_status status;
    if (solution->outcome != EQP_OUTCOME_OPTIMAL)
        return stopped(all);
    status = eqp_plan_build(eqp_base_programme(all->session.base), solution, &all->plan, &error);
    eqp_session_solved(&all->session);
    waiting = eqp_waiting_begin(all->session.given, _("solving again"));
    if (!status)
        status = prepare(all, &error);
    if (!status)
        status = explain[all->about](all, &text, &error);
    eqp_waiting_end(waiting);
    if (status && all->watch.stopped)
        return stopped(all);
    return status ? eqp_message_error(&error) : eqp_message_answer(text);
}

/* The options that decide about the tables, as typed. */
static eqp_status describe(explaining *all, eqp_error *error) {
    eqp_buffer line = {0};
    eqp_buffer_add(&line, "--all");
    eqp_study_input_describe(all->session.given, &line);
    all->options_line = eqp_buffer_finish(&line);
    if (!all->options_line)
        return eqp_error_memory(error);
    all->session.run.options = all->options_line;
    return EQP_OK;
}

static eqp_exit explain_study(explaining *all) {
    eqp_error error = {0};
    eqp_exit result;
    all->session.study->settings.whole = EQP_WHOLE_NO; /* what is explained is the plan in places */
    if (find_subject(all, &error) || describe(all, &error))
        return eqp_message_error(&error);
    result = eqp_session_open(&all->session);
    if (result == EQP_EXIT_DONE) {
        all->options = all->session.options;
        all->options.progress = NULL;
        all->watch = eqp_watch_start(&all->options); /* the base's time counts */
        result = eqp_session_solve_base(&all->session, all->session.study, 1);
    }
    if (result == EQP_EXIT_DONE)
        result = answer(all);
    else if (result == EQP_EXIT_STOPPED)
        result = stopped(all);
    return result;
}

eqp_exit eqp_command_explain(const eqp_arguments *given) {
    explaining all = {.session = {.given = given}};
    eqp_error error = {0};
    eqp_exit result;
    if (take_question(&all, &error))
        return eqp_message_error(&error);
    result = eqp_session_begin(&all.session, given);
    if (result == EQP_EXIT_DONE)
        result = explain_study(&all);
    eqp_what_if_solver_free(all.explanation);
    eqp_plan_free(all.plan);
    eqp_session_end(&all.session);
    eqp_free(all.options_line);
    return result;
}
