/* Pages: what layout/ hands to pdf/. Placed things in reading order, the structure
 * tree they belong to, links, destinations, outline.
 *
 * Structure: every placed thing belongs to a structure element or is an artifact.
 * An element's own content and its child elements are interleaved as they are
 * drawn; a child first drawn late (a footnote) still stands where the tree has it,
 * and a child never drawn (an empty cell) is kept. Roles are those of ISO 32000-1,
 * 14.8.4; the tree follows ISO 14289-1. */
#ifndef OFFPRINT_LAYOUT_PAGES_H
#define OFFPRINT_LAYOUT_PAGES_H

#include "base/arena.h"
#include "base/length.h"
#include "qr/qr.h"
#include "text/text.h"

enum element_role {
    ROLE_DOCUMENT,
    ROLE_PART,
    ROLE_SECT,
    ROLE_DIV,
    ROLE_H1,
    ROLE_H2,
    ROLE_H3,
    ROLE_H4,
    ROLE_H5,
    ROLE_H6,
    ROLE_P,
    ROLE_BLOCKQUOTE,
    ROLE_CAPTION,
    ROLE_TOC,
    ROLE_TOCI,
    ROLE_L,
    ROLE_LI,
    ROLE_LBL,
    ROLE_LBODY,
    ROLE_TABLE,
    ROLE_THEAD,
    ROLE_TBODY,
    ROLE_TFOOT,
    ROLE_TR,
    ROLE_TH,
    ROLE_TD,
    ROLE_SPAN,
    ROLE_QUOTE,
    ROLE_NOTE,
    ROLE_REFERENCE,
    ROLE_CODE,
    ROLE_LINK,
    ROLE_FIGURE,
    ROLE_FORMULA,
};

enum list_numbering { /* ISO 32000-1, 14.8.5.5 */
                      NUMBERING_NONE,
                      NUMBERING_DISC,
                      NUMBERING_CIRCLE,
                      NUMBERING_SQUARE,
                      NUMBERING_DECIMAL,
                      NUMBERING_LOWER_ALPHA,
                      NUMBERING_UPPER_ALPHA,
                      NUMBERING_LOWER_ROMAN,
                      NUMBERING_UPPER_ROMAN,
};
enum cell_scope { SCOPE_NONE, SCOPE_COLUMN, SCOPE_ROW, SCOPE_BOTH };

/* What few elements have. */
struct element_more {
    struct str alternate;   /* Figure, Formula: its Alt */
    struct str actual_text; /* or empty */
    struct str language;    /* where it differs from its parent's */
    struct str expansion;   /* Span: what an abbreviation stands for */
    struct str title;       /* Part: the document's title */
    struct str id;          /* Note and TH that is referred to: unique in the file */
    uint16_t column_span, row_span; /* TH, TD; 0 counts as 1 */
};

struct element {
    struct element *parent, *first, *last, *next;
    struct element_more *own_more; /* NULL: nothing; see element_more() */
    enum element_role role : 8;
    enum list_numbering numbering : 8; /* L */
    enum cell_scope scope : 8;         /* TH */
    bool in_line;                      /* Figure: stands among words */
    uint32_t index;                    /* by element_tree_number */
};

/* Adds a last child; `parent` NULL for the root. NULL when the arena is full. */
struct element *element_new(struct arena *arena, struct element *parent,
                            enum element_role role);

/* What it has of it; never NULL. */
const struct element_more *element_more(const struct element *element);

/* The same to write to. NULL when the arena is full. */
struct element_more *element_add_more(struct arena *arena, struct element *element);

/* Adds a sibling right behind `before`, which has a parent. */
struct element *element_new_behind(struct arena *arena, struct element *before,
                                   enum element_role role);

/* Puts a new element around the children of `parent` behind `before` (NULL: from the first
 * one on) up to `last`. */
struct element *element_wrap(struct arena *arena, struct element *parent,
                             struct element *before, struct element *last,
                             enum element_role role);

/* Makes it the first or last child of `to` instead, which is not below it. `before`: the
 * sibling before it; NULL: there is none. */
void element_move(struct element *element, struct element *before, struct element *to,
                  bool to_front);

/* As PDF names it: "Document". */
const char *element_role_name(enum element_role role);

/* The element after `element` in reading order, below `root`; NULL: it was the last. */
struct element *element_next(const struct element *element, const struct element *root);

/* Gives the elements below `root` and itself their indexes, from 0 on in reading order;
 * gives their count. Once, when the tree is whole. */
size_t element_tree_number(struct element *root);

/* What all pieces that carry the same piece.context share. */
struct run_context {
    const struct element *element; /* NULL: artifact */
    uint32_t color;                /* 0xRRGGBB */
    /* 0xRRGGBB behind it; 0: none. A rectangle of its own is placed. */
    uint32_t ground : 24;
    bool underline : 1, strike : 1;
    bool dotted : 1; /* dots in the line's place */
};

