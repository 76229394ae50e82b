/* Any bytes as a recipe. */
#include "room.h"

#include "site/state.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static struct room room;
    room_enter(&room);
    struct site site = {
        .arena = &room.arena, .recipe = input(data, size), .recipe_status = FILE_OK};
    struct recipe recipe;
    struct buf out = {0};
    must_tell(&room, recipe_read(&room.arena, &site, &recipe, room.report));
    report_write_text(room.report, SEVERITY_NOTE, &out);
    must(is_text(buf_str(&out)));
    buf_reset(&out);
    report_write_json(room.report, SEVERITY_NOTE, &out);
    struct value value;
    must(value_from_json(&room.arena, buf_str(&out), &value));
    buf_clear(&out);
    room_leave(&room);
    return 0;
}
