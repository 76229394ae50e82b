/* Any text as the address of a link, as a path and as a pattern of paths. */
#include "room.h"

#include "base/glob.h"
#include "base/path.h"
#include "safe/address.h"
#include "site/address.h"

static bool is_ascii(struct str text)
{
    for (size_t i = 0; i < text.len; i++) {
        if ((unsigned char)text.ptr[i] <= ' ' || (unsigned char)text.ptr[i] >= 0x7f) {
            return false;
        }
    }
    return true;
}

/* An address that was written once is written so again. */
static void pass_address(struct room *room, struct str href)
{
    struct arena *arena = &room->arena;
    struct str clean = address_clean(arena, href), once, twice;
    must(str_eq(address_clean(arena, clean), clean));
    struct str scheme = address_scheme(clean);
    struct str after = scheme.len ? str_skip(clean, scheme.len + 1) : clean;
    (void)address_kind(scheme);
    struct authority split = address_split(after);
    must(split.rest.len <= after.len);
    if (scheme.len && address_write(arena, scheme, after, &once)) {
        must(is_ascii(once));
        struct str again = address_scheme(once);
        must(address_write(arena, again, str_skip(once, again.len + 1), &twice));
        must(str_eq(once, twice));
    }
    struct reference cut = address_cut(clean);
    must(cut.path.len + cut.query.len + cut.fragment.len == clean.len);
    struct str path = address_path_from(arena, STR("/a/b/c.html"), cut.path);
    must(is_ascii(path));
}

static void pass_path(struct room *room, struct str text)
{
    struct buf once = {0}, twice = {0};
    if (path_resolve(STR("a/b.md"), text, &once)) {
        must(once.len == 0 || once.ptr[0] != '/');
        must(path_resolve((struct str){0}, buf_str(&once), &twice));
        must(str_eq(buf_str(&once), buf_str(&twice)));
    }
    buf_reset(&once);
    path_resolve_clamped(STR("a/b.md"), text, &once);
    buf_clear(&once);
    buf_clear(&twice);
    struct str encoded = path_percent_encode(&room->arena, text);
    must(str_eq(path_percent_encode(&room->arena, encoded), encoded));
    struct str name = path_encode_name(&room->arena, text);
    must(str_eq(path_percent_decode(&room->arena, name), text));
    must(path_stem(text).len + path_extension(text).len == path_name(text).len);
}

/* What may stay in a copy is judged the same when it is read again. */
static void pass_safe(struct room *room, struct str text)
{
    struct str once, twice;
    enum address_kind kind = address_judge(&room->arena, text, &once);
    must(address_judge(&room->arena, once, &twice) == kind && str_eq(once, twice));
    (void)address_join(&room->arena, STR("https://e.org/a/b"), once);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static struct room room;
    struct str text = input(data, size);
    if (!is_text(text)) {
        return -1;
    }
    room_enter(&room);
    pass_address(&room, text);
    pass_path(&room, text);
    pass_safe(&room, text);
    size_t middle = size / 2;
    (void)glob_match(str_sub(text, 0, middle), str_skip(text, middle));
    (void)glob_match_path(str_sub(text, 0, middle), str_skip(text, middle));
    (void)glob_match(text, STR("a/b-[c].md")); /* its end is that of the input */
    must(!arena_failed(&room.arena));
    room_leave(&room);
    return 0;
}
