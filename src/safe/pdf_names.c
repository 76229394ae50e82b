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
static struct str read_name(struct window *file, size_t *at, size_t end, char *name)
{
    size_t len = 0;
    for (++*at; *at < end && !ends_name(window_byte(file, *at)); ++*at) {
        char c = window_byte(file, *at);
        int high = c == '#' && *at + 2 < end ? hex_value(window_byte(file, *at + 1)) : -1;
        int low = high >= 0 ? hex_value(window_byte(file, *at + 2)) : -1;
        if (low >= 0) {
            c = (char)(high * 16 + low);
            *at += 2;
        }
        if (len < PDF_NAME_ROOM) {
            name[len++] = c;
        }
    }
    return str_make(name, len);
}

bool pdf_next_name(struct window *file, size_t *at, size_t end, struct pdf_name *out)
{
    *at = window_find(file, STR("/"), *at, end);
    if (*at == STR_NONE) {
        return false;
    }
    out->text = read_name(file, at, end, out->room);
    return true;
}

/* The byte that an escape stands for, at the backslash; moves past it. '\n': none. */
static char read_escape(struct window *file, size_t *at, size_t end)
{
    static const char letters[] = "nrtbf", meant[] = "\n\r\t\b\f";
    char c = ++*at < end ? window_byte(file, *at) : '\0';
    const char *letter = c ? strchr(letters, c) : NULL;
    unsigned value = 0;
    size_t digits = 0;
    while (digits < 3 && *at < end && window_byte(file, *at) >= '0' &&
           window_byte(file, *at) < '8') {
        value = value * 8 + (unsigned)(window_byte(file, (*at)++) - '0');
        digits++;
    }
    if (digits) {
        return (char)(unsigned char)value;
    }
    ++*at;
    return letter ? meant[letter - letters] : c;
}

/* The next byte of the string that `opening` began; false at its end. */
static bool read_byte(struct window *file, char opening, size_t *at, size_t end, char *out)
{
    if (*at >= end) {
        return false;
    }
    if (opening == '(') {
        *out = window_byte(file, *at);
        *out = *out == '\\' ? read_escape(file, at, end) : window_byte(file, (*at)++);
        return *out != ')';
    }
    int value = 0;
    for (size_t digits = 0; digits < 2 && *at < end; ++*at) {
        char c = window_byte(file, *at);
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
static bool is_script_address(struct window *file, size_t from, size_t end)
{
    static const char *const schemes[] = {"javascript:", "vbscript:"};
    char start[16], c, opening = window_byte(file, from);
    size_t len = 0;
    for (size_t at = from + 1; at - from < ADDRESS_LOOKED_AT && len < sizeof start &&
                               read_byte(file, opening, &at, end, &c);) {
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

static size_t skip_space(struct window *file, size_t at, size_t end)
{
    for (; at < end; at++) {
        char c = window_byte(file, at);
        if (!ascii_is_space(c) && c != '\0') {
            break;
        }
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

uint32_t pdf_find_actions(struct window *file, size_t from, size_t end)
{
    uint32_t found = 0;
    size_t words = STR_NONE; /* a string that is the value of some other name */
    for (size_t at = from; at < end;) {
        char c = window_byte(file, at), room[PDF_NAME_ROOM];
        if (c == '/') {
            struct str name = read_name(file, &at, end, room);
            found |= judge_name(name);
            bool address = str_is(name, "URI") || str_is(name, "Base");
            words = address ? STR_NONE : skip_space(file, at, end);
            continue;
        }
        if ((c == '(' || c == '<') && at != words && is_script_address(file, at, end)) {
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
