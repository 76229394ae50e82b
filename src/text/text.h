/* Text: styled spans in, justified lines of shaped words out.
 *
 * Runs between layout/, which says what is set and how wide, and pdf/, which draws.
 * ICU finds breaks, scripts and directions (UAX #14, #24, #9), HarfBuzz shapes,
 * patterns hyphenate, and each paragraph is broken as a whole (Knuth and Plass).
 * Shaped words are cached by text, face and language, independent of size, and
 * shared by all lines that show them. Lengths are `sp`. Same input, same lines: no
 * floating point decides a break, no locale, no state between calls but the cache. */
#ifndef OFFPRINT_TEXT_TEXT_H
#define OFFPRINT_TEXT_TEXT_H

#include "base/buf.h"
#include "text/font.h"

struct glyph {
    uint16_t id;      /* in the face's file */
    uint16_t cluster; /* byte in word->text where its cluster begins */
    int32_t advance;  /* font units, kerning included */
    int16_t x_offset, y_offset;
    uint16_t text_at, text_len; /* what it stands for, in word->parts; may be nothing */
    bool apart;                 /* is told by others, and drawn where it disturbs no text */
    bool blank;                 /* only tells text */
};

/* Shaped once, drawn often. Never changes. */
struct word {
    const struct face
        *face;           /* NULL: no face has this character; draw a box with its code */
    struct str text;     /* logical order */
    struct str spelling; /* the same without what shows nothing (soft hyphens) */
    struct str parts;    /* the same with vowels in the parts that they are drawn in */
    const struct glyph *glyphs; /* visual order, left to right */
    uint32_t glyph_count;
    int32_t advance; /* font units; without a face, of 1000 per em */
    uint32_t number; /* of the engine's words, from 0 */
    bool right_to_left;
    bool spelled; /* what its glyphs stand for makes up its spelling; from right to left,
                     turned around */
    bool has_apart;
};

struct str glyph_text(const struct word *word, const struct glyph *glyph);

struct text_style {
    enum font_role role : 8;
    bool bold, italic;
    bool keep_together; /* no break inside, and no stretch: numbers with units, short names
                         */
    bool joined;        /* nor before it: the mark of a note */
    bool preserve;      /* white space counts (code) */
    sp size;
    sp rise;             /* above the baseline */
    sp tracking;         /* added after every glyph but blank ones */
    struct str language; /* BCP 47 */
};

/* The base direction of a paragraph (UAX #9, P2 and P3: by its first strong letter). */
enum text_direction { TEXT_BY_LETTER, TEXT_FROM_LEFT, TEXT_FROM_RIGHT };

/* Turns nothing around it, nor is turned by it: as U+2066 to U+2068 ask for, and U+202D or
 * U+202E within where all its letters run one way. */
struct text_scope {
    const struct text_scope *around; /* NULL: the paragraph */
    enum text_direction direction;
    bool overrides; /* only where the direction is not BY_LETTER */
};

enum span_kind {
    SPAN_TEXT,
    SPAN_BREAK,  /* a line ends here */
    SPAN_OBJECT, /* an image or the like, of the size below */
    SPAN_LEADER, /* takes what room is left, filled with dots (contents) */
};

/* A stretch of a paragraph in one style. `context` is the caller's: it comes back
 * with every piece. A span's text need not end at a word's end. */
struct text_span {
    enum span_kind kind;
    uint32_t context;
    const struct text_style *style; /* borrowed as long as the lines */
    struct str text;
    const struct text_scope *scope; /* it stands in; shared by spans; or NULL */
    union {
        struct place place; /* of text, for "no face has U+…" */
        struct {
            sp width, ascent, descent;
        } object;
    } of;
};

enum text_align { TEXT_JUSTIFY, TEXT_LEFT, TEXT_CENTER, TEXT_RIGHT };

struct paragraph_format {
    sp measure;      /* > 0 */
    sp first_indent; /* of the first line; may be below zero */
    sp later_indent; /* of the others: hanging lines, wrapped code */
    enum text_align align : 8;
    bool hyphenate;
    bool hyphens_at_need; /* only where a word is wider than its line */
    bool unbroken;        /* lines end only at a SPAN_BREAK, however long they are */
    enum text_direction direction : 8;
    bool flush_right; /* so are the lines of a justified paragraph that are not stretched */
    bool hang_punctuation;
};

