/* Files: read whole below a root. (base/replace.h writes them.)
 *
 * A root is a folder opened once. Reading below it never leaves it: no "..", no
 * absolute path, no symbolic link that leads out (openat2 RESOLVE_BENEATH where
 * the kernel has it, else component by component). */
#ifndef OFFPRINT_BASE_FILE_H
#define OFFPRINT_BASE_FILE_H

#include "base/arena.h"
#include "base/report.h"

/* The first file or folder below a root that the system could not read though it may be
 * there: the disk fails, or there are no descriptors or memory left. */
struct root_fault {
    int error; /* errno; 0: none */
    char path[256];
};

struct root {
    int fd;           /* the opened folder, or -1 */
    const char *path; /* as the user gave it; for messages */
    bool by_steps;    /* without openat2 even where there is one; root_open says no */
    struct root_fault *fault; /* is told there; root_open says NULL, nobody */
};

bool root_open(struct root *root, const char *path); /* false: errno says why */
void root_close(struct root *root);

enum file_status {
    FILE_OK,
    FILE_ABSENT,
    FILE_OUTSIDE,  /* leads out of the root */
    FILE_LOOP,     /* symbolic links without an end */
    FILE_DANGLING, /* a symbolic link to nothing */
    FILE_LINKS,    /* one to a folder, beyond SITE_FOLDER_LINK_LIMIT; of listings alone */
    FILE_LINK,     /* one to a folder, where none is followed; of listings alone */
    FILE_DENIED,   /* permissions */
    FILE_LOST,     /* of a revision: its object is not to be had */
    FILE_FOLDER,
    FILE_SPECIAL, /* a pipe, a socket, a device */
    FILE_NAME_TOO_LONG,
    FILE_UNREADABLE, /* an I/O error, too many open files */
    FILE_TOO_LARGE,
    FILE_NO_MEMORY,
};

/* Why, in words for a message: "no such file", ... */
const char *file_status_text(enum file_status status);
/* Of a file that is too large the limit, as a hint for what was just told of it. */
void file_hint_limit(enum file_status status, size_t limit, struct report *report);
enum file_status file_status_of_error(int error); /* of errno */

/* The whole file `path` (a site path) into the arena, with a NUL after it that is
 * not counted. Larger than `limit_bytes`: FILE_TOO_LARGE. */
enum file_status file_read(struct arena *arena, const struct root *root, struct str path,
                           size_t limit_bytes, struct str *out);

/* Up to `size_bytes` of a file from `offset` on: fewer when it ends there. */
enum file_status file_read_part(struct arena *arena, const struct root *root,
                                struct str path, uint64_t offset, size_t size_bytes,
                                struct str *out);

/* Its size; of a symbolic link that of what it leads to beneath the root. */
enum file_status file_size(const struct root *root, struct str path, uint64_t *out);

/* DENIED: permissions hide whether there is something. BARRED: something is there that can
 * be neither read nor listed: a symbolic link out of the root, in a circle or to nothing; a
 * pipe, a device. */
enum file_kind {
    FILE_KIND_NONE,
    FILE_KIND_FILE,
    FILE_KIND_FOLDER,
    FILE_KIND_DENIED,
    FILE_KIND_BARRED,
};
enum file_kind file_kind_of(const struct root *root, struct str path);

/* Every file and folder below `path`, folders' contents included, as site paths in
 * byte order, in which folders are visited, too: a copy of them gives the same list; of
 * names that begin with '.' those that the filter wants (NULL: none), of folders that are
 * symbolic links those that it follows, but for what leads back to a folder that they lie
 * in. No link is followed out of the root. What cannot be listed is `closed`, in byte
 * order: folders, for which the root itself is the empty path, and what is barred, which
 * may be a file or a folder and is among `paths`, too. False when memory is gone or
 * `limit_count` is crossed. */
struct list_filter {
    bool (*wants)(const void *data, struct str name);   /* NULL: none */
    bool (*follows)(const void *data, struct str path); /* NULL: none */
    bool tells_links; /* of folders that are not followed are closed as FILE_LINK is */
    const void *data;
};
struct closed_path {
    struct str path;
    enum file_status status;
    bool barred;      /* not known to be a folder */
    const char *root; /* the folder that it lies in, where it is not the one asked for */
};
struct file_list {
    struct str *paths;
    size_t count, capacity;
    struct closed_path *closed;
    size_t closed_count, closed_capacity;
};
bool file_list_all(struct arena *arena, const struct root *root, struct str path,
                   size_t limit_count, const struct list_filter *filter,
                   struct file_list *out);

/* For whoever lists something else in the same way. False: memory is gone, or there are
 * `limit_count` already. */
bool file_list_add(struct arena *arena, struct file_list *list, size_t limit_count,
                   struct str path);
/* Twice in a row counts once. False: memory is gone. */
bool file_list_add_closed(struct arena *arena, struct file_list *list,
                          struct closed_path closed);
/* Both in byte order, after some were added. */
void file_list_sort(struct file_list *list);

/* The entry of `closed` for the path; NULL: there is none. */
const struct closed_path *file_list_closed(const struct file_list *list, struct str path);

/* Any file by its own path, outside a root: fonts, "-" for standard input. */
enum file_status file_read_path(struct arena *arena, const char *path, size_t limit_bytes,
                                struct str *out);

#endif
