/* Which part of a word's text each glyph stands for, so that whoever takes the text off a
 * page, glyph by glyph, gets the word back. Runs once a word, after shaping.
 *
 * Programs take glyphs from left to right; those of a word from right to left they turn
 * around, character by character. So what the glyphs stand for, in the order they are seen
 * in, must make up the word, or the word turned around, whatever each of them looks like:
 *
 *     ki: the vowel sign is seen first        [i][k]      stand for   k i
 *     ffi: one glyph, three characters        [ffi]                   ffi
 *     lam-alef, from right to left            [][la]                  a l
 *     b with a mark, from right to left       [][b] [mark]            mark b
 *
 * From right to left a glyph that stands for several characters is led by blank ones, as
 * some programs turn around the characters of one glyph, too, and some do not. Most think
 * that a word ends where the pen goes back or up, as it does for a mark: its character has
 * a blank glyph as well, and the mark itself is drawn apart, where the line has ended.
 *
 * A vowel of two parts, drawn before and behind its consonant, is told in the two
 * characters that Unicode holds for the same, so that no glyph is left over within the
 * word: all programs give the word back, while of those that heed ActualText some give
 * parts twice.
 *
 * What shows nothing (soft hyphens, marks of direction) stands for nothing. Joiners,
 * variation selectors and the tags of a region's flag, which tell words apart, are kept. */
#include "text/spell.h"

#include "base/utf8.h"
#include "text/pair_table.h"

#include <hb.h>
#include <unicode/uchar.h>
#include <unicode/unorm2.h>

#define ZERO_WIDTH_NON_JOINER 0x200C
#define ZERO_WIDTH_JOINER 0x200D

enum visibility { SEEN, JOINS, NOT_SEEN };

/* In Latin, Greek and Cyrillic joiners only ask for ligatures. */
static bool needs_joiners(uint32_t script)
{
    return script != (uint32_t)HB_SCRIPT_LATIN && script != (uint32_t)HB_SCRIPT_GREEK &&
           script != (uint32_t)HB_SCRIPT_CYRILLIC;
}

static enum visibility visibility_of(uint32_t c, uint32_t script)
{
    if (c < 0x80) {
        return c < 0x20 || c == 0x7F ? NOT_SEEN : SEEN;
    }
    if (!u_hasBinaryProperty((UChar32)c, UCHAR_DEFAULT_IGNORABLE_CODE_POINT)) {
        return SEEN;
    }
    bool joins = c == ZERO_WIDTH_NON_JOINER || c == ZERO_WIDTH_JOINER
                     ? needs_joiners(script)
                     : u_hasBinaryProperty((UChar32)c, UCHAR_VARIATION_SELECTOR) ||
                           utf8_is_flag_tag(c);
    return joins ? JOINS : NOT_SEEN;
}

static bool is_mark(uint32_t c)
{
    return (U_GET_GC_MASK((UChar32)c) & U_GC_M_MASK) != 0;
}

/* The two code points that a vowel of the Indic scripts is the same as; false: it is drawn
 * in one piece, or no such vowel. */
static bool split_vowel(uint32_t c, uint32_t parts[2])
{
    UErrorCode status = U_ZERO_ERROR;
    UChar units[4];
    if (c < 0x900 || c > 0x1FFF || !is_mark(c)) {
        return false;
    }
    const UNormalizer2 *composed = unorm2_getNFCInstance(&status);
    int32_t count = U_SUCCESS(status) ? unorm2_getRawDecomposition(composed, (UChar32)c,
                                                                   units, 4, &status)
                                      : 0;
    parts[0] = units[0];
    parts[1] = units[1];
    return U_SUCCESS(status) && count == 2 && is_mark(units[0]) && is_mark(units[1]);
}

/* The word's letters, without those that show nothing. */
static bool read_letters(struct arena *arena, struct letters *letters,
                         const struct word *word, uint32_t script)
{
    struct str text = word->text;
    uint16_t end = 0;
    letters->count = 0;
    letters->has_private = false;
    for (size_t at = 0, len; at < text.len; at += len) {
        uint32_t c = utf8_decode(text, at, &len);
        enum visibility visibility = visibility_of(c, script);
        if (visibility == NOT_SEEN) {
            continue;
        }
        if (!arena_grow(arena, &letters->items, letters->count, &letters->capacity,
                        sizeof *letters->items)) {
            return false;
        }
        uint32_t vowel[2];
        letters->items[letters->count++] = (struct letter){.at = (uint16_t)at,
                                                           .from = end,
                                                           .to = (uint16_t)(end + len),
                                                           .joins = visibility == JOINS,
                                                           .mark = is_mark(c),
                                                           .splits = split_vowel(c, vowel)};
        letters->has_private =
            letters->has_private || u_charType((UChar32)c) == U_PRIVATE_USE_CHAR;
        end = (uint16_t)(end + len);
    }
    return true;
}

