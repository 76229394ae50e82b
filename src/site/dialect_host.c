/* What a page's Markdown asks of its site: where a name leads, and the text of a file.
 * Names are paths from the page or from the root of its generator's pages, with or without
 * an extension, or a file's name wherever it lies. */
#include "base/fold.h"
#include "base/lines.h"
#include "base/path.h"
#include "base/utf8.h"
#include "site/generator.h"
#include "site/rules.h"

struct host_page {
    struct site *site;
    const struct page *page;
    struct str content; /* where the generator's paths begin */
    struct markdown_host host;
};

/* Stems and names of all files, in lower case; of those that are alike the one with the
 * shortest path. Positive: a page's index + 1; negative: a static file's. */
static void add_name(struct site *site, struct str name, int64_t value, struct str path)
{
    struct str key = fold_text(site->arena, name);
    struct value old = value_get(site->by_name, key);
    struct str before = old.kind != VALUE_INTEGER ? (struct str){0}
                        : old.as.integer > 0      ? site->pages[old.as.integer - 1].source
                                                  : site->statics[-old.as.integer - 1];
    if (old.kind != VALUE_INTEGER || path.len < before.len) {
        (void)value_map_set(site->arena, site->by_name, key, value_integer(value));
    }
}

static void make_names(struct site *site)
{
    site->by_name = value_map_new(site->arena);
    for (size_t i = 0; site->by_name.kind == VALUE_MAP && i < site->page_count; i++) {
        struct str source = site->pages[i].source;
        add_name(site, path_stem(source), (int64_t)i + 1, source);
        add_name(site, path_name(source), (int64_t)i + 1, source);
    }
    for (size_t i = 0; site->by_name.kind == VALUE_MAP && i < site->static_count; i++) {
        add_name(site, path_name(site->statics[i]), -(int64_t)i - 1, site->statics[i]);
    }
}

static const struct page *page_at_path(const struct site *site, struct str path)
{
    const struct page *page = index_page(site, &site->by_source, path);
    static const char *const extensions[] = {".md", ".mdx", "/index.md", "/_index.md",
                                             "/README.md"};
    for (size_t i = 0; !page && path.len && i < sizeof extensions / sizeof extensions[0];
         i++) {
        page =
            index_page(site, &site->by_source,
                       arena_format(site->arena, "%.*s%s", STR_ARG(path), extensions[i]));
    }
    return page;
}

/* What it is called: by itself, by its generator's list, or by its first heading. */
static struct str title_of(const struct site *site, const struct page *page)
{
    struct str listed = value_text_or(value_get(site->nav, page->source), (struct str){0});
    struct str body = page->body;
    for (size_t at = 0; at < body.len && !page->title.len && !listed.len;
         at = line_end(body, at)) {
        struct str line = str_sub(body, at, line_end(body, at));
        if (str_starts(line, "# ")) {
            struct str heading = str_trim(str_skip(line, 2));
            size_t brace = str_find(heading, STR(" {"), 0);
            return site_plain_words(
                site->arena, str_sub(heading, 0, brace == STR_NONE ? heading.len : brace));
        }
    }
    return page->title.len ? page->title : listed;
}

/* As the site's pages have it: from the host's root. */
static struct str from_root(struct site *site, struct str url)
{
    return arena_format(site->arena, "%.*s%.*s", STR_ARG(site->config.base_url),
                        STR_ARG(url));
}

/* As seen from the page, then from where the generator's pages begin. */
static bool find_by_path(const struct host_page *own, struct str name, struct str *address,
                         struct str *title)
{
    struct site *site = own->site;
    struct str bases[] = {own->page->source,
                          path_join(site->arena, own->content, STR("x"))};
    for (size_t i = str_starts(name, "/") ? 1 : 0; i < 2; i++) {
        struct buf joined = {.kept_in = site->arena};
        struct str relative = str_skip(name, str_starts(name, "/") ? 1 : 0);
        struct str path = path_resolve(bases[i], relative, &joined)
                              ? arena_take(site->arena, &joined)
                              : (struct str){0};
        const struct page *page = page_at_path(site, str_without_ends(path, '/'));
        bool is_file = text_map_has(&site->by_static, path);
        if (page) {
            *address = from_root(site, page->url);
            *title = title_of(site, page);
            return true;
        }
        if (is_file && path.len) {
            path = arena_format(site->arena, "/%.*s", STR_ARG(path));
            *address = from_root(site, path_percent_encode(site->arena, path));
            return true;
        }
    }
    return false;
}

