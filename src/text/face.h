/* Face: one face as its engine opened it. It never changes after that: what words use
 * of it is noted in the shaper, what pages draw of it in pdf/. */
#ifndef OFFPRINT_TEXT_FACE_H
#define OFFPRINT_TEXT_FACE_H

#include "text/font.h"

#include <hb.h>

/* A row of the table of faces. */
struct face_file {
    size_t index;
    const char *name;
    enum font_role role; /* unless it is a fallback */
    bool fallback, bold, italic;
    bool signs; /* its scripts are those of symbols */
};

struct face {
    const struct face_file *file;
    hb_blob_t *blob;
    hb_face_t *hb_face;
    hb_font_t *font;
    hb_set_t *characters; /* coverage */
    struct str name;
    struct face_metrics metrics;
    size_t glyph_count;
    uint16_t space;                 /* 0: none */
    uint16_t blank;                 /* a glyph without outline and advance; 0: none */
    bool has_ascii;                 /* all characters of it that show */
    const struct pair_table *pairs; /* NULL: HarfBuzz shapes all words */
};

/* The face of `file` in `folder`, in `arena`; NULL: it cannot be read, or memory is gone
 * (then the arena has failed). Close it before the arena is cleared. */
struct face *face_open(struct arena *arena, const char *folder,
                       const struct face_file *file);
/* Reads the file of one that was closed again, to where it was. */
bool face_read(struct arena *arena, const char *folder, struct face *face);
void face_close(struct face *face);

bool face_has(const struct face *face, uint32_t code_point);

/* Whether it can draw all that shows of a text: a mark by itself, or as a part of a letter
 * that has it. */
bool face_has_all(const struct face *face, struct str characters);

/* The faces that one engine has opened, each when it is first needed: 0.05 ms. */
struct faces;

/* Opens what every text needs, the regular face of each role; NULL: reported. */
struct faces *faces_new(struct arena *arena, const struct font_set *set,
                        struct report *report);
void faces_free(struct faces *faces);

/* Reads all of them anew, to where they were: what HarfBuzz made of them may lack parts.
 * What cannot be read any more faces_unreadable() tells. */
void faces_renew(struct faces *faces);

/* The name of a face's file that could not be read, so that others stand in for it; NULL:
 * none. */
const char *faces_unreadable(const struct faces *faces);

/* The face of a role and style that has its basic letters; never NULL. */
const struct face *faces_main(struct faces *faces, enum font_role role, bool bold,
                              bool italic);

/* The first face by the table's order that has the character, or NULL. */
const struct face *faces_find(struct faces *faces, enum font_role role, bool bold,
                              bool italic, uint32_t code_point);

/* The first face that has all that shows of `characters`, which must not be empty: a letter
 * and its marks; or NULL. */
const struct face *faces_find_all(struct faces *faces, enum font_role role, bool bold,
                                  bool italic, struct str characters);

/* subset.c: a font program in `arena` with these glyphs alone. False: there is none. */
bool face_subset(struct arena *arena, const struct face *face, const uint16_t *glyphs,
                 size_t count, struct str *out);

#endif
