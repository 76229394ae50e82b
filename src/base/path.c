/* Paths as texts alone: a site path is resolved segment by segment, and one that would
 * climb above the root is an answer, not a fault. What links on the disk say is file.c's.
 */
#include "base/path.h"

/* False: it climbs above the root, or stays at it where `clamped`. */
static bool add_segments(struct str path, bool clamped, struct buf *out, size_t start)
{
    for (size_t at = 0; at <= path.len;) {
        size_t end = str_find_byte(path, '/', at);
        end = end == STR_NONE ? path.len : end;
        struct str segment = str_sub(path, at, end);
        at = end + 1;
        if (segment.len == 0 || str_is(segment, ".")) {
            continue;
        }
        if (!str_is(segment, "..")) {
            if (out->len > start) {
                buf_add_byte(out, '/');
            }
            buf_add(out, segment);
            continue;
        }
        if (out->len == start && !clamped) {
            return false;
        }
        struct str so_far = str_sub(buf_str(out), start, out->len);
        buf_truncate(out, start + path_folder(so_far).len);
    }
    return true;
}

static bool resolve(struct str page, struct str link, bool clamped, struct buf *out)
{
    size_t start = out->len;
    bool rooted = str_starts(link, "/");
    if ((!rooted && !add_segments(path_folder(page), clamped, out, start)) ||
        !add_segments(link, clamped, out, start)) {
        buf_truncate(out, start);
        if (start == 0 && buf_ok(out)) {
            buf_clear(out); /* owns nothing, as before */
        }
        return false;
    }
    struct str last = path_name(link);
    bool folder =
        str_ends(link, "/") || (clamped && (str_is(last, ".") || str_is(last, "..")));
    if (folder && out->len > start) {
        buf_add_byte(out, '/');
    }
    return true;
}

bool path_resolve(struct str page, struct str link, struct buf *out)
{
    return resolve(page, link, false, out);
}

void path_resolve_clamped(struct str page, struct str link, struct buf *out)
{
    (void)resolve(page, link, true, out);
}

static size_t last_slash(struct str path)
{
    for (size_t i = path.len; i > 0; i--) {
        if (path.ptr[i - 1] == '/') {
            return i - 1;
        }
    }
    return STR_NONE;
}

struct str path_folder(struct str path)
{
    size_t slash = last_slash(path);
    return str_sub(path, 0, slash == STR_NONE ? 0 : slash);
}

struct str path_name(struct str path)
{
    size_t slash = last_slash(path);
    return slash == STR_NONE ? path : str_skip(path, slash + 1);
}

bool path_is_below(struct str path, struct str folder)
{
    return path.len > folder.len && path.ptr[folder.len] == '/' &&
           str_eq(str_sub(path, 0, folder.len), folder);
}

bool path_is_hidden(struct str path)
{
    return str_starts(path, ".") || str_find(path, STR("/."), 0) != STR_NONE;
}

struct str path_extension(struct str path)
{
    struct str name = path_name(path);
    for (size_t i = name.len; i > 1; i--) {
        if (name.ptr[i - 1] == '.') {
            return str_skip(name, i - 1);
        }
    }
    return str_sub(name, name.len, name.len);
}

struct str path_stem(struct str path)
{
    struct str name = path_name(path);
    return str_sub(name, 0, name.len - path_extension(path).len);
}

struct str path_join(struct arena *arena, struct str folder, struct str name)
{
    if (folder.len == 0 || name.len == 0) {
        return folder.len ? folder : name;
    }
    return arena_format(arena, "%.*s/%.*s", STR_ARG(folder), STR_ARG(name));
}

static int hex_digit(char c)
{
    return ascii_is_digit(c)        ? c - '0'
           : (c >= 'a' && c <= 'f') ? c - 'a' + 10
           : (c >= 'A' && c <= 'F') ? c - 'A' + 10
                                    : -1;
}

