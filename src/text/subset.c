/* Subsets for embedding. TrueType keeps its glyph numbers, so that a code in a page is
 * the glyph shaped and nothing need be known before the pages are laid out; the
 * gaps cost almost nothing after deflating. Layout tables are dropped: the glyphs
 * have been chosen. */
#include "text/face.h"

#include "base/memory_watch.h"
#include "base/utf8.h"

#include <hb-subset.h>

/* The space is always among them: pages set it between words whether or not it was
 * shaped. NULL: memory is gone. */
static struct font_glyph *list_glyphs(struct arena *arena, const struct face *face,
                                      const struct glyph_use *uses, size_t *count)
{
    uint16_t space = face_space_glyph(face);
    size_t room = 1;
    for (size_t i = 0; uses && i < face->glyph_count; i++) {
        room += uses[i].used;
    }
    struct font_glyph *glyphs = ARENA_ARRAY(arena, struct font_glyph, room);
    *count = 0;
    for (size_t i = 0; glyphs && i < face->glyph_count; i++) {
        bool is_space = space && i == space;
        struct glyph_use use = uses ? uses[i] : (struct glyph_use){0};
        if (use.used || is_space) {
            glyphs[(*count)++] = (struct font_glyph){
                .glyph = (uint16_t)i,
                .advance = face_glyph_advance(face, (uint16_t)i),
                .text = use.text.len == 0 && is_space ? STR(" ") : use.text,
            };
        }
    }
    return glyphs;
}

/* Index of a glyph among those listed; `count`: it is not one. */
static size_t find_glyph(const struct font_glyph *glyphs, size_t count, uint32_t number)
{
    size_t low = 0, high = count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (glyphs[middle].glyph < number) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low < count && glyphs[low].glyph == number ? low : count;
}

const struct font_glyph *font_program_find(const struct font_program *program,
                                           uint16_t glyph)
{
    size_t index = find_glyph(program->glyphs, program->count, glyph);
    return index < program->count ? &program->glyphs[index] : NULL;
}

/* Glyphs that never stood alone for a text: a character that the face maps to the glyph
 * straight is the best text for ToUnicode. */
static void name_by_character(struct arena *arena, const struct face *face,
                              struct font_glyph *glyphs, size_t count)
{
    size_t nameless = 0;
    for (size_t i = 0; i < count; i++) {
        nameless += glyphs[i].text.len == 0;
    }
    hb_codepoint_t character = HB_SET_VALUE_INVALID, number;
    while (nameless && hb_set_next(face->characters, &character)) {
        size_t i = hb_font_get_nominal_glyph(face->font, character, &number)
                       ? find_glyph(glyphs, count, number)
                       : count;
        if (i < count && glyphs[i].text.len == 0) {
            char bytes[UTF8_MAX_BYTES];
            glyphs[i].text =
                arena_str(arena, str_make(bytes, utf8_encode(character, bytes)));
            nameless--;
        }
    }
    for (size_t i = 0; i < count; i++) {
        if (glyphs[i].text.len == 0) {
            glyphs[i].text = STR("\xef\xbf\xbd");
        }
    }
}

/* A face's tables but for those that say how text is set, which a PDF has no use for. The
 * subsetter is not to see them at all: it looks into GSUB even where it is to drop it, and
 * crashes there when memory is gone (HarfBuzz 6.0). */
static hb_blob_t *drawing_table(hb_face_t *face, hb_tag_t tag, void *whole)
{
    static const char setting[][5] = {
        "GSUB", "GPOS", "GDEF", "kern", "morx", "mort", "name", "post", "OS/2", "cmap",
        "Silf", "Glat", "Gloc", "Sill", "Feat", "FFTM", "DSIG", "STAT", "BASE", "MATH"};
    (void)face;
    for (size_t i = 0; i < sizeof setting / sizeof setting[0]; i++) {
        const char *name = setting[i];
        if (tag == HB_TAG(name[0], name[1], name[2], name[3])) {
            return NULL;
        }
    }
    return hb_face_reference_table(whole, tag);
}

/* One that lacks a part for want of memory is left as it is: HarfBuzz 6.0 may crash where
 * it takes it apart. */
static void destroy_face(hb_face_t *face)
{
    if (!memory_watch_failed()) {
        hb_face_destroy(face);
    }
}

static hb_face_t *subset_face(const struct face *face, const struct font_glyph *glyphs,
                              size_t count)
{
    hb_subset_input_t *input = hb_subset_input_create_or_fail();
    if (!input) {
        return NULL;
    }
    hb_set_t *kept = hb_subset_input_glyph_set(input);
    for (size_t i = 0; i < count; i++) {
        hb_set_add(kept, glyphs[i].glyph);
    }
    hb_subset_input_set_flags(input, HB_SUBSET_FLAGS_RETAIN_GIDS |
                                         HB_SUBSET_FLAGS_NO_HINTING |
                                         HB_SUBSET_FLAGS_NOTDEF_OUTLINE);
    hb_face_t *drawing = hb_face_create_for_tables(drawing_table, face->hb_face, NULL);
    hb_face_t *subset = hb_subset_or_fail(drawing, input);
    destroy_face(drawing);
    hb_subset_input_destroy(input);
    return subset;
}

bool face_subset(struct arena *arena, const struct face *face, const struct glyph_use *uses,
                 struct font_program *out, struct report *report)
{
    size_t count = 0;
    struct font_glyph *glyphs = list_glyphs(arena, face, uses, &count);
    *out = (struct font_program){.glyphs = glyphs, .count = count};
    if (!glyphs) {
        return report_out_of_memory(report);
    }
    name_by_character(arena, face, glyphs, count);
    hb_face_t *subset = subset_face(face, glyphs, count);
    hb_blob_t *blob = subset ? hb_face_reference_blob(subset) : NULL;
    unsigned len = 0;
    const char *bytes = blob ? hb_blob_get_data(blob, &len) : NULL;
    bool made = bytes && len;
    if (made) {
        out->bytes = arena_str(arena, str_make(bytes, len));
    } else {
        report_system_error(report, "font-subset",
                            "cannot take a subset of the face '%.*s'", STR_ARG(face->name));
    }
    hb_blob_destroy(blob);
    destroy_face(subset);
    if (made && arena_failed(arena)) {
        return report_out_of_memory(report);
    }
    return made;
}
