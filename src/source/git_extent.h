/* How much of a commit a comparison with it goes through. For source/ only. */
#ifndef OFFPRINT_SOURCE_GIT_EXTENT_H
#define OFFPRINT_SOURCE_GIT_EXTENT_H

#include <git2.h>
#include <stdbool.h>

/* Whether at `paths` of a tree, or in all of it where there are none, are no more than
 * SITE_FILE_COUNT_LIMIT files and as many folders, as deep as the system has paths. What
 * cannot be read counts as empty. */
bool git_extent_fits(git_repository *repository, const git_tree *tree,
                     const git_strarray *paths);

#endif
