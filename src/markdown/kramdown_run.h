/* A run: the reading of one text into spans, and the frames that are open in it.
 *
 * kramdown reads spans by descent: each open emphasis, link text or HTML element is a
 * frame that looks for its own end only, as far as the text goes, and is taken back
 * when there is none. What has been taken back is read again as text. To keep that
 * linear, ends are looked up before a frame opens, and a budget of bytes bounds what
 * is left: once it is spent, marks stay text. */
#ifndef OFFPRINT_MARKDOWN_KRAMDOWN_RUN_H
#define OFFPRINT_MARKDOWN_KRAMDOWN_RUN_H

#include "markdown/kramdown_ground.h"

enum frame_kind {
    FRAME_TOP,
    FRAME_EMPHASIS,
    FRAME_STRONG,
    FRAME_STRIKE,
    FRAME_LINK,
    FRAME_HTML,
};

struct frame {
    const struct frame *outer;
    struct node *node;
    enum frame_kind kind;
    char mark;       /* emphasis: '*' or '_' */
    struct str name; /* HTML element */
    size_t brackets; /* link: open ones */
    uint8_t failed;  /* emphasis that came to nothing from here on, by bits */
    size_t depth;
    size_t beyond; /* elements that are open and left out, for they nest too deep */
};

#define TICK_RUNS 32

struct spans {
    struct kramdown *k;
    struct source *source;
    struct str text; /* up to the end of what is read */
    size_t at;
    size_t run;   /* text from here to `at` is not yet in a node */
    size_t chunk; /* a quote's neighbour must not stand before this */
    size_t begin;
    size_t symbol_end; /* behind the last quote, dash or entity */
    uint64_t fuel;     /* bytes that may still be read in vain */
    uint32_t *match;   /* ']' of each '[', relative to begin; 0: none */
    bool matched;
    size_t no_ticks[TICK_RUNS]; /* by count: from here on, no such run of backticks; 0:
                                   unknown */
    size_t last_mark[128];      /* where an ASCII mark may close for the last time */
    size_t no_comment;          /* html_comment_once() */
    size_t no_brace; /* from here on, no '}' ends an attribute list; 0: unknown */
    size_t no_bracket, no_bracket_end; /* between them no '>' stands */
    bool marks_known;
    bool plain; /* only two blanks or backslashes break a line */
};

/* The text before s->at goes into `f`. */
void spans_flush(struct spans *s, struct frame *f);
/* So it does, and `node` (when not NULL) behind it; reading goes on at `end`. */
void spans_add(struct spans *s, struct frame *f, struct node *node, size_t end);
void spans_literal(struct spans *s, size_t count); /* stays text; no neighbour for quotes */
bool spans_inside(const struct frame *f, enum frame_kind kind);
bool spans_spend(struct spans *s, size_t bytes); /* false: no fuel is left */
struct node *spans_node(struct spans *s, enum node_kind kind, size_t at);

#endif
