/* Layout: a packet in, pages of placed things out.
 *
 * Runs after collect.c, knows nothing above doc/; pdf/ draws its result. Lengths
 * are `sp`, page coordinates grow downward from the page's top left corner. */
#ifndef OFFPRINT_LAYOUT_LAYOUT_H
#define OFFPRINT_LAYOUT_LAYOUT_H

#include "base/progress.h"
#include "doc/doc.h"
#include "layout/pages.h"
#include "text/text.h"
#include "theme/theme.h"

enum code_places { CODES_NONE, CODES_COVER, CODES_DOCUMENTS /* and on the cover */ };

struct booklet_options; /* impose/impose.h */

struct layout_options {
    enum paper paper;
    enum medium media;
    bool marks_links; /* below their words, on any medium: nothing has a colour */
    bool right_hand;  /* documents begin on the fronts of leaves, where leaves are bound */
    size_t page_limit;    /* 0: PAGE_COUNT_LIMIT */
    int deflate_level;    /* of pictures; 0: DEFLATE_LEVEL */
    uint32_t image_dpi;   /* of pictures at the most; 0: they stay as they are */
    struct str generator; /* for the colophon: "offprint 0.1.0 (libdeflate 1.14)" */
    enum code_places codes;          /* QR codes of live addresses */
    const struct progress *progress; /* documents set; may be NULL */
    /* Pages for a booklet that is folded of this paper: they are half as large, and have
     * their places on its sheets. NULL: none. */
    const struct booklet_options *booklet;
};

/* `arena` holds the result, which also borrows from the packet and the engine. False:
 * an error is in the report (too many pages, memory). */
bool layout_packet(struct arena *arena, const struct packet *packet,
                   struct text_engine *engine, const struct layout_options *options,
                   struct pages *out, struct report *report);

/* The cover alone, as layout_packet() sets it for its first page: one page and the same
 * tree down to the cover's. `body`: the pages that its links lead to; NULL: none are known,
 * and those links are but words of the same width. False: reported (also where it is longer
 * than a page). */
bool layout_cover(struct arena *arena, const struct packet *packet,
                  struct text_engine *engine, const struct layout_options *options,
                  const struct pages *body, struct pages *out, struct report *report);

#endif
