/* Characters that no face has: counted by script while a packet is set, and told once a
 * script at its end, where the first of them stands. */
#include "text/engine.h"

#include "base/size.h"
#include "base/utf8.h"

#include <unicode/uchar.h>
#include <unicode/uscript.h>

#define CODE_POINT_COUNT 0x110000
#define SHOWN_LIMIT 4

/* What cannot be shown of one script. */
struct missing {
    struct missing *next;
    const char *script;
    struct place place; /* where the first of them stands, with a line if one has it */
    uint32_t shown[SHOWN_LIMIT];
    size_t count; /* different characters */
};

/* Means nothing, and shows nothing, but in the face that it was written for. */
static bool is_private(uint32_t c)
{
    return (c >= 0xE000 && c <= 0xF8FF) || c >= 0xF0000;
}

static const char *kind_of(uint32_t c)
{
    UErrorCode status = U_ZERO_ERROR;
    UScriptCode script = uscript_getScript((UChar32)c, &status);
    if (is_private(c)) {
        return "private use";
    }
    if (utf8_is_flag_tag(c)) {
        return "flags of regions, as England's";
    }
    if (u_hasBinaryProperty((UChar32)c, UCHAR_EXTENDED_PICTOGRAPHIC)) {
        return "emoji";
    }
    return U_FAILURE(status) || script == USCRIPT_COMMON || script == USCRIPT_INHERITED
               ? "symbols"
               : uscript_getName(script);
}

static struct missing *find_kind(struct text_engine *engine, uint32_t c)
{
    const char *script = kind_of(c);
    struct missing **end = &engine->missing;
    while (*end && strcmp((*end)->script, script) != 0) {
        end = &(*end)->next;
    }
    if (!*end) {
        *end = ARENA_NEW(engine->arena, struct missing);
        if (*end) {
            (*end)->script = script;
        }
    }
    return *end;
}

static struct place place_in(const struct text_span *span, uint32_t c)
{
    char bytes[UTF8_MAX_BYTES];
    struct str character = {bytes, utf8_encode(c, bytes)};
    struct place place = span->of.place;
    size_t at = str_find(span->text, character, 0);
    struct str before = at == STR_NONE ? (struct str){0} : str_sub(span->text, 0, at);
    if (place.line && str_find_byte(before, '\n', 0) == STR_NONE) {
        place.column += size_to_u32(utf8_count(before));
    }
    return place;
}

void missing_add(struct text_engine *engine, uint32_t c, const struct text_span *span)
{
    if (!engine->reported) {
        engine->reported = ARENA_ARRAY(engine->arena, uint8_t, CODE_POINT_COUNT / 8);
    }
    struct missing *kind = engine->reported ? find_kind(engine, c) : NULL;
    if (!kind) {
        return;
    }
    if (kind->count == 0 || (kind->place.line == 0 && span->of.place.line)) {
        kind->place = place_in(span, c);
    }
    uint8_t bit = (uint8_t)(1U << (c & 7));
    if (!(engine->reported[c / 8] & bit)) {
        engine->reported[c / 8] |= bit;
        if (kind->count < SHOWN_LIMIT) {
            kind->shown[kind->count] = c;
        }
        kind->count++;
    }
}

static void add_character(struct buf *out, uint32_t c)
{
    char bytes[UTF8_MAX_BYTES];
    if (is_private(c) || utf8_is_flag_tag(c)) {
        buf_add_format(out, "U+%04X", c);
    } else {
        buf_add_format(out, "'%.*s' (U+%04X)", (int)utf8_encode(c, bytes), bytes, c);
    }
}

void text_tell_missing(struct text_engine *engine, struct report *report)
{
    for (const struct missing *kind = engine->missing; kind; kind = kind->next) {
        struct buf list = {.kept_in = engine->arena};
        for (size_t i = 0; i < kind->count && i < SHOWN_LIMIT; i++) {
            buf_add_text(&list, i ? ", " : "");
            add_character(&list, kind->shown[i]);
        }
        buf_add_text(&list, kind->count > SHOWN_LIMIT ? ", \xe2\x80\xa6" : "");
        report_warning(report, kind->place, "font-missing",
                       "no face has %zu character%s of %s: %.*s", kind->count,
                       kind->count == 1 ? "" : "s", kind->script, STR_ARG(buf_str(&list)));
        report_hint(
            report,
            "a %s stands for it in the PDF, the bundle keeps it: write it in words, "
            "or add a face (fonts/README.md)",
            utf8_is_flag_tag(kind->shown[0]) ? "black flag" : "box");
        buf_clear(&list);
    }
    if (engine->missing) {
        memset(engine->reported, 0, CODE_POINT_COUNT / 8);
    }
    engine->missing = NULL;
}
