/* Trees as text, for people and for tests: what a reader made of its input shows at once,
 * and two trees are compared line by line. */
#include "doc/doc.h"

#include "base/buf.h"

static void add_field(struct buf *out, const char *name, struct str value)
{
    if (value.len == 0) {
        return;
    }
    buf_add_format(out, " %s=\"", name);
    for (size_t i = 0; i < value.len; i++) {
        char c = value.ptr[i];
        if (c == '\n') {
            buf_add_text(out, "\\n");
        } else if (c == '"' || c == '\\') {
            buf_add_byte(out, '\\');
            buf_add_byte(out, c);
        } else {
            buf_add_byte(out, c);
        }
    }
    buf_add_byte(out, '"');
}

static void add_list_fields(const struct node *list, struct buf *out)
{
    if (list->ordered) {
        buf_add_format(out, " ordered start=%lld", (long long)list_start(list));
    } else {
        buf_add_text(out, " bullet");
    }
}

static void add_cell_fields(const struct node *cell, struct buf *out)
{
    static const char *const aligns[] = {"", " align=left", " align=center",
                                         " align=right"};
    buf_add_text(out, aligns[cell->align]);
    buf_add_text(out, cell->header ? " header" : "");
}

/* What a kind has of its own; the last group has nothing. */
static void add_kind_fields(const struct node *node, struct buf *out)
{
    static const char *const sections[] = {" head", " body", " foot"};
    static const char *const tasks[] = {"", " task=open", " task=done"};
    switch ((enum node_kind)node->kind) {
    case NODE_HEADING: buf_add_format(out, " level=%u", node->level); break;
    case NODE_LIST: add_list_fields(node, out); break;
    case NODE_ITEM:
        buf_add_text(out, node->unmarked ? " unmarked" : tasks[node->task]);
        break;
    case NODE_ADMONITION: buf_add_format(out, " %s", callout_name(callout_of(node))); break;
    case NODE_ROW: buf_add_text(out, sections[node->section]); break;
    case NODE_CELL: add_cell_fields(node, out); break;
    case NODE_FOOTNOTE:
    case NODE_CODE_BLOCK:
        if (node_number(node)) {
            buf_add_format(out, " number=%u", node_number(node));
        }
        break;
    case NODE_FOOTNOTE_REFERENCE:
        buf_add_format(out, " number=%u", node_number(node));
        break;
    case NODE_DOCUMENT:
    case NODE_QUOTE:
    case NODE_DEFINITION_LIST:
    case NODE_DEFINITION:
    case NODE_TERM:
    case NODE_TABLE:
    case NODE_FIGURE:
    case NODE_CAPTION:
    case NODE_DIV:
    case NODE_HTML_BLOCK:
    case NODE_PARAGRAPH:
    case NODE_RULE:
    case NODE_MATH_BLOCK:
    case NODE_RAW_BLOCK:
    case NODE_TOC_BLOCK:
    case NODE_EMPHASIS:
    case NODE_STRONG:
    case NODE_STRIKE:
    case NODE_SUPERSCRIPT:
    case NODE_SUBSCRIPT:
    case NODE_SMALL:
    case NODE_LINK:
    case NODE_SPAN:
    case NODE_HTML_INLINE:
    case NODE_TEXT:
    case NODE_CODE:
    case NODE_IMAGE:
    case NODE_LINE_BREAK:
    case NODE_SOFT_BREAK:
    case NODE_MATH:
    case NODE_RAW_INLINE: break;
    }
}

static void add_common_fields(const struct node *node, struct buf *out)
{
    if (node_column_span(node) > 1) {
        buf_add_format(out, " columns=%u", node_column_span(node));
    }
    if (node_row_span(node) > 1) {
        buf_add_format(out, " rows=%u", node_row_span(node));
    }
    buf_add_text(out, node->tight ? " tight" : "");
    buf_add_text(out, node->no_toc ? " no_toc" : "");
}

static void dump_line(const struct node *node, size_t depth, bool with_places,
                      struct buf *out)
{
    for (size_t i = 0; i < depth; i++) {
        buf_add_text(out, "  ");
    }
    buf_add_text(out, node_kind_name((enum node_kind)node->kind));
    add_kind_fields(node, out);
    add_common_fields(node, out);
    add_field(out, "id", node_id(node));
    add_field(out, "info", node_info(node));
    add_field(out, "title", node_title(node));
    for (const struct attribute *a = node_attributes(node); a; a = a->next) {
        buf_add_text(out, " .");
        buf_add(out, a->name);
        buf_add_text(out, "=");
        buf_add(out, a->value);
    }
    if (node->text.len) {
        add_field(out, "text", node->text);
    }
    if (with_places && node->spot.line) {
        buf_add_format(out, " @%u:%u", node->spot.line, node->spot.column);
    }
    buf_add_byte(out, '\n');
}

void node_dump(const struct node *root, bool with_places, struct buf *out)
{
    struct walk walk;
    walk_init(&walk, root);
    size_t depth = 0;
    while (walk_next(&walk)) {
        if (walk.entering) {
            dump_line(walk.node, depth, with_places, out);
            depth += node_is_container(walk.node);
        } else if (depth > 0) {
            depth--;
        }
    }
}
