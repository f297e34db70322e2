/* Files that appear whole or not at all, in a folder that one run at a time writes to.
 *
 * A file is written under a temporary name beside its final one, brought to the disk and renamed.
 * Errors of writing wait in the stream and are told by eqp_file_commit. */
#ifndef EQP_OUTPUT_FILE_H
#define EQP_OUTPUT_FILE_H

#include "models/base/error.h"

#include <stdio.h>

typedef struct eqp_folder eqp_folder;
typedef struct eqp_file eqp_file;

/* Creates the folder where it is missing (with its parents) and holds it for this process:
 * EQP_ERROR_SYSTEM when it cannot be written to or another process holds it. */
eqp_status eqp_folder_open(const char *path, eqp_folder **out, eqp_error *error);

/* Lets it go; one that eqp_folder_open made and that is still empty is removed. Takes NULL. */
void eqp_folder_close(eqp_folder *folder);

/* Borrowed from folder. */
const char *eqp_folder_path(const eqp_folder *folder);

/* Removes a file of the folder; that it is not there is no error. */
eqp_status eqp_folder_remove(const eqp_folder *folder, const char *name, eqp_error *error);

/* Begins the file at path (folder/name for the second form). */
eqp_status eqp_file_create(const char *path, eqp_file **out, eqp_error *error);
eqp_status eqp_folder_create(const eqp_folder *folder, const char *name, eqp_file **out,
                             eqp_error *error);

/* Takes over a file that something else has written to the folder as NAME.part. */
eqp_status eqp_folder_adopt(const eqp_folder *folder, const char *name, eqp_file **out,
                            eqp_error *error);

/* Where to write: borrowed, for plain stdio without seeking. */
FILE *eqp_file_stream(eqp_file *file);

/* The temporary name under which it is written, for a library that opens it itself: borrowed. */
const char *eqp_file_temporary(const eqp_file *file);

/* Ends the file and gives it its name; digest (may be NULL) receives the SHA-256 of its bytes in
 * hexadecimal. On failure nothing is left of it and what stood under its name stays. Frees file. */
eqp_status eqp_file_commit(eqp_file *file, char digest[65], eqp_error *error);

/* Drops the file, leaving nothing of it. Takes NULL. */
void eqp_file_discard(eqp_file *file);

#endif
