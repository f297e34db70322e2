#include "output/workbook/workbook_words.h"

#include "models/base/language.h"

#include <ctype.h>
#include <string.h>

/* Words in columns that hold words of ours, not ids. */
static const struct {
    const char *word, *shown;
} value_words[] = {
    {"no_offer", N_("no offer reaches them")},
    {"capacity", N_("every place is bought")},
    {"money", N_("budgets, rules or balance")},
    {"optimal", N_("optimal")},
    {"stopped", N_("stopped")},
    {"no plan", N_("no plan")},
    {"infeasible", N_("infeasible")},
    {"complete", N_("complete")},
    {"min", N_("at least")},
    {"max", N_("at most")},
    {"absolute", N_("absolute")},
    {"share", N_("share")},
    {"places", N_("places")},
    {"hours", N_("hours")},
    {"cost", N_("cost")},
    {"entries", N_("people who start")},
    {"hires", N_("people who end in the job")},
    {"value_best", N_("best value")},
    {"coverage", N_("coverage")},
    {"rate", N_("coverage of a zone")},
    {"low", N_("low")},
    {"central", N_("central")},
    {"high", N_("high")},
    {"no", N_("no")},
    {"yes", N_("yes")},
};

const char *eqp_workbook_word(const char *word) {
    for (size_t i = 0; i < sizeof value_words / sizeof *value_words; i++)
        if (strcmp(value_words[i].word, word) == 0)
            return _(value_words[i].shown);
    return word;
}

int eqp_workbook_holds_words(const char *column) {
    static const char *const columns[] = {"cause", "status", "measure", "sense",
                                          "unit",  "what",   "kind"};
    for (size_t i = 0; i < sizeof columns / sizeof *columns; i++)
        if (strcmp(columns[i], column) == 0)
            return 1;
    return 0;
}

void eqp_workbook_add_sentence(eqp_buffer *buffer, const char *sentence) {
    size_t length = strlen(sentence);
    int first = 1;
    for (size_t i = 0; i < length; i++) {
        if (sentence[i] == '`')
            continue;
        eqp_buffer_add(buffer, "%c", first ? toupper((unsigned char)sentence[i]) : sentence[i]);
        first = 0;
    }
    if (length && sentence[length - 1] != '.')
        eqp_buffer_add(buffer, ".");
}
