/* Libraries that hide from their caller that memory was gone: HarfBuzz goes on with empty
 * objects, ICU with defaults. malloc says so by errno (POSIX), and nobody clears it.
 *
 * But it may say so where it had memory in the end: glibc's sets ENOMEM when the heap
 * cannot grow in place (a mapping stands in its way, valgrind's heap is full), and then
 * finds room elsewhere. Where it does, the work is done anew, until it is done without such
 * a word:
 *
 *     unsigned runs = 0;
 *     do {
 *         memory_watch_begin();
 *         ... what leaves nothing behind ...
 *     } while (memory_watch_again(&runs));
 *     failed = memory_watch_failed(); */
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

/* Whether errno says that memory was gone, but malloc says so here also when it is not: by
 * trying. Leaves errno as it is. */
bool memory_watch_is_doubtful(void);

/* Whether it was doubtful, and shall be done anew; then the watch has begun again. `*runs`
 * counts them; false after a few. */
bool memory_watch_again(unsigned *runs);

#endif