/* The text itself, but where something was left out. */
static bool fill_spelling(struct arena *arena, const struct letters *letters,
                          struct word *word)
{
    size_t len = letters->count ? letters->items[letters->count - 1].to : 0;
    word->spelling = word->parts = word->text;
    if (len == word->text.len) {
        return true;
    }
    char *own = arena_alloc(arena, len, 1);
    for (size_t i = 0; own && i < letters->count; i++) {
        const struct letter *letter = &letters->items[i];
        memcpy(own + letter->from, word->text.ptr + letter->at,
               (size_t)(letter->to - letter->from));
    }
    word->spelling = word->parts = str_make(own, len);
    return own != NULL;
}

static void give(struct glyph *glyph, const struct letter *first, const struct letter *last)
{
    glyph->text_at = first->from;
    glyph->text_len = (uint16_t)(last->to - first->from);
}

/* A word on the way through its glyphs: which are used up, which letters are left. */
struct way {
    struct word *word;
    struct letters *letters;
    size_t from, to; /* letters of this part; from right to left, the last one first */
    struct glyph *out;
    uint32_t made;
};

static struct glyph *add_glyph(struct way *way, const struct glyph *glyph)
{
    struct glyph *added = &way->out[way->made++];
    *added = *glyph;
    return added;
}

static struct glyph *add_blank(struct way *way)
{
    return add_glyph(way, &(struct glyph){.id = way->word->face->blank, .blank = true});
}

static void add_apart(struct way *way, const struct glyph *glyph)
{
    add_glyph(way, glyph)->apart = way->word->has_apart = true;
}

static uint32_t end_of_cluster(const struct word *word, uint32_t begin)
{
    uint32_t end = begin + 1;
    while (end < word->glyph_count &&
           word->glyphs[end].cluster == word->glyphs[begin].cluster) {
        end++;
    }
    return end;
}

/* A mark above others, or a letter below them, which goes back where they end. */
static bool is_moved(const struct face *face, const struct glyph *glyph)
{
    return pen_is_moved(face->metrics.units_per_em, face_glyph_advance(face, glyph->id),
                        glyph->advance, glyph->x_offset != 0 || glyph->y_offset != 0);
}

/* From left to right */

static uint32_t count_seen(const struct way *way)
{
    uint32_t count = 0;
    for (size_t i = way->from; i < way->to; i++) {
        count += !way->letters->items[i].joins;
    }
    return count;
}

/* The letters of the part to glyphs in their order. Each takes one, with the joiners behind
 * it, and the last one what is left over. Where there are more glyphs than letters, those
 * that take no room have none, else the last ones. */
static void spread(struct way *way, const struct glyph *glyphs, uint32_t count)
{
    const struct letter *letters = way->letters->items;
    uint32_t seen = count_seen(way), spare = count > seen ? count - seen : 0;
    for (uint32_t i = 0; i < count; i++) {
        struct glyph glyph = glyphs[i];
        if (spare && glyph.advance == 0) {
            add_apart(way, &glyph);
            spare--;
            continue;
        }
        size_t first = way->from;
        while (way->from < way->to &&
               (i + 1 == count || way->from == first || letters[way->from].joins)) {
            way->from++;
        }
        bool moved = way->word->face->blank && is_moved(way->word->face, &glyph);
        if (moved) {
            add_apart(way, &glyph);
        }
        struct glyph *added = moved ? add_blank(way) : add_glyph(way, &glyph);
        if (way->from > first) {
            give(added, &letters[first], &letters[way->from - 1]);
        } else {
            way->word->spelled = false;
        }
    }
}

/* The letters of [from, to) that take a glyph, or would, were vowels split. */
static uint32_t count_parts(const struct way *way)
{
    uint32_t count = count_seen(way);
    for (size_t i = way->from; i < way->to; i++) {
        count += way->letters->items[i].splits;
    }
    return count;
}

static uint32_t count_with_room(const struct glyph *glyphs, uint32_t count)
{
    uint32_t wide = 0;
    for (uint32_t i = 0; i < count; i++) {
        wide += glyphs[i].advance != 0;
    }
    return wide;
}

