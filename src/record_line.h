/* Record line: what a line of a record, or of a part of one, tells. For record*.c. */
#ifndef OFFPRINT_RECORD_LINE_H
#define OFFPRINT_RECORD_LINE_H

#include "record.h"

struct record_told {
    bool is_item; /* it tells what came of a row */
    struct offprint_packet item;
    struct str file;  /* that it names; or empty */
    struct str batch; /* the same */
    bool has_rows;
    size_t rows;
    bool timed;
    struct record_time time;
};

/* Of what is no line of ours nothing is told. Its texts are in the arena, which has failed
 * where memory is gone. */
void record_line_read(struct arena *arena, struct str line, struct record_told *out);

#endif
