/* A folder gives way only where it says that it is a bundle of offprint's, all of it can be
 * read, and its manifests list all that is in it. */
#define _GNU_SOURCE /* AT_EACCESS */

#include "stick.h"

#include "bag/bag.h"
#include "base/beside.h"
#include "base/path.h"
#include "base/replacing.h"
#include "base/system_error.h"
#include "base/value.h"
#include "chain/chain.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#define MANIFEST_LIMIT_BYTES ((size_t)256 << 20)

/* Whether it may go */

/* The path and the folders that it lies in, as what they are. */
static bool add_listed(struct arena *arena, struct value listed, struct str path)
{
    bool ok = value_map_set(arena, listed, path, value_bool(true));
    for (path = path_folder(path); ok && path.len && !value_has(listed, path);
         path = path_folder(path)) {
        ok = value_map_set(arena, listed, path, value_bool(false));
    }
    return ok;
}

static bool is_listed_file(struct value listed, struct str path)
{
    struct value found = value_get(listed, path);
    return found.kind == VALUE_BOOL && found.as.boolean;
}

/* "hash  path" in each line; the paths into the map. */
static bool read_manifest(struct arena *arena, struct bag *bag, const char *name,
                          struct value listed, struct report *report)
{
    const struct bag_file *file = bag_find(bag, str_from(name));
    struct str text;
    if (!file || !bag_read(arena, bag, file, MANIFEST_LIMIT_BYTES, &text, report)) {
        return false;
    }
    while (text.len) {
        size_t end = str_find_byte(text, '\n', 0);
        struct str line = str_sub(text, 0, end == STR_NONE ? text.len : end);
        size_t space = str_find_byte(line, ' ', 0);
        if (space != STR_NONE &&
            !add_listed(arena, listed, str_trim(str_skip(line, space)))) {
            return false;
        }
        text = end == STR_NONE ? (struct str){0} : str_skip(text, end + 1);
    }
    return true;
}

/* What systems leave in folders that they show. Fewer than `verify` knows by name: what is
 * replaced is gone. */
static bool is_dropping(struct str path)
{
    static const char *const names[] = {".DS_Store", "Thumbs.db", "desktop.ini"};
    struct str name = path_name(path);
    return str_starts(name, "._") ||
           str_is_among(name, names, sizeof names / sizeof names[0]);
}

/* One in a folder of the bundle; "._NAME" (AppleDouble) beside a NAME of the bundle. */
static bool is_own_dropping(struct arena *arena, struct value listed, struct str path)
{
    struct str folder = path_folder(path), name = path_name(path);
    if (!is_dropping(path) || (folder.len && !value_has(listed, folder))) {
        return false;
    }
    return !str_starts(name, "._") ||
           value_has(listed, path_join(arena, folder, str_skip(name, 2)));
}

/* A manifest that lists what there is does not list itself. */
static bool is_own(struct arena *arena, struct value listed, struct str path)
{
    static const char *const tops[] = {"tagmanifest-sha256.txt", "tagmanifest-sha512.txt"};
    return is_listed_file(listed, path) ||
           str_is_among(path, tops, sizeof tops / sizeof tops[0]) ||
           is_own_dropping(arena, listed, path);
}

static const char *told(struct str text)
{
    return text.len ? text.ptr : "memory is gone";
}

/* What cannot be listed; NULL: there is none. */
static const char *find_fault(struct arena *arena, const struct bag *bag)
{
    size_t count;
    const struct bag_fault *faults = bag_faults(bag, &count);
    return count == 0 ? NULL
                      : told(arena_format(arena, "'%.*s' in it cannot be read: %.*s",
                                          STR_ARG(faults->path), STR_ARG(faults->text)));
}

/* The first that cannot be read, or is no file; NULL: there is none. */
static const char *find_unread(struct arena *arena, const struct bag *bag, int there)
{
    size_t count;
    const struct bag_file *files = bag_files(bag, &count);
    for (size_t i = 0; i < count; i++) {
        struct stat info;
        const char *path = arena_cstr(arena, files[i].path);
        if (!path) {
            return told((struct str){0});
        }
        bool found = fstatat(there, path, &info, AT_SYMLINK_NOFOLLOW) == 0;
        if (found && !S_ISREG(info.st_mode)) {
            return told(arena_format(arena, "'%s' in it is no file", path));
        }
        if (!found || faccessat(there, path, R_OK, AT_EACCESS) < 0) {
            return told(arena_format(arena, "'%s' in it cannot be read: %s", path,
                                     system_error_text(errno)));
        }
    }
    return NULL;
}

