/* Liquid: a template and a scope in, text and its line map out.
 *
 * Runs on every page with front matter before Markdown. Renders as Jekyll does
 * (Liquid 4/5 in lax mode): undefined variables are empty, and where it helps
 * (undefined.c) give a warning with "did you mean"; unknown filters leave the value and
 * warn. Tags of common plug-ins stand in a table (plugins.c); others are left out with a
 * warning, and what stands between such a tag and its end stays. What else Jekyll refuses
 * (unclosed block, missing include) is an error with its place. */
#ifndef OFFPRINT_LIQUID_LIQUID_H
#define OFFPRINT_LIQUID_LIQUID_H

#include "base/limits.h"
#include "base/line_map.h"
#include "base/report.h"
#include "base/value.h"
#include "base/zone.h"

/* What an include or a plug-in's tag counts for among them: each keeps memory of its own.
 */
#define LIQUID_INCLUDE_STEPS 40

/* What templates ask of the site around them. Any function may be NULL. */
struct liquid_host {
    void *data;
    /* The text of an include or partial. `relative_to` is the page for
     * include_relative, wherever that stands, else empty; `asked` is the tag's place.
     * `*path` is the site path, for places. False: it is not there, or `*unreadable` says
     * why it cannot be read; empty where that is told. */
    bool (*include)(void *data, struct str name, struct str relative_to, struct place asked,
                    struct str *path, struct str *text, const char **unreadable);
    /* An include that is read for the first time, and where it is asked for. */
    void (*included)(void *data, struct str path, struct place place);
    /* The site's theme whose files are not there, or empty: includes may be its own. */
    struct str (*theme)(void *data);
    /* URL of {% link path %} and {% post_url name %}; false: no such page. */
    bool (*link)(void *data, struct str path, struct str *url);
    /* `*exact`: the name as Jekyll wants it, where it is another, else empty. */
    bool (*post_url)(void *data, struct str name, struct str *url, struct str *exact);
    /* What a key of the site's translations stands for, as one of `page` (empty: of any);
     * false: nothing. */
    bool (*translate)(void *data, struct str key, struct str page, struct str *text);
    /* A member of a map of the site's, or of the globals, that is made when it is asked
     * for; false: none. */
    bool (*member)(void *data, struct value map, struct str name, struct value *out);
    /* Prints what stands for a name of the globals where a template shows it as it is, with
     * the places in it (`map` NULL: they are not wanted). False: its value is printed. */
    bool (*print)(void *data, struct str name, struct buf *out, struct line_map *map);
    /* The markdownify filter: text to HTML. */
    bool (*markdownify)(void *data, struct arena *arena, struct str text, struct str *html);
};

/* Parsed templates, by the path of their file, which further renders use again. */
struct liquid_store;
struct liquid_store *liquid_store_new(struct arena *arena); /* NULL: the arena is full */

struct liquid_options {
    const struct liquid_host *host; /* may be NULL */
    bool strict;                    /* errors as Liquid's own tests expect, no warnings */
    bool no_jekyll;                 /* plain Liquid: include and filters as Liquid's own */
    size_t step_limit;              /* 0: LIQUID_STEP_LIMIT */
    int64_t now;                   /* `now` and `today`: seconds since 1970, or DATE_NONE */
    const struct zone *zone;       /* of times that name none; NULL: UTC */
    struct str base_url, site_url; /* for relative_url and absolute_url */
    struct value tags; /* a recipe's: name → what the tag shows, a template; or nil */
    /* Of files whose text stays what it is, and lives as long; NULL: nothing is kept. */
    struct liquid_store *store;
    struct str page; /* of include_relative; empty: the file that is rendered */
    bool silent;     /* says nothing of names that nothing bears */
    bool blanks; /* `blank` is like what Active Support calls so, which a plug-in brings */
};

/* Renders `text`, which begins at `first_line` of `file`. Globals (site, page, ...)
 * are the map `scope`; assignments do not change it. Appends to `out` and `map`.
 *
 * False when nothing usable came out: an error is in the report. */
bool liquid_render(struct arena *arena, struct str text, struct str file,
                   uint32_t first_line, struct value scope,
                   const struct liquid_options *options, struct buf *out,
                   struct line_map *map, struct report *report);

/* A value as {{ value }} prints it, in the arena; a string is returned as it is. */
struct str liquid_text(struct arena *arena, struct value value);

/* A recipe's template for a tag, which begins at `place` and may use the recipe's `tags`.
 * False: it is wrong; reported. */
bool liquid_check(struct arena *arena, struct str text, struct place place,
                  struct value tags, struct report *report);
/* Whether Liquid or Jekyll has the tag, so that no recipe can replace it. */
bool liquid_has_tag(struct str name);

/* Beyond the entries of a document: its date is the present's, not its own. */
#define LIQUID_UNDATED "\x01undated"

/* What recipes' templates are named in places. */
#define LIQUID_RECIPE_FILE "offprint.yml"

/* One case of plain Liquid as JSON: {"template": …, "data": {…}, "templates": {name: text},
 * "tags": ["strict", …]}, for tests that compare with other Liquids. Appends what the
 * template renders. False: an error is in the report. */
bool liquid_render_case(struct arena *arena, struct str json, struct buf *out,
                        struct report *report);

#endif
