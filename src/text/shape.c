/* Shaping through HarfBuzz, and what spares it: pair tables (pairs.c), and the cache of
 * words, as text repeats itself, so that a packet of 18,000 words has about 4,000 different
 * ones. What each glyph stands for is told by spell.c, from the clusters: each character is
 * one of its own, but where glyphs were made of several. */
#include "text/shape.h"

#include "base/hash.h"
#include "base/numerals.h"
#include "base/size.h"
#include "base/utf8.h"
#include "text/pairs.h"
#include "text/spell.h"

#include <hb-ot.h>
#include <unicode/uchar.h>

#define FIRST_SLOTS 4096
#define PLAIN_LIMIT 64 /* bytes of a word by pairs */

/* A word with what it was shaped for, and its text behind it. */
struct shaped {
    struct word word;
    uint32_t script;
    struct str language;
    const uint16_t *points; /* where its language parts it; NULL: not asked, or nowhere */
    uint16_t point_count;
    bool parted; /* that was asked */
    char text[];
};

struct entry {
    uint64_t hash;
    const struct shaped *shaped;
};

/* One of words, with what is known of it for the faces of the lowest indexes, a bit each.
 */
struct tongue {
    struct str name; /* in the arena */
    hb_language_t language;
    uint32_t asked, paired; /* whether pair tables hold in it */
};

#define TONGUES_KEPT 16

struct shaper {
    struct tongue tongues[TONGUES_KEPT]; /* the last ones */
    size_t tongue_count;                 /* of all that were kept */
    struct arena *arena;
    hb_buffer_t *buffer;
    struct entry *entries; /* open addressing */
    size_t slot_count, count;
    struct shaped **words; /* by their number */
    size_t word_count, word_capacity;
    const struct word *space; /* asked for last */
    struct letters letters;   /* of the word that is being shaped */
};

struct shaper *shaper_new(struct arena *arena)
{
    struct shaper *shaper = ARENA_NEW(arena, struct shaper);
    if (!shaper) {
        return NULL;
    }
    shaper->arena = arena;
    shaper->slot_count = FIRST_SLOTS;
    shaper->entries = ARENA_ARRAY(arena, struct entry, shaper->slot_count);
    shaper->buffer = hb_buffer_create();
    if (!shaper->entries) {
        shaper_free(shaper);
        return NULL;
    }
    return shaper;
}

void shaper_free(struct shaper *shaper)
{
    if (shaper) {
        hb_buffer_destroy(shaper->buffer);
    }
}

void shaper_forget(struct shaper *shaper)
{
    hb_buffer_destroy(shaper->buffer);
    shaper->buffer = hb_buffer_create();
    memset(shaper->entries, 0, shaper->slot_count * sizeof *shaper->entries);
    shaper->count = shaper->tongue_count = 0; /* lines may still name the words */
    shaper->space = NULL;
}

static size_t find_slot(const struct shaper *shaper, uint64_t hash, const struct face *face,
                        struct str text, uint32_t script, bool right_to_left,
                        struct str language)
{
    size_t mask = shaper->slot_count - 1;
    size_t slot = hash & mask;
    for (; shaper->entries[slot].shaped; slot = (slot + 1) & mask) {
        const struct shaped *shaped = shaper->entries[slot].shaped;
        if (shaper->entries[slot].hash == hash && shaped->word.face == face &&
            shaped->script == script && shaped->word.right_to_left == right_to_left &&
            str_eq(shaped->word.text, text) && str_eq(shaped->language, language)) {
            break;
        }
    }
    return slot;
}

static bool grow(struct shaper *shaper)
{
    if (shaper->count * 2 < shaper->slot_count) {
        return true;
    }
    struct entry *old = shaper->entries;
    size_t old_count = shaper->slot_count;
    shaper->entries = ARENA_ARRAY(shaper->arena, struct entry, old_count * 2);
    if (!shaper->entries) {
        shaper->entries = old;
        return false;
    }
    shaper->slot_count = old_count * 2;
    for (size_t i = 0; i < old_count; i++) {
        if (old[i].shaped) {
            size_t slot = old[i].hash & (shaper->slot_count - 1);
            while (shaper->entries[slot].shaped) {
                slot = (slot + 1) & (shaper->slot_count - 1);
            }
            shaper->entries[slot] = old[i];
        }
    }
    return true;
}

