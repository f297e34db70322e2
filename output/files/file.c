#include "output/files/file.h"

#include "models/base/language.h"
#include "models/base/memory.h"

#include <nettle/sha2.h>

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define LOCK_NAME ".equiplace.lock"

struct eqp_folder {
    char *path;
    char *lock_path;
    int lock; /* descriptor, -1 while there is none */
    int made; /* the folder was not there before */
};

struct eqp_file {
    char *path;
    char *temporary;
    FILE *stream;
};

/* "PATH: what went wrong", with the path as the error's file. */
static eqp_status refuse(eqp_error *error, const char *path, const char *what, int number) {
    eqp_error_set(error, EQP_ERROR_SYSTEM, "%s: %s", what, eqp_language_reason(number));
    if (error)
        snprintf(error->file, sizeof error->file, "%s", path);
    return EQP_ERROR_SYSTEM;
}

/* first + separator + second; NULL when memory is short. */
static char *joined(const char *first, const char *separator, const char *second) {
    size_t size = strlen(first) + strlen(separator) + strlen(second) + 1;
    char *text = eqp_allocate(size, 1);
    if (text)
        snprintf(text, size, "%s%s%s", first, separator, second);
    return text;
}

/* Makes a folder and its parents; *made tells whether the last one was missing. 0 or an errno. */
static int make_folders(char *path, int *made) {
    for (char *at = path; *at; at++) {
        int result;
        if (*at != '/' || at == path)
            continue;
        *at = '\0';
        result = mkdir(path, 0777);
        *at = '/';
        if (result && errno != EEXIST)
            return errno;
    }
    *made = mkdir(path, 0777) == 0;
    return *made || errno == EEXIST ? 0 : errno;
}

/* Whether the lock is on the file that bears the name: its last holder may have removed it between
 * our opening and locking. */
static int holds_lock(const eqp_folder *folder) {
    struct stat ours, named;
    return fstat(folder->lock, &ours) == 0 && stat(folder->lock_path, &named) == 0 &&
           ours.st_ino == named.st_ino && ours.st_dev == named.st_dev;
}

static eqp_status take_lock(eqp_folder *folder, eqp_error *error) {
    struct flock whole = {.l_type = F_WRLCK, .l_whence = SEEK_SET};
    folder->lock = open(folder->lock_path, O_RDWR | O_CREAT | O_CLOEXEC, 0666);
    if (folder->lock < 0)
        return refuse(error, folder->path, _("cannot write to the output folder"), errno);
    if (fcntl(folder->lock, F_SETLK, &whole) == 0 && holds_lock(folder))
        return EQP_OK;
    close(folder->lock);
    folder->lock = -1;
    eqp_error_set(
        error, EQP_ERROR_SYSTEM,
        _("the output folder is in use by another run; wait for it or choose another one"));
    if (error)
        snprintf(error->file, sizeof error->file, "%s", folder->path);
    return EQP_ERROR_SYSTEM;
}

eqp_status eqp_folder_open(const char *path, eqp_folder **out, eqp_error *error) {
    eqp_folder *folder = eqp_allocate(1, sizeof *folder);
    eqp_status status = EQP_OK;
    *out = NULL;
    if (folder) {
        folder->lock = -1;
        folder->path = eqp_text_copy(path);
        folder->lock_path = joined(path, "/", LOCK_NAME);
    }
    if (!folder || !folder->path || !folder->lock_path) {
        status = eqp_error_memory(error);
    } else {
        int number = make_folders(folder->path, &folder->made);
        status = number ? refuse(error, path, _("cannot create the output folder"), number)
                        : take_lock(folder, error);
    }
    if (!status)
        *out = folder;
    else
        eqp_folder_close(folder);
    return status;
}

void eqp_folder_close(eqp_folder *folder) {
    if (!folder)
        return;
    if (folder->lock >= 0) {
        unlink(folder->lock_path);
        close(folder->lock);
    }
    if (folder->made)
        rmdir(folder->path);
    eqp_free(folder->lock_path);
    eqp_free(folder->path);
    eqp_free(folder);
}

