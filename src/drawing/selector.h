/* Selectors of CSS 2.1 and those of CSS 3 that a drawing without a user can fulfil. For
 * sheet.c. */
#ifndef OFFPRINT_DRAWING_SELECTOR_H
#define OFFPRINT_DRAWING_SELECTOR_H

#include "base/css.h"
#include "drawing/svg.h"

enum selector_part_kind {
    PART_CLASS,
    PART_ID,
    PART_ATTRIBUTE, /* is there, or is `value` */
    PART_ROOT,
    PART_FIRST,
    PART_LAST,
    PART_NEVER, /* what we do not know, or what only a user brings about */
};

struct selector_part {
    enum selector_part_kind kind;
    struct str value;
    enum svg_name name; /* attribute */
    bool exact;
    const struct selector_part *next;
};

/* What holds of one element: "rect.big:first-child". */
struct compound {
    bool any_tag;
    struct str tag;
    const struct selector_part *parts;
    char combinator; /* to the one before it: ' ', '>', '+', '~'; '\0': it is the first */
    const struct compound *before;
};

struct selector {
    const struct compound *last;
    uint32_t ids, classes, tags; /* its specificity */
    bool unread;                 /* it asks for what is not looked at */
};

/* One selector, without commas; without a `last` when it fits nothing. False: memory is
 * gone. */
bool selector_read(struct arena *arena, struct str text, struct selector *out);
bool selector_fits(struct svg_tree *tree, const struct compound *compound,
                   const struct svg_node *node);

/* The word that begins at `*at` in a list of classes; false: none. */
bool class_next(struct str list, size_t *at, struct str *out);

#endif
