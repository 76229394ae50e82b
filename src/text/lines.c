/* From line ends to lines of placed pieces: broken words are shaped in their parts,
 * room is spread over the spaces so that the sum is the measure exactly, and mixed
 * directions are put into visual order (UAX #9, rule L2). */
#include "text/engine.h"

#include "base/utf8.h"

#include <hb.h>
#include <stdlib.h>

#define HOLE_PARTS 4 /* of the text's height: gaps that grow by more are holes */

const struct word *hyphen_word(struct text_engine *engine, const struct token *token)
{
    const struct face *face = token->word->face;
    struct str hyphen = STR("-");
    return face && face_has(face, '-')
               ? shape_word(engine->shaper, face, hyphen, token->script, false,
                            token->span->style->language)
               : NULL;
}

/* Hanging: half of what is small, a little of quotation marks. */
static sp hang_of(const struct token *token, uint32_t c)
{
    static const struct {
        uint32_t character;
        int32_t thousandths; /* of the size */
    } hanging[] = {{'-', 160},    {'.', 120},    {',', 120},    {0x2018, 110},
                   {0x2019, 110}, {0x201C, 170}, {0x201D, 170}, {'\'', 90},
                   {'"', 120},    {0x2010, 160}, {':', 60},     {';', 60},
                   {0x2013, 160}, {0x2014, 200}};
    if (token->level & 1 || token->span->style->preserve ||
        token->span->style->role == FONT_MONO) {
        return 0;
    }
    for (size_t i = 0; i < sizeof hanging / sizeof hanging[0]; i++) {
        if (hanging[i].character == c) {
            return sp_scale(token->span->style->size, hanging[i].thousandths, 1000);
        }
    }
    return 0;
}

sp hang_after(const struct token *token, struct str text)
{
    size_t len;
    return text.len ? hang_of(token, utf8_decode_before(text, text.len, &len)) : 0;
}

static sp hang_before(const struct token *token)
{
    size_t len;
    uint32_t c = token->text.len ? utf8_decode(token->text, 0, &len) : 0;
    return c == 0x201C || c == 0x2018 || c == '"' ? hang_of(token, c) : 0;
}

/* Lines open between ideographs by this part of an em at the most: from a tenth on, readers
 * take the room for a space. */
#define JOINT_PARTS 11

/* Ideographs, kana, and the signs among them, which are as wide. */
static bool is_full_width(uint32_t c)
{
    return (c >= 0x2E80 && c <= 0x31FF) || (c >= 0x3400 && c <= 0x9FFF) ||
           (c >= 0xF900 && c <= 0xFAFF) || (c >= 0xFF01 && c <= 0xFF60) ||
           (c >= 0x20000 && c <= 0x3FFFF);
}

sp token_joint(const struct tokens *tokens, size_t index)
{
    const struct token *token = &tokens->items[index], *next = token + 1;
    size_t len;
    if (!token->break_after || token->kind != TOKEN_WORD || token->soft_hyphen ||
        tokens->mixed || index + 1 == tokens->count || next->kind != TOKEN_WORD ||
        token->text.len == 0 || next->text.len == 0 || token->span->style->preserve ||
        !is_full_width(utf8_decode_before(token->text, token->text.len, &len)) ||
        !is_full_width(utf8_decode(next->text, 0, &len))) {
        return 0;
    }
    return token->span->style->size / JOINT_PARTS;
}

enum space { SPACE_NONE, SPACE_FIXED, SPACE_STRETCHES };

struct draft {
    struct piece piece;
    uint32_t rank; /* in reading order */
    uint8_t level, edge;
    enum space space : 8; /* no piece, but room between two */
    sp shrink;            /* of a space that stretches */
    bool joint;           /* room may open behind it */
};

struct line_maker {
    struct text_engine *engine;
    struct arena *arena;
    const struct tokens *tokens;
    const struct paragraph_format *format;
    struct draft *drafts;
    size_t count;
    size_t gaps;   /* spaces that may stretch */
    size_t joints; /* other places where room may open */
    sp joint;      /* the most that it opens by */
    sp shrink;     /* of all gaps */
    size_t leaders;
    sp natural;
    sp ascent, descent;
    sp text_height;
};

static bool add_draft(struct line_maker *maker, struct piece piece, uint8_t level)
{
    maker->drafts =
        list_room(maker->engine, LIST_DRAFTS, maker->count, sizeof *maker->drafts);
    if (!maker->drafts) {
        return false;
    }
    maker->drafts[maker->count] =
        (struct draft){.piece = piece, .level = level, .rank = (uint32_t)maker->count};
    maker->count++;
    maker->natural = sp_add(maker->natural, piece.width);
    return true;
}

