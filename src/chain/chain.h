/* Chain: the snapshots in a folder. A folder in, its zips in order and what each says of
 * itself out.
 *
 * A snapshot is a bundle whose bag-info.txt names the SHA-512 of the zip before it
 * ("Previous-Snapshot: sha512:…"), unless it is the first. Its zip is called NAME-DATE.zip;
 * those of one NAME are one chain. What stands behind the date tells those of a day apart:
 * a letter, as chain_new_name() gives, or what others put there, a number ("-2") or a time
 * ("T1000Z"). Knows nothing of what bundles hold. */
#ifndef OFFPRINT_CHAIN_CHAIN_H
#define OFFPRINT_CHAIN_CHAIN_H

#include "base/arena.h"
#include "base/digest.h"
#include "base/report.h"

struct bag;

struct chain_name {
    struct str series; /* "contribute" */
    struct str date;   /* "2021-07-15" */
    struct str mark;   /* what tells it from others of that day; or empty */
};

/* Of a path or a file's name. False: it is no snapshot's. */
bool chain_name_read(struct str path, struct chain_name *out);

/* "p-2021-07-15.zip"; where a snapshot of that day is the newest, the next one behind it:
 * "p-2021-07-15b.zip". Plain sorting puts it there, too. `newest` empty: there is none. The
 * mark is a part of the name. */
struct str chain_new_name(struct arena *arena, struct str series, struct str date,
                          struct str newest, struct str *mark);

enum chain_order {
    CHAIN_NEWEST_FIRST, /* all zips, whatever they are called; those without a date last */
    CHAIN_BY_SERIES,    /* the same, but those of a series together */
};

/* Names of the folder's zips, in the arena; of `series` alone, unless it is empty. False:
 * an error is in the report, of usage where the folder is not there. */
bool chain_list(struct arena *arena, const char *folder, struct str series,
                enum chain_order order, struct str **names, size_t *count,
                struct report *report);

struct str chain_path(struct arena *arena, const char *folder, struct str name);

/* Of the whole zip. False: reported. */
bool chain_digest(struct arena *arena, const char *path, uint8_t out[SHA512_BYTES],
                  struct report *report);

/* What its bag-info.txt tells; empty what it does not. */
struct chain_info {
    struct str title, date, revision;
    struct str agent;    /* the program that made it: "offprint 1.0 (...)" */
    struct str previous; /* digits of the digest */
    size_t number;       /* "3 of ?"; 0: not told */
};
bool chain_read_info(struct arena *arena, struct bag *bag, struct chain_info *out,
                     struct report *report);

/* The newest of the folder's zips, and the one that it says it follows, else the next older
 * one. The paths live in the arena. False: an error is in the report. */
bool chain_newest_two(struct arena *arena, const char *folder, const char **older,
                      const char **newest, struct report *report);

#endif
