/* The table of generators, and which pages are whose: of the folders that contain a page
 * and have a marker the deepest counts. */
#include "site/generator.h"

#include "base/glob.h"
#include "base/path.h"
#include "site/rules.h"
#include "site/yaml.h"

#define RECIPE_PEEK_BYTES ((size_t)1 << 20)
#define SCOPE_LIMIT 256 /* more markers are passed over */

static const struct generator generators[] = {
    {.key = "hugo",
     .name = "Hugo",
     .markers = {"hugo.toml", "hugo.yaml", "hugo.yml", "hugo.json", "config.toml",
                 "config.yaml"},
     .nested = "config/_default",
     .beside = "content",
     .content = {"content"},
     .files = {"static", "assets"},
     .syntax = SYNTAX_HUGO | SYNTAX_LISTS | SYNTAX_DEFINITIONS | SYNTAX_TITLES,
     .style = ADDRESS_HUGO,
     .aliases = true,
     .settings = settings_hugo},
    {.key = "zola",
     .name = "Zola",
     .markers = {"zola.toml", "config.toml"},
     .beside = "content",
     .content = {"content"},
     .files = {"static"},
     .syntax = SYNTAX_ZOLA | SYNTAX_LISTS,
     .style = ADDRESS_ZOLA,
     .aliases = true,
     .settings = settings_zola},
    {.key = "mkdocs",
     .name = "MkDocs",
     .markers = {"mkdocs.yml", "mkdocs.yaml", "zensical.toml"},
     .content = {"docs"},
     .syntax = SYNTAX_PYTHON,
     .optional = SYNTAX_BANGS | SYNTAX_FOLDS | SYNTAX_TABS | SYNTAX_SLASHES | SYNTAX_LISTS |
                 SYNTAX_SNIPPETS | SYNTAX_MARKS | SYNTAX_DEFINITIONS |
                 SYNTAX_ABBREVIATIONS | SYNTAX_KEYS | SYNTAX_INSERTS | SYNTAX_EMOJI,
     .style = ADDRESS_FOLDER,
     .ids = IDS_PYTHON,
     .settings = settings_mkdocs},
    {.key = "mdbook",
     .name = "mdBook",
     .markers = {"book.toml"},
     .content = {"src"},
     .syntax = SYNTAX_BOOK | SYNTAX_LISTS | SYNTAX_DEFINITIONS | SYNTAX_PLAIN_URLS,
     .style = ADDRESS_HTML,
     .settings = settings_mdbook},
    {.key = "docusaurus",
     .name = "Docusaurus",
     .markers = {"docusaurus.config.*"},
     .content = {"docs", "blog", "src/pages", "versioned_docs", "i18n", "community",
                 "guides", "../docs", "../blog"},
     .files = {"static"},
     .syntax = SYNTAX_COLONS | SYNTAX_LISTS | SYNTAX_MDX,
     .style = ADDRESS_ROUTE,
     .root_name = "@site/"},
    {.key = "vitepress",
     .name = "VitePress",
     .markers = {".vitepress/", ".vuepress/"},
     .files = {"public", ".vuepress/public"},
     .syntax = SYNTAX_COLONS | SYNTAX_LISTS | SYNTAX_VUE | SYNTAX_VALUES | SYNTAX_TITLES,
     .style = ADDRESS_HTML,
     .ids = IDS_JOINED,
     .settings = settings_vitepress},
    {.key = "astro",
     .name = "Astro",
     .markers = {"astro.config.*"},
     .content = {"src/content/docs", "src/content", "src/pages"},
     .files = {"public"},
     .optional = SYNTAX_COLONS,
     .style = ADDRESS_FOLDER,
     .settings = settings_program},
    {.key = "jupyter-book",
     .name = "Jupyter Book",
     .markers = {"_toc.yml", "myst.yml"},
     .syntax = SYNTAX_MYST | SYNTAX_COLONS,
     .optional = SYNTAX_LISTS | SYNTAX_DEFINITIONS | SYNTAX_VALUES,
     .style = ADDRESS_HTML,
     .settings = settings_book},
    {.key = "sphinx",
     .name = "Sphinx",
     .markers = {"conf.py"},
     .syntax = SYNTAX_MYST | SYNTAX_COLONS,
     .optional = SYNTAX_LISTS | SYNTAX_DEFINITIONS | SYNTAX_VALUES,
     .style = ADDRESS_HTML,
     .settings = settings_sphinx},
    {.key = "quarto",
     .name = "Quarto",
     .markers = {"_quarto.yml", "_quarto.yaml"},
     .smart = true,
     .settings = settings_quarto,
     .syntax = SYNTAX_COLONS | SYNTAX_LISTS | SYNTAX_HUGO | SYNTAX_DEFINITIONS |
               SYNTAX_PANDOC | SYNTAX_SUPERSCRIPTS | SYNTAX_SUBSCRIPTS,
     .style = ADDRESS_HTML},
    {.key = "eleventy",
     .name = "Eleventy",
     .markers = {".eleventy.js", ".eleventy.cjs", "eleventy.config.*"},
     .files = {"public", "src/static", "static"},
     .syntax = SYNTAX_TAGS | SYNTAX_VALUES,
     .optional = SYNTAX_LISTS,
     .style = ADDRESS_FOLDER,
     .settings = settings_eleventy},
    {.key = "gitbook",
     .name = "GitBook",
     .markers = {".gitbook.yaml", ".gitbook.yml", ".gitbook/"},
     .syntax = SYNTAX_TAGS,
     .style = ADDRESS_STEM,
     .settings = settings_summary},
    {.key = "mintlify",
     .name = "Mintlify",
     .markers = {"mint.json"},
     .syntax = SYNTAX_MDX,
     .style = ADDRESS_STEM},
    {.key = "obsidian",
     .name = "Obsidian",
     .markers = {".obsidian/"},
     .syntax = SYNTAX_WIKI},
    {.key = "pandoc",
     .name = "pandoc",
     .smart = true,
     .syntax = SYNTAX_COLONS | SYNTAX_LISTS | SYNTAX_DEFINITIONS | SYNTAX_PANDOC |
               SYNTAX_SUPERSCRIPTS | SYNTAX_SUBSCRIPTS},
    {.key = "github", .name = "GitHub"},
};

