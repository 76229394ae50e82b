/* Stretches are added in the order of the rendered text and never change, which makes a
 * look-up a binary search. Relies on verbatim stretches being short, whatever the line. */
#include "base/line_map.h"

#include "base/lines.h"
#include "base/size.h"
#include "base/utf8.h"

#define STRETCH_LIMIT_BYTES ((size_t)512)

uint32_t line_map_file(struct arena *arena, struct line_map *map, struct str file)
{
    for (size_t i = 0; i < map->file_count; i++) {
        if (str_eq(map->files[i], file)) {
            return (uint32_t)i;
        }
    }
    if (map->file_count >= UINT16_MAX ||
        !arena_grow(arena, &map->files, map->file_count, &map->file_capacity,
                    sizeof *map->files)) {
        return 0;
    }
    map->files[map->file_count] = file;
    return (uint32_t)map->file_count++;
}

bool line_map_add_stretch(struct arena *arena, struct line_map *map, struct stretch stretch)
{
    if (!arena_grow(arena, &map->stretches, map->count, &map->capacity,
                    sizeof *map->stretches)) {
        return false;
    }
    map->stretches[map->count++] = stretch;
    return true;
}

/* The end of the line, or of the last code point that fits into a stretch. */
static size_t stretch_end(struct str text, size_t at)
{
    size_t most = text.len - at > STRETCH_LIMIT_BYTES ? at + STRETCH_LIMIT_BYTES : text.len;
    size_t end = line_end(str_sub(text, 0, most), at);
    if (end < most || end == text.len || text.ptr[end - 1] == '\n') {
        return end;
    }
    while (((unsigned char)text.ptr[end] & 0xC0) == 0x80 &&
           end - at > STRETCH_LIMIT_BYTES - UTF8_MAX_BYTES) {
        end--;
    }
    return end;
}

bool line_map_add_verbatim(struct arena *arena, struct line_map *map, size_t offset,
                           struct str text, uint32_t file, uint32_t line, uint32_t column)
{
    for (size_t at = 0; at < text.len;) {
        if (!line_map_add_stretch(
                arena, map, (struct stretch){offset + at, file, line, column, true})) {
            return false;
        }
        size_t end = stretch_end(text, at);
        if (text.ptr[end - 1] == '\n') {
            line++;
            column = 1;
        } else {
            column += size_to_u32(utf8_count(str_sub(text, at, end)));
        }
        at = end;
    }
    return true;
}

bool line_map_add_value(struct arena *arena, struct line_map *map, size_t offset,
                        uint32_t file, uint32_t line, uint32_t column)
{
    const struct stretch *last = map->count ? &map->stretches[map->count - 1] : NULL;
    if (last && !last->verbatim && last->file == file && last->line == line &&
        last->column == column) {
        return true; /* all of such a stretch has one place: a tag in a loop */
    }
    return line_map_add_stretch(arena, map,
                                (struct stretch){offset, file, line, column, false});
}

bool line_map_add_map(struct arena *arena, struct line_map *map, size_t offset,
                      const struct line_map *other)
{
    bool ok = true;
    for (size_t i = 0; i < other->count && ok; i++) {
        struct stretch stretch = other->stretches[i];
        stretch.offset += offset;
        stretch.file = line_map_file(arena, map, other->files[stretch.file]);
        ok = line_map_add_stretch(arena, map, stretch);
    }
    return ok;
}

struct spot line_map_spot(const struct line_map *map, struct str text, size_t offset)
{
    size_t low = 0, high = map->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (map->stretches[middle].offset <= offset) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    if (low == 0) {
        return (struct spot){0};
    }
    const struct stretch *stretch = &map->stretches[low - 1];
    size_t column = stretch->column;
    if (stretch->verbatim) {
        column += utf8_count(str_sub(text, stretch->offset, offset));
    }
    return spot_make(stretch->line, column, (uint16_t)stretch->file);
}

struct place line_map_place(const struct line_map *map, struct str text, size_t offset)
{
    struct spot spot = line_map_spot(map, text, offset);
    if (spot.line == 0) {
        return (struct place){0};
    }
    bool named = spot.file < map->file_count; /* a text alone has no file */
    return (struct place){.file = named ? map->files[spot.file] : (struct str){0},
                          .line = spot.line,
                          .column = spot.column};
}
