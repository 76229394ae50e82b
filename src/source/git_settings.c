/* Which settings are kept, and how libgit2 is given them: as a backend of a configuration,
 * which cannot be written. */
#include "source/git_settings.h"

#include <git2/sys/config.h>
#include <git2/sys/repository.h>
#include <string.h>

/* From 1.9 on an entry's way to be freed stands behind it. */
#if LIBGIT2_VER_MAJOR > 1 || LIBGIT2_VER_MINOR >= 9
typedef git_config_backend_entry told_entry;
#define ENTRY(told) (&(told)->entry)
#else
typedef git_config_entry told_entry;
#define ENTRY(told) (told)
#endif

struct told_settings {
    git_config_backend backend; /* first: libgit2 knows only this */
    const struct git_settings *settings;
    told_entry *entries; /* one for each of the settings */
};

struct told_iterator {
    git_config_iterator iterator; /* first */
    size_t at;
};

static const struct told_settings *told_of(const git_config_backend *backend)
{
    return (const struct told_settings *)(const void *)backend;
}

/* All of it is the arena's. */
static void free_nothing(told_entry *entry)
{
    (void)entry;
}

static void free_no_iterator(git_config_iterator *iterator)
{
    (void)iterator;
}

static void free_no_backend(git_config_backend *backend)
{
    (void)backend;
}

static int open_it(git_config_backend *backend, git_config_level_t level,
                   const git_repository *repository)
{
    (void)backend;
    (void)level;
    (void)repository;
    return 0;
}

static int get(git_config_backend *backend, const char *name, told_entry **out)
{
    const struct told_settings *told = told_of(backend);
    const struct git_setting *found = git_settings_find(told->settings, name);
    if (found) {
        *out = &told->entries[found - told->settings->items];
    }
    return found ? 0 : GIT_ENOTFOUND;
}

static int next(told_entry **out, git_config_iterator *iterator)
{
    struct told_iterator *own = (struct told_iterator *)(void *)iterator;
    const struct told_settings *told = told_of(iterator->backend);
    if (own->at >= told->settings->count) {
        return GIT_ITEROVER;
    }
    *out = &told->entries[own->at++];
    return 0;
}

static int iterate(git_config_iterator **out, git_config_backend *backend)
{
    struct told_iterator *own =
        ARENA_NEW(told_of(backend)->settings->arena, struct told_iterator);
    if (!own) {
        git_error_set_oom();
        return GIT_ERROR;
    }
    own->iterator =
        (git_config_iterator){.backend = backend, .next = next, .free = free_no_iterator};
    *out = &own->iterator;
    return 0;
}

/* Nothing of it changes, so it is its own snapshot. */
static int snapshot(git_config_backend **out, git_config_backend *backend)
{
    *out = backend;
    return 0;
}

static struct told_settings *tell(const struct git_settings *settings)
{
    struct told_settings *told = ARENA_NEW(settings->arena, struct told_settings);
    told_entry *entries = ARENA_ARRAY(settings->arena, told_entry, settings->count + 1);
    if (!told || !entries) {
        git_error_set_oom();
        return NULL;
    }
    for (size_t i = 0; i < settings->count; i++) {
        entries[i] = (told_entry){0};
        ENTRY(&entries[i])->name = settings->items[i].name;
        ENTRY(&entries[i])->value = settings->items[i].value;
        ENTRY(&entries[i])->level = GIT_CONFIG_LEVEL_LOCAL;
        entries[i].free = free_nothing;
    }
    *told = (struct told_settings){.settings = settings, .entries = entries};
    told->backend = (git_config_backend){
        .version = GIT_CONFIG_BACKEND_VERSION,
        .readonly = 1,
        .open = open_it,
        .get = get,
        .iterator = iterate,
        .snapshot = snapshot,
        .free = free_no_backend,
    };
    return told;
}

bool git_settings_give(const struct git_settings *settings, git_repository *repository)
{
    git_config *config = NULL;
    struct told_settings *told = tell(settings);
    bool given = told && git_config_new(&config) == 0 &&
                 git_config_add_backend(config, &told->backend, GIT_CONFIG_LEVEL_LOCAL,
                                        NULL, 0) == 0 &&
                 git_repository_set_config(repository, config) == 0;
    git_config_free(config);
    return given;
}

const struct git_setting *git_settings_find(const struct git_settings *settings,
                                            const char *name)
{
    size_t from = 0, to = settings->count; /* the first that is behind all of the name */
    while (from < to) {
        size_t middle = from + (to - from) / 2;
        if (strcmp(settings->items[middle].name, name) <= 0) {
            from = middle + 1;
        } else {
            to = middle;
        }
    }
    const struct git_setting *last = from ? &settings->items[from - 1] : NULL;
    return last && strcmp(last->name, name) == 0 ? last : NULL;
}

bool git_settings_is_true(const struct git_settings *settings, const char *name)
{
    int is_true = 1;
    const struct git_setting *found = git_settings_find(settings, name);
    return found && (!found->value || git_config_parse_bool(&is_true, found->value) == 0) &&
           is_true;
}
