/* Any bytes as a PDF that goes along, looked through for what runs. */
#include "room.h"

#include "safe/parts.h"
#include "safe/pdf.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static struct room room;
    struct str bytes = input(data, size);
    room_enter(&room);
    must(is_text(pdf_find_active(&room.arena, bytes)));
    struct pdf_name name;
    for (size_t at = 0, last; last = at, pdf_next_name(bytes, &at, &name);) {
        must(at > last && at <= bytes.len && name.text.len <= PDF_NAME_ROOM);
    }
    must(!arena_failed(&room.arena));
    (void)office_has_macros(&room.arena, bytes);
    room_leave(&room);
    return 0;
}
