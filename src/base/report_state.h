/* What stands behind `struct report`; for report*.c and excerpt.c only. */
#ifndef OFFPRINT_BASE_REPORT_STATE_H
#define OFFPRINT_BASE_REPORT_STATE_H

#include "base/arena.h"
#include "base/budget.h"
#include "base/limits.h"
#include "base/report.h"

/* Of each code and severity so many are kept, however many others are. */
#define REPORT_KEPT_OF_A_KIND 20

struct diagnostic {
    enum severity severity;
    struct place place;
    const char *code;
    struct str message, hint;
    struct str folder; /* of the place's file, or empty */
    bool system;       /* the system fails */
    bool shared;       /* of all that is filed of its code at its place, it is the one */
    size_t order;      /* of filing; keeps the sort stable */
};

struct source {
    struct str file, text;
};

/* Of one code: how many different ones were filed, and how many of them stand in `items`.
 */
struct tally {
    const char *code;
    size_t filed[SEVERITY_ERROR + 1], kept[SEVERITY_ERROR + 1];
};

/* One that was filed. `item` and `tally` are places in the report's lists. */
struct filed {
    uint64_t hash; /* 0: the slot is free */
    uint32_t item; /* ITEM_NONE: it is counted only */
    uint16_t tally;
    uint8_t severity; /* the gravest so far */
};

#define ITEM_NONE UINT32_MAX

struct report {
    struct arena arena;
    struct diagnostic *items;
    size_t count, capacity;
    struct str folder;
    const char *const *beside; /* it; NULL at the end */
    struct str moved, moved_to; /* a file of places, and how it is shown; or empty */
    struct source *sources;
    size_t source_count, source_capacity;
    struct tally *tallies;
    size_t tally_count, tally_capacity;
    struct filed *slots; /* open addressing; `slot_capacity` is a power of two */
    size_t slot_count, slot_capacity;
    size_t text_bytes;
    size_t soft_depth;       /* > 0: errors are filed as warnings */
    struct diagnostic *last; /* the one filed last, if it is new and kept; else NULL */
    bool system_error, usage_error, out_of_memory;
    bool unread; /* something, as the system failed: then errors of the system are all */
    bool colour;                 /* of its text */
    const struct budget *budget; /* NULL: none */
    struct str reading;
};

/* What stands for a want of memory: what the run may take was not enough, or all there is.
 * Its message is in `text`, which must outlive it. */
struct diagnostic report_memory_fault(const struct report *report, struct buf *text);

/* Whether that fault is told: not where an error says of what file it is. */
bool report_tells_memory(const struct report *report);

/* The file of a place, as whoever gave the site can open it, behind its folder. */
struct str report_shown_file(const struct report *report, const struct diagnostic *item,
                             struct str *folder);

/* How many of a kind are counted only. */
size_t report_left_out(const struct report *report, const char *code,
                       enum severity severity);

const char *severity_name(enum severity severity);

/* Texts that follow have the look, until LOOK_PLAIN; nothing where the report has none. */
enum look { LOOK_PLAIN, LOOK_PLACE, LOOK_NOTE, LOOK_WARNING, LOOK_ERROR, LOOK_MARK };
void report_add_look(const struct report *report, enum look look, struct buf *out);

/* A sorted copy of those that are wanted, for the caller to free; `*count` things. NULL: no
 * memory. A note without a place is not of the site but of the run: people read it as they
 * do a warning, yet --strict does not mind it. */
struct diagnostic *report_sorted(const struct report *report, enum severity least,
                                 size_t *count);

#endif
