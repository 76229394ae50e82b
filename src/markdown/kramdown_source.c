#include "markdown/kramdown.h"

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

/* The input's lines, as stretches, for when nobody gave a map. */
static void index_lines(struct kramdown *k)
{
    struct line_map *map = ARENA_NEW(k->arena, struct line_map);
    struct str *file = ARENA_NEW(k->arena, struct str);
    if (map && file) {
        map->files = file;
        map->file_count = 1;
        (void)line_map_add_verbatim(k->arena, map, 0, k->input, 0, 1, 1);
    }
    k->map = map;
}

struct spot source_spot(struct kramdown *k, const struct source *source, size_t at)
{
    size_t origin = source_origin(source, at);
    if (!k->map) {
        index_lines(k);
    }
    if (!k->map) {
        return (struct spot){0};
    }
    return line_map_spot(k->map, k->input, origin);
}

size_t line_indent(struct str text, size_t at, size_t *columns)
{
    size_t from = at, column = 0;
    while (at < text.len && (text.ptr[at] == ' ' || text.ptr[at] == '\t')) {
        column = text.ptr[at] == '\t' ? column / 4 * 4 + 4 : column + 1;
        at++;
    }
    if (columns) {
        *columns = column;
    }
    return at - from;
}

bool line_is_blank(struct str text, size_t at)
{
    while (at < text.len && text.ptr[at] != '\n') {
        if (!ascii_is_space(text.ptr[at])) {
            return false;
        }
        at++;
    }
    return true;
}

void builder_add(struct kramdown *k, struct source_builder *builder, struct str text,
                 size_t origin)
{
    if (!arena_grow(k->arena, &builder->pieces, builder->count, &builder->capacity,
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

struct source *builder_take(struct kramdown *k, struct source_builder *builder)
{
    struct source *source = ARENA_NEW(k->arena, struct source);
    if (source) {
        source->text = arena_str(k->arena, buf_str(&builder->text));
        source->pieces = builder->pieces;
        source->count = builder->count;
        if (!source->pieces) {
            source->pieces = ARENA_NEW(k->arena, struct piece);
        }
        if (!buf_ok(&builder->text)) {
            k->arena->failed = true;
        }
    }
    buf_clear(&builder->text);
    *builder = (struct source_builder){0};
    return source;
}
