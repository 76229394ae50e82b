/* Git: which commit a folder stands at, and whether what was read of it is that commit's.
 * For source/ only. */
#ifndef OFFPRINT_SOURCE_GIT_H
#define OFFPRINT_SOURCE_GIT_H

#include "base/text_map.h"
#include "source/source.h"

/* Of the repository that tracks `folder`. `used`: paths below the folder with how many of
 * their bytes count. False, and nothing set: no repository tracks it, or it has no commit
 * yet; or it cannot be read, or is too large to be compared, and a warning says why. */
bool git_revision(struct arena *arena, const char *folder, const struct text_map *used,
                  const struct source_question *gone, struct revision *out,
                  struct report *report);

/* source_history() of files of a folder, by the commit that its working tree stands at.
 * `entered`: where below the folder their paths begin. */
bool git_folder_history(struct arena *arena, const char *folder, struct str entered,
                        struct source_past *files, size_t count, struct report *report);

#endif
