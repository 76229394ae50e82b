/* Character codes. What a face draws with gets one-byte codes in the order of first use:
 * an ASCII character has itself as its code where that is free, so that content streams
 * read, and pack, like text; the space is always 32, which lets word spacing justify lines
 * (ISO 32000-1, 9.3.3). A code tells the text that its glyph stands for, so a glyph that
 * stands for two has two: the hyphen of a broken word, the same form of two letters. When a
 * face's bytes are used up, further ones have two bytes: the glyph's number, or, where that
 * is taken by another text, a number beyond those of all glyphs. */
#include "base/utf8.h"
#include "pdf/parts.h"

#define CODE_LIMIT 256
#define WIDE_LIMIT 65536

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

struct font_codes *font_codes_new_behind(struct arena *arena, const struct font_codes *base)
{
    struct font_codes *codes = font_codes_new(arena, base->count);
    if (codes) {
        codes->base = base;
    }
    return codes;
}

void font_codes_again(struct font_codes *codes)
{
    codes->lacked = false;
    for (size_t i = 0; i < codes->count; i++) {
        codes->faces[i] = (struct face_codes){.apart = codes->faces[i].apart};
    }
}

static bool begin_face(struct font_codes *codes, struct face_codes *own,
                       const struct face *face)
{
    if (!own->first) {
        own->face = face;
        own->next_wide = (uint32_t)face_glyph_count(face);
        own->first = ARENA_ARRAY(codes->arena, uint32_t, face_glyph_count(face) + 1);
    }
    return own->first != NULL;
}

/* 0: none is left. */
static unsigned free_code(struct face_codes *own, unsigned wanted)
{
    if (wanted > CODE_SPACE && wanted < 0x7F && is_usable(wanted) && !own->taken[wanted]) {
        return wanted;
    }
    for (; own->passed < CODE_LIMIT - 1; own->passed++) {
        unsigned code = (own->passed + 0x7F) % 255 + 1; /* 128 to 255, then from 1 on */
        if (is_usable(code) && !own->taken[code]) {
            return code;
        }
    }
    return 0;
}

static struct code choose_code(struct face_codes *own, uint16_t glyph, struct str text)
{
    unsigned character = text.len == 1 ? (unsigned char)text.ptr[0] : 0;
    unsigned code = character == CODE_SPACE && glyph == face_space_glyph(own->face)
                        ? CODE_SPACE
                        : free_code(own, character);
    if (code) {
        own->taken[code] = true;
        return (struct code){.number = (uint16_t)code};
    }
    for (uint32_t at = own->first[glyph]; at; at = own->items[at - 1].next) {
        if (own->items[at - 1].code.wide) {
            /* The last number serves again: no face here comes near it. */
            bool left = own->next_wide < WIDE_LIMIT;
            return (struct code){.number =
                                     (uint16_t)(left ? own->next_wide++ : WIDE_LIMIT - 1),
                                 .wide = true};
        }
    }
    return (struct code){.number = glyph, .wide = true};
}

double glyph_width(const struct face *face, uint16_t glyph)
{
    double width =
        (double)face_glyph_advance(face, glyph) * 1000 / face_metrics(face)->units_per_em;
    return (double)(int64_t)(width * 100 + 0.5) / 100;
}

/* Nearly all stand for one byte. */
static bool is_same(struct str a, struct str b)
{
    return a.len == 1 && b.len == 1 ? *a.ptr == *b.ptr : str_eq(a, b);
}

/* NULL: the face has none for it so far. */
static const struct code *find_code(const struct face_codes *codes, uint16_t glyph,
                                    struct str text)
{
    for (uint32_t at = codes->first ? codes->first[glyph] : 0; at;
         at = codes->items[at - 1].next) {
        if (is_same(codes->items[at - 1].text, text)) {
            return &codes->items[at - 1].code;
        }
    }
    return NULL;
}

static void note_use(struct face_codes *own, const struct code *code)
{
    own->narrow = own->narrow || !code->wide;
    own->wide = own->wide || code->wide;
}

