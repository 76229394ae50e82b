/* Maker: what the steps of layout share, in three parts by how long they live:
 *
 *   run      the whole layout: what it works with, never changed once it is made
 *   marks    what the packet's lines mean beyond their glyphs: contexts, links, images
 *   chapter  the document that is being set, or a part of the packet's own
 *
 * A document flows into a vertical list of boxes (flow.c, paragraph.c, table.c);
 * paginate.c cuts the list into pages:
 *
 *     box    heading            penalty: never break after it
 *     skip   6 pt               vanishes at the top of a page
 *     box    first line         never break: orphan
 *     box    second line
 *     box    ...
 */
#ifndef OFFPRINT_LAYOUT_MAKER_H
#define OFFPRINT_LAYOUT_MAKER_H

#include "base/phrases.h"
#include "base/value.h"
#include "image/image.h"
#include "layout/layout.h"
#include "layout/setting.h"

#define PENALTY_NEVER 10000
#define PENALTY_SPLIT_WORD 2000 /* after a line that ends within a word */
#define PENALTY_SOMETIMES 300   /* inside short lists, after a table's first rows */
#define PENALTY_PARENT 600      /* between an item and the list within it */

/* A link of the text, as pages need it. */
struct layout_link {
    struct element *element;
    struct str target; /* an address, or the name of a destination */
    struct str contents;
    const struct str *language; /* not NULL: the page is named in it, once it is known */
    uint32_t page;              /* of the area being gathered */
    uint32_t area : 31;         /* + 1 */
    bool outside : 1;           /* an address; where there is none, too, it is inside */
};

/* What a context means beyond what pdf/ needs. */
struct context_note {
    uint32_t link;               /* index + 1 */
    bool page_number;            /* its digits wait for the page of the link's target */
    struct foot_note *foot_note; /* a reference to it */
    uint32_t image;              /* an image among words: index into line_images + 1 */
    struct mark *marks;          /* begin on the line that its first piece stands on */
};

/* Of that, what is asked for until all pages are known: some fifty for each of them. */
struct context_lead {
    uint32_t link;
    uint32_t image : 31;
    bool page_number : 1;
};

/* And what is asked for while its chapter is set. */
struct context_tie {
    struct foot_note *foot_note;
    struct mark *marks;
};

/* An image that stands on a line of text. */
struct line_image {
    size_t index; /* into images */
    sp width, height;
    sp drop;                 /* of its height, that lies below the baseline */
    bool small;              /* it takes part in its line as letters do */
    struct element *element; /* its Figure; NULL: mere decoration */
};

/* A file that is shown, wherever and however often. */
struct picture {
    const struct packet_file *file;
    struct image_size natural;
    struct image_size most;        /* pixels that its places have use for; 0: all */
    const struct image_data *data; /* NULL: it has no place yet */
    size_t index;                  /* of its data in images */
    size_t decoded_count;
    bool lost; /* it cannot be shown */
};

struct style_list {
    struct text_style *items[96];
    size_t count;
};

struct span_list {
    struct text_span *items;
    size_t count, capacity;
    struct mark *marks; /* behind the last span */
};

struct run {
    struct arena *arena;   /* what the pages are made of */
    struct arena *making;  /* until all pages are made */
    struct arena *scratch; /* until the boxes of a chapter are on pages */
    struct arena *lines;   /* until the next paragraph is broken */
    struct report *report;
    struct text_engine *engine;
    const struct packet *packet;
    const struct theme *theme;
    const struct sheet *sheet;
    bool facing, bound_right; /* as pages have it */
    const struct imposition *imposition; /* once all pages are there; NULL: none */
    bool marks_links, right_hand;
    struct str generator;
    size_t page_limit;
    int deflate_level;    /* of pictures; 0: DEFLATE_LEVEL */
    uint32_t image_dpi;   /* of the printed picture at the most; 0: as it is */
    enum code_places codes;
    size_t page_digits;   /* that page numbers will need at the most */
    struct element *root; /* the packet's */
};

