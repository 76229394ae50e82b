/* How much of a commit a comparison with it goes through. A few trees that hold each other
 * many times over have more paths than any disk has files, and libgit2 walks them all, also
 * where there is nothing to be compared in them. */
#include "source/git_extent.h"

#include "base/limits.h"

#include <limits.h>

#define DEPTH_MOST (PATH_MAX / 2) /* "a/a/…": no path of the working tree is deeper */

struct extent {
    git_repository *repository;
    size_t files, folders;
};

static bool add_tree(struct extent *extent, const git_tree *tree, size_t depth);

/* False: it is too much. */
static bool add_entry(struct extent *extent, const git_tree_entry *entry, size_t depth)
{
    git_tree *tree = NULL;
    if (git_tree_entry_type(entry) != GIT_OBJECT_TREE) {
        return ++extent->files <= SITE_FILE_COUNT_LIMIT;
    }
    if (++extent->folders > SITE_FILE_COUNT_LIMIT || depth > DEPTH_MOST) {
        return false;
    }
    bool fits = git_tree_lookup(&tree, extent->repository, git_tree_entry_id(entry)) < 0 ||
                add_tree(extent, tree, depth);
    git_tree_free(tree);
    return fits;
}

static bool add_tree(struct extent *extent, const git_tree *tree, size_t depth)
{
    size_t count = git_tree_entrycount(tree);
    bool fits = true;
    for (size_t i = 0; i < count && fits; i++) {
        fits = add_entry(extent, git_tree_entry_byindex(tree, i), depth + 1);
    }
    return fits;
}

bool git_extent_fits(git_repository *repository, const git_tree *tree,
                     const git_strarray *paths)
{
    struct extent extent = {.repository = repository};
    bool fits = paths->count || add_tree(&extent, tree, 0);
    for (size_t i = 0; i < paths->count && fits; i++) {
        git_tree_entry *entry = NULL;
        fits = git_tree_entry_bypath(&entry, tree, paths->strings[i]) < 0 ||
               add_entry(&extent, entry, 0);
        git_tree_entry_free(entry);
    }
    return fits;
}
