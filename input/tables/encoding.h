/* Bytes of a file -> UTF-8 text: a byte order mark is left out, what is not UTF-8 counts as
 * Windows-1252. What is no text in either is recognised for what it is. */
#ifndef EQP_INPUT_ENCODING_H
#define EQP_INPUT_ENCODING_H

#include <stddef.h>
#include <stdint.h>

typedef enum {
    EQP_ENCODING_UTF_8,
    EQP_ENCODING_WINDOWS_1252,
    EQP_ENCODING_MIXED, /* some lines are UTF-8, others Windows-1252; decoded line by line */
    EQP_ENCODING_DOS,   /* code page 850, it seems; decoded as Windows-1252, as is the next */
    EQP_ENCODING_MACINTOSH,
    EQP_ENCODING_UTF_16,
    EQP_ENCODING_NO_TEXT
} eqp_encoding;

typedef struct eqp_text {
    const char *bytes; /* [size] borrowed from what was decoded, or `owned` */
    size_t size;
    char *owned; /* eqp_free */
    eqp_encoding encoding;
    uint32_t odd_line;   /* of MIXED: the first line of the encoding that fewer lines have */
    int odd_is_utf_8;    /* of MIXED */
    const char *instead; /* of NO_TEXT: what it is, to be translated */
    int is_unusual;      /* 1: some control character other than tab and line ends, or what a
                            decoding that went wrong has left */
} eqp_text;

/* Decodes bytes[size]. UTF-16 and what is no text are only recognised: the text is then empty. 0 =
 * done, -1 = memory is short. */
int eqp_text_decode(const char *bytes, size_t size, eqp_text *text);

/* The code of the first control character (tab and line ends apart) in text[length]; -1 when there
 * is none. */
int eqp_text_control(const char *text, size_t length);

/* Whether text[length] was decoded wrongly before it was written here: U+FFFD, or UTF-8 read as
 * Windows-1252 (Ã© for é). */
int eqp_text_is_garbled(const char *text, size_t length);

#endif
