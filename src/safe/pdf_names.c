/* Names and addresses in the syntax of PDF: which of them make a viewer act.
 *
 * Names are read with their escapes ("/J#61vaScript"). An address is a string that follows
 * /URI or /Base, or one that follows no name at all, for that may be an object of its own
 * which another refers to; other strings are words, whatever they begin with. */
#include "safe/pdf.h"

#define ADDRESS_LOOKED_AT 64 /* bytes of a string, before its scheme must have come */

static const struct {
    const char *name, *what;
} actions[] = {
    {"JS", "JavaScript"}, /* every script's own text; "JavaScript" alone may name none */
    {"OnInstantiate", "JavaScript"}, /* of a scene in 3D */
    {"Launch", "an action that starts a program"},
    {"SubmitForm", "a form that sends data"},
    {"ImportData", "a form that reads a file"},
    {"RichMedia", "rich media"},
    {"XFA", "an XFA form"},
};
#define ACTION_COUNT (sizeof actions / sizeof actions[0])
#define ADDRESS_BIT ((uint32_t)1 << ACTION_COUNT)

static bool ends_name(char c)
{
    return ascii_is_space(c) || c == '\0' || ascii_set_has("()<>[]{}/%", c);
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
        if (len < PDF_NAME_ROOM) {
            name[len++] = c;
        }
    }
    return str_make(name, len);
}

bool pdf_next_name(struct str bytes, size_t *at, struct pdf_name *out)
{
    *at = str_find_byte(bytes, '/', *at);
    if (*at == STR_NONE) {
        return false;
    }
    out->text = read_name(bytes, at, out->room);
    return true;
}

/* The byte that an escape stands for, at the backslash; moves past it. '\n': none. */
static char read_escape(struct str bytes, size_t *at)
{
    static const char letters[] = "nrtbf", meant[] = "\n\r\t\b\f";
    char c = ++*at < bytes.len ? bytes.ptr[*at] : '\0';
    const char *letter = c ? strchr(letters, c) : NULL;
    unsigned value = 0;
    size_t digits = 0;
    while (digits < 3 && *at < bytes.len && bytes.ptr[*at] >= '0' && bytes.ptr[*at] < '8') {
        value = value * 8 + (unsigned)(bytes.ptr[(*at)++] - '0');
        digits++;
    }
    if (digits) {
        return (char)(unsigned char)value;
    }
    ++*at;
    return letter ? meant[letter - letters] : c;
}

/* The next byte of the string whose opening is at `from`; false at its end. */
static bool read_byte(struct str bytes, size_t from, size_t *at, char *out)
{
    if (*at >= bytes.len) {
        return false;
    }
    if (bytes.ptr[from] == '(') {
        *out = bytes.ptr[*at];
        *out = *out == '\\' ? read_escape(bytes, at) : bytes.ptr[(*at)++];
        return *out != ')';
    }
    int value = 0;
    for (size_t digits = 0; digits < 2 && *at < bytes.len; ++*at) {
        char c = bytes.ptr[*at];
        if (hex_value(c) >= 0) {
            value = value * 16 + hex_value(c);
            digits++;
        } else if (!ascii_is_space(c)) {
            return false;
        }
    }
    *out = (char)(unsigned char)value;
    return true;
}

/* As viewers and browsers read it: whatever its encoding, without spaces and marks. */
static bool is_script_address(struct str bytes, size_t from)
{
    static const char *const schemes[] = {"javascript:", "vbscript:"};
    char start[16], c;
    size_t len = 0;
    for (size_t at = from + 1; at - from < ADDRESS_LOOKED_AT && len < sizeof start &&
                               read_byte(bytes, from, &at, &c);) {
        if ((unsigned char)c > ' ' && (unsigned char)c < 0x7F) {
            start[len++] = c;
        }
    }
    for (size_t i = 0; i < sizeof schemes / sizeof schemes[0]; i++) {
        struct str scheme = str_from(schemes[i]);
        if (str_eq_ignore_case(str_sub(str_make(start, len), 0, scheme.len), scheme)) {
            return true;
        }
    }
    return false;
}

static size_t skip_space(struct str bytes, size_t at)
{
    while (at < bytes.len && (ascii_is_space(bytes.ptr[at]) || bytes.ptr[at] == '\0')) {
        at++;
    }
    return at;
}

static uint32_t judge_name(struct str name)
{
    uint32_t found = 0;
    for (size_t i = 0; i < ACTION_COUNT; i++) {
        found |= str_is(name, actions[i].name) ? (uint32_t)1 << i : 0;
    }
    return found;
}

uint32_t pdf_find_actions(struct str bytes)
{
    uint32_t found = 0;
    size_t words = STR_NONE; /* a string that is the value of some other name */
    for (size_t at = 0; at < bytes.len;) {
        char c = bytes.ptr[at], room[PDF_NAME_ROOM];
        if (c == '/') {
            struct str name = read_name(bytes, &at, room);
            found |= judge_name(name);
            bool address = str_is(name, "URI") || str_is(name, "Base");
            words = address ? STR_NONE : skip_space(bytes, at);
            continue;
        }
        if ((c == '(' || c == '<') && at != words && is_script_address(bytes, at)) {
            found |= ADDRESS_BIT;
        }
        at++;
    }
    return found;
}

void pdf_tell_actions(struct buf *out, uint32_t found)
{
    size_t first = out->len;
    for (size_t i = 0; i <= ACTION_COUNT; i++) {
        struct str what =
            str_from(i < ACTION_COUNT ? actions[i].what : "a link to a script");
        bool told = str_find(str_skip(buf_str(out), first), what, 0) != STR_NONE;
        if (found >> i & 1 && !told) {
            buf_add_text(out, out->len > first ? " and " : "");
            buf_add(out, what);
        }
    }
}
