/* Furniture: what stands around the content of a site's pages, such as menus and footers,
 * by what repeats among them; what is left of a page is its main part.
 *
 * Runs between html/ and collect: trees as html_read_whole() gives them come in, and go out
 * with less in them. First some pages of the site are learned from, then any may be pruned.
 * Pure functions of trees: nothing is read, told or remembered elsewhere. Both take time
 * linear in the tree, and memory once a tree. */
#ifndef OFFPRINT_FURNITURE_FURNITURE_H
#define OFFPRINT_FURNITURE_FURNITURE_H

#include "doc/doc.h"

struct furniture;

/* Knows no pages yet. NULL when the arena is full. */
struct furniture *furniture_new(struct arena *arena);

/* Notes the texts of a page with the paths of elements at which they stand. `group`: pages
 * that are made alike, as those of one layout, are compared with each other, too; may be
 * empty. Nothing of the tree is kept. False when the arena is full. */
bool furniture_learn(struct furniture *furniture, struct str group,
                     const struct node *root);

size_t furniture_page_count(const struct furniture *furniture); /* that were learned from */

struct selector; /* base/selector.h */

/* What the site's author says; NULL: nothing. It counts for more than all that is found. */
struct furniture_rules {
    const struct selector
        *content; /* these elements are the main part, where a page has one */
    const struct selector *drop; /* these are none of it */
};

/* What was taken out. */
struct furniture_cut {
    const char *rule;  /* its name, "previous-next"; "content" and "drop": of the author */
    struct str words;  /* its first */
    size_t word_count; /* of all that it held */
    bool leads;        /* these were links for the most part, as those of a menu are */
    struct spot spot;
};

struct furniture_cuts {
    struct furniture_cut *items; /* in order of the page; those that say anything */
    size_t count, capacity;
    struct spot_range *ranges; /* of all that went, in the same order */
    size_t range_count, range_capacity;
    bool content_fit, drop_fit; /* the author's rules had something to keep, to take out */
};

/* Whether what stands there went. */
bool furniture_cuts_hold(const struct furniture_cuts *cuts, struct spot spot);

/* What is known of a page. */
struct furniture_page {
    struct str group;       /* of furniture_learn() */
    const struct node *own; /* stands for the page's own text in the tree, and stays with
                               all that it holds; NULL: all of the page is its layout's as
                               far as one can know */
    struct str home;        /* the site's address, "https://www.example.org", or empty */
    bool front; /* the site's front page: sections that all pages show are at home there */
};

/* Takes out what is furniture. What is taken out is added to `cuts`, in the arena; NULL:
 * nobody asks. False when the arena is full. */
bool furniture_prune(const struct furniture *furniture, struct arena *arena,
                     const struct furniture_page *page, struct node *root,
                     const struct furniture_rules *rules, struct furniture_cuts *cuts);

/* Where a page's own text stands in the same page as somebody else built it. */
struct own_place {
    struct node *first, *last; /* children of one element: they are the text */
    size_t words, matched;     /* of the text; of those the page has, in the same order */
    bool agrees;
    bool found; /* it stands there, if not in all its words; else `first` and `last` are not
                   to be used */
};

/* Looks for the text of `own`, a tree by itself, in the page's tree. Both agree where each
 * has 98 % of the other's words, in order, no more than 8 at a stretch are one's alone, and
 * no others stand in the same elements. Links within the page count for nothing where only
 * it has them: lists of contents and signs at headings are of a generator's making.
 * Punctuation and case are nobody's words; pictures are, by their files' names. False when
 * the arena is full. */
bool furniture_find_own(struct arena *arena, struct node *root, struct node *own,
                        struct own_place *out);

/* Puts `own` in the place of what was found. */
void furniture_put_own(const struct own_place *place, struct node *own);

/* What `own`, in the tree of a page that was pruned, holds takes its place; elements around
 * it go, for they say nothing of it, and notes move to the tree's end. */
void furniture_settle(struct node *root, struct node *own);

#endif
