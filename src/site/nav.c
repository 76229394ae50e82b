/* Settings of generators: the site's title, language and address, where its pages are, and
 * their order and titles as the settings list them. A reader for each kind of list; pages
 * are named by their paths below the folder of the pages. */
#include "base/lines.h"
#include "base/path.h"
#include "site/settings.h"

#define NAV_DEPTH_LIMIT 16
/* What mystmd reads in all pages, and Jupyter Book unless its settings say what. */
#define MYST_NEW (SYNTAX_COLONS | SYNTAX_LISTS | SYNTAX_DEFINITIONS | SYNTAX_TITLES)
#define MYST_BOOK (SYNTAX_COLONS | SYNTAX_VALUES)

size_t site_page_rank(const struct site *site, const struct page *page)
{
    struct value rank = value_get(site->nav_ranks, page->source);
    return rank.kind == VALUE_INTEGER ? (size_t)rank.as.integer : SIZE_MAX;
}

const struct page *site_front_page(struct site *site)
{
    struct str near, content;
    if (site->is_built) {
        return built_front_page(site);
    }
    const struct page *front = site_find_page(site, STR("/"), &near);
    const struct page *first = NULL;
    bool own = front && scope_of(site, front->source, &content);
    if (own && (site_page_rank(site, front) != SIZE_MAX ||
                str_is(path_stem(front->source), "index"))) {
        return front; /* a README may be the folder's, not the site's */
    }
    for (size_t i = 0; i < value_count(site->nav) && !first; i++) {
        first = index_page(site, &site->by_source, site->nav.as.map->entries[i].key);
    }
    return first ? first : front;
}

/* The page at `path`, from where the scope's pages begin. */
static void add_page(struct site *site, const struct scope *scope, struct str path,
                     struct str title)
{
    struct str content = scope->content.len && !str_is(scope->content, ".")
                             ? path_join(site->arena, scope->folder, scope->content)
                             : scope->folder;
    struct buf joined = {.kept_in = site->arena};
    struct str base = path_join(site->arena, content, STR("x"));
    size_t hash = str_find_byte(path, '#', 0);
    path = path_percent_decode(site->arena,
                               str_sub(path, 0, hash == STR_NONE ? path.len : hash));
    if (path.len == 0 || !path_resolve(base, path, &joined)) {
        return;
    }
    struct str source = arena_take(site->arena, &joined);
    if (site->nav.kind != VALUE_MAP) {
        site->nav = value_map_new(site->arena);
        site->nav_ranks = value_map_new(site->arena);
    }
    if (!arena_failed(site->arena) && !value_has(site->nav, source)) {
        struct value rank = value_integer((int64_t)value_count(site->nav));
        (void)value_map_set(site->arena, site->nav_ranks, source, rank);
        (void)value_map_set(site->arena, site->nav, source, value_string(title));
    }
}

/* MkDocs: items are paths, or titles with a path or further items. */
static void read_mkdocs(struct site *site, const struct scope *scope, struct value nav,
                        int depth)
{
    for (size_t i = 0; i < value_count(nav) && depth < NAV_DEPTH_LIMIT; i++) {
        if (nav.kind == VALUE_LIST) {
            struct value item = value_at(nav, i);
            if (item.kind == VALUE_STRING) {
                add_page(site, scope, item.as.string, (struct str){0});
            }
            read_mkdocs(site, scope, item, depth + 1);
        } else if (nav.kind == VALUE_MAP) {
            const struct value_entry *entry = &nav.as.map->entries[i];
            if (entry->value.kind == VALUE_STRING) {
                add_page(site, scope, entry->value.as.string, entry->key);
            }
            read_mkdocs(site, scope, entry->value, depth + 1);
        }
    }
}

/* What stands in the file, else in the one that it inherits from. */
static struct value mkdocs_value(struct site *site, struct value values, struct str folder,
                                 const char *key)
{
    for (int depth = 0; depth < NAV_DEPTH_LIMIT; depth++) {
        struct str parent = settings_text_at(values, "INHERIT");
        if (value_has(values, str_from(key)) || parent.len == 0) {
            break;
        }
        struct buf joined = {.kept_in = site->arena};
        struct str base = path_join(site->arena, folder, STR("x"));
        bool inside = path_resolve(base, parent, &joined);
        struct str path = inside ? arena_take(site->arena, &joined) : (struct str){0};
        values = inside ? settings_values(site, path) : value_nil();
        folder = path_folder(path);
    }
    return value_get(values, str_from(key));
}

