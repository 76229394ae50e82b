/* The pass over shortcodes, tags and components: its state, and the readers of each. */
#ifndef OFFPRINT_MARKDOWN_DIALECT_SPANS_H
#define OFFPRINT_MARKDOWN_DIALECT_SPANS_H

#include "markdown/dialect.h"
#include "markdown/dialect_lines.h"

/* A box that a shortcode or component has opened. */
struct span_box {
    struct str name;
    size_t box, indent;
};

/* The first `close` from `from` on, or STR_NONE. */
struct found_close {
    const char *close;
    size_t from, at;
};
#define CLOSE_KINDS 6

struct spans {
    struct dialect *dialect;
    struct span_box open[DIALECT_DEPTH_LIMIT];
    size_t open_count;
    struct str bodies[DIALECT_DEPTH_LIMIT]; /* Zola: what "end" ends */
    size_t body_count;
    struct value open_ended; /* names of tags that nothing ends from here on */
    struct value closers;    /* "/name" → where the last one stands, or -1 */
    struct value parts;      /* path → text of a file that includes name */
    struct str own;          /* the page's file, once an include has named it */
    size_t part_bytes;       /* taken in so far */
    struct str folder;       /* of the file whose own includes are read; empty: the page */
    size_t depth;            /* of includes in each other */
    struct value labels;     /* of link definitions, in lower case; nil: not looked for */
    bool told_own, told_beyond;
    size_t wasted;        /* bytes looked through for braces that nothing closes */
    const char *specials; /* what begins anything, in this dialect */
    struct found_close closes[CLOSE_KINDS];
    size_t at; /* in the text; behind it nothing is written yet */
};

/* A shortcode, tag or component as its parts. */
struct call {
    size_t start, end;     /* in the text, with its brackets */
    struct str name, rest; /* rest: what stands behind the name */
    bool closing, single;  /* "/name"; "name /" */
    bool named;            /* all arguments have names */
    struct str closer;     /* how the one that closes it begins: "{{< /tab" */
};

/* Ready for a pass; NULL: the arena is full. */
struct spans *spans_new(struct dialect *dialect);

/* Makes of it what the table of names says, or loses it. dialect_calls.c */
void spans_make(struct spans *spans, const struct call *call);

/* Each reads what stands at spans->at and moves on, or is no such thing: false. */
bool spans_read_hugo(struct spans *spans);      /* dialect_hugo.c */
bool spans_read_zola(struct spans *spans);      /* dialect_zola.c */
bool spans_read_tag(struct spans *spans);       /* dialect_tags.c */
bool spans_read_value(struct spans *spans);     /* "{{ x }}" */
bool spans_read_book(struct spans *spans);      /* mdBook's; dialect_includes.c */
bool spans_read_helper(struct spans *spans);    /* of mdBook's preprocessors */
bool spans_read_include(struct spans *spans);   /* VitePress's, in a comment */
bool spans_read_import(struct spans *spans);    /* its "<<< x"; at a line's start */
bool spans_read_icon(struct spans *spans);      /* MkDocs's ":material-x:" */
bool spans_read_bracket(struct spans *spans);   /* its "[a] [b]" and "[a][^1]" */
bool spans_read_component(struct spans *spans); /* dialect_mdx.c */
bool spans_read_braces(struct spans *spans);    /* MDX: a comment */
bool spans_read_module(struct spans *spans);    /* MDX: import, export; at a line's start */

/* dialect_pandoc.c: "^[x]", "[x]{.aside}", and at a backslash raw TeX. */
bool spans_read_note(struct spans *spans);
bool spans_read_aside(struct spans *spans);
bool spans_read_tex(struct spans *spans);

/* The length of "{=html}" right behind code, 0: there is none; other formats than HTML
 * show nothing. */
size_t pandoc_raw_format(struct str after, bool *html);

/* How the lines begin that are an anchor's first and last. */
struct anchor_marks {
    const char *begin, *end;
};

/* The part of a file that "path", "path:anchor", "path:2", "path:2:5" or "path::5" names;
 * false: there is none to show, and the report says why. dialect_includes.c */
bool spans_read_part(struct spans *spans, struct str wanted,
                     const struct anchor_marks *marks, struct str *out);

/* The Markdown of another file, without its front matter; false: there is no such file. */
bool spans_read_file(struct spans *spans, struct str path, struct str *out);

/* Writes what the value says; false: it is none, or holds others. */
bool spans_add_value(struct spans *spans, struct value value);

/* Whether the text has the call's closer behind it. */
bool spans_is_paired(struct spans *spans, const struct call *call);

/* Where `mark` stands from `from` on, or STR_NONE; that it stands nowhere is found once. */
size_t spans_find(struct spans *spans, struct str mark, size_t from);

/* Where the bracket stands from `at` on, or STR_NONE; `close` is a literal. */
size_t spans_next_close(struct spans *spans, size_t at, const char *close);

/* What stands between brackets at `at`, whose end is `close`; quotes hide it. STR_NONE:
 * it does not end within reach. */
size_t spans_find_end(struct spans *spans, size_t at, const char *close);

#endif
