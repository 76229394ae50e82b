/* Fonts: Type 0 with TrueType outlines, an encoding of one-byte codes or Identity-H,
 * widths and a ToUnicode map for every glyph used (ISO 32000-1, 9.7 and 9.10;
 * ISO 14289-1, 7.21). */
#include "pdf/parts.h"

#include "base/hash.h"

#include <stdlib.h>

#define RANGE_LIMIT 100 /* entries in one bfchar section */

/* pdfminer.six takes an embedded encoding by its name alone, and knows this one; whoever
 * reads the stream finds the same in it. */
#define ONE_BYTE_CMAP "OneByteIdentityH"

static int64_t thousandths(int64_t units, int32_t em)
{
    int64_t scaled = units * 1000;
    return (scaled + (scaled < 0 ? -em / 2 : em / 2)) / em;
}

/* What a font is written from: its codes, which are its CIDs, by rising number. */
struct code_list {
    const struct coded_glyph **items;
    size_t count;
};

static int compare_codes(const void *a, const void *b)
{
    const struct coded_glyph *const *left = a, *const *right = b;
    return (int)(*left)->code.number - (int)(*right)->code.number;
}

static bool list_codes(struct arena *arena, const struct face_codes *codes, bool wide,
                       struct code_list *out)
{
    *out =
        (struct code_list){ARENA_ARRAY(arena, const struct coded_glyph *, codes->count), 0};
    for (size_t i = 0; out->items && i < codes->count; i++) {
        if (codes->items[i].code.wide == wide) {
            out->items[out->count++] = &codes->items[i];
        }
    }
    if (out->items) {
        qsort(out->items, out->count, sizeof *out->items, compare_codes);
    }
    return out->items != NULL;
}

/* /W as reals: rounded widths would push a correction into every line. */
static void add_widths(struct buf *out, const struct code_list *list,
                       const struct face *face)
{
    int32_t em = face_metrics(face)->units_per_em;
    buf_add_text(out, "/W[");
    for (size_t i = 0; i < list->count; i++) {
        unsigned code = list->items[i]->code.number;
        int64_t advance = face_glyph_advance(face, list->items[i]->glyph);
        if (i == 0 || list->items[i - 1]->code.number + 1U != code) {
            buf_add_format(out, "%s%u[", i ? "]" : "", code);
        } else {
            buf_add_byte(out, ' ');
        }
        pdf_add_number(out, thousandths(advance * 100, em));
    }
    buf_add_text(out, list->count ? "]]" : "]");
}

/* CMaps (ISO 32000-1, 9.7.5 and 9.10.3) */

static void begin_cmap(struct buf *out, const char *ordering, const char *name, int type,
                       bool wide)
{
    buf_add_format(out,
                   "/CIDInit/ProcSet findresource begin\n12 dict begin\nbegincmap\n"
                   "/CIDSystemInfo<</Registry(Adobe)/Ordering(%s)/Supplement 0>>def\n"
                   "/CMapName/%s def\n/CMapType %d def\n"
                   "1 begincodespacerange\n%s\nendcodespacerange\n",
                   ordering, name, type, wide ? "<0000><FFFF>" : "<00><FF>");
}

static void end_cmap(struct buf *out)
{
    buf_add_text(out, "endcmap\nCMapName currentdict/CMap defineresource pop\nend\nend\n");
}

static pdf_ref write_to_unicode(struct pdf_writer *writer, const struct code_list *list,
                                bool wide)
{
    struct buf out = {.kept_in = pdf_arena(writer)};
    pdf_ref ref = pdf_reserve(writer);
    begin_cmap(&out, "UCS", "Adobe-Identity-UCS", 2, wide);
    for (size_t i = 0; i < list->count; i++) {
        if (i % RANGE_LIMIT == 0) {
            size_t left = list->count - i;
            buf_add_format(&out, "%zu beginbfchar\n",
                           left < RANGE_LIMIT ? left : RANGE_LIMIT);
        }
        buf_add_format(&out, wide ? "<%04X><" : "<%02X><", list->items[i]->code.number);
        pdf_add_utf16_hex(&out, list->items[i]->text);
        buf_add_text(&out, ">\n");
        if (i % RANGE_LIMIT == RANGE_LIMIT - 1 || i + 1 == list->count) {
            buf_add_text(&out, "endbfchar\n");
        }
    }
    end_cmap(&out);
    pdf_set_stream(writer, ref, (struct str){0}, buf_str(&out), false);
    buf_clear(&out);
    return ref;
}

/* The encoding of all fonts with one-byte codes: a code is its CID. */
static pdf_ref write_one_byte_encoding(struct pdf_writer *writer)
{
    struct buf out = {.kept_in = pdf_arena(writer)};
    pdf_ref ref = pdf_reserve(writer);
    begin_cmap(&out, "Identity", ONE_BYTE_CMAP, 1, false);
    buf_add_text(&out, "/WMode 0 def\n1 begincidrange\n<00><FF> 0\nendcidrange\n");
    end_cmap(&out);
    pdf_set_stream(writer, ref,
                   STR("/Type/CMap/CMapName/" ONE_BYTE_CMAP "/WMode 0/CIDSystemInfo"
                       "<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>"),
                   buf_str(&out), false);
    buf_clear(&out);
    return ref;
}

