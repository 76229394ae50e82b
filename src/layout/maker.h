/* Maker: what the steps of layout share. A document flows into a vertical list of
 * boxes (flow.c, inline.c, table.c); paginate.c cuts the list into pages.
 *
 *     box    heading            penalty: never break after it
 *     skip   6 pt               vanishes at the top of a page
 *     box    first line         never break: orphan
 *     box    second line
 *     box    ...
 */
#ifndef OFFPRINT_LAYOUT_MAKER_H
#define OFFPRINT_LAYOUT_MAKER_H

#include "base/value.h"
#include "image/image.h"
#include "layout/layout.h"
#include "layout/theme.h"

#define PENALTY_NEVER 10000
#define PENALTY_SPLIT_WORD 2000 /* after a line that ends within a word */
#define PENALTY_SOMETIMES 300   /* inside short lists, after a table's first rows */

enum box_kind { BOX_BOX, BOX_SKIP, BOX_PAGE_END };

struct box;

struct boxes {
    struct box *items;
    size_t count, capacity;
};

/* A destination that begins where its box stands. */
struct mark {
    struct mark *next;
    struct str name;
};

/* A footnote's own boxes; it belongs to the box that holds its reference. */
struct foot_note {
    struct foot_note *next;
    struct boxes boxes;
};

struct box {
    uint8_t kind;
    int32_t penalty; /* of a page break right after it */
    sp height;
    struct placed *placed; /* relative to the text block's left edge and the box's top */
    size_t placed_count;
    struct mark *marks;
    struct foot_note *notes;
    const struct box *head; /* a table's head, repeated when a page begins with this box */
};

/* A link of the text, as pages need it. */
struct layout_link {
    struct element *element;
    struct str url, destination, contents;
    size_t page, area; /* of the area being gathered; area + 1 */
};

/* What a context means beyond what pdf/ needs. Parallel to the contexts. */
struct context_note {
    uint32_t link;               /* index + 1 */
    bool page_number;            /* its digits wait for the page of the link's target */
    struct foot_note *foot_note; /* a reference to it */
    uint32_t image;              /* an image among words: index into line_images + 1 */
};

/* An image that stands on a line of text. */
struct line_image {
    size_t index; /* into images */
    sp width, height;
    struct element *element; /* its Figure */
};

struct style_list {
    struct text_style *items[96];
    size_t count;
};

/* A file that was decoded, or could not be. */
struct tried_image {
    const struct packet_file *file;
    size_t index; /* into images; STR_NONE: it cannot be shown */
};

struct span_list {
    struct text_span *items;
    size_t count, capacity;
};

struct maker {
    struct arena *arena;
    const struct packet *packet;
    const struct document *document;
    struct text_engine *engine;
    const struct theme *theme;
    struct report *report;
    struct str generator;
    size_t page_limit;
    size_t page_digits; /* that page numbers will need at the most */

    struct run_context *contexts;
    struct context_note *context_notes; /* same count and capacity */
    size_t context_count, context_capacity, note_capacity;
    struct layout_link *links;
    size_t link_count, link_capacity;
    struct placed_image *images;
    size_t image_count, image_capacity;
    struct line_image *line_images;
    size_t line_image_count, line_image_capacity;
    struct tried_image *tried;
    size_t tried_count, tried_capacity;
    struct style_list styles;
    struct span_list spare_spans; /* room for the next paragraph's */

    struct element *root, *part; /* the packet's, the document's */
    struct boxes *boxes;         /* being filled */
    sp left, measure;            /* of the text being set, from the text block's edge */
    sp text_size, leading;       /* of paragraphs here */
    struct mark *pending_marks;
    struct placed *pending_label; /* set beside the next line */
    size_t quote_depth, list_depth;
    sp bars[16]; /* x of the bars beside nested quotes */
    bool ragged; /* cells, captions: not justified */
    bool in_note;
    size_t note_id;

    struct str *urls; /* of the document, in order of first appearance */
    size_t url_count, url_capacity;
    struct value url_numbers; /* address → its number, from 1 */
};

/* maker.c */
struct text_style *maker_style(struct maker *maker, struct text_style wanted);
uint32_t maker_context(struct maker *maker, struct run_context context,
                       struct context_note note);
