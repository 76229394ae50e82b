/* Any bytes as the profile of a press and, behind as many as that says it has, as one of
 * colours: what is read of them gives inks. A mutator mends the counts, which would end the
 * reading early. */
#include "room.h"

#include "press/press.h"

#define HEADER_BYTES 128

static size_t size_said(const uint8_t *bytes, size_t size)
{
    uint32_t said = 0;
    for (size_t i = 0; size >= HEADER_BYTES && i < 4; i++) {
        said = said << 8 | bytes[i];
    }
    return said >= HEADER_BYTES && said < size ? said : size;
}

static void say_size(uint8_t *bytes, size_t size)
{
    for (size_t i = 0; size >= HEADER_BYTES && i < 4; i++) {
        bytes[i] = (uint8_t)(size >> (24 - 8 * i));
    }
}

size_t LLVMFuzzerCustomMutator(uint8_t *data, size_t size, size_t most, unsigned seed)
{
    size_t first = size_said(data, size);
    size_t now = LLVMFuzzerMutate(data, size, most);
    (void)seed;
    first = first < now && first >= HEADER_BYTES ? first : now;
    say_size(data, first);
    say_size(data + first, now - first);
    return now;
}

static void ink(const struct press *press)
{
    static const uint8_t rgb[] = {0, 0, 0, 255, 255, 255, 200, 30, 60, 1, 128, 254};
    uint8_t inks[2][4 * PRESS_INKS];
    press_inks(press, rgb, 4, inks[0]);
    press_inks(press, rgb, 4, inks[1]);
    must(memcmp(inks[0], inks[1], sizeof inks[0]) == 0);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static struct room room;
    size_t first = size_said(data, size);
    room_enter(&room);
    const struct press *press = press_open(
        &room.arena, input(data, first), STR("a profile"), (struct place){0}, room.report);
    must_tell(&room, press != NULL);
    if (press) {
        const struct press *from =
            press_from(&room.arena, press, input(data + first, size - first));
        (void)press_title(press);
        must(str_eq(press_profile(press), input(data, first)));
        ink(press);
        if (from) {
            ink(from);
        }
        press_close(from);
    }
    press_close(press);
    room_leave(&room);
    return 0;
}
