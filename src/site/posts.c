/* Posts by name: what {% post_url %} finds, as Jekyll does. A name is a post's path without
 * `_posts` and extension; one that differs in its folders, or in how it writes the date,
 * finds by date and slug, which Jekyll lets pass with a warning. Relies on read pages. */
#include "base/path.h"
#include "site/state.h"

/* The first post keeps the name. */
static void set(struct site *site, struct str name, size_t index)
{
    (void)text_map_add(site->arena, &site->by_post, name, index);
}

/* A post of the day, by its own slug. No post's path begins so. */
static struct str day_name(struct site *site, int64_t date, struct str slug)
{
    struct civil day = date_civil(date);
    return arena_format(site->arena, "//%lld-%d-%d-%.*s", (long long)day.year, day.month,
                        day.day, STR_ARG(slug));
}

/* Folders below `_posts` count in the site's own, those above it where nothing is between;
 * empty: only the day finds it. */
static struct str exact_path(struct site *site, struct str source)
{
    struct str base = site->config.collections_folder;
    struct str path = base.len ? str_skip(source, base.len + 1) : source;
    size_t name = path.len - path_name(path).len;
    struct str folder = str_sub(path, 0, name);
    if (str_starts(path, "_posts/")) {
        return str_skip(path, sizeof "_posts/" - 1);
    }
    return str_ends(folder, "/_posts/")
               ? path_join(site->arena, str_sub(folder, 0, name - sizeof "/_posts/" + 1),
                           path_name(path))
               : (struct str){0};
}

/* Up to any dot of the name behind which something stands. */
static void add_post(struct site *site, size_t index)
{
    const struct page *page = &site->pages[index];
    struct str path = exact_path(site, page->source);
    struct value own = value_get(page->data, STR("slug"));
    struct value slug = value_is_true(own) ? own : value_string(site->states[index].slug);
    for (size_t at = path.len - path_name(path).len; at + 1 < path.len; at++) {
        if (path.ptr[at] == '.' && path.ptr[at + 1] != '.') {
            set(site, str_sub(path, 0, at), index);
        }
    }
    if (page->date != DATE_NONE && slug.kind == VALUE_STRING) {
        set(site, day_name(site, page->date + page->date_offset, slug.as.string), index);
    }
}

static void add_posts(struct site *site)
{
    size_t *posts = ARENA_ARRAY(site->arena, size_t, site->page_count + 1), count = 0;
    for (size_t i = 0; posts && i < site->page_count; i++) {
        if (site->pages[i].is_post && !page_is_future(site, &site->pages[i])) {
            posts[count++] = i;
        }
    }
    site->posts_named = true;
    if (!posts || !order_pages(site, STR("posts"), posts, count)) {
        return;
    }
    for (size_t i = 0; i < count; i++) {
        add_post(site, posts[i]);
    }
}

const struct page *post_find(struct site *site, struct str name, struct str *exact)
{
    struct str slug, path = str_starts(name, "/") ? str_skip(name, 1) : name;
    int64_t date = DATE_NONE;
    *exact = (struct str){0};
    if (!site->posts_named) {
        add_posts(site);
    }
    const struct page *page = index_page(site, &site->by_post, path);
    bool named = post_name_split(path_name(path), &date, &slug);
    if (!page && named) {
        page = index_page(site, &site->by_post, day_name(site, date, slug));
        struct str own = page ? exact_path(site, page->source) : (struct str){0};
        *exact = str_sub(own, 0, own.len - path_extension(own).len);
    }
    return page;
}
