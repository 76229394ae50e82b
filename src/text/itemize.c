/* From spans to shaped tokens: flat text, break opportunities, embedding levels,
 * faces and scripts, words. */
#include "text/engine.h"

#include "base/size.h"
#include "base/utf8.h"

#include <hb.h>
#include <unicode/uchar.h>
#include <unicode/uscript.h>
#include <unicode/ustring.h>

#define WORD_LIMIT_BYTES 400 /* longer words are shaped in pieces */

struct flat {
    char *bytes;
    size_t len;
    size_t *span_starts; /* count + 1 of them */
    uint8_t *marks;      /* enum text_mark, per byte and one behind */
    struct levels levels;
};

/* Objects and breaks stand in the flat text as characters of the right class. */
#define OBJECT_CHARACTER "\xef\xbf\xbc" /* U+FFFC */
#define BREAK_CHARACTER "\n"

static bool is_ascii_space(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f' || c == '\v';
}

static void add_span_text(struct flat *flat, struct str text, bool preserve,
                          bool *after_space)
{
    for (size_t i = 0; i < text.len; i++) {
        char c = text.ptr[i];
        if (preserve) {
            flat->bytes[flat->len++] = is_ascii_space(c) ? ' ' : c;
        } else if (!is_ascii_space(c)) {
            flat->bytes[flat->len++] = c;
            *after_space = false;
            continue;
        } else if (!*after_space) {
            flat->bytes[flat->len++] = ' ';
        }
        *after_space = !preserve;
    }
}

/* The spans' text in one piece, as breaks and levels are found over the whole paragraph;
 * white space is one space, and none at the start, but where it counts. */
static bool flatten(struct text_engine *engine, const struct text_span *spans, size_t count,
                    struct flat *flat)
{
    size_t room = 1;
    for (size_t i = 0; i < count; i++) {
        room += spans[i].text.len + sizeof OBJECT_CHARACTER;
    }
    flat->bytes = arena_alloc(&engine->scratch, room, 1);
    flat->span_starts = ARENA_ARRAY(&engine->scratch, size_t, count + 1);
    if (!flat->bytes || !flat->span_starts) {
        return false;
    }
    bool after_space = true; /* at the start */
    for (size_t i = 0; i < count; i++) {
        flat->span_starts[i] = flat->len;
        switch (spans[i].kind) {
        case SPAN_TEXT:
            add_span_text(flat, spans[i].text, spans[i].style->preserve, &after_space);
            break;
        case SPAN_BREAK:
            flat->bytes[flat->len++] = BREAK_CHARACTER[0];
            after_space = true;
            break;
        case SPAN_OBJECT:
        case SPAN_LEADER:
            memcpy(flat->bytes + flat->len, OBJECT_CHARACTER, 3);
            flat->len += 3;
            after_space = false;
            break;
        }
    }
    flat->span_starts[count] = flat->len;
    flat->marks = ARENA_ARRAY(&engine->scratch, uint8_t, flat->len + 1);
    return flat->marks != NULL;
}

/* Words */

struct run {
    const struct face *face;
    uint32_t script;
};

static bool is_invisible(uint32_t c)
{
    return u_hasBinaryProperty((UChar32)c, UCHAR_DEFAULT_IGNORABLE_CODE_POINT) || c < 0x20;
}

static uint32_t script_of(uint32_t c, uint32_t current)
{
    if (c < 0x80) {
        return ascii_is_alpha((char)c) || current == 0 ? (uint32_t)HB_SCRIPT_LATIN
                                                       : current;
    }
    if ((c >= 0x660 && c <= 0x66C) || (c >= 0x6F0 && c <= 0x6F9)) {
        return (uint32_t)HB_SCRIPT_ARABIC; /* common, but shaped as its letters are */
    }
    UErrorCode status = U_ZERO_ERROR;
    UScriptCode script = uscript_getScript((UChar32)c, &status);
    if (script == USCRIPT_COMMON || script == USCRIPT_INHERITED || U_FAILURE(status)) {
        return current ? current : (uint32_t)HB_SCRIPT_COMMON;
    }
    return (uint32_t)hb_script_from_string(uscript_getShortName(script), 4);
}

