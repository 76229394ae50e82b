/* What many files begin with, once more in a file of their folder that has no name there: a
 * file system that can let files share blocks then keeps it once (copy_file_range; XFS and
 * btrfs do), and a server copies it without sending it. */
#ifndef OFFPRINT_BASE_SHARED_START_H
#define OFFPRINT_BASE_SHARED_START_H

#include "base/pieces.h"

struct shared_start {
    int fd; /* -1: there is none, and the files are written whole */
    size_t bytes;
};

/* Holds what `pieces` make; `folder` is there. Where it cannot be put there is none, which
 * is no fault: what is written tells of a full disk. False: the bytes cannot be had, which
 * is reported. Ends by shared_start_close(), which is harmless on none. */
bool shared_start_open(struct shared_start *out, const char *folder,
                       const struct pieces *pieces, struct report *report);
void shared_start_close(struct shared_start *start);

/* Begins the file that is open as `fd`, and empty, with it. Gives how many bytes the file
 * has now, behind which it stands; the rest is to be written. */
size_t shared_start_copy(const struct shared_start *start, int fd);

#endif