struct code glyph_code(struct font_codes *codes, const struct face *face, uint16_t glyph,
                       struct str text)
{
    struct face_codes *own = &codes->faces[face_index(face)];
    if (codes->base && !own->apart) {
        const struct code *known =
            find_code(&codes->base->faces[face_index(face)], glyph, text);
        if (known) {
            note_use(own, known);
            return *known;
        }
        own->apart = codes->lacked = true;
    }
    if (!begin_face(codes, own, face)) {
        return (struct code){.number = glyph, .wide = true};
    }
    const struct code *known = find_code(own, glyph, text);
    if (known) {
        return *known;
    }
    struct code code = choose_code(own, glyph, text);
    code.advance = face_glyph_advance(face, glyph);
    code.width = glyph_width(face, glyph);
    if (arena_grow(codes->arena, &own->items, own->count, &own->capacity,
                   sizeof *own->items)) {
        own->items[own->count++] =
            (struct coded_glyph){code, glyph, own->first[glyph], text};
        own->first[glyph] = (uint32_t)own->count;
    }
    note_use(own, &code);
    return code;
}

static const char latin[] =
    " !\"#$%&'()*+,-./"
    "0123456789:;<=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[\\]^_`abcdefghijklmnopqrst"
    "uvwxyz{|}~"
    "\u00c0\u00c1\u00c2\u00c3\u00c4\u00c5\u00c6\u00c7\u00c8\u00c9\u00ca\u00cb\u00cc"
    "\u00cd\u00ce\u00cf\u00d1\u00d2\u00d3\u00d4\u00d5\u00d6\u00d8\u00d9\u00da\u00db\u00dc"
    "\u00dd\u00df\u00e0\u00e1\u00e2\u00e3\u00e4\u00e5\u00e6\u00e7\u00e8\u00e9\u00ea\u00eb"
    "\u00ec\u00ed\u00ee\u00ef\u00f1\u00f2\u00f3\u00f4\u00f5\u00f6\u00f8\u00f9\u00fa\u00fb"
    "\u00fc\u00fd\u00ff\u2013\u2014\u2018\u2019\u201c\u201d\u2026\u20ac"
    "\u0100\u0101\u0102\u0103\u0104\u0105\u0106\u0107\u0108\u0109\u010a\u010b\u010c"
    "\u010d\u010e\u010f\u0110\u0111\u0112\u0113\u0114\u0115\u0116\u0117\u0118\u0119"
    "\u011a\u011b\u011c\u011d\u011e\u011f\u0120\u0121\u0122\u0123\u0124\u0125\u0126"
    "\u0127\u0128\u0129\u012a\u012b\u012c\u012d\u012e\u012f\u0130\u0131\u0134\u0135"
    "\u0136\u0137\u0139\u013a\u013b\u013c\u013d\u013e\u0141\u0142\u0143\u0144\u0145"
    "\u0146\u0147\u0148\u014a\u014b\u014c\u014d\u014e\u014f\u0150\u0151\u0152\u0153"
    "\u0154\u0155\u0156\u0157\u0158\u0159\u015a\u015b\u015c\u015d\u015e\u015f\u0160"
    "\u0161\u0162\u0163\u0164\u0165\u0166\u0167\u0168\u0169\u016a\u016b\u016c\u016d"
    "\u016e\u016f\u0170\u0171\u0172\u0173\u0174\u0175\u0176\u0177\u0178\u0179\u017a"
    "\u017b\u017c\u017d\u017e\u0218\u0219\u021a\u021b";

void codes_expect_names(struct font_codes *codes, const struct face *face)
{
    struct str rest = {latin, sizeof latin - 1};
    while (rest.len) {
        size_t len = 0;
        uint32_t code_point = utf8_decode(rest, 0, &len);
        uint16_t glyph = face_glyph(face, code_point);
        if (glyph) {
            (void)glyph_code(codes, face, glyph, str_sub(rest, 0, len));
        }
        rest = str_skip(rest, len);
    }
}
