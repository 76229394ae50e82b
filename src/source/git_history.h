/* Which commit last changed a file: the history of a commit, walked back once for all files
 * that are asked for.
 *
 * The answer is that of `git log -1 -- FILE` as it is by default: of a merge the first
 * parent is followed that has the file as the merge has it, and where none has, the merge
 * itself has changed it. Another mode is a change; a file of another name is another file.
 * All within a turn (git_turn.h). For source/ only. */
#ifndef OFFPRINT_SOURCE_GIT_HISTORY_H
#define OFFPRINT_SOURCE_GIT_HISTORY_H

#include "base/arena.h"
#include "source/git_turn.h"

enum git_past_state {
    GIT_PAST_OPEN,  /* to be found */
    GIT_PAST_KNOWN, /* `commit` changed it last, at `seconds` of UTC, `offset` east of it */
    GIT_PAST_ABSENT,  /* the first commit has no such file */
    GIT_PAST_CHANGED, /* what was read is not what that has */
    GIT_PAST_CUT,     /* it is as it was in `commit`, behind which others were put than were
                         there */
    GIT_PAST_LOST,    /* `commit`, or what it holds, cannot be read */
    GIT_PAST_UNDATED, /* `commit` changed it last, and names no day */
};

/* A file, and what became of it. */
struct git_past {
    struct str path; /* below the top of the commit's tree */
    enum git_past_state state;
    git_oid commit;
    int64_t seconds, offset;
};

/* What a repository says of its own history: commits whose parents are others than they
 * name (info/grafts, refs/replace), and whether it ends early. */
struct git_bounds {
    git_oid *cuts; /* in order */
    size_t cut_count;
    bool is_shallow;
};

/* False: it cannot be read, or memory is gone. git_bounds.c */
bool git_bounds_read(struct arena *arena, git_repository *repository,
                     struct git_watch *watch, struct git_bounds *out);
bool git_bounds_cut(const struct git_bounds *bounds, const git_oid *commit);

/* Finds what is open of `files`, from `tip` back. False: memory is gone. */
bool git_history_walk(struct arena *arena, git_odb *odb, const struct git_bounds *bounds,
                      const git_oid *tip, struct git_past *files, size_t count);

#endif
