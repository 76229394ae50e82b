/* Any bytes as a list of names, the first of which says whether it is YAML, and as a text
 * that fields are put into. */
#include "room.h"

#include "base/path.h"
#include "roster/fill.h"

static void pass_row(struct room *room, const struct roll *roll, size_t index, bool yaml)
{
    const struct roll_row *row = &roll->items[index];
    must(row->line > 0 && row->fields);
    for (size_t i = 0; i < roll->column_count; i++) {
        must(is_text(row->fields[i].text));
        /* Of YAML one that stands for another has that one's place. */
        must(yaml || roll_place(roll, row, i).line >= row->line);
    }
    struct str all =
        fill_text(&room->arena, STR("{name}{slug}-{row}{{x}}"), roll, row, 1, SIZE_MAX);
    must(is_text(all));
    struct str slug = fill_text(&room->arena, STR("{slug}"), roll, row, 1, SIZE_MAX);
    bool own = roll_column(roll, STR("slug")) != STR_NONE;
    must(own || slug.len == 0 || path_is_plain(slug));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static struct room room;
    struct str text = input(data, size);
    struct roll roll;
    bool yaml = size > 0 && data[0] == 'y';
    room_enter(&room);
    bool read = roll_read_text(&room.arena, yaml ? "l.yml" : "l.csv", &roll_of_packets,
                               yaml ? str_skip(text, 1) : text, &roll, room.report);
    must_tell(&room, read);
    for (size_t i = 0; read && i < roll.count; i++) {
        pass_row(&room, &roll, i, yaml);
    }
    if (read && is_text(text)) {
        bool good = fill_check(&roll, text, (struct place){0}, room.report);
        must_tell(&room, good);
        if (good && roll.count) {
            must(is_text(fill_text(&room.arena, text, &roll, &roll.items[0], 1, SIZE_MAX)));
        }
    }
    room_leave(&room);
    return 0;
}
