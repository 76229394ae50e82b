/* Attribute lists as text: their entries, which may refer to others by name, and their
 * definitions {:name: ...}. What is not understood within the braces is dropped
 * silently, as kramdown does. */
#include "markdown/kramdown_ial.h"

#include "base/buf.h"

/* A list that goes on over lines and is longer stays text: keeps failed searches short. */
#define BRACE_BYTES 4096

size_t brace_end(struct str text, size_t at, size_t end)
{
    bool over_lines = false;
    for (size_t i = at + 1; i < end && (!over_lines || i < at + BRACE_BYTES); i++) {
        over_lines = over_lines || text.ptr[i] == '\n';
        if (text.ptr[i] == '\\' && i + 1 < end && text.ptr[i + 1] == '}') {
            i++;
        } else if (text.ptr[i] == '}') {
            return i;
        }
    }
    return STR_NONE;
}

bool ial_is_definition(struct str inside, size_t *name_len)
{
    size_t len = 0;
    while (len < inside.len && (ascii_is_alnum(inside.ptr[len]) || inside.ptr[len] == '_' ||
                                (len > 0 && inside.ptr[len] == '-'))) {
        len++;
    }
    if (name_len) {
        *name_len = len;
    }
    return len > 0 && len < inside.len && inside.ptr[len] == ':';
}

static void ial_add(struct arena *arena, struct ial *ial, enum ial_kind kind,
                    struct str name, struct str value)
{
    struct ial_item *item = ARENA_NEW(arena, struct ial_item);
    if (!item) {
        return;
    }
    *item = (struct ial_item){.kind = kind, .name = name, .value = value};
    if (ial->last) {
        ial->last->next = item;
    } else {
        ial->first = item;
    }
    ial->last = item;
}

void ial_merge(struct arena *arena, struct ial **into, const struct ial *more)
{
    if (!*into) {
        *into = ARENA_NEW(arena, struct ial);
    }
    if (!*into || !more) {
        return;
    }
    const struct ial_item *last = more->last;
    for (const struct ial_item *item = more->first; item; item = item->next) {
        ial_add(arena, *into, item->kind, item->name, item->value);
        if (item == last) {
            break;
        }
    }
}

static bool is_name_byte(char c)
{
    return ascii_is_alnum(c) || c == '_' || c == '-' || c == ':' ||
           (unsigned char)c >= 0x80;
}

/* Value of key="value" with \} and \" resolved. */
static struct str unescape_value(struct arena *arena, struct str value, char quote)
{
    if (str_find_byte(value, '\\', 0) == STR_NONE) {
        return value;
    }
    struct buf out = {.kept_in = arena};
    for (size_t i = 0; i < value.len; i++) {
        if (value.ptr[i] == '\\' && i + 1 < value.len &&
            (value.ptr[i + 1] == '}' || value.ptr[i + 1] == quote)) {
            i++;
        }
        buf_add_byte(&out, value.ptr[i]);
    }
    return arena_take(arena, &out);
}

static bool word_ends(struct str text, size_t at)
{
    return at >= text.len || ascii_is_space(text.ptr[at]);
}

/* key="value" at `at`: the bytes taken, or 0. */
static size_t take_pair(struct arena *arena, struct ial *ial, struct str text, size_t at)
{
    size_t name = at;
    while (name < text.len && (ascii_is_alnum(text.ptr[name]) || text.ptr[name] == '_' ||
                               text.ptr[name] == '-')) {
        name++;
    }
    if (name == at || text.ptr[at] == '-' || name + 2 >= text.len ||
        text.ptr[name] != '=' ||
        (text.ptr[name + 1] != '"' && text.ptr[name + 1] != '\'')) {
        return 0;
    }
    char quote = text.ptr[name + 1];
    size_t end = name + 2;
    while (end < text.len && (text.ptr[end] != quote || !word_ends(text, end + 1))) {
        end += text.ptr[end] == '\\' && end + 1 < text.len &&
                       (text.ptr[end + 1] == quote || text.ptr[end + 1] == '}')
                   ? 2
                   : 1;
    }
    if (end >= text.len) {
        return 0;
    }
    ial_add(arena, ial, IAL_PAIR, str_sub(text, at, name),
            unescape_value(arena, str_sub(text, name + 2, end), quote));
    return end + 1 - at;
}

static bool is_id(struct str name)
{
    bool good = name.len > 0 && ascii_is_alpha(name.ptr[0]);
    for (size_t i = 1; i < name.len; i++) {
        char b = name.ptr[i];
        good = good && (ascii_is_alnum(b) || b == '_' || b == '-' || b == ':');
    }
    return good;
}

/* The end of the .class or #id that begins at `at`. */
static size_t mark_end(struct str word, size_t at)
{
    at++;
    while (at < word.len && word.ptr[at] != '.' && word.ptr[at] != '#') {
        at++;
    }
    return at;
}

/* .class and #id in any number, or a reference's name, up to white space. */
static void take_words(struct arena *arena, struct ial *ial, struct str word)
{
    if (!str_starts(word, ".") && !str_starts(word, "#")) {
        for (size_t i = 0; i < word.len; i++) {
            if (!is_name_byte(word.ptr[i])) {
                return;
            }
        }
        ial_add(arena, ial, IAL_REFERENCE, word, (struct str){0});
        return;
    }
    bool good = true;
    for (size_t at = 0, end; at < word.len && good; at = end) {
        end = mark_end(word, at);
        struct str name = str_sub(word, at + 1, end);
        good = word.ptr[at] == '#' ? is_id(name) : name.len > 0;
    }
    for (size_t at = 0, end; at < word.len && good; at = end) { /* all of them or none */
        end = mark_end(word, at);
        bool id = word.ptr[at] == '#';
        ial_add(arena, ial, id ? IAL_ID : IAL_CLASS, id ? STR("id") : STR("class"),
                str_sub(word, at + 1, end));
    }
}

struct ial *ial_parse(struct arena *arena, struct str text)
{
    struct ial *ial = ARENA_NEW(arena, struct ial);
    for (size_t at = 0; ial && at < text.len;) {
        if (ascii_is_space(text.ptr[at])) {
            at++;
            continue;
        }
        size_t taken = take_pair(arena, ial, text, at);
        if (taken == 0) {
            size_t end = at;
            while (end < text.len && !ascii_is_space(text.ptr[end])) {
                end++;
            }
            take_words(arena, ial, str_sub(text, at, end));
            taken = end - at;
        }
        at += taken;
    }
    return ial;
}
