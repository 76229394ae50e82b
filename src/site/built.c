/* Built sites: folders of whole HTML pages without what they were made from. Their pages
 * say in their heads what front matter says elsewhere; runs once all of them are read. They
 * need no front page at the root: it may be that of a language, or of a part that was
 * copied. */
#include "base/path.h"
#include "html/html.h"
#include "site/head.h"
#include "site/state.h"
#include "site/titles.h"

static bool is_folder_page(struct str path)
{
    struct str name = path_name(path);
    return str_eq_ignore_case(name, STR("index.html")) ||
           str_eq_ignore_case(name, STR("index.htm"));
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

/* As a server has it, for which a README is a page like any other, and what is hidden is no
 * source of another. */
static void set_address(struct site *site, struct page *page)
{
    struct str folder = path_folder(page->source);
    struct str path =
        is_folder_page(page->source)
            ? arena_format(site->arena, "/%.*s%s", STR_ARG(folder), folder.len ? "/" : "")
            : arena_format(site->arena, "/%.*s", STR_ARG(page->source));
    bool served = page->format == PAGE_HTML || path_is_hidden(page->source);
    page->url = served ? path_encode_name(site->arena, path) : page->url;
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

/* What most pages are called is the site's name: a card's title is often the same on all.
 */
struct shared_titles {
    struct title_parts parts; /* of titles, with what separates them */
    struct str title, card_title;
};

/* Where the card has the name of the site, whoever made both titles had none for the page,
 * which is right for the front. */
static struct str title_of(const struct page_head *head, const struct shared_titles *shared,
                           bool front)
{
    bool card = head->card_title.len && !str_eq(head->card_title, shared->card_title);
    bool named = head->title.len && !str_eq(head->title, shared->title);
    bool site = card && !front && str_eq(head->card_title, head->site_name);
    return site    ? (struct str){0}
           : card  ? head->card_title
           : named ? head->title
                   : (struct str){0};
}

/* "Ours" of a page that has no more to say than " | Ours" behind all others' titles. */
static bool is_sites_name(struct str title, const struct page_head *head,
                          const struct shared_titles *shared)
{
    return title.len &&
           (str_eq(title, head->site_name) || title_is_part(title, shared->parts.start) ||
            title_is_part(title, shared->parts.end) ||
            title_is_part(title, shared->parts.before));
}

/* Of all pages that are none of those that only lead on. */
static bool find_shared(struct site *site, const struct page_head *heads,
                        struct shared_titles *out)
{
    struct arena *arena = site->arena;
    size_t count = site->page_count;
    struct str *titles = ARENA_ARRAY(arena, struct str, count + 1);
    struct str *cards = ARENA_ARRAY(arena, struct str, count + 1);
    if (!titles || !cards) {
        return false;
    }
    for (size_t i = 0; i < count; i++) {
        bool stays = heads[i].refresh.len == 0;
        titles[i] = stays ? heads[i].title : (struct str){0};
        cards[i] = stays ? heads[i].card_title : (struct str){0};
    }
    *out = (struct shared_titles){
        .parts = titles_find_parts(arena, titles, count),
        .title = titles_find_shared(arena, titles, count, TITLE_WHOLE),
        .card_title = titles_find_shared(arena, cards, count, TITLE_WHOLE)};
    return true;
}

struct str site_head_title(const struct site *site, struct arena *arena, struct str html)
{
    struct page_head head = {0};
    head_read(arena, html, &head);
    struct str name = str_trim(site->config.title);
    bool own = head.card_title.len && !str_eq(head.card_title, name) &&
               !str_eq(head.card_title, head.site_name);
    return own || !head.title.len ? head.card_title : head.title;
}

/* "Ours | What we are for" is what jekyll-seo-tag calls pages without titles. */
static bool says_of_site(const struct site *site, struct str title)
{
    static const char *const keys[] = {"title", "name", "tagline", "description"};
    struct str said = {0};
    bool same = false;
    for (size_t i = 0; i < sizeof keys / sizeof keys[0] && !same; i++) {
        said = value_text_or(value_get(site->config.values, str_from(keys[i])),
                             (struct str){0});
        same = said.len && str_eq(title, str_trim(said));
    }
    return same || str_eq(title, str_trim(site->config.title));
}

struct str site_title_of_page(const struct site *site, struct arena *arena,
                              struct str title, const struct str *others, size_t count)
{
    struct title_parts parts = titles_find_parts(arena, others, count);
    struct str name = str_trim(site->config.title);
    struct str own = title_without_site(str_trim(title), name);
    own = title_without(own, &parts);
    return says_of_site(site, own) ? (struct str){0} : own;
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
                     const struct shared_titles *shared)
{
    bool sourced = site->is_beside && !page->only_built;
    if (!sourced || page->title.len == 0) {
        bool front = str_is(page->url, "/");
        struct str own = title_without(title_of(head, shared, front), &shared->parts);
        page->title = !front && is_sites_name(own, head, shared) ? (struct str){0} : own;
    }
    if (sourced) {
        return;
    }
    struct str to =
        head->refresh.len ? plain(site, head->refresh) : led_to(site, page, head);
    page->redirect_to = to.len ? to : page->redirect_to;
    set_dates(site, page, head);
}

/* "Our conference, 2019" of all pages of that year. */
static bool mark_shared_titles(struct site *site)
{
    size_t count = site->page_count;
    struct str *titles = ARENA_ARRAY(site->arena, struct str, count + 1);
    bool *shared = ARENA_ARRAY(site->arena, bool, count + 1);
    for (size_t i = 0; titles && i < count; i++) {
        const struct page *page = &site->pages[i];
        bool named = page->built.len && (!site->is_beside || page->only_built) &&
                     !page->redirect_to.len;
        titles[i] = named ? page->title : (struct str){0};
    }
    bool ok = titles && shared && titles_mark_repeated(site->arena, titles, count, shared);
    for (size_t i = 0; ok && i < count; i++) {
        site->pages[i].shares_title = shared[i];
    }
    return ok;
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
    site->is_built = heads && built_fits(site, heads);
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
    built_drop_stamps(site, heads);
    struct shared_titles shared;
    if (!find_shared(site, heads, &shared)) {
        return false;
    }
    for (size_t i = 0; i < site->page_count; i++) {
        if (site->is_built || site->pages[i].built.len) {
            describe(site, &site->pages[i], &heads[i], &shared);
        }
        struct str name = heads[i].site_name;
        site->config.title = site->config.title.len ? site->config.title : name;
    }
    return mark_shared_titles(site) && !arena_failed(site->arena);
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
