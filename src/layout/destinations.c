/* Destinations by name: sorted once all pages they lie on are known, each name kept where
 * it comes first. */
#include "layout/maker.h"

#include <stdlib.h>

static int compare_destinations(const void *a, const void *b)
{
    const struct destination *x = a, *y = b;
    int order = str_compare(x->name, y->name);
    if (order == 0) {
        order = (x->page > y->page) - (x->page < y->page);
    }
    return order ? order : (x->y > y->y) - (x->y < y->y);
}

void destinations_sort(struct page_list *pages)
{
    if (pages->destination_count < 2) {
        return;
    }
    qsort(pages->destinations, pages->destination_count, sizeof *pages->destinations,
          compare_destinations);
    size_t kept = 1;
    for (size_t i = 1; i < pages->destination_count; i++) {
        if (!str_eq(pages->destinations[kept - 1].name, pages->destinations[i].name)) {
            pages->destinations[kept++] = pages->destinations[i];
        }
    }
    pages->destination_count = kept;
}

const struct destination *destination_find(const struct targets *targets, struct str name)
{
    size_t low = 0, high = targets->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        int order = str_compare(targets->items[middle].name, name);
        if (order == 0) {
            return &targets->items[middle];
        }
        if (order < 0) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return NULL;
}
