/* Folders that cannot be listed and pages that cannot be read: what of the site is not
 * known then, so that nobody takes it for absent. */
#include "base/path.h"
#include "site/rules.h"
#include "site/state.h"

/* Whether pages may lie in it, and not only data or layouts. */
static bool may_hold_pages(const struct config *config, struct str folder,
                           struct arena *arena)
{
    struct str inside = path_join(arena, folder, STR("x.md"));
    return config->rules->classify(config, inside).class != CLASS_SKIP;
}

bool closed_is_of_site(const struct config *config, struct str folder, struct arena *arena)
{
    return may_hold_pages(config, folder, arena) ||
           (config->rules->has_data && (str_eq(folder, config->data_folder) ||
                                        path_is_below(folder, config->data_folder) ||
                                        str_eq(folder, config->layouts_folder)));
}

/* Whether what is barred may have been a folder: by its name, as nothing else is known.
 * Pages and data files are told of by their readers, other files where something leads to
 * them. */
static bool may_be_folder(const struct config *config, const struct closed_path *closed)
{
    struct classified class = config->rules->classify(config, closed->path);
    bool page =
        class.class != CLASS_SKIP && (class.class != CLASS_STATIC || class.collection);
    bool named = str_eq(closed->path, config->data_folder) ||
                 str_eq(closed->path, config->layouts_folder);
    bool host = str_is(closed->path, SITE_HOST_FILE);
    return !closed->barred || named ||
           (!page && !host && path_extension(closed->path).len < 2);
}

/* What stands for nothing by its name may be a file that nobody needs; of layouts most
 * pages need nothing, and the one that does says so. */
static bool is_known_folder(const struct config *config, const struct closed_path *closed)
{
    bool named = config->rules->has_data &&
                 (str_eq(closed->path, config->data_folder) ||
                  (closed->path.len && str_eq(closed->path, config->collections_folder)));
    return !closed->barred || named ||
           (config->rules->classify(config, closed->path).class == CLASS_SKIP &&
            !str_eq(closed->path, config->layouts_folder));
}

#define SHOWN_BYTES 1000 /* of a path, with what is behind it */

static void tell_closed(struct site *site, const struct closed_path *closed,
                        enum severity severity, struct report *report)
{
    struct str path = closed->path.len ? closed->path : STR(".");
    const char *root = closed->root ? closed->root : "", *slash = closed->root ? "/" : "";
    const char *why = file_status_text(closed->status);
    struct str said =
        path.len > SHOWN_BYTES
            ? arena_format(site->arena, "cannot list a folder (%s): '%s%s%.*s'", why, root,
                           slash, STR_ARG(path)) /* its end is cut off */
            : arena_format(site->arena, "cannot list the folder '%s%s%.*s': %s", root,
                           slash, STR_ARG(path), why);
    if (severity == SEVERITY_ERROR) {
        report_site_error(report, (struct place){0}, "folder-denied", "%.*s",
                          STR_ARG(said));
    } else {
        report_warning(report, (struct place){0}, "folder-denied", "%.*s", STR_ARG(said));
    }
    report_hint(report, "%s; folders that 'exclude' names are not listed",
                closed->barred                         ? "put the folder itself there"
                : closed->status == FILE_NAME_TOO_LONG ? "shorten the names in its path"
                                                       : "let it be read");
}

static void take(struct site *site, const struct closed_path *closed, bool pages,
                 struct report *report)
{
    if (closed->status == FILE_NO_MEMORY) {
        (void)report_out_of_memory(report);
        return;
    }
    if (pages) {
        site->closed[site->closed_count++] = *closed;
    }
    tell_closed(site, closed,
                is_known_folder(&site->config, closed) ? SEVERITY_ERROR : SEVERITY_WARNING,
                report);
}

bool closed_take(struct site *site, const struct file_list *files,
                 const struct file_list *built, struct report *report)
{
    const struct config *config = &site->config;
    site->closed = ARENA_ARRAY(site->arena, struct closed_path,
                               files->closed_count + built->closed_count + 1);
    for (size_t i = 0; site->closed && i < files->closed_count; i++) {
        const struct closed_path *closed = &files->closed[i];
        if (closed_is_of_site(config, closed->path, site->arena) &&
            may_be_folder(config, closed)) {
            take(site, closed, may_hold_pages(config, closed->path, site->arena), report);
        }
    }
    /* What is barred and may be a page or a picture is told of where something needs it. */
    for (size_t i = 0; site->closed && i < built->closed_count; i++) {
        const struct closed_path *closed = &built->closed[i];
        if (!closed->barred || path_extension(closed->path).len < 2) {
            take(site, closed, true, report);
        }
    }
    return site->closed;
}

static bool is_unread(const struct site *site, size_t index)
{
    return source_bars(site->source, site->pages[index].source, site->states[index].status);
}

void closed_note_page(struct site *site, size_t index)
{
    if (is_unread(site, index) && site->unread_count++ == 0) {
        site->unread_first = index;
    }
}

struct str site_first_unread(const struct site *site, const char **why)
{
    if (site->unread_count) {
        *why = file_status_text(site->states[site->unread_first].status);
        return site->pages[site->unread_first].source;
    }
    if (site->closed_count) {
        *why = file_status_text(site->closed[0].status);
        return site->closed[0].path.len ? site->closed[0].path : STR(".");
    }
    return (struct str){0};
}

bool closed_tell(struct site *site, struct report *report)
{
    for (size_t i = 0; i < site->closed_count; i++) {
        tell_closed(site, &site->closed[i], SEVERITY_ERROR, report);
    }
    for (size_t i = site->unread_first; site->unread_count && i < site->page_count; i++) {
        if (is_unread(site, i)) {
            page_tell_unread(&site->pages[i], &site->states[i], report);
        }
    }
    return site->closed_count || site->unread_count;
}
