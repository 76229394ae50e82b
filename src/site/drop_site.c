/* Drop of the site: what templates see as `site`, with its pages, posts, collections,
 * data and files. */
#include "base/path.h"
#include "site/permalink.h"
#include "site/rules.h"
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

/* Settings that templates see although no configuration names them. */
static void put_settings(struct site *site, struct value map)
{
    static const struct {
        const char *name, *text; /* text NULL: `number` */
        int64_t number;
        bool boolean;
    } settings[] = {
        {"permalink", "date", 0, false},
        {"markdown", "kramdown", 0, false},
        {"highlighter", "rouge", 0, false},
        {"encoding", "utf-8", 0, false},
        {"markdown_ext", "markdown,mkdown,mkdn,mkd,md", 0, false},
        {"collections_dir", "", 0, false},
        {"data_dir", "_data", 0, false},
        {"includes_dir", "_includes", 0, false},
        {"layouts_dir", "_layouts", 0, false},
        {"plugins_dir", "_plugins", 0, false},
        {"excerpt_separator", "\n\n", 0, false},
        {"error_mode", "warn", 0, false},
        {"host", "127.0.0.1", 0, false},
        {"limit_posts", NULL, 0, false},
        {"port", NULL, 4000, false},
        {"safe", NULL, 0, true},
        {"lsi", NULL, 0, true},
        {"future", NULL, 0, true},
        {"unpublished", NULL, 0, true},
        {"show_drafts", NULL, -1, false},
        {"timezone", NULL, -1, false},
        {"paginate", NULL, -1, false},
    };
    for (size_t i = 0; i < sizeof settings / sizeof settings[0]; i++) {
        struct str name = str_from(settings[i].name);
        struct value value = settings[i].text ? value_string(str_from(settings[i].text))
                             : settings[i].boolean    ? value_bool(false)
                             : settings[i].number < 0 ? value_nil()
                                                      : value_integer(settings[i].number);
        if (!value_has(map, name)) {
            (void)value_map_set_beyond(site->arena, map, name, value);
        }
    }
}

bool page_is_future(const struct site *site, const struct page *page)
{
    bool wanted = value_is_true(value_get(site->config.values, STR("future")));
    return page->is_post && !wanted && site->now != DATE_NONE && page->date > site->now;
}