/* Letter `i` becomes two, and what the word's glyphs stand for is told so. */
static bool split_letter(struct arena *arena, struct way *way, size_t i)
{
    struct letters *letters = way->letters;
    struct str old = way->word->parts;
    struct buf parts = {.kept_in = arena};
    uint32_t vowel[2];
    size_t len;
    if (!arena_grow(arena, &letters->items, letters->count, &letters->capacity,
                    sizeof *letters->items)) {
        return false;
    }
    struct letter *letter = &letters->items[i];
    (void)split_vowel(utf8_decode(old, letter->from, &len), vowel);
    buf_add(&parts, str_sub(old, 0, letter->from));
    buf_add_code_point(&parts, vowel[0]);
    uint16_t middle = (uint16_t)parts.len;
    buf_add_code_point(&parts, vowel[1]);
    uint16_t end = (uint16_t)parts.len, shift = (uint16_t)(end - letter->to);
    buf_add(&parts, str_skip(old, letter->to));
    way->word->parts = arena_take(arena, &parts);
    memmove(letter + 1, letter, (letters->count - i) * sizeof *letter);
    letters->count++;
    way->to++;
    letter->splits = letter[1].splits = false;
    letter->to = letter[1].from = middle;
    letter[1].to = end;
    for (size_t k = i + 2; k < letters->count; k++) {
        letters->items[k].from = (uint16_t)(letters->items[k].from + shift);
        letters->items[k].to = (uint16_t)(letters->items[k].to + shift);
    }
    return way->word->parts.ptr != NULL;
}

/* As many vowels of the part as it takes for each of `count` glyphs to have a letter. */
static bool split_vowels(struct arena *arena, struct way *way, uint32_t count)
{
    for (size_t i = way->from; i < way->to && count > count_seen(way); i++) {
        if (way->letters->items[i].splits && !split_letter(arena, way, i)) {
            return false;
        }
    }
    return true;
}

/* The letters up to those of the glyph `end`. */
static void take_letters(struct way *way, uint32_t end)
{
    const struct word *word = way->word;
    way->to = end < word->glyph_count ? way->to : way->letters->count;
    while (way->to < way->letters->count &&
           way->letters->items[way->to].at < word->glyphs[end].cluster) {
        way->to++;
    }
}

/* The end of a part from left to right: one cluster, or more where a vowel of the next one
 * has a glyph in it. */
static uint32_t end_of_split(struct way *way, uint32_t begin)
{
    const struct word *word = way->word;
    uint32_t end = end_of_cluster(word, begin);
    way->to = way->from;
    take_letters(way, end);
    while (end < word->glyph_count &&
           count_with_room(word->glyphs + begin, end - begin) > count_parts(way)) {
        uint32_t next = end_of_cluster(word, end);
        size_t to = way->to;
        take_letters(way, next);
        bool splits = false;
        for (size_t i = to; i < way->to; i++) {
            splits = splits || way->letters->items[i].splits;
        }
        if (!splits) {
            way->to = to;
            break;
        }
        end = next;
    }
    return end;
}

/* Where no blank glyphs come in, the word's own are filled in. */
static bool spell_forward(struct arena *arena, struct way *way, struct glyph *glyphs)
{
    struct word *word = way->word;
    uint32_t moved = 0;
    for (uint32_t i = 0; i < word->glyph_count; i++) {
        moved += is_moved(word->face, &glyphs[i]);
    }
    way->out = moved ? ARENA_ARRAY(arena, struct glyph, word->glyph_count + moved) : glyphs;
    for (uint32_t begin = 0, end; way->out && begin < word->glyph_count; begin = end) {
        end = end_of_split(way, begin);
        if (!split_vowels(arena, way, count_with_room(word->glyphs + begin, end - begin))) {
            return false;
        }
        spread(way, word->glyphs + begin, end - begin);
        way->from = way->to;
    }
    return way->out != NULL;
}

/* From right to left */

static bool is_wide(const struct face *face, const struct glyph *glyph)
{
    return glyph->advance != 0 && !is_moved(face, glyph);
}

/* A blank glyph for the next letter. */
static void skip_letter(struct way *way)
{
    const struct letter *letter = &way->letters->items[--way->to];
    give(add_blank(way), letter, letter);
}

/* The next letter that is set beside others, not above or below; `from`: none. */
static size_t next_base(const struct way *way)
{
    size_t i = way->to;
    while (i > way->from &&
           (way->letters->items[i - 1].joins || way->letters->items[i - 1].mark)) {
        i--;
    }
    return i;
}

static bool are_twins(const struct way *way, size_t i)
{
    struct str text = way->word->spelling;
    const struct letter *one = &way->letters->items[i], *two = one + 1;
    return str_eq(str_sub(text, one->from, one->to), str_sub(text, two->from, two->to));
}

