/* The packet of document trees: the one meeting point of all stages.
 *
 * Readers (markdown/, html/) build a tree per page; collect.c puts the documents
 * of one run into a packet and resolves their links; layout/ and archive/ only
 * read. Everything lives in one arena, which the packet's owner frees.
 *
 * A tree is in one of two states. As a Markdown reader leaves it, it may hold raw
 * HTML and HTML elements (NODE_RAW_*, NODE_HTML_*), so that html_write() can
 * print the page's HTML as its site would show it. html_absorb() (html/html.h)
 * turns those into nodes with meaning; layout/ and archive/ see only such trees,
 * in which NODE_RAW_* and NODE_HTML_* no longer occur. */
#ifndef OFFPRINT_DOC_DOC_H
#define OFFPRINT_DOC_DOC_H

#include "base/arena.h"
#include "base/callout.h"
#include "base/digest.h"
#include "base/direction.h"
#include "base/file.h"
#include "base/line_map.h"
#include "base/pieces.h"
#include "base/report.h"
#include "base/window.h"
#include "doc/cover.h"
#include "doc/link.h"
#include "doc/marker.h"
#include "doc/page_start.h"
#include "doc/short_link.h"

enum node_kind {
    /* Blocks that hold blocks */
    NODE_DOCUMENT,
    NODE_QUOTE,
    NODE_LIST,            /* of NODE_ITEM; see ordered, number, tight */
    NODE_ITEM,            /* task state in `task` */
    NODE_DEFINITION_LIST, /* of NODE_TERM and NODE_DEFINITION */
    NODE_DEFINITION,
    NODE_TABLE,    /* of NODE_CAPTION?, NODE_ROW */
    NODE_ROW,      /* of NODE_CELL; `section` says head, body or foot */
    NODE_CELL,     /* inlines, or blocks when they came from HTML; `header` cells are TH */
    NODE_FIGURE,   /* blocks or an image, then NODE_CAPTION? */
    NODE_FOOTNOTE, /* a footnote's definition: children of the document, at its end */
    NODE_ADMONITION, /* NODE_CAPTION? with its title, then blocks; see callout_of */
    NODE_DIV,        /* any other block container; `text` is its HTML element's name */
    NODE_HTML_BLOCK, /* an HTML element (name in `text`) not yet absorbed */

    /* Blocks that hold inlines */
    NODE_HEADING, /* level 1..6 */
    NODE_PARAGRAPH,
    NODE_TERM,
    NODE_CAPTION,

    /* Blocks that hold nothing */
    NODE_CODE_BLOCK, /* text; language in `info` (the whole info string's first word) */
    NODE_RULE,
    NODE_MATH_BLOCK, /* TeX source in text */
    NODE_RAW_BLOCK,  /* HTML source in text; before absorb */
    NODE_TOC_BLOCK,  /* where kramdown's {:toc} stood; children: the nested list */

    /* Inlines that hold inlines */
    NODE_EMPHASIS,
    NODE_STRONG,
    NODE_STRIKE,
    NODE_SUPERSCRIPT,
    NODE_SUBSCRIPT,
    NODE_SMALL,
    NODE_LINK,        /* address as written in `info`, title in `title`, class in `link` */
    NODE_SPAN,        /* any other inline container; `text` is its HTML element's name */
    NODE_HTML_INLINE, /* an HTML element (name in `text`) not yet absorbed */

    /* Inlines that hold nothing */
    NODE_TEXT,
    NODE_CODE,  /* text; HTML's name for it in `info` where it is kbd or samp */
    NODE_IMAGE, /* address in `info`, alternate text in `text`, title in `title`, `file` */
    NODE_LINE_BREAK,
    NODE_SOFT_BREAK,
    NODE_FOOTNOTE_REFERENCE, /* `target` is its NODE_FOOTNOTE; `number` counts from 1 */
    NODE_MATH,               /* TeX source in text */
    NODE_RAW_INLINE,         /* HTML source in text; before absorb */
};

enum column_align { ALIGN_NONE, ALIGN_LEFT, ALIGN_CENTER, ALIGN_RIGHT };
enum row_section { ROW_HEAD, ROW_BODY, ROW_FOOT };
#define ROW_SPAN_REST UINT16_MAX /* to the end of its section */
enum task_state { TASK_NONE, TASK_OPEN, TASK_DONE };

