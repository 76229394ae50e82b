/* Folders by their own paths: why one cannot be read or written into, and making one. */
#ifndef OFFPRINT_BASE_FOLDER_H
#define OFFPRINT_BASE_FOLDER_H

#include "base/arena.h"
#include "base/report.h"

#include <limits.h>

/* Why what is at `path` cannot be opened as a folder to read; NULL: nothing is against it.
 * `*error`: errno where that is the system's word, else 0; may be NULL. */
const char *folder_fault(const char *path, int *error);

/* The same, where it could not be opened; "it cannot be read" where it
 * can by now. */
const char *folder_read_fault(const char *path);

/* The longest part of `address` that is there, without links, and in the arena the names of
 * the rest, which are taken as they stand: ".." among them cannot be told. False: errno
 * says why. */
bool folder_find_there(struct arena *arena, const char *address, char there[PATH_MAX],
                       struct str *rest);

/* Whether there is a folder that permissions keep from being read, or a symbolic link that
 * leads to nothing or in a circle. */
bool folder_is_closed(const char *path);

/* Names of the folder's own files that end so, in byte order, and of whatever else there
 * is but folders: whoever reads it is told why not. False: the folder cannot be
 * read, which is reported as "folder-read", or memory is gone. */
bool folder_files(struct arena *arena, const char *path, const char *ending,
                  struct str **names, size_t *count, struct report *report);

/* Whether files could be made in the folder, or, where there is none, the folder itself.
 * Makes nothing. False: a system error is in the report. */
bool folder_check(const char *path, struct report *report);

/* A folder and its parents, as mkdir -p. False: a system error is in the report. */
bool folder_make(const char *path, struct report *report);

#endif
