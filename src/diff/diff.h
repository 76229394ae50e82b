/* Diff: two editions in; what changed between them out, told apart by class.
 *
 * Documents are paired by address, what is left by title and words. Within a pair equal
 * blocks are aligned; what is left and stands elsewhere, in any document, has moved; of the
 * rest those with a quarter of their words in common are pairs, and their words are
 * aligned. n log n in the words of both. Writers print the result and change nothing. */
#ifndef OFFPRINT_DIFF_DIFF_H
#define OFFPRINT_DIFF_DIFF_H

#include "diff/edition.h"

enum change { /* the graver first; a block counts as the gravest of its changes */
              CHANGE_WORDS,
              CHANGE_MOVED,
              CHANGE_LINKS,  /* addresses alone */
              CHANGE_FILES,  /* pictures and linked files: others, or other bytes */
              CHANGE_MARKUP, /* kind, level, emphasis, spaces */
              CHANGE_COUNT,
              CHANGE_NONE = CHANGE_COUNT,
};
const char *change_name(enum change change); /* "words"; of none, "same" */
#define CHANGE_BIT(change) (1U << (change))

enum word_side { WORDS_SAME, WORDS_REMOVED, WORDS_ADDED };
struct diff_words {
    enum word_side side;
    uint32_t first, count; /* of the block's words: of the new one's, or removed */
    uint32_t old_first;    /* of what is the same, of the old one's */
};

/* A block, in both editions or in one. */
struct diff_row {
    uint32_t old_block, new_block; /* or EDITION_NONE */
    uint32_t elsewhere; /* moved: where the same words are in the other edition, whose row
                           says the same of this one; else EDITION_NONE */
    enum change change;
    unsigned changes;              /* CHANGE_BIT() of all */
    uint32_t link_changes;         /* links that differ, of equal words */
    uint32_t first_run, run_count; /* of words, where both sides are there and differ */
};

struct diff_counts {
    size_t blocks[CHANGE_COUNT]; /* by their gravest change; moved ones once */
    size_t links;                /* link_changes */
    size_t words_added, words_removed;
};

struct diff_document {
    uint32_t old_document, new_document; /* or EDITION_NONE: added, removed */
    bool renamed;                        /* under another address */
    bool reordered;                      /* the packet has it at another place */
    size_t first_row, row_count;
    struct diff_counts counts;
};

struct diff {
    struct arena *arena;
    const struct edition *old_edition, *new_edition;
    struct diff_document *documents; /* those of the new edition in its order, then removed
                                        ones */
    size_t document_count;
    struct diff_row *rows;
    size_t row_count, row_capacity;
    struct diff_words *runs;
    size_t run_count, run_capacity;
    struct diff_counts counts; /* of all */
    size_t added, removed, renamed, changed;
};

/* Of one vocabulary; they live as long. False when the arena is full. */
bool diff_editions(struct arena *arena, const struct edition *old_edition,
                   const struct edition *new_edition, struct diff *out);

/* Whether anything differs. */
bool diff_differs(const struct diff *diff);

/* Writers */

struct diff_view {
    bool all;       /* what changes no word is shown, too, not only counted */
    bool by_word;   /* changed blocks once, with [-old-] and {+new+} in them */
    bool counts;    /* only a line for each document */
    bool colour;    /* ANSI */
    unsigned width; /* columns; 0: lines are not broken */
};
void diff_write_text(const struct diff *diff, const struct diff_view *view,
                     struct buf *out);
/* One page that needs nothing else. */
void diff_write_html(const struct diff *diff, const struct diff_view *view,
                     struct str generator, struct buf *out);
/* Members of an object, without its braces; doc/diff.md says what they hold. */
void diff_write_json(const struct diff *diff, struct buf *out);

#endif
