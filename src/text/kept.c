/* Lines as pages keep them: a string of bytes each, as most of what a piece says is that of
 * the piece before it, or follows from its word. A packet of a thousand pages has its lines
 * in 2 MB rather than 18.
 *
 *   line    marks, count, width, ascent, descent, pieces, order of reading
 *   piece   what it has; style and context, where they change; word; width, if it has
 *           another than its word; how far it is from the end of the piece before it
 *
 * Numbers have seven bits a byte, the least first, and a high bit where more follow; those
 * that may be below zero have their sign in the lowest bit. */
#include "text/engine.h"

#include <string.h>

enum { LINE_LAST = 1, LINE_FLUSH_RIGHT = 2, LINE_OVERFULL = 4, LINE_TURNED = 8 };

enum {
    PIECE_SPACE_AFTER = 1,
    PIECE_SPACE_LEFT = 2,
    PIECE_SPACE_RIGHT = 4,
    PIECE_HYPHEN = 8,
    PIECE_LEADER = 16,
    PIECE_CHANGES = 32, /* style and context follow */
    PIECE_WORD = 64,
    PIECE_WIDTH = 128, /* it follows */
};

struct kept_line {
    uint8_t marks;
    uint8_t bytes[];
};

#define NUMBER_BYTES 5 /* of 32 bits */
#define LINE_BYTES (sizeof(struct kept_line) + 4 * NUMBER_BYTES)
#define PIECE_BYTES (1 + sizeof(void *) + 5 * NUMBER_BYTES) /* its x may take two */

/* Writing */

static uint8_t *put(uint8_t *at, uint64_t number)
{
    for (; number >= 0x80; number >>= 7) {
        *at++ = (uint8_t)(number | 0x80);
    }
    *at++ = (uint8_t)number;
    return at;
}

static uint8_t *put_signed(uint8_t *at, int64_t number)
{
    uint64_t twice = (uint64_t)number << 1;
    return put(at, number < 0 ? ~twice : twice);
}

static uint8_t *put_piece(uint8_t *at, const struct piece *piece,
                          const struct piece *before)
{
    bool changes =
        !before || piece->style != before->style || piece->context != before->context;
    bool wide = !piece->word || piece->sized;
    *at++ = (uint8_t)((piece->space_after ? PIECE_SPACE_AFTER : 0) |
                      (piece->space_left ? PIECE_SPACE_LEFT : 0) |
                      (piece->space_right ? PIECE_SPACE_RIGHT : 0) |
                      (piece->hyphen ? PIECE_HYPHEN : 0) |
                      (piece->leader ? PIECE_LEADER : 0) | (changes ? PIECE_CHANGES : 0) |
                      (piece->word ? PIECE_WORD : 0) | (wide ? PIECE_WIDTH : 0));
    if (changes) {
        memcpy(at, &piece->style, sizeof piece->style);
        at = put(at + sizeof piece->style, piece->context);
    }
    at = piece->word ? put(at, piece->word->number) : at;
    at = wide ? put_signed(at, piece->width) : at;
    int64_t end = before ? (int64_t)before->x + before->width : 0;
    return put_signed(at, piece->x - end);
}

const struct kept_line *line_keep(struct arena *arena, const struct line *line)
{
    size_t room =
        LINE_BYTES + line->count * (PIECE_BYTES + (line->reading ? NUMBER_BYTES : 0));
    struct kept_line *kept = arena_alloc(arena, room, 1);
    if (!kept) {
        return NULL;
    }
    kept->marks =
        (uint8_t)((line->last ? LINE_LAST : 0) |
                  (line->flush_right ? LINE_FLUSH_RIGHT : 0) |
                  (line->overfull ? LINE_OVERFULL : 0) | (line->reading ? LINE_TURNED : 0));
    uint8_t *at = put(kept->bytes, line->count);
    at = put_signed(at, line->width);
    at = put_signed(at, line->ascent);
    at = put_signed(at, line->descent);
    for (uint32_t i = 0; i < line->count; i++) {
        at = put_piece(at, &line->pieces[i], i ? &line->pieces[i - 1] : NULL);
    }
    for (uint32_t i = 0; line->reading && i < line->count; i++) {
        at = put(at, line->reading[i]);
    }
    (void)arena_resize(arena, kept, room, (size_t)(at - (uint8_t *)kept));
    return kept;
}

