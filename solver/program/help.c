#include "solver/program/help.h"

#include <string.h>

/* Prints a sentence in a column from `indent` to 80; the line stands at `indent` already. */
static void print_wrapped(const char *sentence, int indent, FILE *stream) {
    int at = indent;
    while (*sentence) {
        int length = (int)strcspn(sentence, " ");
        if (at > indent && at + 1 + length > 80) {
            fprintf(stream, "\n%*s", indent, "");
            at = indent;
        }
        at += fprintf(stream, "%s%.*s", at > indent ? " " : "", length, sentence);
        sentence += length;
        sentence += strspn(sentence, " ");
    }
    fputc('\n', stream);
}

static void print_row(const char *left, const char *right, const char *sentence, int indent,
                      FILE *stream) {
    int at = fprintf(stream, "  %s%s%s", left, *right ? " " : "", right);
    if (at >= indent) {
        fputc('\n', stream);
        at = 0;
    }
    fprintf(stream, "%*s", indent - at, "");
    print_wrapped(sentence, indent, stream);
}

static void print_options(const eqp_command_option *options, size_t count, FILE *stream) {
    for (size_t i = 0; i < count; i++)
        print_row(options[i].name, options[i].value, options[i].sentence, 26, stream);
}

static void print_program(FILE *stream) {
    size_t count;
    const eqp_command *commands = eqp_commands(&count);
    fputs("equiplace " EQP_VERSION
          ": plans which institution buys how many places of which training offer\n\n"
          "usage: equiplace COMMAND ARGUMENTS [OPTIONS]\n\n",
          stream);
    for (size_t i = 0; i < count; i++)
        print_row(commands[i].name, commands[i].arguments, commands[i].sentence, 26, stream);
    fputs("\nequiplace COMMAND --help says more of one command. Options of every command:\n",
          stream);
}

static void print_command(const eqp_command *command, FILE *stream) {
    fprintf(stream, "usage: equiplace %s %s [OPTIONS]\n\n", command->name, command->arguments);
    print_wrapped(command->sentence, 0, stream);
    if (command->option_count) {
        fputc('\n', stream);
        print_options(command->options, command->option_count, stream);
    }
    fputs("\nOptions of every command:\n", stream);
}

void eqp_help_print(const eqp_command *command, FILE *stream) {
    size_t common;
    const eqp_command_option *options = eqp_common_options(&common);
    if (command)
        print_command(command, stream);
    else
        print_program(stream);
    print_options(options, common, stream);
    fputs("\nExit status: 0 done, 1 the system failed, 2 wrong usage, 3 errors in the input,\n"
          "4 no plan satisfies the decisions and rules, 5 stopped early.\n",
          stream);
}