struct attribute {
    struct attribute *next;
    struct str name, value; /* `id` is not among them: it has a field */
};

struct line_index; /* base/lines.h */
struct document;
struct packet_file;

/* What a node has that most nodes have not: of those of a page one in eight has any. Asked
 * for by node_info() and the like, which give nothing for those without. */
struct node_details {
    struct str info;              /* address, language, footnote label */
    struct str title;             /* link, image */
    struct str id;                /* anchor within the document, without '#'; empty: none */
    struct attribute *attributes; /* in order of writing; class, target, width, ... */
    union {
        struct link *link;        /* link: set by collect.c */
        struct packet_file *file; /* image: set by collect.c; NULL: not available */
        struct node *target;      /* footnote reference; footnote: its first reference */
    } to;
    uint32_t number;  /* code block: of its first line, 0: they have none;
                         ordered list: its start, unless an attribute says another
                         (list_start()); footnote: its number, from 1;
                         footnote reference: its footnote's number */
    uint32_t ordinal; /* footnote reference: which one to that footnote, from 1 */
    uint32_t anchor;  /* which anchor of its document, from 1: nodes with an id of their
                         own, headings, footnotes and references to them; 0: none;
                         document_finish */
    uint16_t column_span, row_span; /* cell: 0 counts as 1; row_span: or ROW_SPAN_REST */
    uint8_t depth; /* heading: in the outline, from 1; 0: not in it; document_finish */
};

/* A packet holds some eighty for each printed page: every byte of it counts. */
struct node {
    uint8_t kind;           /* enum node_kind */
    uint8_t level;          /* heading: 1..6; row: 1 begins a further group of its section;
                               admonition: enum callout */
    uint8_t align;          /* cell, and blocks from HTML: ask block_align() */
    uint8_t section;        /* row */
    uint8_t task;           /* item */
    struct letters letters; /* of its words; document_finish */
    uint8_t direction : 1;  /* block: enum direction of what it holds; document_finish */
    bool direction_given : 1; /* by `dir`, its own or one around it */
    bool ordered : 1;         /* list: with numbers */
    bool tight : 1;           /* list: items' paragraphs are set without space between;
                                 paragraph: stands without <p> in its item (kramdown) */
    bool header : 1;          /* cell: TH */
    bool unmarked : 1; /* item: only what stood between items; has no marker, no number */
    bool unclosed : 1; /* HTML element: it has no end tag, and holds all up to the end of
                          what it stands in */
    bool self_closing : 1; /* HTML element written without an end */
    bool no_toc : 1;       /* heading: left out of contents ({:.no_toc}) */
    bool heard : 1;        /* inline: words beside it carry it; document_finish */
    bool fenced : 1;       /* code block: for dialects whose HTML tells them apart */
    struct spot spot;      /* where it begins; file index into document->files */
    struct node *parent, *first, *next;
    struct node *before; /* the one before it; of a first child, the last: node_last() and
                            node_previous() tell */
    struct str text;     /* literal text, as the kind says */
    struct node_details *details; /* NULL: it has none */
};

/* A local file that goes along, or an image that is shown, made safe to open
 * (safe/safe.h). A large one that is as the site has it is `apart`: it is looked at once,
 * and who needs its bytes reads them again, so that no two stand in memory. */
struct packet_file {
    struct str source;     /* site path */
    struct str title;      /* of its first link or image */
    struct str media_type; /* of `bytes` */
    struct str bytes;      /* what goes along; apart: empty */
    struct str original;   /* what the site has: the same, or what `bytes` is a copy of */
    size_t byte_count;     /* of what goes along */
    uint8_t sha256[SHA256_BYTES]; /* apart: of its bytes */
    const char *name_end;         /* goes behind its own name; NULL: nothing */
    struct str removed;           /* "1 script": what the copy is without; or empty */
    struct str active;  /* "a program", "JavaScript": what may run in it; or empty */
    size_t number;      /* from 1, in packet order */
    bool apart;         /* its bytes are had by packet_read_file() alone */
    bool left_out;      /* active, and not allowed: no link may lead to it */
    bool linked, shown; /* by a link; as an image */
};

/* A heading of a document: outside its footnotes, and not the title's. Depths are
 * gapless: an h4 below an h2 nests one deep. */
