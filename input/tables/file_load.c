#include "input/tables/file_load.h"

#include "models/base/language.h"
#include "models/base/memory.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#define PIECE 65536

/* Seconds that the reader of a pipe waits for a writer. */
#define PATIENCE 4

eqp_status eqp_file_unreadable(const char *path, eqp_error *error) {
    return eqp_error_set(error, EQP_ERROR_SYSTEM, _("cannot read \"%s\": %s"), path,
                         eqp_language_reason(errno));
}

eqp_file_kind eqp_file_look(const char *path, const char *name, eqp_problems *problems) {
    struct stat about;
    const char *sentence = NULL;
    if (lstat(path, &about) != 0)
        return errno == ENOENT ? EQP_FILE_MISSING : EQP_FILE_THERE; /* reading says why not */
    if (stat(path, &about) != 0)
        sentence = errno == ENOENT ? _("this is a link to a file that is not there") : NULL;
    else if (S_ISDIR(about.st_mode))
        sentence = _("this is a folder; a file is expected");
    else if (!S_ISREG(about.st_mode) && !S_ISFIFO(about.st_mode))
        sentence = _("this is a device or a socket; a file is expected");
    if (!sentence)
        return EQP_FILE_THERE;
    eqp_problems_add(problems, EQP_PROBLEM_ERROR, name, 1, 1, "%s", sentence);
    return EQP_FILE_NO_FILE;
}

/* Reads on; the number of bytes, 0 at the end, -1. */
static ssize_t read_piece(int file, char *to, size_t size) {
    ssize_t got;
    do {
        got = read(file, to, size);
    } while (got < 0 && errno == EINTR);
    return got;
}

/* The first bytes of a pipe, to which somebody may write yet; -1 with errno ETIMEDOUT where nobody
 * comes. */
static ssize_t read_pipe(int file, char *to, size_t size) {
    const struct timespec pause = {0, 20000000};
    ssize_t got = read_piece(file, to, size);
    for (int waited = 0; got == 0 && waited < PATIENCE * 50; waited++) {
        nanosleep(&pause, NULL);
        got = read_piece(file, to, size);
    }
    if (got == 0) {
        errno = ETIMEDOUT;
        return -1;
    }
    fcntl(file, F_SETFL, fcntl(file, F_GETFL) & ~O_NONBLOCK);
    return got < 0 && errno == EAGAIN ? read_piece(file, to, size) : got;
}

static eqp_status load_open(int file, const char *path, char **bytes, size_t *size,
                            eqp_error *error) {
    struct stat about;
    size_t capacity = 0;
    ssize_t got = 1;
    int is_pipe = fstat(file, &about) == 0 && S_ISFIFO(about.st_mode);
    while (got > 0) {
        if (eqp_grow(bytes, &capacity, *size + PIECE, 1))
            return eqp_error_memory(error);
        got = is_pipe && !*size ? read_pipe(file, *bytes, capacity)
                                : read_piece(file, *bytes + *size, capacity - *size);
        *size += got > 0 ? (size_t)got : 0;
    }
    return got < 0 ? eqp_file_unreadable(path, error) : EQP_OK;
}

eqp_status eqp_file_load(const char *path, char **bytes, size_t *size, eqp_error *error) {
    int file = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC);
    eqp_status status;
    *bytes = NULL;
    *size = 0;
    if (file < 0)
        return eqp_file_unreadable(path, error);
    status = load_open(file, path, bytes, size, error);
    close(file);
    if (status) {
        eqp_free(*bytes);
        *bytes = NULL;
    }
    return status;
}
