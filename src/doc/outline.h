/* Outline: the headings of a document as a nested list, for contents, bookmarks
 * and "on this page". Levels are made gapless: an h4 below an h2 nests one deep. */
#ifndef OFFPRINT_DOC_OUTLINE_H
#define OFFPRINT_DOC_OUTLINE_H

#include "doc/doc.h"

struct outline_entry {
    const struct node *heading;
    struct str text; /* plain */
    uint8_t depth;   /* from 1, gapless */
};

struct outline {
    struct outline_entry *entries; /* in reading order */
    size_t count, capacity;
    uint32_t *slots; /* heading → index of its entry + 1, at most half full */
    size_t slot_count;
};

/* Headings of `document` outside footnotes, without the one that repeats the document's
 * title at its top and, unless `all`, without no_toc ones. False when the arena is full. */
bool outline_build(struct arena *arena, const struct document *document, bool all,
                   struct outline *out);

/* The level 1..6 a heading has in outputs whose document title is h1: gapless,
 * from 2 on. The heading that repeats the title gives 1. */
uint8_t outline_level(const struct outline *outline, const struct node *heading);

/* The heading at the top of the document that says the same as its title, or NULL:
 * it is then set as the document's title and not once more. */
const struct node *document_title_heading(const struct document *document);

#endif
