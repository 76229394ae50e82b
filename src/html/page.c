/* Whole HTML pages, which need no absorbing: their body is a tree from the beginning. A
 * page that had to be bounded has lost its offsets, and its places with them. */
#include "html/html.h"

#include "base/buf.h"
#include "html/bound.h"
#include "html/gumbo_reader.h"

bool html_read(struct arena *arena, struct str text, const struct line_map *map,
               struct node **out, struct report *report)
{
    struct node *document =
        node_new(arena, NODE_DOCUMENT, (struct spot){.line = 1, .column = 1});
    struct buf bounded = {.kept_in = arena};
    size_t depth = 0;
    bool whole = html_add_bounded(text, &depth, &bounded);
    struct html_source source = {.text = whole ? text : buf_str(&bounded),
                                 .map = whole ? map : NULL,
                                 .files = map ? map->files : NULL};
    bool ok = document && buf_ok(&bounded);
    if (!ok) {
        report_out_of_memory(report);
    } else {
        if (!whole) {
            html_report_bounded(report,
                                map ? line_map_place(map, text, 0) : (struct place){0});
        }
        ok = gumbo_read(arena, &source, document, report);
    }
    if (ok) {
        *out = document;
    }
    buf_clear(&bounded);
    return ok;
}
