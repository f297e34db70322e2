#include "input/generate/template.h"
#include "models/base/language.h"
#include "models/study/study.h"
#include "output/files/buffer.h"
#include "output/files/json.h"
#include "solver/program/arguments.h"
#include "solver/program/message.h"

static char *in_words(const char *folder) {
    size_t count;
    const eqp_table_view *tables = eqp_study_tables(&count);
    eqp_buffer buffer = {0};
    eqp_buffer_add(&buffer, _("A study to fill in is in %s, one example row in each table:\n"),
                   folder);
    for (size_t i = 0; i < count; i++) {
        eqp_buffer_add(&buffer,
                       tables[i].required ? "  %s.csv\n" : _("  %s.csv (may be deleted)\n"),
                       tables[i].name);
    }
    eqp_buffer_add(&buffer, _("equiplace check %s tells what is still wrong.\n"), folder);
    return eqp_buffer_finish(&buffer);
}

static char *as_json(void) {
    size_t count;
    const eqp_table_view *tables = eqp_study_tables(&count);
    eqp_json *json = eqp_json_create();
    eqp_json_text(json, "version", EQP_VERSION);
    eqp_json_open_list(json, "tables");
    for (size_t i = 0; i < count; i++)
        eqp_json_text(json, NULL, tables[i].name);
    eqp_json_close(json);
    return eqp_json_finish(json);
}

eqp_exit eqp_command_init(const eqp_arguments *given) {
    const char *folder = given->argument[0];
    eqp_error error = {0};
    if (eqp_template_write(folder, &error))
        return eqp_message_error(&error);
    return eqp_message_answer(eqp_arguments_has(given, "--json") ? as_json() : in_words(folder));
}