static void note_heights(struct line_maker *maker, const struct token *token)
{
    const struct text_span *span = token->span;
    bool object = token->kind == TOKEN_OBJECT;
    sp ascent = object ? span->of.object.ascent : 0;
    sp descent = object ? span->of.object.descent : 0;
    if (!object && span->style) {
        const struct face *face =
            token->word && token->word->face ? token->word->face : NULL;
        int64_t em = face ? face->metrics.units_per_em : 1000;
        int64_t up = face ? face->metrics.ascender : 900,
                down = face ? -face->metrics.descender : 250;
        ascent = sp_add(sp_scale(span->style->size, up, em), span->style->rise);
        descent = sp_sub(sp_scale(span->style->size, down, em), span->style->rise);
        maker->text_height = sp_max(maker->text_height, sp_add(ascent, descent));
    }
    maker->ascent = sp_max(maker->ascent, ascent);
    maker->descent = sp_max(maker->descent, descent);
}

/* The part [from, to) of a word's token; all of it is the word as it was shaped. */
static bool add_word_part(struct line_maker *maker, const struct token *token, size_t from,
                          size_t to)
{
    const struct word *word = token->word;
    sp width = token->width;
    if (from > 0 || to < token->text.len) {
        word = shape_word(maker->engine->shaper, word->face, str_sub(token->text, from, to),
                          token->script, token->level & 1, token->span->style->language);
        if (!word) {
            return false;
        }
        width = word_width_in(word, token->span->style);
    }
    struct piece piece = {.word = word,
                          .style = token->span->style,
                          .width = width,
                          .context = token->span->context};
    note_heights(maker, token);
    return add_draft(maker, piece, token->level);
}

static bool add_hyphen(struct line_maker *maker, const struct token *token)
{
    const struct word *hyphen = hyphen_word(maker->engine, token);
    struct piece piece = {.word = hyphen,
                          .style = token->span->style,
                          .width =
                              hyphen ? word_width(hyphen, token->span->style->size) : 0,
                          .context = token->span->context,
                          .hyphen = true,
                          .sized = token->span->style->tracking != 0};
    return hyphen && add_draft(maker, piece, token->level);
}

/* A space takes its own place among the drafts, so that it moves with its level; of the
 * line it becomes a mark on the piece that it follows in reading order. In code, where
 * spaces count, one at the line's start is a piece. */
static bool add_space(struct line_maker *maker, size_t index)
{
    const struct token *token = &maker->tokens->items[index];
    bool preserve = token->span->style->preserve;
    struct piece piece = {.style = token->span->style,
                          .width = token->width,
                          .context = token->span->context};
    if (maker->count == 0) {
        piece.word = token->word;
        piece.sized = true; /* as many as there are */
        return !preserve || add_draft(maker, piece, token->level);
    }
    struct draft *before = &maker->drafts[maker->count - 1];
    bool again = before->space != SPACE_NONE;
    before->piece.space_after = true;
    if (!add_draft(maker, piece, token->level)) {
        return false;
    }
    struct draft *space = &maker->drafts[maker->count - 1];
    space->space = preserve || token->span->style->keep_together || again ? SPACE_FIXED
                                                                          : SPACE_STRETCHES;
    if (space->space == SPACE_STRETCHES) {
        space->shrink = token_shrink(maker->tokens, index);
        maker->shrink = sp_add(maker->shrink, space->shrink);
        maker->gaps++;
    }
    return true;
}

static bool add_token_to_line(struct line_maker *maker, size_t index, size_t from,
                              size_t to)
{
    const struct token *token = &maker->tokens->items[index];
    switch (token->kind) {
    case TOKEN_WORD: return add_word_part(maker, token, from, to);
    case TOKEN_SPACE: return add_space(maker, index);
    case TOKEN_BREAK: return true;
    case TOKEN_OBJECT:
        note_heights(maker, token);
        return add_draft(maker,
                         (struct piece){.style = token->span->style,
                                        .width = token->span->of.object.width,
                                        .context = token->span->context},
                         token->level);
    case TOKEN_LEADER:
        maker->leaders++;
        return add_draft(maker,
                         (struct piece){.style = token->span->style,
                                        .context = token->span->context,
                                        .leader = true},
                         token->level);
    }
    return true;
}

/* Two that a scope's edge parts are in one stretch from the edge's level down. The
 * edge stays where it is: within a stretch that turns it parts nothing any more. */
