/* Addresses as texts: cleaned, told apart by scheme, cut, compared and written out as the
 * URL Standard has it. Relies on base/path.h for escapes and on host.c for names of hosts.
 */
#include "site/address.h"

#include "base/path.h"

static bool is_line_end(char c)
{
    return c == '\t' || c == '\n' || c == '\r';
}

static bool has_line_ends(struct str href)
{
    size_t at = 0;
    while (at < href.len && !is_line_end(href.ptr[at])) {
        at++;
    }
    return at < href.len;
}

struct str address_clean(struct arena *arena, struct str href)
{
    while (href.len && (unsigned char)href.ptr[0] <= ' ') {
        href = str_skip(href, 1);
    }
    while (href.len && (unsigned char)href.ptr[href.len - 1] <= ' ') {
        href.len--;
    }
    if (!has_line_ends(href)) {
        return href;
    }
    char *kept = ARENA_ARRAY(arena, char, href.len + 1);
    size_t count = 0;
    for (size_t i = 0; kept && i < href.len; i++) {
        char c = href.ptr[i];
        if (!is_line_end(c)) {
            kept[count++] = c;
        }
    }
    return str_make(kept, count);
}

struct str address_scheme(struct str href)
{
    for (size_t i = 0; i < href.len; i++) {
        char c = href.ptr[i];
        if (c == ':') {
            return i && ascii_is_alpha(href.ptr[0]) ? str_sub(href, 0, i) : (struct str){0};
        }
        if (!ascii_is_alnum(c) && c != '+' && c != '-' && c != '.') {
            break;
        }
    }
    return (struct str){0};
}

static const struct {
    const char *name;
    enum target_kind kind;
    bool web; /* "special" in the standard's words */
} schemes[] = {
    {"http", TARGET_EXTERNAL, true},    {"https", TARGET_EXTERNAL, true},
    {"ftp", TARGET_EXTERNAL, true},     {"ftps", TARGET_EXTERNAL, false},
    {"sftp", TARGET_EXTERNAL, false},   {"irc", TARGET_EXTERNAL, false},
    {"ircs", TARGET_EXTERNAL, false},   {"xmpp", TARGET_EXTERNAL, false},
    {"matrix", TARGET_EXTERNAL, false}, {"news", TARGET_EXTERNAL, false},
    {"nntp", TARGET_EXTERNAL, false},   {"git", TARGET_EXTERNAL, false},
    {"gopher", TARGET_EXTERNAL, false}, {"geo", TARGET_EXTERNAL, false},
    {"doi", TARGET_EXTERNAL, false},    {"urn", TARGET_EXTERNAL, false},
    {"webcal", TARGET_EXTERNAL, false}, {"magnet", TARGET_EXTERNAL, false},
    {"mailto", TARGET_MAIL, false},     {"tel", TARGET_MAIL, false},
    {"sms", TARGET_MAIL, false},
};

#define SCHEME_COUNT (sizeof schemes / sizeof schemes[0])

static size_t find_scheme(struct str scheme)
{
    size_t i = 0;
    while (i < SCHEME_COUNT && !str_eq_ignore_case(scheme, str_from(schemes[i].name))) {
        i++;
    }
    return i;
}

enum target_kind address_kind(struct str scheme)
{
    size_t i = find_scheme(scheme);
    return i < SCHEME_COUNT ? schemes[i].kind : TARGET_UNSAFE;
}

bool address_is_web(struct str scheme)
{
    size_t i = find_scheme(scheme);
    return i < SCHEME_COUNT && schemes[i].web;
}

static size_t find_last(struct str text, char c)
{
    size_t last = STR_NONE;
    for (size_t at = 0; (at = str_find_byte(text, c, at)) != STR_NONE; at++) {
        last = at;
    }
    return last;
}

struct authority address_split(struct str after)
{
    size_t start = 0;
    while (start < after.len && (after.ptr[start] == '/' || after.ptr[start] == '\\')) {
        start++;
    }
    size_t end = start;
    while (end < after.len && !ascii_set_has("/\\?#", after.ptr[end])) {
        end++;
    }
    struct authority out = {.host = str_sub(after, start, end),
                            .rest = str_skip(after, end)};
    size_t at = find_last(out.host, '@');
    if (at != STR_NONE) {
        out.user = str_sub(out.host, 0, at);
        out.host = str_skip(out.host, at + 1);
    }
    size_t close = str_find_byte(out.host, ']', 0);
    size_t colon = str_find_byte(out.host, ':', close == STR_NONE ? 0 : close);
    if (colon != STR_NONE) {
        out.port = str_skip(out.host, colon + 1);
        out.host = str_sub(out.host, 0, colon);
    }
    return out;
}

/* For comparison alone: `https://www.X.org.` and `http://x.org` are the same place. */
static struct str plain_host(struct arena *arena, struct str host)
{
    struct str name;
    if (!host_write(arena, host, &name)) {
        return (struct str){0};
    }
    name = str_ends(name, ".") ? str_sub(name, 0, name.len - 1) : name;
    return name.len > 4 && str_eq_ignore_case(str_sub(name, 0, 4), STR("www."))
               ? str_skip(name, 4)
               : name;
}

