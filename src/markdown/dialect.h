/* Dialects: what generators add to CommonMark, read around cmark. Before it, containers
 * and shortcodes become marks that cmark carries through as HTML; behind it, the marks
 * become admonitions and titles again. Which syntax is read, the options say.
 *
 *     !!! note "T"               <!--NAME o 0-->          admonition note
 *         text           →       <NAME>T            →       caption "T"
 *                                <!--NAME b-->              paragraph "text"
 *                                text
 *                                <!--NAME c 0-->
 *
 * A mark that comes out elsewhere (in code) is put back as it was written. */
#ifndef OFFPRINT_MARKDOWN_DIALECT_H
#define OFFPRINT_MARKDOWN_DIALECT_H

#include "markdown/abbreviations.h"
#include "markdown/markdown.h"
#include "markdown/rewriter.h"

#define DIALECT_DEPTH_LIMIT 64

enum box_kind {
    BOX_CALLOUT,
    BOX_TABLE,      /* its list is one: of rows, each a list of cells */
    BOX_DEFINITION, /* of the terms above it */
    BOX_FIGURE,     /* what stands before its last paragraph, which is its caption */
};

struct dialect_box {
    enum box_kind kind;
    enum callout callout;
    struct str source; /* the line that opens it, as written */
    struct str label;  /* of an anchor: its id */
    bool is_loose;     /* definition: a blank line parts it from its terms */
    size_t head_rows, head_columns;
    struct str widths; /* of a table's columns, relative to each other: "20 80" */
};

struct dialect {
    struct arena *arena;
    const struct markdown_options *options;
    struct report *report;
    struct rewriter *to; /* of the pass that runs */
    struct str name;     /* of the marks; nowhere in the text */
    struct dialect_box *boxes;
    size_t box_count, box_capacity;
    struct abbreviation
        *abbreviations; /* in order of definition; the last of a name holds */
    size_t abbreviation_count, abbreviation_capacity;
    bool is_html;       /* the page is; what boxes hold stays without them */
    struct value notes; /* words of notes within lines, or nil */
    struct value lost;  /* names of what could not be run, each once */
    struct place lost_at;
};

/* The text for cmark in `*text`, its map in `*map`; kept in `dialect` for dialect_finish().
 * Both are as they were when the options name no syntax. False: out of memory, told. */
bool dialect_begin(struct dialect *dialect, struct arena *arena, struct str *text,
                   const struct line_map **map, const struct markdown_options *options,
                   struct report *report);

/* The tree that cmark made of it. False only when the arena is full. */
bool dialect_finish(struct dialect *dialect, struct node *root);

/* Then, when its headings have ids: words for links that have none. */
bool dialect_read_references(struct dialect *dialect, struct node *root);

/* For the passes. Marks stand on lines of their own, indented by `indent`. */
size_t dialect_open_box(struct dialect *dialect, size_t at, size_t indent,
                        enum callout callout, struct str title, struct str source);
void dialect_close_box(struct dialect *dialect, size_t at, size_t indent, size_t box);
void dialect_add_anchor(struct dialect *dialect, size_t at, size_t indent, struct str label,
                        struct str source);
void dialect_lose(struct dialect *dialect, size_t at, struct str name);

/* Whether what MyST's directive of that name encloses is Markdown. dialect_directives.c */
bool dialect_directive_is_text(struct str name);

/* dialect_spans.c: shortcodes, tags, components; dialect_blocks.c: containers. */
bool dialect_rewrite_spans(struct dialect *dialect);
bool dialect_rewrite_snippets(struct dialect *dialect); /* before both */
bool dialect_rewrite_blocks(struct dialect *dialect);
bool dialect_rewrite_notes(struct dialect *dialect); /* behind both; dialect_pandoc.c */

#endif
