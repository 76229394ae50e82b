/* What the files that read layouts share. For this folder only. */
#ifndef OFFPRINT_COLLECT_LAYOUTS_H
#define OFFPRINT_COLLECT_LAYOUTS_H

#include "collect/run.h"
#include "html/html.h"

/* A page in its layouts as it was before furniture went, in order of places. */
struct shown_node {
    struct spot spot; /* of the layouts' map */
    const struct node *node;
};

struct shown_nodes {
    struct shown_node *items;
    size_t count, capacity;
};

/* What tells which faults a page shares. */
struct laid_faults {
    const struct node *root;          /* what is left hangs on it */
    const struct line_map *map;       /* of the layouts */
    const struct html_ranges *unseen; /* that were no part of the tree */
    const struct shown_nodes *shown;
};

/* Where what is wrong with layouts is filed as they are read. NULL: out of memory.
 * faults.c */
struct report *collect_layout_faults(struct collection_run *run);

/* False when the arena is full. */
bool collect_note_shown(struct arena *arena, struct node *root, const struct node *own,
                        struct shown_nodes *out);

/* Tells those in parts that are kept. */
void collect_tell_layout_faults(struct collection_run *run,
                                const struct laid_faults *faults);

/* What the page is called by the head that its layout makes, for pages without a title: to
 * be noted of each page that is learned from, then asked; plain, or empty. False: memory is
 * gone. titles.c */
bool collect_note_head(struct collection_run *run, struct str html);
struct str collect_head_title(struct collection_run *run, struct str html);

/* What the only heading of the first level in a page's own text says; or empty. */
struct str collect_own_title(struct collection_run *run, const struct node *root);

/* Whether a page has one heading of the first level, and none that says the title, which
 * its head gives it and others. Lists of posts have more. */
bool collect_says_more(struct arena *arena, const struct node *root, struct str title);

/* Takes out headings around the own text that say the title once more. False when the arena
 * is full. */
bool collect_drop_repeated(struct arena *arena, struct node *root, const struct node *own,
                           struct str title);

/* Takes out a node without children, and what then has none above it. */
void collect_unlink_empty(struct node *node);

#endif
