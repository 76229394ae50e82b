/* Words of plain ASCII by the pair tables of the build, without HarfBuzz: most words of
 * most packets. A table holds for one file of a face, and for languages that the face has
 * no rules of its own for. */
#include "text/pairs.h"

#include "text/pair_table.h"

#include <hb-ot.h>

static const struct pair_table tables[] = {
#include "face_pairs_table.h"
};

const struct pair_table *pairs_find(uint32_t check)
{
    for (size_t i = 0; i < sizeof tables / sizeof tables[0]; i++) {
        if (tables[i].check == check) {
            return &tables[i];
        }
    }
    return NULL;
}

bool pairs_speak(hb_face_t *face, hb_language_t language)
{
    static const hb_tag_t sources[] = {HB_OT_TAG_GSUB, HB_OT_TAG_GPOS};
    hb_tag_t scripts[HB_OT_MAX_TAGS_PER_SCRIPT], languages[HB_OT_MAX_TAGS_PER_LANGUAGE];
    unsigned script_count = HB_OT_MAX_TAGS_PER_SCRIPT,
             language_count = HB_OT_MAX_TAGS_PER_LANGUAGE;
    hb_ot_tags_from_script_and_language(HB_SCRIPT_LATIN, language, &script_count, scripts,
                                        &language_count, languages);
    for (size_t i = 0; i < sizeof sources / sizeof sources[0]; i++) {
        unsigned script, chosen;
        hb_tag_t tag;
        (void)hb_ot_layout_table_select_script(face, sources[i], script_count, scripts,
                                               &script, &tag);
        if (hb_ot_layout_script_select_language(face, sources[i], script, language_count,
                                                languages, &chosen)) {
            return false;
        }
    }
    return true;
}

bool pairs_shape(const struct pair_table *table, struct str text, struct glyph *glyphs,
                 int32_t *advance)
{
    *advance = 0;
    for (size_t i = 0; i < text.len; i++) {
        unsigned here = (unsigned char)text.ptr[i] - (unsigned)PAIR_FIRST;
        if (here >= PAIR_COUNT) {
            return false;
        }
        int16_t own = table->last[here];
        if (i + 1 < text.len) {
            unsigned next = (unsigned char)text.ptr[i + 1] - (unsigned)PAIR_FIRST;
            own = next < PAIR_COUNT ? table->advances[here][next] : PAIR_SHAPED;
        }
        if (own == PAIR_SHAPED) {
            return false;
        }
        glyphs[i] = (struct glyph){.id = table->glyphs[here],
                                   .cluster = (uint16_t)i,
                                   .advance = own,
                                   .text_at = (uint16_t)i,
                                   .text_len = 1};
        *advance += own;
    }
    return true;
}