/* Zensical has them all unless it is told which. */
static void take_mkdocs_extensions(struct site *site, struct scope *scope,
                                   struct value values, struct str marker)
{
    struct str folder = path_folder(marker);
    struct value extensions = mkdocs_value(site, values, folder, "markdown_extensions");
    bool all = extensions.kind == VALUE_NIL && str_is(path_extension(marker), ".toml");
    scope->syntax |= all ? scope->generator->optional : SYNTAX_PLAIN_URLS;
    scope_take_python(scope, extensions);
    scope_take_mkdocs_plugins(scope, mkdocs_value(site, values, folder, "plugins"));
}

bool settings_mkdocs(struct site *site, struct scope *scope, struct str marker)
{
    struct value values = settings_values(site, marker);
    struct value project = value_get(values, STR("project"));
    values = project.kind == VALUE_MAP ? project : values;
    struct str folder = settings_text_at(values, "docs_dir");
    scope->content = folder.len ? str_without_ends(folder, '/') : STR("docs");
    settings_take_names(site, scope, settings_text_at(values, "site_name"),
                        settings_text_at(value_get(values, STR("theme")), "language"),
                        settings_text_at(values, "site_url"));
    scope->values = value_get(values, STR("extra"));
    struct value folders = value_get(values, STR("use_directory_urls"));
    scope->style =
        folders.kind == VALUE_BOOL && !folders.as.boolean ? ADDRESS_HTML : scope->style;
    take_mkdocs_extensions(site, scope, values, marker);
    read_mkdocs(site, scope, value_get(values, STR("nav")), 0);
    return true;
}

/* A link's words without the signs of code, emphasis and escapes. */
struct str site_plain_words(struct arena *arena, struct str text)
{
    struct buf out = {.kept_in = arena};
    for (size_t i = 0; i < text.len; i++) {
        bool escapes = text.ptr[i] == '\\' && i + 1 < text.len;
        i += escapes ? 1 : 0;
        if (escapes || !ascii_set_has("`*", text.ptr[i])) {
            buf_add_byte(&out, text.ptr[i]);
        }
    }
    return arena_take(arena, &out);
}

/* mdBook and GitBook: links of SUMMARY.md, whatever lists they stand in. Each ends on its
 * line, and none begins before the end of the last. */
static void read_summary(struct site *site, const struct scope *scope, struct str text)
{
    size_t last = 0, stop = 0;
    for (size_t at = 0; (at = str_find(text, STR("]("), at)) != STR_NONE; at = last) {
        stop = at < stop ? stop : line_end(text, at);
        size_t end = str_find_byte(str_sub(text, 0, stop), ')', at), open = at;
        while (open > last && text.ptr[open - 1] != '[' && text.ptr[open - 1] != '\n') {
            open--;
        }
        if (end != STR_NONE) {
            struct str path = str_trim(str_sub(text, at + 2, end));
            path = str_starts(path, "<") ? str_sub(path, 1, path.len - 1) : path;
            add_page(site, scope, path,
                     site_plain_words(site->arena, str_sub(text, open, at)));
        }
        last = end == STR_NONE ? stop : end + 1;
    }
}

bool settings_mdbook(struct site *site, struct scope *scope, struct str marker)
{
    struct value values = settings_values(site, marker);
    struct value book = value_get(values, STR("book"));
    struct value html = value_get(value_get(values, STR("output")), STR("html"));
    struct value smart = value_get(html, STR("smart-punctuation"));
    smart = smart.kind == VALUE_BOOL ? smart : value_get(html, STR("curly-quotes"));
    scope->smart = smart.kind != VALUE_BOOL || smart.as.boolean; /* so since 0.5 */
    scope->hidden_marks = value_get(value_get(html, STR("code")), STR("hidelines"));
    struct str source = settings_text_at(book, "src");
    scope->content = source.len ? str_without_ends(source, '/') : STR("src");
    settings_take_names(site, scope, settings_text_at(book, "title"),
                        settings_text_at(book, "language"), (struct str){0});
    struct str folder = str_is(scope->content, ".")
                            ? scope->folder
                            : path_join(site->arena, scope->folder, scope->content);
    read_summary(site, scope,
                 settings_text(site, path_join(site->arena, folder, STR("SUMMARY.md"))));
    return true;
}

bool settings_summary(struct site *site, struct scope *scope, struct str marker)
{
    struct str root = settings_text_at(settings_values(site, marker), "root");
    root = str_starts(root, "./") ? str_skip(root, 2) : root;
    scope->content = str_without_ends(root, '/');
    struct str folder = path_join(site->arena, scope->folder, scope->content);
    read_summary(site, scope,
                 settings_text(site, path_join(site->arena, folder, STR("SUMMARY.md"))));
    return true;
}

