/* Built sites: folders of whole HTML pages without what they were made from. Their pages
 * say in their heads what front matter says elsewhere; runs once all of them are read. They
 * need no front page at the root: it may be that of a language, or of a part that was
 * copied. */
#include "base/path.h"
#include "html/html.h"
#include "site/head.h"
#include "site/rules.h"
#include "site/state.h"

#define FEWEST_PAGES 3    /* fewer are a folder of documents */
#define FEW_TEXTS 20      /* one page of Markdown among so many others is a copy's README */
#define SHARED_PERCENT 50 /* of titles, which end or begin alike */

/* What stands between the name of a page and that of its site. */
static const char *const separators[] = {" | ",  " - ", " – ", " — ", " · ",
                                         " :: ", " » ", " « ", " • ", ": "};

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
           whole >= FEWEST_PAGES && others * FEW_TEXTS <= whole;
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

/* What comes behind the last separator, or before the first, with it. */
static struct str shared_part(struct str title, bool ends)
{
    size_t best = STR_NONE, len = 0;
    for (size_t i = 0; i < sizeof separators / sizeof separators[0]; i++) {
        struct str sign = str_from(separators[i]);
        for (size_t at = 0; (at = str_find(title, sign, at)) != STR_NONE; at++) {
            bool better = best == STR_NONE || (ends ? at > best : at < best);
            best = better ? at : best;
            len = better ? sign.len : len;
            if (!ends) {
                break;
            }
        }
    }
    return best == STR_NONE ? (struct str){0}
           : ends           ? str_skip(title, best)
                            : str_sub(title, 0, best + len);
}

/* The part that most titles end with, or begin with; empty: there is none such. */
static struct str find_shared(struct site *site, const struct page_head *heads, bool ends)
{
    struct value counts = value_map_new(site->arena);
    struct str best = {0};
    int64_t most = 0, titled = 0;
    for (size_t i = 0; i < site->page_count && counts.kind == VALUE_MAP; i++) {
        struct str title = heads[i].refresh.len ? (struct str){0} : heads[i].title;
        struct str part = shared_part(title, ends);
        titled += title.len > 0;
        if (part.len) {
            int64_t count = value_get(counts, part).as.integer + 1;
            (void)value_map_set(site->arena, counts, part, value_integer(count));
            best = count > most ? part : best;
            most = count > most ? count : most;
        }
    }
    bool shared = most >= FEWEST_PAGES && most * 100 >= titled * SHARED_PERCENT;
    return shared ? best : (struct str){0};
}

static struct str without_shared(struct str title, struct str start, struct str end)
{
    if (end.len && title.len > end.len &&
        str_eq(str_skip(title, title.len - end.len), end)) {
        title = str_sub(title, 0, title.len - end.len);
    } else if (start.len && title.len > start.len &&
               str_eq(str_sub(title, 0, start.len), start)) {
        title = str_skip(title, start.len);
    }
    return str_trim(title);
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

static void describe(struct site *site, struct page *page, const struct page_head *head,
                     struct str start, struct str end)
{
    page->title = without_shared(title_of(head), start, end);
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
        if (site->pages[i].format == PAGE_HTML && !site->pages[i].has_front_matter) {
            head_read(site->arena, site->pages[i].text, &heads[i]);
        }
    }
    site->is_built = heads && looks_built(site, heads);
    if (!site->is_built) {
        return heads != NULL;
    }
    for (size_t i = 0; i < site->page_count; i++) {
        set_address(site, &site->pages[i]);
    }
    find_base(site, heads);
    struct str start = find_shared(site, heads, false),
               end = find_shared(site, heads, true);
    for (size_t i = 0; i < site->page_count; i++) {
        describe(site, &site->pages[i], &heads[i], start, end);
        struct str name = heads[i].site_name;
        site->config.title = site->config.title.len ? site->config.title : name;
    }
    return !arena_failed(site->arena);
}

/* The front page */

static size_t count_folders(struct str path)
{
    size_t count = 0;
    for (size_t i = 0; i < path.len; i++) {
        count += path.ptr[i] == '/';
    }
    return count;
}

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
    size_t one = count_folders(a->source), other = count_folders(b->source);
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