/* Part of a word's line: what stands at x. Pieces are in visual order, left to right. */
struct piece {
    const struct word *word; /* NULL: the object of its span */
    const struct text_style *style;
    sp x, width; /* from the line's left edge; may hang outside [0, measure) */
    uint32_t context;
    bool space_after; /* a space stands between this and the next piece, in reading order */
    bool space_left, space_right; /* one stands there, as it is seen: drawn as white room,
                                     written as a space character */
    bool hyphen;                  /* a hyphen that only this break made */
    bool leader;                  /* dots of a SPAN_LEADER */
    bool sized;                   /* its word has another width in its style */
};

struct line {
    const struct piece *pieces;
    uint32_t count;
    const uint32_t *reading; /* the pieces in reading order; NULL: as they stand */
    sp width;                /* natural, before justification */
    sp ascent, descent;      /* of what stands on it, both >= 0 */
    bool last;               /* the paragraph's last, or before a SPAN_BREAK */
    bool flush_right;        /* not stretched, and at the measure's right */
    bool overfull;           /* wider than the measure; a note was reported */
};

struct lines {
    const struct line *items;
    size_t count;
};

/* The piece that is read as the `rank`-th, from 0. */
static inline const struct piece *line_read(const struct line *line, uint32_t rank)
{
    return &line->pieces[line->reading ? line->reading[rank] : rank];
}

/* A line in a few bytes a word; it names words and styles as the line does. */
struct kept_line;

/* In `arena`; NULL: it is full. */
const struct kept_line *line_keep(struct arena *arena, const struct line *line);

struct text_engine;

/* Room for one line after the other that is opened. */
struct line_room {
    const struct text_engine *engine; /* that made the words; sets no text meanwhile */
    struct arena *arena;
    struct line line; /* opened last */
    struct piece *pieces;
    uint32_t *reading;
    size_t piece_capacity, reading_capacity;
};

/* The line as it was kept, in the room until the next is opened; its owner may change it
 * there. NULL: the arena is full. */
const struct line *line_open(const struct kept_line *kept, struct line_room *room);

/* The mark that opens or closes a quotation in a language (BCP 47); `depth` quotations are
 * around it. */
void text_add_quote_mark(struct str language, size_t depth, bool opening, struct buf *out);

/* All that changes while text is set: opened faces, shaped words, hyphenated words, and
 * room to work in. One thread at a time uses an engine, its arena and a report; any
 * number of threads may each use an engine of their own over one font_set, which never
 * changes. Lines and the words and faces that they name may be read from everywhere as
 * long as their engine lives. */
/* `hyphenation_folder` holds the pattern tables as the build put them there. The engine
 * lives in `arena`, and borrows both; free it before the arena is cleared. NULL:
 * reported (a main face cannot be read, or memory). */
struct text_engine *text_engine_new(struct arena *arena, const struct font_set *fonts,
                                    const char *hyphenation_folder, struct report *report);
void text_engine_free(struct text_engine *engine);

/* Reports the characters of all texts since that no face has, once a script. */
void text_tell_missing(struct text_engine *engine, struct report *report);

/* Break `spans` into lines. The result lives in `arena`. An empty paragraph gives no
 * lines. A word wider than the measure is cut between any two of its characters, where
 * nothing better offers; only an object can be too wide, its line is marked overfull.
 * False only when memory is gone ("out-of-memory" reported). */
bool text_break(struct text_engine *engine, struct arena *arena,
                const struct text_span *spans, size_t count,
                const struct paragraph_format *format, struct lines *out,
                struct report *report);

/* Natural widths of spans set without breaking: of the whole, of what is widest between
 * spaces, and of the widest part that no line end parts. For table columns. Signs beside
 * numbers are set otherwise from right to left: the direction is the paragraph's. */
struct text_extent {
    sp natural, widest_word, widest_part;
};
bool text_measure(struct text_engine *engine, const struct text_span *spans, size_t count,
                  enum text_direction direction, struct text_extent *out,
                  struct report *report);

/* One word of plain Latin text in a face, for what is known only after the lines are
 * broken (page numbers). NULL when memory is gone (reported). */
const struct word *text_shape_word(struct text_engine *engine, const struct face *face,
                                   struct str text, struct report *report);

/* The faces of an engine have an index below it. */
size_t text_face_count(const struct text_engine *engine);

/* A font program in `arena` with these glyphs of a face alone, of TrueType outlines that
 * keep their numbers (FontFile2, CIDFontType2). False when subsetting fails or memory is
 * gone (reported). */
bool text_subset_face(struct arena *arena, const struct face *face, const uint16_t *glyphs,
                      size_t count, struct str *out, struct report *report);

/* Lines as text, one a line: index, width, hyphen and the pieces with their x. */
void lines_dump(const struct lines *lines, struct buf *out);

#endif
