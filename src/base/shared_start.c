/* Relies on beside.c for the file. */
#define _GNU_SOURCE /* copy_file_range */

#include "base/shared_start.h"

#include "base/beside.h"

#include <errno.h>
#include <unistd.h>

/* A sink. */
static bool put(void *data, struct str bytes)
{
    return beside_write(*(const int *)data, bytes) == 0;
}

bool shared_start_open(struct shared_start *out, const char *folder,
                       const struct pieces *pieces, struct report *report)
{
    *out = (struct shared_start){.fd = beside_open_unnamed(folder),
                                 .bytes = pieces->byte_count};
    enum pieces_end end =
        out->fd >= 0 ? pieces_send(pieces, put, &out->fd, report) : PIECES_STOPPED;
    if (end != PIECES_SENT) {
        shared_start_close(out);
    }
    return end != PIECES_FAILED;
}

void shared_start_close(struct shared_start *start)
{
    if (start->fd >= 0) {
        close(start->fd);
    }
    *start = (struct shared_start){.fd = -1};
}

size_t shared_start_copy(const struct shared_start *start, int fd)
{
    size_t copied = 0;
    off_t from = 0;
    while (start->fd >= 0 && copied < start->bytes) {
        ssize_t some =
            copy_file_range(start->fd, &from, fd, NULL, start->bytes - copied, 0);
        if (some < 0 && errno == EINTR) {
            continue;
        }
        if (some <= 0) {
            break;
        }
        copied += (size_t)some;
    }
    return copied;
}
