/* Config: _config.yml, .yaml or .toml with Jekyll's defaults under it, read once per site.
 */
#ifndef OFFPRINT_SITE_CONFIG_H
#define OFFPRINT_SITE_CONFIG_H

#include "base/limits.h"
#include "base/report.h"
#include "base/value.h"
#include "base/zone.h"
#include "markdown/markdown.h"
#include "source/source.h"

struct collection {
    struct str label;
    struct str permalink;  /* template or style; empty: the default */
    struct value metadata; /* a map */
    bool output;
};

struct site_rules; /* site/rules.h */

struct config {
    const struct site_rules *rules;
    struct str name; /* of its file, or of the one that would be */
    struct value values;
    struct str base_url; /* "/docs" or empty */
    struct str url;      /* of the published site, without '/' at its end, or empty */
    struct str title, language;
    struct str permalink; /* style or template */
    struct str includes_folder, layouts_folder, data_folder, collections_folder, source;
    struct str destination; /* below the pages, where Jekyll looks for none; or empty */
    struct value include, exclude;  /* lists of patterns */
    struct value defaults;          /* list of {scope, values} */
    struct str markdown_extensions; /* "markdown,mkdown,mkdn,mkd,md" */
    struct collection *collections;
    size_t collection_count;
    struct markdown_options markdown;
    const struct zone *zone; /* of `timezone`; NULL: UTC */
};

/* False: the file is there and cannot be used; the report says why. */
bool config_read(struct arena *arena, struct source *source, struct config *out,
                 struct report *report);

/* What the `defaults` give to a file of this type ("pages", "posts", a label), as a new
 * map; deeper paths and named types win. */
struct value config_defaults(struct arena *arena, const struct config *config,
                             struct str path, struct str type);

/* Puts the entries of `from` into the map `into`: mappings within each other are joined,
 * and nothing takes no value away. */
void config_merge(struct arena *arena, struct value into, struct value from);

/* A processor's name ("kramdown", "GFM", "CommonMarkGhPages") into `options`; false:
 * unknown, nothing changed. */
bool config_choose_markdown(struct str name, struct markdown_options *options);

/* A list of texts: of a list, or of the words of one text. For `categories`, `entry`. */
struct str *value_texts(struct arena *arena, struct value value, bool split, size_t *count);

#endif
