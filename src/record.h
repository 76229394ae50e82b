/* Record: what came of the rows of a list, a line of JSON each, in a file of the output
 * folder. It tells no time and no place, so that it is the same everywhere. */
#ifndef OFFPRINT_RECORD_H
#define OFFPRINT_RECORD_H

#include "base/arena.h"
#include "base/buf.h"
#include "base/file.h"
#include "base/report.h"
#include "base/value.h"
#include "offprint.h"

struct record_time {
    int64_t seconds, nanoseconds;
};

struct record {
    struct offprint_packet *items; /* in the order of their lines */
    size_t count, capacity;
    /* Of each item, of what is no record but a part: a file that was written later is
     * another one. NULL: `written` holds for all. */
    struct record_time *times;
    size_t time_count, time_capacity; /* the former: of those whose time is known */
    struct value by_file; /* indexes */
    size_t rows;          /* as each line says; 0: they differ */
    const char *batch;
    struct record_time written;
};

/* Of `what` "packets": "packets.jsonl", or of `shards` above 0 "packets-2-of-8.jsonl"; in
 * the arena, NULL when that is full. */
const char *record_name(struct arena *arena, const char *what, size_t shard, size_t shards);

/* Whether row `number`, from 1, is of that part; of `shards` 0 all are. */
bool record_is_part(size_t number, size_t shard, size_t shards);

/* Of how many parts a file of that name is one's record, and `*part` is which; 0: it is
 * none. */
size_t record_parts(struct str name, size_t *part);

/* `rows`: of the whole list; `batch` tells that and what packets have in common from
 * others, in hex. Of one that failed no file is told, as another row's may have its name.
 */
void record_add(struct buf *out, const struct offprint_packet *item, size_t rows,
                const char *batch);

/* The record of that name. Without one, or where a line of it is none of ours, there are no
 * items: `*there` says whether it was read whole. False: memory is gone or it cannot be
 * read; reported. */
bool record_read(struct arena *arena, const char *folder, const char *name,
                 struct record *out, bool *there, struct report *report);

/* As record_read(), of what a run that did not end has told so far: of several lines of a
 * file the last one counts, whatever list they are of, and those that are not whole are
 * left out. A line has the time of its files, or the next line with a time and nothing else
 * is that of all before it; or none follows, and it is the file's own. */
bool record_read_part(struct arena *arena, const char *folder, const char *name,
                      struct record *out, bool *there, struct report *report);

/* ` "seconds": 0, "nanoseconds": 0` for such lines. */
void record_add_time(struct buf *out, struct record_time time);

/* When the newest of the item's files was written. False: errno says why. */
bool record_file_time(int folder, const struct offprint_packet *item,
                      struct record_time *out);

/* Whether it has the digests of the item's files. */
bool record_tells(const struct record *record, const struct offprint_packet *item);

/* FILE_OK: the item's files lie in the folder, of their digests; FILE_ABSENT: one does not;
 * else why that cannot be known. `scratch` holds nothing afterwards. */
enum file_status record_stands(struct arena *scratch, const char *folder,
                               const struct offprint_packet *item);

/* The record's entry of the item's file, where that is made of the same `input` and lies in
 * the folder as it was left: of its size and not written since the record was, or, to
 * `verify`, of its digest. NULL: none, or it does not. */
const struct offprint_packet *record_find(const struct record *record,
                                          struct arena *scratch, const char *folder,
                                          const struct offprint_packet *item, bool verify);

#endif
