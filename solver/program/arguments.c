#include "solver/program/arguments.h"

#include "models/base/language.h"
#include "models/base/memory.h"
#include "models/base/number.h"
#include "models/study/study.h"
#include "solver/program/language.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

/* Collects known words, to find the one nearest to an unknown one. */
static void add_word(eqp_names *words, const char *word) {
    if (words)
        eqp_names_add(words, word, strlen(word));
}

static eqp_status unknown_command(eqp_error *error, const char *word) {
    eqp_names *words = eqp_names_create();
    const char *nearest;
    size_t count;
    const eqp_command *commands = eqp_commands(&count);
    for (size_t i = 0; i < count; i++)
        add_word(words, commands[i].name);
    nearest = words ? eqp_names_nearest(words, word) : NULL;
    if (nearest)
        eqp_error_set(error, EQP_ERROR_USAGE, _("unknown command \"%s\"; did you mean \"%s\"?"),
                      word, nearest);
    else
        eqp_error_set(error, EQP_ERROR_USAGE,
                      _("unknown command \"%s\"; equiplace --help lists what there is"), word);
    eqp_names_free(words);
    return EQP_ERROR_USAGE;
}

static eqp_status unknown_option(eqp_error *error, const eqp_command *command, const char *word) {
    eqp_names *words = eqp_names_create();
    const char *nearest;
    size_t common;
    const eqp_command_option *options = eqp_common_options(&common);
    for (size_t i = 0; command && i < command->option_count; i++)
        add_word(words, command->options[i].name);
    for (size_t i = 0; i < common; i++)
        add_word(words, options[i].name);
    nearest = words ? eqp_names_nearest(words, word) : NULL;
    if (nearest)
        eqp_error_set(error, EQP_ERROR_USAGE, _("unknown option \"%s\"; did you mean \"%s\"?"),
                      word, nearest);
    else if (command)
        eqp_error_set(error, EQP_ERROR_USAGE,
                      _("unknown option \"%s\"; equiplace %s --help lists what there is"), word,
                      command->name);
    else
        eqp_error_set(error, EQP_ERROR_USAGE,
                      _("unknown option \"%s\"; equiplace --help lists what there is"), word);
    eqp_names_free(words);
    return EQP_ERROR_USAGE;
}

/* The command whose one or two words begin argv; *words receives how many. */
static const eqp_command *find_command(int argc, char **argv, int *words) {
    size_t count;
    const eqp_command *commands = eqp_commands(&count);
    for (size_t i = 0; i < count; i++) {
        size_t first = strcspn(commands[i].name, " ");
        const char *second = commands[i].name[first] ? commands[i].name + first + 1 : NULL;
        if (strlen(argv[0]) != first || strncmp(argv[0], commands[i].name, first) != 0)
            continue;
        if (second && (argc < 2 || strcmp(argv[1], second) != 0))
            continue;
        *words = second ? 2 : 1;
        return &commands[i];
    }
    return NULL;
}

static int expected_arguments(const eqp_command *command) {
    int count = *command->arguments != '\0';
    for (const char *at = command->arguments; *at; at++)
        count += *at == ' ';
    return count;
}

/* Takes argv[*at], an option, and its value, which may be glued to it: --out=DIR. */
static eqp_status take_option(eqp_arguments *arguments, int argc, char **argv, int *at,
                              eqp_error *error) {
    char name[64];
    const char *text = argv[*at], *equals = strchr(text, '=');
    size_t length = equals ? (size_t)(equals - text) : strlen(text);
    const eqp_command_option *option = NULL;
    eqp_given_option *given = &arguments->options[arguments->option_count];
    if (length < sizeof name) {
        memcpy(name, text, length);
        name[length] = '\0';
        option = eqp_command_find_option(arguments->command, name);
    }
    if (!option)
        return unknown_option(error, arguments->command, length < sizeof name ? name : text);
    if (!*option->value && equals)
        return eqp_error_set(error, EQP_ERROR_USAGE, _("option %s takes no value"), option->name);
    given->name = option->name;
    given->value = equals ? equals + 1 : "";
    if (*option->value && !equals && ++*at < argc)
        given->value = argv[*at];
    if (*option->value && !*given->value)
        return eqp_error_set(error, EQP_ERROR_USAGE, _("option %s needs a value: %s %s"),
                             option->name, option->name, option->value);
    arguments->option_count++;
    return EQP_OK;
}

static eqp_status take_argument(eqp_arguments *arguments, const char *text, eqp_error *error) {
    if (arguments->argument_count >= expected_arguments(arguments->command))
        return eqp_error_set(error, EQP_ERROR_USAGE,
                             _("\"%s\" is one argument too many: equiplace %s %s"), text,
                             arguments->command->name, arguments->command->arguments);
    if (!*text)
        return eqp_error_set(error, EQP_ERROR_USAGE, _("an argument is empty: equiplace %s %s"),
                             arguments->command->name, arguments->command->arguments);
    arguments->argument[arguments->argument_count++] = text;
    return EQP_OK;
}

static int asks_for_help(const eqp_arguments *arguments) {
    return eqp_arguments_has(arguments, "--help") || eqp_arguments_has(arguments, "--version");
}

/* What is asked of the program without a command. --man and --completion are for its build. */
static int is_asking_alone(const char *word) {
    return strcmp(word, "--help") == 0 || strcmp(word, "--version") == 0 ||
           strcmp(word, "--man") == 0 || strcmp(word, "--completion") == 0;
}

