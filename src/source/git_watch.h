/* What the system refuses libgit2, which itself takes much of that for absent: a commit
 * that it cannot open is none. For source/ only. */
#ifndef OFFPRINT_SOURCE_GIT_WATCH_H
#define OFFPRINT_SOURCE_GIT_WATCH_H

#include "base/file.h"
#include "source/git_unpack.h"

enum { GIT_ROOTS = 3 };

/* The first of each kind. */
struct git_watch {
    struct root_fault fault;  /* the disk fails, or memory or descriptors are gone */
    struct root_fault denied; /* permissions, on an object of the repository; or, of any
                                 path, that a pipe or a device stands for a file, or that a
                                 symbolic link leads out (EXDEV) */
    bool too_large; /* more memory was asked for at once than any object may take */
    const char *roots[GIT_ROOTS]; /* a link in place of a file leads out of none of these
                                     that it lies in; of its own folder elsewhere */
    struct git_unpacker unpacker;
};

/* From here on in this thread, until the end. */
void git_watch_begin(struct git_watch *watch);
void git_watch_end(void);

/* Whether permissions have barred an object since. */
bool git_watch_denies(void);

/* Notes an errno of a call of our own; others than those above are no faults. */
void git_watch_note(struct git_watch *watch, const char *path, int error);

#endif
