/* Opening the repository of a folder, with a few settings of its own (git_settings.h) and
 * nothing that it names beyond what a repository consists of. For source/ only. */
#ifndef OFFPRINT_SOURCE_GIT_ENTER_H
#define OFFPRINT_SOURCE_GIT_ENTER_H

#include "source/git_turn.h"

/* The repository of `place`, an absolute path without links: its .git, or where it has none
 * the folder itself. Of GIT_WORKING_TREES its working tree is `place`, unless it is bare;
 * of GIT_ANY it has none. 0; GIT_ENOTFOUND: there is none, as where .git is any other
 * folder; another error: the library's last one, or what the turn's watch notes, says why
 * it cannot be read. The arena has to live as long as the repository. */
int git_enter(struct arena *arena, const char *place, enum git_find what,
              struct git_turn *turn, git_repository **out);

#endif
