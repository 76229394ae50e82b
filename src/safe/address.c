/* Schemes by a list of those that may stay. What browsers leave out of an address before
 * they look for its scheme is left out here first. */
#include "safe/address.h"

#include "base/buf.h"
#include "base/path.h"

static bool is_ignored(char c)
{
    return (unsigned char)c < ' ' || c == 0x7F;
}

/* Without what is left out at its ends, either way: a space behind a control character is
 * the start once that is gone. */
static struct str trim_ignored(struct str text)
{
    while (text.len && (text.ptr[0] == ' ' || is_ignored(text.ptr[0]))) {
        text = str_skip(text, 1);
    }
    while (text.len &&
           (text.ptr[text.len - 1] == ' ' || is_ignored(text.ptr[text.len - 1]))) {
        text.len--;
    }
    return text;
}

static struct str clean_address(struct arena *arena, struct str text)
{
    text = trim_ignored(text);
    size_t odd = 0;
    for (size_t i = 0; i < text.len; i++) {
        odd += is_ignored(text.ptr[i]);
    }
    if (odd == 0) {
        return text;
    }
    struct buf clean = {.kept_in = arena};
    for (size_t i = 0; i < text.len; i++) {
        if (!is_ignored(text.ptr[i])) {
            buf_add_byte(&clean, text.ptr[i]);
        }
    }
    return arena_take(arena, &clean);
}

/* "http" of "http://x"; empty: none. */
static struct str scheme_of(struct str address)
{
    for (size_t i = 0; i < address.len; i++) {
        char c = address.ptr[i];
        if (c == ':') {
            return str_sub(address, 0, i);
        }
        if (!ascii_is_alnum(c) && c != '+' && c != '.' && c != '-') {
            break;
        }
    }
    return (struct str){0};
}

bool address_is_embedded(struct str address)
{
    static const char *const types[] = {"image/png",
                                        "image/jpeg",
                                        "image/jpg",
                                        "image/gif",
                                        "image/webp",
                                        "image/avif",
                                        "image/bmp",
                                        "font/woff",
                                        "font/woff2",
                                        "font/ttf",
                                        "font/otf",
                                        "application/font-woff",
                                        "image/x-icon",
                                        "image/vnd.microsoft.icon",
                                        "application/x-font-woff",
                                        "application/x-font-ttf"};
    size_t len = strlen("data:");
    if (!str_eq_ignore_case(str_sub(address, 0, len), STR("data:"))) {
        return false;
    }
    size_t end = len;
    while (end < address.len && address.ptr[end] != ';' && address.ptr[end] != ',') {
        end++;
    }
    struct str type = str_sub(address, len, end);
    for (size_t i = 0; i < sizeof types / sizeof types[0]; i++) {
        if (str_eq_ignore_case(type, str_from(types[i]))) {
            return true;
        }
    }
    return false;
}

enum address_kind address_judge(struct arena *arena, struct str text, struct str *clean)
{
    static const char *const web[] = {"http", "https", "mailto", "tel"};
    *clean = clean_address(arena, text);
    struct str scheme = scheme_of(*clean);
    if (scheme.len == 0) {
        bool part = clean->len && clean->ptr[0] == '#';
        bool colon = clean->len && clean->ptr[0] == ':';
        return part ? ADDRESS_PART : colon ? ADDRESS_OTHER : ADDRESS_RELATIVE;
    }
    for (size_t i = 0; i < sizeof web / sizeof web[0]; i++) {
        if (str_eq_ignore_case(scheme, str_from(web[i]))) {
            return ADDRESS_WEB;
        }
    }
    return address_is_embedded(*clean) ? ADDRESS_EMBEDDED : ADDRESS_OTHER;
}

/* "https://x.example" of "https://x.example/a/b". */
static struct str origin_of(struct str base)
{
    size_t scheme = str_find(base, STR("://"), 0);
    size_t slash = scheme == STR_NONE ? STR_NONE : str_find_byte(base, '/', scheme + 3);
    return str_sub(base, 0, slash == STR_NONE ? base.len : slash);
}

static struct str with_slashes(struct arena *arena, struct str text)
{
    struct buf out = {.kept_in = arena};
    for (size_t i = 0; i < text.len; i++) {
        buf_add_byte(&out, text.ptr[i] == '\\' ? '/' : text.ptr[i]);
    }
    return arena_take(arena, &out);
}

struct str address_join(struct arena *arena, struct str base, struct str relative)
{
    struct str origin = origin_of(base), path = str_skip(base, origin.len + 1);
    size_t end = 0;
    while (end < relative.len && relative.ptr[end] != '?' && relative.ptr[end] != '#') {
        end++;
    }
    struct str rest = str_skip(relative, end);
    struct str steps = with_slashes(arena, str_sub(relative, 0, end));
    if (!str_starts(base, "http") || relative.len == 0) {
        return (struct str){0};
    }
    if (str_starts(steps, "//")) {
        return arena_format(arena, "https:%.*s%.*s", STR_ARG(steps), STR_ARG(rest));
    }
    if (steps.len == 0) {
        return arena_format(arena, "%.*s%.*s", STR_ARG(base), STR_ARG(rest));
    }
    struct buf found = {.kept_in = arena};
    if (!path_resolve(path, steps, &found)) {
        buf_reset(&found); /* browsers stop at the root */
    }
    struct str joined = arena_format(arena, "%.*s/%.*s%.*s", STR_ARG(origin),
                                     STR_ARG(buf_str(&found)), STR_ARG(rest));
    buf_clear(&found);
    return joined;
}
