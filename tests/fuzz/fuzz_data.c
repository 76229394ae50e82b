/* Any bytes as JSON, and as a table of fields with commas or tabs between them. */
#include "room.h"

#include "base/csv.h"
#include "base/value.h"

static void pass_json(struct room *room, struct str text)
{
    struct value value;
    struct buf out = {0};
    if (value_from_json(&room->arena, text, &value)) {
        value_dump(value, &out);
        must(is_text(buf_str(&out)));
    }
    buf_clear(&out);
}

/* Each field moves on. */
static void pass_table(struct room *room, struct str text, char separator)
{
    bool row_end = false;
    for (size_t at = 0; at < text.len;) {
        size_t before = at;
        struct value field = csv_field(&room->arena, text, separator, &at, &row_end);
        must(at > before && at <= text.len);
        must(field.kind == VALUE_NIL || field.kind == VALUE_STRING);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static struct room room;
    struct str text = input(data, size);
    room_enter(&room);
    pass_json(&room, text);
    pass_table(&room, text, ',');
    pass_table(&room, text, '\t');
    room_leave(&room);
    return 0;
}
