/* Fonts: the faces of fonts/faces.tsv, their coverage, fallback and subsets.
 *
 * The table is compiled in; the files lie in one folder, as the build put them
 * there. A face is opened when it is first needed. Which face draws a character
 * depends only on the table's order, never on what a machine has installed. */
#ifndef OFFPRINT_TEXT_FONT_H
#define OFFPRINT_TEXT_FONT_H

#include "base/arena.h"
#include "base/length.h"
#include "base/report.h"

enum font_role {
    FONT_SERIF,
    FONT_SANS,
    FONT_MONO
}; /* text; headings and furniture; code */

struct font_set;
struct face;

/* `folder` holds the table's files. A missing or unreadable file of a main face is
 * reported; then NULL. `arena` must outlive the set; clear the set before it. */
struct font_set *font_set_open(struct arena *arena, const char *folder,
                               struct report *report);
void font_set_close(struct font_set *set);

/* Metrics in font units (units_per_em of them make the size). */
struct face_metrics {
    int32_t units_per_em;
    int32_t ascender, descender; /* descender below zero */
    int32_t cap_height, x_height;
    int32_t underline_position, underline_thickness;
    int32_t italic_angle_tenths; /* degrees * 10, counter-clockwise, as PDF's ItalicAngle */
    int32_t bounding_box[4];     /* left, bottom, right, top */
    int32_t stem_v;              /* an estimate, for font descriptors */
    bool monospaced, serif, italic, bold;
};

/* The face of a role and style that has its basic letters; never NULL once opened. */
const struct face *font_set_face(struct font_set *set, enum font_role role, bool bold,
                                 bool italic);
const struct face_metrics *face_metrics(const struct face *face);
struct str face_name(const struct face *face); /* PostScript name */
size_t face_index(const struct face *face); /* below font_set_face_count, stable in a run */
size_t face_glyph_count(const struct face *face);
size_t font_set_face_count(const struct font_set *set);
const struct face *font_set_face_at(const struct font_set *set,
                                    size_t index); /* NULL: unused */

/* What the words shaped so far use of a face, as a font program for embedding. */
enum font_program_kind {
    FONT_PROGRAM_TRUETYPE, /* FontFile2, CIDFontType2 */
    FONT_PROGRAM_CFF,      /* FontFile3 /CIDFontType0C, bare CFF table */
};

struct font_glyph {
    uint16_t glyph;        /* as in struct glyph */
    uint16_t cid;          /* character code in content streams, as two bytes */
    uint16_t subset_glyph; /* its index in `program` */
    int32_t advance;       /* font units */
    struct str text;       /* what it stands for, for ToUnicode; never empty */
};

struct font_program {
    enum font_program_kind kind;
    struct str bytes;
    const struct font_glyph *glyphs; /* used ones, by rising cid */
    size_t count;
};

/* False when subsetting fails or memory is gone (reported). */
bool face_subset(struct arena *arena, struct font_set *set, const struct face *face,
                 struct font_program *out, struct report *report);

/* The glyph of the space, noted as used; 0 when the face has none. */
uint16_t face_space_glyph(struct face *face);
int32_t face_glyph_advance(const struct face *face, uint16_t glyph); /* font units */

/* The cid of a glyph that was shaped; 0 when it was not. Valid after face_subset. */
uint16_t face_cid(const struct face *face, uint16_t glyph);

#endif
