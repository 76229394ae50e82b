/* What a repository leads to is followed as git does: the file .git to the folder of a
 * linked working tree or of a submodule, `commondir` there to the folder that working trees
 * share, objects/info/alternates to other objects. Its configuration is read here, for
 * libgit2 would open what that names. */
#define _XOPEN_SOURCE 700 /* realpath */

#include "source/git_enter.h"

#include "base/file.h"
#include "source/git_settings.h"

#include <errno.h>
#include <git2/sys/repository.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define LINK_LIMIT_BYTES (PATH_MAX + sizeof "gitdir: \n")
#define CONFIG_LIMIT_BYTES ((size_t)16 << 20)

/* What the system answers for a file of the repository is the watch's, or the library's
 * last error. */
static int refuse(struct git_watch *watch, const char *folder, const char *name,
                  enum file_status status)
{
    char path[PATH_MAX + 32], text[PATH_MAX + 200];
    const char *why = status == FILE_OUTSIDE
                          ? "its symbolic link leads out of the repository"
                          : file_status_text(status);
    bool ended = folder[strlen(folder) - 1] == '/';
    (void)snprintf(path, sizeof path, "%s%s%s", folder, ended ? "" : "/", name);
    if (status == FILE_NO_MEMORY) {
        git_error_set_oom();
    } else if (status == FILE_SPECIAL) {
        git_watch_note(watch, path, ENXIO);
    } else {
        (void)snprintf(text, sizeof text, "'%s': %s", path, why);
        (void)git_error_set_str(GIT_ERROR_REPOSITORY, text);
    }
    return GIT_ERROR;
}

/* A file beside others, or an empty text where there is none. */
static int read_file(struct arena *arena, const char *folder, const char *name,
                     size_t limit_bytes, struct git_watch *watch, struct str *out)
{
    struct root root;
    struct root_fault fault = {0};
    *out = (struct str){0};
    if (!root_open(&root, folder)) {
        git_watch_note(watch, folder, errno);
        return refuse(watch, folder, name, FILE_DENIED);
    }
    root.fault = &fault;
    enum file_status status = file_read(arena, &root, str_from(name), limit_bytes, out);
    root_close(&root);
    if (fault.error) {
        char path[PATH_MAX + sizeof fault.path];
        (void)snprintf(path, sizeof path, "%s/%s", folder, fault.path);
        git_watch_note(watch, path, fault.error);
    }
    return status == FILE_OK || status == FILE_ABSENT ? 0
                                                      : refuse(watch, folder, name, status);
}

/* "gitdir: ../.git/worktrees/a": the folder that a file .git leads to. */
static int follow_link(struct arena *arena, const char *place, struct git_watch *watch,
                       char out[PATH_MAX])
{
    static const char word[] = "gitdir:";
    struct str text;
    if (read_file(arena, place, ".git", LINK_LIMIT_BYTES, watch, &text) < 0) {
        return GIT_ERROR;
    }
    struct str path = str_trim(str_skip(text, sizeof word - 1));
    bool whole = str_starts(path, "/");
    int len = snprintf(out, PATH_MAX, "%s%s%.*s", whole ? "" : place, whole ? "" : "/",
                       STR_ARG(path));
    if (!str_starts(text, word) || path.len == 0 || len < 0 || len >= PATH_MAX) {
        (void)git_error_set_str(GIT_ERROR_REPOSITORY, "its file .git names no folder");
        return GIT_ERROR;
    }
    return 0;
}

static int find_folder(struct arena *arena, const char *place, struct git_watch *watch,
                       char out[PATH_MAX])
{
    struct stat info;
    if (snprintf(out, PATH_MAX, "%s/.git", place) >= PATH_MAX - 1) {
        return GIT_ENOTFOUND;
    }
    if (stat(out, &info) < 0) {
        git_watch_note(watch, out, errno);
        (void)snprintf(out, PATH_MAX, "%s", place);
        return 0;
    }
    if (!S_ISDIR(info.st_mode)) {
        return follow_link(arena, place, watch, out);
    }
    (void)snprintf(out, PATH_MAX, "%s/.git/", place);
    if (access(out, X_OK) < 0) {
        git_watch_note(watch, out, errno); /* else some file in it is what is told of */
    }
    return 0;
}

static int read_settings(struct git_settings *settings, const char *folder,
                         const char *name, struct git_watch *watch)
{
    struct str text;
    char reason[PATH_MAX + 100];
    if (read_file(settings->arena, folder, name, CONFIG_LIMIT_BYTES, watch, &text) < 0) {
        return GIT_ERROR;
    }
    size_t line = git_settings_read(settings, text);
    if (arena_failed(settings->arena)) {
        git_error_set_oom();
        return GIT_ERROR;
    }
    if (line) {
        (void)snprintf(reason, sizeof reason,
                       "line %zu of its configuration '%s%s' is not as git writes it", line,
                       folder, name);
        (void)git_error_set_str(GIT_ERROR_CONFIG, reason);
    }
    return line ? GIT_ERROR : 0;
}

