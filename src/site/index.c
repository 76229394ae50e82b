/* Index: addresses and paths to pages and files, through hash maps. Where one leads nowhere
 * the nearest is found by suggest.c. */
#include "base/fold.h"
#include "base/lines.h"
#include "base/path.h"
#include "site/generator.h"
#include "site/permalink.h"
#include "site/rules.h"
#include "site/state.h"

/* "/a/b/", "/a/b", "/a/b.html" and "/a/b/index.html" have the same key. */
struct str index_key(struct str path)
{
    bool folder = str_ends(path, "/"); /* "a/index/" is one that is called so */
    path = str_without_ends(path, '/');
    struct str name = path_name(path);
    if (folder && str_is(name, "index")) {
        return path;
    }
    if (str_is(name, "index.html") || str_is(name, "index.htm") || str_is(name, "index")) {
        return str_without_ends(path_folder(path), '/');
    }
    return str_ends(path, ".html") ? str_sub(path, 0, path.len - 5) : path;
}

const struct collection *index_collection_of(const struct site *site, struct str *path)
{
    struct str base = site->config.collections_folder;
    bool inside = base.len && path_is_below(*path, base);
    struct str below = inside ? str_skip(*path, base.len + 1) : *path;
    size_t slash = str_find_byte(below, '/', 0);
    for (size_t i = 0; i < site->config.collection_count && slash != STR_NONE; i++) {
        if (str_starts(below, "_") &&
            str_eq(str_sub(below, 1, slash), site->config.collections[i].label)) {
            *path = below;
            return &site->config.collections[i];
        }
    }
    return NULL;
}

struct str index_file_url(const struct site *site, struct str path)
{
    path = beside_path(site, path);
    const struct collection *collection = index_collection_of(site, &path);
    struct arena *arena = site->arena;
    if (!collection) {
        struct buf rooted = {.kept_in = arena};
        buf_add_byte(&rooted, '/');
        buf_add(&rooted, path);
        struct str url = path_encode_name(arena, buf_str(&rooted));
        buf_clear(&rooted);
        return url;
    }
    struct str extension = path_extension(path);
    struct str stem = str_without_end(str_sub(path, 0, path.len - extension.len), '.');
    struct permalink_parts parts = {.kind = PERMALINK_FILE,
                                    .collection = collection->label,
                                    .path = str_skip(stem, collection->label.len + 1),
                                    .name = path_name(stem)};
    struct str template = collection->permalink.len
                              ? collection->permalink
                              : permalink_collection_template(site->config.permalink);
    struct str url = permalink_expand(arena, template, &parts);
    return arena_format(arena, "%.*s%.*s", STR_ARG(str_without_end(url, '/')),
                        STR_ARG(path_encode_name(arena, extension)));
}

struct page *index_page(const struct site *site, const struct text_map *map, struct str key)
{
    uint32_t found = text_map_get(map, key);
    return found == TEXT_MAP_NONE ? NULL : &site->pages[found];
}

/* The first one keeps the key. */
static void set(struct site *site, struct text_map *map, struct str key, size_t index)
{
    (void)text_map_add(site->index, map, key, index);
}

#define LOST_BYTES 8192 /* where damaged front matter is looked through */

/* Damaged front matter gives a page no permalink, but links to the one it names find the
 * page: its fault is told then, not that there is no such page. */
static void add_lost_permalink(struct site *site, size_t index)
{
    const struct page *page = &site->pages[index];
    enum front_matter_fault fault = site->states[index].fault;
    bool damaged = fault == FRONT_MATTER_YAML || fault == FRONT_MATTER_UNCLOSED;
    struct str front = damaged ? str_sub(page->text, 0, LOST_BYTES) : (struct str){0};
    size_t at = str_find(front, STR("\npermalink:"), 0);
    if (at == STR_NONE) {
        return;
    }
    struct str line = str_skip(front, at + sizeof "\npermalink:" - 1);
    line = str_trim(str_sub(line, 0, line_end(line, 0)));
    line = str_without_ends(str_without_ends(line, '"'), '\'');
    if (str_starts(line, "/")) {
        struct str path = path_percent_decode(site->arena, line);
        set(site, &site->by_redirect, index_key(path), index);
    }
}

