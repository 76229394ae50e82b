/* What a PDF may run: a search for the names of actions, which no PDF can run without.
 *
 * Names are read with their escapes ("/J#61vaScript"), in the file and in its compressed
 * object streams; page contents and pictures are stepped over. A file that is encrypted
 * keeps its object streams to itself, which is then what is told. Linear in the file. */
#include "safe/parts.h"

#include "base/deflate.h"

#define OBJECTS_LIMIT ((size_t)256 << 20) /* bytes of one object stream, unpacked */
#define NAME_ROOM 24

static const struct {
    const char *name, *what;
} actions[] = {
    {"JS", "JavaScript"}, /* every script's own text; "JavaScript" alone may name none */
    {"Launch", "an action that starts a program"},
    {"SubmitForm", "a form that sends data"},
    {"RichMedia", "rich media"},
    {"XFA", "an XFA form"},
};
#define CLOSED_BIT ((uint32_t)1 << 31)

static bool ends_name(char c)
{
    return ascii_is_space(c) || c == '\0' || strchr("()<>[]{}/%", c);
}

static int hex_value(char c)
{
    c = ascii_lower(c);
    return ascii_is_digit(c) ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/* The name behind the slash at `*at`, without its escapes; moves past it. */
static struct str read_name(struct str bytes, size_t *at, char *name)
{
    size_t len = 0;
    for (++*at; *at < bytes.len && !ends_name(bytes.ptr[*at]); ++*at) {
        char c = bytes.ptr[*at];
        if (c == '#' && *at + 2 < bytes.len && hex_value(bytes.ptr[*at + 1]) >= 0 &&
            hex_value(bytes.ptr[*at + 2]) >= 0) {
            c = (char)(hex_value(bytes.ptr[*at + 1]) * 16 + hex_value(bytes.ptr[*at + 2]));
            *at += 2;
        }
        if (len < NAME_ROOM) {
            name[len++] = c;
        }
    }
    return str_make(name, len);
}

static uint32_t find_names(struct str bytes, bool *objects)
{
    uint32_t found = 0;
    char room[NAME_ROOM];
    for (size_t at = str_find_byte(bytes, '/', 0); at != STR_NONE;
         at = str_find_byte(bytes, '/', at)) {
        struct str name = read_name(bytes, &at, room);
        *objects = *objects || str_is(name, "ObjStm");
        for (size_t i = 0; i < sizeof actions / sizeof actions[0]; i++) {
            found |= str_is(name, actions[i].name) ? (uint32_t)1 << i : 0;
        }
    }
    return found;
}

/* What an object stream of `data` holds. */
static uint32_t look_into(struct arena *arena, struct str data)
{
    struct buf objects = {.kept_in = arena};
    bool nested = false;
    data = str_starts(data, "\r\n") ? str_skip(data, 2) : str_skip(data, 1);
    bool open = inflate_zlib(data, OBJECTS_LIMIT, &objects);
    uint32_t found = open ? find_names(buf_str(&objects), &nested) : CLOSED_BIT;
    buf_clear(&objects);
    return found;
}

/* Where the data begins of the next stream, behind its keyword; STR_NONE: there is none. */
static size_t next_stream(struct str bytes, size_t from)
{
    for (size_t at = from;;) {
        at = str_find(bytes, STR("stream"), at);
        if (at == STR_NONE || at + 6 >= bytes.len) {
            return STR_NONE;
        }
        char before = at ? bytes.ptr[at - 1] : '\0', after = bytes.ptr[at + 6];
        at += 6;
        if ((before == '>' || ascii_is_space(before)) && (after == '\r' || after == '\n')) {
            return at;
        }
    }
}

static struct str tell(struct arena *arena, uint32_t found)
{
    struct buf text = {.kept_in = arena};
    for (size_t i = 0; i < sizeof actions / sizeof actions[0]; i++) {
        if (found >> i & 1) {
            buf_add_text(&text, text.len ? " and " : "");
            buf_add_text(&text, actions[i].what);
        }
    }
    if (text.len == 0 && found & CLOSED_BIT) {
        buf_add_text(&text, "parts that cannot be looked into");
    }
    return arena_take(arena, &text);
}

struct str pdf_find_active(struct arena *arena, struct str bytes)
{
    uint32_t found = 0;
    for (size_t at = 0; at < bytes.len;) {
        size_t data = next_stream(bytes, at);
        bool objects = false;
        found |= find_names(str_sub(bytes, at, data), &objects);
        if (data == STR_NONE) {
            break;
        }
        size_t end = str_find(bytes, STR("endstream"), data);
        end = end == STR_NONE ? bytes.len : end;
        if (objects) {
            found |= look_into(arena, str_sub(bytes, data, end));
        }
        at = end;
    }
    return tell(arena, found);
}
