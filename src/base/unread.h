/* Unread: what is told of a file or folder that could not be read. A status in, one error
 * and with it the exit status out. */
#ifndef OFFPRINT_BASE_UNREAD_H
#define OFFPRINT_BASE_UNREAD_H

#include "base/file.h"

struct unread {
    const char *code;
    const char *what; /* behind "cannot read ", "the list"; NULL: the path alone */
    struct str path;
    struct place place; /* where it is named; of a fault of the system it is not told */
    size_t limit_bytes; /* of what is read; 0: no hint tells it */
    bool asked;         /* the caller named it: what is not there is wrong usage then */
};

/* Where the system fails, that is its error (status 3); where permissions forbid to read,
 * an error of content (1); for all else `asked` decides. Gives false. */
bool unread_tell(const struct unread *unread, enum file_status status,
                 struct report *report);

/* The same of what reading below a folder has met. Gives whether that is nothing. */
bool unread_tell_fault(const char *code, struct str folder, const struct root_fault *fault,
                       struct report *report);

#endif
