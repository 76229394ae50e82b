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
    struct str told_before; /* what the next text carries of what is only heard */
    size_t told_count;      /* of what is only heard: the last text has it already */
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

/* heard.c: a text, with what is only heard beside it. */
bool inline_add_words(struct inline_run *run, const struct node *node,
                      const struct inline_state *state);
/* What is only heard: the text before it has it, or the next one takes it along. */
void inline_meet_heard(struct inline_run *run, const struct node *heard);

/* inline_links.c: a link's words, and what paper shows of where it leads. */
bool inline_add_link(struct inline_run *run, const struct node *node,
                     struct inline_state state, size_t depth);

#endif
