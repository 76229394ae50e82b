/* Any text as a style sheet that goes along, and as a style attribute. */
#include "room.h"

#include "base/css.h"
#include "safe/style.h"

/* A sheet that was sieved once is the same for ever. */
static void sieve(struct str text)
{
    struct buf once = {0}, twice = {0};
    (void)style_sieve(text, &once);
    must(style_sieve(buf_str(&once), &twice) == 0);
    must(str_eq(buf_str(&once), buf_str(&twice)));
    must(str_find(buf_str(&once), STR("</"), 0) == STR_NONE);
    buf_clear(&once);
    buf_clear(&twice);
}

static void declare(struct room *room, struct str text)
{
    struct css css = {.text = css_plain(&room->arena, text)};
    struct css_declaration read;
    for (size_t last = 0; css_next_declaration(&css, &read); last = css.at) {
        must(css.at > last && css.at <= css.text.len);
        must(read.name.len > 0);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static struct room room;
    struct str text = input(data, size);
    if (!is_text(text)) {
        return -1;
    }
    room_enter(&room);
    sieve(text);
    declare(&room, text);
    room_leave(&room);
    return 0;
}
