#include "solver/program/output_options.h"

#include "models/base/language.h"
#include "output/page/page.h"

eqp_status eqp_output_options_style(const eqp_arguments *arguments, eqp_csv_style *style,
                                    eqp_error *error) {
    uint32_t word = EQP_CSV_STANDARD;
    eqp_status status = eqp_arguments_word(arguments, "--csv-style", &word, error);
    *style = (eqp_csv_style)word;
    return status;
}

eqp_status eqp_output_options_page(const eqp_arguments *arguments, eqp_page_options *page,
                                   eqp_error *error) {
    *page = (eqp_page_options){.wanted = eqp_arguments_has(arguments, "--html"),
                               .language = eqp_language_tag()};
    if (page->wanted && !eqp_arguments_text(arguments, "--out", NULL))
        return eqp_error_set(error, EQP_ERROR_USAGE, "%s",
                             _("option --html writes report.html beside the other results: say "
                               "where with --out DIR"));
    if (page->wanted && !eqp_page_possible())
        return eqp_error_set(error, EQP_ERROR_USAGE, "%s",
                             _("option --html: this program was built without the report; install "
                               "Node.js and npm (on Debian: apt-get install nodejs npm) and build "
                               "it again"));
    return EQP_OK;
}

eqp_status eqp_output_options_workbook(const eqp_arguments *arguments,
                                       const eqp_workbook_limits **limits, eqp_error *error) {
    *limits = eqp_arguments_has(arguments, "--xlsx") ? &eqp_workbook_excel : NULL;
    if (*limits && !eqp_arguments_text(arguments, "--out", NULL))
        return eqp_error_set(
            error, EQP_ERROR_USAGE,
            _("option --xlsx writes %s beside the other results: say where with --out DIR"),
            EQP_WORKBOOK_FILE);
    return EQP_OK;
}

eqp_status eqp_output_options_open(const eqp_arguments *arguments, eqp_folder **out,
                                   eqp_error *error) {
    const char *path = eqp_arguments_text(arguments, "--out", NULL);
    *out = NULL;
    return path ? eqp_folder_open(path, out, error) : EQP_OK;
}