static struct token *add_token(struct text_engine *engine, struct tokens *tokens,
                               struct token token)
{
    tokens->items = list_room(engine, LIST_TOKENS, tokens->count, sizeof *tokens->items);
    if (!tokens->items) {
        return NULL;
    }
    tokens->items[tokens->count] = token;
    return &tokens->items[tokens->count++];
}

static bool add_word(struct text_engine *engine, struct tokens *tokens,
                     const struct text_span *span, struct str text, struct run run,
                     uint8_t level)
{
    const struct word *word = run.face
                                  ? shape_word(engine->shaper, run.face, text, run.script,
                                               level & 1, span->style->language)
                                  : shape_missing(engine->shaper, text);
    if (!word) {
        return false;
    }
    struct token token = {
        .kind = TOKEN_WORD,
        .level = level,
        .may_hyphenate = run.face && !(level & 1) && !span->style->preserve &&
                         span->style->role != FONT_MONO && !span->style->keep_together,
        .word = word,
        .span = span,
        .text = text,
        .width = word_width_in(word, span->style),
        .script = run.script,
    };
    tokens->mixed = tokens->mixed || level > 0;
    return add_token(engine, tokens, token) != NULL;
}

/* The character at `at` and what sticks to it, as far as a word may be long. */
static size_t end_of_letter(struct str text, size_t at, size_t limit)
{
    size_t len;
    (void)utf8_decode(text, at, &len);
    size_t end = at + len;
    while (end < text.len && end < limit &&
           character_sticks(utf8_decode(text, end, &len))) {
        end += len;
    }
    return end;
}

#define KEY "\xe2\x83\xa3" /* U+20E3, around the character before it */

/* The face that draws all of "#", "*" and the digits as keys, in one sign each; those that
 * lack some of them set the frame beside its character. NULL: it is no key. */
static const struct face *face_of_key(struct text_engine *engine,
                                      const struct text_style *style, struct str letter)
{
    if (letter.len < 2 || str_find(letter, STR(KEY), 0) == STR_NONE) {
        return NULL;
    }
    const struct face *face = faces_find_all(engine->faces, style->role, style->bold,
                                             style->italic, STR("#" KEY));
    return face && face_has_all(face, letter) ? face : NULL;
}

/* The face for a letter and its marks. Where none has all of them, *end is put before the
 * first mark that its face lacks, which then is a letter of its own. */
static const struct face *face_of_letter(struct text_engine *engine,
                                         const struct text_span *span, struct str text,
                                         size_t at, size_t *end)
{
    const struct text_style *style = span->style;
    struct str letter = str_sub(text, at, *end);
    const struct face *key = face_of_key(engine, style, letter);
    const struct face *face = key ? key
                                  : faces_find_all(engine->faces, style->role, style->bold,
                                                   style->italic, letter);
    size_t len;
    uint32_t c = utf8_decode(text, at, &len);
    if (!face && at + len < *end) {
        face = faces_find(engine->faces, style->role, style->bold, style->italic, c);
        size_t whole = at + len;
        for (size_t next = whole; face && next < *end; next += len) {
            (void)utf8_decode(text, next, &len);
            whole = face_has_all(face, str_sub(text, at, next + len)) && whole == next
                        ? next + len
                        : whole;
        }
        *end = whole;
    }
    return face;
}

#define BLACK_FLAG 0x1F3F4

/* The flag of England and the like is a black one, unless the face knows its tags. */
static void note_flag(struct text_engine *engine, const struct text_span *span,
                      struct str text, size_t behind, const struct face *face)
{
    size_t len;
    uint32_t tag = behind < text.len ? utf8_decode(text, behind, &len) : 0;
    if (utf8_is_flag_tag(tag) && face && !face_has(face, tag)) {
        missing_add(engine, tag, span);
    }
}

static bool is_plain(struct str text)
{
    size_t at = 0;
    while (at < text.len && text.ptr[at] > ' ' && text.ptr[at] <= '~') {
        at++;
    }
    return at == text.len;
}

/* The face that draws all of a stretch, which is plain ASCII and so of one script; NULL:
 * each letter must be looked at. */
static const struct face *face_of_plain(struct text_engine *engine,
                                        const struct text_style *style, struct str text)
{
    const struct face *face =
        text.len <= WORD_LIMIT_BYTES && is_plain(text)
            ? faces_main(engine->faces, style->role, style->bold, style->italic)
            : NULL;
    return face && face->has_ascii ? face : NULL;
}