struct str path_percent_decode(struct arena *arena, struct str text)
{
    if (str_find_byte(text, '%', 0) == STR_NONE) {
        return text;
    }
    char *out = arena_alloc(arena, text.len + 1, 1);
    if (!out) {
        return (struct str){0};
    }
    size_t len = 0;
    for (size_t i = 0; i < text.len; i++) {
        int high = text.ptr[i] == '%' && i + 2 < text.len ? hex_digit(text.ptr[i + 1]) : -1;
        int low = high >= 0 ? hex_digit(text.ptr[i + 2]) : -1;
        if (low >= 0) {
            out[len++] = (char)(high * 16 + low);
            i += 2;
        } else {
            out[len++] = text.ptr[i];
        }
    }
    return str_make(out, len);
}

/* Escapes what is not among `kept`; an escape that is there stays where `escaped`. */
static void add_encoded(struct buf *out, struct str text, const char *kept, bool escaped)
{
    for (size_t i = 0; i < text.len; i++) {
        char c = text.ptr[i];
        bool escape = escaped && c == '%' && i + 2 < text.len &&
                      hex_digit(text.ptr[i + 1]) >= 0 && hex_digit(text.ptr[i + 2]) >= 0;
        if (ascii_is_alnum(c) || escape || ascii_set_has(kept, c)) {
            buf_add_byte(out, c);
        } else {
            buf_add_format(out, "%%%02X", (unsigned)(unsigned char)c);
        }
    }
}

static struct str encode(struct arena *arena, struct str text, const char *kept,
                         bool escaped)
{
    struct buf out = {.kept_in = arena};
    if (text.len == 0) {
        return STR("");
    }
    add_encoded(&out, text, kept, escaped);
    return arena_take(arena, &out);
}

#define KEPT_IN_PATHS "-._~:/[]@!$&'()*+,;="

void path_add_encoded(struct buf *out, struct str address)
{
    add_encoded(out, address, KEPT_IN_PATHS "?#", true);
}

struct str path_percent_encode(struct arena *arena, struct str address)
{
    return encode(arena, address, KEPT_IN_PATHS "?#", true);
}

void path_add_encoded_url(struct buf *out, struct str path)
{
    add_encoded(out, path, KEPT_IN_PATHS, true);
}

struct str path_encode_url(struct arena *arena, struct str path)
{
    return encode(arena, path, KEPT_IN_PATHS, true);
}

struct str path_encode_name(struct arena *arena, struct str path)
{
    return encode(arena, path, KEPT_IN_PATHS, false);
}

bool path_is_plain(struct str name)
{
    bool plain = name.len > 0 && name.len <= PLAIN_NAME_BYTES && name.ptr[0] != '.' &&
                 name.ptr[0] != '-' && name.ptr[name.len - 1] != '.';
    for (size_t i = 0; plain && i < name.len; i++) {
        char c = name.ptr[i];
        plain = ascii_is_alnum(c) || c == '-' || c == '_' || c == '.';
    }
    return plain;
}

bool path_is_device(struct str name)
{
    static const char *const names[] = {"con", "prn", "aux", "nul", "conin$", "conout$"};
    size_t dot = str_find_byte(name, '.', 0);
    struct str stem = str_trim_right(str_sub(name, 0, dot == STR_NONE ? name.len : dot));
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        if (str_eq_ignore_case(stem, str_from(names[i]))) {
            return true;
        }
    }
    struct str port = str_sub(stem, 0, 3), number = str_skip(stem, 3);
    bool superscript =
        str_is(number, "\xc2\xb9") || str_is(number, "\xc2\xb2") ||
        str_is(number, "\xc2\xb3"); /* of Latin-1, which it takes for digits */
    return ((number.len == 1 && ascii_is_digit(number.ptr[0])) || superscript) &&
           (str_eq_ignore_case(port, STR("com")) || str_eq_ignore_case(port, STR("lpt")));
}

size_t path_depth(struct str path)
{
    size_t depth = 0;
    for (size_t i = 0; i < path.len; i++) {
        depth += path.ptr[i] == '/';
    }
    return depth;
}
