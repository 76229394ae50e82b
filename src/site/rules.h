/* Rules: what a site's files are, for each kind of site. A row per kind; Jekyll's rules and
 * those of a plain folder stand side by side. For site/ only. */
#ifndef OFFPRINT_SITE_RULES_H
#define OFFPRINT_SITE_RULES_H

#include "site/config.h"
#include "site/front_matter.h"

enum file_class { CLASS_SKIP, CLASS_PAGE, CLASS_POST, CLASS_DOCUMENT, CLASS_STATIC };

struct classified {
    enum file_class class;
    const struct collection *collection;
    bool draft;
    struct str above; /* folders above _posts */
    struct str below; /* path below the collection's folder */
    bool data;        /* a document that is neither Markdown nor HTML */
};

struct site_rules {
    const char *name;
    const char *processor;  /* of Markdown, where the configuration names none */
    const char *extensions; /* of Markdown, the same; with commas between them */
    unsigned syntax;        /* of Markdown, added to the processor's */
    struct classified (*classify)(const struct config *config, struct str path);
    /* Whether a name with '.' before it is read. */
    bool (*wants_hidden)(const struct config *config, struct str name);
    bool (*is_folder_page)(
        struct str name); /* an address with its folder's path leads to it */
    void (*read_front_matter)(struct arena *arena, struct str text, const struct zone *zone,
                              struct front_matter *out);
    bool has_data;       /* a folder of data files */
    bool has_liquid;     /* pages with front matter are templates */
    bool has_generators; /* generator.h */
    bool finds_by_stem;  /* "x", "x/" and "x.html" are addresses of "x.md" */
};

extern const struct site_rules rules_jekyll; /* jekyll.c */
extern const struct site_rules rules_plain;  /* plain.c: a folder without _config.yml */

/* What the rows share (rules.c). A pattern also takes in every path that begins with it:
 * 'dir' and 'dirty.md'. */
bool rules_begins_with(struct str path, struct str pattern);
bool rules_match(struct value patterns, struct str path);
bool rules_is_html(struct str path);
bool rules_is_yaml(struct str path);
bool rules_is_page(const struct config *config, struct str path); /* by its extension */

/* What a repository tells of itself: CODE_OF_CONDUCT, README-sitedev, changelog. */
bool rules_is_of_repository(struct str path);

/* A name that Jekyll passes over: "_x", ".x", "#x", "x~". jekyll.c */
bool rules_is_special(struct str name);

#endif
