#include "output/workbook/book_check.h"

#include "models/base/language.h"
#include "models/base/memory.h"

#include <string.h>
#include <zlib.h>

#define ROOM 65536
#define LOCAL_HEADER 30

/* A file being read; what lies ahead is in `bytes` [from … to). */
typedef struct reading {
    FILE *stream;
    unsigned char *bytes, *text; /* [ROOM] */
    size_t from, to;
    z_stream inflater;
    int short_memory; /* 1: the inflater's was */
} reading;

/* Tags seen so far of one part. */
typedef struct tags {
    long depth; /* opened and not yet closed */
    unsigned long count;
    unsigned char last;
    int begins; /* the last byte was '<' */
} tags;

/* In the parts '<' and '>' stand for nothing but tags. */
static void count_tags(tags *seen, const unsigned char *text, size_t size) {
    for (size_t i = 0; i < size; i++) {
        unsigned char byte = text[i];
        if (seen->begins) {
            seen->count++;
            seen->depth += byte == '/' ? -1 : byte != '?' && byte != '!';
        } else if (byte == '>' && seen->last == '/') {
            seen->depth--;
        }
        seen->begins = byte == '<';
        seen->last = byte;
    }
}

/* Whether there is more to read. */
static int refill(reading *file) {
    if (file->from == file->to) {
        file->from = 0;
        file->to = fread(file->bytes, 1, ROOM, file->stream);
    }
    return file->from < file->to;
}

/* Takes the next `size` bytes; 0, or -1 where there are fewer. */
static int take(reading *file, unsigned char *bytes, size_t size) {
    for (size_t i = 0; i < size; i++) {
        if (!refill(file))
            return -1;
        if (bytes)
            bytes[i] = file->bytes[file->from];
        file->from++;
    }
    return 0;
}

static unsigned number(const unsigned char *bytes) {
    return bytes[0] | (unsigned)bytes[1] << 8;
}

/* Unpacks one part from where its data begin; 0, or -1 where it is not whole. */
static int check_part(reading *file) {
    tags seen = {0};
    int result = Z_OK;
    if (inflateReset(&file->inflater) != Z_OK)
        return -1;
    while (result == Z_OK && refill(file)) {
        file->inflater.next_in = file->bytes + file->from;
        file->inflater.avail_in = (uInt)(file->to - file->from);
        file->inflater.next_out = file->text;
        file->inflater.avail_out = ROOM;
        result = inflate(&file->inflater, Z_NO_FLUSH);
        file->from = file->to - file->inflater.avail_in;
        count_tags(&seen, file->text, ROOM - file->inflater.avail_out);
    }
    file->short_memory = result == Z_MEM_ERROR;
    return result == Z_STREAM_END && seen.count > 0 && seen.depth == 0 ? 0 : -1;
}

/* Every part, up to the directory that follows them. */
static int check_parts(reading *file) {
    static const unsigned char part[4] = {'P', 'K', 3, 4}, directory[4] = {'P', 'K', 1, 2};
    unsigned char header[LOCAL_HEADER];
    unsigned long parts = 0;
    for (;; parts++) {
        if (take(file, header, 4))
            return -1;
        if (memcmp(header, part, 4) != 0)
            return parts > 0 && memcmp(header, directory, 4) == 0 ? 0 : -1;
        if (take(file, header + 4, LOCAL_HEADER - 4) ||
            take(file, NULL, number(header + 26) + number(header + 28)) || check_part(file))
            return -1;
    }
}

static void *allocate(void *opaque, uInt count, uInt size) {
    (void)opaque;
    return eqp_allocate(count, size);
}

static void release(void *opaque, void *memory) {
    (void)opaque;
    eqp_free(memory);
}

eqp_status eqp_book_check(FILE *stream, eqp_error *error) {
    reading file = {.stream = stream, .inflater = {.zalloc = allocate, .zfree = release}};
    eqp_status status = EQP_OK;
    file.bytes = eqp_allocate(ROOM, 1);
    file.text = eqp_allocate(ROOM, 1);
    rewind(stream);
    if (!file.bytes || !file.text || inflateInit2(&file.inflater, -MAX_WBITS) != Z_OK) {
        status = eqp_error_memory(error);
    } else {
        if (check_parts(&file))
            status = file.short_memory
                         ? eqp_error_memory(error)
                         : eqp_error_set(error, EQP_ERROR_SYSTEM, "%s",
                                         _("the workbook is not whole; the disk may be full"));
        inflateEnd(&file.inflater);
    }
    eqp_free(file.bytes);
    eqp_free(file.text);
    return status;
}
