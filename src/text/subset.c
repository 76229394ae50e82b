/* Subsets for embedding. TrueType keeps its glyph numbers, so that a code in a page is
 * the glyph shaped and nothing need be known before the pages are laid out; the
 * gaps cost almost nothing after deflating. Layout tables are dropped: the glyphs
 * have been chosen. */
#include "text/face.h"

#include "base/memory_watch.h"

#include <hb-subset.h>

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
    if (!memory_watch_failed() || memory_watch_is_doubtful()) {
        hb_face_destroy(face);
    }
}

static hb_face_t *subset_face(const struct face *face, const uint16_t *glyphs, size_t count)
{
    hb_subset_input_t *input = hb_subset_input_create_or_fail();
    if (!input) {
        return NULL;
    }
    hb_set_t *kept = hb_subset_input_glyph_set(input);
    for (size_t i = 0; i < count; i++) {
        hb_set_add(kept, glyphs[i]);
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

bool face_subset(struct arena *arena, const struct face *face, const uint16_t *glyphs,
                 size_t count, struct str *out)
{
    hb_face_t *subset = subset_face(face, glyphs, count);
    hb_blob_t *blob = subset ? hb_face_reference_blob(subset) : NULL;
    unsigned len = 0;
    const char *bytes = blob ? hb_blob_get_data(blob, &len) : NULL;
    bool made = bytes && len;
    if (made) {
        *out = arena_str(arena, str_make(bytes, len));
    }
    hb_blob_destroy(blob);
    destroy_face(subset);
    return made;
}
