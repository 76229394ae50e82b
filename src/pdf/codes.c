/* Character codes. The glyphs a face draws with get one-byte codes in the order of their
 * first use: a glyph that is an ASCII character has that as its code where it is free, so
 * that content streams read, and pack, like text; the space is always 32, which lets
 * word spacing justify lines (ISO 32000-1, 9.3.3). When a face's bytes are used up, its
 * further glyphs are written by two bytes, as their own numbers. */
#include "pdf/parts.h"

#define CODE_SPACE 32

/* Codes that would need an escape in a string, or mean nothing. */
static bool is_usable(unsigned code)
{
    return code != 0 && code != '\n' && code != '\r' && code != CODE_SPACE && code != '(' &&
           code != ')' && code != '\\';
}

struct font_codes *font_codes_new(struct arena *arena, size_t face_count)
{
    struct font_codes *codes = ARENA_NEW(arena, struct font_codes);
    if (codes) {
        codes->arena = arena;
        codes->count = face_count;
        codes->faces = ARENA_ARRAY(arena, struct face_codes, codes->count + 1);
    }
    return codes && codes->faces ? codes : NULL;
}

static bool begin_face(struct font_codes *codes, struct face_codes *own,
                       const struct face *face)
{
    if (!own->code_of) {
        own->face = face;
        own->glyph_count = face_glyph_count(face);
        own->code_of = ARENA_ARRAY(codes->arena, uint8_t, own->glyph_count + 1);
        uint16_t space = face_space_glyph(face);
        if (own->code_of && space && space < own->glyph_count) {
            own->code_of[space] = CODE_SPACE;
            own->glyph_of[CODE_SPACE] = space;
        }
    }
    return own->code_of != NULL;
}

static unsigned free_code(struct face_codes *own, unsigned wanted)
{
    if (wanted > CODE_SPACE && wanted < 0x7F && is_usable(wanted) &&
        !own->glyph_of[wanted]) {
        return wanted;
    }
    for (; own->passed < 255; own->passed++) {
        unsigned code = (own->passed + 0x7F) % 255 + 1; /* 128 to 255, then from 1 on */
        if (is_usable(code) && !own->glyph_of[code]) {
            return code;
        }
    }
    return 0;
}

unsigned glyph_code(struct font_codes *codes, const struct face *face, uint16_t glyph,
                    unsigned wanted)
{
    struct face_codes *own = &codes->faces[face_index(face)];
    if (!begin_face(codes, own, face) || glyph >= own->glyph_count) {
        own->wide = true;
        return 0;
    }
    if (!own->code_of[glyph]) {
        unsigned code = free_code(own, wanted);
        own->code_of[glyph] = (uint8_t)code;
        own->glyph_of[code] = code ? glyph : 0;
    }
    unsigned code = own->code_of[glyph];
    own->narrow = own->narrow || code;
    own->wide = own->wide || !code;
    return code;
}
