/* One face: opened from its file through HarfBuzz, and what is asked of it. Relies on the
 * file being one of those that the build checked; one that cannot be read is left out.
 * All that is known of a face is read while opening, so that it can stay as it is. */
#include "text/face.h"

#include "base/buf.h"
#include "base/utf8.h"
#include "text/pairs.h"

#include <hb-ot.h>
#include <math.h>
#include <unicode/uchar.h>

static int32_t metric(hb_font_t *font, hb_ot_metrics_tag_t tag, int32_t otherwise)
{
    hb_position_t value;
    return hb_ot_metrics_get_position(font, tag, &value) ? value : otherwise;
}

static void read_metrics(struct face *face)
{
    struct face_metrics *metrics = &face->metrics;
    const struct face_file *file = face->file;
    int32_t em = (int32_t)hb_face_get_upem(face->hb_face);
    hb_font_extents_t extents = {0};
    hb_font_get_h_extents(face->font, &extents);
    *metrics = (struct face_metrics){
        .units_per_em = em,
        .ascender = extents.ascender,
        .descender = extents.descender,
        .cap_height = metric(face->font, HB_OT_METRICS_TAG_CAP_HEIGHT, em * 7 / 10),
        .x_height = metric(face->font, HB_OT_METRICS_TAG_X_HEIGHT, em / 2),
        .underline_position =
            metric(face->font, HB_OT_METRICS_TAG_UNDERLINE_OFFSET, -em / 10),
        .underline_thickness =
            metric(face->font, HB_OT_METRICS_TAG_UNDERLINE_SIZE, em / 20),
        .stem_v = file->bold ? 140 : 80,
        .monospaced = file->role == FONT_MONO,
        .serif = file->role == FONT_SERIF,
        .italic = file->italic,
        .bold = file->bold,
        .signs = file->signs,
    };
    if (file->italic) {
        float slant = hb_style_get_value(face->font, HB_STYLE_TAG_SLANT_ANGLE);
        metrics->italic_angle_tenths = (int32_t)lroundf(slant * 10);
    }
    hb_blob_t *head = hb_face_reference_table(face->hb_face, HB_TAG('h', 'e', 'a', 'd'));
    unsigned len;
    const uint8_t *bytes = (const uint8_t *)hb_blob_get_data(head, &len);
    for (size_t i = 0; i < 4 && len >= 44; i++) {
        metrics->bounding_box[i] = (int16_t)((bytes[36 + 2 * i] << 8) | bytes[37 + 2 * i]);
    }
    if (len >= 12) {
        face->pairs = pairs_find((uint32_t)bytes[8] << 24 | (uint32_t)bytes[9] << 16 |
                                 (uint32_t)bytes[10] << 8 | bytes[11]);
    }
    hb_blob_destroy(head);
}

static bool has_ascii(const struct face *face)
{
    hb_codepoint_t c = '!';
    while (c <= '~' && face_has(face, c)) {
        c++;
    }
    return c > '~';
}

static struct str read_name(struct arena *arena, const struct face *face)
{
    char name[128];
    unsigned len = sizeof name;
    hb_ot_name_get_utf8(face->hb_face, HB_OT_NAME_ID_POSTSCRIPT_NAME, HB_LANGUAGE_INVALID,
                        &len, name);
    struct buf clean = {.kept_in = arena};
    for (unsigned i = 0; i < len; i++) {
        if (ascii_is_alnum(name[i]) || name[i] == '-' || name[i] == '_') {
            buf_add_byte(&clean, name[i]);
        }
    }
    struct str kept = arena_take(arena, &clean);
    if (kept.len == 0) {
        kept = arena_format(arena, "Face%zu", face->file->index);
    }
    return kept;
}

#define BLANK_LIMIT                                                                        \
    256 /* a face that has it not among its first glyphs is likely without */

static bool is_blank(const struct face *face, hb_codepoint_t glyph)
{
    hb_glyph_extents_t extents;
    return glyph < face->glyph_count &&
           hb_font_get_glyph_h_advance(face->font, glyph) == 0 &&
           hb_font_get_glyph_extents(face->font, glyph, &extents) && extents.width == 0 &&
           extents.height == 0;
}

/* That of a character which shows nothing, if it has no outline (some faces draw signs
 * there); else any, such as that of U+0000. */
