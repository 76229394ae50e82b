#include "text/face.h"

#include "base/buf.h"
#include "base/file.h"

#include <hb-ot.h>
#include <math.h>

#define ROLE_COUNT 3
#define STYLE_COUNT 4 /* regular, italic, bold, bold-italic */

static const struct {
    const char *role, *style, *file;
} table[] = {
#include "font_table.h"
};

#define FACE_COUNT (sizeof table / sizeof table[0])
#define CACHE_SLOTS 4096 /* of look-ups by role, style and character */

struct cache_slot {
    uint32_t key; /* character << 4 | role << 2 | style, plus 1; 0: free */
    struct face *face;
};

struct font_set {
    struct arena *arena;
    const char *folder;
    struct face faces[FACE_COUNT];
    struct face *main[ROLE_COUNT][STYLE_COUNT];
    struct cache_slot cache[CACHE_SLOTS];
};

struct arena *font_set_arena(const struct font_set *set)
{
    return set->arena;
}

/* Opening */

static int32_t metric(hb_font_t *font, hb_ot_metrics_tag_t tag, int32_t otherwise)
{
    hb_position_t value;
    return hb_ot_metrics_get_position(font, tag, &value) ? value : otherwise;
}

static void read_metrics(struct face *face)
{
    struct face_metrics *metrics = &face->metrics;
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
        .stem_v = face->bold ? 140 : 80,
        .monospaced = face->role == FONT_MONO,
        .serif = face->role == FONT_SERIF,
        .italic = face->italic,
        .bold = face->bold,
    };
    if (face->italic) {
        float slant = hb_style_get_value(face->font, HB_STYLE_TAG_SLANT_ANGLE);
        metrics->italic_angle_tenths = (int32_t)lroundf(slant * 10);
    }
    hb_blob_t *head = hb_face_reference_table(face->hb_face, HB_TAG('h', 'e', 'a', 'd'));
    unsigned len;
    const uint8_t *bytes = (const uint8_t *)hb_blob_get_data(head, &len);
    for (size_t i = 0; i < 4 && len >= 44; i++) {
        metrics->bounding_box[i] = (int16_t)((bytes[36 + 2 * i] << 8) | bytes[37 + 2 * i]);
    }
    hb_blob_destroy(head);
}

static struct str read_name(struct arena *arena, struct face *face)
{
    char name[128];
    unsigned len = sizeof name;
    hb_ot_name_get_utf8(face->hb_face, HB_OT_NAME_ID_POSTSCRIPT_NAME, HB_LANGUAGE_INVALID,
                        &len, name);
    struct buf clean = {0};
    for (unsigned i = 0; i < len; i++) {
        if (ascii_is_alnum(name[i]) || name[i] == '-' || name[i] == '_') {
            buf_add_byte(&clean, name[i]);
        }
    }
    struct str kept = arena_take(arena, &clean);
    if (kept.len == 0) {
        kept = arena_format(arena, "Face%zu", face->index);
    }
    return kept;
}

bool face_open(struct font_set *set, struct face *face)
{
    if (face->opened || face->failed) {
        return face->opened;
    }
    face->failed = true;
    struct str path = arena_format(set->arena, "%s/%s", set->folder, face->file_name);
    if (!path.ptr) {
        return false;
    }
    face->blob = hb_blob_create_from_file_or_fail(path.ptr);
    if (!face->blob) {
        return false;
    }
    face->hb_face = hb_face_create(face->blob, 0);
    face->font = hb_font_create(face->hb_face);
    face->characters = hb_set_create();
    hb_face_collect_unicodes(face->hb_face, face->characters);
    face->glyph_count = hb_face_get_glyph_count(face->hb_face);
    face->uses = ARENA_ARRAY(set->arena, struct glyph_use, face->glyph_count + 1);
    if (face->glyph_count == 0 || !face->uses) {
        return false;
    }
    read_metrics(face);
    face->name = read_name(set->arena, face);
    face->failed = false;
    face->opened = true;
    return true;
}

/* The set */

static size_t style_index(bool bold, bool italic)
{
    return (bold ? 2U : 0U) + (italic ? 1U : 0U);
}

