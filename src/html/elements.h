/* Elements: what each HTML element means in a document tree. */
#ifndef OFFPRINT_HTML_ELEMENTS_H
#define OFFPRINT_HTML_ELEMENTS_H

#include "doc/doc.h"

enum element_action {
    ELEMENT_NODE,    /* becomes a node of `kind` */
    ELEMENT_UNWRAP,  /* its children take its place */
    ELEMENT_APART,   /* the same, with space around */
    ELEMENT_DROP,    /* gone with all it holds; no reader loses anything */
    ELEMENT_LOSE,    /* gone, and reported: a reader loses something */
    ELEMENT_INPUT,   /* lost, but for a list item's check mark */
    ELEMENT_MEDIA,   /* a link to what it shows takes its place, and is reported */
    ELEMENT_INSTEAD, /* noscript: its children, unless they repeat a picture */
    ELEMENT_SOURCES, /* picture: its children take its place, and its sources count */
    ELEMENT_AREA,    /* a link in its words takes its place */
    ELEMENT_PICTURE, /* svg: its texts */
    ELEMENT_FORMULA, /* math: its words in one line */
    ELEMENT_PRE,     /* code block */
    ELEMENT_CODE,    /* inline code */
    ELEMENT_ROWS,    /* thead, tbody, tfoot: its rows' section is `level` */
};

struct element_row {
    const char *name;
    enum element_action action;
    enum node_kind kind; /* of the node it becomes, if it becomes one */
    uint8_t level;       /* heading level, list kind, row section; cell: 1 is a header */
};

/* NULL for an unknown element: its children stay. */
const struct element_row *element_find(struct str name);

bool element_is_void(struct str name);
/* p, li, td, ...: an end tag may be missing, so they do not pile up. */
bool element_ends_by_itself(struct str name);
/* Up to its end tag nothing in it is a tag (HTML, 13.2.5.2 and 13.2.5.3). */
bool element_holds_text(struct str name);

#endif
