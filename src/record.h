/* Record: what came of the rows of a list, a line of JSON each, in a file of the output
 * folder. It tells no time and no place, so that it is the same everywhere. */
#ifndef OFFPRINT_RECORD_H
#define OFFPRINT_RECORD_H

#include "base/arena.h"
#include "base/buf.h"
#include "base/file.h"
#include "base/report.h"
#include "base/window.h"
#include "offprint.h"

struct record_time {
    int64_t seconds, nanoseconds;
};

/* A line that names a file: a number that stands for its name, and where it begins. */
struct record_line {
    uint32_t hash, at;
};

/* Of lines before `at`, as far as they have no time and no mark before it has: when what
 * they tell of was written. */
struct record_mark {
    uint32_t at;
    struct record_time time;
};

/* Of a record that was read some bytes a line stay in memory: the line is read again when
 * it is asked for. */
struct record {
    struct arena *arena;
    const char *folder, *name;
    struct window file;
    bool open;                 /* the file */
    enum file_status status;   /* why it could not be read again; FILE_OK: it could */
    bool part;                 /* it is no record but a part of one */
    size_t count;              /* lines that tell what came of a row */
    struct record_line *lines; /* by hash; those of one hash as they come */
    size_t line_count, line_capacity;
    struct record_mark *marks; /* as they come */
    size_t mark_count, mark_capacity;
    size_t rows; /* as each line says; 0: they differ */
    const char *batch;
    struct record_time written; /* what no mark is of */
};

/* Of `what` "packets": "packets.jsonl", or of `shards` above 0 "packets-2-of-8.jsonl"; in
 * the arena, NULL when that is full. */
const char *record_name(struct arena *arena, const char *what, size_t shard, size_t shards);

/* Whether row `number`, from 1, is of that part; of `shards` 0 all are. */
bool record_is_part(size_t number, size_t shard, size_t shards);

/* Of how many parts a file of that name is one's record, and `*part` is which; 0: it is
 * none. */
size_t record_parts(struct str name, size_t *part);

/* "made", "same", "failed". False: it is none. */
bool record_state(struct str name, enum offprint_packet_state *out);

/* `rows`: of the whole list; `batch` tells that and what packets have in common from
 * others, in hex. Of one that failed no file is told, as another row's may have its name.
 */
void record_add(struct buf *out, const struct offprint_packet *item, size_t rows,
                const char *batch);

/* The record of that name. Without one, or where a line of it is none of ours, it has no
 * lines: `*there` says whether it was read whole. False: memory is gone or it cannot be
 * read; reported. Ends by record_close() in any case. */
bool record_read(struct arena *arena, const char *folder, const char *name,
                 struct record *out, bool *there, struct report *report);
void record_close(struct record *record); /* harmless on zeros, which it leaves */
/* Its file is closed until a line is asked for again. */
void record_rest(struct record *record);

/* As record_read(), and each line that tells what came of a row is told as it is met, with
 * where it begins. */
struct record_visitor {
    bool (*visit)(void *data, const struct offprint_packet *item, uint32_t at);
    void *data;
};
bool record_visit(struct arena *arena, const char *folder, const char *name,
                  const struct record_visitor *visitor, struct record *out, bool *there,
                  struct report *report);

/* What the line there tells, in the arena. False: nothing any more, or its `status` says
 * why that cannot be known. */
bool record_item_at(struct record *record, struct arena *arena, uint32_t at,
                    struct offprint_packet *out);

/* As record_read(), of what a run that did not end has told so far: of several lines of a
 * file the last one counts, whatever list they are of, and those that are not whole are
 * left out. A line has the time of its files, or the next line with a time and nothing else
 * is that of all before it; or none follows, and it is the file's own. */
bool record_read_part(struct arena *arena, const char *folder, const char *name,
                      struct record *out, bool *there, struct report *report);

/* What it tells of a file of that name, in the arena, and when that was written. False:
 * nothing. */
bool record_entry(struct record *record, struct arena *arena, const char *file_name,
                  struct offprint_packet *out, struct record_time *time);

/* ` "seconds": 0, "nanoseconds": 0` for such lines. */
void record_add_time(struct buf *out, struct record_time time);

/* When the newest of the item's files was written. False: errno says why. */
bool record_file_time(int folder, const struct offprint_packet *item,
                      struct record_time *out);

/* Whether it has the digests of the item's files. What is read for that is in `scratch`. */
bool record_tells(struct record *record, struct arena *scratch,
                  const struct offprint_packet *item);

/* FILE_OK: the item's files lie in the folder, of their digests; FILE_ABSENT: one does not;
 * else why that cannot be known. `scratch` holds what is read. */
enum file_status record_stands(struct arena *scratch, const char *folder,
                               const struct offprint_packet *item);

/* The record's entry of the item's file, in the arena, where that is made of the same
 * `input` and lies in the folder as it was left: of its size and not written since the
 * record was, or, to `verify`, of its digest. NULL: none, or it does not. */
const struct offprint_packet *record_find(struct record *record, struct arena *arena,
                                          const char *folder,
                                          const struct offprint_packet *item, bool verify);

#endif