struct marks {
    struct sheaf *sheaf; /* of the chapter that is being set */
    struct run_context *contexts;
    struct context_lead *leads; /* of each */
    struct context_tie *ties;   /* of each but the settled */
    size_t context_count, context_capacity, lead_capacity, tie_capacity;
    size_t settled_contexts; /* of chapters before */
    struct layout_link *links;
    size_t link_count, link_capacity;
    struct placed_image *images;
    size_t image_count, image_capacity;
    struct line_image *line_images;
    size_t line_image_count, line_image_capacity;
    struct placed_code *codes;
    size_t code_count, code_capacity;
    struct value pictures_by_digest, pictures_by_file; /* indexes into the next */
    struct picture **pictures;
    size_t picture_count, picture_capacity;
    struct style_list styles;
    size_t page_count; /* of all lists */
};

/* A note that another note refers to. */
struct waiting_note {
    struct waiting_note *next;
    const struct node *note;
    struct element *element;
};

struct chapter {
    const struct document *document; /* NULL: a part of the packet's own */
    struct element *part;
    enum direction direction; /* of the document, or of the packet's language */
    enum direction notes;     /* of the first of its footnotes: their rule's side */
    struct str *urls;         /* of the document, in order of first appearance */
    size_t url_count, url_capacity;
    struct value url_numbers; /* address → its number, from 1 */
    size_t note_count;        /* the largest number of a footnote */
    bool *notes_made;         /* by number */
    struct waiting_note *waiting, *last_waiting;
};

struct maker {
    const struct run *run;
    struct marks *marks;
    struct chapter *chapter;
    struct span_list spare; /* room for the next paragraph's spans */
};

/* maker.c */
struct text_style *maker_style(struct maker *maker, struct text_style wanted);
uint32_t maker_context(struct maker *maker, struct run_context context,
                       struct context_note note);
/* NULL: it is settled. */
struct context_tie *maker_tie(const struct maker *maker, uint32_t context);
uint32_t maker_link(struct maker *maker, struct layout_link link); /* index + 1 */
struct element *maker_element(struct maker *maker, struct element *parent,
                              enum element_role role);
/* Nothing where it is empty. */
void maker_set_language(const struct maker *maker, struct element *element,
                        struct str language);
/* Of what is being set: the document's, or the packet's. */
struct str maker_language(const struct maker *maker);
/* As long as the packet. */
const struct str *maker_language_kept(const struct maker *maker);
/* In that language, or in English, as `element` then says. It may be NULL. */
struct str maker_phrase(const struct maker *maker, enum phrase phrase,
                        struct element *element);
/* In the digits of that language, without groups. */
struct str maker_number(const struct maker *maker, uint64_t number);
/* "Source: example.org", in that language. */
struct str maker_labelled(const struct maker *maker, enum phrase label, struct str text);
/* Where words of the table stand beside others: `element`, or a Span in it where the table
 * lacks the language. NULL when memory is gone. */
struct element *maker_phrase_element(struct maker *maker, struct element *element);
struct placed *placed_new(struct maker *maker, size_t count);
struct str destination_name(struct arena *arena, const struct document *document,
                            const struct node *node);
struct str address_text(struct str url); /* without scheme */
/* Whether a click in the PDF may open it: addresses of the web and of mail alone. */
bool address_opens(struct str url);

/* boxes.c: what goes into the setting's flow. */
struct box *boxes_add(struct maker *maker, struct setting setting, struct box box);
/* A box that holds one thing, or nothing where it has no kind. */
bool boxes_add_one(struct maker *maker, struct setting setting, sp height, int32_t penalty,
                   struct placed placed);
bool boxes_add_gap(struct maker *maker, struct setting setting, sp height, int32_t penalty);
void boxes_add_skip(struct maker *maker, struct setting setting, sp height);
/* A page breaks after the last box as unwillingly as that, at least. */
void boxes_hold(struct setting setting, int32_t penalty);
struct mark *mark_new(struct maker *maker, struct str name);
void marks_add(struct mark **marks, struct mark *more); /* in no order */
void flow_mark(struct maker *maker, struct setting setting, struct str name);
/* The node's destination, NULL: nothing leads to it, or memory is gone. */
struct mark *place_mark(struct maker *maker, const struct node *node);
/* What is set next is where links to `node` lead. */
void flow_place(struct maker *maker, struct setting setting, const struct node *node);

/* paragraph.c: spans to lines. */
struct inline_state {
    struct text_style style;
    struct element *element;
    uint32_t color, ground;
    bool underline, strike, dotted;
    const struct text_scope *scope; /* as of a span */
    uint32_t link;                  /* index + 1 */
    uint16_t quotes;                /* inline quotations around */
};
struct paragraph_look {
    struct inline_state state;
    sp leading;
    uint8_t align;
    bool hyphenate, hyphens_at_need, hang;
    bool parted; /* a line of it may stand alone on a page */
    sp later_indent;
    int32_t penalty_inside, penalty_after;
};
struct inline_state inline_state_text(struct maker *maker, struct setting setting,
                                      struct element *element);