#define GENERATOR_COUNT (sizeof generators / sizeof generators[0])

const struct generator *generator_find(struct str key)
{
    for (size_t i = 0; i < GENERATOR_COUNT; i++) {
        if (str_eq_ignore_case(key, str_from(generators[i].key))) {
            return &generators[i];
        }
    }
    return NULL;
}

void generator_add_keys(struct buf *out)
{
    for (size_t i = 0; i < GENERATOR_COUNT; i++) {
        buf_add_format(out, "%s%s", generators[i].key,
                       i + 2 < GENERATOR_COUNT   ? ", "
                       : i + 1 < GENERATOR_COUNT ? " or "
                                                 : "");
    }
}

/* Whether `path` begins with `folder` and goes on below it. */
static bool is_below(struct str path, struct str folder)
{
    return folder.len == 0 || (path.len > folder.len && path.ptr[folder.len] == '/' &&
                               str_eq(str_sub(path, 0, folder.len), folder));
}

static void add_scope(struct site *site, const struct generator *generator,
                      struct str folder, struct str marker)
{
    size_t count = 0;
    for (const struct scope *scope = site->scopes; scope; scope = scope->next) {
        bool same = scope->generator == generator && str_eq(scope->folder, folder);
        if (same || ++count == SCOPE_LIMIT) {
            return;
        }
    }
    struct scope *scope = ARENA_NEW(site->arena, struct scope);
    if (!scope) {
        return;
    }
    *scope = (struct scope){.generator = generator,
                            .folder = folder,
                            .style = generator->style,
                            .ids = generator->ids,
                            .smart = generator->smart};
    bool set = generator->settings && marker.len;
    scope->syntax = set ? 0 : generator->optional;
    bool own =
        !generator->settings || marker.len == 0 || generator->settings(site, scope, marker);
    if (own) {
        scope->next = site->scopes;
        site->scopes = scope;
    }
}

static bool has_folder(const struct site *site, struct str folder, const char *name)
{
    struct str path = path_join(site->arena, folder, str_from(name));
    return source_kind_of(site->source, path) == FILE_KIND_FOLDER;
}

