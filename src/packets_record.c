/* What came of the rows, as the run ends: all that was made goes to the disk, and then the
 * record stands there. */
#include "packets.h"

bool packets_add_line(struct packets *packets, const struct offprint_packet *item,
                      struct report *report)
{
    struct pieces *lines = &packets->lines;
    struct aside_range range;
    size_t from = lines->held.len;
    record_add(&lines->held, item, packets->roster.row_count, packets->batch);
    return pieces_put_aside(lines, from, &range, report);
}

static bool replace_record(struct packets *packets, const struct output_place *place,
                           struct report *report)
{
    struct pieces *lines = &packets->lines;
    struct new_file record = {.name = packets->record_name, .pieces = lines};
    struct replacement what = packets_replacement(packets, place, &record);
    what.unsynced = false;
    pieces_add_aside(lines, (struct aside_range){0, lines->filed + lines->held.len});
    bool ok =
        (pieces_ok(lines) || report_out_of_memory(report)) && replace_files(&what, report);
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
    pieces_clear(&packets->lines);
    record_close(&packets->earlier);
    journal_end(&packets->journal, packets->result->record_name != NULL);
    replace_hold_end(&packets->hold, report);
    return made && ok;
}
