/* Layouts: not read into documents, but asked what they would show of a page's front
 * matter, so that a page which is all data, or has no text, can be told by name. */
#include "base/limits.h"
#include "base/path.h"
#include "site/state.h"

/* Keys that a layout shows around a page, not as its text. */
bool layout_is_around(struct str key)
{
    static const char *const around[] = {
        "tags",         "tag",           "categories",
        "category",     "keywords",      "redirect_from",
        "aliases",      "author",        "authors",
        "header",       "image",         "seo",
        "sidebar",      "toc",           "nav",
        "menu",         "breadcrumbs",   "robots",
        "comments",     "redirect_to",   "title",
        "excerpt",      "description",   "permalink",
        "sitemap",      "translations",  "lang",
        "lang-ref",     "hreflang",      "cascade",
        "classes",      "last_modified", "css",
        "js",           "scripts",       "styles",
        "date",         "layout",        "summary",
        "categories",   "slug",          "id",
        "name",         "url",           "path",
        "collection",   "content",       "next",
        "previous",     "published",     "draft",
        "nav_title",    "nav_order",     "parent",
        "grand_parent", "weight",        "order",
        "position",     "contributors",  "byline",
        "editor",       "editors",       "translator",
        "translators",  "reviewers",     "license",
        "copyright",    "related",       "social",
        "og",           "meta",          "thumbnail",
        "cover",        "teaser",        "banner",
        "icon",         "hero",          "background",
        "body_class",   "breadcrumb",    "short_title",
        "head_title",   "meta_title",    "meta_description",
        "page_title",   "linktitle",     "share",
        "updated",      "modified",
    };
    for (size_t i = 0; i < sizeof around / sizeof around[0]; i++) {
        if (str_is(key, around[i])) {
            return true;
        }
    }
    return false;
}

static size_t count_words(struct str text)
{
    size_t count = 0;
    for (size_t i = 0; i < text.len; i++) {
        count +=
            !ascii_is_space(text.ptr[i]) && (i == 0 || ascii_is_space(text.ptr[i - 1]));
    }
    return count;
}

/* As deep as YAML goes, which is limited. */
static size_t count_data_words(struct value value)
{
    size_t count = count_words(value_text_or(value, (struct str){0}));
    for (size_t i = 0; value.kind == VALUE_LIST && i < value_count(value); i++) {
        count += count_data_words(value_at(value, i));
    }
    for (size_t i = 0; value.kind == VALUE_MAP && i < value_count(value); i++) {
        count += count_data_words(value.as.map->entries[i].value);
    }
    return count;
}

/* "page.key", with nothing of a name behind it. */
static bool names_key(struct arena *arena, struct str layout, struct str key)
{
    struct str name = arena_format(arena, "page.%.*s", STR_ARG(key));
    for (size_t at = 0; (at = str_find(layout, name, at)) != STR_NONE; at++) {
        size_t end = at + name.len;
        char next = end < layout.len ? layout.ptr[end] : '\0';
        if (!ascii_is_alnum(next) && next != '_' && next != '-') {
            return name.len > 0;
        }
    }
    return false;
}

struct str layout_read(struct site *site, struct str *name)
{
    struct str file = arena_format(site->arena, "%.*s.html", STR_ARG(*name));
    struct str path = path_join(site->arena, site->config.layouts_folder, file);
    struct str text = {0};
    struct front_matter front;
    *name = (struct str){0};
    if (site_peek_layout(site, path, &text) != FILE_OK) {
        return (struct str){0};
    }
    front_matter_read(site->arena, text, site->config.zone, &front);
    *name = value_text_or(value_get(front.data, STR("layout")), (struct str){0});
    return front.body;
}

struct str site_layout_name(const struct page *page)
{
    struct value layout = value_get(page->data, STR("layout"));
    bool named = layout.kind == VALUE_STRING && !str_is(layout.as.string, "none");
    return named ? layout.as.string : (struct str){0};
}

