/* Fragment: a tree as HTML, without head and body.
 *
 * Prints a page's content as its site would show it (`offprint render`), feeds
 * html_absorb() with what raw HTML surrounds, and gives the bundle its pages
 * through hooks. The dialect decides spellings that the specifications fix:
 * footnotes, code blocks, task lists. */
#ifndef OFFPRINT_DOC_FRAGMENT_H
#define OFFPRINT_DOC_FRAGMENT_H

#include "doc/doc.h"

enum fragment_dialect {
    FRAGMENT_COMMONMARK, /* as the specification's examples are printed */
    FRAGMENT_GFM,
    FRAGMENT_KRAMDOWN, /* as Jekyll's default prints it */
    FRAGMENT_BUNDLE, /* absorbed trees only: no style attributes, no raw HTML, no scripts */
};

struct fragment_hooks {
    void *data;
    /* Instead of the default for this node when it returns true; called on entering
     * and on leaving. Used for links, images, headings. */
    bool (*node)(void *data, const struct node *node, bool entering, struct buf *out);
    /* Whether a node's id is printed; NULL: every id is. */
    bool (*keep_id)(void *data, const struct node *node);
    /* After a node that the writer itself has printed, on leaving; may be NULL. */
    void (*after)(void *data, const struct node *node, struct buf *out);
};

/* Appends to `out`; failure is sticky there. `hooks` may be NULL. */
void fragment_write(const struct node *root, enum fragment_dialect dialect,
                    const struct fragment_hooks *hooks, struct buf *out);

#endif
