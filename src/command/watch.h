/* Watch: whether something below folders has changed, by what the kernel tells (inotify). */
#ifndef OFFPRINT_COMMAND_WATCH_H
#define OFFPRINT_COMMAND_WATCH_H

#include "base/str.h"

#define WATCH_FOLDERS 3

/* Where a folder itself may go and another come in its place. */
struct watch_door {
    int number;       /* the kernel's, of the folder above; -1: none */
    const char *name; /* the folder's there */
    size_t name_len;
    bool looked_at; /* all else there counts, too */
};

struct watch {
    const char *folders[WATCH_FOLDERS]; /* NULL: none */
    struct watch_door doors[WATCH_FOLDERS];
    const char *left_out; /* the folder that outputs go to, if it lies in one of them */
    bool lacks_left_out;  /* there was none when it began */
    int fd;               /* -1: nothing is looked at */
};

/* From here on changes count; called again, of what is there by now. False: errno says why,
 * and `fd` is -1. */
bool watch_begin(struct watch *watch);
void watch_end(struct watch *watch);

/* Whether the folder of the outputs has come about since, which counts as a change. */
bool watch_misses_left_out(const struct watch *watch);

/* Waits for a change, and until nothing more comes for a moment, whatever signals do not
 * end the run. False: errno says why. */
bool watch_wait(const struct watch *watch);

/* Of what these leave in errno, where the kernel's limits are meant and not a disk's. */
const char *watch_error_text(int error);

#endif
