#include "output/text/amounts.h"

void eqp_amounts_say(const eqp_amount *amounts, size_t count, eqp_buffer *buffer) {
    for (size_t i = 0; i < count; i++)
        if (amounts[i].words)
            eqp_buffer_amount(buffer, amounts[i].words, amounts[i].amount,
                              amounts[i].unit ? amounts[i].unit : "");
}

void eqp_amounts_add(const eqp_amount *amounts, size_t count, eqp_json *json) {
    for (size_t i = 0; i < count; i++)
        if (amounts[i].key && amounts[i].fraction)
            eqp_json_number(json, amounts[i].key, amounts[i].amount);
        else if (amounts[i].key)
            eqp_json_whole(json, amounts[i].key, (unsigned long)amounts[i].amount);
}
