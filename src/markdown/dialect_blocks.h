/* The pass over containers: its state, and the rows that open them. */
#ifndef OFFPRINT_MARKDOWN_DIALECT_BLOCKS_H
#define OFFPRINT_MARKDOWN_DIALECT_BLOCKS_H

#include "markdown/dialect.h"
#include "markdown/dialect_lines.h"

enum container_kind {
    CONTAINER_COLONS,     /* closed by a line of as many colons */
    CONTAINER_INDENT,     /* closed by the first line that is indented less */
    CONTAINER_DEFINITION, /* the same; a line right behind its words joins them */
    CONTAINER_FENCE,      /* MyST: closed as a fence is */
    CONTAINER_SLASHES     /* "/// x", closed by "///" */
};

struct container {
    enum container_kind kind;
    struct fence fence;  /* colons, fence, slashes: its marks */
    size_t indent;       /* of its opening line, as written */
    size_t taken;        /* columns of indent that its lines have for it */
    size_t shown_indent; /* the same as it comes out */
    size_t box;          /* SIZE_MAX: it has none */
};

struct blocks {
    struct dialect *dialect;
    struct container open[DIALECT_DEPTH_LIMIT];
    size_t open_count;
    struct fence code;            /* that is open; length 0: none */
    size_t code_cut, code_indent; /* columns taken from its lines; of its marks */
    size_t code_depth;            /* containers around it */
    size_t code_box;              /* of its title, or SIZE_MAX */
    struct str code_mark;         /* mdBook: how its lines begin that are not shown */
    bool in_list;
    bool blank;       /* the line above is */
    bool below_tag;   /* the line above is a tag alone */
    bool below_terms; /* what stands above, or above one blank line, may be terms */
    size_t at, end;   /* the line */
    size_t no_grid;   /* up to there lines were looked through for one in vain */
    size_t columns;   /* of its indent, as written */
    size_t indent;    /* the same without what containers took */
    size_t cut;       /* what they took */
    struct str line;  /* without its indent and its end */
    struct str whole; /* as written */
};

/* On top of those that are open; its box is known. */
void blocks_push(struct blocks *blocks, struct container container);

/* Opens a container whose box has the callout of `name` (a title of its own: `title`). */
void blocks_open(struct blocks *blocks, struct container container, struct str name,
                 struct str title, bool no_default);

/* Each: whether the line was one of its own, and is dealt with. dialect_openers.c */
bool blocks_open_colons(struct blocks *blocks);
bool blocks_open_bangs(struct blocks *blocks);
bool blocks_open_slashes(struct blocks *blocks);
/* ":   x": behind it the line is the rest, which is still to be read. */
bool blocks_open_definition(struct blocks *blocks);
/* Of the text below a directive's opening line: where its options end, the value of one,
 * and the label that they give; empty: none. dialect_options.c */
size_t directive_options_end(struct str text);
struct str directive_option(struct str text, const char *name);
struct str directive_label(struct str text);

/* The lines of a fence that opens here, up to the one that closes it. */
struct inside {
    size_t start, end; /* of its text */
    size_t next;       /* behind the closing line */
};
struct inside blocks_find_inside(const struct blocks *blocks, struct fence fence);

/* dialect_pandoc.c: a fence whose info stands in braces; a container that is not to be
 * shown, by its attributes. */
bool blocks_open_cell(struct blocks *blocks, struct fence fence, struct str info);
bool pandoc_is_hidden(struct str attributes);
void blocks_skip_container(struct blocks *blocks);

/* dialect_python.c */
bool blocks_read_object(struct blocks *blocks);
bool blocks_read_element(struct blocks *blocks);

/* dialect_tables.c: of a directive's whole text; and a grid, when the line begins one. */
void blocks_add_csv(struct blocks *blocks, struct str text, struct str title);
bool blocks_read_grid(struct blocks *blocks);

/* dialect_directives.c */
bool blocks_open_directive(struct blocks *blocks, struct fence fence, struct str braces,
                           bool colons);

#endif
