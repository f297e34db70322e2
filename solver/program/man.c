#include "solver/program/man.h"

#include "models/base/language.h"
#include "output/files/buffer.h"
#include "solver/program/command.h"

/* Adds text as roff shows it: every hyphen is one to type, and no line begins a request. */
static void add_text(eqp_buffer *page, const char *text) {
    if (*text == '.' || *text == '\'')
        eqp_buffer_add(page, "\\&");
    for (; *text; text++)
        if (*text == '-')
            eqp_buffer_add(page, "\\-");
        else if (*text == '\\')
            eqp_buffer_add(page, "\\e");
        else
            eqp_buffer_add(page, "%c", *text);
}

static void add_heading(eqp_buffer *page, const char *heading) {
    eqp_buffer_add(page, ".SH \"%s\"\n", heading);
}

static void add_paragraph(eqp_buffer *page, const char *text) {
    add_text(page, text);
    eqp_buffer_add(page, "\n");
}

/* A term, bold, what follows it, in italics, and below them what they mean. */
static void add_term(eqp_buffer *page, const char *term, const char *value, const char *sentence) {
    eqp_buffer_add(page, ".TP\n\\fB");
    add_text(page, term);
    eqp_buffer_add(page, "\\fR");
    if (*value) {
        eqp_buffer_add(page, " \\fI");
        add_text(page, value);
        eqp_buffer_add(page, "\\fR");
    }
    eqp_buffer_add(page, "\n");
    add_paragraph(page, sentence);
}

static void add_options(eqp_buffer *page, const eqp_command_option *options, size_t count) {
    for (size_t i = 0; i < count; i++)
        add_term(page, options[i].name, options[i].value, _(options[i].sentence));
}

static void add_commands(eqp_buffer *page) {
    size_t count;
    const eqp_command *commands = eqp_commands(&count);
    for (size_t i = 0; i < count; i++) {
        add_term(page, commands[i].name, commands[i].arguments, _(commands[i].sentence));
        eqp_buffer_add(page, ".RS\n");
        add_options(page, commands[i].options, commands[i].option_count);
        eqp_buffer_add(page, ".RE\n");
    }
}

static void add_statuses(eqp_buffer *page) {
    add_term(page, "0", "", _("done"));
    add_term(page, "1", "", _("the system failed: disk, memory, a folder in use"));
    add_term(page, "2", "", _("wrong usage"));
    add_term(page, "3", "", _("the input has errors"));
    add_term(page, "4", "", _("no plan satisfies the decisions, rules and budgets"));
    add_term(page, "5", "", _("a limit or Ctrl-C came first; there may be a plan all the same"));
}

static void add_environment(eqp_buffer *page) {
    add_term(page, "LC_ALL, LC_MESSAGES, LANG", "",
             _("the first of them that is set names the language, where --lang does not"));
    add_term(page, "NO_COLOR", "", _("where it is set, nothing is coloured"));
    add_term(page, "TERM", "", _("dumb: neither colours nor bars"));
}

static void add_examples(eqp_buffer *page) {
    add_term(page, "equiplace init my-study", "", _("an empty study to fill in"));
    add_term(page, "equiplace check my-study", "", _("what is still wrong with it"));
    add_term(page, "equiplace solve my-study --out results", "",
             _("its plan, on one screen and as files"));
}

char *eqp_man_text(void) {
    size_t count;
    const eqp_command_option *options = eqp_common_options(&count);
    eqp_buffer page = {0};
    eqp_buffer_add(&page, ".TH EQUIPLACE 1 \"\" \"equiplace " EQP_VERSION "\"\n");
    add_heading(&page, _("NAME"));
    eqp_buffer_add(&page, "equiplace \\- ");
    add_paragraph(&page, _("plans which institution buys how many places of which training offer"));
    add_heading(&page, _("SYNOPSIS"));
    eqp_buffer_add(&page, ".B equiplace\n\\fICOMMAND ARGUMENTS\\fR [\\fIOPTIONS\\fR]\n");
    add_heading(&page, _("DESCRIPTION"));
    add_paragraph(&page,
                  _("equiplace computes a complementary, geographically balanced purchase plan of "
                    "training places for several institutions, each with its own budget, and "
                    "proves that none is better. A study is a folder of CSV tables; answers go to "
                    "standard output, problems and progress to standard error."));
    add_heading(&page, _("COMMANDS"));
    add_commands(&page);
    add_heading(&page, _("OPTIONS OF EVERY COMMAND"));
    add_options(&page, options, count);
    add_heading(&page, _("EXIT STATUS"));
    add_statuses(&page);
    add_heading(&page, _("ENVIRONMENT"));
    add_environment(&page);
    add_heading(&page, _("EXAMPLES"));
    add_examples(&page);
    return eqp_buffer_finish(&page);
}
