/* Strips: flows that stand side by side, cut into boxes wherever all of them can be parted,
 * so that a page can be broken within what is too tall for it. */
#ifndef OFFPRINT_LAYOUT_STRIPS_H
#define OFFPRINT_LAYOUT_STRIPS_H

#include "layout/maker.h"

struct strips {
    const struct boxes *const *flows; /* borrowed */
    size_t count;
    size_t leading; /* of them, from the first on: strips are as tall as these ask for, and
                       there are strips until these end; others take what room there is */
    size_t *at;     /* of each flow, its next box */
    size_t left;    /* boxes of those that lead */
    sp above;       /* free space at the top of the next strip */
};

/* All of them lead. False when memory is gone. */
bool strips_init(struct maker *maker, const struct boxes *const *flows, size_t count,
                 struct strips *out);

/* The next strip, while `left` is not 0: of each flow as many boxes as it has room for. It
 * fills `box`, whose `placed` has room for one more; until the last strip, its penalty is
 * that of breaking a page within the flows. False when memory is gone. */
bool strips_next(struct maker *maker, struct strips *strips, size_t more, struct box *box);

/* Puts what stands in `from` into the box, `y` below its top; `placed` has room for it. */
void box_take(struct box *box, const struct box *from, sp y);

#endif
