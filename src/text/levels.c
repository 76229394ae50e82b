/* Embedding levels (UAX #9), through ICU, which takes UTF-16. Scopes become the marks that
 * CSS Writing Modes (2.2, unicode-bidi) has for them; they are seen by the algorithm alone.
 * A line's end ends them, and they begin anew behind it. Plain text from the left costs no
 * look at levels. */
#include "text/engine.h"

#include "base/utf8.h"

#include <unicode/ubidi.h>

#define FROM_LEFT_ISOLATE 0x2066
#define FROM_RIGHT_ISOLATE 0x2067
#define BY_LETTER_ISOLATE 0x2068
#define ISOLATE_END 0x2069
#define FROM_LEFT_OVERRIDE 0x202D
#define FROM_RIGHT_OVERRIDE 0x202E
#define OVERRIDE_END 0x202C
#define SCOPE_MARKS 2 /* at most, at either side of a scope */

static bool may_be_right_to_left(uint32_t c)
{
    return (c >= 0x590 && c < 0x900) || (c >= 0xFB1D && c < 0xFE00) ||
           (c >= 0xFE70 && c < 0xFF00) || (c >= 0x10800 && c < 0x11000) ||
           (c >= 0x1E800 && c < 0x1F000) || c == 0x200F || (c >= 0x202A && c <= 0x202E) ||
           (c >= 0x2066 && c <= 0x2069);
}

static bool turns(const struct text_scope *scope)
{
    while (scope && scope->direction != TEXT_FROM_RIGHT) {
        scope = scope->around;
    }
    return scope != NULL;
}

static bool needs_levels(struct str text, const struct text_span *spans, size_t count,
                         enum text_direction direction)
{
    bool needed = direction == TEXT_FROM_RIGHT;
    for (size_t at = 0, len; at < text.len && !needed; at += len) {
        len = 1;
        if ((unsigned char)text.ptr[at] >= 0x80) {
            needed = may_be_right_to_left(utf8_decode(text, at, &len));
        }
    }
    for (size_t i = 0; i < count && !needed; i++) {
        needed = turns(spans[i].scope);
    }
    return needed;
}

/* A paragraph in UTF-16, and where in it each span's own text begins: before that stand the
 * marks of the scopes that end and begin there. */
struct wide_text {
    UChar *units;
    int32_t len;
    int32_t *begins;
    const struct text_scope *scope; /* that is open */
};

static void widen(struct wide_text *wide, uint32_t c)
{
    if (c > 0xFFFF) {
        wide->units[wide->len++] = (UChar)(0xD7C0 + (c >> 10));
        wide->units[wide->len++] = (UChar)(0xDC00 + (c & 0x3FF));
    } else {
        wide->units[wide->len++] = (UChar)c;
    }
}

static size_t depth_of(const struct text_scope *scope)
{
    size_t depth = 0;
    for (; scope; scope = scope->around) {
        depth++;
    }
    return depth;
}

/* The innermost scope that both are in; NULL: none. */
static const struct text_scope *shared_scope(const struct text_scope *a,
                                             const struct text_scope *b)
{
    size_t depth_a = depth_of(a), depth_b = depth_of(b);
    for (; depth_a > depth_b; depth_a--) {
        a = a->around;
    }
    for (; depth_b > depth_a; depth_b--) {
        b = b->around;
    }
    while (a != b) {
        a = a->around;
        b = b->around;
    }
    return a;
}

/* Where the marks of scopes around end that begin within `outer`; written from the inside
 * out. */
static void begin_scopes(struct wide_text *wide, const struct text_scope *scope,
                         const struct text_scope *outer)
{
    int32_t marks = 0;
    for (const struct text_scope *s = scope; s != outer; s = s->around) {
        marks += s->overrides ? 2 : 1;
    }
    wide->len += marks;
    for (int32_t at = wide->len; scope != outer; scope = scope->around) {
        bool right = scope->direction == TEXT_FROM_RIGHT;
        if (scope->overrides) {
            wide->units[--at] = right ? FROM_RIGHT_OVERRIDE : FROM_LEFT_OVERRIDE;
        }
        wide->units[--at] = right                                ? FROM_RIGHT_ISOLATE
                            : scope->direction == TEXT_FROM_LEFT ? FROM_LEFT_ISOLATE
                                                                 : BY_LETTER_ISOLATE;
    }
}