/* The text of the last quotes in an expression: its default. */
static struct str last_text(struct str expression)
{
    struct str found = {0};
    for (size_t at = 0; at < expression.len; at++) {
        char quote = expression.ptr[at];
        size_t end = quote == '"' || quote == '\''
                         ? str_find_byte(expression, quote, at + 1)
                         : STR_NONE;
        if (end != STR_NONE) {
            found = str_sub(expression, at + 1, end);
            at = end;
        }
    }
    return found;
}

/* Of `<html lang="...">`. Where Liquid stands in it, its quotes are no end. */
static struct str html_language(struct str layout)
{
    size_t tag = str_find(layout, STR("<html"), 0);
    size_t name = tag == STR_NONE ? STR_NONE : str_find(layout, STR("lang="), tag);
    size_t end = tag == STR_NONE ? STR_NONE : str_find(layout, STR("<head"), tag);
    if (name == STR_NONE || (end != STR_NONE && name > end)) {
        return (struct str){0};
    }
    struct str rest = str_skip(layout, name + 5);
    struct str inner =
        rest.len && (rest.ptr[0] == '"' || rest.ptr[0] == '\'') ? str_skip(rest, 1) : rest;
    size_t close = str_starts(inner, "{{") ? str_find(inner, STR("}}"), 0) : STR_NONE;
    if (close != STR_NONE) {
        return last_text(str_sub(inner, 0, close));
    }
    size_t len = 0;
    while (len < inner.len && (ascii_is_alnum(inner.ptr[len]) || inner.ptr[len] == '-')) {
        len++;
    }
    return str_sub(inner, 0, len);
}

static struct str read_layout_language(struct site *site, struct str name)
{
    struct str found = {0};
    for (int depth = 0; name.len && !found.len && depth < LAYOUT_DEPTH_LIMIT; depth++) {
        found = html_language(layout_read(site, &name));
    }
    return found;
}

struct str site_layout_language(struct site *site, const struct page *page)
{
    struct str name = site_layout_name(page);
    if (name.len == 0) {
        return name;
    }
    if (site->layout_languages.kind != VALUE_MAP) {
        site->layout_languages = value_map_new(site->arena);
    }
    struct value known = value_get(site->layout_languages, name);
    if (known.kind == VALUE_STRING) {
        return known.as.string;
    }
    struct str found = read_layout_language(site, name);
    (void)value_map_set(site->arena, site->layout_languages, name, value_string(found));
    return found;
}

bool layout_is_there(struct site *site, struct str name)
{
    static const char *const extensions[] = {"html", "htm",    "md",  "markdown",
                                             "xml",  "liquid", "json"};
    bool found = false;
    for (size_t i = 0; i < sizeof extensions / sizeof extensions[0] && !found; i++) {
        struct str file =
            arena_format(site->arena, "%.*s.%s", STR_ARG(name), extensions[i]);
        struct str path = path_join(site->arena, site->config.layouts_folder, file);
        found = source_kind_of(site->source, path) == FILE_KIND_FILE;
    }
    return found;
}

bool site_lacks_layout(struct site *site, const struct page *page)
{
    struct str name = site_layout_name(page);
    return name.len && !site->theme.len && !layout_is_there(site, name);
}

/* The page's list or mapping with the most words, if more than `words`. */
static const struct value_entry *most_data(const struct page *page, size_t words)
{
    const struct value_entry *best = NULL;
    for (size_t i = 0; i < value_count(page->data); i++) {
        const struct value_entry *entry = &page->data.as.map->entries[i];
        bool data = entry->value.kind == VALUE_LIST || entry->value.kind == VALUE_MAP;
        size_t count =
            data && !layout_is_around(entry->key) ? count_data_words(entry->value) : 0;
        if (count > words) {
            words = count;
            best = entry;
        }
    }
    return best;
}

struct str site_layout_data(struct site *site, const struct page *page, size_t words,
                            uint32_t *line)
{
    const struct value_entry *data = most_data(page, words);
    struct str layout = data ? site_layout_name(page) : (struct str){0};
    for (size_t depth = 0; layout.len && depth < LAYOUT_DEPTH_LIMIT; depth++) {
        if (names_key(site->arena, layout_read(site, &layout), data->key)) {
            *line = data->value.line;
            return data->key;
        }
    }
    return (struct str){0};
}
