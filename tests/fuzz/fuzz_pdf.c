/* Any bytes as a PDF that goes along, looked through for what runs: the same of a file of
 * them, through a narrow window, as in memory. */
#define _GNU_SOURCE /* memfd_create */

#include "room.h"

#include "safe/parts.h"
#include "safe/pdf.h"

#include <sys/mman.h>
#include <unistd.h>

static void open_narrow(struct str bytes, struct window *out)
{
    int fd = memfd_create("a.pdf", 0);
    must(fd >= 0 && write(fd, bytes.ptr, bytes.len) == (ssize_t)bytes.len);
    must(window_open_on(out, (struct file_reading){.fd = fd, .bytes = bytes.len}, 1024));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static struct room room;
    struct str bytes = input(data, size);
    room_enter(&room);
    struct window all = window_of(bytes), narrow;
    struct str active = pdf_find_active(&room.arena, &all);
    must(is_text(active));
    struct pdf_name name;
    for (size_t at = 0, last; last = at, pdf_next_name(&all, &at, bytes.len, &name);) {
        must(at > last && at <= bytes.len && name.text.len <= PDF_NAME_ROOM);
    }
    must(!arena_failed(&room.arena));
    bool macros = office_has_macros(&room.arena, &all);
    if (bytes.len) {
        open_narrow(bytes, &narrow);
        must(str_eq(pdf_find_active(&room.arena, &narrow), active));
        must(office_has_macros(&room.arena, &narrow) == macros);
        window_close(&narrow);
    }
    room_leave(&room);
    return 0;
}