uint32_t maker_link(struct maker *maker, struct layout_link link); /* index + 1 */
struct str destination_name(struct arena *arena, const struct document *document,
                            struct str anchor);
struct box *boxes_add(struct maker *maker, struct box box);
void boxes_add_skip(struct maker *maker, sp height);
struct placed *placed_new(struct maker *maker, size_t count);
void maker_mark(struct maker *maker, struct str name);

/* inline.c: spans of a node's inlines. */
struct inline_state {
    struct text_style style;
    struct element *element;
    uint32_t color;
    bool underline, strike;
    uint32_t link; /* index + 1 */
};
bool inline_spans(struct maker *maker, const struct node *parent, struct inline_state state,
                  struct span_list *out);
bool span_add(struct maker *maker, struct span_list *list, struct str text,
              const struct inline_state *state);
/* The list's room may be used again; what was made of the spans stays. */
void span_list_give(struct maker *maker, struct span_list *list);
struct inline_state inline_state_text(struct maker *maker, struct element *element);

/* flow.c */
struct paragraph_look {
    struct inline_state state;
    sp leading;
    uint8_t align;
    bool hyphenate, hang, break_anywhere;
    sp later_indent;
    int32_t penalty_inside, penalty_after;
};
/* Sets the spans as a paragraph. The list is given away: its room serves the next one. */
bool flow_spans(struct maker *maker, struct span_list *spans,
                const struct paragraph_look *look);
bool flow_children(struct maker *maker, const struct node *parent, struct element *element);
bool flow_block(struct maker *maker, const struct node *node, struct element *parent);
bool flow_inlines(struct maker *maker, const struct node *node, struct element *element);
sp boxes_height(const struct boxes *boxes);

/* code.c, figure.c, table.c, notes.c, list.c */
bool flow_code(struct maker *maker, const struct node *node, struct element *parent);
/* A part of the packet's own (cover, contents, colophon): a Sect of the full measure. */
bool begin_part(struct maker *maker, sp text_size, sp leading);
bool flow_part_title(struct maker *maker, struct str title); /* its H1 */
struct paragraph_look title_look(struct maker *maker, struct element *heading);
bool flow_image(struct maker *maker, const struct node *image, struct element *parent);
/* For an image among words: its size, and its place in line_images + 1 in `*reference`.
 * False: it cannot be shown, or memory is gone. */
bool line_image_add(struct maker *maker, const struct node *image, struct element *parent,
                    uint32_t *reference);
/* The width that the images below `node` would like; 0: none can be shown. */
sp images_natural_width(struct maker *maker, const struct node *node);
bool flow_table(struct maker *maker, const struct node *table, struct element *parent);
bool flow_list(struct maker *maker, const struct node *list, struct element *parent);
bool flow_definition_list(struct maker *maker, const struct node *list,
                          struct element *parent);
struct foot_note *note_make(struct maker *maker, const struct node *note,
                            struct element *parent);
size_t url_number(struct maker *maker, struct str url); /* from 1 */
bool flow_urls(struct maker *maker);

/* document.c: one document's boxes; toc.c, cover.c, colophon.c the rest. */
bool flow_document(struct maker *maker);
bool flow_cover(struct maker *maker);
bool flow_contents(struct maker *maker, const size_t *pages);
bool flow_colophon(struct maker *maker);
struct str address_text(struct str url); /* without scheme */

/* paginate.c */
struct page_draft {
    struct placed *items;
    size_t count, capacity;
    struct link_area *links;
    struct rect **rects;
    size_t link_count, link_capacity;
    size_t document; /* index + 1; 0: cover, contents, colophon */
    bool opens_document;
};
struct page_list {
    struct page_draft *items;
    size_t count, capacity;
    struct destination *destinations;
    size_t destination_count, destination_capacity;
};
bool paginate(struct maker *maker, const struct boxes *boxes, size_t document,
              struct page_list *pages);
/* After all pages are known: link areas, page numbers in the text. */
bool resolve_links(struct maker *maker, struct page_list *pages, size_t front_pages);
const struct destination *destination_find(const struct page_list *pages, struct str name);

/* furniture.c: running heads and folios. */
bool add_furniture(struct maker *maker, struct page_list *pages, size_t front_pages);

#endif
