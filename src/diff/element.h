/* Elements of a bundle's page: what each stands for, and what counts of it as its author's
 * markup. For diff/ only. */
#ifndef OFFPRINT_DIFF_ELEMENT_H
#define OFFPRINT_DIFF_ELEMENT_H

#include "html/html.h"

enum element {
    ELEMENT_INLINE,
    ELEMENT_PARAGRAPH,
    ELEMENT_ITEM,
    ELEMENT_HEADING,
    ELEMENT_TERM,
    ELEMENT_CAPTION,
    ELEMENT_ROW,
    ELEMENT_CELL,
    ELEMENT_CODE,
    ELEMENT_RULE,
    ELEMENT_GROUP, /* of blocks; its name counts as markup */
    ELEMENT_PLAIN, /* the same, and it does not */
    ELEMENT_PICTURE,
    ELEMENT_LINK,
    ELEMENT_SPAN,
    ELEMENT_BREAK,
    ELEMENT_OTHER, /* nothing of the document */
};

enum element element_of(struct str name);

/* The value; empty: it has none. */
struct str element_attribute(const struct html_attribute *attributes, size_t count,
                             const char *name);

/* Of what the bundle says of an element what the author meant, as a number. */
uint64_t element_meaning(struct str name, const struct html_attribute *attributes,
                         size_t count);

#endif
