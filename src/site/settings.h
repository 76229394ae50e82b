/* Settings: what the files say that generators are set up by. For site/ only. Texts and
 * values live in the site's arena. */
#ifndef OFFPRINT_SITE_SETTINGS_H
#define OFFPRINT_SITE_SETTINGS_H

#include "site/generator.h"

/* A file's text, or empty: it cannot be had. */
struct str settings_text(struct site *site, struct str path);

/* What stands in a file of YAML, TOML (.toml) or JSON (.json), or nil. */
struct value settings_values(struct site *site, struct str path);

struct str settings_text_at(struct value values, const char *key); /* or empty */

/* Only a generator of the whole folder names the site. `url`: where it lies. */
void settings_take_names(struct site *site, const struct scope *scope, struct str title,
                         struct str language, struct str url);

#endif
