/* What a PDF may run: a search for the names of actions, which no PDF can run without, in
 * the file and in its object streams. Nothing is looked up by the file's own tables, which
 * may be damaged or lie; page contents and pictures are stepped over, where they are surely
 * these. What is encrypted or packed in a rare way is told as closed. Linear in the file.
 */
#include "safe/parts.h"

#include "base/deflate.h"
#include "safe/pdf.h"

#define OBJECTS_LIMIT ((size_t)256 << 20) /* bytes of one object stream, unpacked */
#define CLOSED_BIT ((uint32_t)1 << 31)

static bool is_line_end(char c)
{
    return c == '\r' || c == '\n';
}

static bool ends_line(struct window *file, size_t at)
{
    return at < file->size && is_line_end(window_byte(file, at));
}

/* Behind the next keyword "stream", wherever it stands; STR_NONE: there is none. */
static size_t next_keyword(struct window *file, size_t from)
{
    for (size_t at = window_find(file, STR("stream"), from, file->size); at != STR_NONE;
         at = window_find(file, STR("stream"), at, file->size)) {
        char before = at ? window_byte(file, at - 1) : '\0';
        at += 6;
        if (before == '>' || ascii_is_space(before)) {
            return at;
        }
    }
    return STR_NONE;
}

/* Object streams */

/* What the names before a stream say of it. */
struct dictionary {
    bool objects;      /* is said to hold objects */
    bool count, first; /* has the keys that one needs to be read */
    bool rare;         /* packed otherwise than by Flate alone */
};

/* Whether the number 1 comes next. */
static bool is_one(struct window *file, size_t at, size_t end)
{
    while (at < end && ascii_is_space(window_byte(file, at))) {
        at++;
    }
    return at < end && window_byte(file, at) == '1' &&
           (at + 1 == end || !ascii_is_digit(window_byte(file, at + 1)));
}

static struct dictionary read_dictionary(struct window *file, size_t from, size_t end)
{
    static const char *const rare[] = {"ASCIIHexDecode", "AHx", "ASCII85Decode",   "A85",
                                       "LZWDecode",      "LZW", "RunLengthDecode", "RL",
                                       "Crypt"};
    struct dictionary found = {0};
    struct pdf_name name;
    for (size_t at = from; pdf_next_name(file, &at, end, &name);) {
        found.objects |= str_is(name.text, "ObjStm");
        found.count |= str_is(name.text, "N");
        found.first |= str_is(name.text, "First");
        if (str_is(name.text, "Predictor")) {
            found.rare |= !is_one(file, at, end);
        }
        for (size_t i = 0; i < sizeof rare / sizeof rare[0]; i++) {
            found.rare |= str_is(name.text, rare[i]);
        }
    }
    return found;
}

/* Each object stream begins with pairs of numbers. */
static bool begins_with_numbers(struct str text)
{
    text = str_trim_left(text);
    for (size_t count = 0; count < 2; count++) {
        size_t digits = 0;
        while (digits < text.len && ascii_is_digit(text.ptr[digits])) {
            digits++;
        }
        struct str rest = str_trim_left(str_skip(text, digits));
        if (digits == 0 || digits > 10 || (count == 0 && rest.len == text.len - digits)) {
            return false;
        }
        text = rest;
    }
    return true;
}

static uint32_t find_in_text(struct str text)
{
    struct window all = window_of(text);
    return pdf_find_actions(&all, 0, all.size);
}

/* What the stream of `data` holds when it is one of objects; CLOSED_BIT when it is not, or
 * cannot be read. */
static uint32_t look_into(struct arena *arena, struct str data)
{
    while (data.len && (data.ptr[0] == ' ' || data.ptr[0] == '\t')) {
        data = str_skip(data, 1);
    }
    data = str_starts(data, "\r\n")               ? str_skip(data, 2)
           : data.len && is_line_end(data.ptr[0]) ? str_skip(data, 1)
                                                  : data;
    if (begins_with_numbers(data)) {
        return find_in_text(data);
    }
    struct buf objects = {.kept_in = arena};
    bool open = inflate_zlib(data, OBJECTS_LIMIT, &objects) &&
                (objects.len == 0 || begins_with_numbers(buf_str(&objects)));
    uint32_t found = open ? find_in_text(buf_str(&objects)) : CLOSED_BIT;
    buf_clear(&objects);
    return found;
}

/* The same of a part of the file, which is held for it. */
static uint32_t look_into_part(struct arena *arena, struct window *file, size_t from,
                               size_t end)
{
    struct arena held;
    arena_init_within(&held, 0, arena->budget);
    uint32_t found = look_into(&held, window_take(file, from, end, &held));
    arena->failed |= arena_failed(&held);
    arena_clear(&held);
    return found;
}

