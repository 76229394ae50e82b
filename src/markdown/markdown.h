/* Markdown: text and line map in, document tree out.
 *
 * Runs after Liquid. Two readers stand behind this door and exclude each other:
 * cmark reads commonmark and gfm, our own reader kramdown (with the GFM additions
 * of Jekyll's default). The tree may hold raw HTML: see doc/doc.h. */
#ifndef OFFPRINT_MARKDOWN_MARKDOWN_H
#define OFFPRINT_MARKDOWN_MARKDOWN_H

#include "base/limits.h"
#include "base/value.h"
#include "doc/doc.h"

enum markdown_dialect { MARKDOWN_KRAMDOWN, MARKDOWN_COMMONMARK, MARKDOWN_GFM };

/* What a dialect adds to commonmark or gfm; none of it is read without its bit. */
enum markdown_syntax {
    SYNTAX_ALERTS = 1,              /* "> [!NOTE]", as on GitHub */
    SYNTAX_COLONS = 1 << 1,         /* ":::note", closed by ":::" */
    SYNTAX_BANGS = 1 << 2,          /* "!!! note", with indented text */
    SYNTAX_MYST = 1 << 3,           /* "```{note}", "{role}`x`", "(label)=" */
    SYNTAX_LISTS = 1 << 4,          /* attribute lists: "{#id .class}" */
    SYNTAX_HUGO = 1 << 5,           /* "{{< x >}}", "{{% x %}}" */
    SYNTAX_TAGS = 1 << 6,           /* "{% x %}" */
    SYNTAX_MDX = 1 << 7,            /* components, imports, comments in braces */
    SYNTAX_BOOK = 1 << 8,           /* mdBook's "{{#include x}}" */
    SYNTAX_SNIPPETS = 1 << 9,       /* MkDocs's '--8<-- "x"' */
    SYNTAX_WIKI = 1 << 10,          /* "[[x]]", "==x==", "%%x%%", alerts of any kind */
    SYNTAX_MARKS = 1 << 11,         /* "==x==" */
    SYNTAX_ZOLA = 1 << 12,          /* "{{ x() }}", "{% x() %}" … "{% end %}", "@/x.md" */
    SYNTAX_VUE = 1 << 13,           /* VitePress's "<<< x", includes, components */
    SYNTAX_DEFINITIONS = 1 << 14,   /* ":   x" below its terms */
    SYNTAX_SUPERSCRIPTS = 1 << 15,  /* "^x^" */
    SYNTAX_SYMBOLS = 1 << 16,       /* "(c)", "-->" */
    SYNTAX_PLAIN_URLS = 1 << 17,    /* an address is no link by itself */
    SYNTAX_VALUES = 1 << 18,        /* "{{ x }}"; with SYNTAX_TAGS also "{# x #}" */
    SYNTAX_PYTHON = 1 << 19,        /* what Python-Markdown has otherwise than CommonMark */
    SYNTAX_FOLDS = 1 << 20,         /* "??? note", with indented text */
    SYNTAX_TABS = 1 << 21,          /* '=== "Tab"', the same */
    SYNTAX_SLASHES = 1 << 22,       /* "/// note", closed by "///" */
    SYNTAX_ABBREVIATIONS = 1 << 23, /* "*[x]: y" */
    SYNTAX_KEYS = 1 << 24,          /* "++ctrl+x++" */
    SYNTAX_INSERTS = 1 << 25,       /* "^^x^^" */
    SYNTAX_EMOJI = 1 << 26,         /* ":tada:"; with SYNTAX_PYTHON ":material-x:" */
    SYNTAX_PANDOC = 1 << 29,        /* "^[note]", "[x]{.y}", grids, captions, raw TeX */
    SYNTAX_PROGRAMS = 1 << 30,      /* "::: a.b": a program's own documentation */
    SYNTAX_TITLES = 1 << 28,        /* what follows a note's name is its title */
    SYNTAX_SUBSCRIPTS = 1 << 27,    /* "~x~" */
};
#define SYNTAX_SPANS                                                                       \
    (SYNTAX_HUGO | SYNTAX_TAGS | SYNTAX_MDX | SYNTAX_BOOK | SYNTAX_WIKI | SYNTAX_ZOLA |    \
     SYNTAX_VUE | SYNTAX_MYST | SYNTAX_PANDOC | SYNTAX_VALUES | SYNTAX_PYTHON |            \
     SYNTAX_EMOJI)
