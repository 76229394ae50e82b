/* Names that every file system can hold: what is not safe becomes a dash, names that differ
 * in letter case alone are the same name, and a name taken twice is counted up. A file's
 * name never is another's folder. */
#include "archive/names.h"

#include "base/path.h"

bool name_set_init(struct name_set *set, struct arena *arena, size_t room)
{
    *set = (struct name_set){.arena = arena,
                             .taken = value_map_new(arena),
                             .folders = value_map_new(arena),
                             .room = room};
    return set->taken.kind == VALUE_MAP && set->folders.kind == VALUE_MAP;
}

static char safe_byte(char c)
{
    c = ascii_lower(c);
    return ascii_is_alnum(c) || c == '.' || c == '_' || c == '-' ? c : '-';
}

/* Safe bytes of `text`; what becomes a run of dashes becomes one. */
static void add_safe(struct buf *out, struct str text)
{
    for (size_t i = 0; i < text.len; i++) {
        char c = safe_byte(text.ptr[i]);
        bool dash = c == '-' && text.ptr[i] != '-';
        if (out->len == 0 && (c == '.' || dash)) {
            continue;
        }
        if (dash && out->ptr[out->len - 1] == '-') {
            continue;
        }
        buf_add_byte(out, c);
    }
}

static void trim_end(struct buf *out)
{
    while (out->len && (out->ptr[out->len - 1] == '.' || out->ptr[out->len - 1] == '-')) {
        out->len--;
    }
}

struct str name_segment(struct arena *arena, struct str text, size_t limit,
                        const char *otherwise)
{
    struct buf stem = {.kept_in = arena}, extension = stem;
    struct str end = path_extension(text);
    if (end.len < 2 || end.len > 9 || end.len == text.len) {
        end = (struct str){0};
    }
    add_safe(&extension, str_skip(end, 1));
    trim_end(&extension);
    add_safe(&stem, str_sub(text, 0, text.len - end.len));
    size_t room = limit - (extension.len ? extension.len + 1 : 0);
    if (stem.len > room) {
        buf_truncate(&stem, room);
    }
    trim_end(&stem);
    if (stem.len == 0) {
        buf_add_text(&stem, otherwise);
    }
    buf_add_text(&stem, extension.len ? "." : "");
    buf_add(&stem, buf_str(&extension));
    struct str kept = path_is_device(buf_str(&stem))
                          ? arena_format(arena, "x-%.*s", STR_ARG(buf_str(&stem)))
                          : arena_str(arena, buf_str(&stem));
    bool ok = buf_ok(&stem);
    buf_clear(&stem);
    buf_clear(&extension);
    return ok ? kept : (struct str){0};
}

/* All segments, joined; ".." and "." cannot stay, for leading dots go. */
static void add_path(struct name_set *set, struct buf *out, struct str path)
{
    for (size_t from = 0; from < path.len;) {
        size_t slash = str_find_byte(path, '/', from);
        size_t to = slash == STR_NONE ? path.len : slash;
        if (to > from) {
            buf_add_byte(out, '/');
            buf_add(out, name_segment(set->arena, str_sub(path, from, to),
                                      NAME_SEGMENT_LIMIT, "file"));
        }
        from = to + 1;
    }
}

/* "a.pdf", then "a-2.pdf", "a-3.pdf", … until none has it. The counter is kept by name:
 * a thousand equal names cost a thousand steps. */
static struct str make_unique(struct name_set *set, struct str name)
{
    struct str key = name;
    struct value last = value_get(set->taken, key);
    int64_t number = last.kind == VALUE_INTEGER     ? last.as.integer
                     : value_has(set->folders, key) ? 1
                                                    : 0;
    struct str stem = name, extension = path_extension(name);
    stem.len -= extension.len;
    while (number > 0) {
        number++;
        name = arena_format(set->arena, "%.*s-%lld%.*s", STR_ARG(stem), (long long)number,
                            STR_ARG(extension));
        if (name.len == 0) {
            return name;
        }
        if (!value_has(set->taken, name) && !value_has(set->folders, name)) {
            (void)value_map_set(set->arena, set->taken, key, value_integer(number));
            break;
        }
    }
    return value_map_set(set->arena, set->taken, name, value_integer(1)) ? name
                                                                         : (struct str){0};
}

/* Whether a file stands where `name` needs a folder; if not, they are folders now. */
static bool claim_folders(struct name_set *set, struct str name)
{
    for (size_t at = 0; (at = str_find_byte(name, '/', at)) != STR_NONE; at++) {
        struct str folder = str_sub(name, 0, at);
        if (value_has(set->taken, folder)) {
            return false;
        }
        if (!value_has(set->folders, folder) &&
            !value_map_set(set->arena, set->folders, arena_str(set->arena, folder),
                           value_bool(true))) {
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
        buf_add(&name, name_segment(set->arena, path_name(path),
                                    limit < NAME_SEGMENT_LIMIT ? limit : NAME_SEGMENT_LIMIT,
                                    "file"));
    }
    struct str kept = arena_str(set->arena, buf_str(&name));
    bool ok = buf_ok(&name) && kept.len;
    buf_clear(&name);
    return ok ? make_unique(set, kept) : (struct str){0};
}
