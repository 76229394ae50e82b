/* Paginator: what jekyll-paginate shows a site's list of posts by, on the first of its
 * pages, which is the one that stands in the site's files. */
#include "base/path.h"
#include "site/state.h"

#define POSTS_LIMIT 100000 /* of one page */

static int64_t posts_a_page(const struct site *site)
{
    struct value wanted = value_get(site->config.values, STR("paginate"));
    bool fits = wanted.kind == VALUE_INTEGER && wanted.as.integer > 0 &&
                wanted.as.integer <= POSTS_LIMIT;
    return fits ? wanted.as.integer : 0;
}

static struct str pages_path(const struct site *site)
{
    return value_text_or(value_get(site->config.values, STR("paginate_path")),
                         STR("/page:num"));
}

/* "index.html" in a folder on the way to the further pages; not above the site. */
static bool is_candidate(const struct site *site, const struct page *page)
{
    struct str folder = path_folder(pages_path(site));
    while (str_starts(folder, "/")) {
        folder = str_skip(folder, 1);
    }
    struct str own = path_folder(page->source);
    return page->collection.len == 0 && page->has_front_matter &&
           str_is(path_name(page->source), "index.html") &&
           (own.len == 0 || str_eq(own, folder) || path_is_below(folder, own));
}

/* The deepest of those that can be it; NULL: there is none. */
static const struct page *list_page(const struct site *site)
{
    const struct page *best = NULL;
    for (size_t i = 0; i < site->page_count; i++) {
        const struct page *page = &site->pages[i];
        if (is_candidate(site, page) && (!best || page->source.len > best->source.len)) {
            best = page;
        }
    }
    return best;
}

/* Where page `number` of the list is published; beyond its ends: nil. */
static struct value page_path(struct site *site, const struct page *page, int64_t number,
                              int64_t count)
{
    struct str format = pages_path(site);
    size_t at = str_find(format, STR(":num"), 0);
    if (number < 1 || number > count || at == STR_NONE) {
        return value_nil();
    }
    struct str path =
        arena_format(site->arena, "%s%.*s%lld%.*s", str_starts(format, "/") ? "" : "/",
                     STR_ARG(str_sub(format, 0, at)), (long long)number,
                     STR_ARG(str_skip(format, at + 4)));
    return value_string(number == 1 ? page->url : path);
}

/* Those that their front matter does not hide. */
static struct value listed_posts(struct site *site, int64_t most, int64_t *total)
{
    struct value all = value_get(site->scope_site, STR("posts"));
    struct value listed = value_list_new(site->arena);
    *total = 0;
    for (size_t i = 0; listed.kind == VALUE_LIST && i < value_count(all); i++) {
        struct value post = value_at(all, i);
        if (!value_is_true(value_get(post, STR("hidden"))) && (*total)++ < most) {
            (void)value_list_add(site->arena, listed, post);
        }
    }
    return listed;
}

struct value paginator_drop(struct site *site, const struct page *page)
{
    int64_t most = posts_a_page(site), total;
    if (most == 0 || !is_candidate(site, page) || page != list_page(site)) {
        return value_nil();
    }
    struct value posts = listed_posts(site, most, &total), map = value_map_new(site->arena);
    int64_t pages = total / most + (total % most ? 1 : 0);
    const struct {
        const char *name;
        struct value value;
    } members[] = {
        {"page", value_integer(1)},
        {"per_page", value_integer(most)},
        {"posts", posts},
        {"total_posts", value_integer(total)},
        {"total_pages", value_integer(pages)},
        {"previous_page", value_nil()},
        {"previous_page_path", value_nil()},
        {"next_page", pages > 1 ? value_integer(2) : value_nil()},
        {"next_page_path", page_path(site, page, 2, pages)},
    };
    for (size_t i = 0; map.kind == VALUE_MAP && i < sizeof members / sizeof members[0];
         i++) {
        (void)value_map_set(site->arena, map, str_from(members[i].name), members[i].value);
    }
    return map;
}
