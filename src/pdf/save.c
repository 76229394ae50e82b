/* The end of the file, or of a part: a cross-reference stream (ISO 32000-1, 7.5.8). The
 * file's identifier is a digest of all that stands before it, so that equal content gives
 * equal bytes. */
#include "base/size.h"
#include "pdf/write_parts.h"

#define ENTRY_BYTES 7 /* type 1, where 4, index 2 */

static void put_field(uint8_t *out, uint64_t value, int bytes)
{
    for (int i = 0; i < bytes; i++) {
        out[i] = (uint8_t)(value >> (8 * (bytes - 1 - i)));
    }
}

/* Entries [from, to) as differences to the one before, PNG's filter "Up" (ISO 32000-1,
 * 7.4.4.4): neighbours are alike. */
static void add_entries(const struct pdf_writer *writer, size_t from, size_t to,
                        uint8_t before[ENTRY_BYTES], struct buf *out)
{
    uint8_t entry[ENTRY_BYTES];
    for (size_t i = from; i < to; i++) {
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

/* Of a part of a file, whose table has what it sets alone, and where each row of that
 * begins. The first part has the head of the free objects, too. */
static void add_rows(const struct pdf_writer *writer, struct buf *entries, struct buf *out)
{
    uint8_t before[ENTRY_BYTES] = {0};
    size_t from = 0, to;
    buf_add_text(entries, "/Index[");
    for (; from < writer->count; from = to) {
        to = from + 1;
        if (writer->entries[from].type == ENTRY_FREE && (from > 0 || writer->base)) {
            continue;
        }
        while (to < writer->count && writer->entries[to].type != ENTRY_FREE) {
            to++;
        }
        buf_add_format(entries, "%zu %zu ", from, to - from);
        add_entries(writer, from, to, before, out);
    }
    buf_add_byte(entries, ']');
}

static void add_root(struct pdf_writer *writer, pdf_ref catalog, pdf_ref info,
                     struct buf *out)
{
    const uint8_t *digest = writer->digest;
    digester_finish(writer->digester);
    buf_add_format(out, "/Root %u 0 R/Info %u 0 R/ID[<", catalog, info);
    digest_add_hex(out, digest, 16);
    buf_add_text(out, "><");
    digest_add_hex(out, digest, 16);
    buf_add_text(out, ">]");
    if (writer->base) {
        buf_add_format(out, "/Prev %zu", writer->base->table);
    }
}

/* The table as the last object so far; `catalog` 0: more follows. Where it begins, or 0. */
static size_t put_table(struct pdf_writer *writer, pdf_ref catalog, pdf_ref info)
{
    pdf_ref table = pdf_reserve(writer);
    struct buf rows = {.kept_in = writer->arena}, entries = rows;
    if (!table) {
        return 0;
    }
    size_t offset = streams_offset(writer);
    streams_note(writer, table, (struct entry){size_to_u32(offset), 0, ENTRY_PLAIN});
    buf_add_format(&entries, "/Type/XRef/Size %zu/W[1 4 2]", writer->count);
    if (catalog && !writer->base) {
        uint8_t before[ENTRY_BYTES] = {0};
        add_entries(writer, 0, writer->count, before, &rows);
    } else {
        add_rows(writer, &entries, &rows);
    }
    if (catalog) {
        add_root(writer, catalog, info, &entries);
    }
    buf_add_format(&entries, "/DecodeParms<</Predictor 12/Columns %d>>", ENTRY_BYTES);
    pdf_set_stream(writer, table, buf_str(&entries), buf_str(&rows), false);
    buf_clear(&rows);
    buf_clear(&entries);
    return offset;
}

static bool end_part(struct pdf_writer *writer)
{
    size_t before = writer->base ? writer->base->byte_count : 0;
    size_t len = streams_offset(writer) - before;
    pieces_add_aside(writer->out, (struct aside_range){0, len});
    if (arena_failed(writer->arena) || !pieces_ok(writer->out)) {
        pdf_fail_memory(writer);
    }
    return !writer->failed;
}

bool pdf_end_base(struct pdf_writer *writer, struct pdf_base *out)
{
    streams_flush(writer);
    out->table = put_table(writer, 0, 0);
    out->byte_count = streams_offset(writer);
    writer_describe(writer, out);
    return end_part(writer);
}

bool pdf_save(struct pdf_writer *writer, pdf_ref info)
{
    pdf_ref catalog = pdf_catalog_write(writer);
    streams_flush(writer);
    size_t offset = put_table(writer, catalog, info);
    struct buf end = {.kept_in = writer->arena};
    buf_add_format(&end, "startxref\n%zu\n%%%%EOF\n", offset);
    streams_put(writer, buf_str(&end));
    buf_clear(&end);
    return end_part(writer);
}
