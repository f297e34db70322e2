#include "solver/program/command.h"

#include "output/files/csv_writer.h"
#include "solver/program/language.h"

#include <string.h>

/* Each list ends with an empty row, so that a command without options has a list too. */
/* clang-format off */
#define EQP_COMMAND(command, name, arguments, sentence) \
    static const eqp_command_option command##_options[] = {
#define EQP_COMMAND_OPTION(command, option, value, sentence) {option, value, sentence},
#define EQP_COMMAND_END(command) {0} };
/* clang-format on */
#define EQP_COMMON_OPTION(option, value, sentence)
#include "solver/program/commands.def"
#undef EQP_COMMAND
#undef EQP_COMMAND_OPTION
#undef EQP_COMMAND_END
#undef EQP_COMMON_OPTION

static const eqp_command commands[] = {
#define EQP_COMMAND(command, name, arguments, sentence)                                            \
    {name,                                                                                         \
     arguments,                                                                                    \
     sentence,                                                                                     \
     command##_options,                                                                            \
     sizeof command##_options / sizeof *command##_options - 1,                                     \
     eqp_command_##command},
#define EQP_COMMAND_OPTION(command, option, value, sentence)
#define EQP_COMMAND_END(command)
#define EQP_COMMON_OPTION(option, value, sentence)
#include "solver/program/commands.def"
#undef EQP_COMMAND
#undef EQP_COMMAND_OPTION
#undef EQP_COMMAND_END
#undef EQP_COMMON_OPTION
};

static const eqp_command_option common_options[] = {
#define EQP_COMMAND(command, name, arguments, sentence)
#define EQP_COMMAND_OPTION(command, option, value, sentence)
#define EQP_COMMAND_END(command)
#define EQP_COMMON_OPTION(option, value, sentence) {option, value, sentence},
#include "solver/program/commands.def"
#undef EQP_COMMAND
#undef EQP_COMMAND_OPTION
#undef EQP_COMMAND_END
#undef EQP_COMMON_OPTION
};

const eqp_command *eqp_commands(size_t *count) {
    *count = sizeof commands / sizeof *commands;
    return commands;
}

int eqp_command_spreads(const eqp_command *command) {
    return command->run == eqp_command_sweep;
}

const eqp_command_option *eqp_common_options(size_t *count) {
    *count = sizeof common_options / sizeof *common_options;
    return common_options;
}

const eqp_command_option *eqp_command_find_option(const eqp_command *command, const char *name) {
    size_t common;
    const eqp_command_option *options = eqp_common_options(&common);
    for (size_t i = 0; command && i < command->option_count; i++)
        if (strcmp(command->options[i].name, name) == 0)
            return &command->options[i];
    for (size_t i = 0; i < common; i++)
        if (strcmp(options[i].name, name) == 0)
            return &options[i];
    return NULL;
}
