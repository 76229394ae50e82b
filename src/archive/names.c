/* Names that are told apart on every disk: those that differ in letter case alone are the
 * same name, and a name taken twice is counted up. A file's name never is another's folder.
 */
#include "archive/names.h"

#include "base/fold.h"
#include "base/path.h"

#include <inttypes.h>

bool name_set_init(struct name_set *set, struct arena *arena, enum segment_kind kind,
                   size_t room)
{
    struct arena *held = arena_new_below(arena);
    if (!held) {
        return false;
    }
    *set = (struct name_set){.arena = arena, .held = held, .kind = kind, .room = room};
    return true;
}

/* What names of files have in common that are one on some disk; the name itself where it is
 * that already. */
static struct str key_of(struct arena *arena, struct str name)
{
    return fold_is_plain(name)  ? name
           : str_is_ascii(name) ? fold_text(arena, name)
                                : fold_loosely(arena, name);
}

/* All segments, joined; ".." and "." cannot stay, for leading dots go. */
static void add_path(struct name_set *set, struct buf *out, struct str path)
{
    for (size_t from = 0; from < path.len;) {
        size_t slash = str_find_byte(path, '/', from);
        size_t to = slash == STR_NONE ? path.len : slash;
        if (to > from) {
            buf_add_byte(out, '/');
            buf_add(out, segment_make(set->held, str_sub(path, from, to), set->kind,
                                      NAME_SEGMENT_LIMIT, "file"));
        }
        from = to + 1;
    }
}

/* "a.pdf", then "a-2.pdf", "a-3.pdf", … until none has it. The counter is kept by name:
 * a thousand equal names cost a thousand steps. */
static struct str make_unique(struct name_set *set, struct str name)
{
    struct str first = key_of(set->held, name), key = first;
    uint32_t number = text_map_get(&set->taken, key);
    if (number == TEXT_MAP_NONE) {
        number = text_map_has(&set->folders, key);
    }
    struct str stem = name, extension = path_extension(name);
    stem.len -= extension.len;
    while (number > 0) {
        number++;
        name = arena_format(set->arena, "%.*s-%" PRIu32 "%.*s", STR_ARG(stem), number,
                            STR_ARG(extension));
        key = key_of(set->held, name);
        if (key.len == 0) {
            return key;
        }
        if (!text_map_has(&set->taken, key) && !text_map_has(&set->folders, key)) {
            (void)text_map_set(set->held, &set->taken, first, number);
            break;
        }
    }
    return key.len && text_map_set(set->held, &set->taken, key, 1) ? name : (struct str){0};
}

/* Whether a file stands where `name` needs a folder; if not, they are folders now. */
static bool claim_folders(struct name_set *set, struct str name)
{
    for (size_t at = 0; (at = str_find_byte(name, '/', at)) != STR_NONE; at++) {
        struct str folder = key_of(set->held, str_sub(name, 0, at));
        if (text_map_has(&set->taken, folder)) {
            return false;
        }
        if (!text_map_has(&set->folders, folder) &&
            !text_map_set(set->held, &set->folders, arena_str(set->held, folder), 1)) {
            return false;
        }
    }
    return true;
}

struct str name_take(struct name_set *set, const char *folder, struct str path, bool flat)
{
    struct buf name = {.kept_in = set->arena};
    buf_add_text(&name, folder);
    add_path(set, &name, flat ? path_name(path) : path);
    size_t counter_room = 8; /* "-65000", and a device's "x-" */
    if (name.len + counter_room > set->room || !claim_folders(set, buf_str(&name))) {
        size_t taken = strlen(folder) + 1 + counter_room;
        size_t limit = set->room > taken + 16 ? set->room - taken : 16;
        buf_reset(&name);
        buf_add_format(&name, "%s/", folder);
        limit = limit < NAME_SEGMENT_LIMIT ? limit : NAME_SEGMENT_LIMIT;
        buf_add(&name, segment_make(set->held, path_name(path), set->kind, limit, "file"));
    }
    struct str kept = arena_str(set->arena, buf_str(&name));
    bool ok = buf_ok(&name) && kept.len;
    buf_clear(&name);
    return ok ? make_unique(set, kept) : (struct str){0};
}