struct heading {
    const struct node *node;
    struct str text;   /* plain */
    uint8_t depth;     /* from 1, as in node->depth */
    uint8_t toc_depth; /* among those that contents list; 0: {:.no_toc} */
};

/* The headings of a document in reading order, for contents, bookmarks and "on this page".
 */
struct outline {
    struct heading *headings;
    size_t count, capacity;
};

/* What stood around a page's content and is not in its document. */
struct cut {
    const char *rule; /* by which it went: a name that is one in the program */
    struct str words; /* its first */
    size_t word_count;
};

struct document {
    struct str slug;        /* [a-z0-9-]+, unique in the packet */
    struct str title;       /* plain text; before document_finish: as given, or empty */
    struct str name_title;  /* what its name says, when neither that nor a heading does */
    struct str url;         /* address on its site, e.g. "/contribute/" */
    struct str live_url;    /* absolute, or empty when the live site is unknown */
    struct str source;      /* site path of its source file */
    struct str source_text; /* that file's bytes */
    uint8_t source_sha256[SHA256_BYTES]; /* their digest, by packet_add_document() */
    struct str language;                 /* BCP 47, e.g. "en" */
    int64_t date;  /* that it names itself, or its name does; or DATE_NONE */
    struct str changed_in; /* the commit that changed its source last: a hash; or empty */
    int64_t changed_day;   /* of that, by its own clock: as if in UTC */
    size_t number, depth; /* from 1, in packet order; links away from an entry page */
    size_t word_count;
    struct node *root;       /* NODE_DOCUMENT */
    const struct str *files; /* for spots */
    size_t file_count;
    size_t layout_file; /* index of the first that its layouts are made of; 0: none are */
    const struct cut *cuts; /* in the order of the page */
    size_t cut_count;
    size_t part; /* of a source of several documents, from 1; or 0 */
    /* From document_finish on */
    const struct node *title_heading; /* says the title, which is shown once; NULL: none */
    bool title_in_heading;            /* its inlines are the title, with their marks */
    bool title_in_place;              /* it is shown where it stands, not above the text */
    bool heard;                       /* some inlines are */
    struct outline outline;
    struct anchor_table *anchors; /* id → node */
};

/* Where the bytes of files lie that are apart. */
struct packet_store { /* several threads may read at once */
    enum file_status (*read)(void *data, struct arena *arena,
                             const struct packet_file *file, struct str *out);
    /* To be closed. NULL, or false: it is to be read whole. */
    bool (*flow)(void *data, const struct packet_file *file, struct window *out);
    void *data;
};

/* What a cover says besides the packet's own. */
struct cover {
    struct str *lines; /* none is empty */
    size_t line_count;
    const struct node *logo, *partner_logo; /* images that have their files, or NULL */
    struct str stamp;                       /* in the foot of every other page; or empty */
    const struct document *text; /* blocks of its own, of number 0 (doc/cover.h); or NULL */
};

/* Whom the site itself names as who makes it. */
struct author {
    struct str name, url, mail; /* or empty */
    bool is_organization;       /* else a person, as far as the site says */
};

struct packet {
    struct arena *arena;
    struct arena *trees; /* nodes of documents, and links: below the arena, or it itself */
    struct document **documents;
    size_t document_count, document_capacity;
    struct link **links; /* in reading order */
    size_t link_count, link_capacity;
    struct packet_file **files;
    size_t file_count, file_capacity;
    struct packet_store store; /* of files that are apart */
    /* What the recipe, the site's configuration and the options say */
    struct str name; /* of the output files, without extension */
    bool gathered; /* of all pages that fit a pattern: its first one is not what it is about
                    */
    struct str title, subtitle;
    struct str site_title;
    struct str live_url;     /* origin of the live site without trailing '/', or empty */
    struct str contact;      /* whom to write to: an address without "mailto:", or empty */
    struct str language;     /* of the packet */
    struct str revision;     /* of the source, "<hash>" or "<hash>+changed"; or empty */
    struct str prepared_for; /* or empty */
    struct cover cover;
    struct str organization; /* or empty; Source-Organization of the bag */
    struct author author;    /* the site's; stands where no organization is named */
    struct str organization_address, contact_name, contact_phone, bag_group; /* or empty */
    const struct theme *theme; /* theme/theme.h; NULL: the default */
    struct short_links *short_links; /* NULL: there are none; layout/ says which it uses */
    int64_t date; /* of what the packet shows, in UTC and never the clock, or DATE_NONE */
    /* The first page or file that links lead to and permissions forbid to read; or empty.
     */
    struct str denied;
};

