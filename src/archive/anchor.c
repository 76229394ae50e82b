/* Ids in pages of the bundle. An author's id may repeat, hold what no id can, or be one
 * that the frame or the writer of HTML gives itself, or, in a book, no name of XML; and
 * headings without one are listed, too. These get an id that is made of their number.
 * Relies on html/write_notes.c for the names of footnotes. */
#include "archive/anchor.h"

#include "archive/text.h"
#include "base/buf.h"
#include "base/slug.h"

/* Ids the writer of HTML makes for footnotes, and those of the frame, are taken. */
static bool is_reserved(struct str id)
{
    return str_starts(id, FRAME_ID) || str_starts(id, "fn-") || str_starts(id, "fnref-");
}

static bool is_valid(const struct catalog *catalog, struct str id)
{
    bool valid = id.len && !is_reserved(id) && (!catalog->in_book || slug_is_xml_name(id));
    for (size_t i = 0; i < id.len && valid; i++) {
        valid = !ascii_is_space(id.ptr[i]);
    }
    return valid;
}

static void add_note_id(const struct node *node, struct buf *out)
{
    bool is_note = node->kind == NODE_FOOTNOTE;
    buf_add_format(out, "%s-%u", is_note ? "fn" : "fnref", node_number(node));
    if (!is_note && node_ordinal(node) > 1) {
        buf_add_format(out, "-%u", node_ordinal(node));
    }
}

static bool add_id(const struct catalog *catalog, const struct document *document,
                   const struct node *node, void (*add)(struct buf *out, struct str id),
                   struct buf *out)
{
    bool own = document_has_own_id(document, node);
    if (node->kind == NODE_FOOTNOTE || node->kind == NODE_FOOTNOTE_REFERENCE) {
        add_note_id(node, out);
    } else if (own && is_valid(catalog, node_id(node))) {
        add(out, node_id(node));
    } else if (own || node_depth(node)) {
        buf_add_format(out, FRAME_ID "place-%u", node_anchor(node));
    } else {
        return false;
    }
    return true;
}

bool anchor_add_fragment(const struct catalog *catalog, const struct document *document,
                         const struct node *node, struct buf *out)
{
    return add_id(catalog, document, node, text_add_anchor, out);
}

void anchor_add_id(const struct catalog *catalog, const struct document *document,
                   const struct node *node, struct buf *out)
{
    struct buf id = {.part_of = out};
    if (add_id(catalog, document, node, buf_add_escaped, &id)) {
        buf_add_text(out, " id=\"");
        buf_add(out, buf_str(&id));
        buf_add_byte(out, '"');
    }
    buf_clear(&id);
}
