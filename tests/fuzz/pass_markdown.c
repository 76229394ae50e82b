/* Markdown through its readers to both printed forms. Relies on tree.c to know what a tree
 * must look like. */
#include "pass_markdown.h"

#include "tree.h"

void pass_markdown(struct room *room, struct str text,
                   const struct markdown_options *options, enum html_dialect print)
{
    struct node *root;
    struct buf out = {0};
    struct str file = STR("-");
    bool ok = markdown_read(&room->arena, text, NULL, options, &root, room->report);
    if (ok) {
        tree_check(root);
        html_write(root, print, NULL, &out);
        must(is_text(buf_str(&out)));
        ok = html_absorb(&room->arena, &root, &file, room->report);
    }
    if (ok) {
        tree_check_absorbed(root);
        buf_reset(&out);
        html_write(root, HTML_BUNDLE, NULL, &out);
        must(is_text(buf_str(&out)));
    }
    must_tell(room, ok);
    buf_clear(&out);
}