/* A glyph that takes room stands for the next letter that does. The last one stands for the
 * first of two that are alike: were both blank, on the same spot, programs would take them
 * for one that is made bold. */
static void add_wide(struct way *way, const struct glyph *glyph, bool last)
{
    size_t base = next_base(way);
    for (size_t i = base; last && i > way->from + 2; i--) {
        if (are_twins(way, i - 3)) {
            base = i - 1;
            break;
        }
    }
    while (base > way->from && way->to > base) {
        skip_letter(way);
    }
    struct glyph *added = add_glyph(way, glyph);
    if (way->to > way->from) {
        way->to--;
        give(added, &way->letters->items[way->to], &way->letters->items[way->to]);
    } else {
        way->word->spelled = false;
    }
}

/* The first glyph behind the part that begins with glyph `begin`: clusters, as many as it
 * takes until one has a glyph that takes room. */
static uint32_t end_of_part(const struct word *word, uint32_t begin)
{
    bool wide = false;
    uint32_t end = begin;
    while (!wide && end < word->glyph_count) {
        uint32_t next = end_of_cluster(word, end);
        for (; end < next; end++) {
            wide = wide || is_wide(word->face, &word->glyphs[end]);
        }
    }
    return end;
}

static void spell_part(struct way *way, uint32_t begin, uint32_t end)
{
    const struct glyph *glyphs = way->word->glyphs;
    uint32_t last = end;
    for (uint32_t i = begin; i < end; i++) {
        last = is_wide(way->word->face, &glyphs[i]) ? i : last;
    }
    for (uint32_t i = begin; i < end; i++) {
        if (is_wide(way->word->face, &glyphs[i])) {
            add_wide(way, &glyphs[i], i == last);
        } else {
            add_apart(way, &glyphs[i]);
        }
    }
    while (way->to > way->from) {
        skip_letter(way);
    }
}

static bool spell_back(struct arena *arena, struct way *way)
{
    const struct word *word = way->word;
    way->to = way->letters->count;
    way->out = ARENA_ARRAY(arena, struct glyph, word->glyph_count + way->letters->count);
    for (uint32_t begin = 0, end; way->out && begin < word->glyph_count; begin = end) {
        end = end_of_part(word, begin);
        way->from = end < word->glyph_count ? way->to : 0;
        while (way->from > 0 &&
               way->letters->items[way->from - 1].at >= word->glyphs[end - 1].cluster) {
            way->from--;
        }
        spell_part(way, begin, end);
    }
    return way->out != NULL;
}

/* Without blank glyphs: a letter to each glyph, and the last one has what is left over. */
static void spell_plainly(const struct letters *letters, struct word *word,
                          struct glyph *glyphs)
{
    size_t to = letters->count;
    for (uint32_t begin = 0, end; begin < word->glyph_count; begin = end) {
        end = end_of_cluster(word, begin);
        size_t from = end < word->glyph_count ? to : 0;
        while (from > 0 && letters->items[from - 1].at >= word->glyphs[begin].cluster) {
            from--;
        }
        for (uint32_t i = begin; i < end && to > from; i++) {
            size_t first = i + 1 == end ? from : to - 1;
            give(&glyphs[i], &letters->items[first], &letters->items[to - 1]);
            to = first;
        }
        to = from;
    }
}

/* A blank glyph stands where the next one is drawn, should that be before its place: of two
 * that are out of order, programs turn the letters around. */
static void align_blanks(struct way *way)
{
    int16_t offset = 0;
    for (uint32_t i = way->made; i-- > 0;) {
        struct glyph *glyph = &way->out[i];
        if (glyph->blank) {
            glyph->x_offset = offset;
        } else if (!glyph->apart) {
            offset = glyph->x_offset < 0 ? glyph->x_offset : 0;
        }
    }
}

bool word_spell(struct arena *arena, struct letters *letters, struct word *word,
                struct glyph *glyphs, uint32_t script)
{
    if (!read_letters(arena, letters, word, script) ||
        !fill_spelling(arena, letters, word)) {
        return false;
    }
    word->spelled = !letters->has_private; /* PDF/A has it told in ActualText, too */
    if (word->right_to_left && !word->face->blank) {
        spell_plainly(letters, word, glyphs);
        return true;
    }
    struct way way = {.word = word, .letters = letters};
    bool ok =
        word->right_to_left ? spell_back(arena, &way) : spell_forward(arena, &way, glyphs);
    align_blanks(&way);
    word->glyphs = way.out;
    word->glyph_count = way.made;
    return ok;
}
