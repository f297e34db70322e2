/* One JSON object as text, built key by key: the only user of the JSON library.
 *
 * A failure is remembered and told at the end, so that building needs no checks in between. */
#ifndef EQP_OUTPUT_JSON_H
#define EQP_OUTPUT_JSON_H

typedef struct eqp_json eqp_json;

/* An empty object; NULL when memory is short, which every function below takes. */
eqp_json *eqp_json_create(void);

/* Each adds one item to the innermost open object under `key`, or to the innermost open list, where
 * key is not looked at. Texts are UTF-8. NAN and the infinities are written as null. */
void eqp_json_text(eqp_json *json, const char *key, const char *text);
void eqp_json_number(eqp_json *json, const char *key, double number);
void eqp_json_whole(eqp_json *json, const char *key, unsigned long number);

/* Opens an object or a list within the innermost one; what follows goes into it until it is
 * closed. */
void eqp_json_open(eqp_json *json, const char *key);
void eqp_json_open_list(eqp_json *json, const char *key);
void eqp_json_close(eqp_json *json);

/* Frees json and returns its text, ended by a newline and owned by the caller (eqp_free); NULL when
 * memory was short. */
char *eqp_json_finish(eqp_json *json);

/* The same without blanks or line ends, for an element of HTML: none of its characters can end that
 * or begin another. */
char *eqp_json_finish_inline(eqp_json *json);

/* Says that what was to be added could not be made, as memory was short. */
void eqp_json_fail(eqp_json *json);

#endif
