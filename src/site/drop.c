/* Drop: what templates see of the site (`site`) and of the page at hand (`page`). */
#include "base/path.h"
#include "base/date.h"
#include "site/state.h"

#define JEKYLL_VERSION "4.3.1"

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

/* "my-first_post" as "My First_post": the title of a post that names none. */
static struct str title_from_slug(struct site *site, struct str slug)
{
    struct buf out = {0};
    bool first = true;
    for (size_t i = 0; i < slug.len; i++) {
        char c = slug.ptr[i] == '-' ? ' ' : slug.ptr[i];
        buf_add_byte(&out, first ? ascii_upper(c) : ascii_lower(c));
        first = slug.ptr[i] == '-';
    }
    struct str title = arena_str(site->arena, buf_str(&out));
    buf_clear(&out);
    return title;
}

/* The text up to the first blank line, as Jekyll's excerpt_separator has it. */
static struct str excerpt(const struct site *site, const struct page *page)
{
    struct str separator = value_text_or(
        value_get(site->config.values, STR("excerpt_separator")), STR("\n\n"));
    size_t end = separator.len ? str_find(page->body, separator, 0) : STR_NONE;
    return str_sub(page->body, 0, end == STR_NONE ? page->body.len : end);
}

static struct str document_id(struct site *site, const struct page *page,
                              const struct page_state *state)
{
    struct str url = page->url;
    while (url.len > 1 && url.ptr[url.len - 1] == '/') {
        url.len--;
    }
    struct str folder = path_folder(url);
    return arena_format(site->arena, "%.*s/%.*s", STR_ARG(folder), STR_ARG(state->slug));
}

static void put_document(struct site *site, struct value map, const struct page *page,
                         const struct page_state *state)
{
    if (!value_has(map, STR("title"))) {
        put_text(site, map, "title", title_from_slug(site, state->slug));
    }
    if (!value_has(map, STR("slug"))) {
        put_text(site, map, "slug", state->slug);
    }
    if (page->date) {
        put_text(site, map, "date", date_text(site->arena, page->date));
    }
    if (!value_has(map, STR("excerpt"))) {
        put_text(site, map, "excerpt", excerpt(site, page));
    }
    put_text(site, map, "id", document_id(site, page, state));
    put_text(site, map, "collection", page->collection);
    put_text(site, map, "relative_path", page->source);
    put_text(site, map, "ext", state->extension);
    put(site, map, "categories", text_list(site, state->categories, state->category_count));
    put(site, map, "tags", text_list(site, state->tags, state->tag_count));
    put(site, map, "draft", value_bool(false));
}

static struct value page_drop(struct site *site, size_t index)
{
    struct page_state *state = &site->states[index];
    const struct page *page = &site->pages[index];
    if (state->drop.kind == VALUE_MAP) {
        return state->drop;
    }
    struct value map = copy_map(site, page->data);
    put_text(site, map, "url", page->url);
    put_text(site, map, "path", page->source);
    put_text(site, map, "content", page->body);
    put_text(site, map, "name", path_name(page->source));
    if (page->collection.len) {
        put_document(site, map, page, state);
    } else {
        struct str folder = str_ends(page->url, "/") ? page->url : path_folder(page->url);
        put_text(site, map, "dir", folder.len ? folder : STR("/"));
    }
    state->drop = map;
    return map;
}

static void add_to_group(struct site *site, struct value groups, struct str name,
                         struct value item)
{
    struct value list = value_get(groups, name);
    if (list.kind != VALUE_LIST) {
        list = value_list_new(site->arena);
        value_map_set(site->arena, groups, name, list);
    }
    if (list.kind == VALUE_LIST) {
        value_list_add(site->arena, list, item);
    }
}

static int compare_posts(const struct page *a, const struct page *b)
{
    return a->date != b->date ? (a->date < b->date ? -1 : 1)
                              : str_compare(a->source, b->source);
}

static void sift(const struct site *site, size_t *heap, size_t at, size_t count)
{
    for (size_t child; (child = 2 * at + 1) < count; at = child) {
        if (child + 1 < count &&
            compare_posts(&site->pages[heap[child + 1]], &site->pages[heap[child]]) < 0) {
            child++;
        }
        if (compare_posts(&site->pages[heap[at]], &site->pages[heap[child]]) <= 0) {
            return;
        }
        size_t held = heap[at];
        heap[at] = heap[child];
        heap[child] = held;
    }
}

/* Newest first: heap sort, so that no input is slow and no tie is left open. */
static size_t *sort_posts(struct site *site, size_t *count)
{
    size_t *posts = ARENA_ARRAY(site->arena, size_t, site->page_count + 1);
    *count = 0;
    for (size_t i = 0; posts && i < site->page_count; i++) {
        if (site->pages[i].is_post) {
            posts[(*count)++] = i;
        }
    }
    for (size_t i = *count / 2; i > 0; i--) {
        sift(site, posts, i - 1, *count);
    }
    for (size_t left = *count; left > 1; left--) {
        size_t held = posts[0];
        posts[0] = posts[left - 1];
        posts[left - 1] = held;
        sift(site, posts, 0, left - 1);
    }
    return posts;
}

