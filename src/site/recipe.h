/* Recipe: offprint.yml in the site's root, what the site itself says about its packet. */
#ifndef OFFPRINT_SITE_RECIPE_H
#define OFFPRINT_SITE_RECIPE_H

#include "site/site.h"

/* Empty texts and a depth below 0 mean "not said". */
struct recipe {
    struct str title, subtitle, live_url, contact, name, prepared_for, organization,
        language;
    struct str *entries, *order, *include, *exclude, *outputs;
    size_t entry_count, order_count, include_count, exclude_count, output_count;
    int depth;
    uint8_t paper; /* 0: A4, 1: Letter, 2: A5, as layout's enum paper */
};

/* True without a recipe, too. Unknown keys are warnings; values of a wrong type are
 * errors: then false, after all of them are told. */
bool recipe_read(struct arena *arena, const struct site *site, struct recipe *out,
                 struct report *report);

#endif
