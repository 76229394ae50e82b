/* Above: a folder that is a part of a generator's site is read as that part. Its settings
 * are looked for in the folders above, up to the one that the repository begins in; without
 * a repository in the one right above alone, so that no stray file far away counts. */
#include "base/path.h"
#include "site/generator.h"
#include "site/rules.h"

#define LEVELS_MOST 16

/* Whether the folder is set up by itself: as Jekyll's, by a generator's file or a recipe.
 */
static bool stands_alone(const struct site *site)
{
    bool set = !site->config.rules->has_generators || site->recipe_status != FILE_ABSENT;
    for (const struct scope *scope = site->scopes; scope && !set; scope = scope->next) {
        set = scope->folder.len == 0;
    }
    return set;
}

/* How many levels above the address the repository begins, or where it ends the search: 1
 * where there is none, 0 where the address is one itself. */
static size_t levels_of(struct arena *arena, const struct site *site, struct source_at at,
                        struct report *report)
{
    struct str below;
    if (source_kind_of(site->source, STR(".git")) != FILE_KIND_NONE) {
        return 0;
    }
    for (size_t level = 1; level <= LEVELS_MOST; level++) {
        struct source_at up;
        bool there = source_above(arena, at, level, &up, &below, report);
        struct source *source = there ? source_open(arena, up, report) : NULL;
        bool found = source && source_kind_of(source, STR(".git")) != FILE_KIND_NONE;
        if (source) {
            (void)source_holds(source, report);
            source_close(source);
        }
        if (found || !source) {
            return found ? level : 1;
        }
    }
    return 1;
}

static bool is_marked(struct arena *arena, struct source_at at, struct report *report)
{
    struct source *source = source_open(arena, at, report);
    bool marked = source && generators_mark(arena, source);
    if (source) {
        (void)source_holds(source, report);
        source_close(source);
    }
    return marked;
}

struct site *above_open(struct site *site, struct source_at at, const char *built,
                        int64_t now, struct report *report)
{
    struct arena *arena = site->arena;
    const struct site_folders folders = {.built = built};
    size_t most = stands_alone(site) ? 0 : levels_of(arena, site, at, report);
    for (size_t level = 1; level <= most; level++) {
        struct str below, content;
        struct source_at up;
        bool there = source_above(arena, at, level, &up, &below, report);
        struct site *whole = there && is_marked(arena, up, report)
                                 ? site_open_at(arena, up, folders, now, report)
                                 : NULL;
        struct str inside = path_join(arena, below, STR("x.md"));
        const struct scope *scope = whole ? scope_of(whole, inside, &content) : NULL;
        if (scope) {
            whole->below = below;
            report_note(
                report, (struct place){0}, "site-above",
                "'%.*s' is read as a part of the folder above it that is set up for "
                "%s",
                STR_ARG(below), scope->generator->name);
            site_close(site);
            return whole;
        }
        if (whole) {
            site_close(whole);
        }
    }
    return site;
}
