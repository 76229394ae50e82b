/* Subsets for embedding. TrueType keeps its glyph numbers, so that a code in a page is
 * the glyph shaped and nothing need be known before the pages are laid out; the
 * gaps cost almost nothing after deflating. Layout tables are dropped: the glyphs
 * have been chosen. */
#include "text/face.h"

#include "base/buf.h"
#include "base/utf8.h"

#include <hb-subset.h>

/* Characters that the face maps to a glyph straight: the best text for ToUnicode. */
static void name_by_character(struct arena *arena, struct face *face)
{
    hb_codepoint_t character = HB_SET_VALUE_INVALID;
    while (hb_set_next(face->characters, &character)) {
        hb_codepoint_t glyph;
        if (!hb_font_get_nominal_glyph(face->font, character, &glyph) ||
            glyph >= face->glyph_count || !face->uses[glyph].used ||
            face->uses[glyph].text.len > 0) {
            continue;
        }
        char bytes[UTF8_MAX_BYTES];
        face->uses[glyph].text =
            arena_str(arena, str_make(bytes, utf8_encode(character, bytes)));
    }
}

static hb_face_t *subset_face(const struct face *face)
{
    hb_subset_input_t *input = hb_subset_input_create_or_fail();
    if (!input) {
        return NULL;
    }
    hb_set_t *glyphs = hb_subset_input_glyph_set(input);
    for (size_t i = 0; i < face->glyph_count; i++) {
        if (face->uses[i].used) {
            hb_set_add(glyphs, (hb_codepoint_t)i);
        }
    }
    static const char dropped[][5] = {
        "GSUB", "GPOS", "GDEF", "kern", "morx", "mort", "name", "post", "OS/2", "cmap",
        "Silf", "Glat", "Gloc", "Sill", "Feat", "FFTM", "DSIG", "STAT", "BASE", "MATH"};
    hb_set_t *drop = hb_subset_input_set(input, HB_SUBSET_SETS_DROP_TABLE_TAG);
    for (size_t i = 0; i < sizeof dropped / sizeof dropped[0]; i++) {
        const char *tag = dropped[i];
        hb_set_add(drop, HB_TAG(tag[0], tag[1], tag[2], tag[3]));
    }
    hb_subset_input_set_flags(input, HB_SUBSET_FLAGS_RETAIN_GIDS |
                                         HB_SUBSET_FLAGS_NO_HINTING |
                                         HB_SUBSET_FLAGS_NOTDEF_OUTLINE);
    hb_face_t *subset = hb_subset_or_fail(face->hb_face, input);
    hb_subset_input_destroy(input);
    return subset;
}

static bool fill_glyphs(struct arena *arena, struct face *face, struct font_program *out)
{
    struct font_glyph *glyphs = ARENA_ARRAY(arena, struct font_glyph, face->used_count + 1);
    if (!glyphs) {
        return false;
    }
    size_t count = 0;
    for (size_t i = 0; i < face->glyph_count; i++) {
        if (!face->uses[i].used) {
            continue;
        }
        struct str text = face->uses[i].text;
        glyphs[count++] = (struct font_glyph){
            .glyph = (uint16_t)i,
            .cid = (uint16_t)i,
            .subset_glyph = (uint16_t)i,
            .advance = hb_font_get_glyph_h_advance(face->font, (hb_codepoint_t)i),
            .text = text.len ? text : STR("\xef\xbf\xbd"),
        };
    }
    out->glyphs = glyphs;
    out->count = count;
    return true;
}

bool face_subset(struct arena *arena, struct font_set *set, const struct face *const_face,
                 struct font_program *out, struct report *report)
{
    (void)set;
    struct face *face = (struct face *)(uintptr_t)const_face;
    name_by_character(arena, face);
    hb_face_t *subset = subset_face(face);
    hb_blob_t *blob = subset ? hb_face_reference_blob(subset) : NULL;
    unsigned len = 0;
    const char *bytes = blob ? hb_blob_get_data(blob, &len) : NULL;
    *out = (struct font_program){.kind = FONT_PROGRAM_TRUETYPE};
    if (bytes && len) {
        out->bytes = arena_str(arena, str_make(bytes, len));
    }
    hb_blob_destroy(blob);
    hb_face_destroy(subset);
    if (out->bytes.len == 0 || !fill_glyphs(arena, face, out)) {
        report_system_error(report, "font-subset",
                            "cannot take a subset of the face '%.*s'", STR_ARG(face->name));
        return false;
    }
    return true;
}

uint16_t face_cid(const struct face *face, uint16_t glyph)
{
    return glyph < face->glyph_count && face->uses[glyph].used ? glyph : 0;
}
