/* From the pasts of files in a git repository to what is told of them. For source/ only. */
#ifndef OFFPRINT_SOURCE_GIT_PAST_H
#define OFFPRINT_SOURCE_GIT_PAST_H

#include "source/git_history.h"
#include "source/source.h"

/* The walk from `tip` within the bounds of the repository; where it is a shallow clone, or
 * they or what was asked of it before cannot be read, nothing is found, and a note, or
 * a warning, says why. False: memory is gone. */
bool git_past_find(struct arena *arena, git_repository *repository, const git_oid *tip,
                   struct git_turn *turn, struct git_past *pasts, size_t count,
                   struct report *report);

/* What was found goes into `files`, one for one; what is not known is told, but for what
 * has not been looked for. False: memory is gone. */
bool git_past_give(struct arena *arena, const struct git_past *pasts,
                   struct source_past *files, size_t count, const struct git_turn *turn,
                   struct report *report);

#endif
