/* Sheaves: what stands on some pages, in one arena, so that it can go once they are drawn.
 * One takes whole chapters until it is as large as is worth an arena; layout makes them in
 * the order of its work, which is that of the pages but for cover and contents. */
#include "layout/maker.h"

#define SHEAF_BYTES (((size_t)512 << 10) - 64) /* a block, which others can have again */
#define CHAPTER_BYTES (SHEAF_BYTES / 2) /* free for the next one, and links and folios */

struct sheaf *sheaf_for_chapter(struct maker *maker)
{
    struct marks *marks = maker->marks;
    const struct arena *last = marks->sheaf ? marks->sheaf->arena : NULL;
    if (last && (size_t)(last->end - last->next) >= CHAPTER_BYTES) {
        return marks->sheaf;
    }
    struct sheaf *sheaf = ARENA_NEW(maker->run->arena, struct sheaf);
    struct arena *arena = sheaf ? arena_new_below(maker->run->arena) : NULL;
    if (!arena || !arena_reserve(arena, SHEAF_BYTES)) {
        return NULL;
    }
    sheaf->arena = arena;
    marks->sheaf = sheaf;
    return sheaf;
}

void pages_let_go(const struct pages *pages, size_t index)
{
    const struct sheaf *sheaf = pages->items[index].sheaf;
    if (sheaf && sheaf->last_page == index) {
        arena_clear(sheaf->arena);
    }
}
