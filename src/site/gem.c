/* Gem themes: the includes, layouts, data and assets that a site's `theme` or
 * `remote_theme` brings lie below the site's own, in a folder that the caller names or that
 * stands beside the site, or among its vendored gems. */
#include "base/folder.h"
#include "base/path.h"
#include "site/rules.h"
#include "site/state.h"

static const char *const folders[] = {"_includes", "_layouts", "_data", "assets", NULL};

static struct value theme_value(const struct site *site)
{
    struct value remote = value_get(site->config.values, STR("remote_theme"));
    bool is_text = remote.kind == VALUE_STRING;
    return is_text ? remote : value_get(site->config.values, STR("theme"));
}

/* "minima" of `theme: minima` and of `remote_theme: jekyll/minima@v2.5`; it becomes part of
 * a path, so that nothing but a plain name is one. */
static struct str theme_name(const struct site *site)
{
    struct str name = value_text_or(theme_value(site), (struct str){0});
    size_t at = str_find_byte(name, '@', 0);
    name = path_name(str_sub(name, 0, at == STR_NONE ? name.len : at));
    bool plain = name.len && name.ptr[0] != '.';
    for (size_t i = 0; plain && i < name.len; i++) {
        plain = ascii_is_alnum(name.ptr[i]) || ascii_set_has("-_.", name.ptr[i]);
    }
    return plain ? name : (struct str){0};
}

/* NULL, and the source is closed: it holds no theme. */
static struct source *keep_theme(struct source *source, struct report *report)
{
    bool has_any = false;
    for (size_t i = 0; folders[i] && !has_any; i++) {
        has_any = source_kind_of(source, str_from(folders[i])) >= FILE_KIND_FOLDER;
    }
    if (!has_any) {
        (void)source_holds(source, report);
        source_close(source);
    }
    return has_any ? source : NULL;
}

/* NULL: there is none, or it cannot be read, which is reported. */
static struct source *open_theme(struct arena *arena, struct source_at at,
                                 struct report *report)
{
    const char *address = at.folder;
    if (address && !at.revision && folder_is_closed(address)) {
        report_site_error(report, (struct place){0}, "theme-folder",
                          "cannot read the theme's folder '%s': %s", address,
                          folder_read_fault(address));
        return NULL;
    }
    struct source *theme = address ? source_open(arena, at, report) : NULL;
    return theme ? keep_theme(theme, report) : NULL;
}

/* The folder "…/gems/minima-2.5.1" among the site's vendored gems; of several the last. */
static struct str find_gem(struct site *site, struct str name, struct report *report)
{
    struct file_list files = {0};
    struct str gem = {0};
    struct str wanted = arena_format(site->arena, "/gems/%.*s-", STR_ARG(name));
    if (source_kind_of(site->source, STR("vendor")) != FILE_KIND_FOLDER ||
        !source_list(site->arena, site->source, SITE_FILE_COUNT_LIMIT, NULL, &files)) {
        return gem;
    }
    for (size_t i = 0; i < files.count; i++) {
        struct str path = files.paths[i];
        size_t at = str_starts(path, "vendor/") ? str_find(path, wanted, 0) : STR_NONE;
        size_t version = at == STR_NONE ? path.len : at + wanted.len;
        size_t end = str_find_byte(path, '/', version);
        if (end != STR_NONE && ascii_is_digit(path.ptr[version])) {
            gem = str_sub(path, 0, end);
        }
    }
    for (size_t i = 0; gem.len == 0 && i < files.closed_count; i++) {
        struct str path = files.closed[i].path;
        if (str_is(path, "vendor") || str_starts(path, "vendor/")) {
            report_site_error(report, (struct place){0}, "folder-denied",
                              "cannot list the folder '%.*s', where the theme may be: "
                              "%s",
                              STR_ARG(path), file_status_text(files.closed[i].status));
        }
    }
    return gem;
}

/* Beside the site in the same commit: what lies on the disk there, or outside of the
 * repository, would make another packet of the same revision. */
static struct source *open_beside_in_revision(struct site *site, struct source_at at,
                                              struct str name, struct report *report)
{
    struct str below;
    struct source_at up;
    bool inside = source_kind_of(site->source, STR(".git")) == FILE_KIND_NONE &&
                  source_above(site->arena, at, 1, &up, &below, report);
    struct source *source = inside ? source_open(site->arena, up, report) : NULL;
    if (!source) {
        return NULL;
    }
    if (source_kind_of(source, name) > FILE_KIND_FOLDER) {
        report_site_error(report, (struct place){0}, "theme-folder",
                          "cannot read the theme's folder '%s/%.*s' of the revision",
                          up.folder, STR_ARG(name));
    }
    if (source_kind_of(source, name) == FILE_KIND_FOLDER && source_enter(source, name)) {
        return keep_theme(source, report);
    }
    (void)source_holds(source, report);
    source_close(source);
    return NULL;
}

static struct source *open_beside(struct site *site, struct source_at at, struct str name,
                                  struct report *report)
{
    if (at.revision) {
        return open_beside_in_revision(site, at, name, report);
    }
    at.folder = arena_format(site->arena, "%s/../%.*s", at.folder, STR_ARG(name)).ptr;
    return open_theme(site->arena, at, report);
}

/* Beside the site, or in it. */
static struct source *find_theme(struct site *site, struct source_at at, struct str name,
                                 struct report *report)
{
    struct arena *arena = site->arena;
    struct source *theme = open_beside(site, at, name, report);
    if (theme) {
        uint32_t line = theme_value(site).line;
        report_note(report, (struct place){site->config.name, line, line ? 1 : 0, 0},
                    "theme-beside",
                    "the theme is read from outside of the site, the folder '../%.*s'",
                    STR_ARG(name));
        report_hint(report, "--theme-dir names another");
    }
    struct str gem = theme ? (struct str){0} : find_gem(site, name, report);
    at.folder = arena_format(arena, "%s/%.*s", at.folder, STR_ARG(gem)).ptr;
    return gem.len ? open_theme(arena, at, report) : theme;
}

bool site_check_theme(struct arena *arena, const char *folder, struct report *report)
{
    struct source *theme = open_theme(arena, (struct source_at){folder, NULL}, report);
    if (theme) {
        source_close(theme);
        return true;
    }
    if (folder_is_closed(folder)) {
        return false;
    }
    report_request_error(
        report, (struct place){0}, "theme-folder",
        "no theme in the folder '%s': it has no _includes, _layouts, _data or assets",
        folder);
    return false;
}

void site_lay_theme(struct site *site, struct source_at at, const char *folder,
                    struct report *report)
{
    struct str name = theme_name(site);
    struct source *theme = NULL;
    if (folder) {
        theme = open_theme(site->arena, (struct source_at){folder, NULL}, report);
    } else if (name.len && site->config.rules->has_data) {
        theme = find_theme(site, at, name, report);
    }
    if (theme) {
        source_lay_under(site->source, theme, folders);
    } else {
        site->theme = name;
    }
}
