/* What lies beside a set of files while a run replaces them, and what a run that was killed
 * left there.
 *
 *   .NAME.TOKEN.offprint-tmp   will become NAME; locked as long as its run lives; a file,
 *                              or a folder (replace_folder.h)
 *   .SET.lock.offprint-tmp     the lock of a set: its holder alone may replace its files
 *
 * Locks are the kernel's (flock), which die with their process. TOKEN is a run's own, 16
 * hexadecimal digits by chance. Before the first of several renames the lock file is given
 * the run's token: where a lock without a holder has one, all files of that token are
 * whole, and those that are still there are the rest of a work broken off. Behind it stands
 * the number of a folder, if one is of the set: once it has changed places with the old one
 * the latter bears its name, and is not put back. */
#ifndef OFFPRINT_BASE_BESIDE_H
#define OFFPRINT_BASE_BESIDE_H

#include "base/report.h"

#include <sys/types.h>

#define BESIDE_NAME_BYTES 256
#define BESIDE_TOKEN_BYTES 17

struct beside_token {
    char text[BESIDE_TOKEN_BYTES];
};

struct beside_mark {
    struct beside_token token;
    uint64_t folder; /* the file number of one that is of the set; 0: none is */
};

struct beside_name {
    char text[BESIDE_NAME_BYTES]; /* in its folder */
};

/* A token that no other run has. */
struct beside_token beside_token_new(void);

/* The name beside `name`. False: it is longer than a file system takes. */
bool beside_name_make(struct beside_name *out, const char *name, struct beside_token token);

enum claim {
    CLAIM_HELD,
    CLAIM_BUSY,   /* another process has it */
    CLAIM_GONE,   /* locked, but its name is another file's by now, or nobody's */
    CLAIM_NONE,   /* nothing can be locked here */
    CLAIM_FAILED, /* errno says why */
};

/* As openat, and again where a signal came between. */
int beside_open(int folder, const char *name, int flags, mode_t mode);

/* All of the bytes, whatever signals come between. Zero, or errno. */
int beside_write(int fd, struct str bytes);

/* A new file in `folder` to write and read, which has no name there and ends with what has
 * it open. -1: errno says why. */
int beside_open_unnamed(const char *folder);

/* Locks the file that is open as `fd` and stands as `name` in `folder`. Never waits. */
enum claim beside_claim(int folder, const char *name, int fd);

struct set_lock {
    int folder, fd;             /* the folder is borrowed; fd -1: not held */
    struct beside_name name;    /* of the lock file */
    struct beside_mark broken;  /* of a run that died between renames; or empty */
};

/* CLAIM_BUSY: try again. Only what is CLAIM_HELD wants set_lock_release. */
enum claim set_lock_take(struct set_lock *lock, int folder, const char *set);

/* From here on this run renames its files; those that it leaves want to be renamed, too. */
void set_lock_mark(const struct set_lock *lock, struct beside_mark mark);

/* Also takes the lock file away, as beside_remove; harmless on a lock that is not held. */
void set_lock_release(struct set_lock *lock, struct report *report);

/* Takes a file of such a name away, or a folder with all that is in it; where that fails, a
 * note says that it stays. */
void beside_remove(int folder, const char *name, struct report *report);

/* Where `name`, of this run's token, cannot be made anew as a sweeper claimed it before
 * this run could: waits until it is gone, and takes it away where the sweeper died
 * meanwhile. False: it stays for seconds, errno EEXIST. */
bool beside_outlast_sweeper(int folder, const char *name, struct report *report);

/* Finishes what runs of any set left between their renames, with a note, and removes what
 * else they left. Touches nothing that is locked or named otherwise. Whether something was
 * renamed. */
bool beside_sweep(const struct set_lock *own, struct report *report);

/* The former alone, and of the own set: for a folder in which this run has files that may
 * not be locked. */
bool beside_finish(const struct set_lock *own, struct report *report);

#endif
