/* Git objects, read without running git: loose ones and packs' (gitformat-pack(5)). */
#ifndef OFFPRINT_SOURCE_GIT_OBJECT_H
#define OFFPRINT_SOURCE_GIT_OBJECT_H

#include "base/file.h"

/* Appends the text of the commit `hash` (hex digits) of the `.git` below `root`. False:
 * it is not there, is damaged, or is stored as a difference to another one. */
bool git_commit_read(struct arena *arena, const struct root *root, struct str hash,
                     struct buf *out);

#endif
