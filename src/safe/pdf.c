/* What a PDF may run: a search for the names of actions, which no PDF can run without.
 *
 * Names are read with their escapes ("/J#61vaScript"), in the file and in its compressed
 * object streams; page contents and pictures are stepped over, where they are surely these.
 * A file that is encrypted keeps its object streams to itself, which is then what is told.
 * Linear in the file. */
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

static uint32_t find_names(struct str bytes)
{
    uint32_t found = 0;
    char room[NAME_ROOM];
    for (size_t at = str_find_byte(bytes, '/', 0); at != STR_NONE;
         at = str_find_byte(bytes, '/', at)) {
        struct str name = read_name(bytes, &at, room);
        for (size_t i = 0; i < sizeof actions / sizeof actions[0]; i++) {
            found |= str_is(name, actions[i].name) ? (uint32_t)1 << i : 0;
        }
    }
    return found;
}

static bool names_objects(struct str bytes)
{
    char room[NAME_ROOM];
    for (size_t at = str_find_byte(bytes, '/', 0); at != STR_NONE;
         at = str_find_byte(bytes, '/', at)) {
        if (str_is(read_name(bytes, &at, room), "ObjStm")) {
            return true;
        }
    }
    return false;
}

/* What an object stream of `data` holds. */
static uint32_t look_into(struct arena *arena, struct str data)
{
    struct buf objects = {.kept_in = arena};
    data = str_starts(data, "\r\n") ? str_skip(data, 2) : str_skip(data, 1);
    bool open = inflate_zlib(data, OBJECTS_LIMIT, &objects);
    uint32_t found = open ? find_names(buf_str(&objects)) : CLOSED_BIT;
    buf_clear(&objects);
    return found;
}

static bool ends_line(struct str bytes, size_t at)
{
    return at < bytes.len && (bytes.ptr[at] == '\r' || bytes.ptr[at] == '\n');
}

/* Behind the next keyword "stream", wherever it stands; STR_NONE: there is none. */
static size_t next_keyword(struct str bytes, size_t from)
{
    for (size_t at = str_find(bytes, STR("stream"), from); at != STR_NONE;
         at = str_find(bytes, STR("stream"), at)) {
        char before = at ? bytes.ptr[at - 1] : '\0';
        at += 6;
        if ((before == '>' || ascii_is_space(before)) && ends_line(bytes, at)) {
            return at;
        }
    }
    return STR_NONE;
}

/* What the object streams hold. A keyword may be a decoy within a string: the name stays in
 * force until a stream opens, and no data is stepped over. */
static uint32_t find_in_objects(struct arena *arena, struct str bytes)
{
    uint32_t found = 0;
    size_t at = 0, end = 0;
    bool objects = false;
    for (size_t data = next_keyword(bytes, 0); data != STR_NONE;
         data = next_keyword(bytes, at)) {
        bool named = names_objects(str_sub(bytes, at, data));
        if (named || objects) {
            end = end < data ? str_find(bytes, STR("endstream"), data) : end;
            uint32_t held = look_into(arena, str_sub(bytes, data, end));
            objects = held & CLOSED_BIT;
            found |= objects && !named ? 0 : held;
        }
        at = data;
    }
    return found;
}

/* Behind the string in parentheses that begins at `at`; STR_NONE: it does not end. */
static size_t string_end(struct str bytes, size_t at)
{
    size_t depth = 0;
    for (; at < bytes.len; at++) {
        char c = bytes.ptr[at];
        if (c == '\\') {
            at++;
            continue;
        }
        depth += c == '(';
        depth -= c == ')';
        if (depth == 0) {
            return at + 1;
        }
    }
    return STR_NONE;
}

static size_t comment_end(struct str bytes, size_t at)
{
    while (at < bytes.len && !ends_line(bytes, at)) {
        at++;
    }
    return at;
}

/* Where the data begins of the next stream: its keyword follows a dictionary and stands in
 * no string and no comment. STR_NONE: there is none. */
static size_t next_stream(struct str bytes, size_t at)
{
    bool dictionary = false; /* ends here, but for white space and comments */
    while (at < bytes.len) {
        char c = bytes.ptr[at];
        if (c == '%') {
            at = comment_end(bytes, at);
        } else if (c == '(') {
            at = string_end(bytes, at);
            dictionary = false;
        } else if (dictionary && ends_line(bytes, at + 6) &&
                   str_is(str_sub(bytes, at, at + 6), "stream")) {
            return at + 6;
        } else {
            dictionary = c == '>' ? at && bytes.ptr[at - 1] == '>'
                                  : dictionary && (ascii_is_space(c) || c == '\0');
            at++;
        }
    }
    return STR_NONE;
}

/* Names of all but the data of streams; what holds an object's end is no such data. */
static uint32_t find_in_file(struct str bytes)
{
    uint32_t found = 0;
    for (size_t at = 0; at < bytes.len;) {
        size_t data = next_stream(bytes, at);
        size_t end = data == STR_NONE ? STR_NONE : str_find(bytes, STR("endstream"), data);
        bool plain = end != STR_NONE &&
                     str_find(str_sub(bytes, data, end), STR("endobj"), 0) == STR_NONE;
        found |= find_names(str_sub(bytes, at, plain ? data : end));
        at = end;
    }
    return found;
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
    return tell(arena, find_in_file(bytes) | find_in_objects(arena, bytes));
}
