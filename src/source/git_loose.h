/* Loose objects of git, looked at before libgit2 reads them. For source/ only. */
#ifndef OFFPRINT_SOURCE_GIT_LOOSE_H
#define OFFPRINT_SOURCE_GIT_LOOSE_H

#include <stdbool.h>

/* Whether a file of that path is one. */
bool git_is_loose_path(const char *path);

/* Whether the file is whole and of the size that its header says. It is read from its start
 * and stands there again; false where it cannot be read, too: then `*error` is the errno of
 * that, else 0. */
bool git_loose_is_sound(int fd, int *error);

#endif
