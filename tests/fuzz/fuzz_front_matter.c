/* Any text as a page with front matter, as Jekyll and as others read it. */
#include "room.h"

#include "base/lines.h"
#include "site/front_matter.h"

/* The body is the end of the page, and its line is where it begins. */
static void check(struct str text, const struct front_matter *read)
{
    must(read->data.kind == VALUE_MAP);
    must(read->body.len <= text.len);
    must(read->body.len == 0 || read->body.ptr + read->body.len == text.ptr + text.len);
    uint32_t line = 1;
    for (size_t i = 0; i < text.len - read->body.len; i++) {
        line += text.ptr[i] == '\n';
    }
    must(read->body.len == 0 || read->body_line == line);
    must(read->fault != FRONT_MATTER_YAML || read->yaml.message[0]);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static struct room room;
    struct str text = input(data, size);
    if (!is_text(text)) {
        return -1;
    }
    room_enter(&room);
    struct front_matter read;
    front_matter_read(&room.arena, text, NULL, &read);
    check(text, &read);
    front_matter_read_any(&room.arena, text, NULL, &read);
    check(text, &read);
    front_matter_read_whole(&room.arena, text, NULL, &read);
    must(read.data.kind == VALUE_MAP);
    room_leave(&room);
    return 0;
}
