/* Files of a folder that are replaced together: all new ones are whole on the disk before
 * the first takes its place, and the others follow directly; a folder may go along.
 *
 * Runs that replace files of one set wait for each other. A file that would not change is
 * left alone; one that is replaced keeps its mode, and its owner and group as far as the
 * system lets them be kept. A symbolic link in a file's place is replaced, not followed. */
#ifndef OFFPRINT_BASE_REPLACE_H
#define OFFPRINT_BASE_REPLACE_H

#include "base/beside.h"
#include "base/progress.h"
#include "base/report.h"

struct folder_along;
struct pieces;
struct shared_start;

struct new_file {
    const char *name; /* in the folder */
    struct str bytes;
    const struct pieces *pieces;      /* NULL: `bytes` are the file */
    const struct shared_start *start; /* what it begins with; NULL: it shares nothing */
};

/* The lock of a set over more than one call: what was read under it still holds when files
 * are put in place, and it is not looked each time for what others left. All zero: none. */
struct replace_hold {
    bool held;
    int folder;
    struct set_lock lock;
};

/* Everything is borrowed for the call. */
struct replacement {
    const char *folder;
    const char *set;              /* the name that the files have in common */
    const struct new_file *files; /* what holds another one comes after it */
    size_t count;
    bool (*stop)(void *data); /* asked before each step; true: give up. May be NULL */
    void *stop_data;
    const struct progress *progress; /* told of waiting; may be NULL */
    const struct folder_along
        *along;                      /* replaced with them; see replace_folder.h; or NULL */
    const struct replace_hold *hold; /* of the set, taken before; NULL: none */
    bool add_only; /* under a hold: what is in a new file's place is an error */
    bool loose;    /* where nothing can be locked a hold holds nothing, which a note says */
    bool unsynced; /* under a hold: replace_hold_sync() comes later, for many calls */
    /* Called when all is whole and something will change, before anything does; may be
     * NULL. False: told, and nothing changes. */
    bool (*before)(void *data, struct report *report);
    void *before_data;
    bool *changed; /* is set: whether any file was not there as it is; may be NULL */
};

/* Whether files may stand at these places, by what is there now; their bytes are not looked
 * at. False: a system error is in the report. */
bool replace_check(const struct replacement *what, struct report *report);

/* Makes the folder when it is absent. False: a system error is in the report, and the files
 * are as they were, unless the disk fails even while they are put back, which a hint says.
 */
bool replace_files(const struct replacement *what, struct report *report);

/* Makes the folder when it is absent, waits for the set's lock and clears up what killed
 * runs left, as replace_files() does; `files` of `what` are only named where that fails.
 * False: a system error is in the report, also where nothing can be locked, unless it is to
 * be `loose`. Ends by
 * replace_hold_end(), which is harmless on none. */
bool replace_hold_take(const struct replacement *what, struct replace_hold *out,
                       struct report *report);
/* Beside holds of other sets in the folder: `alone` waits for all that are there, and has
 * others wait, until the hold ends; else it waits for one that is alone. Where folders
 * cannot be locked nobody waits. False: it was stopped, which is reported. */
bool replace_hold_folder(const struct replacement *what, const struct replace_hold *hold,
                         bool alone, struct report *report);
/* To the disk with all that was replaced. False: a system error is in the report. */
bool replace_hold_sync(const struct replacement *what, const struct replace_hold *hold,
                       struct report *report);
void replace_hold_end(struct replace_hold *hold, struct report *report);

#endif
