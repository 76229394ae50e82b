/* Drops: what templates see of a page or of a document. Made once per page and kept, as
 * lists of the whole site hold them. */
#include "base/path.h"
#include "base/slug.h"
#include "site/state.h"

static void put(struct site *site, struct value map, const char *key, struct value value)
{
    if (map.kind == VALUE_MAP) {
        (void)value_map_set(site->arena, map, str_from(key), value);
    }
}

static void put_text(struct site *site, struct value map, const char *key, struct str text)
{
    put(site, map, key, value_string(text));
}

/* Front matter's own values, behind what is in `map`: a name that is there stays as it is.
 */
static void put_own(struct site *site, struct value map, struct value own,
                    const char *const *hidden, size_t hidden_count)
{
    for (size_t i = 0; map.kind == VALUE_MAP && i < value_count(own); i++) {
        const struct value_entry *entry = &own.as.map->entries[i];
        bool shown = !value_has(map, entry->key);
        for (size_t k = 0; k < hidden_count && shown; k++) {
            shown = !str_eq(entry->key, str_from(hidden[k]));
        }
        if (shown) {
            value_map_set(site->arena, map, entry->key, entry->value);
        }
    }
}

/* As the site's clocks show it. */
static void put_date(struct site *site, struct value map, int64_t date)
{
    int32_t offset = zone_offset(site->config.zone, date);
    put(site, map, "date", value_time(date_text(site->arena, date, offset)));
}

static struct str document_id(struct site *site, const struct page *page, struct str slug)
{
    struct str folder = path_folder(str_without_end(page->url, '/'));
    return arena_format(site->arena, "%.*s/%.*s", STR_ARG(folder), STR_ARG(slug));
}

/* A document's path is given from the folder of the collections on. */
static struct str shown_path(const struct site *site, const struct page *page)
{
    struct str base = site->config.collections_folder;
    bool below = page->collection.len && base.len &&
                 str_eq(str_sub(page->source, 0, base.len), base);
    return below ? str_skip(page->source, base.len + 1) : page->source;
}

/* Of a document's front matter, never shown as it stands. */
static const char *const hidden[] = {"content", "output", "next", "previous", "excerpt"};

static struct value own_value(const struct page *page, const char *key)
{
    return value_get(page->data, str_from(key));
}

/* The excerpt that front matter itself gives, as text. */
static void put_excerpt(struct site *site, struct value map, const struct page *page)
{
    struct value own = own_value(page, "excerpt");
    if (value_is_true(own)) {
        put_text(site, map, "excerpt", liquid_text(site->arena, own));
    }
}

/* What templates see of a file of YAML: what it says, and where it lies. */
static void put_bare(struct site *site, struct value map, const struct page *page,
                     const struct page_state *state)
{
    struct value name = own_value(page, "name"), own_slug = own_value(page, "slug");
    struct str slug =
        value_is_true(own_slug) ? liquid_text(site->arena, own_slug) : state->slug;
    put(site, map, "name",
        value_is_true(name) ? name : value_string(path_name(page->source)));
    put_text(site, map, "collection", page->collection);
    put_text(site, map, "id", document_id(site, page, slug));
    put_text(site, map, "url", page->url);
    put_text(site, map, "relative_path", shown_path(site, page));
    put_text(site, map, "path", shown_path(site, page));
    put_excerpt(site, map, page);
    put_own(site, map, page->data, hidden, sizeof hidden / sizeof hidden[0]);
    if (!value_has(map, STR("date")) && site->present != DATE_NONE) {
        put_date(site, map, site->present);
    }
}

/* What templates see of a document, in Jekyll's order. A name, an extension, a slug and a
 * draft are front matter's where it has them; its `content`, `output` and neighbours are
 * never shown. A document without a date has the site's. */
