/* The kramdown reader's inside: what its files share.
 *
 * Reading takes two passes. The block pass walks a source line by line and builds
 * the block nodes; text for the span pass is only noted down, because links,
 * attribute lists and footnotes may be defined after their use. The span pass then
 * fills those nodes. At last come ids, footnotes, contents and abbreviations.
 *
 * Containers (quotes, items, ...) read their own source: the lines of the outer
 * one without markers and indentation, with pieces that say where each came from. */
#ifndef OFFPRINT_MARKDOWN_KRAMDOWN_H
#define OFFPRINT_MARKDOWN_KRAMDOWN_H

#include "base/lines.h"
#include "base/value.h"
#include "doc/doc.h"
#include "markdown/markdown.h"

/* From byte `from` of a source on, its text stands at `origin` in the input. */
struct piece {
    size_t from, origin;
};

struct source {
    struct str text;      /* every line ends in '\n' */
    struct piece *pieces; /* NULL: the input itself */
    size_t count;
};

/* One entry of an attribute list {: .class #id key="value" reference}. */
enum ial_kind { IAL_REFERENCE, IAL_CLASS, IAL_ID, IAL_PAIR };

struct ial_item {
    struct ial_item *next;
    enum ial_kind kind;
    struct str name, value;
};

struct ial {
    struct ial_item *first, *last;
    bool busy; /* being applied: a definition that refers to itself stops there */
};

struct link_definition {
    struct str address, title;
    struct ial *ial; /* or NULL */
};

struct abbreviation {
    struct str name, title;
    struct ial *ial; /* or NULL */
};

struct note_text { /* text for the span pass */
    struct node *node;
    struct source *source;
    size_t from, to;
};

struct footnote {
    struct str label;
    struct node *node;       /* its blocks; in the tree from the first reference on */
    struct note_text *notes; /* of its blocks, which wait until then, too */
    size_t note_count;
    uint32_t references;
};

struct node_ial {
    struct node *node;
    struct ial *ial;
};

/* A hash map of names with the index of what they name. */
struct name_table {
    struct value map;
};

struct kramdown {
    struct arena *arena;
    struct report *report;
    const struct line_map *map;
    struct str input; /* as given */
    struct markdown_options options;
    struct node *root;

    struct link_definition *links;
    size_t link_count, link_capacity;
    struct name_table link_names;
    size_t longest_link_name;

    struct ial **alds;
    size_t ald_count, ald_capacity;
    struct name_table ald_names;

    struct abbreviation *abbreviations;
    size_t abbreviation_count, abbreviation_capacity;
    struct name_table abbreviation_names;

    struct footnote *footnotes;
    size_t footnote_count, footnote_capacity;
    struct name_table footnote_names;
    size_t *footnote_order; /* indices, by first reference */
    size_t footnote_used, footnote_order_capacity, footnotes_read;
    struct node *footnote_place; /* where {:footnotes} stood, or NULL */

    struct note_text *notes;
    size_t note_count, note_capacity, note_done;
    struct node_ial *ials;
    size_t ial_count, ial_capacity, ial_done;
    struct node *toc; /* the first list marked {:toc}; further ones stay lists */

    struct name_table ids, plain_ids; /* header ids given by each rule, with how often */
    bool parse_span_html, parse_block_html;
    uint8_t toc_levels; /* a bit for each */
    int heading_offset;
    struct str id_prefix, footnote_prefix;
    struct str quotes[4]; /* single left, right, double left, right */
    size_t nesting_limit;
    bool nesting_told;

    struct node *free_nodes; /* of spans that came to nothing */
};

/* A block container being read. */
struct container {
    struct kramdown *k;
    struct source *source;
    size_t at;
    struct node *node;
    struct ial *pending;   /* {: } above the next block */
    struct ial **trailing; /* of a definition that a {: } right below belongs to */
    struct str end_tag;    /* HTML element that ends this container, or empty */
    bool ended;            /* its end tag was seen */
    bool in_list_item;
    size_t depth;
    size_t no_fence[2];      /* runs of '`' and '~' this long do not close further down; 0:
                                unknown */
    size_t no_extension_end; /* from here on, no {:/...}; 0: unknown */
};