/* What stays when a revision's hash is shortened: "+changed", or nothing. */
static inline struct str revision_mark(struct str revision)
{
    size_t plus = str_find_byte(revision, '+', 0);
    return plus == STR_NONE ? (struct str){0} : str_skip(revision, plus);
}

/* As many digits of a hash as readers are shown. */
static inline struct str revision_short(struct str hash)
{
    return str_sub(hash, 0, 7);
}

/* A length as an author asks for it; AUTO: none is asked for. */
enum length_unit {
    LENGTH_AUTO,
    LENGTH_PIXELS,  /* 1/96 inch */
    LENGTH_PERCENT, /* of the width (or height) around */
    LENGTH_EM,      /* of the text around */
    LENGTH_REM,     /* of running text */
    LENGTH_WINDOW_WIDTH,
    LENGTH_WINDOW_HEIGHT, /* percent of what text is shown in */
};

struct asked_length {
    enum length_unit unit;
    int64_t thousandths; /* not below 0 */
};

/* What the attributes and the style of a picture ask for; lengths are zoomed, where it asks
 * for that, which a picture's own size is not. */
struct asked_size {
    struct asked_length width, height, most_width, most_height;
    uint32_t zoom; /* in thousandths; 0: none */
};

/* `pixels` of a picture's own, zoomed. */
int64_t asked_size_zoom(const struct asked_size *asked, int64_t pixels);

struct asked_size node_asked_size(const struct node *node);

/* Building. All give NULL when the arena is full. */
struct node *node_new(struct arena *arena, enum node_kind kind, struct spot spot);
void node_append(struct node *parent, struct node *child);
void node_insert_before(struct node *sibling, struct node *child);
void node_unlink(struct node *node);                /* out of its parent, children kept */
void node_replace_with_children(struct node *node); /* its children take its place */
void node_drop_children(struct node *node);
/* One that stands nowhere, holds nothing, and says all that `node` does but its id, which
 * no two may have. */
struct node *node_copy(struct arena *arena, const struct node *node);
/* Joins onto a last NODE_TEXT whose slice it continues. */
struct node *node_add_text(struct arena *arena, struct node *parent, struct str text,
                           struct spot spot);

/* A copy of a tree in its smallest form, with all that it says: its nodes lie in the order
 * of reading, in `trees`, its texts are slices of the source, where they stand there, or
 * the arena's. The tree itself is spent. NULL when an arena is full. */
struct node *node_keep(struct arena *arena, struct arena *trees, struct node *root,
                       const struct line_index *source);

/* What it has besides; of a node without that, what has nothing. */
extern const struct node_details node_no_details;
static inline const struct node_details *node_details(const struct node *node)
{
    return node->details ? node->details : &node_no_details;
}

static inline struct str node_info(const struct node *node)
{
    return node_details(node)->info;
}

static inline struct str node_title(const struct node *node)
{
    return node_details(node)->title;
}

static inline struct str node_id(const struct node *node)
{
    return node_details(node)->id;
}

static inline struct attribute *node_attributes(const struct node *node)
{
    return node_details(node)->attributes;
}

static inline uint32_t node_number(const struct node *node)
{
    return node_details(node)->number;
}

static inline uint32_t node_ordinal(const struct node *node)
{
    return node_details(node)->ordinal;
}

static inline uint32_t node_anchor(const struct node *node)
{
    return node_details(node)->anchor;
}

static inline uint8_t node_depth(const struct node *heading)
{
    return node_details(heading)->depth;
}

static inline uint16_t node_column_span(const struct node *cell)
{
    return node_details(cell)->column_span;
}

static inline uint16_t node_row_span(const struct node *cell)
{
    return node_details(cell)->row_span;
}

static inline struct link *node_link(const struct node *node)
{
    return node_details(node)->to.link;
}

static inline struct packet_file *node_file(const struct node *image)
{
    return node_details(image)->to.file;
}

static inline struct node *node_target(const struct node *reference)
{
    return node_details(reference)->to.target;
}