static void swap_drafts(struct draft *a, struct draft *b)
{
    struct draft swap = *a;
    uint8_t edge_a = a->edge, edge_b = b->edge;
    *a = *b;
    *b = swap;
    a->edge = edge_a;
    b->edge = edge_b;
}

/* The end of the stretch at or above the level that begins at `from`, or `from`. */
static size_t stretch_end(const struct draft *drafts, size_t count, size_t from,
                          uint8_t level)
{
    size_t end = from;
    while (end < count && drafts[end].level >= level &&
           (end == from || !drafts[end].edge || drafts[end].edge - 1 >= level)) {
        end++;
    }
    return end;
}

/* Rule L2: from the highest level down, reverse each stretch at or above it. */
static void put_in_visual_order(struct draft *drafts, size_t count, bool right_to_left)
{
    uint8_t highest = 0, lowest_odd = right_to_left ? 1 : UINT8_MAX;
    for (size_t i = 0; i < count; i++) {
        highest = drafts[i].level > highest ? drafts[i].level : highest;
        if ((drafts[i].level & 1) && drafts[i].level < lowest_odd) {
            lowest_odd = drafts[i].level;
        }
    }
    for (uint8_t level = highest; lowest_odd != UINT8_MAX && level >= lowest_odd; level--) {
        for (size_t i = 0, end; i<count; i = end> i ? end : i + 1) {
            end = stretch_end(drafts, count, i, level);
            for (size_t low = i, high = end; low + 1 < high; low++, high--) {
                swap_drafts(&drafts[low], &drafts[high - 1]);
            }
        }
    }
}

/* What of a line's room opens at its joints; the rest does at its spaces. Among ideographs
 * all share alike. Where there are more spaces, text is of words, whose lines are as full
 * as others: a joint takes what it may, and they the rest. */
static sp room_of_joints(const struct line_maker *maker, sp room)
{
    if (room <= 0 || maker->joints == 0) {
        return 0;
    }
    size_t all = maker->gaps + maker->joints;
    sp alike = (sp)((int64_t)room * (int64_t)maker->joints / (int64_t)all);
    int64_t most = (int64_t)maker->joint * (int64_t)maker->joints;
    return maker->gaps > maker->joints && alike > most ? (sp)most : alike;
}

/* Better ragged than with holes: gaps that grow by more than a quarter of the text's
 * height, to some two and a half times what they are elsewhere. */
static bool has_holes(const struct line_maker *maker, sp room)
{
    sp joints = room_of_joints(maker, room), spaces = sp_sub(room, joints);
    sp most = maker->text_height / HOLE_PARTS;
    return (maker->joints && joints / (sp)maker->joints > maker->joint) ||
           (maker->gaps && spaces / (sp)maker->gaps > most);
}

/* The share of the parts [from, from + own) of `all`. */
static sp share_of(sp room, sp from, sp own, sp all)
{
    return (sp)((int64_t)room * ((int64_t)from + own) / all -
                (int64_t)room * (int64_t)from / all);
}

/* Gives each piece its x. Room goes to spaces and joints: to all spaces alike, but none
 * gets narrower than it may. */
static void place(struct line_maker *maker, sp start, sp room, bool stretch)
{
    sp x = start, joints = room_of_joints(maker, room), spaces = sp_sub(room, joints);
    bool narrows = spaces < 0 && maker->shrink > 0;
    sp gap = 0, gaps = narrows ? maker->shrink : (sp)maker->gaps, joint = 0;
    size_t leader = 0;
    for (size_t i = 0; i < maker->count; i++) {
        struct draft *draft = &maker->drafts[i];
        struct piece *piece = &draft->piece;
        if (piece->leader && maker->leaders) {
            sp share = room > 0 ? room / (sp)maker->leaders : 0;
            piece->width = leader++ == 0 ? sp_sub(room > 0 ? room : 0,
                                                  share * (sp)(maker->leaders - 1))
                                         : share;
        } else if (draft->space == SPACE_STRETCHES && stretch) {
            sp own = narrows ? draft->shrink : 1;
            piece->width = sp_add(piece->width, share_of(spaces, gap, own, gaps));
            gap += own;
        }
        piece->x = x;
        x = sp_add(x, piece->width);
        if (draft->joint && stretch) {
            x = sp_add(x, share_of(joints, joint++, 1, (sp)maker->joints));
        }
    }
}