bool address_same_host(struct arena *arena, const struct authority *a,
                       const struct authority *b)
{
    struct str host = plain_host(arena, a->host);
    return host.len && str_eq_ignore_case(host, plain_host(arena, b->host)) &&
           str_eq(a->port, b->port);
}

struct reference address_cut(struct str href)
{
    struct reference out = {.path = href};
    size_t hash = str_find_byte(href, '#', 0);
    if (hash != STR_NONE) {
        out.fragment = str_skip(href, hash);
        out.path = str_sub(href, 0, hash);
    }
    size_t query = str_find_byte(out.path, '?', 0);
    if (query != STR_NONE) {
        out.query = str_skip(out.path, query);
        out.path = str_sub(out.path, 0, query);
    }
    return out;
}

static bool is_port(struct str port)
{
    unsigned number = 0;
    for (size_t i = 0; i < port.len; i++) {
        if (!ascii_is_digit(port.ptr[i]) || number > UINT16_MAX) {
            return false;
        }
        number = number * 10 + (unsigned)(port.ptr[i] - '0');
    }
    return number <= UINT16_MAX;
}

static void add_user(struct arena *arena, struct str user, struct buf *out)
{
    struct str safe = path_percent_encode(arena, user);
    for (size_t i = 0; i < safe.len; i++) {
        if (safe.ptr[i] == '@') {
            buf_add_text(out, "%40");
        } else {
            buf_add_byte(out, safe.ptr[i]);
        }
    }
    buf_add_byte(out, '@');
}

struct str address_slashes(struct arena *arena, struct str path)
{
    if (str_find_byte(path, '\\', 0) == STR_NONE) {
        return path;
    }
    char *out = ARENA_ARRAY(arena, char, path.len + 1);
    for (size_t i = 0; out && i < path.len; i++) {
        out[i] = path.ptr[i] == '\\' ? '/' : path.ptr[i];
    }
    return str_make(out, out ? path.len : 0);
}

static void add_rest(struct arena *arena, struct str rest, struct buf *out)
{
    struct reference cut = address_cut(rest);
    path_add_encoded(out, address_slashes(arena, cut.path));
    path_add_encoded(out, cut.query);
    path_add_encoded(out, cut.fragment);
}

bool address_write(struct arena *arena, struct str scheme, struct str after,
                   struct str *out)
{
    if (!address_is_web(scheme)) {
        *out = arena_format(arena, "%.*s:%.*s", STR_ARG(scheme),
                            STR_ARG(path_percent_encode(arena, after)));
        return true;
    }
    struct authority at = address_split(after);
    struct str host;
    if (!host_write(arena, at.host, &host) || !is_port(at.port)) {
        return false;
    }
    struct buf address = {.kept_in = arena};
    for (size_t i = 0; i < scheme.len; i++) {
        buf_add_byte(&address, ascii_lower(scheme.ptr[i]));
    }
    buf_add_text(&address, "://");
    if (at.user.len) {
        add_user(arena, at.user, &address);
    }
    buf_add(&address, host);
    buf_add_text(&address, at.port.len ? ":" : "");
    buf_add(&address, at.port);
    add_rest(arena, at.rest, &address);
    *out = arena_take(arena, &address);
    return true;
}

struct str site_write_address(struct arena *arena, struct str url)
{
    size_t colon = str_find_byte(url, ':', 0);
    struct str out, after = str_skip(url, colon + 1);
    bool written = !str_is_ascii(url) && colon != STR_NONE &&
                   address_write(arena, str_sub(url, 0, colon), after, &out);
    return written ? out : path_percent_encode(arena, url);
}

struct str site_write_origin(struct arena *arena, struct str url)
{
    struct str written = site_write_address(arena, url);
    return str_is_ascii(url) ? written : str_without_ends(written, '/');
}

/* Whether the segment is `dots`, escaped or not. */
static bool is_dots(struct str segment, const char *dots)
{
    size_t at = 0, count = strlen(dots);
    for (size_t i = 0; i < count; i++) {
        if (str_eq_ignore_case(str_sub(segment, at, at + 3), STR("%"
                                                                 "2e"))) {
            at += 3;
        } else if (at < segment.len && segment.ptr[at] == '.') {
            at++;
        } else {
            return false;
        }
    }
    return at == segment.len;
}

/* Each segment with the slash before it; URL Standard, 4.4, "path state". */
static void join_segments(struct str path, struct buf *out)
{
    for (size_t at = str_starts(path, "/"); at <= path.len;) {
        size_t slash = str_find_byte(path, '/', at);
        size_t end = slash == STR_NONE ? path.len : slash;
        struct str segment = str_sub(path, at, end);
        bool up = is_dots(segment, "..");
        if (up) {
            buf_truncate(out, path_folder(buf_str(out)).len);
        }
        if (!up && !is_dots(segment, ".")) {
            buf_add_byte(out, '/');
            buf_add(out, segment);
        } else if (slash == STR_NONE) {
            buf_add_byte(out, '/');
        }
        at = end + 1;
    }
}

struct str address_path_from(struct arena *arena, struct str base, struct str path)
{
    struct buf out = {.kept_in = arena};
    struct str folder = path_folder(base);
    if (!str_starts(path, "/") && folder.len) {
        join_segments(folder, &out);
    }
    join_segments(path, &out);
    return path_encode_url(arena, arena_take(arena, &out));
}
