/* What the files that make spans of inlines share. For layout/ only. */
#ifndef OFFPRINT_LAYOUT_INLINE_H
#define OFFPRINT_LAYOUT_INLINE_H

#include "layout/maker.h"

/* What a paragraph's inlines are read with. */
struct inline_run {
    struct maker *maker;
    struct setting setting;
    struct span_list *out;
    struct mark *marks; /* of what the next text begins */
    bool line_full;     /* a wide picture stands before: what comes begins a line */
    bool trial;         /* only its width is asked for: nothing is counted or told */
};

bool inline_add_text(struct inline_run *run, struct str text,
                     const struct inline_state *state, struct context_note note,
                     struct place place);

struct place inline_place(const struct inline_run *run, const struct node *node);

/* What serves the text stands in the headings' face, upright. */
struct inline_state inline_serving(const struct inline_run *run, struct inline_state state,
                                   int16_t size_percent);

/* What runs from the left whatever is around it: it is turned by nothing beside it. */
struct inline_state inline_apart(const struct inline_run *run, struct inline_state state);

bool inline_add_children(struct inline_run *run, const struct node *parent,
                         struct inline_state state, size_t depth);

/* inline_links.c: a link's words, and what paper shows of where it leads. */
bool inline_add_link(struct inline_run *run, const struct node *node,
                     struct inline_state state, size_t depth);

#endif
