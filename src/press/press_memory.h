/* Memory for lcms2, which is not told no where it would crash: what is small is taken of
 * a block reserved before, what is large is refused where there is no more, as it expects.
 * Within press/. */
#ifndef OFFPRINT_PRESS_PRESS_MEMORY_H
#define OFFPRINT_PRESS_PRESS_MEMORY_H

#include "base/arena.h"

struct press_memory {
    struct arena small, large;
};

/* Of the arena's budget. False: there is no room; nothing is to be cleared. */
bool press_memory_open(struct press_memory *memory, const struct arena *arena);
void press_memory_clear(struct press_memory *memory);

/* As malloc, realloc and free; NULL goes through. */
void *press_memory_take(struct press_memory *memory, size_t bytes);
void *press_memory_resize(struct press_memory *memory, void *piece, size_t bytes);
void press_memory_give_back(struct press_memory *memory, void *piece);

#endif
