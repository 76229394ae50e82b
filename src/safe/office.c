/* Whether an office file holds macros: by the names of a zip's entries, by the types that
 * Office Open XML gives its parts, whatever their names, and by the name of the project in
 * an OLE file. Each header of an entry counts, wherever it stands: programs mend zips whose
 * directory is damaged. */
#include "safe/parts.h"

#include "base/deflate.h"

#define TYPES_COUNT_LIMIT 256         /* with files within the file; more hide something */
#define NAME_LIMIT 260                /* bytes of a name that are looked at */
#define TYPES_LIMIT ((size_t)4 << 20) /* bytes of [Content_Types].xml, unpacked */
#define TYPES_PACKED_LIMIT (2 * TYPES_LIMIT) /* what takes more packed hides something */

/* Where a header of a zip's entry has what (APPNOTE 4.3.7 and 4.3.12). */
static const struct header {
    const char *sign;
    size_t name, name_length, extra_length, method;
} local_header = {"PK\3\4", 30, 26, 28, 8}, central_header = {"PK\1\2", 46, 28, 30, 10};

struct entry {
    struct str name; /* until the next question to the file */
    size_t name_at;  /* in the file */
    size_t data_at;  /* of what is packed; or behind the file's end */
    unsigned method;
};

static unsigned read_u16(struct str bytes, size_t at)
{
    return bytes.ptr && at + 2 <= bytes.len
               ? (unsigned char)bytes.ptr[at] | (unsigned)(unsigned char)bytes.ptr[at + 1]
                                                    << 8
               : 0;
}

/* The next entry from `*at` on, which moves behind the sign of its header. */
static bool next_entry(struct window *file, const struct header *header, size_t *at,
                       struct entry *out)
{
    size_t from = window_find(file, str_make(header->sign, 4), *at, file->size);
    if (from == STR_NONE) {
        return false;
    }
    struct str rest = window_part(file, from, file->size, header->name + NAME_LIMIT);
    size_t name_end = header->name + read_u16(rest, header->name_length);
    out->name = str_sub(rest, header->name,
                        name_end < NAME_LIMIT ? name_end : header->name + NAME_LIMIT);
    out->name_at = from + header->name;
    out->data_at = from + name_end + read_u16(rest, header->extra_length);
    out->method = read_u16(rest, header->method);
    *at = from + 4;
    return true;
}

/* Whether `part`, in any case, stands in `text`. */
static bool holds(struct str text, const char *part)
{
    size_t len = strlen(part);
    for (size_t i = 0; i + len <= text.len; i++) {
        if (str_eq_ignore_case(str_sub(text, i, i + len), str_make(part, len))) {
            return true;
        }
    }
    return false;
}

#define LONGEST_PART 16 /* bytes; no part that is looked for has more */

/* The first `seen` bytes have been looked through already, as parts of other names: names
 * may overlap, and a file may be nothing but headers. */
static bool names_macros(struct str name, size_t seen)
{
    size_t from = seen > LONGEST_PART ? seen - LONGEST_PART : 0;
    static const char *const folders[] = {"Basic/", "Scripts/"}; /* OpenDocument's */
    for (size_t i = 0; i < sizeof folders / sizeof folders[0]; i++) {
        struct str folder = str_from(folders[i]);
        for (size_t at = 0; at + folder.len < name.len; at = at < from ? from : at + 1) {
            bool begins =
                at == 0 || name.ptr[at - 1] == '/'; /* or that of an object within */
            if (begins && str_eq_ignore_case(str_sub(name, at, at + folder.len), folder)) {
                return true;
            }
        }
    }
    name = str_skip(name, from);
    return holds(name, "vbaProject.bin") || holds(name, "xl/macrosheets/");
}

/* A part may have any name, "word/a.bin"; its type tells what it is. */
static bool types_macros(struct str text)
{
    return holds(text, "vbaProject") || holds(text, "macrosheet+xml");
}

static bool is_types(const struct entry *entry)
{
    return str_eq_ignore_case(entry->name, STR("[Content_Types].xml"));
}

/* `data` is all that comes, or, where it is `cut`, more of it than any honest ones take. */
static bool are_types_of_macros(struct arena *arena, unsigned method, struct str data,
                                bool cut)
{
    if (method == 0) {
        size_t end = 0; /* no text of XML holds the sign of a header */
        while (end < data.len && (unsigned char)data.ptr[end] > '\4') {
            end++;
        }
        return types_macros(str_sub(data, 0, end)) || (cut && end == data.len);
    }
    struct buf types = {.kept_in = arena};
    bool read = inflate_raw(data, TYPES_LIMIT, &types);
    bool found = read ? types_macros(buf_str(&types)) : cut;
    buf_clear(&types);
    return found;
}

static bool has_types_of_macros(struct arena *arena, struct window *file,
                                const struct entry *entry)
{
    struct arena held;
    size_t end = entry->data_at + TYPES_PACKED_LIMIT;
    arena_init_within(&held, 0, arena->budget);
    struct str data = window_take(file, entry->data_at, end, &held);
    bool found = are_types_of_macros(&held, entry->method, data, end < file->size);
    arena->failed |= arena_failed(&held);
    arena_clear(&held);
    return found;
}

/* The bytes of the name that stand before `*end`, which moves behind it. */
static size_t seen_of(const struct entry *entry, size_t *end)
{
    size_t at = entry->name.len ? entry->name_at : 0, name_end = at + entry->name.len;
    size_t seen = *end > at ? *end - at : 0;
    *end = name_end > *end ? name_end : *end;
    return seen;
}

static bool zip_has_macros(struct arena *arena, struct window *file)
{
    struct entry entry;
    size_t types = 0, end = 0;
    for (size_t at = 0; next_entry(file, &local_header, &at, &entry);) {
        types += is_types(&entry);
        if (names_macros(entry.name, seen_of(&entry, &end)) || types > TYPES_COUNT_LIMIT ||
            (is_types(&entry) && has_types_of_macros(arena, file, &entry))) {
            return true;
        }
    }
    end = 0;
    for (size_t at = 0; next_entry(file, &central_header, &at, &entry);) {
        if (names_macros(entry.name, seen_of(&entry, &end))) {
            return true;
        }
    }
    return false;
}

bool office_has_macros(struct arena *arena, struct window *file)
{
    static const struct {
        const char *name;
        size_t len;
    } signs[] = {
        {"vbaProject.bin", 14}, /* also of a file within the file */
        {"_\0V\0B\0A\0_\0P\0R\0O\0J\0E\0C\0T\0", 24},
    };
    for (size_t i = 0; i < sizeof signs / sizeof signs[0]; i++) {
        struct str sign = str_make(signs[i].name, signs[i].len);
        if (window_find(file, sign, 0, file->size) != STR_NONE) {
            return true;
        }
    }
    return zip_has_macros(arena, file);
}
