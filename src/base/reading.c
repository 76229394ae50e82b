/* By pread into the caller's room: pages that are mapped would count as memory of ours. */
#define _GNU_SOURCE /* O_NONBLOCK with openat2 */

#include "base/reading.h"

#include "base/beneath.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

/* What the system reads while what it has read is worked on. Small files need none. */
#define AHEAD_BYTES ((uint64_t)2 << 20)

static enum file_status begin(struct file_reading *out, int fd)
{
    struct stat info;
    *out = (struct file_reading){.fd = -1};
    if (fd < 0) {
        return file_status_of_error(errno);
    }
    enum file_status status = fstat(fd, &info) < 0    ? file_status_of_error(errno)
                              : S_ISREG(info.st_mode) ? FILE_OK
                              : S_ISDIR(info.st_mode) ? FILE_FOLDER
                                                      : FILE_SPECIAL;
    if (status != FILE_OK) {
        close(fd);
        return status;
    }
    out->fd = fd;
    out->bytes = info.st_size > 0 ? (uint64_t)info.st_size : 0;
    return FILE_OK;
}

enum file_status reading_open(struct file_reading *out, const struct root *root,
                              struct str path)
{
    return begin(out, beneath_open(root->fd, path, O_RDONLY | O_NONBLOCK, root->by_steps));
}

enum file_status reading_open_path(struct file_reading *out, const char *path)
{
    int fd;
    do {
        fd = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC);
    } while (fd < 0 && errno == EINTR);
    return begin(out, fd);
}

void reading_close(struct file_reading *reading)
{
    if (reading->fd >= 0) {
        close(reading->fd);
    }
    reading->fd = -1;
}

/* In steps, so that not each part asks. */
static void tell_ahead(struct file_reading *reading, uint64_t end)
{
    bool far = end > reading->ahead || end + 2 * AHEAD_BYTES < reading->ahead;
    if (reading->bytes > AHEAD_BYTES && (far || end + AHEAD_BYTES / 2 > reading->ahead)) {
        (void)posix_fadvise(reading->fd, (off_t)end, (off_t)AHEAD_BYTES,
                            POSIX_FADV_WILLNEED);
        reading->ahead = end + AHEAD_BYTES;
    }
}

enum file_status reading_at(struct file_reading *reading, uint64_t offset, void *room,
                            size_t want, size_t *got)
{
    *got = 0;
    while (*got < want && offset <= INT64_MAX - want) {
        ssize_t more =
            pread(reading->fd, (char *)room + *got, want - *got, (off_t)(offset + *got));
        if (more < 0 && errno == EINTR) {
            continue;
        }
        if (more < 0) {
            return file_status_of_error(errno);
        }
        if (more == 0) {
            break;
        }
        *got += (size_t)more;
    }
    tell_ahead(reading, offset + *got);
    return FILE_OK;
}
