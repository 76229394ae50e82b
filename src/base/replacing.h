/* What replacing files and replacing a folder have in common: the lock, the question
 * whether to go on, writing and syncing, and what is told when one of these fails. For
 * replace.c, replace_folder.c and who fills a folder. */
#ifndef OFFPRINT_BASE_REPLACING_H
#define OFFPRINT_BASE_REPLACING_H

#include "base/beside.h"
#include "base/replace.h"

#include <sys/stat.h>

/* `name` in the replacement's folder cannot be written; false. */
bool replacing_failed(const struct replacement *what, const char *name, const char *why,
                      struct report *report);

/* False: the caller's `stop` says so, which is told. */
bool replacing_goes_on(const struct replacement *what, struct report *report);

/* For reading, or, where that is forbidden, for what can be done without. -1: errno. */
int replacing_open_folder(const char *path);

/* Takes the lock of the set, waiting for other runs. Where nothing can be locked it is not
 * held, which a note says, unless the caller `minds`. False: told. */
bool replacing_lock(const struct replacement *what, int folder, struct set_lock *lock,
                    bool minds, struct report *report);

/* All of `bytes`, and to the disk. `name` is for what is told. */
bool replacing_write(const struct replacement *what, int fd, const char *name,
                     struct str bytes, struct report *report);
bool replacing_sync(const struct replacement *what, int fd, const char *name,
                    struct report *report);

/* What is there, read beside what is new. */
struct old_reading {
    int fd;
    bool differs; /* goes on otherwise, or ends */
    int error;    /* why it could not be read; 0: it could */
};

/* A sink, of a struct old_reading: whether what is there goes on with these bytes. */
bool replacing_reads_same(void *data, struct str bytes);

/* Gives the file or folder the mode of the old one, with `more` that its owner may for now,
 * and the owners as far as the system allows. A group that had its own rights and cannot
 * stay leaves the new one with those of everybody. */
void replacing_keep_mode(int fd, const struct stat *old, mode_t more);

#endif