const char *eqp_folder_path(const eqp_folder *folder) {
    return folder->path;
}

eqp_status eqp_folder_remove(const eqp_folder *folder, const char *name, eqp_error *error) {
    char *path = joined(folder->path, "/", name);
    eqp_status status = EQP_OK;
    if (!path)
        status = eqp_error_memory(error);
    else if (unlink(path) && errno != ENOENT)
        status = refuse(error, path, _("cannot remove the old file"), errno);
    eqp_free(path);
    return status;
}

/* Opens the temporary file of path, in a mode of fopen. */
static eqp_status open_file(const char *path, const char *mode, eqp_file **out, eqp_error *error) {
    eqp_file *file = eqp_allocate(1, sizeof *file);
    eqp_status status = EQP_OK;
    *out = NULL;
    if (file) {
        file->path = eqp_text_copy(path);
        file->temporary = joined(path, "", ".part");
    }
    if (!file || !file->path || !file->temporary) {
        status = eqp_error_memory(error);
    } else {
        file->stream = fopen(file->temporary, mode);
        if (!file->stream)
            status = refuse(error, path, _("cannot write"), errno);
    }
    if (!status)
        *out = file;
    else
        eqp_file_discard(file);
    return status;
}

static eqp_status open_in_folder(const eqp_folder *folder, const char *name, const char *mode,
                                 eqp_file **out, eqp_error *error) {
    char *path = joined(folder->path, "/", name);
    eqp_status status = path ? open_file(path, mode, out, error) : eqp_error_memory(error);
    if (!path)
        *out = NULL;
    eqp_free(path);
    return status;
}

eqp_status eqp_file_create(const char *path, eqp_file **out, eqp_error *error) {
    return open_file(path, "w+b", out, error);
}

eqp_status eqp_folder_create(const eqp_folder *folder, const char *name, eqp_file **out,
                             eqp_error *error) {
    return open_in_folder(folder, name, "w+b", out, error);
}

eqp_status eqp_folder_adopt(const eqp_folder *folder, const char *name, eqp_file **out,
                            eqp_error *error) {
    return open_in_folder(folder, name, "r+b", out, error);
}

FILE *eqp_file_stream(eqp_file *file) {
    return file->stream;
}

const char *eqp_file_temporary(const eqp_file *file) {
    return file->temporary;
}

/* Reads the file back. 0, or -1 when it cannot be read. */
static int digest_stream(FILE *stream, char digest[65]) {
    struct sha256_ctx context;
    uint8_t bytes[8192], hash[SHA256_DIGEST_SIZE];
    size_t count;
    sha256_init(&context);
    rewind(stream);
    while ((count = fread(bytes, 1, sizeof bytes, stream)) > 0)
        sha256_update(&context, count, bytes);
    sha256_digest(&context, sizeof hash, hash);
    for (size_t i = 0; i < sizeof hash; i++)
        snprintf(digest + 2 * i, 3, "%02x", hash[i]);
    return ferror(stream) ? -1 : 0;
}

eqp_status eqp_file_commit(eqp_file *file, char digest[65], eqp_error *error) {
    eqp_status status = EQP_OK;
    int failed;
    errno = 0;
    failed = ferror(file->stream) || fflush(file->stream) || fsync(fileno(file->stream)) ||
             (digest && digest_stream(file->stream, digest));
    failed = fclose(file->stream) || failed;
    file->stream = NULL;
    if (failed)
        status =
            refuse(error, file->path, _("cannot write; the disk may be full"), errno ? errno : EIO);
    else if (rename(file->temporary, file->path))
        status = refuse(error, file->path, _("cannot give the file its name"), errno);
    else
        file->temporary[0] = '\0';
    eqp_file_discard(file);
    return status;
}

void eqp_file_discard(eqp_file *file) {
    if (!file)
        return;
    if (file->stream)
        fclose(file->stream);
    if (file->temporary && file->temporary[0] && file->path)
        unlink(file->temporary);
    eqp_free(file->temporary);
    eqp_free(file->path);
    eqp_free(file);
}