#define SYNTAX_SIGNS                                                                       \
    (SYNTAX_WIKI | SYNTAX_MARKS | SYNTAX_PYTHON | SYNTAX_KEYS | SYNTAX_INSERTS |           \
     SYNTAX_SUPERSCRIPTS | SYNTAX_SUBSCRIPTS | SYNTAX_SYMBOLS)

/* How ids are made of headings' words. */
enum id_rule {
    IDS_GITHUB,  /* letters of any script; a repeat ends in "-1" */
    IDS_JOINED,  /* VitePress's: dashes for signs and spaces, joined; "_" before a digit */
    IDS_DASHED,  /* MyST's: dashes for all but ASCII, joined; "id-" before a digit */
    IDS_PYTHON,  /* ASCII alone, dashes joined; a repeat, or no word, ends in "_1" */
    IDS_UNICODE, /* as GitHub's; a repeat ends in "_1" */
};

enum markdown_part { MARKDOWN_PART_MISSING, MARKDOWN_PART_FOUND, MARKDOWN_PART_OWN };

/* What the syntax of a dialect asks of the page's site. */
struct markdown_host {
    void *data;
    /* The address of the page or file that is called `name` in this page, or has the label
     * "#name", and its title (may be empty); false: there is none. */
    bool (*find)(void *data, struct str name, struct str *address, struct str *title);
    /* A file of the site; OWN: it is the page's, and may be read all the same. */
    enum markdown_part (*read)(void *data, struct str path, struct str *text);
    /* The page of that number in the site's list of pages, but this one. */
    bool (*listed)(void *data, size_t index, struct str *address, struct str *title);
};

/* All zero is Jekyll's default, but for auto_ids and footnote_start, which
 * markdown_options_default() sets. */
struct markdown_options {
    enum markdown_dialect dialect;
    bool auto_ids;          /* kramdown: headings without an id get one */
    bool auto_id_stripping; /* kramdown's; the GFM rule strips anyway */
    bool kramdown_input;    /* kramdown: without Jekyll's GFM additions (input: Kramdown) */
    bool hard_wrap;         /* kramdown: line ends break */
    bool no_smart_quotes;   /* kramdown */
    bool parse_block_html, parse_span_html_off; /* kramdown options */
    bool smart;                  /* commonmark, gfm: typographic quotes and dashes */
    bool heading_ids;            /* commonmark, gfm: GitHub-style ids on headings */
    uint32_t footnote_start;     /* kramdown's footnote_nr; 0 counts as 1 */
    uint8_t toc_first, toc_last; /* heading levels in {:toc}; 0: 1 and 6 */
    unsigned syntax;             /* commonmark, gfm: of enum markdown_syntax */
    enum id_rule ids;            /* commonmark, gfm */
    struct value
        hidden_marks;      /* mdBook: by language, how lines that it hides begin; or nil */
    struct value appended; /* list of paths of files that each page ends with; or nil */
    const char *generator; /* whose dialect it is, for messages; NULL: unknown */
    const struct markdown_host *host; /* NULL: nothing is found */
    struct value data;                /* the page's front matter, for "{{ title }}" */
    struct value values;              /* the same of the site's settings; or nil */
    size_t nesting_limit;             /* 0: MARKDOWN_NESTING_LIMIT */
};

/* Blocks or inlines inside each other; deeper ones stay text. */

struct markdown_options markdown_options_default(void);

/* Read `text` (valid UTF-8). The tree's texts are slices of `text` or of the arena:
 * keep both. Spots index map->files; `map` may be NULL (spots are then lines of
 * `text`, file 0). Odd input is reported and read as its dialect's program does.
 *
 * False only when the arena is full; "out-of-memory" is then reported. */
bool markdown_read(struct arena *arena, struct str text, const struct line_map *map,
                   const struct markdown_options *options, struct node **out,
                   struct report *report);

/* GitHub's alerts ("> [!NOTE]") of a tree become admonitions, where its own reader did not
 * look for them. False only when the arena is full. */
bool github_alerts_find(struct arena *arena, struct node *root);

/* A page of HTML that its generator reads as a template: values in place of their names,
 * tags left out and told. Both are as they were when the options name no such syntax.
 * False: out of memory, told. */
bool markdown_fill_html(struct arena *arena, struct str *text, const struct line_map **map,
                        const struct markdown_options *options, struct report *report);

#endif