/* What the pages know of it. */
struct run_context inline_state_context(const struct inline_state *state);
/* In the headings' face. */
struct inline_state inline_state_head(struct maker *maker, struct setting setting,
                                      struct element *element, sp size, uint32_t color);
/* Smaller, and above or below the baseline; both in shares of the size around. */
struct inline_state inline_state_offset(struct inline_state state, struct offset_type type);
/* The same for marks that authors nest: at the least size they stay as they are. */
struct inline_state inline_state_nested(struct inline_state state, struct offset_type type,
                                        sp least_size);
/* What turns nothing around it, nor is turned. */
struct inline_state inline_state_scoped(const struct maker *maker,
                                        struct inline_state state,
                                        enum text_direction direction, bool overrides);
/* Running text; ragged and unhyphenated for what serves it. */
struct paragraph_look look_text(struct maker *maker, struct setting setting,
                                struct element *element);
struct paragraph_look look_plain(struct setting setting, struct inline_state state);
bool span_list_add(struct maker *maker, struct span_list *list, struct text_span span);
bool span_add(struct maker *maker, struct span_list *list, struct str text,
              const struct inline_state *state);
/* The list's room may be used again; what was made of the spans stays. */
void span_list_give(struct maker *maker, struct span_list *list);
/* The spans' lines, as long as no others are broken. */
bool span_list_break(struct maker *maker, const struct span_list *spans,
                     const struct paragraph_format *format, struct lines *out);
/* A line for the pages; its place is the caller's. `as.line` NULL: memory is gone. */
struct placed placed_line(struct maker *maker, const struct line *line);
/* Sets the spans as a paragraph. The list is given away: its room serves the next one. */
bool flow_spans(struct maker *maker, struct setting setting, struct span_list *spans,
                const struct paragraph_look *look);
bool flow_text(struct maker *maker, struct setting setting, struct str text,
               const struct paragraph_look *look);
/* A line of text that the next line of the flow gets at its start: `width` wide, `gap` of
 * it free at its end. */
bool flow_label(struct maker *maker, struct setting setting, struct str text,
                const struct inline_state *state, sp width, sp gap, uint8_t align);

/* inline.c: spans of a node's inlines. */
bool inline_spans(struct maker *maker, struct setting setting, const struct node *parent,
                  struct inline_state state, struct span_list *out);
bool flow_looks(struct maker *maker, struct setting setting, const struct node *node,
                const struct paragraph_look *look);
/* How wide they would be, set in `state`; nothing is set, counted or told. `state` has an
 * element that is no part of the packet's. */
bool inline_extent(struct maker *maker, struct setting setting, const struct node *parent,
                   struct inline_state state, struct text_extent *out);

/* flow.c */
bool flow_children(struct maker *maker, struct setting setting, const struct node *parent,
                   struct element *element);
bool flow_block(struct maker *maker, struct setting setting, const struct node *node,
                struct element *parent);

/* cards.c: siblings from `first` on that hold a picture each and few words, beside each
 * other. `*end`: the sibling behind them; `first`: they are nothing of the kind. */
bool flow_cards(struct maker *maker, struct setting setting, const struct node *first,
                struct element *parent, const struct node **end);
/* A picture, and beside it its words, or pairs of such. There must be room for them. */
bool flow_is_media(const struct maker *maker, struct setting setting,
                   const struct node *block);
bool flow_media(struct maker *maker, struct setting setting, const struct node *block,
                struct element *parent);

/* halves.c: items [from, to) of a list into the setting's column. */
typedef bool halves_filler(struct maker *maker, struct setting setting, size_t from,
                           size_t to, void *data);
bool flow_halves(struct maker *maker, struct setting setting, size_t count,
                 halves_filler *fill, void *data);

/* part.c: as the documents of its language run. */
enum direction packet_direction(const struct packet *packet);
/* The same: what parts of the packet have in common: a Sect of the full measure, its H1. */
bool begin_part(struct maker *maker);
/* The whole measure, in the direction of the packet's language. After begin_part. */
struct setting part_setting(const struct maker *maker, struct flow *flow, struct type type);
bool flow_part_title(struct maker *maker, struct setting setting, enum phrase title);
struct paragraph_look title_look(struct maker *maker, struct setting setting,
                                 struct element *heading);