/* One stretch without a break opportunity, in one span and of one level: split where
 * the face or the script changes. */
static bool add_stretch(struct text_engine *engine, struct tokens *tokens,
                        const struct text_span *span, struct str text, uint8_t level)
{
    const struct text_style *style = span->style;
    struct run run = {.face = face_of_plain(engine, style, text),
                      .script = (uint32_t)HB_SCRIPT_LATIN};
    if (run.face) {
        return add_word(engine, tokens, span, text, run, level);
    }
    run = (struct run){0};
    size_t start = 0;
    bool begun = false, missing = false;
    for (size_t at = 0, end; at < text.len; at = end) {
        size_t len;
        uint32_t c = utf8_decode(text, at, &len);
        end = end_of_letter(text, at, begun ? start + WORD_LIMIT_BYTES : WORD_LIMIT_BYTES);
        struct run next = {.script = script_of(c, begun ? run.script : 0)};
        next.face = face_of_letter(engine, span, text, at, &end);
        bool unseen = !next.face && is_invisible(c);
        if (unseen) {
            next.face =
                begun ? run.face
                      : faces_main(engine->faces, style->role, style->bold, style->italic);
        }
        bool lacking = !next.face;
        if (lacking) {
            missing_add(engine, c, span);
        } else if (c == BLACK_FLAG) {
            note_flag(engine, span, text, at + len, next.face);
        }
        bool changes = next.face != run.face || next.script != run.script || missing ||
                       lacking || at - start >= WORD_LIMIT_BYTES;
        if (begun && changes) {
            if (!add_word(engine, tokens, span, str_sub(text, start, at), run, level)) {
                return false;
            }
            start = at;
        }
        run = next;
        missing = lacking;
        begun = true;
    }
    return !begun || add_word(engine, tokens, span, str_skip(text, start), run, level);
}

static bool add_space(struct text_engine *engine, struct tokens *tokens,
                      const struct text_span *span, size_t count, uint8_t level)
{
    const struct text_style *style = span->style;
    const struct face *face =
        faces_main(engine->faces, style->role, style->bold, style->italic);
    const struct word *space = shape_space(engine->shaper, face);
    if (!space) {
        return false;
    }
    struct token token = {
        .kind = TOKEN_SPACE,
        .level = level,
        .word = space,
        .span = span,
        .width = sp_clamp((int64_t)word_width_in(space, style) * (int64_t)count),
    };
    return add_token(engine, tokens, token) != NULL;
}

static void note_address(struct token *tokens, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        tokens[i].address = true;
        tokens[i].may_hyphenate = false;
    }
}

/* Between two breaks or spaces; cut by level. */
static bool add_part(struct text_engine *engine, struct tokens *tokens,
                     const struct flat *flat, const struct text_span *span, size_t from,
                     size_t to)
{
    size_t first = tokens->count;
    bool address = (flat->marks[from] | flat->marks[to - 1]) & TEXT_MARK_ADDRESS;
    while (from < to) {
        uint8_t level = flat->levels.items ? flat->levels.items[from] : 0;
        size_t end = from;
        while (end < to && (!flat->levels.items || flat->levels.items[end] == level)) {
            end++;
        }
        if (!add_stretch(engine, tokens, span, str_make(flat->bytes + from, end - from),
                         level)) {
            return false;
        }
        from = end;
    }
    if (address) {
        note_address(tokens->items + first, tokens->count - first);
    }
    return true;
}

static bool may_end_before(const struct flat *flat, size_t at)
{
    return (flat->marks[at] & TEXT_MARK_BREAK) != 0;
}

static void allow_break(struct tokens *tokens, const struct flat *flat, size_t at)
{
    if (tokens->count == 0) {
        return;
    }
    struct token *last = &tokens->items[tokens->count - 1];
    char before = at ? flat->bytes[at - 1] : ' ';
    last->break_after = true;
    last->hyphen_after = before == '-' || before == '/';
    last->soft_hyphen = str_ends(last->text, "\xc2\xad");
}

