/* Git: which commit a folder stands at, without running git. For source/ only. */
#ifndef OFFPRINT_SOURCE_GIT_H
#define OFFPRINT_SOURCE_GIT_H

#include "source/source.h"

/* False, and nothing set: the folder has no .git, or it names no commit. */
bool git_revision(struct arena *arena, const struct root *root, struct revision *out);

#endif
