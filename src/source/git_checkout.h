/* A working tree with its repository, and what of it is not as in its commit. All within a
 * turn (git_turn.h). For source/ only. */
#ifndef OFFPRINT_SOURCE_GIT_CHECKOUT_H
#define OFFPRINT_SOURCE_GIT_CHECKOUT_H

#include "base/file.h"
#include "base/text_map.h"
#include "source/git_turn.h"
#include "source/source.h"

#define REVISION_CHANGES_SHOWN 10

struct checkout {
    struct arena *arena;
    git_repository *repository;
    git_commit *commit;
    git_tree *tree;
    struct root root;   /* the working tree */
    struct str folder;  /* below it, or empty */
    struct text_map files; /* what was read: path below the working tree → bytes that count,
                              or USED_WHOLE (row.h) */
    const struct source_question *gone;
    struct git_turn *turn;
    bool unindexed; /* the index cannot be read, which the filters of files need */
};

struct changes {
    struct str paths[REVISION_CHANGES_SHOWN];
    size_t count;
    bool unknown;      /* the commit is too large to be compared */
    struct str unsure; /* the commit lacks it, and it may have been added: the index, which
                          would say so, cannot be read */
};

/* Path of the working tree → path below the folder, or the same where it lies elsewhere. */
struct str checkout_below(const struct checkout *checkout, struct str path);

/* Whether the first `count` bytes of the file at `path` are others than those of the blob,
 * as that would be checked out. */
bool checkout_differs(const struct checkout *checkout, const git_oid *blob,
                      const char *path, size_t count);

/* What differs of `files`, and of the files that are gone what `gone` says might have been
 * read. */
void checkout_changes(struct checkout *checkout, struct changes *out);

#endif