/* What the settings say of a language, or a file beside them. */
static struct value hugo_language(struct site *site, struct value values, struct str marker,
                                  struct str language)
{
    struct value own = value_get(value_get(values, STR("languages")), language);
    if (own.kind != VALUE_NIL) {
        return own;
    }
    struct str folder = path_folder(marker), end = path_extension(marker);
    struct str all = arena_format(site->arena, "languages%.*s", STR_ARG(end));
    own = value_get(settings_values(site, path_join(site->arena, folder, all)), language);
    struct str one =
        arena_format(site->arena, "languages.%.*s%.*s", STR_ARG(language), STR_ARG(end));
    return own.kind != VALUE_NIL
               ? own
               : settings_values(site, path_join(site->arena, folder, one));
}

/* Zola has a name of its own for what each of its sites must name. */
static bool is_zola(struct value values)
{
    return value_has(values, STR("base_url")) && !value_has(values, STR("baseURL"));
}

bool settings_zola(struct site *site, struct scope *scope, struct str marker)
{
    struct value values = settings_values(site, marker);
    if (!is_zola(values)) {
        return false;
    }
    settings_take_names(site, scope, settings_text_at(values, "title"),
                        settings_text_at(values, "default_language"),
                        settings_text_at(values, "base_url"));
    return true;
}

/* The folder that the settings mount as the one of the pages, or empty. */
static struct str hugo_mount(struct site *site, struct value values, struct str marker)
{
    struct value module = value_get(values, STR("module"));
    if (module.kind == VALUE_NIL) { /* in a file of its own beside them */
        struct str name =
            arena_format(site->arena, "module%.*s", STR_ARG(path_extension(marker)));
        module = settings_values(site, path_join(site->arena, path_folder(marker), name));
    }
    struct value mounts = value_get(module, STR("mounts"));
    for (size_t i = 0; mounts.kind == VALUE_LIST && i < value_count(mounts); i++) {
        struct str source =
            str_without_ends(settings_text_at(value_at(mounts, i), "source"), '/');
        if (str_is(str_without_ends(settings_text_at(value_at(mounts, i), "target"), '/'),
                   "content")) {
            return str_is(source, "content") ? (struct str){0} : source;
        }
    }
    return (struct str){0};
}

bool settings_hugo(struct site *site, struct scope *scope, struct str marker)
{
    struct value values = settings_values(site, marker);
    if (is_zola(values)) {
        return false;
    }
    struct str folder = settings_text_at(values, "contentDir");
    struct str language = settings_text_at(values, "languageCode");
    scope->content = str_without_ends(folder, '/');
    scope->permalinks = value_get(values, STR("permalinks"));
    scope->syntax |=
        value_is_true(value_get(values, STR("enableEmoji"))) ? SYNTAX_EMOJI : 0;
    if (value_get(scope->permalinks, STR("page")).kind == VALUE_MAP) {
        scope->permalinks = value_get(scope->permalinks, STR("page"));
    }
    struct str first = settings_text_at(values, "defaultContentLanguage");
    struct value own = hugo_language(site, values, marker, first.len ? first : STR("en"));
    scope->first = str_without_ends(settings_text_at(own, "contentDir"), '/');
    if (scope->first.len == 0) {
        scope->first = hugo_mount(site, values, marker);
    }
    scope->cased = value_is_true(value_get(values, STR("disablePathToLower")));
    scope->style =
        value_is_true(value_get(values, STR("uglyURLs"))) ? ADDRESS_UGLY : scope->style;
    language = language.len ? language : settings_text_at(own, "languageCode");
    settings_take_names(site, scope, settings_text_at(values, "title"),
                        language.len ? language
                                     : settings_text_at(values, "defaultContentLanguage"),
                        settings_text_at(values, "baseURL"));
    return true;
}

/* Jupyter Book: files of root, parts, chapters, sections and entries, in their order. */
static void read_book(struct site *site, const struct scope *scope, struct value value,
                      int depth)
{
    struct str file = settings_text_at(value, "file");
    file = file.len ? file : settings_text_at(value, "root");
    if (file.len) {
        bool named = str_ends(file, ".md") || str_ends(file, ".ipynb");
        add_page(site, scope,
                 named ? file : arena_format(site->arena, "%.*s.md", STR_ARG(file)),
                 settings_text_at(value, "title"));
    }
    for (size_t i = 0; i < value_count(value) && depth < NAV_DEPTH_LIMIT; i++) {
        struct value inner = value.kind == VALUE_LIST  ? value_at(value, i)
                             : value.kind == VALUE_MAP ? value.as.map->entries[i].value
                                                       : value_nil();
        read_book(site, scope, inner, depth + 1);
    }
}

