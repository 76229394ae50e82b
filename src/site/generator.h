/* Generators: which program makes a site of a plain folder's pages, known by the file that
 * it is set up with, or named by the recipe. A row each; only pages in a generator's
 * folders have its syntax. For site/ only. */
#ifndef OFFPRINT_SITE_GENERATOR_H
#define OFFPRINT_SITE_GENERATOR_H

#include "site/state.h"

/* How a generator publishes "a/b.md". */
enum address_style {
    ADDRESS_AS_IS,  /* "a/b.md" */
    ADDRESS_FOLDER, /* "a/b/" */
    ADDRESS_HTML,   /* "a/b.html" */
    ADDRESS_STEM,   /* "a/b" */
    ADDRESS_HUGO,   /* "a/b/" in small letters; front matter and settings may name it */
    ADDRESS_UGLY,   /* the same with "a/b.html" */
    ADDRESS_ROUTE, /* "a/b", with the folder of pages before it; front matter may name it */
    ADDRESS_ZOLA,  /* "a/b/"; front matter may name it, without a date before the name */
};

struct scope;

struct generator {
    const char *key, *name; /* in recipes; for people */
    const char *markers[8]; /* patterns of names; "x/" is a folder's */
    const char *nested; /* where markers may stand, too, below the folder; NULL: nowhere */
    const char *beside; /* a folder that must lie there too, or NULL */
    const char *content[10]; /* folders of its pages, from the marker's; none: all below */
    const char *files[3];    /* folders whose files are at the site's root */
    unsigned syntax;
    unsigned optional; /* of its extensions; all are read where no settings say which */
    enum address_style style;
    bool aliases;          /* its pages name old addresses by that key */
    enum id_rule ids;      /* markdown.h */
    bool smart;            /* quotes and dashes are set as in print */
    const char *root_name; /* how paths begin that start at its folder, or NULL */
    /* Reads the settings and the order of the pages; false: it is not its marker. */
    bool (*settings)(struct site *site, struct scope *scope, struct str marker);
};

/* A folder that a generator works in. */
struct scope {
    const struct generator *generator;
    struct str folder;
    struct str content; /* a single folder of pages that the settings name, or empty */
    struct str first;   /* a folder in it whose pages stand at the root, or empty */
    enum address_style style;
    bool cased;                /* Hugo keeps capitals */
    struct value permalinks;   /* Hugo's patterns, by the first folder; or nil */
    struct value references;   /* other projects that the settings name, by key; or nil */
    struct value values;       /* that its settings have pages name, by key; or nil */
    struct value appended;     /* files that each page ends with, as a list; or nil */
    struct value hidden_marks; /* markdown.h */
    unsigned syntax;           /* beside the generator's */
    enum id_rule ids;
    bool own_ids; /* a program of the settings makes them */
    bool smart;
    struct scope *next;
};

/* Finds them all; to be called once the files are listed, before pages are read. False
 * only when the arena is full. */
bool generators_find(struct site *site, const struct file_list *files);

/* Whether a marker of one lies in the source's own folder. */
bool generators_mark(struct arena *arena, const struct source *source);

/* The generator's row of that key, or NULL. */
const struct generator *generator_find(struct str key);

/* The web address that MyST's "xref:project/page" and "wiki:page" stand for on a page;
 * empty: none. `after` is what follows the scheme. */
struct str generator_reference(struct site *site, const struct page *page,
                               struct str scheme, struct str after);

/* The path in the site of "@site/x", Docusaurus's name for its own folder; empty: it is no
 * such name. */
struct str generator_path(struct site *site, const struct page *page, struct str path);

/* "hugo, mkdocs or …" */
void generator_add_keys(struct buf *out);

/* The scope of a page, and the folder that its addresses begin in; NULL: GitHub's. */
const struct scope *scope_of(const struct site *site, struct str source,
                             struct str *content);

/* The address that the scope's generator gives a page in its folder of pages `content`.
 * published.c */
struct str scope_address(struct site *site, const struct scope *scope,
                         const struct page *page, struct str content);

/* Gives the page its dialect, and its address where the generator has one. */
void scope_describe(struct site *site, struct page *page);

/* A static file's path below the site's root, when it stands elsewhere there. */
bool scope_file_path(const struct site *site, struct str path, struct str *out);

/* Readers of settings: nav.c; program.c of those that are programs. */
bool settings_mkdocs(struct site *site, struct scope *scope, struct str marker);
bool settings_mdbook(struct site *site, struct scope *scope, struct str marker);
bool settings_zola(struct site *site, struct scope *scope, struct str marker);
bool settings_hugo(struct site *site, struct scope *scope, struct str marker);
bool settings_quarto(struct site *site, struct scope *scope, struct str marker);
bool settings_sphinx(struct site *site, struct scope *scope, struct str marker);
bool settings_book(struct site *site, struct scope *scope, struct str marker);
bool settings_eleventy(struct site *site, struct scope *scope, struct str marker);
bool settings_program(struct site *site, struct scope *scope, struct str marker);
bool settings_vitepress(struct site *site, struct scope *scope, struct str marker);
bool settings_summary(struct site *site, struct scope *scope, struct str marker);

/* Words without the signs of code, emphasis and escapes. nav.c */
struct str site_plain_words(struct arena *arena, struct str text);

/* extensions.c: what settings switch on, by the names that they have there. */
void scope_take_python(struct scope *scope, struct value extensions);
void scope_take_mkdocs_plugins(struct scope *scope, struct value plugins);
void scope_take_myst(struct scope *scope, struct value names);
void scope_take_myst_program(struct scope *scope, struct str program); /* conf.py */
void scope_take_loaded(struct scope *scope, struct str program);

/* dialect_host.c: what the page's Markdown asks of the site. */
const struct markdown_host *site_markdown_host(struct site *site, const struct page *page);

#endif