static eqp_status check_language(const eqp_arguments *arguments, eqp_error *error) {
    const char *asked = eqp_arguments_text(arguments, "--lang", NULL);
    uint32_t language;
    eqp_status status = eqp_arguments_word(arguments, "--lang", &language, error);
    return !status && asked ? eqp_language_check(asked, error) : status;
}

/* Common options may stand before the command. */
static eqp_status take_leading(eqp_arguments *arguments, int argc, char **argv, int *at,
                               eqp_error *error) {
    eqp_status status = EQP_OK;
    while (!status && *at < argc && argv[*at][0] == '-' && !is_asking_alone(argv[*at])) {
        status = take_option(arguments, argc, argv, at, error);
        ++*at;
    }
    if (!status && *at >= argc)
        status =
            eqp_error_set(error, EQP_ERROR_USAGE, _("no command; equiplace --help lists them"));
    return status;
}

/* All behind the command. */
static eqp_status take_rest(eqp_arguments *arguments, int argc, char **argv, int at,
                            eqp_error *error) {
    const eqp_command *command = arguments->command;
    eqp_status status = EQP_OK;
    int only_arguments = 0;
    for (; !status && at < argc; at++) {
        if (!only_arguments && strcmp(argv[at], "--") == 0)
            only_arguments = 1;
        else if (!only_arguments && argv[at][0] == '-' && argv[at][1] != '\0')
            status = take_option(arguments, argc, argv, &at, error);
        else
            status = take_argument(arguments, argv[at], error);
    }
    if (!status && !asks_for_help(arguments) &&
        arguments->argument_count < expected_arguments(command))
        status = eqp_error_set(error, EQP_ERROR_USAGE, _("an argument is missing: equiplace %s %s"),
                               command->name, command->arguments);
    return status;
}

eqp_status eqp_arguments_parse(int argc, char **argv, eqp_arguments *arguments, eqp_error *error) {
    eqp_status status;
    int at = 1, words = 0, threads;
    *arguments = (eqp_arguments){.options = eqp_allocate((size_t)argc, sizeof(eqp_given_option))};
    if (!arguments->options)
        return eqp_error_memory(error);
    status = take_leading(arguments, argc, argv, &at, error);
    if (status)
        return status;
    if (is_asking_alone(argv[at])) {
        arguments->options[arguments->option_count++] = (eqp_given_option){argv[at], ""};
        return check_language(arguments, error);
    }
    arguments->command = find_command(argc - at, argv + at, &words);
    if (!arguments->command)
        return unknown_command(error, argv[at]);
    status = take_rest(arguments, argc, argv, at + words, error);
    if (!status)
        status = eqp_arguments_threads(arguments, &threads, error);
    return status ? status : check_language(arguments, error);
}

void eqp_arguments_free(eqp_arguments *arguments) {
    eqp_free(arguments->options);
    arguments->options = NULL;
}

int eqp_arguments_has(const eqp_arguments *arguments, const char *option) {
    return eqp_arguments_text(arguments, option, NULL) != NULL;
}

const char *eqp_arguments_text(const eqp_arguments *arguments, const char *option,
                               const char *otherwise) {
    for (size_t i = arguments->option_count; i-- > 0;)
        if (strcmp(arguments->options[i].name, option) == 0)
            return arguments->options[i].value;
    return otherwise;
}

static eqp_status take_number(const eqp_arguments *arguments, const char *option, double low,
                              double high, int whole, double *number, eqp_error *error) {
    const char *text = eqp_arguments_text(arguments, option, NULL);
    double value = NAN;
    if (!text)
        return EQP_OK;
    if (eqp_number_parse(text, strlen(text), '.', &value) != EQP_NUMBER_OK ||
        !(value >= low && value <= high) || (whole && value != floor(value)))
        return eqp_error_set(error, EQP_ERROR_USAGE,
                             whole
                                 ? _("option %s: \"%s\" is not a whole number from %.15g to %.15g")
                                 : _("option %s: \"%s\" is not a number from %.15g to %.15g"),
                             option, text, low, high);
    *number = value;
    return EQP_OK;
}

eqp_status eqp_arguments_number(const eqp_arguments *arguments, const char *option, double low,
                                double high, double *number, eqp_error *error) {
    return take_number(arguments, option, low, high, 0, number, error);
}

eqp_status eqp_arguments_whole(const eqp_arguments *arguments, const char *option, double low,
                               double high, double *number, eqp_error *error) {
    return take_number(arguments, option, low, high, 1, number, error);
}

eqp_status eqp_arguments_threads(const eqp_arguments *arguments, int *threads, eqp_error *error) {
    double number = 0;
    eqp_status status =
        eqp_arguments_whole(arguments, "--threads", 1, EQP_MOST_THREADS, &number, error);
    *threads = (int)number;
    return status;
}

eqp_status eqp_arguments_word(const eqp_arguments *arguments, const char *option, uint32_t *index,
                              eqp_error *error) {
    const char *text = eqp_arguments_text(arguments, option, NULL);
    const char *words;
    uint32_t found;
    if (!text)
        return EQP_OK; /* as of an option that the command does not have */
    words = eqp_command_find_option(arguments->command, option)->value;
    found = eqp_word_find(words, text);
    if (found == EQP_NONE)
        return eqp_error_set(error, EQP_ERROR_USAGE, _("option %s: \"%s\" is not one of %s"),
                             option, text, words);
    *index = found;
    return EQP_OK;
}
