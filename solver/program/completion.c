#include "solver/program/completion.h"

#include "models/study/study.h"
#include "output/files/buffer.h"
#include "solver/program/command.h"

static void add_options(eqp_buffer *text, const char *command, const eqp_command_option *options,
                        size_t count) {
    for (size_t i = 0; i < count; i++)
        eqp_buffer_add(text, "%s\t%s\t%s\n", command, options[i].name, options[i].value);
}

static void add_parameters(eqp_buffer *text) {
    char word[64];
    for (uint32_t i = 0; eqp_word_text(eqp_settings_names, i, word, sizeof word), *word; i++)
        eqp_buffer_add(text, "%s\n", word);
}

/* No name of ours holds the word that ends a table, nor is anything in it expanded. */
char *eqp_completion_text(void) {
    size_t count;
    const eqp_command *commands = eqp_commands(&count);
    const eqp_command_option *options;
    eqp_buffer text = {0};
    eqp_buffer_add(&text, "_equiplace_table() {\n    cat <<'END'\n");
    for (size_t i = 0; i < count; i++) {
        eqp_buffer_add(&text, "%s\t\t%s\n", commands[i].name, commands[i].arguments);
        add_options(&text, commands[i].name, commands[i].options, commands[i].option_count);
    }
    options = eqp_common_options(&count);
    add_options(&text, "", options, count);
    eqp_buffer_add(&text, "END\n}\n\n_equiplace_parameters() {\n    cat <<'END'\n");
    add_parameters(&text);
    eqp_buffer_add(&text, "END\n}\n");
    return eqp_buffer_finish(&text);
}
