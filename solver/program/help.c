#include "solver/program/help.h"

#include "models/base/language.h"
#include "output/text/figures.h"

/* Where the sentences begin. */
#define COLUMN 26

/* Adds a name and what follows it, and a sentence in the column beside, or below where they are too
 * long for that. */
static void add_row(eqp_buffer *buffer, const char *left, const char *right, const char *sentence) {
    int at = 2 + eqp_text_width(left) + (*right ? 1 + eqp_text_width(right) : 0);
    int below = at >= COLUMN;
    eqp_buffer_add(buffer, "  %s%s%s%s", left, *right ? " " : "", right, below ? "\n" : "");
    eqp_buffer_add(buffer, "%*s", below ? COLUMN : COLUMN - at, "");
    eqp_buffer_wrap_on(buffer, sentence, COLUMN, EQP_TEXT_WIDTH);
}

static void add_options(eqp_buffer *buffer, const eqp_command_option *options, size_t count) {
    for (size_t i = 0; i < count; i++)
        add_row(buffer, options[i].name, options[i].value, _(options[i].sentence));
}

static void add_program(eqp_buffer *buffer) {
    size_t count;
    const eqp_command *commands = eqp_commands(&count);
    eqp_buffer words = {0};
    eqp_buffer_say(&words, "equiplace " EQP_VERSION ": %s",
                   _("plans which institution buys how many places of which training offer"));
    eqp_figure_paragraph(buffer, &words, 0);
    eqp_buffer_add(buffer, "\n%s\n\n", _("usage: equiplace COMMAND ARGUMENTS [OPTIONS]"));
    for (size_t i = 0; i < count; i++)
        add_row(buffer, commands[i].name, commands[i].arguments, _(commands[i].sentence));
    eqp_buffer_add(buffer, "\n");
    eqp_buffer_wrap(
        buffer, _("equiplace COMMAND --help says more of one command. Options of every command:"),
        0, EQP_TEXT_WIDTH);
}

static void add_command(eqp_buffer *buffer, const eqp_command *command) {
    eqp_buffer_add(buffer, _("usage: equiplace %s %s [OPTIONS]"), command->name,
                   command->arguments);
    eqp_buffer_add(buffer, "\n\n");
    eqp_buffer_wrap(buffer, _(command->sentence), 0, EQP_TEXT_WIDTH);
    if (command->option_count) {
        eqp_buffer_add(buffer, "\n");
        add_options(buffer, command->options, command->option_count);
    }
    eqp_buffer_add(buffer, "\n%s\n", _("Options of every command:"));
}

char *eqp_help_text(const eqp_command *command) {
    size_t common;
    const eqp_command_option *options = eqp_common_options(&common);
    eqp_buffer buffer = {0};
    if (command)
        add_command(&buffer, command);
    else
        add_program(&buffer);
    add_options(&buffer, options, common);
    eqp_buffer_add(&buffer, "\n");
    eqp_buffer_wrap(&buffer,
                    _("Exit status: 0 done, 1 the system failed, 2 wrong usage, 3 errors in the "
                      "input, 4 no plan satisfies the decisions and rules, 5 stopped early."),
                    0, EQP_TEXT_WIDTH);
    return eqp_buffer_finish(&buffer);
}
