/* Files of a folder that are replaced together: all new ones are whole on the disk before
 * the first takes its place, and the others follow directly.
 *
 * Runs that replace files of one set wait for each other. A file that would not change is
 * left alone; one that is replaced keeps its mode, and its owner and group as far as the
 * system lets them be kept. A symbolic link in a file's place is replaced, not followed. */
#ifndef OFFPRINT_BASE_REPLACE_H
#define OFFPRINT_BASE_REPLACE_H

#include "base/progress.h"
#include "base/report.h"

struct pieces;

struct new_file {
    const char *name; /* in the folder */
    struct str bytes;
    const struct pieces *pieces; /* NULL: `bytes` are the file */
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
};

/* Whether files may stand at these places, by what is there now; their bytes are not looked
 * at. False: a system error is in the report. */
bool replace_check(const struct replacement *what, struct report *report);

/* Makes the folder when it is absent. False: a system error is in the report, and the files
 * are as they were, unless the disk fails even while they are put back, which a hint says.
 */
bool replace_files(const struct replacement *what, struct report *report);

#endif
