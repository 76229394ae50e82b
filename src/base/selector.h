/* Selectors of CSS 2.1 and those of CSS 3 that what stands still can fulfil: read here, and
 * held against elements that their owner is asked about. */
#ifndef OFFPRINT_BASE_SELECTOR_H
#define OFFPRINT_BASE_SELECTOR_H

#include "base/css.h"

enum selector_part_kind {
    PART_CLASS,
    PART_ID,
    PART_ATTRIBUTE, /* has the attribute `name`, as `match` says */
    PART_ROOT,
    PART_FIRST,
    PART_LAST,
    PART_NOT,   /* is none of `compound` */
    PART_NEVER, /* what we do not know, or what only a user brings about */
};

struct selector_part {
    enum selector_part_kind kind;
    struct str name, value;
    char
        match; /* '=', or what stands before it: '~', '|', '^', '$', '*'; '\0': any value */
    const struct compound *compound;
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
    const struct selector *next; /* of a list */
};

/* The next of a list with commas, of which `css` reads the text. False: there is none. */
bool selector_next(struct css *css, struct str *out);
/* One selector, without commas; without a `last` when it fits nothing. False: memory is
 * gone. */
bool selector_read(struct arena *arena, struct str text, struct selector *out);
/* Whether there may be an element that it fits: false of what is no selector, of what only
 * a user brings about, and of what is not looked at. */
bool selector_may_fit(const struct selector *selector);
/* All of a list; NULL: it is empty, or memory is gone, which the arena remembers. */
const struct selector *selector_read_list(struct arena *arena, struct str text);

/* Who knows the elements. An element is what it gives and takes; NULL: there is none. */
struct selector_host {
    void *data;
    const void *(*parent)(void *data, const void *element);
    const void *(*before)(void *data, const void *element); /* the one beside it */
    bool (*is_last)(void *data, const void *element);
    bool (*has_tag)(void *data, const void *element, struct str tag);
    struct str (*class_of)(void *data, const void *element);
    struct str (*id_of)(void *data, const void *element);
    bool (*value)(void *data, const void *element, struct str name, struct str *out);
    bool (*spend)(void *data, size_t steps); /* false: no more; then nothing fits */
};

bool selector_fits(const struct selector_host *host, const struct compound *compound,
                   const void *element);

/* The word that begins at `*at` in a list of classes; false: none. */
bool class_next(struct str list, size_t *at, struct str *out);

#endif
