/* Where a link stands in its source, with the width of what is written there, so that the
 * report can underline it. */
#include "collect/run.h"

#include "base/size.h"
#include "base/utf8.h"

static struct line_index *lines_of(struct collection_run *run, struct item *item)
{
    if (!item->lines.count) {
        (void)line_index_make(&run->finding, item->document->source_text, &item->lines);
    }
    return &item->lines;
}

/* The index behind the bracket that closes the one at `at`. */
static size_t behind_bracket(struct str line, size_t at)
{
    char open = line.ptr[at], close = open == '[' ? ']' : open == '(' ? ')' : '>';
    size_t depth = 0;
    for (; at < line.len; at++) {
        if (line.ptr[at] == '\\') {
            at++;
        } else if (line.ptr[at] == close) {
            if (--depth == 0) {
                return at + 1;
            }
        } else if (line.ptr[at] == open) {
            depth++;
        }
    }
    return line.len;
}

/* How much of the line the link at `at` takes: "[a](b)", "![a](b)", "[a][b]", "<b>". */
static size_t link_end(struct str line, size_t at)
{
    size_t start = at + (at < line.len && line.ptr[at] == '!' ? 1 : 0);
    if (start >= line.len || (line.ptr[start] != '[' && line.ptr[start] != '<')) {
        return at;
    }
    size_t end = behind_bracket(line, start);
    if (line.ptr[start] == '[' && end < line.len &&
        (line.ptr[end] == '(' || line.ptr[end] == '[')) {
        end = behind_bracket(line, end);
    }
    return end;
}

#define UNDERLINED_LINE_LIMIT 4096 /* longer lines get one caret: no scan per link */

struct place collect_link_place(struct collection_run *run, struct item *item,
                                const struct node *node)
{
    struct place place = document_place(item->document, node->spot);
    if (!str_eq(place.file, item->document->source) || place.column == 0) {
        return place;
    }
    const struct line_index *lines = lines_of(run, item);
    struct str line = str_trim_right(line_index_line(lines, place.line));
    if (line.len == 0 || line.len > UNDERLINED_LINE_LIMIT) {
        return place;
    }
    size_t at =
        line_index_offset(lines, place.line, place.column) - lines->starts[place.line - 1];
    place.width = size_to_u32(utf8_count(str_sub(line, at, link_end(line, at))));
    return place;
}
