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

static struct value copy_map(struct site *site, struct value from)
{
    struct value map = value_map_new(site->arena);
    for (size_t i = 0; map.kind == VALUE_MAP && i < value_count(from); i++) {
        value_map_set(site->arena, map, from.as.map->entries[i].key,
                      from.as.map->entries[i].value);
    }
    return map;
}

static struct value text_list(struct site *site, const struct str *texts, size_t count)
{
    struct value list = value_list_new(site->arena);
    for (size_t i = 0; list.kind == VALUE_LIST && i < count; i++) {
        value_list_add(site->arena, list, value_string(texts[i]));
    }
    return list;
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

/* A document without a date has the site's. */
static void put_document(struct site *site, struct value map, const struct page *page,
                         const struct page_state *state)
{
    if (!value_has(map, STR("title"))) {
        put_text(site, map, "title", slug_title(site->arena, state->slug));
    }
    if (!value_has(map, STR("slug"))) {
        put_text(site, map, "slug", state->slug);
    }
    int64_t date = page->date != DATE_NONE ? page->date : site->now;
    if (date != DATE_NONE) {
        put_text(site, map, "date", date_text(site->arena, date));
    }
    struct str slug = value_text_or(value_get(map, STR("slug")), state->slug);
    put_text(site, map, "id", document_id(site, page, slug));
    put_text(site, map, "collection", page->collection);
    put_text(site, map, "relative_path", shown_path(site, page));
    put_text(site, map, "ext", state->extension);
    put(site, map, "categories", text_list(site, state->categories, state->category_count));
    put(site, map, "tags", text_list(site, state->tags, state->tag_count));
    put(site, map, "draft", value_bool(false));
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

struct value page_drop(struct site *site, size_t index)
{
    struct page_state *state = &site->states[index];
    const struct page *page = &site->pages[index];
    if (state->drop.kind == VALUE_MAP) {
        return state->drop;
    }
    struct value map = copy_map(site, page->data);
    put_text(site, map, "url", page->url);
    put_text(site, map, "path", shown_path(site, page));
    put_text(site, map, "name", path_name(page->source));
    if (page->collection.len) {
        put_document(site, map, page, state);
        (void)value_map_set_beyond(site->arena, map, str_from(page_mark),
                                   value_integer((int64_t)index));
    } else {
        put_text(site, map, "content", page->body);
        put_text(site, map, "dir", url_folder(site, page->url));
        if (!value_has(map, STR("excerpt"))) {
            put(site, map, "excerpt", value_nil());
        }
    }
    state->drop = map;
    return map;
}
