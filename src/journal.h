/* Journal: the record of a list while its packets are put in place, "packets.jsonl.part".
 *
 * A record tells of what a finished run left. Before a file that it tells of becomes
 * another one it is renamed to the journal, so that no record stands there whose digests
 * are wrong, whatever ends the run; the journal keeps its lines, and gets one more for each
 * file that is in place. A run that is to take up another one reads them. */
#ifndef OFFPRINT_JOURNAL_H
#define OFFPRINT_JOURNAL_H

#include "base/arena.h"
#include "base/buf.h"
#include "base/str.h"
#include "record.h"

/* A record of other rows, or of more: the whole list's, a part's. */
struct other_record {
    const char *name;     /* NULL: it is none any more */
    size_t shard, shards; /* the latter 0: of all rows */
    struct record record; /* what it tells */
    bool read;
};

struct journal {
    struct arena *arena;
    const char *folder, *record; /* borrowed; the record's name */
    const char *name;
    int folder_fd; /* borrowed */
    int fd;        /* -1: it is not begun */
    bool goes_on;  /* with the lines that it has */
    struct buf line; /* being made */
    bool listed;   /* the other records of the folder */
    struct other_record *others;
    size_t other_count;
};

/* `folder_fd` is open, and its files are this run's alone to replace. False: memory is
 * gone, reported. */
bool journal_init(struct journal *journal, struct arena *arena, const char *folder,
                  int folder_fd, const char *record, struct report *report);

/* What a run that did not end told, as record_read_part(). The journal then goes on. */
bool journal_read(struct journal *journal, struct arena *arena, struct record *out,
                  struct report *report);

/* The item's file becomes another one: what was told of it holds no more. Records of other
 * parts of a list that tell otherwise of it give way to journals of their own, for a run of
 * theirs to go on from; `begins`: so does the journal's own, with the first such call.
 * What is read of them is in `scratch`.
 * False: a system error is in the report. */
bool journal_forget(struct journal *journal, struct arena *scratch,
                    const struct offprint_packet *item, bool begins, struct report *report);

/* The item's file is in place. Nothing, where the journal is not begun. */
bool journal_add(struct journal *journal, const struct offprint_packet *item, size_t rows,
                 const char *batch, struct report *report);

/* `finished`: the record is in place, and the journal goes, this run's or another's. */
void journal_end(struct journal *journal, bool finished);

#endif
