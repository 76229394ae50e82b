/* Break opportunities: all places where a line of a paragraph may end (UAX #14, and what
 * hyphenation and need add), with what stands before each. */
#ifndef OFFPRINT_TEXT_OPPORTUNITIES_H
#define OFFPRINT_TEXT_OPPORTUNITIES_H

#include "text/engine.h"

/* Sums over a paragraph, so longer than `sp` can say. */
struct sums {
    int64_t width, stretch, shrink;
};

struct opportunity {
    size_t token, cut;         /* as in struct line_end */
    struct sums before, after; /* up to the break; and where the next line starts */
    sp extra;                  /* the hyphen, less what may hang */
    int32_t penalty;
    bool hyphen, forced, end;
    bool dash; /* the line ends in a hyphen or a dash, whoever has put it there */
};

struct opportunities {
    struct opportunity *items; /* in the text's order; the last is the end */
    size_t count;
};

enum need {
    NEED_SPACES,  /* at spaces, and where the text has a hyphen or the like */
    NEED_HYPHENS, /* within words, too, where their language parts them */
    NEED_CUTS,    /* anywhere within what is wider than the measure */
};

/* Into a list that may hold those of less need. False: memory is gone. `tokens` has one
 * at least. */
bool opportunities_find(struct text_engine *engine, const struct tokens *tokens,
                        const struct paragraph_format *format, enum need need,
                        struct opportunities *out);

#endif
