/* A folder that is replaced as a whole: the new one is made beside it, with all that it
 * holds on the disk, and then takes its place.
 *
 * Where the system can exchange two names, as Linux can on most file systems, there is a
 * whole folder under the name at any time; elsewhere, as on some sticks and shares, there
 * is none between two renames, and a run that is killed there leaves what the next one puts
 * in place. Runs wait for each other, and what dead ones left is swept, as with files
 * (replace.h). */
#ifndef OFFPRINT_BASE_REPLACE_FOLDER_H
#define OFFPRINT_BASE_REPLACE_FOLDER_H

#include "base/replace.h"

struct folder_maker {
    void *data;
    /* Writes what it shall hold into the folder that is open. False: told. */
    bool (*fill)(void *data, int folder, struct report *report);
    /* Why the folder at `path`, which holds something, must stay; NULL: it may go. The text
     * lives as long as the data. */
    const char *(*why_stay)(void *data, const char *path);
};

/* `what` names one file, which is the folder; its bytes are not looked at. The folder
 * around is made when it is absent. False: a system error is in the report, and what was
 * there still is, unless the disk fails even while it is put back. */
bool replace_folder(const struct replacement *what, const struct folder_maker *maker,
                    struct report *report);

/* Whether it could, by what is there now. False: a system error is in the report. */
bool replace_folder_check(const struct replacement *what, const struct folder_maker *maker,
                          struct report *report);

#endif