static uint16_t find_blank(const struct face *face)
{
    static const uint16_t characters[] = {0x200B, 0x200C, 0x200D, 0x2060};
    hb_codepoint_t glyph;
    for (size_t i = 0; i < sizeof characters / sizeof characters[0]; i++) {
        if (hb_font_get_nominal_glyph(face->font, characters[i], &glyph) &&
            is_blank(face, glyph)) {
            return (uint16_t)glyph;
        }
    }
    for (glyph = 1; glyph < BLANK_LIMIT; glyph++) {
        if (is_blank(face, glyph)) {
            return (uint16_t)glyph;
        }
    }
    return 0;
}

uint16_t face_glyph(const struct face *face, uint32_t code_point)
{
    hb_codepoint_t glyph;
    bool found = hb_font_get_nominal_glyph(face->font, code_point, &glyph);
    return found && glyph < face->glyph_count ? (uint16_t)glyph : 0;
}

struct face *face_open(struct arena *arena, const char *folder,
                       const struct face_file *file)
{
    struct face *face = ARENA_NEW(arena, struct face);
    if (!face) {
        return NULL;
    }
    face->file = file;
    return face_read(arena, folder, face) ? face : NULL;
}

bool face_read(struct arena *arena, const char *folder, struct face *face)
{
    struct str path = arena_format(arena, "%s/%s", folder, face->file->name);
    face->blob = path.ptr ? hb_blob_create_from_file_or_fail(path.ptr) : NULL;
    if (!face->blob) {
        return false;
    }
    face->hb_face = hb_face_create(face->blob, 0);
    face->font = hb_font_create(face->hb_face);
    face->characters = hb_set_create();
    hb_face_collect_unicodes(face->hb_face, face->characters);
    face->glyph_count = hb_face_get_glyph_count(face->hb_face);
    if (face->glyph_count == 0) {
        face_close(face);
        return false;
    }
    read_metrics(face);
    face->blank = find_blank(face);
    face->space = face_glyph(face, ' ');
    face->has_ascii = has_ascii(face);
    face->name = read_name(arena, face);
    return true;
}

void face_close(struct face *face)
{
    hb_set_destroy(face->characters);
    hb_font_destroy(face->font);
    hb_face_destroy(face->hb_face);
    hb_blob_destroy(face->blob);
    face->characters = NULL;
    face->font = NULL;
    face->hb_face = NULL;
    face->blob = NULL;
}

const struct face_metrics *face_metrics(const struct face *face)
{
    return &face->metrics;
}

struct str face_name(const struct face *face)
{
    return face->name;
}

size_t face_index(const struct face *face)
{
    return face->file->index;
}

bool face_has(const struct face *face, uint32_t code_point)
{
    return hb_set_has(face->characters, code_point);
}

/* Whether a mark that it has stands over its letter. Open Sans 1.10 has titlo and other
 * marks of Cyrillic as signs that take room, beside it. */
static bool seats_mark(const struct face *face, uint32_t c)
{
    hb_codepoint_t glyph;
    return u_charType((UChar32)c) != U_NON_SPACING_MARK ||
           !hb_font_get_nominal_glyph(face->font, c, &glyph) ||
           hb_ot_layout_get_glyph_class(face->hb_face, glyph) !=
               HB_OT_LAYOUT_GLYPH_CLASS_BASE_GLYPH ||
           hb_font_get_glyph_h_advance(face->font, glyph) <= 0;
}

bool face_has_all(const struct face *face, struct str characters)
{
    hb_unicode_funcs_t *unicode = hb_unicode_funcs_get_default();
    hb_codepoint_t before = 0, whole;
    for (size_t at = 0, len; at < characters.len; at += len) {
        uint32_t c = utf8_decode(characters, at, &len);
        if (before && hb_unicode_compose(unicode, before, c, &whole) &&
            face_has(face, whole)) {
            before = whole;
            continue;
        }
        if (!face_has(face, c) &&
            (at == 0 ||
             !u_hasBinaryProperty((UChar32)c, UCHAR_DEFAULT_IGNORABLE_CODE_POINT))) {
            return false;
        }
        if (at > 0 && !seats_mark(face, c)) {
            return false;
        }
        before = c;
    }
    return true;
}

size_t face_glyph_count(const struct face *face)
{
    return face->glyph_count;
}

uint16_t face_space_glyph(const struct face *face)
{
    return face->space;
}

uint16_t face_blank_glyph(const struct face *face)
{
    return face->blank;
}

int32_t face_glyph_advance(const struct face *face, uint16_t glyph)
{
    return hb_font_get_glyph_h_advance(face->font, glyph);
}
