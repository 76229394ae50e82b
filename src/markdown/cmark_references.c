/* A scan over brackets, in one pass: what ends a part of a definition is looked for once
 * and kept until the scan is past it. */
#include "markdown/cmark_references.h"

#include "base/limits.h"

#define LABEL_LIMIT_BYTES 1000 /* cmark's: a longer one names nothing */

/* What parts of definitions end with. */
enum end { END_DOUBLE, END_SINGLE, END_ROUND, END_ANGLE, END_SPACE, END_BLANK, END_KINDS };

struct scan {
    struct str text;
    size_t next[END_KINDS]; /* from where it was looked for last; 0: never */
};

static bool is_escaped(struct str text, size_t at)
{
    size_t begin = at;
    while (begin > 0 && text.ptr[begin - 1] == '\\') {
        begin--;
    }
    return (at - begin) % 2 == 1;
}

static size_t find_end(struct str text, enum end end, size_t from)
{
    static const char marks[] = {
        [END_DOUBLE] = '"', [END_SINGLE] = '\'', [END_ROUND] = ')', [END_ANGLE] = '>'};
    if (end == END_BLANK) {
        size_t at = str_find(text, STR("\n\n"), from);
        return at == STR_NONE ? text.len : at;
    }
    for (size_t at = from; at < text.len; at++) {
        char byte = text.ptr[at];
        if (end == END_SPACE ? ascii_is_space(byte)
                             : byte == marks[end] && !is_escaped(text, at)) {
            return at;
        }
    }
    return text.len;
}

/* The first such at or behind `from`, which only grows; the text's end: there is none. */
static size_t next_end(struct scan *scan, enum end end, size_t from)
{
    if (scan->next[end] < from || from == 0) {
        scan->next[end] = find_end(scan->text, end, from);
    }
    return scan->next[end];
}

static size_t skip_space(struct str text, size_t at)
{
    while (at < text.len && ascii_is_space(text.ptr[at])) {
        at++;
    }
    return at;
}

/* The bytes of address and title of the definition whose colon stands before `at`. */
static size_t definition_bytes(struct scan *scan, size_t at)
{
    struct str text = scan->text;
    size_t address = skip_space(text, at);
    if (address >= text.len) {
        return 0;
    }
    size_t space = next_end(scan, END_SPACE, address), address_end = space;
    if (text.ptr[address] == '<') {
        size_t angle = next_end(scan, END_ANGLE, address);
        address_end =
            angle > space && angle < next_end(scan, END_BLANK, address) ? angle + 1 : space;
    }
    size_t title = skip_space(text, address_end);
    char mark = title < text.len ? text.ptr[title] : '\0';
    if (title == address_end || (mark != '"' && mark != '\'' && mark != '(')) {
        return address_end - address;
    }
    size_t end = next_end(scan,
                          mark == '"'    ? END_DOUBLE
                          : mark == '\'' ? END_SINGLE
                                         : END_ROUND,
                          title + 1);
    bool closed = end < text.len && end < next_end(scan, END_BLANK, title);
    return address_end - address + (closed ? end - title : 0);
}

/* Brackets of a text, one after the other. */
struct labels {
    struct str text;
    size_t at;       /* from where it is read on */
    size_t open;     /* behind the bracket that was opened last; 0: none is */
    size_t end;      /* of the label: its closing bracket */
    struct str name; /* empty: none was opened, or it is too long for one */
};

static bool next_label(struct labels *labels)
{
    struct str text = labels->text;
    for (size_t i = labels->at; i < text.len; i++) {
        char byte = text.ptr[i];
        if (byte == '\\') {
            i++;
        } else if (byte == '[') {
            labels->open = i + 1;
        } else if (byte == ']') {
            struct str name =
                labels->open ? str_trim(str_sub(text, labels->open, i)) : (struct str){0};
            labels->name = name.len <= LABEL_LIMIT_BYTES ? name : (struct str){0};
            labels->open = 0;
            labels->end = i;
            labels->at = i + 1;
            return true;
        }
    }
    return false;
}

static bool note(struct cmark_references *references, struct arena *arena, struct str label,
                 size_t bytes)
{
    struct str name = name_normalize(arena, label);
    size_t known;
    return (name_find(&references->names, name, &known) && known >= bytes) ||
           name_set(arena, &references->names, name, bytes);
}

/* Goes through all definitions: gives the bytes of the longest, and notes them all where
 * an arena is given. */
static size_t read_definitions(struct cmark_references *references, struct arena *arena,
                               struct str text)
{
    struct scan scan = {.text = text};
    struct labels labels = {.text = text};
    size_t longest = 0;
    while (next_label(&labels)) {
        size_t colon = labels.end + 1;
        if (labels.name.len && colon < text.len && text.ptr[colon] == ':') {
            size_t bytes = definition_bytes(&scan, colon + 1);
            longest = bytes > longest ? bytes : longest;
            if (arena && !note(references, arena, labels.name, bytes)) {
                return longest;
            }
        }
    }
    return longest;
}

static size_t count_ends(struct str text)
{
    size_t count = 0;
    for (size_t at = str_find_byte(text, ']', 0); at != STR_NONE;
         at = str_find_byte(text, ']', at + 1)) {
        count++;
    }
    return count;
}

/* Whether so many uses of so many bytes cross the limit. */
static bool may_cross(size_t uses, size_t bytes)
{
    return bytes && uses > MARKDOWN_REFERENCES_LIMIT_BYTES / bytes;
}

bool cmark_references_begin(struct cmark_references *references, struct arena *arena,
                            struct str text)
{
    *references = (struct cmark_references){.left = MARKDOWN_REFERENCES_LIMIT_BYTES};
    if (!may_cross(text.len / 2, text.len)) {
        return true;
    }
    size_t uses = count_ends(text);
    if (!may_cross(uses, text.len) ||
        !may_cross(uses, read_definitions(references, NULL, text))) {
        return true;
    }
    references->needed = true;
    arena_init_within(&references->scratch, 0, arena->budget);
    (void)read_definitions(references, arena, text);
    return !arena_failed(arena);
}

void cmark_references_end(struct cmark_references *references)
{
    if (references->needed) {
        arena_clear(&references->scratch);
    }
}

/* Of its definition; 0: there is none. */
static size_t reference_bytes(struct cmark_references *references, struct str label)
{
    size_t bytes = 0;
    bool known =
        label.len &&
        name_find(&references->names, name_normalize(&references->scratch, label), &bytes);
    arena_reset(&references->scratch);
    return known ? bytes : 0;
}

bool cmark_references_bound(struct cmark_references *references, struct str text, char end,
                            char *to)
{
    struct labels labels = {.text = text};
    size_t left = references->left;
    bool crossed = false;
    while ((to || !crossed) && next_label(&labels)) {
        size_t bytes = reference_bytes(references, labels.name);
        if (bytes <= left) {
            left -= bytes;
            continue;
        }
        crossed = true;
        if (to) {
            to[labels.end] = end;
        }
    }
    references->left = to || !crossed ? left : references->left;
    return crossed;
}
