/* Fonts: Type 0 with TrueType outlines, Identity-H, widths and a ToUnicode map for
 * every glyph used (ISO 32000-1, 9.7 and 9.10; ISO 14289-1, 7.21). */
#include "pdf/parts.h"

#define RANGE_LIMIT 100 /* entries in one bfchar section */

static int64_t thousandths(int64_t units, int32_t em)
{
    int64_t scaled = units * 1000;
    return (scaled + (scaled < 0 ? -em / 2 : em / 2)) / em;
}

/* /W as reals: rounded widths would push a correction into every line. */
static void add_widths(struct buf *out, const struct font_program *program, int32_t em)
{
    buf_add_text(out, "/W[");
    for (size_t i = 0; i < program->count; i++) {
        const struct font_glyph *glyph = &program->glyphs[i];
        bool begins = i == 0 || program->glyphs[i - 1].cid + 1 != glyph->cid;
        if (begins) {
            buf_add_format(out, "%s%u[", i ? "]" : "", glyph->cid);
        } else {
            buf_add_byte(out, ' ');
        }
        pdf_add_number(out, thousandths((int64_t)glyph->advance * 100, em));
    }
    buf_add_text(out, program->count ? "]]" : "]");
}

static void add_to_unicode(struct buf *out, const struct font_program *program)
{
    buf_add_text(out, "/CIDInit/ProcSet findresource begin\n12 dict begin\nbegincmap\n"
                      "/CIDSystemInfo<</Registry(Adobe)/Ordering(UCS)/Supplement 0>>def\n"
                      "/CMapName/Adobe-Identity-UCS def\n/CMapType 2 def\n"
                      "1 begincodespacerange\n<0000><FFFF>\nendcodespacerange\n");
    for (size_t i = 0; i < program->count; i++) {
        if (i % RANGE_LIMIT == 0) {
            size_t left = program->count - i;
            buf_add_format(out, "%zu beginbfchar\n",
                           left < RANGE_LIMIT ? left : RANGE_LIMIT);
        }
        buf_add_format(out, "<%04X><", program->glyphs[i].cid);
        pdf_add_utf16_hex(out, program->glyphs[i].text);
        buf_add_text(out, ">\n");
        if (i % RANGE_LIMIT == RANGE_LIMIT - 1 || i + 1 == program->count) {
            buf_add_text(out, "endbfchar\n");
        }
    }
    buf_add_text(out, "endcmap\nCMapName currentdict/CMap defineresource pop\nend\nend\n");
}

/* Six capitals that depend on the glyphs (ISO 32000-1, 9.6.4). */
static void add_subset_name(struct buf *out, const struct face *face,
                            const struct font_program *program)
{
    uint64_t hash = str_hash(program->bytes);
    buf_add_byte(out, '/');
    for (int i = 0; i < 6; i++) {
        buf_add_byte(out, (char)('A' + hash % 26));
        hash /= 26;
    }
    buf_add_byte(out, '+');
    buf_add(out, face_name(face));
}

static pdf_ref write_descriptor(struct pdf_writer *writer, const struct face *face,
                                const struct font_program *program, struct str name)
{
    const struct face_metrics *m = face_metrics(face);
    struct buf out = {0};
    pdf_ref file = pdf_reserve(writer), descriptor = pdf_reserve(writer);
    buf_add_format(&out, "/Length1 %zu", program->bytes.len);
    pdf_set_stream(writer, file, buf_str(&out), program->bytes, false);
    buf_reset(&out);
    buf_add_text(&out, "/Type/FontDescriptor/FontName");
    buf_add(&out, name);
    buf_add_format(&out, "/Flags %d/FontBBox[",
                   4 | (m->monospaced ? 1 : 0) | (m->serif ? 2 : 0) | (m->italic ? 64 : 0));
    for (int i = 0; i < 4; i++) {
        buf_add_format(&out, "%s%lld", i ? " " : "",
                       (long long)thousandths(m->bounding_box[i], m->units_per_em));
    }
    buf_add_text(&out, "]/ItalicAngle ");
    pdf_add_number(&out, (int64_t)m->italic_angle_tenths * 10);
    buf_add_format(&out, "/Ascent %lld/Descent %lld/CapHeight %lld/StemV %d/FontFile2 ",
                   (long long)thousandths(m->ascender, m->units_per_em),
                   (long long)thousandths(m->descender, m->units_per_em),
                   (long long)thousandths(m->cap_height, m->units_per_em), m->stem_v);
    pdf_add_ref(&out, file);
    pdf_set(writer, descriptor, buf_str(&out));
    buf_clear(&out);
    return descriptor;
}

static void write_font(struct pdf_writer *writer, const struct face *face,
                       const struct font_program *program, pdf_ref ref)
{
    struct buf name = {0}, out = {0};
    add_subset_name(&name, face, program);
    pdf_ref descriptor = write_descriptor(writer, face, program, buf_str(&name));
    pdf_ref descendant = pdf_reserve(writer), map = pdf_reserve(writer);
    buf_add_text(&out, "/Type/Font/Subtype/CIDFontType2/BaseFont");
    buf_add(&out, buf_str(&name));
    buf_add_text(&out, "/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>"
                       "/CIDToGIDMap/Identity/DW 0/FontDescriptor ");
    pdf_add_ref(&out, descriptor);
    add_widths(&out, program, face_metrics(face)->units_per_em);
    pdf_set(writer, descendant, buf_str(&out));
    buf_reset(&out);
    add_to_unicode(&out, program);
    pdf_set_stream(writer, map, (struct str){0}, buf_str(&out), false);
    buf_reset(&out);
    buf_add_text(&out, "/Type/Font/Subtype/Type0/Encoding/Identity-H/BaseFont");
    buf_add(&out, buf_str(&name));
    buf_add_text(&out, "/DescendantFonts[");
    pdf_add_ref(&out, descendant);
    buf_add_text(&out, "]/ToUnicode ");
    pdf_add_ref(&out, map);
    pdf_set(writer, ref, buf_str(&out));
    buf_clear(&name);
    buf_clear(&out);
}

void fonts_write(struct pdf_writer *writer, struct font_set *set, pdf_ref const *refs,
                 struct report *report)
{
    for (size_t i = 0; i < font_set_face_count(set); i++) {
        const struct face *face = refs[i] ? font_set_face_at(set, i) : NULL;
        struct font_program program;
        if (face && face_subset(pdf_arena(writer), set, face, &program, report)) {
            write_font(writer, face, &program, refs[i]);
        }
    }
}