/* Middle and height of what a glyph draws. */
static hb_glyph_extents_t extents_of(const struct face *face, const struct glyph *glyph)
{
    hb_glyph_extents_t extents = {0};
    (void)hb_font_get_glyph_extents(face->font, glyph->id, &extents);
    return extents;
}

#define SYMBOL_MARKS "\xe2\x83" /* U+20D0 to U+20FF begin so */
#define CLASS_ABOVE 230         /* Unicode's, of marks above */

/* Arrows and the like over letters: faces of mathematics leave to who sets a formula where
 * they stand. Over the middle of the letter, and above it. */
static void seat_marks(const struct face *face, struct str text, struct glyph *glyphs,
                       uint32_t count)
{
    hb_unicode_funcs_t *unicode = hb_unicode_funcs_get_default();
    uint32_t base = 0;
    for (uint32_t i = 1; i < count; i++) {
        struct glyph *mark = &glyphs[i];
        size_t len;
        uint32_t c = utf8_decode(text, mark->cluster, &len);
        bool above = c >= 0x20D0 && c <= 0x20FF &&
                     hb_unicode_combining_class(unicode, c) == CLASS_ABOVE;
        base = mark->advance > 0 ? i : base;
        if (!above || mark->advance || mark->x_offset || mark->y_offset || base == i) {
            continue;
        }
        hb_glyph_extents_t letter = extents_of(face, &glyphs[base]);
        hb_glyph_extents_t sign = extents_of(face, mark);
        int32_t gap = face->metrics.units_per_em / 25;
        int32_t middle = letter.x_bearing + letter.width / 2 - glyphs[base].advance;
        int32_t up = letter.y_bearing + gap - (sign.y_bearing + sign.height);
        mark->x_offset = (int16_t)(middle - (sign.x_bearing + sign.width / 2));
        mark->y_offset = (int16_t)(up > 0 ? up : 0);
    }
}

static bool fill_word(struct shaper *shaper, const struct face *face, struct word *word,
                      uint32_t script)
{
    unsigned count;
    const hb_glyph_info_t *infos = hb_buffer_get_glyph_infos(shaper->buffer, &count);
    const hb_glyph_position_t *places =
        hb_buffer_get_glyph_positions(shaper->buffer, &count);
    struct glyph *glyphs = ARENA_ARRAY(shaper->arena, struct glyph, count);
    if (!glyphs) {
        return false;
    }
    uint32_t kept = 0;
    for (unsigned i = 0; i < count; i++) {
        if (infos[i].codepoint == 0 || infos[i].codepoint >= face->glyph_count) {
            continue; /* never draw glyph 0: what has none is no visible character */
        }
        glyphs[kept++] = (struct glyph){
            .id = (uint16_t)infos[i].codepoint,
            .cluster = (uint16_t)infos[i].cluster,
            .advance = places[i].x_advance,
            .x_offset = (int16_t)places[i].x_offset,
            .y_offset = (int16_t)places[i].y_offset,
        };
        word->advance += places[i].x_advance;
    }
    if (!word->right_to_left && str_find(word->text, STR(SYMBOL_MARKS), 0) != STR_NONE) {
        seat_marks(face, word->text, glyphs, kept);
    }
    word->glyphs = glyphs;
    word->glyph_count = kept;
    return word_spell(shaper->arena, &shaper->letters, word, glyphs, script);
}

/* Noto Naskh Arabic 2.004 gives the digits 4, 6 and 7 of Persian the forms of Urdu in every
 * language (`locl`); only those that write them so may have them. */
static bool takes_urdu_digits(struct str text, struct str language)
{
    static const char *const writers[] = {"ur", "ks", "sd", "pa", "pnb", "skr"};
    for (size_t i = 0; i < sizeof writers / sizeof writers[0]; i++) {
        if (language_begins(language, writers[i])) {
            return true;
        }
    }
    for (size_t i = 0; i + 1 < text.len; i++) {
        unsigned char first = (unsigned char)text.ptr[i],
                      last = (unsigned char)text.ptr[i + 1];
        if (first == 0xDB && last >= 0xB0 && last <= 0xB9) { /* U+06F0 to U+06F9 */
            return false;
        }
    }
    return true;
}

