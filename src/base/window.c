/* The room has what was asked for and a little before it, so that who looks around a place
 * near the end of the room does not have it read again and again. */
#include "base/window.h"

#include "base/arena.h"

#include <stdlib.h>

struct window window_of(struct str bytes)
{
    return (struct window){.here = bytes, .size = bytes.len, .reading = {.fd = -1}};
}

bool window_open_on(struct window *out, struct file_reading reading, size_t room_bytes)
{
    *out = (struct window){.reading = reading, .room_bytes = room_bytes};
    out->room = reading.bytes <= SIZE_MAX / 2 ? malloc(room_bytes) : NULL;
    if (!out->room) {
        window_close(out);
        return false;
    }
    out->size = (size_t)reading.bytes;
    return true;
}

bool window_open(struct window *out, const struct root *root, struct str path)
{
    struct file_reading reading;
    return reading_open(&reading, root, path) == FILE_OK &&
           window_open_on(out, reading, WINDOW_ROOM_BYTES);
}

void window_close(struct window *window)
{
    reading_close(&window->reading);
    free(window->room);
    window->room = NULL;
}

void window_move(struct window *window, size_t at)
{
    size_t from = at > WINDOW_BACK_BYTES ? at - WINDOW_BACK_BYTES : 0;
    size_t rest = window->size - from, got = 0;
    size_t want = rest < window->room_bytes ? rest : window->room_bytes;
    enum file_status status =
        window->status == FILE_OK
            ? reading_at(&window->reading, from, window->room, want, &got)
            : window->status;
    window->status = status == FILE_OK && got < want ? FILE_UNREADABLE : status;
    memset(window->room + got, 0, want - got);
    window->here = str_make(window->room, want);
    window->at = from;
}

struct str window_part(struct window *window, size_t at, size_t end, size_t least)
{
    end = end < window->size ? end : window->size;
    if (at >= end) {
        return (struct str){0};
    }
    least = least < end - at ? least : end - at;
    if (at < window->at || at - window->at >= window->here.len ||
        window->here.len - (at - window->at) < least) {
        window_move(window, at);
    }
    return str_sub(window->here, at - window->at, end - window->at);
}

size_t window_find(struct window *window, struct str needle, size_t at, size_t end)
{
    end = end < window->size ? end : window->size;
    while (at < end && end - at >= needle.len) {
        struct str part = window_part(window, at, end, needle.len);
        size_t found = str_find(part, needle, 0);
        if (found != STR_NONE) {
            return at + found;
        }
        at += part.len - needle.len + 1;
    }
    return STR_NONE;
}

size_t window_find_last(struct window *window, struct str needle, size_t at, size_t end)
{
    size_t last = STR_NONE;
    for (size_t next = window_find(window, needle, at, end); next != STR_NONE;
         next = window_find(window, needle, next + 1, end)) {
        last = next;
    }
    return last;
}

struct str window_take(struct window *window, size_t at, size_t end, struct arena *arena)
{
    end = end < window->size ? end : window->size;
    if (at >= end || window_is_whole(window)) {
        return str_sub(window->here, at, end);
    }
    char *bytes = arena_alloc(arena, end - at, 1);
    for (size_t len = 0; bytes && at + len < end;) {
        struct str part = window_part(window, at + len, end, 1);
        memcpy(bytes + len, part.ptr, part.len);
        len += part.len;
    }
    return bytes ? str_make(bytes, end - at) : (struct str){0};
}

bool window_digest(struct window *window, struct arena *arena, struct digests out)
{
    if (window_is_whole(window)) {
        digest_all(window->here, out);
        return true;
    }
    struct digester *digester = digester_new(arena, out);
    for (size_t at = 0; digester && at < window->size;) {
        struct str part = window_part(window, at, window->size, 1);
        digester_add(digester, part);
        at += part.len;
    }
    if (digester) {
        digester_finish(digester);
    }
    return digester;
}
