/* Another project's program: solves the study named on its command line with what is installed. */
#include "input/tables/reader.h"
#include "output/tables/result_table.h"
#include "solver/stages/stages.h"

int main(int count, char **arguments) {
    eqp_problems *problems = eqp_problems_create();
    eqp_solve_options options = eqp_solve_options_default();
    eqp_study *study = NULL;
    eqp_programme *programme = NULL;
    eqp_solution *solution = NULL;
    eqp_error error = {0};
    int solved = eqp_study_read(arguments[count - 1], &study, problems, &error) == EQP_OK &&
                 eqp_programme_build(study, &programme, &error) == EQP_OK &&
                 eqp_stages_solve(programme, &options, &solution, &error) == EQP_OK;
    if (solved)
        printf("%s %.6f\n", eqp_result_table_view(EQP_RESULT_plan)->file, solution->value_best);
    else
        fprintf(stderr, "%s\n", error.sentence);
    eqp_solution_free(solution);
    eqp_programme_free(programme);
    eqp_study_free(study);
    eqp_problems_free(problems);
    return !solved;
}