/* The key under which the page names the addresses that it once had; Hugo's and Zola's may
 * be seen from the page's folder. */
static const char *redirect_key(const struct site *site, const struct page *page)
{
    struct str content;
    const struct scope *scope =
        site->scopes ? scope_of(site, page->source, &content) : NULL;
    return scope && scope->generator->aliases ? "aliases" : "redirect_from";
}

static void add_redirects(struct site *site, const struct page *page, size_t index)
{
    size_t count = 0;
    const char *named = redirect_key(site, page);
    struct str *from =
        value_texts(site->arena, value_get(page->data, str_from(named)), false, &count);
    struct str above = path_folder(str_without_end(page->url, '/'));
    for (size_t i = 0; from && i < count; i++) {
        struct str path = path_percent_decode(site->arena, from[i]);
        if (named[0] == 'a' && !str_starts(path, "/")) {
            struct buf joined = {.kept_in = site->arena};
            struct str base = path_join(site->arena, above, STR("x"));
            path =
                path_resolve(base, path, &joined) ? arena_take(site->arena, &joined) : path;
        }
        struct str key = index_key(path);
        set(site, &site->by_redirect, key, index);
        set(site, &site->by_fold, fold_text(site->arena, key), index);
    }
}

/* In a plain folder "x", "x/" and "x.html" find "x.md", as generators and wikis have it;
 * what stands there by its own name comes first. */
static void add_stem(struct site *site, size_t index)
{
    struct str source = site->pages[index].source;
    struct str key = index_key(str_sub(source, 0, source.len - path_extension(source).len));
    set(site, &site->by_key, key, index);
    set(site, &site->by_fold, fold_text(site->arena, key), index);
}

/* Pages, posts, other collections as the settings have them. */
static size_t turn_of(const struct site *site, const struct page *page)
{
    size_t turn = 2;
    if (page->collection.len == 0 || str_is(page->collection, "posts")) {
        return page->collection.len > 0;
    }
    while (turn - 2 < site->config.collection_count &&
           !str_eq(site->config.collections[turn - 2].label, page->collection)) {
        turn++;
    }
    return turn;
}

bool index_is_written_over(const struct site *site, const struct page *a,
                           const struct page *b)
{
    size_t first = turn_of(site, a), second = turn_of(site, b), at = 0;
    if (!a->has_front_matter || !b->has_front_matter ||
        site->config.rules->has_generators) {
        return false;
    }
    if (first != second) {
        return first < second;
    }
    if (first && a->date != b->date) {
        return a->date < b->date;
    }
    if (a->list_number > 1 || b->list_number > 1) { /* made when all others are read */
        return b->list_number > 1 && a->list_number < b->list_number;
    }
    while (at < a->source.len && at < b->source.len &&
           a->source.ptr[at] == b->source.ptr[at]) {
        at++;
    }
    bool inner_a = str_find_byte(a->source, '/', at) != STR_NONE;
    bool inner_b = str_find_byte(b->source, '/', at) != STR_NONE;
    return first == 0 && inner_a != inner_b ? inner_a
                                            : str_compare(a->source, b->source) < 0;
}

/* Of pages with one address the site shows one. */
static void add_address(struct site *site, size_t index, struct str url, struct str key)
{
    struct page *page = &site->pages[index], *other = index_page(site, &site->by_url, url);
    if (other && index_is_written_over(site, other, page)) {
        page->hides = other->source;
        (void)text_map_set(site->index, &site->by_url, url, index);
        (void)text_map_set(site->index, &site->by_key, key, index);
        (void)text_map_set(site->index, &site->by_fold, fold_text(site->arena, key), index);
    } else if (other && index_is_written_over(site, page, other)) {
        other->hides = page->source;
    }
    set(site, &site->by_url, url, index);
    set(site, &site->by_key, key, index);
    set(site, &site->by_fold, fold_text(site->arena, key), index);
}

