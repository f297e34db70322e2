#include "models/base/language.h"
#include "models/base/memory.h"
#include "models/study/scenario.h"
#include "output/tables/comparison.h"
#include "solver/program/compare_work.h"
#include "solver/program/interrupt.h"
#include "solver/program/message.h"
#include "solver/program/session.h"
#include "solver/program/study_input.h"

/* What a comparison goes through, in order; freed together. */
typedef struct comparing {
    eqp_session session;
    const char **scenario;      /* [count] "base" first */
    eqp_point_result **finding; /* [count] */
    uint32_t count;
} comparing;

static int is_known(const comparing *all, const char *name) {
    for (uint32_t i = 1; i < all->count; i++)
        if (all->scenario[i] == name)
            return 1;
    return 0;
}

/* Base, then every scenario in the order of scenarios.csv. */
static eqp_status list_scenarios(comparing *all, eqp_error *error) {
    const eqp_study *study = all->session.study;
    uint32_t most = eqp_names_count(study->spaces[EQP_SPACE_scenario]) + 1;
    all->scenario = eqp_allocate(most, sizeof *all->scenario);
    all->finding = eqp_allocate(most, sizeof *all->finding);
    if (!all->scenario || !all->finding)
        return eqp_error_memory(error);
    all->scenario[0] = "base";
    all->count = 1;
    for (uint32_t row = 0; row < study->scenarios.count; row++) {
        const char *name = eqp_study_id(study, EQP_SPACE_scenario, study->scenarios.scenario[row]);
        if (!is_known(all, name))
            all->scenario[all->count++] = name;
    }
    return EQP_OK;
}

/* Applies each scenario once before any is solved: what is wrong with one, or has to be said of it,
 * is said once and at once. */
static eqp_status check_scenarios(const comparing *all, eqp_error *error) {
    const eqp_session *session = &all->session;
    eqp_status status = EQP_OK;
    for (uint32_t i = 1; status == EQP_OK && i < all->count; i++) {
        eqp_study *changed;
        status = eqp_scenario_apply(session->study, all->scenario[i], NULL, 0, eqp_study_input_warn,
                                    (void *)session->given, &changed, error);
        eqp_study_free(changed);
    }
    return status;
}

static eqp_exit prepare(comparing *all) {
    const eqp_arguments *given = all->session.given;
    eqp_error error = {0};
    eqp_exit result;
    if (list_scenarios(all, &error) != EQP_OK || check_scenarios(all, &error) != EQP_OK)
        return eqp_message_error(&error);
    result = eqp_session_open(&all->session);
    if (result != EQP_EXIT_DONE || !eqp_message_wanted(given))
        return result;
    if (all->count > 1)
        eqp_message_fact(P_("base and %u scenario", "base and %u scenarios", all->count - 1),
                         all->count - 1);
    else
        eqp_message_fact("%s",
                         _("the study has no scenarios: there is nothing to compare it with"));
    return result;
}

static eqp_exit solve_scenarios(comparing *all) {
    eqp_session *session = &all->session;
    eqp_compare_work work = {.study = session->study,
                             .base = session->base,
                             .scenario = all->scenario,
                             .count = all->count,
                             .finding = all->finding,
                             .options = eqp_session_group_options(session, all->count - 1),
                             .bar = &session->bar};
    eqp_error error = {0};
    eqp_status status;
    eqp_session_count(session, 0, all->count);
    status = eqp_compare_work_run(&work, session->threads, &error);
    eqp_session_solved(session);
    return status == EQP_OK ? EQP_EXIT_DONE : eqp_message_error(&error);
}

/* Writes and prints; a comparison that was cut short says so in its rows. */
static eqp_exit finish(comparing *all) {
    eqp_session *session = &all->session;
    const eqp_comparison comparison = {.study = session->study,
                                       .scenario = all->scenario,
                                       .finding = (const eqp_point_result *const *)all->finding,
                                       .count = all->count};
    eqp_error error = {0};
    eqp_exit result;
    if (session->folder && (eqp_session_plan(session, &error) != EQP_OK ||
                            eqp_comparison_write(&comparison, &session->run, session->folder,
                                                 session->style, &error) != EQP_OK))
        return eqp_message_error(&error);
    result = eqp_message_answer(eqp_arguments_has(session->given, "--json")
                                    ? eqp_comparison_json(&comparison, &session->run)
                                    : eqp_comparison_text(&comparison, &session->run));
    return result == EQP_EXIT_DONE && eqp_interrupt_raised(NULL) ? EQP_EXIT_STOPPED : result;
}

eqp_exit eqp_command_compare(const eqp_arguments *given) {
    comparing all = {.count = 0};
    eqp_exit result = eqp_session_begin(&all.session, given);
    if (result == EQP_EXIT_DONE)
        result = prepare(&all);
    if (result == EQP_EXIT_DONE)
        result = eqp_session_solve_base(&all.session, all.session.study, 0);
    if (result == EQP_EXIT_DONE)
        result = solve_scenarios(&all);
    if (result == EQP_EXIT_DONE)
        result = finish(&all);
    else if (result == EQP_EXIT_STOPPED)
        result = eqp_message_no_plan(given);
    for (uint32_t i = 0; i < all.count; i++)
        eqp_free(all.finding[i]);
    eqp_free(all.finding);
    eqp_free(all.scenario);
    eqp_session_end(&all.session);
    return result;
}
