/* What replacing files and replacing a folder have in common: the lock, the question
 * whether to go on, writing and syncing, and what is told when one of these fails. For
 * replace.c, replace_folder.c and who fills a folder. */
#ifndef OFFPRINT_BASE_REPLACING_H
#define OFFPRINT_BASE_REPLACING_H

#include "base/beside.h"
#include "base/replace.h"

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

#endif
