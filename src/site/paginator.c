/* Paginator: what jekyll-paginate 1.1 shows a site's list of posts by. The first of the
 * list's pages stands in the site's files; the others are made of the same source. */
#include "base/path.h"
#include "site/rules.h"
#include "site/state.h"

#define POSTS_LIMIT 100000 /* of one page */
#define PLUGIN "jekyll-paginate"

static int64_t posts_a_page(const struct site *site)
{
    struct value wanted = value_get(site->config.values, STR("paginate"));
    int64_t posts = wanted.kind == VALUE_INTEGER ? wanted.as.integer : 0;
    struct str text = value_text_or(wanted, (struct str){0});
    for (size_t i = 0; i < text.len && ascii_is_digit(text.ptr[i]) && posts <= POSTS_LIMIT;
         i++) {
        posts = posts * 10 + (text.ptr[i] - '0');
    }
    return posts > 0 && posts <= POSTS_LIMIT ? posts : 0;
}

static struct str pages_path(const struct site *site)
{
    return value_text_or(value_get(site->config.values, STR("paginate_path")),
                         STR("/page:num"));
}

/* "index.html" in a folder on the way to the further pages; not above the site. */
static bool is_candidate(const struct site *site, const struct page *page)
{
    struct str path = pages_path(site);
    path = str_starts(path, "/") ? str_skip(path, 1) : path;
    struct str folder = path_folder(str_without_ends(path, '/'));
    struct str own = path_folder(page->source);
    return path.len && page->collection.len == 0 && page->has_front_matter &&
           str_is(path_name(page->source), "index.html") &&
           (own.len == 0 || str_eq(own, folder) || path_is_below(folder, own));
}

/* The deepest of those that can be it; NULL: there is none. */
static struct page *list_page(const struct site *site)
{
    struct page *best = NULL;
    for (size_t i = 0; i < site->page_count; i++) {
        struct page *page = &site->pages[i];
        if (is_candidate(site, page) && (!best || page->source.len > best->source.len)) {
            best = page;
        }
    }
    return best;
}

/* Where page `number` of the list is published; before its beginning: nil. */
static struct value page_path(struct site *site, const struct page *first, size_t number)
{
    struct str format = pages_path(site);
    size_t at = str_find(format, STR(":num"), 0);
    const char *slash = str_starts(format, "/") ? "" : "/";
    if (number < 2) {
        return number ? value_string(first->url) : value_nil();
    }
    if (at == STR_NONE) {
        return value_string(arena_format(site->arena, "%s%.*s", slash, STR_ARG(format)));
    }
    return value_string(arena_format(site->arena, "%s%.*s%zu%.*s", slash,
                                     STR_ARG(str_sub(format, 0, at)), number,
                                     STR_ARG(str_skip(format, at + 4))));
}

static size_t parts_of(size_t posts, size_t most)
{
    return posts / most + (posts % most ? 1 : 0);
}

size_t paginator_room(const struct site *site, size_t file_count)
{
    size_t most = (size_t)posts_a_page(site);
    return most && site->config.rules->has_liquid ? parts_of(file_count, most) : 0;
}

/* Those that lists show and their front matter does not hide. */
static size_t count_posts(struct site *site)
{
    size_t count, listed = 0;
    const size_t *posts = site_members(site, STR("posts"), &count);
    for (size_t i = 0; posts && i < count; i++) {
        struct value data = site->pages[posts[i]].data;
        listed += !value_is_true(value_get(data, STR("hidden")));
    }
    return listed;
}

static void tell_no_plugin(const struct site *site, struct report *report)
{
    uint32_t line = value_get(site->config.values, STR("paginate")).line;
    report_warning(
        report, (struct place){site->config.name, line, line ? 1 : 0, 0}, "paginate-plugin",
        "'paginate' has no effect: the site does not name the plug-in '" PLUGIN "'");
    report_hint(report, "add '" PLUGIN "' to 'plugins'");
}

/* Jekyll reads them again from where the first page is published: where a permalink takes
 * that away from its source, it finds nothing, and they are empty. */
static bool can_go_on(const struct page *first)
{
    struct str at = path_folder(str_skip(first->url, 1));
    at = str_ends(first->url, "/") ? str_without_end(str_skip(first->url, 1), '/') : at;
    return str_eq(at, path_folder(first->source));
}

static void add_page(struct site *site, const struct page *first, size_t number)
{
    size_t at = site->page_count++;
    struct str folder = str_skip(page_path(site, first, number).as.string, 1);
    site_read_list_page(site, first, str_without_ends(folder, '/'), &site->pages[at],
                        &site->states[at]);
    site->pages[at].list_number = (uint32_t)number;
}

void paginator_add_pages(struct site *site, struct report *report)
{
    size_t most = site->config.rules->has_liquid ? (size_t)posts_a_page(site) : 0;
    struct page *first = most ? list_page(site) : NULL;
    if (!first) {
        return;
    }
    if (!ruby_has_plugin(site, PLUGIN, true)) {
        tell_no_plugin(site, report);
        return;
    }
    site->list_count = parts_of(count_posts(site), most);
    site->list_first = page_index(site, first);
    first->list_number = site->list_count ? 1 : 0;
    size_t made = can_go_on(first) ? site->list_count : 0;
    for (size_t number = 2; number <= made && !arena_failed(site->arena); number++) {
        add_page(site, first, number);
    }
}

static struct value listed_posts(struct site *site)
{
    struct value all = value_get(site->scope_site, STR("posts"));
    if (site->listed_posts.kind == VALUE_LIST) {
        return site->listed_posts;
    }
    site->listed_posts = value_list_new(site->arena);
    for (size_t i = 0; site->listed_posts.kind == VALUE_LIST && i < value_count(all); i++) {
        struct value post = value_at(all, i);
        if (!value_is_true(value_get(post, STR("hidden")))) {
            (void)value_list_add(site->arena, site->listed_posts, post);
        }
    }
    return site->listed_posts;
}

static struct value posts_of(struct site *site, struct value all, size_t number,
                             size_t most)
{
    struct value posts = value_list_new(site->arena);
    size_t from = (number - 1) * most, count = value_count(all);
    for (size_t i = from; posts.kind == VALUE_LIST && i < count && i - from < most; i++) {
        (void)value_list_add(site->arena, posts, value_at(all, i));
    }
    return posts;
}

static struct value number_value(size_t number)
{
    return number ? value_integer((int64_t)number) : value_nil();
}

struct value paginator_drop(struct site *site, const struct page *page)
{
    size_t most = (size_t)posts_a_page(site), number = page->list_number;
    if (number == 0) {
        return value_nil();
    }
    const struct page *first = &site->pages[site->list_first];
    struct value all = listed_posts(site), map = value_map_new(site->arena);
    size_t before = number - 1, behind = number < site->list_count ? number + 1 : 0;
    const struct {
        const char *name;
        struct value value;
    } members[] = {
        {"page", number_value(number)},
        {"per_page", number_value(most)},
        {"posts", posts_of(site, all, number, most)},
        {"total_posts", value_integer((int64_t)value_count(all))},
        {"total_pages", number_value(site->list_count)},
        {"previous_page", number_value(before)},
        {"previous_page_path", page_path(site, first, before)},
        {"next_page", number_value(behind)},
        {"next_page_path", page_path(site, first, behind)},
    };
    for (size_t i = 0; map.kind == VALUE_MAP && i < sizeof members / sizeof members[0];
         i++) {
        (void)value_map_set(site->arena, map, str_from(members[i].name), members[i].value);
    }
    return map;
}
