/* Where files of the rows go: what they are called, and what lies there before the work. */
#include "packets.h"

#define PLACES 64 /* are looked at together */

bool packets_name_files(const struct packets *packets, struct arena *arena,
                        const struct roster_row *row, struct offprint_packet *out)
{
    bool zip = packets->options->zip == OFFPRINT_ZIP_EACH;
    const char *name = arena_format(arena, "%.*s.pdf", STR_ARG(row->name)).ptr;
    *out = (struct offprint_packet){
        .row = row->number, .file_name = name, .state = OFFPRINT_PACKET_FAILED};
    if (zip) {
        out->zip_name = arena_format(arena, "%.*s.zip", STR_ARG(row->name)).ptr;
    }
    return name && (!zip || out->zip_name);
}

/* What lies in the places of some rows' files, which then are named no more. */
static bool look_at_places(struct arena *arena, const struct output_place *place,
                           const struct new_file *files, size_t count,
                           struct report *report)
{
    struct replacement what = {.folder = place->folder, .files = files, .count = count};
    bool ok = (!arena_failed(arena) || report_out_of_memory(report)) &&
              replace_check(&what, report);
    arena_reset(arena);
    return ok;
}

bool packets_check_places(struct packets *packets, struct arena *arena,
                          const struct output_place *place, struct report *report)
{
    struct new_file files[PLACES + 2] = {{0}};
    const char *journal = arena_format(arena, "%s.part", packets->record_name).ptr;
    size_t count = 0;
    struct roster_row row;
    bool ok = true, there = true;
    if (!packets->options->only) {
        files[count++].name = packets->record_name;
    }
    files[count++].name = journal;
    roster_rewind(&packets->roster);
    while (there) {
        struct offprint_packet item;
        if (!roster_next(&packets->roster, true, &row, &there, report)) {
            return false;
        }
        if (there && !row.failed && packets_name_files(packets, arena, &row, &item)) {
            files[count++].name = item.file_name;
            files[count].name = item.zip_name;
            count += item.zip_name != NULL;
        }
        if (!there || count >= PLACES) {
            ok = look_at_places(arena, place, files, count, report) && ok;
            count = 0;
        }
    }
    return ok;
}
