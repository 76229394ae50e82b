/* Whole HTML pages, which need no absorbing: their body is a tree from the beginning. A
 * page that had to be bounded has lost its offsets, and its places with them. */
#include "html/html.h"

#include "base/buf.h"
#include "html/bound.h"
#include "html/elements.h"
#include "html/gumbo_reader.h"

static bool read_page(struct arena *arena, struct str text, const struct line_map *map,
                      bool layout, struct node **out, struct report *report)
{
    struct node *document =
        node_new(arena, NODE_DOCUMENT, (struct spot){.line = 1, .column = 1});
    struct buf bounded = {.kept_in = arena};
    struct html_bound bound = {0};
    bool whole = html_add_bounded(text, &bound, &bounded);
    bool same = whole && !bound.attributes_cut;
    struct html_source source = {.text = same ? text : buf_str(&bounded),
                                 .map = whole ? map : NULL,
                                 .files = map ? map->files : NULL,
                                 .whole = layout};
    bool ok = document && buf_ok(&bounded);
    if (!ok) {
        report_out_of_memory(report);
    } else {
        if (!whole) {
            html_report_bounded(report,
                                map ? line_map_place(map, text, 0) : (struct place){0});
        }
        if (bound.unended.len) {
            html_report_unended(report,
                                map ? line_map_place(map, text, bound.unended_at)
                                    : (struct place){0},
                                bound.unended);
        }
        if (bound.attributes_cut) {
            html_report_attributes(report,
                                   map ? line_map_place(map, text, bound.attributes_at)
                                       : (struct place){0});
        }
        ok = gumbo_read(arena, &source, document, report);
    }
    if (ok) {
        *out = document;
    }
    buf_clear(&bounded);
    return ok;
}

bool html_read(struct arena *arena, struct str text, const struct line_map *map,
               struct node **out, struct report *report)
{
    return read_page(arena, text, map, false, out, report);
}

bool html_read_whole(struct arena *arena, struct str text, const struct line_map *map,
                     struct node **out, struct report *report)
{
    return read_page(arena, text, map, true, out, report);
}

/* What shows nothing when it is empty; what has an id is a place. */
static bool is_nothing(struct str tag)
{
    static const char *const names[] = {"b", "i", "em", "span", "strong", "noscript"};
    size_t end = 1;
    while (end < tag.len && ascii_is_alnum(tag.ptr[end])) {
        end++;
    }
    struct str name = str_sub(tag, 1, end);
    bool place = str_find(tag, STR(" id="), 0) != STR_NONE;
    return element_holds_text(name) ||
           (!place &&
            str_is_among_ignore_case(name, names, sizeof names / sizeof names[0]));
}

struct str html_from_xhtml(struct arena *arena, struct str text)
{
    struct buf out = {.kept_in = arena};
    size_t done = 0;
    for (size_t at = 0; (at = str_find_byte(text, '<', at)) != STR_NONE;) {
        size_t end = at + 1;
        while (end < text.len && text.ptr[end] != '>' && text.ptr[end] != '<') {
            end++;
        }
        struct str tag = str_sub(text, at, end);
        bool whole = end < text.len && text.ptr[end] == '>';
        if (whole && str_ends(tag, "/") && is_nothing(tag)) {
            buf_add(&out, str_sub(text, done, at));
            for (done = at; done <= end; done++) {
                buf_add_byte(&out, text.ptr[done] == '\n' ? '\n' : ' ');
            }
        }
        at = end;
    }
    buf_add(&out, str_skip(text, done));
    return arena_take(arena, &out);
}
