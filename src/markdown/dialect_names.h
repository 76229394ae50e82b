/* What callouts and blocks with titles are called by generators and their themes. */
#ifndef OFFPRINT_MARKDOWN_DIALECT_NAMES_H
#define OFFPRINT_MARKDOWN_DIALECT_NAMES_H

#include "base/arena.h"
#include "base/callout.h"

/* Letter case and a "callout-" before it do not count. False: no such name. */
bool dialect_find_callout(struct str name, enum callout *callout);

/* "warning" as "Warning": the title of a callout that has none; empty for plain blocks. */
struct str dialect_default_title(struct arena *arena, struct str name,
                                 enum callout callout);

/* The value of `key` in "a=b c="d e"" or "a: b"; empty: it is not there. */
struct str dialect_attribute(struct str attributes, const char *key);

/* A style for a picture whose sizes are "80", "50%" or CSS's; empty: they say nothing. It
 * holds nothing that HTML would escape. dialect_attributes.c */
struct str dialect_size_style(struct arena *arena, struct str width, struct str height,
                              struct str scale);

#endif
