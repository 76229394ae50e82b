/* Roll text: the bytes of a list, row by row and as often as one likes. Within roster/.
 *
 * Of a file few of them are in memory at a time: the rest is read again when it is wanted,
 * and is what was there at first, or an error of the system is told. */
#ifndef OFFPRINT_ROSTER_ROLL_TEXT_H
#define OFFPRINT_ROSTER_ROLL_TEXT_H

#include "base/buf.h"
#include "base/digest.h"
#include "base/reading.h"
#include "base/report.h"

struct roll_kind;

struct roll_text {
    const struct roll_kind *kind;
    struct str name;             /* of the list, as it is told */
    struct file_reading reading; /* its file; fd -1: all of it is in `whole` */
    struct str whole;
    uint8_t *digests; /* of each block of the file, as it was first */
    bool returns;     /* what ends lines is not a line feed: it becomes one */
    struct buf room;  /* of the file, from a row's begin or a block's on */
    uint64_t room_at; /* where that is in the file */
    size_t at;        /* in the room, or in all of it: where the next row begins */
};

/* A text in memory, in UTF-8; its lines end as they do. */
void roll_text_of(struct str text, struct roll_text *out);

/* The file of that path, of which the arena keeps digests of blocks. Once through all of
 * it: `sha256` is that of its bytes without a byte order mark. False: it cannot be read or
 * is no UTF-8, reported. Ends by roll_text_close() in any case. */
bool roll_text_open(struct arena *arena, const char *path, const struct roll_kind *kind,
                    struct roll_text *out, uint8_t sha256[SHA256_BYTES],
                    struct report *report);
void roll_text_close(struct roll_text *text);

/* Which of `,`, `;` and tab parts fields of the first line, which then is in memory, as is
 * what comes before the next row is asked for. False: reported. */
bool roll_text_separator(struct roll_text *text, char *out, struct report *report);

/* What is in memory of what comes next. */
struct str roll_text_here(const struct roll_text *text);

/* The next row with its line end, as csv_field() reads it: fields in quotes may hold line
 * ends. It lasts until the next call. Empty at the end. False: reported. */
bool roll_text_row(struct roll_text *text, char separator, struct str *row,
                   struct report *report);
bool roll_text_ended(const struct roll_text *text);

/* Where the next row begins, and back to such a place. */
uint64_t roll_text_place(const struct roll_text *text);
void roll_text_go(struct roll_text *text, uint64_t place);

#endif
