/* Bag: a bundle opened for reading, as a zip or unpacked in a folder: its files listed,
 * read and streamed. Knows nothing of what they mean but where a bag begins (RFC
 * 8493, 2.1.1).
 *
 * Trusts nothing: a zip may be damaged or hostile, a folder may change. Memory does not
 * grow with the bytes of the files, only with their number and the length of their names.
 */
#ifndef OFFPRINT_BAG_BAG_H
#define OFFPRINT_BAG_BAG_H

#include "base/arena.h"
#include "base/report.h"

struct bag; /* what is open */

struct bag_file {
    struct str path; /* below the bag's own folder: "data/index.html"; bytes, as stored */
    uint64_t bytes;
    uint32_t crc32; /* as the zip says; 0 in a folder */

    /* For bag/ alone: where and how it stands in the zip. */
    uint32_t time, external;
    uint64_t at, packed_bytes; /* `at`: of its local header, then of its data */
    uint16_t method, flags, made_by;
    bool unreadable;
};

/* What is wrong with how the files are kept: a zip that contradicts itself, names that
 * collide, what cannot be listed. `path` is that of a file, or empty. */
struct bag_fault {
    struct str path; /* as it stands in the zip, with the bag's own folder */
    struct str text; /* "its local header has another name, 'x'" */
    bool grave;      /* other programs may find something else in it; else only odd */
};

/* Opens what is there at `path`, in `arena` but for what is open: bag_close(). A zip may
 * hold the bag in one top folder, as offprint writes it. Borrows `path`.
 *
 * bag_look() gives whatever can be listed, with the faults; NULL: `path` cannot be read at
 * all, which the report says ("bag-open"), or memory is gone. bag_open() gives bags alone
 * that can be relied on: NULL, and grave faults ("bag-zip") or that there is no bagit.txt
 * ("bag-none") are errors in the report; faults that are not grave are warnings. */
struct bag *bag_look(struct arena *arena, const char *path, struct report *report);
struct bag *bag_open(struct arena *arena, const char *path, struct report *report);
void bag_close(struct bag *bag); /* NULL: nothing */

bool bag_is_zip(const struct bag *bag);
bool bag_holds_bag(const struct bag *bag); /* whether there is a bagit.txt */
struct str
bag_top(const struct bag *bag); /* the folder that holds the bag, "name/", or empty */
const struct bag_fault *bag_faults(const struct bag *bag, size_t *count);

/* In byte order of their paths. Outside are those beside the bag's own folder. */
const struct bag_file *bag_files(const struct bag *bag, size_t *count);
const struct bag_file *bag_outside(const struct bag *bag, size_t *count);
const struct bag_file *bag_find(const struct bag *bag, struct str path); /* or NULL */

/* The whole file into the arena; larger than `limit_bytes`: an error. False: reported. */
bool bag_read(struct arena *arena, struct bag *bag, const struct bag_file *file,
              size_t limit_bytes, struct str *out, struct report *report);

/* Its bytes in turn, a block at a time; the CRC of a zip is compared at the end. */
bool bag_stream(struct bag *bag, const struct bag_file *file,
                bool (*take)(void *data, struct str block), void *data,
                struct report *report);

/* The same, for whoever tells in words of its own why not: but of BAG_FAILED and
 * BAG_NO_MEMORY, which are no fault of the bag, bag_tell() tells. */
struct bag_end {
    enum {
        BAG_WHOLE,
        BAG_STOPPED,    /* `take` gave false */
        BAG_DAMAGED,    /* `why` says how */
        BAG_UNREADABLE, /* permissions forbid it, a link leads out; `why` says how */
        BAG_FAILED,     /* the system fails; `why` says how */
        BAG_NO_MEMORY,
    } kind;
    const char *why; /* a static text; NULL: whole, stopped or no memory */
};
struct bag_end bag_send(struct bag *bag, const struct bag_file *file,
                        bool (*take)(void *data, struct str block), void *data);
bool bag_tell(const struct bag *bag, const struct bag_file *file, struct bag_end end,
              struct report *report); /* whether it is whole; else reported */

#endif
