/* Tells malloc's words about a heap that could not grow in place from those about memory
 * that is gone: by taking small pieces, as libraries do, until the heap has to grow. Relies
 * on errno alone, which malloc leaves as it is where it has no trouble. */
#include "base/memory_watch.h"

#include <stddef.h>
#include <stdlib.h>

#define PIECE_BYTES (96 * 1024) /* below what mallocs map apart from the heap */
#define PIECES_MOST 512
#define RUNS_MOST 4

struct piece {
    struct piece *older;
};

bool memory_watch_is_doubtful(void)
{
    if (errno != ENOMEM) {
        return false;
    }
    struct piece *newest = NULL;
    bool had = true;
    errno = 0;
    for (size_t i = 0; i < PIECES_MOST && had && errno == 0; i++) {
        struct piece *piece = malloc(PIECE_BYTES);
        had = piece != NULL;
        if (piece) {
            piece->older = newest;
            newest = piece;
        }
    }
    bool doubtful = had && errno == ENOMEM;
    while (newest) {
        struct piece *older = newest->older;
        free(newest);
        newest = older;
    }
    errno = ENOMEM;
    return doubtful;
}

bool memory_watch_again(unsigned *runs)
{
    if (*runs >= RUNS_MOST || !memory_watch_is_doubtful()) {
        return false;
    }
    ++*runs;
    memory_watch_begin();
    return true;
}
