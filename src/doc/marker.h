/* Lists: what stands before each item, as browsers count and style it. `type`, `start`,
 * `value`, `reversed` and `style` are attributes of lists and items. Part of doc/doc.h. */
#ifndef OFFPRINT_DOC_MARKER_H
#define OFFPRINT_DOC_MARKER_H

#include "base/buf.h"

struct node;

enum marker_style {
    MARKER_NONE,
    MARKER_DISC,
    MARKER_CIRCLE,
    MARKER_SQUARE,
    MARKER_DECIMAL, /* from here on numbers */
    MARKER_LEADING_ZERO,
    MARKER_LOWER_ALPHA,
    MARKER_UPPER_ALPHA,
    MARKER_LOWER_ROMAN,
    MARKER_UPPER_ROMAN,
    MARKER_LOWER_GREEK,
    MARKER_TEXT, /* the author's own, in `text` */
};

struct marker {
    enum marker_style style;
    int64_t number;
    struct str text;
};

const char *marker_style_name(enum marker_style style); /* as CSS has it; of a text, NULL */
char marker_style_letter(enum marker_style style);      /* as `type` has it, or '\0' */
bool marker_is_number(struct marker marker);
void marker_write(struct marker marker, struct buf *out); /* "iv.", "•" */

/* A list's style; `*own` tells whether it differs from what is usual for such a list. */
struct marker list_style(const struct node *list, bool *own);
bool item_style(const struct node *item, struct marker *marker); /* of its list, before */
int64_t list_start(const struct node *list);
bool item_value(const struct node *item, int64_t *out); /* false: it has none of its own */

/* The markers of a list's items, asked for in order. */
struct list_count {
    struct marker marker; /* of items without a style of their own */
    int64_t next, step;
};

void list_count_init(struct list_count *count, const struct node *list);
struct marker list_count_item(struct list_count *count, const struct node *item);

#endif
