/* Suggestions: what address may be meant by one that leads nowhere. A site says the same of
 * the same address however often it is asked, and its addresses are sorted when the first
 * of them is. Relies on the budget of nearest.h where very many addresses are wrong. */
#include "base/nearest.h"
#include "base/path.h"
#include "site/state.h"

#define SUGGESTION_WORK UINT64_C(400000000) /* some 20,000 wrong of as many addresses */
#define SUGGESTION_DISTANCE 6

struct suggestions {
    struct nearest addresses, files; /* files: sources of pages, static files */
    struct value known;              /* wrong path → what may be meant, or empty */
    uint64_t budget;
};

/* Places: a page's address, then its source; behind all pages static files. */
static size_t static_place(const struct site *site, size_t index)
{
    return 2 * site->page_count + index;
}

static bool add(struct site *site, struct nearest *nearest, struct str address,
                size_t place)
{
    return nearest_add(site->arena, nearest, str_without_ends(address, '/'), place);
}

static struct suggestions *sort_addresses(struct site *site)
{
    struct suggestions *made = ARENA_NEW(site->arena, struct suggestions);
    if (!made) {
        return NULL;
    }
    made->budget = SUGGESTION_WORK;
    made->known = value_map_new(site->arena);
    bool ok = made->known.kind == VALUE_MAP;
    for (size_t i = 0; i < site->page_count; i++) {
        ok = ok && add(site, &made->addresses, site->pages[i].url, 2 * i) &&
             add(site, &made->files, site->pages[i].source, 2 * i + 1);
    }
    for (size_t i = 0; i < site->static_count; i++) {
        ok = ok && add(site, &made->files, site->statics[i], static_place(site, i));
    }
    ok = ok && nearest_sort(site->arena, &made->addresses) &&
         nearest_sort(site->arena, &made->files);
    return ok ? made : NULL;
}

static struct str address_at(struct site *site, size_t place, bool rooted)
{
    if (place < static_place(site, 0)) {
        const struct page *page = &site->pages[place / 2];
        return place % 2 == 0 ? page->url : page->source;
    }
    struct str file = site->statics[place - static_place(site, 0)];
    return rooted ? arena_format(site->arena, "/%.*s", STR_ARG(file)) : file;
}

static struct str find_nearest(struct site *site, struct suggestions *all, struct str path)
{
    struct str wanted = str_without_ends(path, '/');
    size_t most = (wanted.len + 1) / 3;
    struct nearest_hit hit = {most < SUGGESTION_DISTANCE ? most : SUGGESTION_DISTANCE,
                              SIZE_MAX};
    bool found = nearest_find(&all->addresses, wanted, &hit, &all->budget);
    if (path_extension(path).len) {
        found = nearest_find(&all->files, wanted, &hit, &all->budget) || found;
    }
    return found ? address_at(site, hit.place, str_starts(path, "/")) : (struct str){0};
}

struct str site_suggest(struct site *site, struct str path)
{
    struct suggestions *all = site->suggestions;
    if (!all) {
        all = site->suggestions = sort_addresses(site);
    }
    if (!all) {
        return (struct str){0};
    }
    struct value known = value_get(all->known, path);
    if (known.kind == VALUE_STRING) {
        return known.as.string;
    }
    struct str nearest = find_nearest(site, all, path);
    (void)value_map_set(site->arena, all->known, arena_str(site->arena, path),
                        value_string(nearest));
    return nearest;
}
