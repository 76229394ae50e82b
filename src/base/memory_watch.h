/* Libraries that hide from their caller that memory was gone: HarfBuzz goes on with empty
 * objects, ICU with defaults. malloc says so by errno (POSIX), and nobody clears it. */
#ifndef OFFPRINT_BASE_MEMORY_WATCH_H
#define OFFPRINT_BASE_MEMORY_WATCH_H

#include <errno.h>
#include <stdbool.h>

/* Before calls of such a library, in the same thread. */
static inline void memory_watch_begin(void)
{
    errno = 0;
}

/* After them: whether what they made may lack something. */
static inline bool memory_watch_failed(void)
{
    return errno == ENOMEM;
}

#endif
