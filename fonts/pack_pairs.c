/* pack_pairs HEADER [ROLE FILE]...: the pair tables of faces (src/text/pair_table.h), as
 * the rows of a C array, of what HarfBuzz says in the script's default language. A step of
 * the build: it ends with 1 and a line that says why when a face cannot be read.
 *
 * A pair is left to HarfBuzz where the two make other glyphs than each by itself, move the
 * second one, or narrow the first so much that its mark is drawn apart (src/text/spell.c).
 * That pairs tell all of a longer word is what the tests of src/text/pairs.c are for. */
#include "text/pair_table.h"

#include <hb-ot.h>
#include <hb.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct shaped {
    unsigned count;
    hb_codepoint_t glyphs[2];
    hb_position_t advances[2];
};

_Noreturn static void fail(const char *path, const char *why)
{
    (void)fprintf(stderr, "pack_pairs: '%s' %s\n", path, why);
    exit(1);
}

/* As src/text/shape.c has it. count: 0 where glyphs are not one a character, in its place.
 */
static struct shaped shape(hb_font_t *font, bool mono, const char *text, int len)
{
    static const hb_feature_t off[] = {{HB_TAG('c', 'a', 'l', 't'), 0, 0, UINT32_MAX},
                                       {HB_TAG('l', 'i', 'g', 'a'), 0, 0, UINT32_MAX}};
    hb_buffer_t *buffer = hb_buffer_create();
    struct shaped shaped = {0};
    unsigned count;
    hb_buffer_set_cluster_level(buffer, HB_BUFFER_CLUSTER_LEVEL_MONOTONE_CHARACTERS);
    hb_buffer_set_flags(buffer, HB_BUFFER_FLAG_REMOVE_DEFAULT_IGNORABLES);
    hb_buffer_add_utf8(buffer, text, len, 0, len);
    hb_buffer_set_script(buffer, HB_SCRIPT_LATIN);
    hb_buffer_set_direction(buffer, HB_DIRECTION_LTR);
    hb_buffer_set_language(buffer, hb_language_from_string("und", -1));
    hb_shape(font, buffer, off, mono ? 2 : 0);
    const hb_glyph_info_t *infos = hb_buffer_get_glyph_infos(buffer, &count);
    const hb_glyph_position_t *places = hb_buffer_get_glyph_positions(buffer, &count);
    bool plain = count == (unsigned)len;
    for (unsigned i = 0; plain && i < count; i++) {
        plain = infos[i].codepoint > 0 && infos[i].codepoint <= UINT16_MAX &&
                infos[i].cluster == i && places[i].x_offset == 0 && places[i].y_offset == 0;
        shaped.glyphs[i] = infos[i].codepoint;
        shaped.advances[i] = places[i].x_advance;
    }
    shaped.count = plain ? count : 0;
    hb_buffer_destroy(buffer);
    return shaped;
}

static bool stays(hb_font_t *font, hb_codepoint_t glyph, hb_position_t advance)
{
    int32_t em = (int32_t)hb_face_get_upem(hb_font_get_face(font));
    return advance > 0 && advance <= INT16_MAX &&
           !pen_is_moved(em, hb_font_get_glyph_h_advance(font, glyph), advance, false);
}

static void fill_singles(hb_font_t *font, bool mono, struct pair_table *table)
{
    for (int i = 0; i < PAIR_COUNT; i++) {
        char c = (char)(PAIR_FIRST + i);
        struct shaped one = shape(font, mono, &c, 1);
        bool plain = one.count == 1 && stays(font, one.glyphs[0], one.advances[0]);
        table->glyphs[i] = plain ? (uint16_t)one.glyphs[0] : 0;
        table->last[i] = plain ? (int16_t)one.advances[0] : PAIR_SHAPED;
    }
}

static int16_t pair_advance(hb_font_t *font, bool mono, const struct pair_table *table,
                            int a, int b)
{
    char text[2] = {(char)(PAIR_FIRST + a), (char)(PAIR_FIRST + b)};
    struct shaped two = shape(font, mono, text, 2);
    bool plain = two.count == 2 && table->last[a] != PAIR_SHAPED &&
                 table->last[b] == two.advances[1] && two.glyphs[0] == table->glyphs[a] &&
                 two.glyphs[1] == table->glyphs[b] &&
                 stays(font, two.glyphs[0], two.advances[0]);
    return plain ? (int16_t)two.advances[0] : PAIR_SHAPED;
}

static uint32_t read_check(hb_face_t *face, const char *path)
{
    hb_blob_t *head = hb_face_reference_table(face, HB_TAG('h', 'e', 'a', 'd'));
    unsigned len;
    const uint8_t *bytes = (const uint8_t *)hb_blob_get_data(head, &len);
    if (len < 12) {
        fail(path, "has no head");
    }
    uint32_t check = (uint32_t)bytes[8] << 24 | (uint32_t)bytes[9] << 16 |
                     (uint32_t)bytes[10] << 8 | bytes[11];
    hb_blob_destroy(head);
    return check;
}

static void write_table(const struct pair_table *table, FILE *out)
{
    (void)fprintf(out, "{%uU,\n{", (unsigned)table->check);
    for (int i = 0; i < PAIR_COUNT; i++) {
        (void)fprintf(out, "%d,", table->glyphs[i]);
    }
    (void)fputs("},\n{", out);
    for (int i = 0; i < PAIR_COUNT; i++) {
        (void)fprintf(out, "%d,", table->last[i]);
    }
    (void)fputs("},\n{", out);
    for (int i = 0; i < PAIR_COUNT; i++) {
        for (int k = 0; k < PAIR_COUNT; k++) {
            (void)fprintf(out, "%s%d,", k ? "" : "{", table->advances[i][k]);
        }
        (void)fputs("},\n", out);
    }
    (void)fputs("}},\n", out);
}

static void pack_face(const char *role, const char *path, FILE *out)
{
    static struct pair_table table;
    hb_blob_t *blob = hb_blob_create_from_file_or_fail(path);
    if (!blob) {
        fail(path, "cannot be read");
    }
    hb_face_t *face = hb_face_create(blob, 0);
    hb_font_t *font = hb_font_create(face);
    bool mono = strcmp(role, "mono") == 0;
    table.check = read_check(face, path);
    fill_singles(font, mono, &table);
    for (int a = 0; a < PAIR_COUNT; a++) {
        for (int b = 0; b < PAIR_COUNT; b++) {
            table.advances[a][b] = pair_advance(font, mono, &table, a, b);
        }
    }
    write_table(&table, out);
    hb_font_destroy(font);
    hb_face_destroy(face);
    hb_blob_destroy(blob);
}

int main(int argc, char **argv)
{
    FILE *out = argc > 1 ? fopen(argv[1], "w") : NULL;
    if (!out) {
        fail(argc > 1 ? argv[1] : "", "cannot be written");
    }
    for (int i = 2; i + 1 < argc; i += 2) {
        pack_face(argv[i], argv[i + 1], out);
    }
    if (ferror(out) || fclose(out) != 0) {
        fail(argv[1], "cannot be written");
    }
    return 0;
}
