/* What came of the rows, as the run ends: all that was made goes to the disk, and then the
 * record stands there. */
#include "packets.h"

#define RECORD_PART_BYTES ((size_t)1 << 16)

/* Its lines to `sink`, some at a time: those of a long list would be a third of memory. */
static enum pieces_end send_record(const void *data, const void *far, pieces_sink *sink,
                                   void *sink_data, struct report *report)
{
    const struct packets *packets = data;
    struct buf lines = {0};
    enum pieces_end end = PIECES_SENT;
    size_t count = packets->result->item_count;
    (void)far;
    for (size_t i = 0; end == PIECES_SENT && i < count; i++) {
        record_add(&lines, &packets->items[i], packets->roster.row_count, packets->batch);
        if (!buf_ok(&lines)) {
            (void)report_out_of_memory(report);
            end = PIECES_FAILED;
        } else if (lines.len >= RECORD_PART_BYTES || i + 1 == count) {
            end = sink(sink_data, buf_str(&lines)) ? PIECES_SENT : PIECES_STOPPED;
            buf_reset(&lines);
        }
    }
    buf_clear(&lines);
    return end;
}

static bool add_length(void *data, struct str bytes)
{
    *(size_t *)data += bytes.len;
    return true;
}

static bool replace_record(struct packets *packets, const struct output_place *place,
                           struct report *report)
{
    size_t length = 0;
    struct pieces pieces;
    struct new_file record = {.name = packets->record_name, .pieces = &pieces};
    struct replacement what = packets_replacement(packets, place, &record);
    what.unsynced = false;
    pieces_init(&pieces, (struct aside){0});
    pieces.send = send_record;
    pieces.send_data = packets;
    bool ok = send_record(packets, NULL, add_length, &length, report) == PIECES_SENT;
    if (ok && length) {
        pieces_add_far(&pieces, packets, length);
    }
    ok = ok && (pieces_ok(&pieces) || report_out_of_memory(report)) &&
         replace_files(&what, report);
    pieces_clear(&pieces);
    packets->result->record_name = ok ? packets->record_name : NULL;
    return ok;
}

static bool put_record(struct packets *packets, const struct output_place *place,
                       struct report *report)
{
    const struct new_file record = {.name = packets->record_name};
    struct replacement what = packets_replacement(packets, place, &record);
    return replace_hold_sync(&what, &packets->hold, report) &&
           (packets->options->only || replace_record(packets, place, report));
}

bool packets_end(struct packets *packets, const struct output_place *place, bool made,
                 struct report *report)
{
    bool ok = !made || put_record(packets, place, report);
    journal_end(&packets->journal, packets->result->record_name != NULL);
    replace_hold_end(&packets->hold, report);
    return made && ok;
}
