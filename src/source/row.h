/* A row of the table of sources, and what stands behind `struct source`. For this folder's
 * files only.
 *
 * A new kind of source is one file with a row, and one line in source.c. `own` is the
 * row's: where its folder, tree or index is kept, in the source's arena. Paths are site
 * paths below what was entered last. */
#ifndef OFFPRINT_SOURCE_ROW_H
#define OFFPRINT_SOURCE_ROW_H

#include "base/text_map.h"
#include "base/value.h"
#include "source/source.h"

#include <pthread.h>

struct source_row {
    const char *name;
    bool (*takes)(const struct source_at *at); /* by its looks: nothing is opened */
    /* NULL: an error of the system is reported, or another one, or errno says why. */
    void *(*open)(struct arena *arena, const struct source_at *at, struct report *report);
    void (*close)(void *own);
    bool (*enter)(void *own, struct arena *arena, struct str folder);
    bool (*list)(void *own, struct arena *arena, size_t limit_count,
                 const struct list_filter *filter, struct file_list *out);
    enum file_status (*read)(void *own, struct arena *arena, struct str path,
                             size_t limit_bytes, struct str *out);
    enum file_status (*read_start)(void *own, struct arena *arena, struct str path,
                                   size_t size_bytes, struct str *out);
    /* The file to be read part by part; NULL, or false: it is to be had whole alone. */
    bool (*flow)(void *own, struct str path, struct window *out);
    enum file_kind (*kind_of)(void *own, struct str path);
    const struct root_fault *(*fault_of)(void *own); /* never NULL */
    void (*tell)(void *own, struct report *report);  /* what was not to be had; or NULL */
    /* `used`, and paths that are asked about: below the address. `gone` NULL: what differs
     * is no matter, the revision itself is. */
    bool (*revision)(const struct source *source, struct arena *arena,
                     const struct source_question *gone, struct revision *out,
                     struct report *report);
    /* As source_history. */
    bool (*history)(const struct source *source, struct arena *arena,
                    struct source_past *files, size_t count, struct report *report);
};

extern const struct source_row source_folder;       /* folder.c */
extern const struct source_row source_revision_row; /* git_row.c */

/* Whether the text is what a commit holds in place of a file of Git LFS. */
bool source_is_pointer(struct str text);

#define USED_WHOLE (TEXT_MAP_NONE - 1) /* all that it has */

struct source {
    struct arena *arena;
    const struct source_row *row;
    struct source_at at;
    void *own;
    struct str entered;   /* below the address, or empty */
    struct source *below; /* stands in for what is not there; or NULL */
    const char *const *below_folders;
    struct source *mounted; /* its files are those of a folder here; or NULL */
    struct str mount;       /* that folder */
    struct arena *noting;   /* of the next one */
    struct text_map used;   /* path below the address → how many of its bytes count */
    struct value denied; /* path → why, or nothing where a reader has told of it itself */
    struct value pointers; /* path of a file that is a pointer of Git LFS */
    pthread_mutex_t turn;  /* of source_read_again */
    struct str *fresh;     /* of these what the last read was the first to note */
};

#endif
