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

#endif
