/* Setting: where and how a block is set. Passed by value, so a block changes its own and
 * nothing has to be put back:
 *
 *     flow_children(maker, setting_inside(setting, indent), node, element)
 *
 * Lengths are `sp` from the text block's left edge. Start and end follow the direction:
 * in right-to-left text the start is on the right. */
#ifndef OFFPRINT_LAYOUT_SETTING_H
#define OFFPRINT_LAYOUT_SETTING_H

#include "doc/doc.h"
#include "layout/pages.h"
#include "theme/theme.h"

enum box_kind { BOX_BOX, BOX_SKIP };

struct box;

struct boxes {
    struct box *items;
    size_t count, capacity;
};

/* A destination that begins where its box stands. */
struct mark {
    struct mark *next;
    struct str name;
    sp y; /* from the box's top */
};

/* A footnote's own boxes; it belongs to the box that holds its reference. */
struct foot_note {
    struct foot_note *next;
    struct boxes boxes;
    bool taken; /* by its box */
};

struct box {
    enum box_kind kind;
    bool hangs;      /* what stands in it reaches over the next one */
    int32_t penalty; /* of a page break right after it */
    sp height;
    struct placed *placed; /* relative to the text block's left edge and the box's top */
    size_t placed_count;
    struct mark *marks;
    struct foot_note *notes;
    const struct boxes *head; /* a table's, repeated when a page begins with this box */
};

/* A vertical list of boxes while it is being filled, and what waits for its next box. */
struct flow {
    struct boxes boxes;
    struct mark *marks;
    struct placed *label; /* set beside the next line */
};

/* The bar beside a quote or callout and those around it; each lies in its block's own
 * stack frame. */
struct bar {
    const struct bar *outer;
    sp x, width;
    uint32_t color;
};

struct setting {
    struct flow *flow; /* being filled */
    const struct bar *bars;
    sp left, measure;
    struct type type; /* of paragraphs here */
    uint16_t quote_depth, list_depth;
    enum direction direction;  /* where lines, labels and columns begin */
    enum text_direction words; /* in which its words are read; by letter: as `direction`,
                                  or from left to right as its first letter says */
    struct str language; /* of blocks around that name theirs; empty: the document's */
    uint8_t align;       /* enum column_align, of doc/: what a block around asks for */
    bool small_pictures; /* those without a size of their own */
    bool pictures_at_start; /* those that stand alone; else in the middle */
    sp tallest_picture;     /* 0: as the theme has it */
    bool ragged;         /* cells, captions: not justified */
    bool in_note;
};

/* The whole measure of the sheet. */
struct setting setting_of(const struct sheet *sheet, struct flow *flow, struct type type);

/* Narrower by `indent` at the start. */
struct setting setting_inside(struct setting setting, sp indent);

/* The column [x, x + width) of it, counted from its start. */
struct setting setting_column(struct setting setting, sp x, sp width);

struct setting setting_typed(struct setting setting, struct type type);

/* As the block has its direction, and as its words run. */
struct setting setting_of_block(struct setting setting, const struct node *block);

/* For words that stand alone, as titles do: set from right to left where either the setting
 * is or their first letter runs so, and read as their letters say. */
struct setting setting_of_words(struct setting setting, struct str words);

/* The base direction of what is set here, in terms of text/. */
enum text_direction setting_text_direction(struct setting setting);

/* For addresses and code, which run from left to right whatever is around them; looks keep
 * the side they were made for. */
struct setting setting_of_address(struct setting setting);

/* Left edge of what is `width` wide and stands `x` from the start. */
sp setting_x(struct setting setting, sp x, sp width);

/* Flush with the start or the end, in terms of text/. */
uint8_t setting_align_start(struct setting setting);
uint8_t setting_align_end(struct setting setting);

/* What waits goes into an inner flow first, and what that leaves comes back. */
struct flow flow_begin(struct flow *outer);
void flow_end(struct flow *outer, const struct flow *inner);

sp boxes_height(const struct boxes *boxes);

#endif
