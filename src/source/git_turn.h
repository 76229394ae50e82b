/* A turn with libgit2: everything that needs the library happens within one.
 *
 * One thread at a time has it. Whoever runs the program and whatever is configured for them
 * changes nothing: system and user configuration, and the check of a folder's owner, are
 * off meanwhile. For source/ only. */
#ifndef OFFPRINT_SOURCE_GIT_TURN_H
#define OFFPRINT_SOURCE_GIT_TURN_H

#include "base/report.h"
#include "source/git_watch.h"

#include <git2.h>

enum { GIT_TURN_LEVELS = GIT_CONFIG_LEVEL_GLOBAL + 1 };

struct git_turn {
    struct git_watch watch; /* of this turn's calls */
    git_buf paths[GIT_TURN_LEVELS];
    git_strarray extensions;
    int owner_check;
    bool begun, reads_once;
};

/* False: the library cannot be had. To be ended all the same. */
bool git_turn_begin(struct git_turn *turn);
void git_turn_end(struct git_turn *turn);

/* For the rest of the turn: of many objects each is read once. None is kept, and none is
 * hashed to see whether it is what its name says, as git itself does not where it reads. */
void git_turn_read_once(struct git_turn *turn);

/* The library stays started between turns, with what it holds open. */
bool git_turn_keep(void);
void git_turn_let_go(void);

/* Why the repository cannot be read: a system error, or what the library says, with
 * `fallback` where it says nothing. */
const char *git_turn_reason(const struct git_turn *turn, char room[512]);

/* Whether the system let all be read that was asked for; else that is reported: what it
 * failed at may have counted as absent. */
bool git_watch_holds(const struct git_watch *watch, struct report *report);

/* The nearest folder at `folder` (an absolute path without links) or above it, on the same
 * file system, that has a .git, or, of any repositories, is a git folder itself: its length
 * in `folder`. 0: there is none; what the system refuses is the watch's. */
enum git_find { GIT_WORKING_TREES, GIT_ANY };
size_t git_find_above(const char *folder, enum git_find what, struct git_watch *watch);

#endif
