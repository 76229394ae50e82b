/* Any bytes as a page of any encoding: what comes out is UTF-8, and stays as it is. */
#include "room.h"

#include "safe/parts.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static struct room room;
    struct str bytes = input(data, size);
    room_enter(&room);
    struct str text = charset_decode(&room.arena, bytes);
    must(is_text(text));
    struct window window = window_of(bytes);
    (void)content_is_text(&window);
    (void)content_is_markup(&window);
    room_leave(&room);
    return 0;
}