static struct value neighbour(struct site *site, size_t index)
{
    struct value map = copy_map(site, page_drop(site, index));
    return map;
}

static void put_posts(struct site *site, struct value map)
{
    size_t count;
    size_t *posts = sort_posts(site, &count);
    struct value list = value_list_new(site->arena);
    struct value categories = value_map_new(site->arena), tags = value_map_new(site->arena);
    if (!posts || arena_failed(site->arena)) {
        return;
    }
    for (size_t i = 0; i < count; i++) {
        struct value drop = page_drop(site, posts[i]);
        const struct page_state *state = &site->states[posts[i]];
        value_list_add(site->arena, list, drop);
        for (size_t k = 0; k < state->category_count; k++) {
            add_to_group(site, categories, state->categories[k], drop);
        }
        for (size_t k = 0; k < state->tag_count; k++) {
            add_to_group(site, tags, state->tags[k], drop);
        }
    }
    put(site, map, "posts", list);
    put(site, map, "categories", categories);
    put(site, map, "tags", tags);
    for (size_t i = 0; i < count; i++) {
        struct value drop = page_drop(site, posts[i]);
        /* Copies made before these keys are set: the values stay a tree. */
        if (i > 0 && !value_has(drop, STR("next"))) {
            struct value next = neighbour(site, posts[i - 1]);
            put(site, next, "previous", value_nil());
            put(site, next, "next", value_nil());
            put(site, drop, "next", next);
        }
        if (i + 1 < count) {
            put(site, drop, "previous", neighbour(site, posts[i + 1]));
        }
    }
}

static void put_collections(struct site *site, struct value map)
{
    struct value all = value_list_new(site->arena), documents = value_list_new(site->arena);
    for (size_t i = 0; i < site->config.collection_count; i++) {
        const struct collection *collection = &site->config.collections[i];
        struct value entry =
            copy_map(site, collection->metadata.kind == VALUE_MAP ? collection->metadata
                                                                  : value_nil());
        struct value docs = value_list_new(site->arena);
        if (arena_failed(site->arena) || str_is(collection->label, "posts")) {
            continue;
        }
        for (size_t k = 0; k < site->page_count; k++) {
            if (str_eq(site->pages[k].collection, collection->label)) {
                value_list_add(site->arena, docs, page_drop(site, k));
                value_list_add(site->arena, documents, page_drop(site, k));
            }
        }
        put_text(site, entry, "label", collection->label);
        put(site, entry, "docs", docs);
        put(site, entry, "output", value_bool(collection->output));
        value_map_set(site->arena, map, collection->label, docs);
        value_list_add(site->arena, all, entry);
    }
    put(site, map, "collections", all);
    put(site, map, "documents", documents);
}

static struct value static_drop(struct site *site, struct str path)
{
    struct value map = value_map_new(site->arena);
    put_text(site, map, "path", arena_format(site->arena, "/%.*s", STR_ARG(path)));
    put_text(site, map, "name", path_name(path));
    put_text(site, map, "basename", path_stem(path));
    put_text(site, map, "extname", path_extension(path));
    return map;
}

static struct value build_site(struct site *site, int64_t now)
{
    struct value map = copy_map(site, site->config.values);
    struct value pages = value_list_new(site->arena), files = value_list_new(site->arena);
    if (arena_failed(site->arena)) {
        return map;
    }
    for (size_t i = 0; i < site->page_count; i++) {
        const struct page *page = &site->pages[i];
        if (page->collection.len == 0 && page->has_front_matter) {
            value_list_add(site->arena, pages, page_drop(site, i));
        }
    }
    for (size_t i = 0; i < site->static_count; i++) {
        value_list_add(site->arena, files, static_drop(site, site->statics[i]));
    }
    put(site, map, "pages", pages);
    put(site, map, "static_files", files);
    put(site, map, "data", site->data);
    put_text(site, map, "time", date_text(site->arena, now));
    put_posts(site, map);
    put_collections(site, map);
    return map;
}

struct value site_scope(struct site *site, struct page *page, int64_t now)
{
    struct value scope = value_map_new(site->arena), jekyll = value_map_new(site->arena);
    if (site->scope_site.kind != VALUE_MAP) {
        site->scope_site = build_site(site, now);
    }
    put_text(site, jekyll, "environment", STR("production"));
    put_text(site, jekyll, "version", STR(JEKYLL_VERSION));
    put(site, scope, "site", site->scope_site);
    put(site, scope, "page", page_drop(site, page_index(site, page)));
    put(site, scope, "jekyll", jekyll);
    return scope;
}
