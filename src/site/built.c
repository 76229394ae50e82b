/* Built sites: folders of whole HTML pages without what they were made from. Their pages
 * say in their heads what front matter says elsewhere; runs once all of them are read. They
 * need no front page at the root: it may be that of a language, or of a part that was
 * copied. */
#include "base/path.h"
#include "html/html.h"
#include "site/head.h"
#include "site/rules.h"
#include "site/state.h"
#include "site/titles.h"

#define FEWEST_PAGES 3    /* fewer are a folder of documents */
#define FEW_TEXTS 20      /* one page of Markdown among so many others is a copy's README */

static bool is_folder_page(struct str path)
{
    struct str name = path_name(path);
    return str_eq_ignore_case(name, STR("index.html")) ||
           str_eq_ignore_case(name, STR("index.htm"));
}

static bool looks_built(const struct site *site, const struct page_head *heads)
{
    size_t whole = 0, others = 0;
    for (size_t i = 0; i < site->page_count; i++) {
        const struct page *page = &site->pages[i];
        bool is_whole =
            page->format == PAGE_HTML && !page->has_front_matter && heads[i].whole;
        whole += is_whole;
        others += !is_whole;
    }
    return site->config.rules->has_generators && !site->scopes && !site->dialect_is_named &&
           !site->is_beside && whole >= FEWEST_PAGES && others * FEW_TEXTS <= whole;
}

/* Addresses */

static struct str plain(struct site *site, struct str text)
{
    struct report *none = report_new();
    struct str line = none ? html_line_text(site->arena, text, none) : text;
    report_free(none);
    return line;
}

/* The host of an absolute address with its scheme; empty: it is none. */
static struct str origin_of(struct str address)
{
    size_t host = str_starts(address, "https://")  ? 8
                  : str_starts(address, "http://") ? 7
                                                   : 0;
    size_t end = host ? str_find_byte(address, '/', host) : 0;
    return str_sub(address, 0, end == STR_NONE ? address.len : end);
}

/* The first page that says where it lies tells where all do. */
static void find_base(struct site *site, const struct page_head *heads)
{
    for (size_t i = 0; i < site->page_count && !site->config.url.len; i++) {
        struct str address = plain(site, heads[i].canonical);
        struct str origin = origin_of(address), url = site->pages[i].url;
        struct str path = str_skip(address, origin.len);
        size_t query = str_find_byte(path, '?', 0);
        path = str_sub(path, 0, query == STR_NONE ? path.len : query);
        struct str bare = str_ends(url, ".html") ? str_sub(url, 0, url.len - 5) : url;
        bool same = origin.len && !heads[i].refresh.len && !heads[i].bare;
        struct str tail =
            str_ends(path, "/") || !str_ends(url, "/") ? url : str_without_end(url, '/');
        tail = path.len >= tail.len && str_eq(str_skip(path, path.len - tail.len), tail)
                   ? tail
                   : bare;
        same = same && path.len >= tail.len &&
               str_eq(str_skip(path, path.len - tail.len), tail);
        if (same && str_find(origin, STR("//localhost"), 0) == STR_NONE) {
            site->config.url = origin;
            site->config.base_url =
                str_without_end(str_sub(path, 0, path.len - tail.len), '/');
        }
    }
}

/* As a server has it, for which a README is a page like any other. */
static void set_address(struct site *site, struct page *page)
{
    struct str folder = path_folder(page->source);
    struct str path =
        is_folder_page(page->source)
            ? arena_format(site->arena, "/%.*s%s", STR_ARG(folder), folder.len ? "/" : "")
            : arena_format(site->arena, "/%.*s", STR_ARG(page->source));
    page->url = page->format == PAGE_HTML ? path_encode_name(site->arena, path) : page->url;
}

/* Where a page without words says that it lies elsewhere: a script leads there. */
static struct str led_to(struct site *site, const struct page *page,
                         const struct page_head *head)
{
    struct str to = plain(site, head->canonical), own = page->url;
    struct str path = str_skip(to, origin_of(to).len), base = site->config.base_url;
    if (path.len >= base.len && str_eq(str_sub(path, 0, base.len), base)) {
        path = str_skip(path, base.len);
    }
    bool same = str_eq(index_key(str_skip(path, str_starts(path, "/") ? 1 : 0)),
                       index_key(str_skip(own, 1)));
    return head->bare && !same ? to : (struct str){0};
}

/* Titles */

static struct str title_of(const struct page_head *head)
{
    return head->card_title.len ? head->card_title : head->title;
}

