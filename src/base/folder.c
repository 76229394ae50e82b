/* The check asks what mkdir and open would say much later; it trusts only answers that are
 * sure, for the system itself has the last word. Relies on POSIX alone. */
#define _XOPEN_SOURCE 700 /* realpath */
#define _DEFAULT_SOURCE   /* its extension: where it fails */

#include "base/folder.h"

#include "base/path.h"
#include "base/system_error.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static bool folder_failed(const char *path, const char *why, struct report *report)
{
    report_system_error(report, "output-write", "cannot write into the folder '%s': %s",
                        path, why);
    return false;
}

/* What speaks against using what stands at `path` so, and errno where it is the system's
 * word; NULL: nothing does, or nothing is there. */
static const char *fault_at(const char *path, int use, bool *absent, int *why)
{
    struct stat info;
    *absent = false;
    *why = 0;
    if (stat(path, &info) < 0) {
        int error = errno;
        bool link = error == ENOENT && lstat(path, &info) == 0;
        if (link && !S_ISLNK(info.st_mode)) {
            return fault_at(path, use, absent, why); /* another run has just made it */
        }
        *absent = error == ENOENT && !link;
        *why = error;
        return link      ? "a symbolic link to nothing is there"
               : *absent ? NULL
                         : system_error_text(error);
    }
    if (!S_ISDIR(info.st_mode)) {
        return S_ISREG(info.st_mode) ? "it is a file, not a folder"
                                     : "it is a pipe or a device, not a folder";
    }
    *why = access(path, use | X_OK) < 0 ? errno : 0;
    bool refused = *why == EACCES || *why == EROFS || system_error_is_fault(*why);
    return refused ? system_error_text(*why) : NULL;
}

const char *folder_fault(const char *path, int *error)
{
    bool absent;
    int why;
    const char *fault = fault_at(path, R_OK, &absent, &why);
    if (error) {
        *error = why;
    }
    return absent ? "no such folder" : fault;
}

const char *folder_read_fault(const char *path)
{
    const char *fault = folder_fault(path, NULL);
    return fault ? fault : "it cannot be read";
}

static int compare_names(const void *a, const void *b)
{
    return str_compare(*(const struct str *)a, *(const struct str *)b);
}

static bool unlisted(const char *path, int error, struct report *report)
{
    if (error == ENOMEM) {
        return report_out_of_memory(report);
    }
    if (system_error_is_fault(error)) {
        report_read_error(report, "folder-read", "cannot read '%s': %s", path,
                          system_error_text(error));
    } else {
        report_error(report, (struct place){0}, "folder-read", "cannot read '%s': %s", path,
                     system_error_text(error));
    }
    return false;
}

bool folder_files(struct arena *arena, const char *path, const char *ending,
                  struct str **names, size_t *count, struct report *report)
{
    DIR *folder = opendir(path);
    size_t capacity = 0;
    *names = NULL;
    *count = 0;
    if (!folder) {
        return unlisted(path, errno, report);
    }
    const struct dirent *entry;
    while ((errno = 0, entry = readdir(folder)) && !arena_failed(arena)) {
        struct str name = str_from(entry->d_name);
        struct stat info;
        bool file =
            name.ptr[0] != '.' && str_ends(name, ending) &&
            (fstatat(dirfd(folder), entry->d_name, &info, 0) < 0 || !S_ISDIR(info.st_mode));
        if (file && arena_grow(arena, names, *count, &capacity, sizeof **names)) {
            (*names)[(*count)++] = arena_str(arena, name);
        }
    }
    int error = entry ? 0 : errno; /* of readdir, which says so alone */
    closedir(folder);
    if (error) {
        return unlisted(path, error, report);
    }
    if (*count > 1) {
        qsort(*names, *count, sizeof **names, compare_names);
    }
    return !arena_failed(arena) || report_out_of_memory(report);
}

bool folder_is_closed(const char *path)
{
    struct stat info;
    if (stat(path, &info) < 0) {
        return (errno == ENOENT || errno == ELOOP) && lstat(path, &info) == 0;
    }
    return S_ISDIR(info.st_mode) && access(path, R_OK | X_OK) < 0 && errno == EACCES;
}

/* "a" of "a/b//", "/" of "/a", "." of "a". */
static void cut_to_parent(char *path)
{
    size_t len = strlen(path);
    while (len > 1 && path[len - 1] == '/') {
        len--;
    }
    while (len > 0 && path[len - 1] != '/') {
        len--;
    }
    while (len > 1 && path[len - 1] == '/') {
        len--;
    }
    memcpy(path + len, len ? "" : ".", len ? 1 : 2);
}

bool folder_check(const char *path, struct report *report)
{
    size_t len = strlen(path);
    char *at = malloc(len + 2);
    if (!at) {
        return report_out_of_memory(report);
    }
    memcpy(at, path, len + 1);
    bool absent;
    int why;
    const char *fault = fault_at(at, W_OK, &absent, &why);
    while (absent && strcmp(at, ".") != 0 && strcmp(at, "/") != 0) {
        cut_to_parent(at);
        fault = fault_at(at, W_OK, &absent, &why);
    }
    free(at);
    return !fault || folder_failed(path, fault, report);
}

bool folder_make(const char *path, struct report *report)
{
    size_t len = strlen(path);
    char *name = malloc(len + 1);
    if (!name) {
        return report_out_of_memory(report);
    }
    memcpy(name, path, len + 1);
    int fault = 0;
    for (size_t i = 1; fault == 0 && i <= len; i++) {
        if (name[i] != '/' && name[i] != '\0') {
            continue;
        }
        char kept = name[i];
        name[i] = '\0';
        struct stat info;
        if (mkdir(name, 0777) < 0) {
            int error = errno;
            bool there = stat(name, &info) == 0;
            fault = !there ? error : S_ISDIR(info.st_mode) ? 0 : ENOTDIR;
        }
        name[i] = kept;
    }
    free(name);
    return fault == 0 || folder_failed(path, system_error_text(fault), report);
}

bool folder_find_there(struct arena *arena, const char *address, char there[PATH_MAX],
                       struct str *rest)
{
    struct str path = str_without_end(str_from(address), '/');
    *rest = (struct str){0};
    for (;;) {
        const char *name = path.len ? arena_cstr(arena, path) : *address == '/' ? "/" : ".";
        if (name && realpath(name, there)) {
            return true;
        }
        if (!name || path.len == 0 || (errno != ENOENT && errno != ENOTDIR)) {
            return false;
        }
        struct str last = path_name(path);
        if (str_is(last, "..")) {
            return false;
        }
        *rest = str_is(last, ".") || last.len == 0 ? *rest : path_join(arena, last, *rest);
        path = str_without_end(path_folder(path), '/');
    }
}
