/* Ids in pages of the bundle. An author's id may repeat, hold what no address can, or be
 * one that the frame or the writer of HTML gives itself: links and contents must then not
 * lead to it, so all of them ask here. */
#include "archive/anchor.h"

#include "base/buf.h"

/* Ids the writer of HTML makes for footnotes, and those of the frame, are taken. */
static bool is_reserved(struct str id)
{
    return str_starts(id, FRAME_ID) || str_starts(id, "fn-") || str_starts(id, "fnref-");
}

bool anchor_is_kept(const struct document *document, struct str id)
{
    for (size_t i = 0; i < id.len; i++) {
        if (ascii_is_space(id.ptr[i])) {
            return false;
        }
    }
    return id.len && !is_reserved(id) && document_find_anchor(document, id);
}

bool anchor_is_at(const struct document *document, const struct node *node)
{
    return anchor_is_kept(document, node->id) &&
           document_find_anchor(document, node->id) == node;
}

void anchor_add_id(const struct document *document, const struct node *node,
                   struct buf *out)
{
    if (anchor_is_at(document, node)) {
        buf_add_text(out, " id=\"");
        buf_add_escaped(out, node->id);
        buf_add_byte(out, '"');
    }
}