/* Blocks that only the block pass sees. They mark where blank lines and {: } lines
 * or '^' stood, which looseness and boundaries depend on. */
#define NODE_MARK_BLANK NODE_SOFT_BREAK
#define NODE_MARK_END NODE_LINE_BREAK

/* kramdown.c: names, nodes, places */
bool name_find(const struct name_table *table, struct str name, size_t *out);
bool name_set(struct kramdown *k, struct name_table *table, struct str name, size_t index);
struct str name_normalize(struct kramdown *k, struct str label); /* link labels */
struct node *kramdown_node(struct kramdown *k, enum node_kind kind,
                           const struct source *source, size_t at);
void kramdown_recycle(struct kramdown *k, struct node *node); /* with its children */
void kramdown_note_text(struct kramdown *k, struct node *node, struct source *source,
                        size_t from, size_t to);
/* Some of Jekyll's additions do not reach into HTML elements and footnotes. */
bool kramdown_is_plain(const struct node *node);
void kramdown_too_deep(struct kramdown *k, const struct source *source, size_t at);

/* kramdown_source.c */
size_t source_origin(const struct source *source, size_t at);
struct spot source_spot(struct kramdown *k, const struct source *source, size_t at);
size_t line_indent(struct str text, size_t at, size_t *columns); /* bytes of white space */
bool line_is_blank(struct str text, size_t at);

struct source_builder { /* a new source, line by line */
    struct buf text;
    struct piece *pieces;
    size_t count, capacity;
};
void builder_add(struct kramdown *k, struct source_builder *builder, struct str text,
                 size_t origin);
void builder_add_spaces(struct source_builder *builder, size_t count);
struct source *builder_take(struct kramdown *k, struct source_builder *builder);

/* kramdown_block.c, kramdown_code.c: each answers whether it took something */
void blocks_read(struct container *c);
struct node *blocks_read_source(struct container *outer, struct source *source,
                                struct node *node);
void block_add(struct container *c, struct node *node);
struct node *block_last(const struct container *c);           /* not a mark */
bool block_at_boundary(const struct container *c);            /* above */
bool block_boundary_at(const struct container *c, size_t at); /* below, at a line start */
bool line_ends_paragraph(const struct kramdown *k, struct str text, size_t at);
bool line_ends_lazy(const struct kramdown *k, struct str text, size_t at);
bool block_read_quote(struct container *c);
void blocks_drop_marks(struct node *node);
bool block_read_indented_code(struct container *c);
bool block_read_fenced_code(struct container *c);
bool line_opens_fence(const struct kramdown *k, struct str text, size_t at);
bool block_read_heading(struct container *c);
bool block_read_setext(struct container *c);
bool line_is_end_mark(struct str text, size_t at); /* '^' */
bool line_is_rule(struct str text, size_t at);
bool line_is_atx(const struct kramdown *k, struct str text, size_t at);
size_t indented_region_end(const struct kramdown *k, struct str text, size_t at);

/* kramdown_list.c, kramdown_definition.c */
struct list_marker {
    bool ordered;
    size_t indent;  /* spaces before the marker */
    size_t content; /* offset behind the marker */
};
bool line_is_list_item(struct str text, size_t at, struct list_marker *out);
bool block_read_list(struct container *c);
bool line_is_definition(struct str text, size_t at);
bool block_read_definition_list(struct container *c);
struct item_shape { /* how the lines of an item are told from others */
    size_t indent;
    bool begun; /* its first line holds text */
};
void item_first_line(struct kramdown *k, struct source_builder *out,
                     const struct source *source, size_t content, size_t end, size_t column,
                     struct item_shape *shape);