static void fill_faces(struct font_set *set)
{
    static const char *const roles[ROLE_COUNT] = {"serif", "sans", "mono"};
    for (size_t i = 0; i < FACE_COUNT; i++) {
        struct face *face = &set->faces[i];
        face->index = i;
        face->file_name = table[i].file;
        face->bold = strncmp(table[i].style, "bold", 4) == 0;
        face->italic = str_ends(str_from(table[i].style), "italic");
        face->fallback = true;
        for (size_t role = 0; role < ROLE_COUNT; role++) {
            if (strcmp(table[i].role, roles[role]) == 0) {
                face->role = (enum font_role)role;
                face->fallback = false;
                set->main[role][style_index(face->bold, face->italic)] = face;
            }
        }
    }
}

struct font_set *font_set_open(struct arena *arena, const char *folder,
                               struct report *report)
{
    struct font_set *set = ARENA_NEW(arena, struct font_set);
    if (!set || !folder) {
        report_out_of_memory(report);
        return NULL;
    }
    set->arena = arena;
    set->folder = folder;
    fill_faces(set);
    for (size_t role = 0; role < ROLE_COUNT; role++) {
        struct face *regular = set->main[role][0];
        if (!regular || !face_open(set, regular)) {
            report_system_error(report, "font-missing", "cannot read the face '%s' in '%s'",
                                regular ? regular->file_name : "?", folder);
            font_set_close(set);
            return NULL;
        }
    }
    return set;
}

void font_set_close(struct font_set *set)
{
    for (size_t i = 0; set && i < FACE_COUNT; i++) {
        struct face *face = &set->faces[i];
        if (face->blob) {
            hb_set_destroy(face->characters);
            hb_font_destroy(face->font);
            hb_face_destroy(face->hb_face);
            hb_blob_destroy(face->blob);
            *face = (struct face){.failed = true};
        }
    }
}

const struct face *font_set_face(struct font_set *set, enum font_role role, bool bold,
                                 bool italic)
{
    struct face *face = set->main[role][style_index(bold, italic)];
    return face && face_open(set, face) ? face : set->main[role][0];
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
    return face->index;
}

size_t font_set_face_count(const struct font_set *set)
{
    (void)set;
    return FACE_COUNT;
}

const struct face *font_set_face_at(const struct font_set *set, size_t index)
{
    const struct face *face = &set->faces[index];
    return face->opened && face->used_count ? face : NULL;
}

bool face_has(const struct face *face, uint32_t code_point)
{
    return hb_set_has(face->characters, code_point);
}

static struct face *search(struct font_set *set, enum font_role role, bool bold,
                           bool italic, uint32_t code_point)
{
    struct face *wanted = set->main[role][style_index(bold, italic)];
    if (wanted && face_open(set, wanted) && face_has(wanted, code_point)) {
        return wanted;
    }
    for (size_t other = 0; other < ROLE_COUNT; other++) {
        struct face *face = set->main[other][style_index(bold, italic)];
        if (face && face_open(set, face) && face_has(face, code_point)) {
            return face;
        }
    }
    for (size_t i = 0; i < FACE_COUNT; i++) {
        struct face *face = &set->faces[i];
        if (face->fallback && face_open(set, face) && face_has(face, code_point)) {
            return face;
        }
    }
    return NULL;
}

struct face *font_set_find(struct font_set *set, enum font_role role, bool bold,
                           bool italic, uint32_t code_point)
{
    uint32_t key =
        (code_point << 4 | (uint32_t)role << 2 | (uint32_t)style_index(bold, italic)) + 1;
    struct cache_slot *slot = &set->cache[(key * UINT32_C(2654435761)) >> 20];
    if (slot->key != key) {
        slot->key = key;
        slot->face = search(set, role, bold, italic, code_point);
    }
    return slot->face;
}

void face_use_glyph(struct face *face, uint32_t glyph, struct str text)
{
    if (glyph >= face->glyph_count) {
        return;
    }
    struct glyph_use *use = &face->uses[glyph];
    face->used_count += !use->used;
    use->used = true;
    if (use->text.len == 0) {
        use->text = text;
    }
}

size_t face_glyph_count(const struct face *face)
{
    return face->glyph_count;
}

uint16_t face_space_glyph(struct face *face)
{
    hb_codepoint_t glyph;
    if (!hb_font_get_nominal_glyph(face->font, ' ', &glyph) || glyph == 0 ||
        glyph >= face->glyph_count) {
        return 0;
    }
    face_use_glyph(face, glyph, STR(" "));
    return (uint16_t)glyph;
}

int32_t face_glyph_advance(const struct face *face, uint16_t glyph)
{
    return hb_font_get_glyph_h_advance(face->font, glyph);
}
