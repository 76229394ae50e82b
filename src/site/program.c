/* Settings that are a program: VitePress's, Eleventy's, Sphinx's and others'. None is run;
 * known is what stands in them in plain words, and what they load. */
#include "base/lines.h"
#include "base/path.h"
#include "site/settings.h"

static bool begins_with(struct str text, const char *any)
{
    return text.ptr && text.len && ascii_set_has(any, text.ptr[0]);
}

/* The text that a key of a program's settings has, in quotes, or empty: it is computed. */
static struct str quoted_at(struct str text, const char *key)
{
    size_t len = strlen(key);
    for (size_t at = 0; (at = str_find(text, str_from(key), at)) != STR_NONE; at += len) {
        bool begins = at == 0 || ascii_set_has(" \t\n{,\"'.", text.ptr[at - 1]);
        struct str rest = str_skip(text, at + len);
        rest = str_trim_left(str_skip(rest, begins_with(rest, "\"'")));
        bool given = begins && begins_with(rest, ":=(");
        rest = str_trim_left(str_skip(rest, 1));
        if (given && begins_with(rest, "\"'`")) {
            size_t end = str_find_byte(rest, rest.ptr[0], 1);
            return end == STR_NONE ? (struct str){0} : str_sub(rest, 1, end);
        }
    }
    return (struct str){0};
}

/* Without what stands behind "//" on its lines, but for addresses. */
static struct str without_remarks(struct arena *arena, struct str text)
{
    struct buf out = {.kept_in = arena};
    for (size_t at = 0; at < text.len; at = line_end(text, at)) {
        struct str line = str_sub(text, at, line_end(text, at));
        size_t mark = str_find(line, STR("//"), 0);
        bool remark = mark != STR_NONE && (mark == 0 || line.ptr[mark - 1] != ':');
        buf_add(&out, remark ? str_sub(line, 0, mark) : line);
        buf_add(&out, remark ? STR("\n") : (struct str){0});
    }
    return arena_take(arena, &out);
}

/* Files of data by the names that starters give them; others are not read. */
static struct value eleventy_data(struct site *site, struct str folder)
{
    static const char *const names[] = {"site", "metadata", "meta", "config", "global"};
    static const char *const extensions[] = {"json", "yml", "yaml"};
    struct value all = value_map_new(site->arena);
    for (size_t i = 0; all.kind == VALUE_MAP && i < sizeof names / sizeof names[0]; i++) {
        for (size_t k = 0; k < sizeof extensions / sizeof extensions[0]; k++) {
            struct str name =
                arena_format(site->arena, "_data/%s.%s", names[i], extensions[k]);
            struct value own = settings_values(site, path_join(site->arena, folder, name));
            if (own.kind == VALUE_MAP) {
                (void)value_map_set(site->arena, all, str_from(names[i]), own);
            }
        }
    }
    return all;
}

/* Of a program only what it loads is known. */
bool settings_program(struct site *site, struct scope *scope, struct str marker)
{
    scope_take_loaded(scope, without_remarks(site->arena, settings_text(site, marker)));
    return true;
}

/* The folder of pages that a program names in plain words, from the scope's; empty: there
 * is none, or it is the scope's. */
static struct str named_folder(struct site *site, const struct scope *scope,
                               struct str name)
{
    name = str_without_ends(str_skip(name, str_starts(name, "./") ? 2 : 0), '/');
    struct str path = path_join(site->arena, scope->folder, name);
    bool known = name.len && source_kind_of(site->source, path) == FILE_KIND_FOLDER;
    return known && !str_is(name, ".") ? name : (struct str){0};
}

/* The files of VitePress's settings, one after the other. */
static struct str vitepress_program(struct site *site, struct str folder)
{
    static const char *const names[] = {"config", "config/index", "config/shared"};
    static const char *const extensions[] = {".ts", ".mts", ".js", ".mjs"};
    struct buf text = {.kept_in = site->arena};
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        for (size_t k = 0; k < sizeof extensions / sizeof extensions[0]; k++) {
            struct str path =
                arena_format(site->arena, "%.*s%s.vitepress/%s%s", STR_ARG(folder),
                             folder.len ? "/" : "", names[i], extensions[k]);
            buf_add(&text, settings_text(site, path));
        }
    }
    return without_remarks(site->arena, arena_take(site->arena, &text));
}

/* What makes the ids of headings in the settings nobody knows. */
bool settings_vitepress(struct site *site, struct scope *scope, struct str marker)
{
    struct str text = vitepress_program(site, scope->folder);
    scope->own_ids = str_find(text, STR("slugify"), 0) != STR_NONE;
    scope->content = named_folder(site, scope, quoted_at(text, "srcDir"));
    return settings_program(site, scope, marker);
}

/* Its settings are a program: of it the folder is read that is named in plain words. */
bool settings_eleventy(struct site *site, struct scope *scope, struct str marker)
{
    struct str text = without_remarks(site->arena, settings_text(site, marker));
    size_t dir = str_find(text, STR("dir"), 0);
    while (dir != STR_NONE) { /* "dir: {" or "dir = {" */
        struct str rest = str_trim_left(str_skip(text, dir + 3));
        rest = str_trim_left(str_skip(rest, rest.len && ascii_set_has("\"'", rest.ptr[0])));
        bool given = rest.len && ascii_set_has(":=", rest.ptr[0]);
        if (given && str_starts(str_trim_left(str_skip(rest, 1)), "{")) {
            break;
        }
        dir = str_find(text, STR("dir"), dir + 3);
    }
    size_t end = dir == STR_NONE ? STR_NONE : str_find_byte(text, '}', dir);
    struct str input = quoted_at(
        str_sub(text, dir == STR_NONE ? text.len : dir, end == STR_NONE ? text.len : end),
        "input");
    input = input.len ? input : quoted_at(text, "setInputDirectory");
    scope->content = named_folder(site, scope, input);
    scope_take_loaded(scope, text);
    scope->values =
        eleventy_data(site, path_join(site->arena, scope->folder, scope->content));
    bool links = str_find(text, STR("linkify: true"), 0) != STR_NONE;
    scope->syntax |= links ? 0 : SYNTAX_PLAIN_URLS;
    return true;
}

/* Python's mapping of texts reads as YAML's. */
static struct value python_values(struct site *site, struct str text, const char *key)
{
    struct value values = value_nil();
    struct yaml_fault fault;
    size_t at = str_find(text, str_from(key), 0);
    size_t open = at == STR_NONE ? STR_NONE : str_find_byte(text, '{', at);
    size_t end = open == STR_NONE ? STR_NONE : str_find(text, STR("\n}"), open);
    end = end == STR_NONE && open != STR_NONE ? str_find_byte(text, '}', open) : end + 1;
    if (open != STR_NONE && end < text.len) {
        (void)yaml_read(site->arena, str_sub(text, open, end + 1), 1, NULL, &values,
                        &fault);
    }
    return values;
}

bool settings_sphinx(struct site *site, struct scope *scope, struct str marker)
{
    struct str text = settings_text(site, marker);
    scope->values = python_values(site, text, "myst_substitutions");
    scope->syntax |= SYNTAX_PLAIN_URLS; /* but for an extension */
    scope_take_myst_program(scope, text);
    return str_find(text, STR("myst"), 0) != STR_NONE; /* else its pages are no Markdown */
}
