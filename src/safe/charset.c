/* Encodings of pages, read as browsers do: a byte order mark wins over what the page says
 * of itself, and what says nothing and is not UTF-8 is Windows-1252. ICU converts. */
#include "safe/parts.h"

#include "base/memory_watch.h"
#include "base/utf8.h"

#include <unicode/ucnv.h>

#define HEAD_BYTES 1024 /* in which a page names its encoding */
#define LABEL_LIMIT 40

/* "iso-8859-1" of `<meta charset="iso-8859-1">` and of all like it; a C string. */
static bool find_label(struct str bytes, char *label)
{
    struct str head = str_sub(bytes, 0, HEAD_BYTES);
    for (size_t at = 0; at + 8 < head.len; at++) {
        if (!str_eq_ignore_case(str_sub(head, at, at + 7), STR("charset"))) {
            continue;
        }
        struct str rest = str_trim_left(str_skip(head, at + 7));
        if (!str_starts(rest, "=")) {
            continue;
        }
        rest = str_trim_left(str_skip(rest, 1));
        rest =
            rest.len && (*rest.ptr == '"' || *rest.ptr == '\'') ? str_skip(rest, 1) : rest;
        size_t len = 0;
        while (len < rest.len && len + 1 < LABEL_LIMIT &&
               (ascii_is_alnum(rest.ptr[len]) || ascii_set_has("-_:.", rest.ptr[len]))) {
            label[len] = rest.ptr[len];
            len++;
        }
        label[len] = '\0';
        return len > 0;
    }
    return false;
}

static struct str convert(struct arena *arena, struct str bytes, const char *label)
{
    UErrorCode error = U_ZERO_ERROR;
    if (bytes.len > INT32_MAX / 4) {
        return (struct str){0};
    }
    int32_t room = (int32_t)bytes.len * 3 + 16;
    char *out = arena_alloc(arena, (size_t)room, 1);
    int32_t len = 0;
    unsigned runs = 0;
    do {
        memory_watch_begin();
        error = U_ZERO_ERROR;
        len = out ? ucnv_convert("UTF-8", label, out, room, bytes.ptr, (int32_t)bytes.len,
                                 &error)
                  : 0;
    } while (memory_watch_again(&runs));
    arena->failed |= memory_watch_failed();
    return U_SUCCESS(error) ? str_make(out, (size_t)len) : (struct str){0};
}

static bool is_latin(const char *label)
{
    static const char *const names[] = {"iso-8859-1", "iso8859-1", "latin1",
                                        "ascii",      "us-ascii",  "iso_8859-1"};
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        if (str_eq_ignore_case(str_from(label), str_from(names[i]))) {
            return true;
        }
    }
    return false;
}

struct str charset_decode(struct arena *arena, struct str bytes)
{
    char label[LABEL_LIMIT];
    bool utf8 = utf8_find_invalid(bytes) == STR_NONE;
    if (str_starts(bytes, "\xEF\xBB\xBF")) {
        struct str text = str_skip(bytes, 3);
        return utf8_find_invalid(text) == STR_NONE ? text : convert(arena, text, "UTF-8");
    }
    if (str_starts(bytes, "\xFF\xFE") || str_starts(bytes, "\xFE\xFF")) {
        return convert(arena, bytes, "UTF-16");
    }
    if (utf8 && !find_label(bytes, label)) {
        return bytes;
    }
    struct str text = {0};
    if (find_label(bytes, label) && !is_latin(label) &&
        !str_eq_ignore_case(str_sub(str_from(label), 0, 3), STR("utf"))) {
        text = convert(arena, bytes, label);
    }
    return text.len ? text : utf8 ? bytes : convert(arena, bytes, "windows-1252");
}
