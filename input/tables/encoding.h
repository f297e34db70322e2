/* Bytes of a file -> UTF-8 text: a byte order mark is left out, what is not UTF-8 counts as
 * Windows-1252. */
#ifndef EQP_INPUT_ENCODING_H
#define EQP_INPUT_ENCODING_H

#include <stddef.h>

typedef enum { EQP_ENCODING_UTF_8, EQP_ENCODING_WINDOWS_1252, EQP_ENCODING_UTF_16 } eqp_encoding;

typedef struct eqp_text {
    const char *bytes; /* [size] borrowed from what was decoded, or `owned` */
    size_t size;
    char *owned; /* eqp_free */
    eqp_encoding encoding;
    int has_control; /* 1: some control character other than tab and line ends */
} eqp_text;

/* Decodes bytes[size]. UTF-16 is only recognised: the text is then empty. 0 = done, -1 = memory is
 * short. */
int eqp_text_decode(const char *bytes, size_t size, eqp_text *text);

/* The code of the first control character (tab and line ends apart) in text[length]; -1 when there
 * is none. */
int eqp_text_control(const char *text, size_t length);

#endif
