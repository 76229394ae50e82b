/* The bundle is read back from the zip that was made: what lies in both is the same. Names
 * in it are safe on every file system already (archive/names.h); no link is made, and none
 * followed. A folder gives way only where its manifests list all that is in it. */
#define _GNU_SOURCE /* O_DIRECTORY */

#include "stick.h"

#include "bag/bag.h"
#include "base/beside.h"
#include "base/path.h"
#include "base/replace_folder.h"
#include "base/replacing.h"
#include "base/system_error.h"
#include "base/value.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define MANIFEST_LIMIT_BYTES ((size_t)256 << 20)

/* Writing */

struct writing {
    const struct stick *stick;
    const char *name; /* of the file, below the output's folder */
    int fd;
    struct report *report;
};

static bool write_block(void *data, struct str block)
{
    const struct writing *writing = data;
    return replacing_write(&writing->stick->what, writing->fd, writing->name, block,
                           writing->report);
}

/* Makes the folders of the path, and gives the last; -1: errno says why. Each is synced
 * later, by the file system's own order, no sooner than its files. */
static int open_parent(int top, char *path, const char **name)
{
    int folder = beside_open(top, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC, 0);
    char *rest = path;
    for (char *slash; folder >= 0 && (slash = strchr(rest, '/')); rest = slash + 1) {
        *slash = '\0';
        bool there = mkdirat(folder, rest, 0777) == 0 || errno == EEXIST;
        int next = there ? beside_open(folder, rest,
                                       O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC, 0)
                         : -1;
        int error = errno;
        close(folder);
        errno = error;
        folder = next;
    }
    *name = rest;
    return folder;
}

static bool write_file(const struct stick *stick, struct bag *bag,
                       const struct bag_file *file, int top, struct report *report)
{
    struct str shown =
        arena_format(stick->arena, "%s/%.*s", stick->along.name, STR_ARG(file->path));
    const char *name;
    char *parts = arena_alloc(stick->arena, file->path.len + 1, 1);
    if (!shown.len || !parts) {
        return report_out_of_memory(report);
    }
    memcpy(parts, file->path.ptr, file->path.len);
    parts[file->path.len] = '\0';
    int folder = open_parent(top, parts, &name);
    int fd = folder < 0
                 ? -1
                 : beside_open(folder, name,
                               O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0666);
    struct writing writing = {stick, shown.ptr, fd, report};
    bool ok = fd >= 0 ||
              replacing_failed(&stick->what, shown.ptr, system_error_text(errno), report);
    ok = ok && bag_stream(bag, file, write_block, &writing, report) &&
         replacing_sync(&stick->what, fd, shown.ptr, report);
    (void)(fd >= 0 && close(fd));
    (void)(folder >= 0 && close(folder));
    return ok;
}

static bool fill(void *data, int folder, const char *from, struct report *report)
{
    const struct stick *stick = data;
    struct bag *bag = bag_open(stick->arena, from, report);
    size_t count = 0;
    const struct bag_file *files = bag ? bag_files(bag, &count) : NULL;
    bool ok = bag != NULL;
    struct progress unpacking =
        stick->what.progress ? *stick->what.progress : (struct progress){0};
    unpacking.stage = "unpacking";
    for (size_t i = 0; ok && i < count; i++) {
        progress_tell(&unpacking, i, count);
        ok = write_file(stick, bag, &files[i], folder, report);
    }
    bag_close(bag);
    return ok;
}

/* What is there already */

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
            !value_map_set(arena, listed, str_trim(str_skip(line, space)),
                           value_bool(true))) {
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

/* The first file that no manifest of the bundle lists; NULL: there is none. */
static const char *find_stranger(struct arena *arena, struct bag *bag, struct report *quiet)
{
    struct value listed = value_map_new(arena);
    size_t count;
    const struct bag_file *files = bag_files(bag, &count);
    bool known = read_manifest(arena, bag, "manifest-sha512.txt", listed, quiet) &&
                 read_manifest(arena, bag, "tagmanifest-sha512.txt", listed, quiet);
    for (size_t i = 0; i < count; i++) {
        struct str path = files[i].path;
        bool own = known && (value_get(listed, path).kind != VALUE_NIL ||
                             str_starts(path, "tagmanifest-"));
        if (!own && !is_dropping(path)) {
            struct str why = arena_format(
                arena, "it holds '%.*s', which is no part of a bundle", STR_ARG(path));
            return why.len ? why.ptr : "it holds what is no part of a bundle";
        }
    }
    return NULL;
}

static const char *why_stay(void *data, const char *path)
{
    const struct stick *stick = data;
    struct report *quiet = report_new();
    struct bag *bag = quiet ? bag_look(stick->arena, path, quiet) : NULL;
    const char *why = bag ? find_stranger(stick->arena, bag, quiet) : "it cannot be read";
    bag_close(bag);
    report_free(quiet);
    return why;
}

bool stick_init(struct stick *stick, struct arena *arena, const char *folder,
                const struct output_place *place, struct report *report)
{
    const char *name = arena_cstr(arena, place->set);
    struct str zip = arena_format(arena, "%.*s.zip", STR_ARG(place->set));
    *stick = (struct stick){.along = {.folder = folder,
                                      .name = name,
                                      .of = zip.ptr,
                                      .maker = {stick, fill, why_stay}},
                            .arena = arena,
                            .what = {.folder = folder,
                                     .set = name,
                                     .files = &stick->goal,
                                     .count = 1,
                                     .stop = place->stop,
                                     .stop_data = place->stop_data,
                                     .progress = place->progress},
                            .goal = {.name = name}};
    return (name && zip.len) || report_out_of_memory(report);
}