/* Behind the last object's opening, where a stream's own dictionary stands. */
static size_t own_part(struct window *file, size_t from, size_t end)
{
    size_t at = window_find_last(file, STR("obj"), from, end);
    return at == STR_NONE ? from : at + 3;
}

/* What the object streams hold. A keyword may be a decoy within a string: the name stays in
 * force until a stream opens, and no data is stepped over. One that does not say what it is
 * counts when it has the keys, and its content the form, of one. */
static uint32_t find_in_objects(struct arena *arena, struct window *file)
{
    uint32_t found = 0;
    size_t at = 0, end = 0;
    bool objects = false;
    for (size_t data = next_keyword(file, 0); data != STR_NONE;
         data = next_keyword(file, at)) {
        struct dictionary all = read_dictionary(file, at, data);
        bool named = all.objects;
        if (named || objects || (all.count && all.first)) {
            struct dictionary own = read_dictionary(file, own_part(file, at, data), data);
            end = end < data ? window_find(file, STR("endstream"), data, file->size) : end;
            uint32_t held = all.rare ? CLOSED_BIT : look_into_part(arena, file, data, end);
            bool surely = named || (own.count && own.first);
            found |= held & CLOSED_BIT && !surely ? 0 : held;
            objects = held & CLOSED_BIT && (named || objects);
        }
        at = data;
    }
    return found;
}

/* The file itself */

/* Behind the string in parentheses that begins at `at`; STR_NONE: it does not end. */
static size_t string_end(struct window *file, size_t at)
{
    size_t depth = 0;
    for (; at < file->size; at++) {
        char c = window_byte(file, at);
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

static size_t comment_end(struct window *file, size_t at)
{
    while (at < file->size && !ends_line(file, at)) {
        at++;
    }
    return at;
}

/* Where the data begins of the next stream: its keyword follows a dictionary and stands in
 * no string and no comment. STR_NONE: there is none. */
static size_t next_stream(struct window *file, size_t at)
{
    bool dictionary = false; /* ends here, but for white space and comments */
    while (at < file->size) {
        char c = window_byte(file, at);
        if (c == '%') {
            at = comment_end(file, at);
        } else if (c == '(') {
            at = string_end(file, at);
            dictionary = false;
        } else if (dictionary && c == 's' && ends_line(file, at + 6) &&
                   str_is(window_part(file, at, at + 6, 6), "stream")) {
            return at + 6;
        } else {
            dictionary = c == '>' ? at && window_byte(file, at - 1) == '>'
                                  : dictionary && (ascii_is_space(c) || c == '\0');
            at++;
        }
    }
    return STR_NONE;
}

/* Whether an object begins or ends in it: no data of a stream, then. */
static bool holds_object(struct window *file, size_t from, size_t end)
{
    for (size_t at = window_find(file, STR("obj"), from, end); at != STR_NONE;
         at = window_find(file, STR("obj"), at + 3, end)) {
        char before = at > from ? window_byte(file, at - 1) : '\0';
        if (before == 'd' || before == '\0' || ascii_is_space(before) ||
            ascii_is_digit(before)) {
            return true;
        }
    }
    return false;
}

/* Names of all but the data of streams. */
static uint32_t find_in_file(struct window *file)
{
    uint32_t found = 0;
    for (size_t at = 0; at < file->size;) {
        size_t data = next_stream(file, at);
        size_t end = data == STR_NONE
                         ? STR_NONE
                         : window_find(file, STR("endstream"), data, file->size);
        bool plain = end != STR_NONE && !holds_object(file, data, end);
        size_t until = plain ? data : end == STR_NONE ? file->size : end;
        found |= pdf_find_actions(file, at, until);
        at = end;
    }
    return found;
}

static bool has_name(struct window *file, const char *wanted)
{
    struct pdf_name name;
    for (size_t at = 0; pdf_next_name(file, &at, file->size, &name);) {
        if (str_is(name.text, wanted)) {
            return true;
        }
    }
    return false;
}

/* Names outside of object streams are never encrypted; addresses are. */
struct str pdf_find_active(struct arena *arena, struct window *file)
{
    uint32_t found = find_in_file(file) | find_in_objects(arena, file);
    bool encrypted = has_name(file, "Encrypt");
    struct buf text = {.kept_in = arena};
    pdf_tell_actions(&text, found);
    if (text.len == 0 && encrypted && (found & CLOSED_BIT || has_name(file, "URI"))) {
        buf_add_text(&text, "encrypted parts, which are not looked into");
    } else if (text.len == 0 && found & CLOSED_BIT) {
        buf_add_text(&text, "parts that cannot be looked into");
    }
    return arena_take(arena, &text);
}