static void put_document(struct site *site, struct value map, const struct page *page,
                         const struct page_state *state)
{
    struct value name = own_value(page, "name"), title = own_value(page, "title");
    struct value own_slug = own_value(page, "slug");
    struct str slug =
        value_is_true(own_slug) ? liquid_text(site->arena, own_slug) : state->slug;
    int64_t date = page->date != DATE_NONE ? page->date : site->present;
    put(site, map, "name",
        value_is_true(name) ? name : value_string(path_name(page->source)));
    put(site, map, "tags", state->tags.shown);
    put_text(site, map, "collection", page->collection);
    put_text(site, map, "id", document_id(site, page, slug));
    put(site, map, "title",
        value_is_true(title) ? title : value_string(slug_title(site->arena, state->slug)));
    put(site, map, "categories", state->categories.shown);
    put_text(site, map, "url", page->url);
    put_text(site, map, "relative_path", shown_path(site, page));
    put_excerpt(site, map, page);
    put_text(site, map, "path", shown_path(site, page));
    if (date != DATE_NONE) {
        put_date(site, map, date);
    }
    put_own(site, map, page->data, hidden, sizeof hidden / sizeof hidden[0]);
    const struct {
        const char *key;
        struct value value;
    } others[] = {
        {"draft", value_bool(state->draft && own_value(page, "draft").kind == VALUE_NIL)},
        {"slug", value_string(state->slug)},
        {"ext", value_string(state->extension)}};
    for (size_t i = 0; i < sizeof others / sizeof others[0]; i++) {
        if (!value_is_true(value_get(map, str_from(others[i].key)))) {
            put(site, map, others[i].key, others[i].value);
        }
    }
}

static const char page_mark[] = "\x01page"; /* where a drop keeps its page's index */

struct page *drop_page(const struct site *site, struct value drop)
{
    struct value index = value_get(drop, str_from(page_mark));
    return index.kind == VALUE_INTEGER ? &site->pages[index.as.integer] : NULL;
}

/* "/a/b/" of "/a/b/" and of "/a/b/c.html". */
static struct str url_folder(struct site *site, struct str url)
{
    struct str folder = path_folder(url);
    return str_ends(url, "/") || folder.len == 0
               ? (url.len && str_ends(url, "/") ? url : STR("/"))
               : arena_format(site->arena, "%.*s/", STR_ARG(folder));
}

/* A page's front matter comes first, but only its `path` wins over what Jekyll adds. */
static void put_page(struct site *site, struct value map, const struct page *page)
{
    put_own(site, map, page->data, NULL, 0);
    put_text(site, map, "content", page->body);
    put_text(site, map, "dir", url_folder(site, page->url));
    put(site, map, "excerpt", own_value(page, "excerpt"));
    put_excerpt(site, map, page);
    put_text(site, map, "name", path_name(page->source));
    if (!value_has(map, STR("path"))) {
        put_text(site, map, "path", page->source);
    }
    put_text(site, map, "url", page->url);
}

struct value page_drop(struct site *site, size_t index)
{
    struct page_state *state = &site->states[index];
    const struct page *page = &site->pages[index];
    if (state->drop.kind == VALUE_MAP) {
        return state->drop;
    }
    struct value map = value_map_new(site->arena);
    if (page->collection.len) {
        if (state->bare) {
            put_bare(site, map, page, state);
        } else {
            put_document(site, map, page, state);
        }
        (void)value_map_set_beyond(site->arena, map, str_from(page_mark),
                                   value_integer((int64_t)index));
        if (page->date == DATE_NONE && !value_has(page->data, STR("date"))) {
            (void)value_map_set_beyond(site->arena, map, STR(LIQUID_UNDATED),
                                       value_bool(true));
        }
    } else {
        put_page(site, map, page);
    }
    state->drop = map;
    return map;
}

struct value excerpt_drop(struct site *site, size_t index, struct str text)
{
    static const char *const told[] = {"id", "path", "relative_path"};
    static const char *const beyond[] = {"previous", "next", LIQUID_UNDATED};
    struct value map = value_map_new(site->arena), whole = page_drop(site, index);
    put_own(site, map, whole, NULL, 0);
    for (size_t i = 0; i < sizeof told / sizeof told[0]; i++) {
        struct str value = liquid_text(site->arena, value_get(whole, str_from(told[i])));
        put_text(site, map, told[i],
                 arena_format(site->arena, "%.*s%s", STR_ARG(value),
                              i ? "/#excerpt" : "#excerpt"));
    }
    put_text(site, map, "content", text);
    put(site, map, "excerpt", value_nil()); /* an excerpt has none */
    for (size_t i = 0; i < sizeof beyond / sizeof beyond[0] && map.kind == VALUE_MAP; i++) {
        struct str key = str_from(beyond[i]);
        if (value_has(whole, key)) {
            (void)value_map_set_beyond(site->arena, map, key, value_get(whole, key));
        }
    }
    return map;
}