/* Of a repository of another form nothing is what it seems. Those of these extensions
 * change nothing for a reader of its commits. */
static bool is_known_extension(const struct git_setting *setting)
{
    static const char *const harmless[] = {"noop", "partialclone", "preciousobjects",
                                           "worktreeconfig", "relativeworktrees"};
    const char *name = setting->name + strlen("extensions.");
    for (size_t i = 0; i < sizeof harmless / sizeof harmless[0]; i++) {
        if (strcmp(name, harmless[i]) == 0) {
            return true;
        }
    }
    const char *value = setting->value ? setting->value : "";
    return (strcmp(name, "objectformat") == 0 && strcmp(value, "sha1") == 0) ||
           (strcmp(name, "refstorage") == 0 && strcmp(value, "files") == 0);
}

static int check_form(const struct git_settings *settings)
{
    char reason[200];
    const struct git_setting *form =
        git_settings_find(settings, "core.repositoryformatversion");
    const char *version = form && form->value ? form->value : "0";
    if (strcmp(version, "0") != 0 && strcmp(version, "1") != 0) {
        (void)snprintf(reason, sizeof reason,
                       "its form is version %.100s, and 1 is the last known", version);
        (void)git_error_set_str(GIT_ERROR_REPOSITORY, reason);
        return GIT_ERROR;
    }
    for (size_t i = 0; i < settings->count && *version == '1'; i++) {
        const struct git_setting *setting = &settings->items[i];
        if (str_starts(str_from(setting->name), "extensions.") &&
            !is_known_extension(setting)) {
            (void)snprintf(reason, sizeof reason,
                           "its extension is not known: %.100s = %.50s", setting->name,
                           setting->value ? setting->value : "true");
            (void)git_error_set_str(GIT_ERROR_REPOSITORY, reason);
            return GIT_ERROR;
        }
    }
    return 0;
}

/* Whether core.worktree, which submodules have, leads back to the place. Else it is a way
 * to have any folder read. */
static bool leads_back(const struct git_settings *settings, const char *folder,
                       const char *place)
{
    const struct git_setting *setting = git_settings_find(settings, "core.worktree");
    char path[PATH_MAX], real[PATH_MAX];
    if (!setting || !setting->value) {
        return true;
    }
    bool whole = setting->value[0] == '/';
    int len = snprintf(path, sizeof path, "%s%s", whole ? "" : folder, setting->value);
    return len > 0 && len < PATH_MAX && realpath(path, real) && strcmp(real, place) == 0;
}

static int set_working_tree(const struct git_settings *settings, const char *place,
                            git_repository *repository)
{
    const char *folder = git_repository_path(repository);
    bool linked = strcmp(folder, git_repository_commondir(repository)) != 0;
    char reason[PATH_MAX + 100];
    if (!linked && git_settings_is_true(settings, "core.bare")) {
        return 0;
    }
    if (!linked && !leads_back(settings, folder, place)) {
        (void)snprintf(
            reason, sizeof reason,
            "its core.worktree names another folder than '%s', where its .git is", place);
        (void)git_error_set_str(GIT_ERROR_REPOSITORY, reason);
        return GIT_ERROR;
    }
    return git_repository_set_workdir(repository, place, 0);
}

/* `place`: of its working tree; NULL: it has none. */
static int take_settings(struct arena *arena, const char *place, struct git_watch *watch,
                         git_repository *repository)
{
    struct git_settings *settings = ARENA_NEW(arena, struct git_settings);
    if (!settings) {
        git_error_set_oom();
        return GIT_ERROR;
    }
    *settings = (struct git_settings){.arena = arena};
    int error =
        read_settings(settings, git_repository_commondir(repository), "config", watch);
    if (error == 0 && git_settings_is_true(settings, "extensions.worktreeconfig")) {
        error = read_settings(settings, git_repository_path(repository), "config.worktree",
                              watch);
    }
    error = error ? error : check_form(settings);
    if (error == 0 && !git_settings_give(settings, repository)) {
        error = GIT_ERROR;
    }
    return error || !place ? error : set_working_tree(settings, place, repository);
}

int git_enter(struct arena *arena, const char *place, enum git_find what,
              struct git_turn *turn, git_repository **out)
{
    char folder[PATH_MAX];
    int error = find_folder(arena, place, &turn->watch, folder);
    /* As a bare one: else the library reads the configuration. */
    error = error ? error : git_repository_open_bare(out, folder);
    const char *tree = what == GIT_WORKING_TREES ? place : NULL;
    if (error == 0) {
        error = take_settings(arena, tree, &turn->watch, *out);
        turn->watch.roots[0] = git_repository_path(*out);
        turn->watch.roots[1] = git_repository_commondir(*out);
        turn->watch.roots[2] = git_repository_workdir(*out);
    }
    if (error) {
        git_repository_free(*out);
        *out = NULL;
    }
    return error;
}