/* From CIDs to the glyphs of the font program: two bytes each. */
static pdf_ref write_glyph_map(struct pdf_writer *writer, const struct code_list *list)
{
    struct buf out = {.kept_in = pdf_arena(writer)};
    pdf_ref ref = pdf_reserve(writer);
    for (size_t i = 0; i < list->count; i++) {
        uint16_t glyph = list->items[i]->glyph;
        while (out.len < (size_t)list->items[i]->code.number * 2 && buf_ok(&out)) {
            buf_add_byte(&out, 0);
        }
        buf_add_byte(&out, (char)(uint8_t)(glyph >> 8));
        buf_add_byte(&out, (char)(uint8_t)(glyph & 0xFF));
    }
    pdf_set_stream(writer, ref, (struct str){0}, buf_str(&out), false);
    buf_clear(&out);
    return ref;
}

/* Whether each code is its glyph's number. */
static bool is_identity(const struct code_list *list)
{
    for (size_t i = 0; i < list->count; i++) {
        if (list->items[i]->code.number != list->items[i]->glyph) {
            return false;
        }
    }
    return true;
}

/* Six capitals that depend on the glyphs (ISO 32000-1, 9.6.4). */
static void add_subset_name(struct buf *out, const struct face *face, struct str program)
{
    uint64_t hash = hash_fixed(program);
    buf_add_byte(out, '/');
    for (int i = 0; i < 6; i++) {
        buf_add_byte(out, (char)('A' + hash % 26));
        hash /= 26;
    }
    buf_add_byte(out, '+');
    buf_add(out, face_name(face));
}

static pdf_ref write_descriptor(struct pdf_writer *writer, const struct face *face,
                                struct str program, struct str name)
{
    const struct face_metrics *m = face_metrics(face);
    struct buf out = {.kept_in = pdf_arena(writer)};
    pdf_ref file = pdf_reserve(writer), descriptor = pdf_reserve(writer);
    buf_add_format(&out, "/Length1 %zu", program.len);
    pdf_set_stream(writer, file, buf_str(&out), program, false);
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

static pdf_ref write_descendant(struct pdf_writer *writer, const struct face *face,
                                struct str name, pdf_ref descriptor,
                                const struct code_list *list)
{
    struct buf out = {.kept_in = pdf_arena(writer)};
    pdf_ref descendant = pdf_reserve(writer);
    buf_add_text(&out, "/Type/Font/Subtype/CIDFontType2/BaseFont");
    buf_add(&out, name);
    buf_add_text(&out, "/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>"
                       "/DW 0/FontDescriptor ");
    pdf_add_ref(&out, descriptor);
    if (is_identity(list)) {
        buf_add_text(&out, "/CIDToGIDMap/Identity");
    } else {
        buf_add_text(&out, "/CIDToGIDMap ");
        pdf_add_ref(&out, write_glyph_map(writer, list));
    }
    add_widths(&out, list, face);
    pdf_set(writer, descendant, buf_str(&out));
    buf_clear(&out);
    return descendant;
}

struct font_job {
    struct pdf_writer *writer;
    const struct face *face;
    struct str name;
    pdf_ref descriptor, encoding;
};

static void write_type0(const struct font_job *job, const struct face_codes *codes,
                        pdf_ref ref, bool wide)
{
    struct code_list list;
    if (!ref || !list_codes(pdf_arena(job->writer), codes, wide, &list)) {
        return;
    }
    struct buf out = {.kept_in = pdf_arena(job->writer)};
    buf_add_text(&out, "/Type/Font/Subtype/Type0/BaseFont");
    buf_add(&out, job->name);
    buf_add_text(&out, wide ? "/Encoding/Identity-H" : "/Encoding ");
    if (!wide) {
        pdf_add_ref(&out, job->encoding);
    }
    buf_add_text(&out, "/DescendantFonts[");
    pdf_add_ref(
        &out, write_descendant(job->writer, job->face, job->name, job->descriptor, &list));
    buf_add_text(&out, "]/ToUnicode ");
    pdf_add_ref(&out, write_to_unicode(job->writer, &list, wide));
    pdf_set(job->writer, ref, buf_str(&out));
    buf_clear(&out);
}

/* The glyphs that pages draw with. */
static bool subset(struct arena *arena, const struct face_codes *codes, struct str *out,
                   struct report *report)
{
    uint16_t *glyphs = ARENA_ARRAY(arena, uint16_t, codes->count);
    for (size_t i = 0; glyphs && i < codes->count; i++) {
        glyphs[i] = codes->items[i].glyph;
    }
    return glyphs ? text_subset_face(arena, codes->face, glyphs, codes->count, out, report)
                  : report_out_of_memory(report);
}

static bool write_font(struct pdf_writer *writer, const struct face_codes *codes,
                       struct font_refs refs, pdf_ref encoding, struct report *report)
{
    const struct face *face = codes->face;
    struct str program;
    if (!subset(pdf_arena(writer), codes, &program, report)) {
        return false;
    }
    struct buf name = {.kept_in = pdf_arena(writer)};
    add_subset_name(&name, face, program);
    struct font_job job = {.writer = writer,
                           .face = face,
                           .name = buf_str(&name),
                           .descriptor =
                               write_descriptor(writer, face, program, buf_str(&name)),
                           .encoding = encoding};
    write_type0(&job, codes, refs.narrow, false);
    write_type0(&job, codes, refs.wide, true);
    buf_clear(&name);
    return true;
}

void fonts_write(struct pdf_writer *writer, const struct font_codes *codes,
                 const struct font_refs *refs, struct report *report)
{
    pdf_ref encoding = 0;
    for (size_t i = 0; i < codes->count && !pdf_failed(writer); i++) {
        if (codes->faces[i].face && !encoding) {
            encoding = write_one_byte_encoding(writer);
        }
        if (codes->faces[i].face &&
            !write_font(writer, &codes->faces[i], refs[i], encoding, report)) {
            pdf_fail(writer);
        }
    }
}