/* The flat text [from, to) of a span, cut at spaces and at break opportunities. */
static bool add_text_span(struct text_engine *engine, struct tokens *tokens,
                          const struct flat *flat, const struct text_span *span,
                          size_t from, size_t to)
{
    size_t start = from;
    for (size_t at = from; at <= to; at++) {
        bool end = at == to;
        bool space = !end && flat->bytes[at] == ' ';
        bool boundary = at > start && !end && may_end_before(flat, at);
        if (!end && !space && !boundary) {
            continue;
        }
        if (at > start && !add_part(engine, tokens, flat, span, start, at)) {
            return false;
        }
        if (boundary && !space) {
            allow_break(tokens, flat, at);
        }
        start = at;
        if (space) {
            size_t spaces = 1;
            while (at + spaces < to && flat->bytes[at + spaces] == ' ') {
                spaces++;
            }
            if (!add_space(engine, tokens, span, spaces,
                           flat->levels.items ? flat->levels.items[at] : 0)) {
                return false;
            }
            if (may_end_before(flat, at + spaces)) {
                tokens->items[tokens->count - 1].break_after = true;
            }
            at += spaces - 1;
            start = at + 1;
        }
    }
    if (to < flat->len && may_end_before(flat, to) && to > from &&
        flat->bytes[to - 1] != ' ') {
        allow_break(tokens, flat, to);
    }
    return true;
}

/* What is no text: an object goes with the words around it, a leader with the line. */
static bool add_other_span(struct text_engine *engine, struct tokens *tokens,
                           const struct flat *flat, const struct text_span *span,
                           size_t from, size_t to)
{
    static const uint8_t kinds[] = {
        [SPAN_TEXT] = TOKEN_WORD,
        [SPAN_BREAK] = TOKEN_BREAK,
        [SPAN_OBJECT] = TOKEN_OBJECT,
        [SPAN_LEADER] = TOKEN_LEADER,
    };
    struct token token = {
        .kind = kinds[span->kind], .level = flat->levels.base, .span = span};
    if (span->kind == SPAN_OBJECT) {
        token.level = flat->levels.items ? flat->levels.items[from] : 0;
        tokens->mixed = tokens->mixed || token.level > 0;
        token.width = span->of.object.width;
        token.break_after = may_end_before(flat, to);
    }
    return add_token(engine, tokens, token) != NULL;
}

/* What a leader leads to stays on its line, with the last word before it. */
static void bind_leaders(struct tokens *tokens)
{
    for (size_t i = 0; i < tokens->count; i++) {
        if (tokens->items[i].kind != TOKEN_LEADER) {
            continue;
        }
        for (size_t k = i; k > 0 && tokens->items[k - 1].kind == TOKEN_SPACE; k--) {
            tokens->items[k - 1].break_after = false;
        }
        for (size_t k = i + 1; k < tokens->count && tokens->items[k].kind == TOKEN_SPACE;
             k++) {
            tokens->items[k].break_after = false;
        }
    }
}

bool tokens_make(struct text_engine *engine, const struct text_span *spans, size_t count,
                 const struct paragraph_format *format, struct tokens *out)
{
    struct flat flat = {0};
    *out = (struct tokens){0};
    if (!flatten(engine, spans, count, &flat) ||
        !levels_find(engine, str_make(flat.bytes, flat.len), spans, flat.span_starts, count,
                     format->direction, &flat.levels) ||
        !breaks_find(engine, str_make(flat.bytes, flat.len), spans, flat.span_starts, count,
                     flat.marks)) {
        return false;
    }
    out->right_to_left = flat.levels.base & 1;
    uint8_t edge = 0;
    for (size_t i = 0; i < count; i++) {
        bool ok = true;
        size_t first = out->count;
        uint8_t own = flat.levels.edges ? flat.levels.edges[i] : 0;
        edge = !edge || (own && own < edge) ? own : edge;
        if (spans[i].kind == SPAN_TEXT) {
            ok = add_text_span(engine, out, &flat, &spans[i], flat.span_starts[i],
                               flat.span_starts[i + 1]);
        } else {
            ok = add_other_span(engine, out, &flat, &spans[i], flat.span_starts[i],
                                flat.span_starts[i + 1]);
        }
        if (!ok) {
            return false;
        }
        if (out->count > first) {
            out->items[first].edge = edge;
            edge = 0;
        }
    }
    bind_leaders(out);
    return !arena_failed(&engine->scratch);
}
