/* What a scenario, an argument of --set or an axis of a sweep changes: texts are understood once,
 * rows are chosen once, and the numbers are then changed in place as often as wanted. */
#ifndef EQP_MODELS_CHANGE_H
#define EQP_MODELS_CHANGE_H

#include "models/study/study.h"

/* Cells of a row of scenarios.csv, for errors. */
enum { EQP_CELL_PARAMETER = 2, EQP_CELL_TARGET, EQP_CELL_CHANGE, EQP_CELL_VALUE };

typedef enum {
    EQP_CHANGES_BUDGET,
    EQP_CHANGES_NEED, /* low and high estimates change alike */
    EQP_CHANGES_PRIORITY,
    EQP_CHANGES_PRICE,
    EQP_CHANGES_PLACES,
    EQP_CHANGES_SUCCESS_RATE,
    EQP_CHANGES_RULE,
    EQP_CHANGES_SETTING
} eqp_change_subject;

#define EQP_MOST_CONDITIONS 16

/* A parameter and its target, understood: plain data. */
typedef struct eqp_change_place {
    eqp_change_subject subject;
    uint32_t setting; /* of SETTING: its place in options.def */
    uint32_t condition_count;
    struct {
        eqp_space space;
        uint32_t index;
    } conditions[EQP_MOST_CONDITIONS]; /* a row must meet all of them */
} eqp_change_place;

/* Understands a parameter and a target of column=value pairs joined by & ("" = every row).
 * EQP_ERROR_USAGE with a sentence; *cell tells which of the two is wrong. */
eqp_status eqp_change_understand(const eqp_study *study, const char *parameter, const char *target,
                                 eqp_change_place *place, uint32_t *cell, eqp_error *error);

/* The same, where the target may also be a bare word: an id of the key of the parameter's table. A
 * word that is a whole id comes before pairs; EQP_ERROR_USAGE also where it is an id of both parts
 * of a key. */
eqp_status eqp_change_understand_word(const eqp_study *study, const char *parameter,
                                      const char *target, eqp_change_place *place,
                                      eqp_error *error);

/* Whether what changes is a number; other settings are not. */
int eqp_change_is_number(const eqp_change_place *place);

/* Numbers of a study: in each of `columns` columns the same rows. */
typedef struct eqp_change_numbers {
    eqp_change_subject subject;
    size_t offset[3]; /* of the columns' pointers (of a setting: of the number) within eqp_study */
    uint32_t columns;
    uint32_t *rows; /* [count] owned; {0} of a setting */
    uint32_t count;
    double high; /* results are cut to 0 … high */
} eqp_change_numbers;

/* The numbers at a place that is a number. EQP_ERROR_MEMORY only; rows are then NULL. */
eqp_status eqp_change_find(const eqp_study *study, const eqp_change_place *place,
                           eqp_change_numbers *numbers, eqp_error *error);
void eqp_change_release(eqp_change_numbers *numbers);

/* How many results were cut (of the first column alone), and whether one was too large for a
 * number. */
typedef struct eqp_change_cuts {
    uint32_t below, above;
    int overflow;
} eqp_change_cuts;

/* What a number becomes before it is cut. */
double eqp_change_result(eqp_change how, double value, double old);

/* The array of a column in a study: numbers are array[rows[…]]. */
const double *eqp_change_read(const eqp_change_numbers *numbers, uint32_t column,
                              const eqp_study *study);

/* Changes the numbers in a study of the same rows; `cuts` may be NULL. Results are finite. */
void eqp_change_apply(const eqp_change_numbers *numbers, eqp_change how, double value,
                      eqp_study *study, eqp_change_cuts *cuts);

/* Names the row of a number, for people: "region" of a budget, "9306, A1" of a need. */
void eqp_change_row_text(const eqp_change_numbers *numbers, const eqp_study *study, uint32_t row,
                         char *text, size_t size);

/* What "PARAMETER[TARGET]=VALUE" says; *= scales, += adds. */
typedef struct eqp_change_parts {
    const char *parameter, *target, *value; /* target "" where there is none */
    eqp_change how;
    size_t title_length; /* of what stands before the equals sign */
} eqp_change_parts;

/* Cuts such a text in place; the parts borrow it. A target may hold operators and brackets, so that
 * the last bracket counts. 0 = done, -1 = it is something else. */
int eqp_change_cut(char *text, eqp_change_parts *parts);

/* Reads the whole of text[length] as a finite number; EQP_ERROR_USAGE with a sentence that begins
 * with `name`. */
eqp_status eqp_change_number(const char *name, const char *text, size_t length, double *value,
                             eqp_error *error);

/* Refuses a number whose sign or per cent says something else than its author means: a per cent
 * that is added (+10% of a budget is not 0.1), a factor with a sign, a per cent of what is no
 * share. EQP_ERROR_USAGE with a sentence that begins with `name` and names the form that is right.
 */
eqp_status eqp_change_check_number(const char *parameter, eqp_change how, const char *name,
                                   const char *text, size_t length, eqp_error *error);

/* Whether text[length] scales to a small per cent (10%), where one more was probably meant. */
int eqp_change_is_small_share(eqp_change how, const char *text, size_t length);

#endif
