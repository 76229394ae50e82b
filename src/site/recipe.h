/* Between the files that read the recipe. For site/ only. */
#ifndef OFFPRINT_SITE_RECIPE_H
#define OFFPRINT_SITE_RECIPE_H

#include "site/site.h"

struct recipe_reading {
    struct arena *arena;
    struct recipe *out;
    struct report *report;
    bool failed;
};

/* An error: its value "must be" something else. */
void recipe_wrong(struct recipe_reading *reading, const struct value_entry *entry,
                  const char *want);
/* A warning, with the nearest of the names that there are. */
void recipe_warn_unknown(struct recipe_reading *reading, const struct value_entry *entry,
                         const char *const *names, size_t count);
void recipe_set_flag(struct recipe_reading *reading, const struct value_entry *entry,
                     bool *out);

/* recipe_doubts.c: warnings of what counts for nothing. */
struct yaml_doubt;
void recipe_tell_doubts(const struct yaml_doubt *doubts, struct report *report);
/* Of a list of patterns, those that no address has. */
void recipe_doubt_patterns(const struct recipe_reading *reading,
                           const struct value_entry *entry);
/* A tag's name that no template can write. */
void recipe_doubt_tag(const struct recipe_reading *reading, const struct value_entry *tag);

/* handout.c */
void recipe_set_handout(struct recipe_reading *reading, const struct value_entry *entry);

#endif
