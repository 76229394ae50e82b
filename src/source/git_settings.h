/* The settings of a repository's own configuration that a reader of its commits needs.
 *
 * libgit2 would read the configuration itself, and open whatever files it names, wherever
 * they lie. So it is never given the file, but a few values of it, none of which names one
 * (git-config(1): `include`, core.excludesFile and core.attributesFile do). For source/
 * only. */
#ifndef OFFPRINT_SOURCE_GIT_SETTINGS_H
#define OFFPRINT_SOURCE_GIT_SETTINGS_H

#include "base/arena.h"

#include <git2.h>

struct git_setting {
    const char *name;  /* "core.eol", "branch.Main.remote": as libgit2 asks for it */
    const char *value; /* NULL: the name alone, which means true */
    size_t order;      /* in which it was read */
};

struct git_settings {
    struct arena *arena;
    struct git_setting *items; /* by name, then by order: the last of a name counts */
    size_t count, capacity;
};

/* Adds what a configuration file has. 0, or the number of the line that git would not read;
 * whether the arena failed is to be asked for. */
size_t git_settings_read(struct git_settings *settings, struct str text);

/* The one that counts; NULL: there is none of that name. */
const struct git_setting *git_settings_find(const struct git_settings *settings,
                                            const char *name);
bool git_settings_is_true(const struct git_settings *settings, const char *name);

/* Gives the repository these settings and no others. They are borrowed until it is freed.
 * False: libgit2 says why. */
bool git_settings_give(const struct git_settings *settings, git_repository *repository);

#endif
