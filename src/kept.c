/* An arena that holds itself: it is moved into its own memory once that is there, and out
 * of it before that goes. */
#include "kept.h"

#include "base/limits.h"

void *kept_new(size_t size, size_t limit_bytes)
{
    struct arena arena;
    arena_init(&arena, 0);
    struct kept *kept = arena_alloc(&arena, 1, size);
    if (kept) {
        kept->budget = (struct budget){.limit_bytes = limit_bytes ? limit_bytes
                                                                  : RUN_MEMORY_LIMIT_BYTES,
                                       .used_bytes = arena.used_bytes};
        kept->arena = arena;
        kept->arena.budget = &kept->budget;
    }
    return kept;
}

void kept_free(struct kept *kept)
{
    if (kept) {
        struct arena arena = kept->arena;
        arena.budget = NULL;
        arena_clear(&arena);
    }
}

const char *kept_text(struct kept *kept, struct buf *text)
{
    const char *out = buf_ok(text) ? arena_cstr(&kept->arena, buf_str(text)) : NULL;
    buf_clear(text);
    return out;
}

void kept_reports(struct kept *kept, const struct report *report, const char **text,
                  const char **json)
{
    kept->arena.budget = NULL;
    struct buf out = {.kept_in = &kept->arena};
    report_write_text(report, SEVERITY_WARNING, &out);
    *text = kept_text(kept, &out);
    report_write_json(report, SEVERITY_NOTE, &out);
    *json = kept_text(kept, &out);
    kept->arena.budget = &kept->budget;
}