/* code.c, figure.c, table.c, list.c, notes.c, urls.c */
struct picture_size {
    sp width, height; /* above 0 */
};
bool flow_code(struct maker *maker, struct setting setting, const struct node *node,
               struct element *parent);
/* How wide it would be without wrapped lines, and at least. */
bool code_extent(struct maker *maker, struct setting setting, const struct node *node,
                 struct text_extent *out);
bool flow_image(struct maker *maker, struct setting setting, const struct node *image,
                struct element *parent);
/* Side by side, each within the size, at the setting's start; what cannot be shown is not.
 */
bool flow_logos(struct maker *maker, struct setting setting,
                const struct node *const *images, const struct str *alternates,
                size_t count, struct picture_size most, sp gap);
/* What a NODE_FIGURE holds, each caption within the picture or the table beside it. */
bool flow_figure(struct maker *maker, struct setting setting, const struct node *node,
                 struct element *parent);
/* For an image among words: its size, and its place in line_images + 1 in `*reference`.
 * False: it cannot be shown, or memory is gone. */
bool line_image_add(struct maker *maker, struct setting setting, const struct node *image,
                    struct element *parent, uint32_t *reference);

/* picture.c: files that are shown, and how large. */
/* Its header is read once, however often it is shown. NULL: it cannot be. */
struct picture *picture_find(struct maker *maker, const struct node *image);
/* As long as it is asked for. `whole` is what percent are of; 0: they say nothing, as of a
 * height. Gives 0 for none. */
sp asked_length(const struct maker *maker, struct setting setting,
                struct asked_length length, sp whole);
/* As browsers show it, within the measure and a share of the page. `in_line`: in a line of
 * a paragraph. */
struct picture_size picture_size(const struct maker *maker, struct setting setting,
                                 const struct node *image, const struct picture *picture,
                                 bool in_line);
/* Decoded for the largest of its places so far. False: it cannot be, which is reported. */
bool picture_show(struct maker *maker, const struct node *image, struct picture *picture,
                  struct picture_size size);
/* The width that the images below `node` would like beside each other as far as they are
 * in one line; 0: none can be shown. */
sp pictures_natural_width(struct maker *maker, struct setting setting,
                          const struct node *node);
bool flow_table(struct maker *maker, struct setting setting, const struct node *table,
                struct element *parent);
bool flow_list(struct maker *maker, struct setting setting, const struct node *list,
               struct element *parent);
/* An indent that leaves blocks inside room for letters. */
sp indent_within(const struct maker *maker, struct setting setting, sp indent);
/* What labels take of the measure. */
bool list_indent(struct maker *maker, struct setting setting, const struct node *list,
                 sp *out);
sp definition_indent(const struct maker *maker, struct setting setting);
sp quote_indent(const struct maker *maker, struct setting setting);
/* A label whose item had no line to stand beside gets one of its own. */
bool settle_label(struct maker *maker, struct setting setting);
bool flow_definition_list(struct maker *maker, struct setting setting,
                          const struct node *list, struct element *parent);
/* `element`: its Note. */
struct foot_note *note_make(struct maker *maker, const struct node *note,
                            struct element *element);
/* It is made after the note that is being made. */
void note_wait(struct maker *maker, const struct node *note, struct element *element);
size_t url_number(struct maker *maker, struct str url); /* from 1 */
bool flow_urls(struct maker *maker, struct setting setting);

/* codes.c */
struct address_code {
    struct qr qr;     /* without modules: the address is printed */
    struct str url;   /* where it leads */
    struct str shown; /* what it says: that, or its short address */
    sp side;
};
/* Of the address, within a square of that side. False: reported. */
bool code_make(struct maker *maker, struct str url, sp side, struct address_code *out);
/* What nothing is drawn in, around it; 0: there is none. */
sp code_quiet(const struct address_code *code);
/* What is left of the column before it; all of it, if there is none. */
struct setting code_beside(const struct maker *maker, struct setting setting,
                           const struct address_code *code);
/* At the column's end, `y` below the last box, in a box of that height. */
bool code_place(struct maker *maker, struct setting setting,
                const struct address_code *code, sp y, sp height);

/* document.c: one document's boxes; contents.c, cover.c, colophon.c the rest. Each makes
 * its chapter and fills `flow`. */
