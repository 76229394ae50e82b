/* Any bytes as a file that goes along, by a name that the last byte chooses. What came out
 * is safe, so that a second time nothing is taken from it. */
#include "room.h"

#include "safe/safe.h"

static const char *const names[] = {"a.html", "a.svg",  "a.xml",  "a.xhtml",
                                    "a.pdf",  "a.svgz", "a.docx", "a.txt",
                                    "a.json", "a",      "a.css",  "a.png"};

static struct safe_file make(struct room *room, struct str path, struct str bytes,
                             struct str address)
{
    struct safe_file out;
    struct window window = window_of(bytes);
    bool ok =
        safe_file_make(&room->arena, path, &window, address, NULL, &out, room->report);
    must_tell(room, ok);
    must(ok && out.media_type.len && out.name_end);
    must((out.kind == SAFE_ACTIVE) <= (out.active.len > 0));
    return out;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static struct room room;
    if (size == 0) {
        return -1;
    }
    unsigned choice = data[size - 1];
    struct str path = str_from(names[choice % (sizeof names / sizeof names[0])]);
    struct str address = choice & 128 ? STR("https://e.org/a/b.html") : (struct str){0};
    room_enter(&room);
    struct safe_file once = make(&room, path, input(data, size - 1), address);
    if (once.kind == SAFE_COPY) {
        struct str name = arena_format(&room.arena, "%.*s%s", STR_ARG(path), once.name_end);
        struct safe_file twice = make(&room, name, once.bytes, (struct str){0});
        must(twice.removed.len == 0);
        must(is_text(once.bytes));
        must(*twice.name_end == '\0');
    }
    room_leave(&room);
    return 0;
}