/* Each changes nothing when the arena is full, which remembers that. */
void node_set_info(struct arena *arena, struct node *node, struct str info);
void node_set_title(struct arena *arena, struct node *node, struct str title);
void node_set_id(struct arena *arena, struct node *node, struct str id);
void node_set_attributes(struct arena *arena, struct node *node, struct attribute *first);
void node_set_number(struct arena *arena, struct node *node, uint32_t number);
void node_set_ordinal(struct arena *arena, struct node *node, uint32_t ordinal);
void node_set_anchor(struct arena *arena, struct node *node, uint32_t anchor);
void node_set_depth(struct arena *arena, struct node *heading, uint8_t depth);
void node_set_spans(struct arena *arena, struct node *cell, uint16_t columns,
                    uint16_t rows);
void node_set_link(struct arena *arena, struct node *node, struct link *link);
void node_set_file(struct arena *arena, struct node *image, struct packet_file *file);
void node_set_target(struct arena *arena, struct node *reference, struct node *target);
/* One more reference to the note, in order of reading. */
void node_count_reference(struct arena *arena, struct node *note, struct node *reference);
/* Its id, which is no longer its own. */
struct str node_take_id(struct node *node);
/* Nothing is left of what makes it a link but its id: address, title, attributes go. */
void node_drop_address(struct node *link);

void node_set_attribute(struct arena *arena, struct node *node, struct str name,
                        struct str value); /* replaces; name must not be "id" */
void node_drop_attribute(struct node *node, const struct attribute *own); /* or NULL */
const struct attribute *node_attribute(const struct node *node, const char *name);
bool node_has_class(const struct node *node, const char *name);
/* Whether its class is one that frameworks have for what is heard and not shown. */
bool node_is_only_heard(const struct node *node);

/* Asking */
struct node *node_last(const struct node *parent);   /* of its children, or NULL */
struct node *node_previous(const struct node *node); /* or NULL */

static inline enum callout callout_of(const struct node *admonition)
{
    return (enum callout)admonition->level;
}
static inline bool node_is_inline(const struct node *node)
{
    return node->kind >= NODE_EMPHASIS;
}

static inline bool node_is_container(const struct node *node)
{
    bool leaf_block = node->kind >= NODE_CODE_BLOCK && node->kind <= NODE_RAW_BLOCK;
    return !leaf_block && node->kind < NODE_TEXT;
}

const char *node_kind_name(enum node_kind kind); /* "heading", ... as in dumps */

/* Depth-first, without recursion: `walk_next` gives each node on entering and, for
 * those that hold children, on leaving (`entering` false). Start with walk_init. */
struct walk {
    const struct node *root, *node;
    bool entering;
    bool started, done;
};
void walk_init(struct walk *walk, const struct node *root);
bool walk_next(struct walk *walk);
void walk_skip_children(struct walk *walk); /* of the node just entered */

/* The same for those who change the fields of nodes on the way, but not what hangs where.
 */
struct edit_walk {
    struct node *node;
    bool entering;
    struct walk reading;
};
void edit_walk_init(struct edit_walk *walk, struct node *root);
bool edit_walk_next(struct edit_walk *walk);
void edit_walk_skip_children(struct edit_walk *walk);

/* How a paragraph, heading or division sets its lines, by `align` or CSS's text-align;
 * ALIGN_NONE: it says nothing. */
enum column_align align_read(struct str align, struct str css);
enum column_align block_align(const struct node *block);
const char *align_name(enum column_align align); /* "left", ...; of none, NULL */

/* All text below a node, as read aloud: alternate texts count, soft breaks are spaces. */
void node_plain_text(const struct node *node, struct buf *out);
/* Whether a link is marked as one that leads to the heading it stands at: by its class, or
 * hidden from those who hear a page. */
bool link_is_permalink(const struct node *link);
/* White space, of any width, as single spaces, none at the ends; what has no width goes. */
struct str text_collapse(struct arena *arena, struct str text);
/* Separated by white space; of CJK, which has none, each character counts. */
size_t node_word_count(const struct node *node);

struct place document_place(const struct document *document, struct spot spot);

/* What readers of a document ask for often, stored once its tree is whole: its title (as
 * given, else of its only level 1 heading, of its first heading, of its name), the heading
 * that says it, outline, anchors. Permalinks of headings go, spaces at the ends of links
 * stand behind them. False when the arena is full. */
