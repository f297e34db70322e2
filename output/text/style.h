/* How an answer is told, beside what it says: what its sentences need of the run. */
#ifndef EQP_OUTPUT_STYLE_H
#define EQP_OUTPUT_STYLE_H

/* Plain data; texts are borrowed. */
typedef struct eqp_text_style {
    const char *folder; /* the study's, as it was given: before the names of its files */
    const char *changed; /* how scenario and options changed its values: " --scenario NAME --set …";
                            "" for not at all */
} eqp_text_style;

#endif
