/* Face: what font.c, subset.c and shape.c share of an opened face. */
#ifndef OFFPRINT_TEXT_FACE_H
#define OFFPRINT_TEXT_FACE_H

#include "text/font.h"

#include <hb.h>

struct glyph_use {
    struct str text; /* what it stood for when first shaped; empty: only in clusters */
    bool used;
};

struct face {
    size_t index;
    const char *file_name;
    enum font_role role;
    bool fallback, bold, italic;
    bool opened, failed;
    hb_blob_t *blob;
    hb_face_t *hb_face;
    hb_font_t *font;
    hb_set_t *characters; /* coverage */
    struct str name;
    struct face_metrics metrics;
    struct glyph_use *uses; /* by glyph; as many as the face has */
    size_t glyph_count, used_count;
    uint16_t *cids; /* by glyph, after subsetting */
};

/* Opens the face's file when that has not been done; false when it cannot be read. */
bool face_open(struct font_set *set, struct face *face);

bool face_has(const struct face *face, uint32_t code_point);

/* The first face by the table's order that has the character, or NULL. */
struct face *font_set_find(struct font_set *set, enum font_role role, bool bold,
                           bool italic, uint32_t code_point);

struct arena *font_set_arena(const struct font_set *set);

/* Notes that a glyph was shaped for `text` (empty when it is part of a larger cluster). */
void face_use_glyph(struct face *face, uint32_t glyph, struct str text);

#endif
