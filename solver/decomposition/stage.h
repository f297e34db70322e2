/* One optimisation of a programme, as the stages of MODEL.md ask for it, and what can solve it.
 *
 *     VALUE  maximise V = Σ w_zo·e_kzo·y_kzo              (stage B)
 *     LEVEL  maximise t, the rate that every free zone reaches (a round of stage A)
 *     OVERLAP maximise −Σ g_ki·x_ki, g the overlap row's coefficients (stage C)
 *     COST   maximise −Σ p_ki·(1 + 10⁻⁵·u_ki)·x_ki        (stage D) */
#ifndef EQP_SOLVER_STAGE_H
#define EQP_SOLVER_STAGE_H

#include "models/base/error.h"
#include "models/programme/programme.h"
#include "models/programme/revision.h"
#include "models/programme/solution.h"

typedef enum {
    EQP_OBJECTIVE_VALUE,
    EQP_OBJECTIVE_LEVEL,
    EQP_OBJECTIVE_OVERLAP,
    EQP_OBJECTIVE_COST
} eqp_objective;

/* Borrowed arrays. */
typedef struct eqp_stage {
    eqp_objective objective;
    eqp_phase phase;
    const double *floor;          /* [zones] on the coverage rate; −INFINITY: none */
    const uint8_t *free_zone;     /* [zones] 1: the zone's rate is held at t (LEVEL only) */
    double value_floor;           /* on V; −INFINITY: none */
    double tolerance;             /* gap to reach: relative, of LEVEL absolute */
    int hold_overlap;             /* 1: the overlap row is at most … */
    double most_overlap;          /* … this, in places */
    const double *overlap_weight; /* [pairs] coefficients of the overlap row, NULL: not in use */
} eqp_stage;

typedef struct eqp_stage_result {
    eqp_outcome outcome; /* STOPPED: value and plan are the best so far */
    double value;        /* of the objective as the table above has it */
    double bound;        /* on it */
} eqp_stage_result;

/* What a method leaves to others of its kind: see decomposed.h. */
typedef struct eqp_warm_start eqp_warm_start;

/* A way to solve stages one after the other, each starting where the one before ended. */
typedef struct eqp_method {
    void *self;
    eqp_status (*maximise)(void *self, const eqp_stage *stage, eqp_stage_result *result,
                           eqp_error *error);
    /* The plan of the last stage: primal[columns], t included. */
    void (*primal)(void *self, double *primal);
    /* The dual values that prove the last bound: [rows], borrowed until the next stage. */
    const double *(*dual)(void *self);
    /* Goes over to another programme, keeping what still holds: 0 = done; 1: nothing would hold,
     * -1: memory is short, and the method can only be ended. The programme before may then be
     * freed. The same one, revised in place (eqp_programme_revise), is another too. */
    int (*move)(void *self, const eqp_programme *programme, eqp_revision revision);
    /* Rounds since the last move, blocks, sizes, threads. */
    void (*tell)(void *self, eqp_solution *facts);
    /* What it has learnt, frozen, for others to start from; NULL where it has nothing to leave, or
     * memory is short. */
    eqp_warm_start *(*keep)(void *self);
} eqp_method;

/* What a caller does with a method; errors go to its own context. */
typedef void (*eqp_method_body)(eqp_method *method, void *context);

/* A stage as costs, row bounds and coefficients of the overlap row over the programme's matrix, for
 * the judge and the direct method. */
typedef struct eqp_stage_goal {
    double *cost;                  /* [columns] */
    double *row_lower, *row_upper; /* [rows] */
    uint32_t overlap_row;          /* EQP_NONE where there is none */
    double *overlap_weight;        /* [columns] of the last stage that had any */
} eqp_stage_goal;

eqp_status eqp_stage_goal_create(const eqp_programme *programme, eqp_stage_goal **out,
                                 eqp_error *error);
void eqp_stage_goal_free(eqp_stage_goal *goal);
void eqp_stage_goal_set(eqp_stage_goal *goal, const eqp_programme *programme,
                        const eqp_stage *stage);
eqp_goal eqp_stage_goal_view(const eqp_stage_goal *goal);

/* The factor that brings a stage's objective near the size that simplex codes like best: with t as
 * it stands GLPK, Clp and HiGHS stop up to 1.3·10⁻⁴ short. */
double eqp_stage_scale(const eqp_programme *programme, eqp_objective objective);

#endif
