/* Imposition: which page stands where on the sheets of a booklet that is printed on both
 * sides, folded and stitched. Pure arithmetic; layout/ asks for it once it knows how many
 * pages there are, pdf/ draws by it.
 *
 * A sheet has two sides, and each of them two pages beside the fold. Sheets that lie in
 * each other are a signature; signatures lie one behind the other.
 *
 * Blanks make the places a multiple of four. They stand before the pages that close the
 * packet, so that those end on the back cover, where a reader looks for who made it and
 * when; where nothing closes it, they are the last places. */
#ifndef OFFPRINT_IMPOSE_IMPOSE_H
#define OFFPRINT_IMPOSE_IMPOSE_H

#include "base/arena.h"
#include "base/length.h"

/* More sheets of 80 g in each other fold badly. */
#define SIGNATURE_SHEETS 16

/* By how much a sheet of 80 g moves the next one inside it outwards. */
#define CREEP_USUAL_MICROMETRES 100
#define CREEP_USUAL SP_MM(CREEP_USUAL_MICROMETRES / 1000.0)

enum binding { BINDING_AS_READ, BINDING_LEFT, BINDING_RIGHT };

/* What is wanted of a booklet. All zero is right. */
struct booklet_options {
    size_t signature_sheets; /* at the most; 0: SIGNATURE_SHEETS */
    bool has_creep;          /* else CREEP_USUAL */
    sp creep;                /* of each sheet beyond the one around it */
    bool flip_long;          /* the printer turns sheets at their long edge */
    enum binding binding;
};

struct impose_input {
    const struct booklet_options *options;
    size_t page_count;
    size_t closing_count; /* of the last pages: those that close the packet */
    bool bound_right;     /* see booklet_is_bound_right() */
    sp page_width, page_height;
    sp sheet_width, sheet_height; /* turned: two pages beside each other fit */
};

#define IMPOSE_BLANK SIZE_MAX

/* A side of a sheet, as it is seen. */
struct imposed_side {
    size_t left, right; /* pages by index, or IMPOSE_BLANK */
    size_t signature;   /* whose it is, by index; see `begins` */
    bool begins;        /* it is the outer side of its signature's first sheet */
    bool turned;        /* by half a turn, for a printer that flips at the long edge */
};

/* Where a page stands: on which side, and its lower left corner from that of the side. */
struct imposed_place {
    size_t side;
    sp x, y;
};

struct signature {
    size_t first_sheet, sheet_count; /* from 0 */
};

struct imposition {
    sp sheet_width, sheet_height;
    const struct imposed_side *sides; /* two a sheet: the outer, the inner */
    size_t side_count;
    const struct imposed_place *places; /* by page */
    size_t page_count;
    const struct signature *signatures;
    size_t signature_count;
    bool bound_right;
    bool flip_long;
};

/* `from_right`: the packet is read from right to left. */
bool booklet_is_bound_right(const struct booklet_options *options, bool from_right);

/* Whether it is the front of its leaf. */
bool imposition_is_front(const struct imposition *imposition, size_t page);

/* The result is the arena's. False: it is full. */
bool impose(struct arena *arena, const struct impose_input *input, struct imposition *out);

#endif