bool settings_book(struct site *site, struct scope *scope, struct str marker)
{
    struct value values = settings_values(site, marker);
    struct value project = value_get(values, STR("project"));
    struct str config = path_join(site->arena, scope->folder, STR("_config.yml"));
    struct value parse = value_get(settings_values(site, config), STR("parse"));
    struct value extensions = value_get(parse, STR("myst_enable_extensions"));
    scope->values = value_get(parse, STR("myst_substitutions"));
    scope_take_myst(scope, extensions);
    bool new = str_is(path_name(marker), "myst.yml");
    scope->ids = new ? IDS_DASHED : scope->ids;
    scope->syntax |= new ? MYST_NEW : extensions.kind == VALUE_NIL ? MYST_BOOK : 0;
    if (project.kind == VALUE_MAP) {
        settings_take_names(site, scope, settings_text_at(project, "title"),
                            (struct str){0}, (struct str){0});
        scope->references = value_get(project, STR("references"));
        values = value_get(project, STR("toc"));
    }
    read_book(site, scope, values, 0);
    return true;
}

/* Chapters are paths, or parts with chapters of their own. */
static void read_chapters(struct site *site, const struct scope *scope,
                          struct value chapters, int depth)
{
    for (size_t i = 0; chapters.kind == VALUE_LIST && i < value_count(chapters); i++) {
        struct value item = value_at(chapters, i);
        struct str path = value_text_or(item, settings_text_at(item, "part"));
        path = path.len ? path : settings_text_at(item, "href");
        if (str_is(path_extension(path), ".qmd") || str_is(path_extension(path), ".md")) {
            add_page(site, scope, path, settings_text_at(item, "text"));
        }
        if (depth < NAV_DEPTH_LIMIT) {
            read_chapters(site, scope, value_get(item, STR("chapters")), depth + 1);
            read_chapters(site, scope, value_get(item, STR("contents")), depth + 1);
        }
    }
}

bool settings_quarto(struct site *site, struct scope *scope, struct str marker)
{
    struct value values = settings_values(site, marker);
    struct value book = value_get(values, STR("book"));
    struct value sidebar = value_get(value_get(values, STR("website")), STR("sidebar"));
    book = book.kind == VALUE_MAP ? book : value_get(values, STR("website"));
    settings_take_names(site, scope, settings_text_at(book, "title"),
                        settings_text_at(values, "lang"),
                        settings_text_at(book, "site-url"));
    scope->values = values;
    read_chapters(site, scope, value_get(book, STR("chapters")), 0);
    read_chapters(site, scope, value_get(book, STR("appendices")), 0);
    read_chapters(site, scope, value_get(sidebar, STR("contents")), 0);
    return true;
}

static bool is_myst(const struct scope *scope)
{
    return scope && (scope->generator->syntax & SYNTAX_MYST) != 0;
}

struct str generator_reference(struct site *site, const struct page *page,
                               struct str scheme, struct str after)
{
    struct str content;
    if (!page || !is_myst(scope_of(site, page->source, &content))) {
        return (struct str){0};
    }
    static const struct {
        const char *scheme, *before;
    } registries[] = {
        {"wiki", "https://en.wikipedia.org/wiki/"},           {"doi", "https://doi.org/"},
        {"rrid", "https://scicrunch.org/resolver/RRID:"},     {"ror", "https://ror.org/"},
        {"swh", "https://archive.softwareheritage.org/swh:"},
    };
    for (size_t i = 0; i < sizeof registries / sizeof registries[0]; i++) {
        if (str_eq_ignore_case(scheme, str_from(registries[i].scheme))) {
            return arena_format(site->arena, "%s%.*s", registries[i].before,
                                STR_ARG(after));
        }
    }
    size_t end = 0;
    while (end < after.len && !ascii_set_has("/#?", after.ptr[end])) {
        end++;
    }
    struct value project = value_get(scope_of(site, page->source, &content)->references,
                                     str_sub(after, 0, end));
    struct str url = value_text_or(project, settings_text_at(project, "url"));
    if (!str_eq_ignore_case(scheme, STR("xref")) || url.len == 0) {
        return (struct str){0};
    }
    return arena_format(site->arena, "%.*s%.*s", STR_ARG(str_without_end(url, '/')),
                        STR_ARG(str_skip(after, end)));
}
