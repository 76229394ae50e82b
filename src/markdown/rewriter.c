/* Lines are copied one by one, because those beside each other may stem from different
 * files. Places of what is added are those of what it stands for. */
#include "markdown/rewriter.h"

#include "base/lines.h"

bool rewriter_begin(struct rewriter *rewriter, struct arena *arena, struct str text,
                    const struct line_map *map)
{
    *rewriter = (struct rewriter){
        .arena = arena, .text = text, .map = map, .out = {.kept_in = arena}};
    if (!map) {
        struct line_map *own = ARENA_NEW(arena, struct line_map);
        rewriter->map = own;
        return own && line_map_add_verbatim(arena, own, 0, text, 0, 1, 1);
    }
    rewriter->made.files = map->files;
    rewriter->made.file_count = map->file_count;
    return true;
}

void rewriter_copy(struct rewriter *rewriter, size_t from, size_t to)
{
    struct str part = str_sub(rewriter->text, 0, to); /* lines may be long, parts short */
    for (size_t at = from; at < part.len;) {
        size_t end = line_end(part, at);
        struct str line = str_sub(rewriter->text, at, end);
        struct spot spot = line_map_spot(rewriter->map, rewriter->text, at);
        (void)line_map_add_verbatim(rewriter->arena, &rewriter->made, rewriter->out.len,
                                    line, spot.file, spot.line, spot.column);
        buf_add(&rewriter->out, line);
        at = end;
    }
}

void rewriter_add(struct rewriter *rewriter, size_t at, struct str text)
{
    if (text.len) {
        struct spot spot = line_map_spot(rewriter->map, rewriter->text, at);
        (void)line_map_add_value(rewriter->arena, &rewriter->made, rewriter->out.len,
                                 spot.file, spot.line, spot.column);
        buf_add(&rewriter->out, text);
    }
}

struct str rewriter_take(struct rewriter *rewriter)
{
    return arena_take(rewriter->arena, &rewriter->out);
}

struct str rewriter_line(const struct rewriter *rewriter)
{
    size_t start = rewriter->out.len;
    while (start > 0 && rewriter->out.ptr[start - 1] != '\n') {
        start--;
    }
    return start < rewriter->out.len
               ? str_make(rewriter->out.ptr + start, rewriter->out.len - start)
               : (struct str){0};
}