/* Spaces at the line's end take no room and are no gaps; the mark on their piece stays. */
static void drop_last_spaces(struct line_maker *maker)
{
    while (maker->count && maker->drafts[maker->count - 1].space != SPACE_NONE) {
        const struct draft *last = &maker->drafts[--maker->count];
        maker->natural = sp_sub(maker->natural, last->piece.width);
        maker->gaps -= last->space == SPACE_STRETCHES;
        maker->shrink = sp_sub(maker->shrink, last->shrink);
    }
}

/* Whether a space follows the line's last word in reading order. One follows a paragraph's
 * last, too: what comes next may be another cell of the row, or what a label stands for.
 * None follows code, nor a word that goes on. */
static bool has_space_at_end(const struct line_maker *maker, bool ends)
{
    const struct piece *last = &maker->drafts[maker->count - 1].piece;
    return last->space_after || (ends && last->word && !last->style->preserve);
}

static bool any_from_right(const struct piece *pieces, uint32_t count)
{
    for (uint32_t i = 0; i < count; i++) {
        if (pieces[i].word && pieces[i].word->right_to_left) {
            return true;
        }
    }
    return false;
}

/* The pieces as they are seen, each with the space at its right. One at the line's end
 * stands where the next word would: at the left of a line from right to left, but where all
 * words of that run from the left. */
static bool take_pieces(struct line_maker *maker, bool space_at_end, struct piece **out,
                        uint32_t *count)
{
    size_t kept = 0;
    for (size_t i = 0; i < maker->count; i++) {
        kept += maker->drafts[i].space == SPACE_NONE;
    }
    *out = ARENA_ARRAY(maker->arena, struct piece, kept);
    *count = 0;
    for (size_t i = 0; *out && i < maker->count; i++) {
        if (maker->drafts[i].space == SPACE_NONE) {
            (*out)[(*count)++] = maker->drafts[i].piece;
        } else if (*count) {
            (*out)[*count - 1].space_right = true;
        }
    }
    if (*count && space_at_end) {
        bool left = maker->tokens->right_to_left && any_from_right(*out, *count);
        *(left ? &(*out)[0].space_left : &(*out)[*count - 1].space_right) = true;
    }
    return *out || kept == 0;
}

static int compare_reading(const void *a, const void *b)
{
    const uint64_t *one = a, *two = b;
    return *one < *two ? -1 : *one > *two;
}

/* The order that the kept pieces are read in, where it may be another than they stand in.
 */
static bool take_reading(struct line_maker *maker, uint32_t count, const uint32_t **out)
{
    *out = NULL;
    if (!maker->tokens->mixed) {
        return true;
    }
    uint64_t *keys = ARENA_ARRAY(&maker->engine->scratch, uint64_t, count);
    uint32_t *reading = ARENA_ARRAY(maker->arena, uint32_t, count);
    uint32_t kept = 0;
    for (size_t i = 0; keys && i < maker->count; i++) {
        if (maker->drafts[i].space == SPACE_NONE) {
            keys[kept] = (uint64_t)maker->drafts[i].rank << 32 | kept;
            kept++;
        }
    }
    if (!keys || !reading) {
        return count == 0;
    }
    qsort(keys, count, sizeof *keys, compare_reading);
    for (uint32_t i = 0; i < count; i++) {
        reading[i] = (uint32_t)keys[i];
    }
    *out = reading;
    return true;
}

/* Justifies or aligns the drafts, puts them in the order they are seen in, and keeps
 * them. A line that would be all holes stays ragged. */
static bool finish_line(struct line_maker *maker, const struct line_end *end, bool first,
                        bool last, sp hang_left, sp hang_right, struct line *out)
{
    const struct paragraph_format *format = maker->format;
    sp indent = first ? format->first_indent : format->later_indent;
    sp measure = sp_sub(format->measure, indent);
    sp width = sp_sub(maker->natural, sp_add(hang_left, hang_right));
    sp room = sp_sub(measure, width);
    bool opens = maker->gaps > 0 || (room > 0 && maker->joints > 0);
    bool stretch = format->align == TEXT_JUSTIFY && opens &&
                   (room < 0 || !(end->forced || last)) && !end->overfull &&
                   !has_holes(maker, room);
    bool to_right = !stretch && (format->align == TEXT_RIGHT ||
                                 (format->align == TEXT_JUSTIFY && format->flush_right));
    sp start = sp_sub(indent, hang_left);
    if (!stretch && room > 0 && maker->leaders == 0) {
        start = sp_add(start, format->align == TEXT_CENTER ? room / 2
                              : to_right                   ? room
                                                           : 0);
    }
    bool space_at_end = maker->count > 0 && has_space_at_end(maker, end->forced || last);
    if (maker->tokens->mixed) {
        put_in_visual_order(maker->drafts, maker->count, maker->tokens->right_to_left);
    }
    place(maker, start, room, stretch);
    struct piece *pieces;
    uint32_t count;
    const uint32_t *reading;
    if (!take_pieces(maker, space_at_end, &pieces, &count) ||
        !take_reading(maker, count, &reading)) {
        return false;
    }
    *out = (struct line){
        .pieces = pieces,
        .count = count,
        .reading = reading,
        .width = maker->natural,
        .ascent = maker->ascent,
        .descent = maker->descent,
        .last = end->forced || last,
        .flush_right = to_right,
        .overfull = room < 0 && !stretch && maker->leaders == 0,
    };
    return true;
}