/* The folder that the marker stands in; STR_NONE: the path is none. */
static size_t marker_folder(const char *marker, struct str path)
{
    struct str name = str_from(marker);
    if (!str_ends(name, "/")) {
        return glob_match(name, path_name(path)) ? path_folder(path).len : STR_NONE;
    }
    size_t at = str_find(path, name, 0);
    bool whole = at != STR_NONE && (at == 0 || path.ptr[at - 1] == '/');
    return whole ? (at ? at - 1 : 0) : STR_NONE;
}

/* Of a marker in the folder `nested` the folder that this one stands in. */
static struct str above_nested(struct str folder, const char *nested)
{
    struct str name = str_from(nested ? nested : "");
    if (name.len == 0 || !str_ends(folder, nested)) {
        return folder;
    }
    size_t above = folder.len - name.len;
    return above == 0                     ? (struct str){0}
           : folder.ptr[above - 1] == '/' ? str_sub(folder, 0, above - 1)
                                          : folder;
}

static void try_file(struct site *site, struct str path)
{
    for (size_t i = 0; i < GENERATOR_COUNT; i++) {
        const struct generator *generator = &generators[i];
        for (size_t k = 0; k < 8 && generator->markers[k]; k++) {
            size_t len = marker_folder(generator->markers[k], path);
            struct str folder = str_sub(path, 0, len == STR_NONE ? 0 : len);
            folder = above_nested(folder, generator->nested);
            if (len != STR_NONE &&
                (!generator->beside || has_folder(site, folder, generator->beside))) {
                add_scope(site, generator, folder, path);
            }
        }
    }
}

/* Of a pattern as "x.config.*" the extensions of programs are tried. */
static bool has_marker(struct arena *arena, const struct source *source, struct str folder,
                       const char *marker)
{
    static const char *const extensions[] = {"js", "ts", "mjs", "cjs", "mts", "cts"};
    struct str name = str_from(marker);
    if (str_ends(name, "/")) {
        name = path_join(arena, folder, str_sub(name, 0, name.len - 1));
        return source_kind_of(source, name) == FILE_KIND_FOLDER;
    }
    bool pattern = str_ends(name, "*");
    bool found = false;
    for (size_t i = 0; i < (pattern ? 6 : 1) && !found; i++) {
        struct str file = pattern ? arena_format(arena, "%.*s%s", (int)name.len - 1,
                                                 name.ptr, extensions[i])
                                  : name;
        file = path_join(arena, folder, file);
        found = source_kind_of(source, file) == FILE_KIND_FILE;
    }
    return found;
}

bool generators_mark(struct arena *arena, const struct source *source)
{
    for (size_t i = 0; i < GENERATOR_COUNT; i++) {
        const struct generator *generator = &generators[i];
        bool beside =
            !generator->beside ||
            source_kind_of(source, str_from(generator->beside)) == FILE_KIND_FOLDER;
        for (size_t k = 0; k < 8 && generator->markers[k] && beside; k++) {
            const char *marker = generator->markers[k];
            if (has_marker(arena, source, (struct str){0}, marker) ||
                (generator->nested &&
                 has_marker(arena, source, str_from(generator->nested), marker))) {
                return true;
            }
        }
    }
    return false;
}

/* What the recipe says counts alone, and for all pages. */
static bool take_recipe(struct site *site)
{
    struct str text = site->recipe;
    struct value recipe;
    struct yaml_fault fault;
    enum file_status status =
        site->recipe_is_given ? site->recipe_status
                              : source_peek(site->arena, site->source, STR("offprint.yml"),
                                            RECIPE_PEEK_BYTES, &text);
    if (status != FILE_OK || !yaml_read(site->arena, text, 1, NULL, &recipe, &fault)) {
        return false; /* whoever reads the recipe tells */
    }
    struct str key = value_text_or(value_get(recipe, STR("dialect")), (struct str){0});
    const struct generator *generator = generator_find(key);
    if (generator) {
        add_scope(site, generator, (struct str){0}, (struct str){0});
        site->dialect_is_named = true;
    }
    return generator != NULL;
}

bool generators_find(struct site *site, const struct file_list *files)
{
    if (site->config.rules->has_generators && !take_recipe(site)) {
        for (size_t i = 0; i < files->count; i++) {
            try_file(site, files->paths[i]);
        }
    }
    return !arena_failed(site->arena);
}