/* Words outlive what names their language. */
static struct tongue *find_tongue(struct shaper *shaper, struct str language)
{
    for (size_t i = 0; i < TONGUES_KEPT && i < shaper->tongue_count; i++) {
        if (str_eq(shaper->tongues[i].name, language)) {
            return &shaper->tongues[i];
        }
    }
    struct tongue *tongue = &shaper->tongues[shaper->tongue_count++ % TONGUES_KEPT];
    *tongue = (struct tongue){
        .name = arena_str(shaper->arena, language),
        .language = hb_language_from_string(language.len ? language.ptr : "en",
                                            language.len ? size_to_int(language.len) : 2)};
    return tongue;
}

/* Whether the pair table of a face, if it has one, holds in the language. */
static bool holds_in(struct tongue *tongue, const struct face *face)
{
    uint32_t bit = face_index(face) < 32 ? UINT32_C(1) << face_index(face) : 0;
    if (!face->pairs || !bit) {
        return false;
    }
    if (!(tongue->asked & bit)) {
        tongue->asked |= bit;
        tongue->paired |= pairs_speak(face->hb_face, tongue->language) ? bit : 0;
    }
    return tongue->paired & bit;
}

/* False: HarfBuzz must do it, or memory is gone. */
static bool shape_plainly(struct shaper *shaper, struct word *word)
{
    struct glyph glyphs[PLAIN_LIMIT];
    size_t count = word->text.len;
    if (count > PLAIN_LIMIT ||
        !pairs_shape(word->face->pairs, word->text, glyphs, &word->advance)) {
        word->advance = 0;
        return false;
    }
    struct glyph *kept = ARENA_ARRAY(shaper->arena, struct glyph, count);
    if (kept) {
        memcpy(kept, glyphs, count * sizeof *kept);
        word->glyphs = kept;
        word->glyph_count = (uint32_t)count;
        word->spelled = true;
    }
    return kept != NULL;
}

static void shape_with(struct shaper *shaper, const struct word *word, struct str language)
{
    hb_feature_t features[3];
    unsigned count = 0;
    const struct face_file *file = word->face->file;
    if (file->role == FONT_MONO && !file->fallback) {
        features[count++] = (hb_feature_t){HB_TAG('c', 'a', 'l', 't'), 0, 0, UINT32_MAX};
        features[count++] = (hb_feature_t){HB_TAG('l', 'i', 'g', 'a'), 0, 0, UINT32_MAX};
    }
    if (!takes_urdu_digits(word->text, language)) {
        features[count++] = (hb_feature_t){HB_TAG('l', 'o', 'c', 'l'), 0, 0, UINT32_MAX};
    }
    hb_shape(word->face->font, shaper->buffer, features, count);
}

static bool shape(struct shaper *shaper, struct word *word, uint32_t script,
                  struct tongue *tongue)
{
    struct str text = word->text;
    const struct face *face = word->face;
    if (script == (uint32_t)HB_SCRIPT_LATIN && !word->right_to_left &&
        holds_in(tongue, face) && shape_plainly(shaper, word)) {
        return true;
    }
    hb_buffer_t *buffer = shaper->buffer;
    hb_buffer_clear_contents(buffer);
    hb_buffer_set_cluster_level(buffer, HB_BUFFER_CLUSTER_LEVEL_MONOTONE_CHARACTERS);
    hb_buffer_set_flags(buffer, HB_BUFFER_FLAG_REMOVE_DEFAULT_IGNORABLES);
    hb_buffer_add_utf8(buffer, text.ptr, size_to_int(text.len), 0, size_to_int(text.len));
    hb_buffer_set_script(buffer, (hb_script_t)script);
    hb_buffer_set_direction(buffer,
                            word->right_to_left ? HB_DIRECTION_RTL : HB_DIRECTION_LTR);
    hb_buffer_set_language(buffer, tongue->language);
    shape_with(shaper, word, tongue->name);
    return fill_word(shaper, face, word, script);
}