/* Where a line's content begins: after the break before it, spaces skipped. */
static void skip_to_content(const struct tokens *tokens, size_t *token, size_t *from)
{
    while (*from == 0 && *token < tokens->count &&
           tokens->items[*token].kind == TOKEN_SPACE &&
           !tokens->items[*token].span->style->preserve) {
        ++*token;
    }
}

static void note_joint(struct line_maker *maker, size_t index)
{
    sp joint = token_joint(maker->tokens, index);
    if (joint > 0 && maker->count > 0) {
        maker->drafts[maker->count - 1].joint = true;
        maker->joints++;
        maker->joint = joint;
    }
}

/* How far the line that ends with `end` may hang over at its right. */
static sp hang_of_end(const struct line_maker *maker, const struct line_end *end)
{
    const struct tokens *tokens = maker->tokens;
    const struct token *tail = &tokens->items[end->token];
    if (tail->kind == TOKEN_SPACE && end->token > 0) {
        tail = &tokens->items[end->token - 1];
    }
    const struct piece *piece = &maker->drafts[maker->count - 1].piece;
    if (tail->kind != TOKEN_WORD || !piece->word || !piece->word->face) {
        return 0;
    }
    return piece->hyphen ? piece->width / 2 : hang_after(tail, piece->word->text);
}

static bool make_line(struct line_maker *maker, const struct line_end *end, size_t token,
                      size_t from, bool first, bool last, struct line *out)
{
    const struct tokens *tokens = maker->tokens;
    maker->count = maker->gaps = maker->joints = maker->leaders = 0;
    maker->natural = maker->shrink = 0;
    maker->ascent = maker->descent = maker->text_height = 0;
    skip_to_content(tokens, &token, &from);
    sp hang_left = 0;
    bool hangs = maker->format->hang_punctuation && !tokens->mixed;
    if (hangs && from == 0 && token < tokens->count &&
        tokens->items[token].kind == TOKEN_WORD) {
        hang_left = hang_before(&tokens->items[token]);
    }
    for (size_t i = token; i <= end->token && i < tokens->count; i++) {
        const struct token *item = &tokens->items[i];
        size_t to = i == end->token && end->cut ? end->cut : item->text.len;
        size_t before = maker->count;
        if (!add_token_to_line(maker, i, i == token ? from : 0, to)) {
            return false;
        }
        if (maker->count > before) {
            maker->drafts[before].edge = item->edge;
        }
        if (i < end->token) {
            note_joint(maker, i);
        }
    }
    if (end->hyphen && !add_hyphen(maker, &tokens->items[end->token])) {
        return false;
    }
    if (!end->hyphen) {
        drop_last_spaces(maker);
    }
    sp hang_right = hangs && maker->count ? hang_of_end(maker, end) : 0;
    return finish_line(maker, end, first, last, hang_left, hang_right, out);
}

bool lines_make(struct text_engine *engine, struct arena *arena,
                const struct tokens *tokens, const struct line_ends *ends,
                const struct paragraph_format *format, struct lines *out)
{
    struct line_maker maker = {
        .engine = engine, .arena = arena, .tokens = tokens, .format = format};
    struct line *lines = ARENA_ARRAY(arena, struct line, ends->count);
    if (!lines) {
        return false;
    }
    size_t token = 0, from = 0;
    for (size_t i = 0; i < ends->count; i++) {
        const struct line_end *end = &ends->items[i];
        if (!make_line(&maker, end, token, from, i == 0, i + 1 == ends->count, &lines[i])) {
            return false;
        }
        token = end->cut ? end->token : end->token + 1;
        from = end->cut;
    }
    *out = (struct lines){lines, ends->count};
    return true;
}
