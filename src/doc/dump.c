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

static void add_kind_fields(const struct node *node, struct buf *out)
{
    static const char *const aligns[] = {"none", "left", "center", "right"};
    static const char *const sections[] = {"head", "body", "foot"};
    static const char *const tasks[] = {"none", "open", "done"};
    switch (node->kind) {
    case NODE_HEADING: buf_add_format(out, " level=%u", node->level); break;
    case NODE_LIST:
        buf_add_text(out, node->list_kind == LIST_ORDERED ? " ordered" : " bullet");
        if (node->list_kind == LIST_ORDERED) {
            buf_add_format(out, " start=%u", node->number);
        }
        break;
    case NODE_ITEM:
        if (node->task) {
            buf_add_format(out, " task=%s", tasks[node->task]);
        }
        break;
    case NODE_ROW: buf_add_format(out, " %s", sections[node->section]); break;
    case NODE_CELL:
        if (node->align) {
            buf_add_format(out, " align=%s", aligns[node->align]);
        }
        buf_add_text(out, node->header ? " header" : "");
        break;
    case NODE_FOOTNOTE:
    case NODE_FOOTNOTE_REFERENCE: buf_add_format(out, " number=%u", node->number); break;
    default: break; /* the others have no fields of their own */
    }
    if (node->column_span > 1) {
        buf_add_format(out, " columns=%u", node->column_span);
    }
    if (node->row_span > 1) {
        buf_add_format(out, " rows=%u", node->row_span);
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
    add_field(out, "id", node->id);
    add_field(out, "info", node->info);
    add_field(out, "title", node->title);
    for (const struct attribute *a = node->attributes; a; a = a->next) {
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

void document_dump(const struct document *document, bool with_places, struct buf *out)
{
    node_dump(document->root, with_places, out);
}