static void add_label(struct site *site, struct str label, size_t page, struct str title)
{
    if (label.len && !text_map_has(&site->by_label, label)) {
        (void)text_map_set(site->arena, &site->by_label, label, page);
        title = site_plain_words(site->arena, title);
        (void)value_map_set(site->arena, site->label_titles, label, value_string(title));
    }
}

static struct str without_run(struct str text, char byte)
{
    while (text.len && text.ptr[0] == byte) {
        text = str_skip(text, 1);
    }
    return text;
}

static struct str line_at(struct str body, size_t at)
{
    return str_trim(str_sub(body, at, line_end(body, at)));
}

/* The words of a heading or what a directive is called; else nothing. */
static struct str called(struct str line)
{
    if (str_starts(line, "#")) {
        size_t brace = str_find(line, STR(" {"), 0);
        line = str_sub(line, 0, brace == STR_NONE ? line.len : brace);
        return str_trim(without_run(line, '#'));
    }
    size_t close = str_starts(line, ":::") || str_starts(line, "```")
                       ? str_find_byte(line, '}', 0)
                       : STR_NONE;
    return close == STR_NONE ? (struct str){0} : str_trim(str_skip(line, close + 1));
}

/* What stands below a figure's options; of other directives their own words. */
static struct str captioned(struct str body, size_t at, struct str opener)
{
    if (str_find(opener, STR("{figure"), 0) == STR_NONE) {
        return called(opener);
    }
    struct str line = line_at(body, at);
    while (at < body.len && (line.len == 0 || line.ptr[0] == ':') &&
           !str_starts(line, ":::")) {
        at = line_end(body, at);
        line = line_at(body, at);
    }
    return str_starts(line, ":::") || str_starts(line, "```") ? (struct str){0} : line;
}

/* "(label)=" and ":name: label" of a page that has MyST's syntax. */
static void read_labels(struct site *site, size_t page)
{
    struct str body = site->pages[page].body, opener = {0};
    for (size_t at = 0; at < body.len; at = line_end(body, at)) {
        struct str line = line_at(body, at);
        size_t next = line_end(body, at);
        bool option = str_starts(line, ":name: ") || str_starts(line, ":label: ");
        bool opens = (str_starts(line, ":::") || str_starts(line, "```")) &&
                     str_find_byte(line, '{', 0) != STR_NONE;
        opener = opens ? line : opener;
        if (option) {
            add_label(site, str_trim(str_skip(line, str_find_byte(line, ' ', 0))), page,
                      captioned(body, next, opener));
        } else if (str_starts(line, "(") && str_ends(line, ")=")) {
            while (next < body.len && line_at(body, next).len == 0) {
                next = line_end(body, next);
            }
            add_label(site, str_sub(line, 1, line.len - 2), page,
                      called(line_at(body, next)));
        }
    }
}

/* "## Words {#id}" and the like of a page that has pandoc's syntax. */
static void read_ids(struct site *site, size_t page)
{
    struct str body = site->pages[page].body;
    for (size_t at = 0; at < body.len; at = line_end(body, at)) {
        struct str line = line_at(body, at);
        size_t open = str_find(line, STR("{#"), 0), end = open + 2;
        while (open != STR_NONE && end < line.len && !ascii_set_has(" }", line.ptr[end])) {
            end++;
        }
        if (open != STR_NONE) {
            bool picture = str_starts(line, "![");
            size_t close = picture ? str_find_byte(line, ']', 0) : STR_NONE;
            struct str words = picture && close != STR_NONE
                                   ? str_sub(line, 2, close)
                                   : str_trim(str_sub(line, 0, open));
            words = without_run(words, '#');
            words = str_trim(without_run(words, ':'));
            add_label(site, str_sub(line, open + 2, end), page, words);
        }
    }
}

static void make_labels(struct site *site)
{
    site->labels_made = true;
    site->label_titles = value_map_new(site->arena);
    for (size_t i = 0; !arena_failed(site->arena) && i < site->page_count; i++) {
        const struct page *page = &site->pages[i];
        struct str own =
            value_text_or(value_get(page->data, STR("label")), (struct str){0});
        if (page->markdown.syntax & SYNTAX_MYST) {
            add_label(site, own, i, title_of(site, page));
            read_labels(site, i);
        } else if (page->markdown.syntax & SYNTAX_PANDOC) {
            read_ids(site, i);
        }
    }
}

