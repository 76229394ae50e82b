/* Shaping through HarfBuzz, and the cache of words that spares it: text repeats itself, so
 * a packet of 18,000 words has about 4,000 different ones. What each glyph stands for is
 * told by spell.c, from the clusters: each character is one of its own, but where glyphs
 * were made of several. */
#include "text/shape.h"

#include "base/numerals.h"
#include "base/size.h"
#include "base/utf8.h"
#include "text/spell.h"

#include <hb-ot.h>
#include <unicode/uchar.h>

#define FIRST_SLOTS 4096

struct entry {
    uint64_t hash;
    const struct word *word;
    uint32_t script;
    struct str language;
};

#define LANGUAGES_KEPT 16

struct shaper {
    struct str languages[LANGUAGES_KEPT]; /* the last ones of words; in the arena */
    size_t language_count;                /* of all that were kept */
    struct arena *arena;
    hb_buffer_t *buffer;
    struct entry *entries; /* open addressing */
    size_t slot_count, count;
    const struct word **words; /* by their number */
    size_t word_capacity;
    struct letters letters; /* of the word that is being shaped */
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
    shaper->count = 0;
}

static size_t find_slot(const struct shaper *shaper, uint64_t hash, const struct face *face,
                        struct str text, uint32_t script, bool right_to_left,
                        struct str language)
{
    size_t mask = shaper->slot_count - 1;
    size_t slot = hash & mask;
    for (; shaper->entries[slot].word; slot = (slot + 1) & mask) {
        const struct entry *entry = &shaper->entries[slot];
        if (entry->hash == hash && entry->word->face == face && entry->script == script &&
            entry->word->right_to_left == right_to_left &&
            str_eq(entry->word->text, text) && str_eq(entry->language, language)) {
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
        if (old[i].word) {
            size_t slot = old[i].hash & (shaper->slot_count - 1);
            while (shaper->entries[slot].word) {
                slot = (slot + 1) & (shaper->slot_count - 1);
            }
            shaper->entries[slot] = old[i];
        }
    }
    return true;
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
                  struct str language)
{
    struct str text = word->text;
    const struct face *face = word->face;
    hb_buffer_t *buffer = shaper->buffer;
    hb_buffer_clear_contents(buffer);
    hb_buffer_set_cluster_level(buffer, HB_BUFFER_CLUSTER_LEVEL_MONOTONE_CHARACTERS);
    hb_buffer_set_flags(buffer, HB_BUFFER_FLAG_REMOVE_DEFAULT_IGNORABLES);
    hb_buffer_add_utf8(buffer, text.ptr, size_to_int(text.len), 0, size_to_int(text.len));
    hb_buffer_set_script(buffer, (hb_script_t)script);
    hb_buffer_set_direction(buffer,
                            word->right_to_left ? HB_DIRECTION_RTL : HB_DIRECTION_LTR);
    hb_buffer_set_language(
        buffer, hb_language_from_string(language.len ? language.ptr : "en",
                                        language.len ? size_to_int(language.len) : 2));
    shape_with(shaper, word, language);
    return fill_word(shaper, face, word, script);
}

static uint64_t key_hash(const struct face *face, struct str text, uint32_t script,
                         bool right_to_left)
{
    uint64_t hash = str_hash(text) ^ (uint64_t)script * UINT64_C(0x9E3779B97F4A7C15);
    hash ^= (face ? face_index(face) + 1 : 0) * UINT64_C(0xC2B2AE3D27D4EB4F);
    hash ^= right_to_left;
    return hash ^ (hash >> 29);
}

/* Words outlive what names their language. */
static struct str keep_language(struct shaper *shaper, struct str language)
{
    for (size_t i = 0; i < LANGUAGES_KEPT; i++) {
        if (str_eq(shaper->languages[i], language)) {
            return shaper->languages[i];
        }
    }
    struct str kept = arena_str(shaper->arena, language);
    shaper->languages[shaper->language_count++ % LANGUAGES_KEPT] = kept;
    return kept;
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
    if (!shaper->entries[slot].word) {
        struct word *word = ARENA_NEW(shaper->arena, struct word);
        struct str kept = arena_str(shaper->arena, text);
        if (!word || !kept.ptr || shaper->count >= UINT32_MAX ||
            !arena_grow(shaper->arena, &shaper->words, shaper->count,
                        &shaper->word_capacity, sizeof *shaper->words)) {
            return NULL;
        }
        *word = (struct word){.face = face,
                              .text = kept,
                              .spelling = kept,
                              .parts = kept,
                              .number = (uint32_t)shaper->count,
                              .right_to_left = right_to_left};
        if (!face) {
            word->advance = MISSING_ADVANCE;
        } else if (!shape(shaper, word, script, language)) {
            return NULL;
        }
        shaper->entries[slot] =
            (struct entry){hash, word, script, keep_language(shaper, language)};
        shaper->words[shaper->count++] = word;
    }
    return shaper->entries[slot].word;
}

const struct word *shaper_word(const struct shaper *shaper, uint32_t number)
{
    return shaper->words[number];
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
