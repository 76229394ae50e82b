/* Progress: how a stage tells whoever waits how far it is.
 *
 * A stage takes `const struct progress *` in its options, which may be NULL, and tells
 * after each document, page or entry; the telling must cost next to nothing. */
#ifndef OFFPRINT_BASE_PROGRESS_H
#define OFFPRINT_BASE_PROGRESS_H

#include <stddef.h>

struct progress {
    void (*tell)(void *data, const char *stage, size_t done, size_t total);
    void *data;
    const char *stage; /* "reading"; set by the one who runs the stages */
};

/* `total` 0: not known. */
static inline void progress_tell(const struct progress *progress, size_t done, size_t total)
{
    if (progress && progress->tell) {
        progress->tell(progress->data, progress->stage, done, total);
    }
}

#endif