static void add_page(struct site *site, size_t index)
{
    const struct page *page = &site->pages[index];
    struct arena *arena = site->arena;
    struct str url = path_percent_decode(arena, str_skip(page->url, 1));
    struct str key = index_key(url);
    set(site, &site->by_source, page->source, index);
    set(site, &site->by_source_fold, fold_text(arena, page->source), index);
    if (site->states[index].unwritten) {
        return; /* it has no address */
    }
    add_address(site, index, url, key);
    if (site->config.rules->is_folder_page(path_name(page->source))) {
        set(site, &site->by_key, str_without_ends(path_folder(page->source), '/'), index);
    }
}

/* Further names of a page, for which its own and all others' addresses go first. */
static void add_names(struct site *site, size_t index)
{
    if (site->states[index].unwritten) {
        return;
    }
    add_redirects(site, &site->pages[index], index);
    add_lost_permalink(site, index);
    if (site->config.rules->finds_by_stem) {
        add_stem(site, index);
    }
}

/* Only where its own path does not find it as well. */
static void add_folded(struct site *site, struct str path, size_t index)
{
    if (!fold_is_plain(path) || text_map_get(&site->by_static, path) != index) {
        set(site, &site->by_static_fold, fold_text(site->arena, path), index);
    }
}

uint32_t index_folded_file(const struct site *site, struct str folded)
{
    uint32_t other = text_map_get(&site->by_static_fold, folded);
    uint32_t own = text_map_get(&site->by_static, folded);
    if (own == TEXT_MAP_NONE || own > other) {
        return other;
    }
    struct str path = site->statics[own];
    path = own < site->static_count ? path : beside_path(site, path);
    return str_eq(path, folded) ? own : other;
}

/* Its path is its address, but for what stands in collections or beside its sources. */
static void add_file_address(struct site *site, size_t index)
{
    struct str path = site->statics[index], below = beside_path(site, path);
    if (index_collection_of(site, &below) || below.ptr != path.ptr) {
        struct str url = str_skip(index_file_url(site, path), 1);
        set(site, &site->by_static, path_percent_decode(site->arena, url), index);
    }
}

bool site_build_index(struct site *site)
{
    site->includes = value_map_new(site->arena);
    site->index = arena_new_below(site->arena);
    if (arena_failed(site->arena)) {
        return false;
    }
    for (size_t i = 0; i < site->page_count; i++) {
        add_page(site, i);
    }
    for (size_t i = 0; i < site->page_count; i++) {
        add_names(site, i);
    }
    for (size_t i = 0; i < site->static_count; i++) {
        set(site, &site->by_static, site->statics[i], i);
        add_folded(site, site->statics[i], i);
        add_file_address(site, i);
        struct str below;
        if (scope_file_path(site, site->statics[i], &below)) {
            set(site, &site->by_static, below, i);
        }
    }
    for (size_t i = 0; i < site->built_static_count; i++) {
        size_t at = site->static_count + i;
        struct str path = beside_path(site, site->statics[at]);
        set(site, &site->by_static, site->statics[at], at);
        set(site, &site->by_static, path, at);
        add_folded(site, path, at);
    }
    for (size_t i = site->page_count; i < site->page_count + site->template_count; i++) {
        set(site, &site->by_template, site->pages[i].source, i);
    }
    return !arena_failed(site->arena) && !arena_failed(site->index);
}

void site_forget_names(struct site *site)
{
    struct text_map *const maps[] = {
        &site->by_url,         &site->by_key,         &site->by_fold,
        &site->by_source,      &site->by_source_fold, &site->by_static,
        &site->by_static_fold, &site->by_redirect,    &site->by_template};
    for (size_t i = 0; i < sizeof maps / sizeof maps[0]; i++) {
        *maps[i] = (struct text_map){0};
    }
    arena_clear(site->index);
    source_forget_use(site->source);
}