bool document_finish(struct arena *arena, struct document *document);

/* Direction, from document_finish on: blocks have it in `direction`, which says where their
 * lines, labels and columns begin. */
/* In which a block's words are read: those of an item or a cell may run the other way. */
enum direction node_text_direction(const struct node *block);
/* "ltr" or "rtl" where the block's element has to say so, since that of its parent says
 * otherwise or it has a `dir` of its own; else NULL. */
const char *node_direction_said(const struct node *block);
/* How an inline sets what it holds apart from the words around it (HTML: dir, <bdi>, <bdo>;
 * CSS: unicode-bidi). */
struct isolation {
    bool by_letter; /* it runs as its first strong letter does; else: */
    enum direction direction;
    bool overrides; /* all its letters run so */
};
bool node_isolation(const struct node *node,
                    struct isolation *out); /* false: it does not */
/* What a style attribute says of it: "ltr", "rtl" or "auto", or NULL. Of an inline only
 * with unicode-bidi; `*overrides`: that asks for it. */
const char *direction_read_css(struct str css, bool in_line, bool *overrides);
/* Of what stands above the text: number, title, address. */
enum direction document_title_direction(const struct document *document);

/* Siblings with a picture and few words each, as pages show speakers: blocks, or rows of
 * such blocks. False: those from `first` on are nothing of the kind. */
struct cards {
    const struct node *first, *end; /* siblings */
    size_t count;
    uint8_t most_columns; /* beside each other, as far as their words have room */
    bool rows;            /* it begins with a row of them */
    bool bare;            /* pictures alone */
};
bool cards_find(const struct node *first, struct cards *out);
/* The one behind `card` (NULL: the first), and the row that begins with it; or NULL. */
const struct node *cards_next(const struct cards *cards, const struct node *card);
const struct node *cards_row(const struct cards *cards, const struct node *card);
/* Its children are pairs of a picture and the words beside it; these may come first. */
bool node_is_media(const struct node *block);
bool node_is_picture(const struct node *block); /* one, and no words worth the name */

/* The level 2..6 a heading has in outputs whose document title is the h1: gapless. */
uint8_t heading_level(const struct node *heading);

/* Anchors: every id in the tree, and the ids that Markdown's writers give to footnotes
 * ("fn:1", "fn-1") and to references to them. Later ones of the same name lose. */
const struct node *document_find_anchor(const struct document *document, struct str id);
/* The same with letter case ignored. */
const struct node *document_find_anchor_folded(const struct document *document,
                                               struct str id);
/* Whether a link to its id leads to `node`: it has one, and is the first to have it. */
bool document_has_own_id(const struct document *document, const struct node *node);
/* The nearest id, for "did you mean"; empty when none is near, without an index, and
 * once many suggestions have been asked for. */
struct str document_suggest_anchor(const struct document *document, struct str id);

bool packet_add_document(struct packet *packet, struct document *document);
bool packet_add_link(struct packet *packet, struct link *link);
bool packet_add_file(struct packet *packet, struct packet_file *file);
/* Nobody asks for nodes or links of the packet any more: there are none then. */
void packet_drop_trees(struct packet *packet);

/* The bytes that go along: the file's own, or, of one that is apart, in `arena`. False: an
 * error is in the report; one of the system where the file is not what it was. */
bool packet_read_file(const struct packet *packet, const struct packet_file *file,
                      struct arena *arena, struct str *out, struct report *report);

/* The same, part by part into the sink, so that large files are never whole in memory; what
 * is whole is taken from the budget of the caller's thread (NULL: none). What was sent is
 * worth nothing where it ends otherwise than by PIECES_SENT, or was stopped. */
enum pieces_end packet_send_file(const struct packet *packet,
                                 const struct packet_file *file, struct budget *budget,
                                 pieces_sink *sink, void *data, struct report *report);

/* Of a file whose bytes are the site's, which the window shows: they are looked at a last
 * time, and let go. False: the arena is full. */
bool packet_file_set_apart(struct packet_file *file, struct window *window,
                           struct arena *arena);

/* The tree as text, one node a line, two spaces of indent a level:
 *   heading level=2 id="fees" @4:1
 *     text "The fees" @4:4
 * Places are left out unless `with_places`. */
void node_dump(const struct node *node, bool with_places, struct buf *out);

#endif