static void change_scope(struct wide_text *wide, const struct text_scope *scope)
{
    const struct text_scope *outer = shared_scope(wide->scope, scope);
    for (const struct text_scope *s = wide->scope; s != outer; s = s->around) {
        if (s->overrides) {
            widen(wide, OVERRIDE_END);
        }
        widen(wide, ISOLATE_END);
    }
    begin_scopes(wide, scope, outer);
    wide->scope = scope;
}

/* False when the arena is full. */
static bool widen_spans(struct arena *arena, struct str text, const struct text_span *spans,
                        const size_t *starts, size_t count, struct wide_text *wide)
{
    size_t room = text.len + 1;
    for (size_t i = 0; i < count; i++) {
        room += 2 * SCOPE_MARKS * depth_of(spans[i].scope);
    }
    wide->units = ARENA_ARRAY(arena, UChar, room);
    wide->begins = ARENA_ARRAY(arena, int32_t, count + 1);
    if (!wide->units || !wide->begins) {
        return false;
    }
    for (size_t i = 0; i < count; i++) {
        if (starts[i] < starts[i + 1]) {
            change_scope(wide, spans[i].kind == SPAN_BREAK ? NULL : spans[i].scope);
        }
        wide->begins[i] = wide->len;
        for (size_t at = starts[i], len; at < starts[i + 1]; at += len) {
            widen(wide, utf8_decode(text, at, &len));
        }
    }
    return true;
}

/* Of the edges of scopes in [from, to), the lowest level + 1; 0: there are none. */
static uint8_t lowest_edge(const struct wide_text *wide, const UBiDiLevel *levels,
                           int32_t from, int32_t to)
{
    uint8_t lowest = 0;
    for (int32_t i = from; i < to; i++) {
        bool edge = wide->units[i] >= FROM_LEFT_ISOLATE && wide->units[i] <= ISOLATE_END;
        if (edge && (!lowest || levels[i] < lowest - 1)) {
            lowest = (uint8_t)(levels[i] + 1);
        }
    }
    return lowest;
}

/* The levels of the UTF-16 go to the bytes of the text. */
static void take_levels(struct str text, const size_t *starts, size_t count,
                        const struct wide_text *wide, const UBiDiLevel *levels,
                        struct levels *out)
{
    int32_t at = 0;
    for (size_t i = 0; i < count; i++) {
        out->edges[i] = lowest_edge(wide, levels, at, wide->begins[i]);
        at = wide->begins[i];
        for (size_t k = starts[i], len; k < starts[i + 1]; k += len) {
            uint32_t c = utf8_decode(text, k, &len);
            memset(out->items + k, levels[at], len);
            at += c > 0xFFFF ? 2 : 1;
        }
    }
}

bool levels_find(struct text_engine *engine, struct str text, const struct text_span *spans,
                 const size_t *span_starts, size_t count, enum text_direction direction,
                 struct levels *out)
{
    static const UBiDiLevel bases[] = {
        [TEXT_BY_LETTER] = UBIDI_DEFAULT_LTR, [TEXT_FROM_LEFT] = 0, [TEXT_FROM_RIGHT] = 1};
    *out = (struct levels){0};
    if (!needs_levels(text, spans, count, direction)) {
        return true;
    }
    struct wide_text wide = {0};
    out->items = ARENA_ARRAY(&engine->scratch, uint8_t, text.len + 1);
    out->edges = ARENA_ARRAY(&engine->scratch, uint8_t, count + 1);
    if (!out->items || !out->edges ||
        !widen_spans(&engine->scratch, text, spans, span_starts, count, &wide)) {
        return false;
    }
    UErrorCode status = U_ZERO_ERROR;
    UBiDi *bidi = ubidi_open();
    ubidi_setPara(bidi, wide.units, wide.len, bases[direction], NULL, &status);
    const UBiDiLevel *levels = U_SUCCESS(status) ? ubidi_getLevels(bidi, &status) : NULL;
    if (levels) {
        out->base = ubidi_getParaLevel(bidi);
        take_levels(text, span_starts, count, &wide, levels, out);
    }
    ubidi_close(bidi);
    return true;
}
