/* The end of the file: a cross-reference stream (ISO 32000-1, 7.5.8). The file's identifier
 * is a digest of all that stands before it, so that equal content gives equal bytes. */
#include "base/size.h"
#include "pdf/write_parts.h"

#define ENTRY_BYTES 7 /* type 1, where 4, index 2 */

static void put_field(uint8_t *out, uint64_t value, int bytes)
{
    for (int i = 0; i < bytes; i++) {
        out[i] = (uint8_t)(value >> (8 * (bytes - 1 - i)));
    }
}

/* Entries as differences to the one before, PNG's filter "Up" (ISO 32000-1, 7.4.4.4):
 * neighbours are alike. */
static void add_entries(const struct pdf_writer *writer, struct buf *out)
{
    uint8_t before[ENTRY_BYTES] = {0}, entry[ENTRY_BYTES];
    for (size_t i = 0; i < writer->count; i++) {
        put_field(entry, writer->entries[i].type, 1);
        put_field(entry + 1, writer->entries[i].where, 4);
        put_field(entry + 5, i == 0 ? 0xFFFF : writer->entries[i].index, 2);
        buf_add_byte(out, 2);
        for (int k = 0; k < ENTRY_BYTES; k++) {
            buf_add_byte(out, (char)(uint8_t)(entry[k] - before[k]));
            before[k] = entry[k];
        }
    }
}

static void add_dictionary(struct pdf_writer *writer, pdf_ref catalog, pdf_ref info,
                           struct buf *out)
{
    const uint8_t *digest = writer->digest;
    digester_finish(writer->digester);
    buf_add_format(out, "/Type/XRef/Size %zu/W[1 4 2]/Root %u 0 R/Info %u 0 R/ID[<",
                   writer->count, catalog, info);
    digest_add_hex(out, digest, 16);
    buf_add_text(out, "><");
    digest_add_hex(out, digest, 16);
    buf_add_format(out, ">]/DecodeParms<</Predictor 12/Columns %d>>", ENTRY_BYTES);
}

bool pdf_save(struct pdf_writer *writer, pdf_ref info)
{
    pdf_ref catalog = pdf_catalog_write(writer);
    streams_flush(writer);
    pdf_ref table = pdf_reserve(writer);
    struct buf rows = {.kept_in = writer->arena}, entries = rows, end = rows;
    if (table) {
        size_t offset = streams_offset(writer);
        streams_note(writer, table, (struct entry){size_to_u32(offset), 0, ENTRY_PLAIN});
        add_entries(writer, &rows);
        add_dictionary(writer, catalog, info, &entries);
        pdf_set_stream(writer, table, buf_str(&entries), buf_str(&rows), false);
        buf_add_format(&end, "startxref\n%zu\n%%%%EOF\n", offset);
        streams_put(writer, buf_str(&end));
        pieces_add_aside(writer->out, (struct aside_range){0, streams_offset(writer)});
    }
    buf_clear(&rows);
    buf_clear(&entries);
    buf_clear(&end);
    if (arena_failed(writer->arena) || !pieces_ok(writer->out)) {
        pdf_fail_memory(writer);
    }
    return !writer->failed;
}