/* A label of front matter is the whole page's. */
static bool find_label(const struct host_page *own, struct str label, struct str *address,
                       struct str *title)
{
    struct site *site = own->site;
    if (!site->labels_made) {
        make_labels(site);
    }
    const struct page *page = index_page(site, &site->by_label, label);
    if (!page) {
        return false;
    }
    struct str whole = value_text_or(value_get(page->data, STR("label")), (struct str){0});
    *address = from_root(site, page->url);
    *title = value_text_or(value_get(site->label_titles, label), (struct str){0});
    if (!str_eq(whole, label)) {
        *address = arena_format(site->arena, "%.*s#%.*s", STR_ARG(*address),
                                STR_ARG(path_percent_encode(site->arena, label)));
    }
    return true;
}

static bool find(void *data, struct str name, struct str *address, struct str *title)
{
    const struct host_page *own = data;
    struct site *site = own->site;
    name = path_percent_decode(site->arena, str_trim(name));
    if (str_starts(name, "@/")) { /* Zola's: that file or none */
        return find_by_path(own, str_skip(name, 1), address, title);
    }
    *title = (struct str){0};
    if (name.len == 0 || name.ptr[0] == '#') {
        return name.len && find_label(own, str_skip(name, 1), address, title);
    }
    if (find_by_path(own, name, address, title)) {
        return true;
    }
    if (site->by_name.kind != VALUE_MAP) {
        make_names(site);
    }
    struct value found = value_get(site->by_name, fold_text(site->arena, path_name(name)));
    if (found.kind != VALUE_INTEGER) {
        return false;
    }
    if (found.as.integer > 0) {
        const struct page *page = &site->pages[found.as.integer - 1];
        *address = from_root(site, page->url);
        *title = title_of(site, page);
    } else {
        struct str path = arena_format(site->arena, "/%.*s",
                                       STR_ARG(site->statics[-found.as.integer - 1]));
        *address = from_root(site, path_percent_encode(site->arena, path));
    }
    return true;
}

static enum markdown_part read(void *data, struct str name, struct str *text)
{
    const struct host_page *own = data;
    struct site *site = own->site;
    struct str content = own->content;
    struct str bases[] = {own->page->source, path_join(site->arena, content, STR("x")),
                          path_join(site->arena, path_folder(content), STR("x"))};
    bool whole = str_starts(name, "/"); /* from where the generator's paths begin */
    name = str_skip(name, whole ? 1 : 0);
    for (size_t i = whole ? 1 : 0; i < sizeof bases / sizeof bases[0]; i++) {
        struct buf joined = {.kept_in = site->arena};
        struct str path = path_resolve(bases[i], name, &joined)
                              ? arena_take(site->arena, &joined)
                              : (struct str){0};
        if (path.len && source_kind_of(site->source, path) == FILE_KIND_FILE &&
            source_read(site->arena, site->source, path, SITE_PAGE_BYTES_LIMIT, text) ==
                FILE_OK &&
            utf8_find_invalid(*text) == STR_NONE) {
            return str_eq(path, own->page->source) ? MARKDOWN_PART_OWN
                                                   : MARKDOWN_PART_FOUND;
        }
    }
    return MARKDOWN_PART_MISSING;
}

static bool listed(void *data, size_t index, struct str *address, struct str *title)
{
    const struct host_page *own = data;
    struct site *site = own->site;
    for (size_t i = 0; i < value_count(site->nav); i++) {
        const struct value_entry *entry = &site->nav.as.map->entries[i];
        const struct page *page = index_page(site, &site->by_source, entry->key);
        if (page && page != own->page && index-- == 0) {
            *address = from_root(site, page->url);
            *title =
                entry->value.as.string.len ? entry->value.as.string : title_of(site, page);
            *title = title->len ? *title : path_stem(page->source);
            return true;
        }
    }
    return false;
}

const struct markdown_host *site_markdown_host(struct site *site, const struct page *page)
{
    struct host_page *own = ARENA_NEW(site->arena, struct host_page);
    if (!own) {
        return NULL;
    }
    *own = (struct host_page){.site = site, .page = page};
    (void)scope_of(site, page->source, &own->content);
    own->host = (struct markdown_host){own, find, read, listed};
    return &own->host;
}
