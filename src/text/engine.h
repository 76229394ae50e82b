/* Engine: what the steps of one paragraph share.
 *
 *   spans ─ itemize.c ─▶ tokens ─ linebreak.c ─▶ line ends ─ lines.c ─▶ lines of pieces
 *
 * `false` and NULL from a step mean that an arena is full, the paragraph's or the
 * engine's; text.c alone reports it. */
#ifndef OFFPRINT_TEXT_ENGINE_H
#define OFFPRINT_TEXT_ENGINE_H

#include "text/hyphenate.h"
#include "text/shape.h"

#include <unicode/ubrk.h>

/* Lists that each paragraph fills anew, in the room that the ones before made. */
enum list { LIST_TOKENS, LIST_BREAKS, LIST_HISTORY, LIST_ACTIVE, LIST_DRAFTS, LIST_COUNT };

struct list_room {
    void *items;
    size_t capacity;
};

struct text_engine {
    struct arena *arena;
    struct faces *faces;
    size_t face_count;
    struct shaper *shaper;
    struct hyphenator *hyphenator;
    UBreakIterator *line_breaks;
    struct arena scratch; /* one paragraph's; cleared before the next */
    struct arena lists_arena;
    struct list_room lists[LIST_COUNT];
    struct missing *missing; /* what no face has, by script */
    uint8_t *reported;       /* a bit a code point: is among these; NULL: none */
};

/* The room of a list that holds `count` things of `size` bytes and shall hold one more;
 * NULL: memory is gone. */
static inline void *list_room(struct text_engine *engine, enum list list, size_t count,
                              size_t size)
{
    struct list_room *room = &engine->lists[list];
    bool ok = count < room->capacity ||
              arena_grow(&engine->lists_arena, &room->items, count, &room->capacity, size);
    return ok ? room->items : NULL;
}

enum token_kind { TOKEN_WORD, TOKEN_SPACE, TOKEN_BREAK, TOKEN_OBJECT, TOKEN_LEADER };

struct token {
    enum token_kind kind : 8;
    uint8_t level;     /* bidi embedding level */
    uint8_t edge;      /* where scopes end or begin before it: the lowest level there + 1 */
    bool break_after;  /* a line may end after this token */
    bool hyphen_after; /* that break follows a hyphen or slash the text has */
    bool soft_hyphen;  /* that break shows a hyphen */
    bool address;      /* part of an address: no hyphen is added to it */
    bool may_hyphenate;
    const struct word *word;
    const struct text_span *span;
    struct str text; /* in the paragraph's flat text */
    sp width;
    uint32_t script;
};

struct tokens {
    struct token *items;
    size_t count;
    bool right_to_left; /* base direction */
    bool mixed;         /* some level is odd */
};

/* lines.c: what lines of justified text may open behind a token where no space stands,
 * between two ideographs that a line may part; else 0. */
sp token_joint(const struct tokens *tokens, size_t index);

/* Of an em, in 1024 parts: 0.155. Programs that take text as it is drawn (pdftotext -raw)
 * know words by the room between them, of which poppler takes 0.15 em of the word before
 * for none; the rest is what numbers in a PDF are rounded by. */
#define LEAST_SPACE_PARTS 159

/* How much narrower the space `index` may be in a line of justified text. */
static inline sp token_shrink(const struct tokens *tokens, size_t index)
{
    const struct token *space = &tokens->items[index];
    const struct text_style *before = index ? space[-1].span->style : NULL;
    sp size = space->span->style->size;
    size = before && before->size > size ? before->size : size;
    sp third = space->width / 3;
    sp most = space->width - (sp)((int64_t)size * LEAST_SPACE_PARTS / 1024);
    return most <= 0 ? 0 : most < third ? most : third;
}

/* Of a byte of the paragraph's text. */
enum text_mark {
    TEXT_MARK_BREAK = 1,   /* a line may end before it */
    TEXT_MARK_ADDRESS = 2, /* it belongs to an address, a path or an identifier */
};

/* breaks.c: the marks of each byte, which are 0 before. */
bool breaks_find(struct text_engine *engine, struct str text, const struct text_span *spans,
                 const size_t *span_starts, size_t span_count, uint8_t *marks);

/* addresses.c: marks addresses, and where lines may end within them. */
void addresses_mark(struct str text, uint8_t *marks);

/* itemize.c: everything up to shaped tokens; lives in the engine's scratch arena. */
bool tokens_make(struct text_engine *engine, const struct text_span *spans, size_t count,
                 const struct paragraph_format *format, struct tokens *out);

/* levels.c: how deep what runs from the right is within what runs from the left, and so on
 * (UAX #9); in the engine's scratch arena. */
struct levels {
    uint8_t *items; /* per byte; NULL: all are 0 */
    uint8_t *edges; /* per span, with items: the lowest level where scopes end or begin
                       before it, + 1; 0: none does */
    uint8_t base;
};
bool levels_find(struct text_engine *engine, struct str text, const struct text_span *spans,
                 const size_t *span_starts, size_t count, enum text_direction direction,
                 struct levels *out);

/* missing.c: no face has `c`, which stands in the span. */
void missing_add(struct text_engine *engine, uint32_t c, const struct text_span *span);

/* linebreak.c: where lines end. */
struct line_end {
    size_t token; /* the last token that belongs to the line, or the one that is cut */
    size_t cut;   /* bytes of that token's text on this line when hyphenated; 0: not cut */
    bool hyphen;  /* shown: the token is cut, or ends in a soft hyphen */
    bool forced;  /* by the text */
    bool overfull;
};
struct line_ends {
    struct line_end *items;
    size_t count;
};
bool line_ends_find(struct text_engine *engine, const struct tokens *tokens,
                    const struct paragraph_format *format, struct line_ends *out);

/* lines.c */
bool lines_make(struct text_engine *engine, struct arena *arena,
                const struct tokens *tokens, const struct line_ends *ends,
                const struct paragraph_format *format, struct lines *out);

/* How far the last character of a text may hang into the margin. */
sp hang_after(const struct token *token, struct str text);

/* The hyphen of a broken word, in its own face and style. */
const struct word *hyphen_word(struct text_engine *engine, const struct token *token);

#endif
