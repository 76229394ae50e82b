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

/* handout.c */
void recipe_set_handout(struct recipe_reading *reading, const struct value_entry *entry);

#endif