/* Of all pages that are none of those that only lead on. */
static struct str find_shared(struct site *site, const struct page_head *heads, bool ends)
{
    struct str *titles = ARENA_ARRAY(site->arena, struct str, site->page_count + 1);
    for (size_t i = 0; titles && i < site->page_count; i++) {
        titles[i] = heads[i].refresh.len ? (struct str){0} : heads[i].title;
    }
    return titles ? titles_find_shared(site->arena, titles, site->page_count, ends)
                  : (struct str){0};
}

struct str site_head_title(struct arena *arena, struct str html)
{
    struct page_head head = {0};
    head_read(arena, html, &head);
    return title_of(&head);
}

struct str site_title_of_page(const struct site *site, struct arena *arena,
                              struct str title, const struct str *others, size_t count)
{
    struct str start = titles_find_shared(arena, others, count, false),
               end = titles_find_shared(arena, others, count, true);
    struct str name = str_trim(site->config.title);
    struct str own = title_without_site(str_trim(title), name);
    own = title_without(own, start, end);
    return str_eq(own, name) ? (struct str){0} : own;
}

/* Facts */

static void set_dates(struct site *site, struct page *page, const struct page_head *head)
{
    struct moment when;
    if (head->published.len && date_read(head->published, 0, &when)) {
        page->date = when.seconds;
        page->date_offset = when.offset;
    }
    if (head->modified.len && page->data.kind == VALUE_MAP) {
        (void)value_map_set(site->arena, page->data, STR("last_modified_at"),
                            value_string(head->modified));
    }
}

/* What a page's source says goes before. */
static void describe(struct site *site, struct page *page, const struct page_head *head,
                     struct str start, struct str end)
{
    bool sourced = site->is_beside && !page->only_built;
    if (!sourced || page->title.len == 0) {
        page->title = title_without(title_of(head), start, end);
    }
    if (sourced) {
        return;
    }
    struct str to =
        head->refresh.len ? plain(site, head->refresh) : led_to(site, page, head);
    page->redirect_to = to.len ? to : page->redirect_to;
    set_dates(site, page, head);
}

bool built_describe(struct site *site)
{
    struct page_head *heads =
        ARENA_ARRAY(site->arena, struct page_head, site->page_count + 1);
    for (size_t i = 0; heads && i < site->page_count; i++) {
        const struct page *page = &site->pages[i];
        if (page->built.len) {
            head_read(site->arena, page->built, &heads[i]);
        } else if (!site->is_beside && page->format == PAGE_HTML &&
                   !page->has_front_matter) {
            head_read(site->arena, page->text, &heads[i]);
        }
    }
    site->is_built = heads && looks_built(site, heads);
    if (!site->is_built && !site->is_beside) {
        return heads != NULL;
    }
    for (size_t i = 0; site->is_built && i < site->page_count; i++) {
        set_address(site, &site->pages[i]);
        site->pages[i].built =
            site->pages[i].format == PAGE_HTML && !site->pages[i].has_front_matter
                ? site->pages[i].body
                : (struct str){0};
    }
    find_base(site, heads);
    struct str start = find_shared(site, heads, false),
               end = find_shared(site, heads, true);
    for (size_t i = 0; i < site->page_count; i++) {
        if (site->is_built || site->pages[i].built.len) {
            describe(site, &site->pages[i], &heads[i], start, end);
        }
        struct str name = heads[i].site_name;
        site->config.title = site->config.title.len ? site->config.title : name;
    }
    return !arena_failed(site->arena);
}

/* The front page */

static bool opens_folder(const struct page *page)
{
    return is_folder_page(page->source) ||
           (page->format == PAGE_HTML &&
            str_eq_ignore_case(path_stem(page->source), STR("README")));
}

/* Whether `a` is nearer to the root; at the same distance an index goes before a README,
 * then the shorter path. */
static bool is_nearer(const struct page *a, const struct page *b)
{
    size_t one = path_depth(a->source), other = path_depth(b->source);
    if (one != other) {
        return one < other;
    }
    bool index = is_folder_page(a->source);
    return index != is_folder_page(b->source) ? index : a->source.len < b->source.len;
}

const struct page *built_front_page(const struct site *site)
{
    const struct page *front = NULL;
    for (size_t i = 0; i < site->page_count; i++) {
        const struct page *page = &site->pages[i];
        if (opens_folder(page) && (!front || is_nearer(page, front))) {
            front = page;
        }
    }
    return front;
}

bool site_is_built(const struct site *site)
{
    return site->is_built;
}