/* The first file that no manifest of the bundle lists; NULL: there is none. */
static const char *find_stranger(struct arena *arena, struct bag *bag, struct report *quiet)
{
    struct value listed = value_map_new(arena);
    size_t count;
    const struct bag_file *files = bag_files(bag, &count);
    if (!read_manifest(arena, bag, "manifest-sha512.txt", listed, quiet) ||
        !read_manifest(arena, bag, "tagmanifest-sha512.txt", listed, quiet)) {
        return "its manifests cannot be read";
    }
    for (size_t i = 0; i < count; i++) {
        struct str path = files[i].path;
        if (!is_own(arena, listed, path)) {
            return told(
                arena_format(arena, "it holds '%.*s', which is no part of the bundle there",
                             STR_ARG(path)));
        }
    }
    return arena_failed(arena) ? "memory is gone" : NULL;
}

/* NULL: it is empty, or a bag and nothing beside. */
static const char *why_no_bag(struct arena *arena, const struct bag *bag)
{
    size_t count, outside;
    const struct bag_file *files = bag_files(bag, &count);
    const struct bag_file *others = bag_outside(bag, &outside);
    struct str top = outside ? (struct str){0} : bag_top(bag);
    bool is = count + outside == 0 || (bag_holds_bag(bag) && bag_top(bag).len == 0);
    return is ? NULL
              : told(arena_format(arena, "it is no bundle, and holds '%.*s%.*s'",
                                  STR_ARG(top),
                                  STR_ARG(outside ? others->path : files->path)));
}

/* Of a bag. */
static const char *why_not_own(struct arena *arena, struct bag *bag, struct report *quiet)
{
    struct chain_info info;
    if (!chain_read_info(arena, bag, &info, quiet)) {
        return "its bag-info.txt cannot be read";
    }
    return str_starts(info.agent, "offprint ")
               ? find_stranger(arena, bag, quiet)
               : "it is a bag that offprint did not make, as its bag-info.txt says";
}

const char *stick_why_stay(void *data, int there, const char *path)
{
    const struct stick *stick = data;
    struct arena *arena = stick->arena;
    struct report *quiet = report_new();
    struct bag *bag = quiet ? bag_look(arena, path, quiet) : NULL;
    const char *why = bag ? find_fault(arena, bag) : "what it holds cannot be read";
    why = why ? why : why_no_bag(arena, bag);
    why = why ? why : find_unread(arena, bag, there);
    if (!why && bag_holds_bag(bag)) {
        why = why_not_own(arena, bag, quiet);
    }
    bag_close(bag);
    report_free(quiet);
    return why;
}

/* What would change */

/* By paths and sizes; what systems left is not looked at. */
static bool lists_same(const struct bag *zip, const struct bag *old)
{
    size_t count, old_count, k = 0;
    const struct bag_file *files = bag_files(zip, &count);
    const struct bag_file *there = bag_files(old, &old_count);
    for (size_t i = 0; i < old_count; i++) {
        bool same = k < count && there[i].bytes == files[k].bytes &&
                    str_eq(there[i].path, files[k].path);
        if (!same && !is_dropping(there[i].path)) {
            return false;
        }
        k += same;
    }
    return k == count;
}

/* False: told. */
static bool compare_file(const struct stick *stick, struct bag *zip,
                         const struct bag_file *file, int there, bool *same,
                         struct report *report)
{
    const char *path = arena_cstr(stick->arena, file->path);
    struct old_reading old = {
        .fd =
            path ? beside_open(there, path,
                               O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC | O_NOCTTY, 0)
                 : -1};
    if (!path) {
        return report_out_of_memory(report);
    }
    old.error = old.fd < 0 ? errno : 0;
    if (old.error == ENOENT) {
        *same = false; /* where nothing can be locked another run may come between */
        return true;
    }
    *same = old.fd >= 0 && bag_stream(zip, file, replacing_reads_same, &old, report);
    (void)(old.fd >= 0 && close(old.fd));
    if (old.error) {
        struct str why = arena_format(stick->arena, "'%s' in it cannot be read: %s", path,
                                      system_error_text(old.error));
        return replacing_failed(&stick->what, stick->along.name, told(why), report);
    }
    return *same || old.differs;
}

/* From the last on: a manifest differs wherever anything does. */
bool stick_compare(void *data, int there, const char *path, const char *from, bool *same,
                   struct report *report)
{
    const struct stick *stick = data;
    struct arena arena;
    arena_init_within(&arena, 0, stick->arena->budget);
    struct bag *old = bag_look(&arena, path, report);
    struct bag *zip = old ? bag_open(&arena, from, report) : NULL;
    bool ok = zip != NULL;
    *same = ok && lists_same(zip, old);
    size_t count = 0;
    const struct bag_file *files = zip ? bag_files(zip, &count) : NULL;
    for (size_t i = count; ok && *same && i > 0; i--) {
        ok = replacing_goes_on(&stick->what, report) &&
             compare_file(stick, zip, &files[i - 1], there, same, report);
    }
    bag_close(zip);
    bag_close(old);
    arena_clear(&arena);
    return ok;
}
