/* strerror answers in the words of the C library, which depend on the locale and say "Is a
 * directory" of what a user knows as a folder. Here is a row for each fault that a file or
 * a folder can have; what else there is are faults of the disk. */
#include "base/system_error.h"

#include <errno.h>
#include <stddef.h>

static const struct {
    int error;
    const char *text;
} texts[] = {
    {EACCES, "permission denied"},
    {EPERM, "it is not allowed, as where it belongs to somebody else"},
    {EROFS, "the file system is read-only"},
    {ENOSPC, "no space left on the disk"},
    {EDQUOT, "no space left in the user's share of the disk"},
    {EFBIG, "it is larger than a file may be here"},
    {ENOENT, "no such file or folder"},
    {EEXIST, "something else is there"},
    {EISDIR, "it is a folder"},
    {ENOTDIR, "a part of its path is a file, not a folder"},
    {ELOOP, "its symbolic links lead round in a circle"},
    {ENAMETOOLONG, "its name is too long"},
    {EBUSY, "the system holds it in use"},
    {ETXTBSY, "a program runs from it"},
    {EMFILE, "too many files are open"},
    {ENFILE, "too many files are open"},
    {ENOMEM, "out of memory"},
    {EBADF, "it is closed"},
    {EXDEV, "it lies on another disk"},
    {ENOTEMPTY, "it is a folder"},
    {ENXIO, "it is a pipe or a device, not a file"},
};

bool system_error_is_fault(int error)
{
    static const int faults[] = {EIO,       ENOMEM,  EMFILE, ENFILE,   ESTALE,
                                 ETIMEDOUT, ENOBUFS, ENOLCK, EREMOTEIO};
    for (size_t i = 0; i < sizeof faults / sizeof faults[0]; i++) {
        if (faults[i] == error) {
            return true;
        }
    }
    return false;
}

const char *system_error_text(int error)
{
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
        if (texts[i].error == error) {
            return texts[i].text;
        }
    }
    return "input/output error";
}
