#include "output/text/values_text.h"

#include "models/answers/open_offers.h"
#include "models/base/language.h"
#include "output/text/figures.h"
#include "output/text/run_text.h"

/* A price this near to the break-even is worth talking about. */
#define NEAR 0.1

char *eqp_values_text(const eqp_plan *plan, const double *dual, const eqp_run *run) {
    const eqp_programme *p = plan->programme;
    uint32_t pairs = 0, bought = 0, near = 0;
    eqp_buffer buffer = {0}, words = {0};
    for (uint32_t pair = 0; pair < p->pairs; pair++) {
        double price = p->study->prices.price[p->pair_row[pair]];
        int is_bought =
            eqp_plan_bought(plan, p->offer[p->pair_offer[pair]], p->pair_institution[pair]) > 0;
        if (p->pair_kept[pair])
            continue;
        pairs++;
        bought += is_bought;
        near += !is_bought && eqp_values_break_even(plan, dual, pair) >= (1 - NEAR) * price;
    }
    eqp_buffer_say(&words, _("What every offer, need, zone, institution and rule of %s is worth"),
                   run->study);
    eqp_figure_paragraph(&buffer, &words, 0);
    eqp_buffer_say(
        &words,
        _("%s pairs of offer and institution: %s bought; of the others %s would pay at a "
          "price lower by %s or less, to first order. explain --offer, --zone, "
          "--institution and --rule say why."),
        eqp_figure_of(pairs, 0).text, eqp_figure_of(bought, 0).text, eqp_figure_of(near, 0).text,
        eqp_figure_share(NEAR, 0).text);
    eqp_figure_paragraph(&buffer, &words, EQP_TEXT_INDENT);
    eqp_run_say(run, &buffer);
    return eqp_buffer_finish(&buffer);
}