/* Reading */

static uint64_t take(const uint8_t **at)
{
    uint64_t number = *(*at)++;
    if (number >= 0x80) {
        unsigned shift = 7;
        number &= 0x7F;
        for (; **at >= 0x80; shift += 7) {
            number |= (uint64_t)(*(*at)++ & 0x7F) << shift;
        }
        number |= (uint64_t) * (*at)++ << shift;
    }
    return number;
}

static int64_t take_signed(const uint8_t **at)
{
    uint64_t number = take(at);
    return (int64_t)(number >> 1) ^ -(int64_t)(number & 1);
}

static void take_piece(const struct text_engine *engine, const uint8_t **at,
                       const struct piece *before, struct piece *out)
{
    uint8_t has = *(*at)++;
    *out = (struct piece){.style = before ? before->style : NULL,
                          .context = before ? before->context : 0,
                          .space_after = has & PIECE_SPACE_AFTER,
                          .space_left = has & PIECE_SPACE_LEFT,
                          .space_right = has & PIECE_SPACE_RIGHT,
                          .hyphen = has & PIECE_HYPHEN,
                          .leader = has & PIECE_LEADER,
                          .sized = (has & PIECE_WORD) && (has & PIECE_WIDTH)};
    if (has & PIECE_CHANGES) {
        memcpy(&out->style, *at, sizeof out->style);
        *at += sizeof out->style;
        out->context = (uint32_t)take(at);
    }
    if (has & PIECE_WORD) {
        out->word = shaper_word(engine->shaper, (uint32_t)take(at));
    }
    out->width =
        has & PIECE_WIDTH ? (sp)take_signed(at) : word_width_in(out->word, out->style);
    int64_t end = before ? (int64_t)before->x + before->width : 0;
    out->x = (sp)(end + take_signed(at));
}

static bool has_room(struct line_room *room, uint32_t count, bool turned)
{
    while (room->piece_capacity < count || (turned && room->reading_capacity < count)) {
        bool pieces = room->piece_capacity < count;
        if (pieces ? !arena_grow(room->arena, &room->pieces, room->piece_capacity,
                                 &room->piece_capacity, sizeof *room->pieces)
                   : !arena_grow(room->arena, &room->reading, room->reading_capacity,
                                 &room->reading_capacity, sizeof *room->reading)) {
            return false;
        }
    }
    return true;
}

const struct line *line_open(const struct kept_line *kept, struct line_room *room)
{
    const uint8_t *at = kept->bytes;
    bool turned = kept->marks & LINE_TURNED;
    uint32_t count = (uint32_t)take(&at);
    if (!has_room(room, count, turned)) {
        return NULL;
    }
    room->line = (struct line){.pieces = room->pieces,
                               .count = count,
                               .reading = turned ? room->reading : NULL,
                               .last = kept->marks & LINE_LAST,
                               .flush_right = kept->marks & LINE_FLUSH_RIGHT,
                               .overfull = kept->marks & LINE_OVERFULL};
    room->line.width = (sp)take_signed(&at);
    room->line.ascent = (sp)take_signed(&at);
    room->line.descent = (sp)take_signed(&at);
    for (uint32_t i = 0; i < count; i++) {
        take_piece(room->engine, &at, i ? &room->pieces[i - 1] : NULL, &room->pieces[i]);
    }
    for (uint32_t i = 0; turned && i < count; i++) {
        room->reading[i] = (uint32_t)take(&at);
    }
    return &room->line;
}