bool line_has_indent(struct str text, size_t at, size_t indent);
void item_add_line(struct kramdown *k, struct source_builder *out,
                   const struct source *source, size_t at, size_t end, size_t indent,
                   bool *indented);
void item_take_ial(struct container *c, struct node *item, struct source *source);

/* kramdown_table.c */
bool block_read_table(struct container *c);

/* kramdown_ial.c, kramdown_extension.c */
struct ial *ial_parse(struct kramdown *k, struct str text);
void ial_merge(struct kramdown *k, struct ial **into, const struct ial *more);
bool ial_is_definition(struct str inside, size_t *name_len); /* {:name: ...} */
bool line_is_ial(struct str text, size_t at, struct str *inside);
bool block_read_ial(struct container *c);
void ial_attach(struct kramdown *k, struct node *node, struct ial *ial);
void ial_apply(struct kramdown *k, struct node *node, struct ial *ial);
void ials_apply_noted(struct kramdown *k);
bool block_read_extension(struct container *c);
size_t span_read_extension(struct kramdown *k, struct str text, size_t at, size_t end,
                           struct node *parent, const struct source *source);
size_t brace_end(struct str text, size_t at, size_t end); /* of {...}, or STR_NONE */

/* kramdown_link.c */
bool block_read_link_definition(struct container *c);
bool block_read_abbreviation(struct container *c);
void abbreviations_apply(struct kramdown *k, struct node *root);

/* kramdown_footnote.c */
bool block_read_footnote(struct container *c);
void footnote_refer(struct kramdown *k, struct node *reference, size_t index);
void footnote_read_next(struct kramdown *k);
bool footnote_name_at(struct str text, size_t at, struct str *name, size_t *end);

/* kramdown_html.c, kramdown_html_block.c */
enum html_content { HTML_RAW, HTML_SPAN, HTML_BLOCK };
struct html_tag {
    struct str name;     /* lower case when it is an HTML element */
    size_t end;          /* behind '>' */
    bool closing, empty; /* </x>, <x/> */
    size_t attributes, attributes_end;
};
bool html_tag_at(struct kramdown *k, struct str text, size_t at, struct html_tag *out);
bool html_is_span(struct str name);  /* stays in its paragraph */
bool html_is_block(struct str name); /* never within a paragraph */
bool html_is_void(struct str name);
bool html_is_verbatim(struct str name); /* script, style */
bool html_is_parsed(struct str name);   /* spans are read within it */
enum html_content html_content_of(struct str name);
struct str html_attributes(struct kramdown *k, struct node *node, struct str text,
                           const struct html_tag *tag); /* gives markdown="..." */
void html_add_text(struct kramdown *k, struct node *parent, const struct source *source,
                   size_t from, size_t to);
size_t html_comment_end(struct str text, size_t at, size_t end);     /* or STR_NONE */
size_t html_end_tag_at(struct str text, size_t at, struct str name); /* its end, or 0 */
size_t html_find_end_tag(struct str text, struct str name, size_t from, size_t to);
bool line_is_html(const struct kramdown *k, struct str text, size_t at);
bool block_read_html(struct container *c);

/* kramdown_span.c and the files that it calls */
void spans_read_noted(struct kramdown *k);
void spans_read(struct kramdown *k, struct node *node, struct source *source, size_t from,
                size_t to);

#define ENTITY_BYTES 32 /* every name is shorter */

/* kramdown_entity.c: bytes of the entity at text[at] = '&', or 0; its text in `out` */
size_t entity_end(struct str text, size_t at); /* by its form alone, or `at` */
size_t entity_at(struct kramdown *k, struct str text, size_t at, struct str *out);
struct str entities_decode(struct kramdown *k, struct str text); /* every entity in it */

/* kramdown_ids.c, kramdown_toc.c */
void buf_add_lower(struct buf *out, uint32_t c); /* a code point in lower case */
void ids_give(struct kramdown *k);               /* to every heading without one */
void toc_fill(struct kramdown *k);

#endif