static uint64_t key_hash(const struct face *face, struct str text, uint32_t script,
                         bool right_to_left)
{
    uint64_t style = (uint64_t)script << 9 | (face ? face_index(face) + 1 : 0) << 1 |
                     (right_to_left ? 1 : 0);
    return hash_mix(hash_text(text), style);
}

static const struct shaped *add_word(struct shaper *shaper, const struct face *face,
                                     struct str text, uint32_t script, bool right_to_left,
                                     struct str language)
{
    size_t bytes;
    struct shaped *shaped = size_add(sizeof *shaped, text.len, &bytes)
                                ? arena_alloc(shaper->arena, bytes, 1)
                                : NULL;
    struct tongue *tongue = find_tongue(shaper, language);
    if (!shaped || shaper->word_count >= UINT32_MAX ||
        !arena_grow(shaper->arena, &shaper->words, shaper->word_count,
                    &shaper->word_capacity, sizeof *shaper->words)) {
        return NULL;
    }
    if (text.len) {
        memcpy(shaped->text, text.ptr, text.len);
    }
    struct str kept = str_make(shaped->text, text.len);
    shaped->script = script;
    shaped->language = tongue->name;
    shaped->word = (struct word){.face = face,
                                 .text = kept,
                                 .spelling = kept,
                                 .parts = kept,
                                 .number = (uint32_t)shaper->word_count,
                                 .right_to_left = right_to_left};
    if (!face) {
        shaped->word.advance = MISSING_ADVANCE;
    } else if (!shape(shaper, &shaped->word, script, tongue)) {
        return NULL;
    }
    shaper->words[shaper->word_count++] = shaped;
    shaper->count++;
    return shaped;
}

const struct word *shape_word(struct shaper *shaper, const struct face *face,
                              struct str text, uint32_t script, bool right_to_left,
                              struct str language)
{
    uint64_t hash = key_hash(face, text, script, right_to_left);
    if (!grow(shaper)) {
        return NULL;
    }
    size_t slot = find_slot(shaper, hash, face, text, script, right_to_left, language);
    struct entry *entry = &shaper->entries[slot];
    if (!entry->shaped) {
        *entry = (struct entry){
            hash, add_word(shaper, face, text, script, right_to_left, language)};
    }
    return entry->shaped ? &entry->shaped->word : NULL;
}

const struct word *shaper_word(const struct shaper *shaper, uint32_t number)
{
    return &shaper->words[number]->word;
}

const uint16_t *shaper_points(struct shaper *shaper, struct hyphenator *hyphenator,
                              const struct word *word, size_t *count)
{
    struct shaped *shaped = shaper->words[word->number];
    if (!shaped->parted) {
        uint16_t points[HYPHEN_POINTS_LIMIT];
        size_t found = hyphenator_points(hyphenator, word->text, shaped->language, points);
        uint16_t *kept = found ? ARENA_ARRAY(shaper->arena, uint16_t, found) : NULL;
        if (kept) {
            memcpy(kept, points, found * sizeof *kept);
            shaped->point_count = (uint16_t)found;
        }
        shaped->points = kept;
        shaped->parted = true;
    }
    *count = shaped->point_count;
    return shaped->points;
}

const struct word *shape_space(struct shaper *shaper, const struct face *face)
{
    if (!shaper->space || shaper->space->face != face) {
        shaper->space = shape_word(shaper, face, STR(" "), (uint32_t)HB_SCRIPT_LATIN, false,
                                   (struct str){0});
    }
    return shaper->space;
}

const struct word *shape_missing(struct shaper *shaper, struct str text)
{
    return shape_word(shaper, NULL, text, 0, false, (struct str){0});
}

bool character_sticks(uint32_t c)
{
    return (U_GET_GC_MASK((UChar32)c) & (U_GC_M_MASK | U_GC_CF_MASK)) != 0;
}

sp word_width(const struct word *word, sp size)
{
    int64_t em = word->face ? word->face->metrics.units_per_em : 1000;
    return sp_scale(size, word->advance, em);
}

sp word_width_in(const struct word *word, const struct text_style *style)
{
    int64_t tracked = 0;
    for (uint32_t i = 0; style->tracking != 0 && i < word->glyph_count; i++) {
        tracked += !word->glyphs[i].blank;
    }
    return sp_add(word_width(word, style->size), sp_clamp(style->tracking * tracked));
}