bool flow_document(struct maker *maker, const struct document *document, struct flow *flow);
bool flow_cover(struct maker *maker, struct flow *flow);
bool flow_colophon(struct maker *maker, struct flow *flow);

/* sheaf.c: the marks' own, or a new one. NULL when memory is gone. */
struct sheaf *sheaf_for_chapter(struct maker *maker);

/* paginate.c */
struct page_draft {
    struct placed *items;
    size_t count, capacity;
    struct link_area *links;
    size_t link_count;
    struct sheaf *sheaf;
    size_t document; /* index + 1; 0: cover, contents, colophon */
    bool opens_document;
    bool blank; /* the back of a leaf that nothing stands on */
    sp shift;   /* see struct page_content */
};
struct page_list {
    struct page_draft *items;
    size_t count, capacity;
    struct destination *destinations;
    size_t destination_count, destination_capacity;
};
bool paginate(struct maker *maker, const struct boxes *boxes, size_t document,
              struct page_list *pages);
/* A page with nothing on it. */
bool paginate_blank(struct maker *maker, struct page_list *pages);
/* What is left free on the last page of these boxes. */
sp paginate_room(struct maker *maker, const struct boxes *boxes);
/* Of the packet's own; lines may be drawn together, too. */
bool paginate_list(struct maker *maker, const struct boxes *boxes, struct page_list *pages);
size_t paginate_list_count(struct maker *maker, const struct boxes *boxes);
/* In two columns, the second `step` beside the first; the boxes before `first` stand above
 * both. */
bool paginate_columns(struct maker *maker, const struct boxes *boxes, size_t first, sp step,
                      struct page_list *pages);
size_t paginate_columns_count(struct maker *maker, const struct boxes *boxes, size_t first);

/* destinations.c */
void destinations_sort(struct page_list *pages);
/* Where links of these pages lead. */
struct targets {
    const struct destination *items; /* sorted */
    size_t count, front_pages;
};
const struct destination *destination_find(const struct targets *targets, struct str name);

/* The contents, once the pages of the documents are known: `pages` begins with the first
 * document's first page. They are added to `front`. contents.c */
bool set_contents(struct maker *maker, const struct page_list *pages,
                  struct page_list *front);

/* After all pages are known: link areas, page numbers in the text. links.c */
bool resolve_links(struct maker *maker, struct page_list *pages,
                   const struct targets *targets);

/* facing.c: pages of leaves that are bound. A packet's direction says on which side. */
bool packet_is_bound_right(const struct packet *packet);
bool page_is_front(const struct run *run, size_t index);
/* Of all that stands on it, to the right. */
sp page_shift(const struct run *run, size_t index);
/* Where its outer margin is: TEXT_LEFT or TEXT_RIGHT; `run` has facing pages. */
uint8_t page_outer_side(const struct run *run, size_t index);
/* What comes next begins on a front, counted from the list's first page. */
bool pages_end_leaf(struct maker *maker, struct page_list *pages);
/* Once they are in their order. */
void pages_shift(const struct run *run, struct page_list *pages);

/* furniture.c: running heads and folios. */
/* "3 May 2021 (1a2b3c4)": when and in which commit a document was changed that tells it; in
 * the packet's language. */
struct str change_text(struct maker *maker, const struct document *document);
bool add_furniture(struct maker *maker, struct page_list *pages, size_t front_pages);
/* What the cover says of all other pages; NULL: nothing. */
bool make_stamp(struct maker *maker, const struct page_content **out);
/* What the first sheet of each signature says. */
bool make_sheet_notes(struct maker *maker, const struct imposition *imposition,
                      const struct page_content **out);
/* In lower case, as page labels have them. */
struct str roman_numeral(struct arena *arena, size_t number);

/* booklet.c: the places of pages on sheets. */
struct booklet {
    const struct booklet_options *options; /* NULL: none is made */
    const struct sheet *paper;             /* upright */
};
struct sheet_plan {
    const struct imposition *imposition;
    const struct page_content *notes;
    const struct str *labels; /* of pages */
};
/* When all furniture stands. */
bool make_sheets(struct maker *maker, const struct booklet *booklet,
                 const struct page_list *pages, size_t front_pages, struct sheet_plan *out);
/* Empty where there is no plan. */
struct str plan_label(const struct sheet_plan *plan, size_t page);

#endif
