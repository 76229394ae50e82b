/* Shell-like patterns over paths: '*' and '**' (both cross '/'), '?', '[a-z]', '[!a]'.
 * Every other byte stands for itself. The cost is at most pattern × text. */
#ifndef OFFPRINT_BASE_GLOB_H
#define OFFPRINT_BASE_GLOB_H

#include "base/str.h"

bool glob_match(struct str pattern, struct str text);

/* As Jekyll's include and exclude: the pattern matches the path or a folder above it;
 * slashes at the pattern's ends don't matter. */
bool glob_match_path(struct str pattern, struct str path);

/* Whether a path may fit: the pattern is not empty, and each of its sets ends and has a
 * sign in it. A '[' without an end is matched, but who wrote it meant a set. */
bool glob_may_match_path(struct str pattern);

#endif
