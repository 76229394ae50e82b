/* Sources: built piece by piece in an arena; the way back to the input is a bisection
 * over the pieces. */
#include "markdown/kramdown_source.h"

size_t source_origin(const struct source *source, size_t at)
{
    if (!source->pieces) {
        return at;
    }
    size_t low = 0, high = source->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (source->pieces[middle].from <= at) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    if (low == 0) {
        return 0;
    }
    const struct piece *piece = &source->pieces[low - 1];
    return piece->origin + (at - piece->from);
}

void builder_add(struct arena *arena, struct source_builder *builder, struct str text,
                 size_t origin)
{
    if (!arena_grow(arena, &builder->pieces, builder->count, &builder->capacity,
                    sizeof *builder->pieces)) {
        return;
    }
    builder->pieces[builder->count++] = (struct piece){builder->text.len, origin};
    buf_add(&builder->text, text);
}

void builder_add_spaces(struct source_builder *builder, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        buf_add_byte(&builder->text, ' ');
    }
}

struct source *builder_take(struct arena *arena, struct source_builder *builder)
{
    struct source *source = ARENA_NEW(arena, struct source);
    if (source) {
        source->text = arena_str(arena, buf_str(&builder->text));
        source->pieces = builder->pieces;
        source->count = builder->count;
        if (!source->pieces) {
            source->pieces = ARENA_NEW(arena, struct piece);
        }
        if (!buf_ok(&builder->text)) {
            arena->failed = true;
        }
    }
    buf_clear(&builder->text);
    *builder = (struct source_builder){0};
    return source;
}

struct source *source_of_input(struct arena *arena, struct str text)
{
    bool plain = str_find_byte(text, '\r', 0) == STR_NONE;
    if (plain && text.len > 0 && text.ptr[text.len - 1] == '\n') {
        struct source *source = ARENA_NEW(arena, struct source);
        if (source) {
            source->text = text;
        }
        return source;
    }
    struct source_builder builder = {0};
    for (size_t at = 0; at < text.len;) {
        size_t to = at;
        while (to < text.len && text.ptr[to] != '\n' && text.ptr[to] != '\r') {
            to++;
        }
        builder_add(arena, &builder, str_sub(text, at, to), at);
        buf_add_byte(&builder.text, '\n');
        at = to + (str_starts(str_skip(text, to), "\r\n") ? 2 : 1);
    }
    return builder_take(arena, &builder);
}
