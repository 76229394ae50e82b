/* Indents in HTML, as kramdown's own converter has them: two spaces for each block that a
 * block stands in, before its tags. Templates that take the tags off and the line breaks
 * out still have a space between one item and the next. Text and code stay as they are. */
#include "html/writer.h"

#include "base/buf.h"

/* How deep what stands in the node stands. A table's rows have a section around them, which
 * the tree does not hold; so have footnotes. */
static size_t levels_within(const struct node *node)
{
    bool none = node->kind == NODE_DOCUMENT || node->kind == NODE_TOC_BLOCK;
    return none ? 0 : node->kind == NODE_TABLE ? 2 : node->kind == NODE_FOOTNOTE ? 3 : 1;
}

static size_t level_of(const struct node *node)
{
    size_t level = 0;
    for (const struct node *around = node->parent; around; around = around->parent) {
        level += levels_within(around);
    }
    return level;
}

/* Tags of what the tree does not hold stand further out than the node's own. */
static size_t outer_level(const struct node *node, struct str line, size_t level)
{
    static const char *const sections[] = {"<thead",  "</thead", "<tbody",
                                           "</tbody", "<tfoot",  "</tfoot"};
    for (size_t i = 0; node->kind == NODE_ROW && i < sizeof sections / sizeof sections[0];
         i++) {
        if (str_starts(line, sections[i])) {
            return level - 1;
        }
    }
    if (node->kind == NODE_FOOTNOTE) {
        bool list = str_starts(line, "<ol") || str_starts(line, "</ol");
        bool division = str_starts(line, "<div") || str_starts(line, "</div");
        return level + (division ? 0 : list ? 1 : str_starts(line, "<p") ? 3 : 2);
    }
    return level;
}

/* Whether the tags of the node begin lines. */
static bool has_lines(const struct node *node)
{
    return !node_is_inline(node) && node->kind != NODE_DOCUMENT &&
           node->kind != NODE_RAW_BLOCK && !(node->kind == NODE_PARAGRAPH && node->tight);
}

void writer_indent(struct html_writer *writer, const struct node *node, size_t from)
{
    struct buf *out = writer->out, piece = {.part_of = out};
    bool several = node->kind == NODE_ROW || node->kind == NODE_FOOTNOTE;
    bool begun = from > 0 && from <= out->len && out->ptr[from - 1] != '\n';
    if (out->len <= from || !has_lines(node)) {
        return;
    }
    buf_add(&piece, str_skip(buf_str(out), from));
    struct str rest = buf_str(&piece);
    size_t level = level_of(node);
    buf_truncate(out, from);
    if (begun) { /* up to the first line that the node begins */
        size_t newline = str_find_byte(rest, '\n', 0);
        size_t end = newline == STR_NONE ? rest.len : newline + 1;
        buf_add(out, str_sub(rest, 0, end));
        rest = str_skip(rest, end);
    }
    while (str_starts(rest, "<")) {
        size_t newline = str_find_byte(rest, '\n', 0);
        size_t end = newline == STR_NONE || !several ? rest.len : newline + 1;
        for (size_t i = outer_level(node, rest, level); i > 0; i--) {
            buf_add_text(out, "  ");
        }
        buf_add(out, str_sub(rest, 0, end));
        rest = str_skip(rest, end);
    }
    buf_add(out, rest);
    buf_clear(&piece);
}
