/* A folder that is replaced as a whole, together with the files of a run: the new one is
 * made beside it, with all that it holds on the disk, and takes its place once the files
 * have taken theirs.
 *
 * Where the system can exchange two names, as Linux can on most file systems, there is a
 * whole folder under the name at any time; elsewhere, as on some sticks and shares, there
 * is none between two renames, and a run that is killed there leaves what the next one puts
 * in place. Runs wait for each other, and what dead ones left is swept, as with files
 * (replace.h). The lock is another one than that of files of the name, and is always taken
 * after theirs, so that no two runs wait for each other in a circle.
 *
 * One that would not change is left alone; one that is replaced keeps its mode and owners
 * as a file does, from the time it is made. */
#ifndef OFFPRINT_BASE_REPLACE_FOLDER_H
#define OFFPRINT_BASE_REPLACE_FOLDER_H

#include "base/replace.h"

#include <limits.h>
#include <sys/stat.h>

struct folder_maker {
    void *data;
    /* Writes what it shall hold into the folder that is open, from the file `of` of those
     * that are replaced with it, which is whole under the path `from`. What it has by the
     * path of something in the folder that is `there` (-1: none is) keeps the mode and the
     * owners of that. False: told. */
    bool (*fill)(void *data, int folder, int there, const char *from,
                 struct report *report);
    /* Why the folder at `path`, which is open as `there`, must stay; NULL: it may go. The
     * text lives as long as the data. */
    const char *(*why_stay)(void *data, int there, const char *path);
    /* Whether that folder holds already what fill() would write. False: told. */
    bool (*compare)(void *data, int there, const char *path, const char *from, bool *same,
                    struct report *report);
};

/* Everything is borrowed. */
struct folder_along {
    const char *folder; /* around it; is made when it is absent */
    const char *name;   /* its own there */
    const char *of;     /* the file that it is made of, by its name in the replacement */
    struct folder_maker maker;
};

/* Whether it could, by what is there now. False: a system error is in the report. */
bool replace_folder_check(const struct folder_along *along, struct report *report);

/* The steps, for replace.c. */
struct folder_job {
    const struct folder_along *along;
    struct replacement what; /* the folder as the one file of a set, for what is told */
    struct new_file goal;
    struct report *report;
    char set[NAME_MAX + 1];
    int folder, fd; /* around it; the new one, locked while it is open; -1: none */
    int old_fd;     /* what it replaces; -1: nothing is there */
    struct stat old;
    struct set_lock lock;
    struct beside_token token;
    struct beside_name part, kept; /* the new folder; the old one once it made room */
    bool same;                     /* as it would be: nothing is made, nor to be put */
    bool made, has_kept;
};

/* Makes it whole beside its goal, unless it is there already. `beside` is the folder of the
 * files, which is swept, and may be the same. False: told. Whatever it gives,
 * folder_job_end(). */
bool folder_job_begin(struct folder_job *job, const struct replacement *files, int beside,
                      const char *from, struct report *report);
/* From here on the next run puts it in place if this one is killed. */
void folder_job_mark(const struct folder_job *job);
/* False: told, and what was there still is, unless the disk fails even then. */
bool folder_job_put(struct folder_job *job);
void folder_job_end(struct folder_job *job);

#endif
