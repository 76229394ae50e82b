/* Saving: dictionaries go into object streams, 200 each (ISO 32000-1, 7.5.7), then
 * comes a cross-reference stream (7.5.8). The file's identifier is a digest of all
 * that stands before it, so that equal content gives equal bytes. */
#include "base/digest.h"
#include "pdf/write.h"

#define OBJECTS_PER_STREAM 500

enum entry_type { ENTRY_FREE = 0, ENTRY_PLAIN = 1, ENTRY_PACKED = 2 };

struct entry {
    uint8_t type;
    uint64_t where; /* offset, or number of the object stream */
    uint16_t index; /* within it */
};

struct saver {
    struct pdf_writer *writer;
    struct buf *out;
    struct entry *entries;
    size_t count, capacity;
    size_t base; /* out->len at the file's start */
};

static bool note(struct saver *saver, size_t number, struct entry entry)
{
    while (saver->count <= number) {
        if (!arena_grow(pdf_arena(saver->writer), &saver->entries, saver->count,
                        &saver->capacity, sizeof *saver->entries)) {
            pdf_fail_memory(saver->writer);
            return false;
        }
        saver->entries[saver->count++] = (struct entry){0};
    }
    saver->entries[number] = entry;
    return true;
}

static bool save_stream_object(struct saver *saver, pdf_ref ref)
{
    size_t offset = saver->out->len - saver->base;
    buf_add_format(saver->out, "%u 0 obj\n", ref);
    if (!pdf_object_text(saver->writer, ref, saver->out)) {
        return false;
    }
    buf_add_text(saver->out, "\nstream\n");
    buf_add(saver->out, pdf_object_stream(saver->writer, ref));
    buf_add_text(saver->out, "\nendstream\nendobj\n");
    return note(saver, ref, (struct entry){ENTRY_PLAIN, offset, 0});
}

/* Objects [first, last) of `refs` in one object stream of number `number`. */
static bool save_packed(struct saver *saver, const pdf_ref *refs, size_t count,
                        size_t number)
{
    struct buf head = {.kept_in = pdf_arena(saver->writer)}, body = head, packed = head;
    bool ok = true;
    for (size_t i = 0; i < count && ok; i++) {
        buf_add_format(&head, "%u %zu ", refs[i], body.len);
        ok = pdf_object_text(saver->writer, refs[i], &body) &&
             note(saver, refs[i], (struct entry){ENTRY_PACKED, number, (uint16_t)i});
        buf_add_byte(&body, '\n');
    }
    size_t first = head.len;
    buf_add(&head, buf_str(&body));
    ok = ok && buf_ok(&head) &&
         deflate_zlib(pdf_deflater(saver->writer), buf_str(&head), &packed);
    size_t offset = saver->out->len - saver->base;
    buf_add_format(
        saver->out,
        "%zu 0 obj\n<</Type/ObjStm/N %zu/First %zu/Filter/FlateDecode/Length %zu>>\n"
        "stream\n",
        number, count, first, packed.len);
    buf_add(saver->out, buf_str(&packed));
    buf_add_text(saver->out, "\nendstream\nendobj\n");
    buf_clear(&head);
    buf_clear(&body);
    buf_clear(&packed);
    return ok && note(saver, number, (struct entry){ENTRY_PLAIN, offset, 0});
}

#define ENTRY_BYTES 7 /* type 1, where 4, index 2 */

static void put_field(uint8_t *out, uint64_t value, int bytes)
{
    for (int i = 0; i < bytes; i++) {
        out[i] = (uint8_t)(value >> (8 * (bytes - 1 - i)));
    }
}

/* Entries as differences to the one before, PNG's filter "Up" (ISO 32000-1, 7.4.4.4):
 * neighbours are alike. */
static void add_entries(const struct saver *saver, struct buf *out)
{
    uint8_t before[ENTRY_BYTES] = {0}, entry[ENTRY_BYTES];
    for (size_t i = 0; i < saver->count; i++) {
        put_field(entry, saver->entries[i].type, 1);
        put_field(entry + 1, saver->entries[i].where, 4);
        put_field(entry + 5, i == 0 ? 0xFFFF : saver->entries[i].index, 2);
        buf_add_byte(out, 2);
        for (int k = 0; k < ENTRY_BYTES; k++) {
            buf_add_byte(out, (char)(uint8_t)(entry[k] - before[k]));
            before[k] = entry[k];
        }
    }
}

static bool save_cross_references(struct saver *saver, pdf_ref info)
{
    size_t number = saver->count, offset = saver->out->len - saver->base;
    if (!note(saver, number, (struct entry){ENTRY_PLAIN, offset, 0})) {
        return false;
    }
    struct buf table = {.kept_in = pdf_arena(saver->writer)}, packed = table;
    add_entries(saver, &table);
    uint8_t digest[SHA256_BYTES];
    digest_sha256(str_sub(buf_str(saver->out), saver->base, saver->out->len), digest);
    bool ok = buf_ok(&table) && buf_ok(saver->out) &&
              deflate_zlib(pdf_deflater(saver->writer), buf_str(&table), &packed);
    buf_add_format(saver->out,
                   "%zu 0 obj\n<</Type/XRef/Size %zu/W[1 4 2]/Root %u 0 R/Info %u 0 R/ID[<",
                   number, saver->count, pdf_catalog(saver->writer), info);
    digest_add_hex(saver->out, digest, 16);
    buf_add_text(saver->out, "><");
    digest_add_hex(saver->out, digest, 16);
    buf_add_format(saver->out,
                   ">]/Filter/FlateDecode/DecodeParms<</Predictor 12/Columns %d>>/Length "
                   "%zu>>\nstream\n",
                   ENTRY_BYTES, packed.len);
    buf_add(saver->out, buf_str(&packed));
    buf_add_format(saver->out, "\nendstream\nendobj\nstartxref\n%zu\n%%%%EOF\n", offset);
    buf_clear(&table);
    buf_clear(&packed);
    return ok;
}

bool pdf_save(struct pdf_writer *writer, pdf_ref info, struct buf *out,
              struct report *report)
{
    struct saver saver = {.writer = writer, .out = out, .base = out->len};
    buf_add_text(out, "%PDF-1.7\n%\xE2\xE3\xCF\xD3\n");
    size_t count = pdf_object_count(writer);
    pdf_ref *plain = ARENA_ARRAY(pdf_arena(writer), pdf_ref, count + 1);
    size_t plain_count = 0;
    bool ok = plain && note(&saver, count ? count - 1 : 0, (struct entry){0});
    for (size_t i = 1; i < count && ok; i++) {
        pdf_ref ref = (pdf_ref)i;
        if (pdf_object_stream(writer, ref).len) {
            ok = save_stream_object(&saver, ref);
        } else if (pdf_object_used(writer, ref)) {
            plain[plain_count++] = ref;
        }
    }
    for (size_t i = 0; i < plain_count && ok; i += OBJECTS_PER_STREAM) {
        size_t left = plain_count - i;
        ok =
            save_packed(&saver, plain + i,
                        left < OBJECTS_PER_STREAM ? left : OBJECTS_PER_STREAM, saver.count);
    }
    ok = ok && save_cross_references(&saver, info) && buf_ok(out) && !pdf_failed(writer) &&
         !arena_failed(pdf_arena(writer));
    if (!ok && !pdf_failed(writer) && out->full) {
        report_system_error(report, "pdf-write",
                            "cannot write the PDF: it would be larger than 2 GiB");
    } else if (!ok) {
        pdf_fail_memory(writer);
    }
    return ok;
}