enum artifact_kind {
    ARTIFACT_NONE,
    ARTIFACT_LAYOUT, /* rules, backgrounds, repeated table heads */
    ARTIFACT_HEADER, /* pagination, top */
    ARTIFACT_FOOTER, /* pagination, bottom */
};

enum placed_kind {
    PLACED_LINE, /* a line of text: x, y of its left edge on the baseline */
    PLACED_RECT, /* filled */
    PLACED_IMAGE,
    PLACED_CODE, /* a QR code; its quiet zone lies around it */
};

struct placed {
    enum placed_kind kind : 8;
    enum artifact_kind artifact : 8; /* not NONE: overrides every element below */
    bool linked;                     /* line, code: a link shows in it */
    sp x, y;                         /* top left; of a line: left end of its baseline */
    sp width, height;
    union {
        uint32_t color; /* rect */
        uint32_t image; /* index into pages->images */
        uint32_t code;  /* index into pages->codes */
    } look;
    union {
        const struct kept_line *line;
        /* Image, code; a rect is an artifact unless it is set. */
        const struct element *element;
    } as;
};

struct rect {
    sp x, y, width, height;
};

/* One link annotation: its parts on one page. */
struct link_area {
    const struct element *element; /* its Link */
    const struct rect *rects;      /* at least one */
    uint32_t count;
    bool outside;
    struct str target;   /* a name in pages->destinations, or, outside, an address */
    struct str contents; /* what a reader hears: text and where it leads */
};

/* What stands on pages that are made and drawn one after the other. */
struct sheaf {
    struct arena *arena; /* of lines, placed things and links */
    size_t last_page;    /* that has something of it, by index */
};

struct page_content {
    const struct placed *items; /* in reading order; artifacts anywhere */
    size_t count;
    const struct link_area *links;
    size_t link_count;
    struct str label;          /* "i", "1"; of imposed pages alone */
    const struct sheaf *sheaf; /* that holds all this; NULL: none */
    size_t document;           /* index + 1; 0: cover, contents, colophon */
    bool opens_document;
    sp shift; /* of the text block to the right, for what is drawn on many pages alike */
};

struct destination {
    struct str name; /* ASCII, unique: "2", "2.fees" (document number, anchor) */
    size_t page;     /* index */
    sp y;
};

struct bookmark {
    struct str title;
    uint32_t depth; /* from 1; grows by at most 1 */
    struct str destination;
    bool open;
};

struct imposition;  /* impose/impose.h */
struct page_starts; /* doc/page_start.h */
struct image_data; /* image/image.h: decoded once, by layout/ */

struct placed_image {
    const struct image_data *data;
};

struct placed_code {
    struct qr qr;  /* as long as its page */
    uint32_t link; /* layout's own */
};

struct pages {
    sp width, height;
    bool facing;      /* leaves are bound: the first page is a front, as is each odd one */
    bool bound_right; /* at the right of fronts; else at the left */
    const struct text_engine *engine; /* that opens their lines */
    const struct page_content *items;
    size_t count;
    const struct run_context *contexts; /* by piece.context */
    size_t context_count;
    const struct element *root;             /* ROLE_DOCUMENT */
    size_t element_count;                   /* their indexes are below it */
    const struct destination *destinations; /* in order of their name's bytes */
    size_t destination_count;
    const struct bookmark *bookmarks;
    size_t bookmark_count;
    const struct placed_image *images;
    size_t image_count;
    const struct placed_code *codes;
    size_t code_count;
    size_t front_page_count; /* cover and contents: labelled in roman numerals, or 0 */
    size_t contents_at;      /* of these, where the contents begin */
    const struct page_content *stamp; /* artifacts on every page but the first; or NULL */
    const struct imposition
        *imposition; /* two pages a side; NULL: each is one of the file */
    /* By signature: what its first sheet says of itself, artifacts on a line at the foot of
     * a page of this size, which stands along the sheet's edge. NULL: nothing. */
    const struct page_content *sheet_notes;
};

/* Page `index` has been drawn, as have all before it, and none will be again: what only
 * they needed goes. Nothing may look at what stands on them any more. */
void pages_let_go(const struct pages *pages, size_t index);

/* Where they begin in the text of documents, in the arena. Before any is let go. False: it
 * is full. */
bool pages_find_starts(struct arena *arena, const struct pages *pages,
                       struct page_starts *out);

/* The pages from index `first` to before `end` as text for people and tests, lengths in
 * points. Artifacts are marked with '*'. */

/* Each placed thing and link with its place, a line each; then the parts of the
 * structure tree, the destinations and the bookmarks that belong to these pages. */
void pages_dump(const struct pages *pages, size_t first, size_t end, struct buf *out);

/* Each line of text on a line of its own, indented as the structure tree has it: role,
 * natural width and text in reading order. A further line of the same element has '|' for
 * its role. '~' is a hyphen that only the break made, '!' an overfull line. */
void pages_dump_lines(const struct pages *pages, size_t first, size_t end, struct buf *out);

#endif