/* Whether the page lies in a folder of the scope's pages; the longest such folder. */
static bool holds(const struct site *site, const struct scope *scope, struct str source,
                  struct str *content)
{
    struct str first = path_join(site->arena, scope->folder, scope->first);
    *content = scope->first.len ? first : scope->folder;
    if (scope->first.len && is_below(source, first)) {
        return true;
    }
    *content = scope->folder;
    const struct generator *generator = scope->generator;
    bool below = is_below(source, scope->folder);
    if (site->dialect_is_named) {
        return below;
    }
    if (scope->content.len) {
        *content = path_join(site->arena, scope->folder, scope->content);
        *content = str_is(scope->content, ".") ? scope->folder : *content;
        return is_below(source, *content);
    }
    for (size_t i = 0; i < 10 && generator->content[i]; i++) {
        struct str name = str_from(generator->content[i]), base = scope->folder;
        if (str_starts(name, "../")) { /* beside the folder of the settings */
            if (base.len == 0) {
                continue;
            }
            base = path_folder(base);
            name = str_skip(name, 3);
        }
        struct str folder = path_join(site->arena, base, name);
        if (is_below(source, folder)) {
            *content = folder;
            return true;
        }
    }
    return below && generator->content[0] == NULL;
}

const struct scope *scope_of(const struct site *site, struct str source,
                             struct str *content)
{
    const struct scope *deepest = NULL;
    for (const struct scope *scope = site->scopes; scope; scope = scope->next) {
        struct str folder;
        bool deeper = !deepest || scope->folder.len > deepest->folder.len;
        if (deeper && holds(site, scope, source, &folder)) {
            deepest = scope;
            *content = folder;
        }
    }
    return deepest;
}

void scope_describe(struct site *site, struct page *page)
{
    struct str content;
    const struct scope *scope = scope_of(site, page->source, &content);
    struct markdown_options *options = &page->markdown;
    if (str_eq_ignore_case(path_extension(page->source), STR(".mdx"))) {
        options->syntax |= SYNTAX_MDX | SYNTAX_LISTS;
        options->generator = "MDX";
    }
    if (scope) {
        page->own_ids = scope->own_ids;
        options->syntax |= scope->generator->syntax | scope->syntax;
        options->generator = scope->generator->name;
        options->ids = scope->ids;
        options->smart = options->smart || scope->smart;
        options->appended = scope->appended;
        options->hidden_marks = scope->hidden_marks;
        options->values = scope->values;
        struct value listed = value_get(site->nav, page->source);
        page->title = page->title.len ? page->title : value_text_or(listed, page->title);
        bool own = value_has(page->data, STR("permalink")) &&
                   scope->style != ADDRESS_HUGO && scope->style != ADDRESS_UGLY;
        bool made = page->format == PAGE_MARKDOWN || page->has_front_matter;
        if (scope->style != ADDRESS_AS_IS && !own && made) {
            page->url = scope_address(site, scope, page, content);
            page->url = path_percent_encode(site->arena, page->url);
        }
    }
    if (options->syntax & (unsigned)~SYNTAX_ALERTS) {
        options->host = site_markdown_host(site, page);
        options->data = page->data;
    }
}

bool scope_file_path(const struct site *site, struct str path, struct str *out)
{
    for (const struct scope *scope = site->scopes; scope; scope = scope->next) {
        const struct generator *generator = scope->generator;
        struct str inner = path_join(site->arena, scope->folder, scope->content);
        for (size_t i = 0; i < 3 && generator->files[i]; i++) {
            struct str name = str_from(generator->files[i]);
            struct str folder = path_join(site->arena, scope->folder, name);
            struct str inside = path_join(site->arena, inner, name);
            if (is_below(path, inside) || is_below(path, folder)) {
                folder = is_below(path, inside) ? inside : folder;
                *out = str_skip(path, folder.len + 1);
                return true;
            }
        }
        struct str content;
        if (holds(site, scope, path, &content) && content.len) {
            *out = str_skip(path, content.len + 1);
            return true;
        }
    }
    return false;
}

struct str generator_path(struct site *site, const struct page *page, struct str path)
{
    struct str content;
    bool named = page && str_starts(path, "@");
    const struct scope *scope = named ? scope_of(site, page->source, &content) : NULL;
    const char *name = scope ? scope->generator->root_name : NULL;
    if (!name || !str_starts(path, name)) {
        return (struct str){0};
    }
    return path_join(site->arena, scope->folder, str_skip(path, strlen(name)));
}