size_t *site_members(struct site *site, struct str label, size_t *count)
{
    size_t known = site->page_count + site->template_count;
    size_t *pages = ARENA_ARRAY(site->arena, size_t, known + 1);
    *count = 0;
    for (size_t i = 0; pages && i < known; i++) {
        const struct page *page = &site->pages[i];
        if (str_eq(page->collection, label) && (label.len || page->has_front_matter) &&
            !page_is_future(site, page) && !page_is_refused(page, &site->states[i])) {
            pages[(*count)++] = i;
        }
    }
    if (!pages || !order_pages(site, label, pages, *count)) {
        return NULL;
    }
    struct value limit = value_get(site->config.values, STR("limit_posts"));
    size_t most = limit.kind == VALUE_INTEGER && limit.as.integer > 0
                      ? (size_t)limit.as.integer
                      : SIZE_MAX;
    if (str_is(label, "posts") && *count > most) { /* the newest */
        pages += *count - most;
        *count = most;
    }
    return pages;
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

/* Groups are met from the oldest post on, but hold their newest first. */
static void turn_groups(struct value groups)
{
    for (size_t i = 0; i < value_count(groups); i++) {
        const struct value_list *list = groups.as.map->entries[i].value.as.list;
        for (size_t k = 0; k < list->count / 2; k++) {
            struct value held = list->items[k];
            list->items[k] = list->items[list->count - 1 - k];
            list->items[list->count - 1 - k] = held;
        }
    }
}

static void put_posts(struct site *site, struct value map, const size_t *posts,
                      size_t count)
{
    struct value list = value_list_new(site->arena);
    struct value categories = value_map_new(site->arena), tags = value_map_new(site->arena);
    if (arena_failed(site->arena)) {
        return;
    }
    for (size_t i = 0; i < count; i++) {
        struct value drop = page_drop(site, posts[i]);
        const struct page_state *state = &site->states[posts[i]];
        value_list_add(site->arena, list, page_drop(site, posts[count - 1 - i]));
        for (size_t k = 0; k < state->categories.count; k++) {
            add_to_group(site, categories, state->categories.names[k], drop);
        }
        for (size_t k = 0; k < state->tags.count; k++) {
            add_to_group(site, tags, state->tags.names[k], drop);
        }
    }
    turn_groups(categories);
    turn_groups(tags);
    put(site, map, "posts", list);
    put(site, map, "categories", categories);
    put(site, map, "tags", tags);
}

/* Neighbours lead to each other without end: they are beyond a map's own entries. */
static struct value put_documents(struct site *site, const size_t *pages, size_t count,
                                  struct value all)
{
    struct value list = value_list_new(site->arena);
    for (size_t i = 0; i < count && !arena_failed(site->arena); i++) {
        struct value drop = page_drop(site, pages[i]);
        struct value before = i ? page_drop(site, pages[i - 1]) : value_nil();
        struct value after = i + 1 < count ? page_drop(site, pages[i + 1]) : value_nil();
        value_list_add(site->arena, list, drop);
        value_list_add(site->arena, all, drop);
        (void)value_map_set_beyond(site->arena, drop, STR("previous"), before);
        (void)value_map_set_beyond(site->arena, drop, STR("next"), after);
    }
    return list;
}

static void put_collection(struct site *site, struct value map, struct value all,
                           struct value documents, const struct collection *collection)
{
    size_t count;
    struct value entry = value_map_new(site->arena);
    size_t *pages = site_members(site, collection->label, &count);
    if (!pages || arena_failed(site->arena)) {
        return;
    }
    for (size_t i = 0; i < value_count(collection->metadata); i++) {
        const struct value_entry *own = &collection->metadata.as.map->entries[i];
        value_map_set(site->arena, entry, own->key, own->value);
    }
    struct value docs = put_documents(site, pages, count, documents);
    put_text(site, entry, "label", collection->label);
    put(site, entry, "docs", docs);
    put(site, entry, "files", value_list_new(site->arena));
    put(site, entry, "output", value_bool(collection->output));
    put_text(site, entry, "relative_directory",
             arena_format(site->arena, "_%.*s", STR_ARG(collection->label)));
    if (str_is(collection->label, "posts")) {
        if (!value_has(entry, STR("permalink"))) {
            put_text(site, entry, "permalink", permalink_template(site->config.permalink));
        }
        put_posts(site, map, pages, count);
    } else {
        value_map_set(site->arena, map, collection->label, docs);
    }
    value_list_add(site->arena, all, entry);
}

static int compare_labels(struct value a, struct value b)
{
    struct str x = value_text_or(value_get(a, STR("label")), (struct str){0});
    return str_compare(x, value_text_or(value_get(b, STR("label")), (struct str){0}));
}

/* Posts come first among the documents; the collections themselves by their labels. */
static void put_collections(struct site *site, struct value map)
{
    struct value all = value_list_new(site->arena), documents = value_list_new(site->arena);
    struct collection posts = {
        .label = STR("posts"), .metadata = value_map_new(site->arena), .output = true};
    const struct config *config = &site->config;
    for (size_t i = 0; i < config->collection_count; i++) {
        bool named = str_is(config->collections[i].label, "posts");
        posts.metadata = named ? config->collections[i].metadata : posts.metadata;
    }
    put_collection(site, map, all, documents, &posts);
    for (size_t i = 0; i < config->collection_count; i++) {
        if (!str_is(config->collections[i].label, "posts")) {
            put_collection(site, map, all, documents, &config->collections[i]);
        }
    }
    for (size_t i = 1; i < value_count(all); i++) { /* few: put each where it belongs */
        struct value *items = all.as.list->items, held = items[i];
        size_t k = i;
        for (; k > 0 && compare_labels(items[k - 1], held) > 0; k--) {
            items[k] = items[k - 1];
        }
        items[k] = held;
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

/* Files and pages without front matter, which are copied like files, by their paths. */
static void put_files(struct site *site, struct value files)
{
    size_t next = 0;
    for (size_t i = 0; i <= site->static_count; i++) {
        for (; next < site->page_count; next++) {
            const struct page *page = &site->pages[next];
            if (i < site->static_count && str_compare(page->source, site->statics[i]) > 0) {
                break;
            }
            if (!page->has_front_matter && page->collection.len == 0 && !page->only_built) {
                value_list_add(site->arena, files, static_drop(site, page->source));
            }
        }
        struct str path = i < site->static_count ? site->statics[i] : (struct str){0};
        if (path.len && !text_map_has(&site->by_template, path) &&
            !index_collection_of(site, &path)) {
            value_list_add(site->arena, files, static_drop(site, path));
        }
    }
    for (size_t i = 0; i < site->static_count; i++) {
        struct str path = site->statics[i];
        if (index_collection_of(site, &path)) {
            struct value drop = static_drop(site, path);
            put_text(site, drop, "path", path);
            value_list_add(site->arena, files, drop);
        }
    }
}

/* What jekyll-github-metadata asks GitHub's servers for, which nobody does here: lists that
 * are as empty as they are for that plug-in where no server answers. */
static void put_github(struct site *site, struct value map)
{
    static const char *const lists[] = {"public_repositories", "organization_members",
                                        "contributors", "releases"};
    struct value github = value_map_new(site->arena);
    if (value_has(map, STR("github")) ||
        !ruby_has_plugin(site, "jekyll-github-metadata", false)) {
        return;
    }
    for (size_t i = 0; i < sizeof lists / sizeof lists[0]; i++) {
        put(site, github, lists[i], value_list_new(site->arena));
    }
    put(site, map, "github", github);
}

static struct value build_site(struct site *site)
{
    size_t count;
    struct value map = value_map_new(site->arena), config = site->config.values;
    struct value pages = value_list_new(site->arena), files = value_list_new(site->arena);
    struct value html_pages = value_list_new(site->arena);
    size_t *order = site_members(site, (struct str){0}, &count);
    for (size_t i = 0; i < value_count(config) && map.kind == VALUE_MAP; i++) {
        value_map_set(site->arena, map, config.as.map->entries[i].key,
                      config.as.map->entries[i].value);
    }
    if (!order || arena_failed(site->arena)) {
        return map;
    }
    for (size_t i = 0; i < count; i++) {
        const struct page *page = &site->pages[order[i]];
        value_list_add(site->arena, pages, page_drop(site, order[i]));
        if (order[i] < site->page_count || str_ends(page->url, "/") ||
            rules_is_html(page->url)) {
            value_list_add(site->arena, html_pages, page_drop(site, order[i]));
        }
    }
    put_files(site, files);
    put_settings(site, map);
    put_github(site, map);
    put(site, map, "pages", pages);
    put(site, map, "html_pages", html_pages);
    put(site, map, "static_files", files);
    put(site, map, "data", site->data);
    if (site->present != DATE_NONE) {
        int32_t offset = zone_offset(site->config.zone, site->present);
        put(site, map, "time", value_time(date_text(site->arena, site->present, offset)));
    }
    put_collections(site, map);
    return map;
}

/* The same for all pages. */
static void build_scope(struct site *site)
{
    site->scope_site = build_site(site);
    site->scope_jekyll = value_map_new(site->arena);
    put_text(site, site->scope_jekyll, "environment", STR("production"));
    put_text(site, site->scope_jekyll, "version", STR(JEKYLL_VERSION));
}

struct value site_scope(struct site *site, struct arena *arena, struct page *page)
{
    if (site->scope_site.kind != VALUE_MAP) {
        build_scope(site);
    }
    const struct {
        const char *name;
        struct value value;
    } members[] = {
        {"site", site->scope_site},
        {"page", page_drop(site, page_index(site, page))},
        {"jekyll", site->scope_jekyll},
        {"paginator", paginator_drop(site, page)},
    };
    struct value scope = value_map_new(arena);
    for (size_t i = 0; scope.kind == VALUE_MAP && i < sizeof members / sizeof members[0];
         i++) {
        if (members[i].value.kind == VALUE_MAP) {
            (void)value_map_set(arena, scope, str_from(members[i].name), members[i].value);
        }
    }
    return scope;
}
