/* The numbers of one file's objects, and the first failure, which sticks. The catalog is
 * libharu's: it gives the dictionary, with the entries that a function of ours gives it
 * besides its own. The only file that includes libharu. */
#include "pdf/write_parts.h"

#include "base/limits.h"

#include <hpdf.h>
#include <hpdf_catalog.h>
#include <hpdf_doc.h>
#include <hpdf_objects.h>
#include <hpdf_utils.h>

struct catalog {
    HPDF_Doc doc;
    HPDF_Dict pages; /* stands for the root of the page tree */
    pdf_ref root;
    struct buf entries;
    pdf_ref ref;
};

void pdf_fail(struct pdf_writer *writer)
{
    writer->failed = true;
}

void pdf_fail_memory(struct pdf_writer *writer)
{
    if (!writer->failed) {
        report_out_of_memory(writer->report);
    }
    writer->failed = true;
}

/* What libharu refused. It has a handler of errors, but calls it from its front functions
 * only, of which none is used here but the first. */
static void fail_libharu(struct pdf_writer *writer, HPDF_STATUS status)
{
    if (status == HPDF_OK || status == HPDF_FAILD_TO_ALLOC_MEM) {
        pdf_fail_memory(writer); /* OK: nothing was made, and no cause is told */
    } else if (!writer->failed) {
        report_system_error(writer->report, "pdf-write",
                            "cannot write the PDF: libharu's error 0x%lx", status);
    }
    writer->failed = true;
}

/* Numbers begin behind those of libharu's own objects. */
static bool open_catalog(struct pdf_writer *writer, struct catalog *catalog)
{
    catalog->entries.kept_in = writer->arena;
    catalog->doc = HPDF_New(NULL, NULL);
    catalog->pages = catalog->doc ? HPDF_Dict_New(catalog->doc->mmgr) : NULL;
    if (!catalog->pages) {
        return false;
    }
    catalog->ref = (pdf_ref)(catalog->doc->catalog->header.obj_id & 0xFFFFFF);
    return pdf_reserve_row(writer, catalog->doc->xref->entries->count) == 0 &&
           !writer->failed;
}

static void close_catalog(struct catalog *catalog)
{
    if (catalog->pages) {
        HPDF_Dict_Free(catalog->pages);
    }
    if (catalog->doc) {
        HPDF_Free(catalog->doc);
    }
    buf_clear(&catalog->entries);
    *catalog = (struct catalog){0};
}

void pdf_writer_free(struct pdf_writer *writer)
{
    if (writer) {
        streams_close(writer);
        close_catalog(writer->catalog);
    }
}

static struct digester *begin_digest(struct pdf_writer *writer)
{
    struct digests out = {.sha256 = writer->digest};
    return writer->base ? digester_copy(writer->arena, writer->base->digester, out)
                        : digester_new(writer->arena, out);
}

/* `base` NULL: what is written is a whole file, or the first part of one. */
static struct pdf_writer *new_writer(struct arena *arena, const struct pdf_base *base,
                                     struct crew *crew, int deflate_level,
                                     struct pieces *out, struct report *report)
{
    struct pdf_writer *writer = ARENA_NEW(arena, struct pdf_writer);
    struct catalog *catalog = ARENA_NEW(arena, struct catalog);
    if (!writer || !catalog) {
        report_out_of_memory(report);
        return NULL;
    }
    writer->arena = arena;
    writer->crew = crew;
    writer->deflate_level = deflate_level;
    writer->out = out;
    writer->limit_bytes = PDF_OUTPUT_LIMIT_BYTES;
    writer->base = base;
    writer->digester = begin_digest(writer);
    writer->report = report;
    writer->catalog = catalog;
    if (!writer->digester || !streams_open(writer) || !open_catalog(writer, catalog)) {
        pdf_fail_memory(writer);
        pdf_writer_free(writer);
        return NULL;
    }
    return writer;
}

struct pdf_writer *pdf_writer_new(struct arena *arena, struct crew *crew, int deflate_level,
                                  struct pieces *out, struct report *report)
{
    struct pdf_writer *writer = new_writer(arena, NULL, crew, deflate_level, out, report);
    if (writer) {
        streams_put(writer, STR("%PDF-1.7\n%\xE2\xE3\xCF\xD3\n"));
    }
    return writer;
}

struct pdf_writer *pdf_writer_new_behind(struct arena *arena, const struct pdf_base *base,
                                         int deflate_level, struct pieces *out,
                                         struct report *report)
{
    struct pdf_writer *writer = new_writer(arena, base, NULL, deflate_level, out, report);
    if (writer) {
        pdf_reserve_row(writer, base->object_count - writer->count);
        pdf_catalog_set_pages(writer, base->pages);
        pdf_catalog_add(writer, base->catalog_entries);
    }
    return writer;
}

/* The catalog's entries go on in the second part. */
void writer_describe(struct pdf_writer *writer, struct pdf_base *out)
{
    out->object_count = writer->count;
    out->digester = writer->digester;
    out->pages = writer->catalog->root;
    out->catalog_entries = arena_str(writer->arena, buf_str(&writer->catalog->entries));
}

void pdf_set_inks(struct pdf_writer *writer, struct inks inks)
{
    writer->inks = inks;
}

struct inks pdf_inks(const struct pdf_writer *writer)
{
    return writer->inks;
}

void pdf_set_limit(struct pdf_writer *writer, size_t bytes)
{
    writer->limit_bytes = bytes;
}

pdf_ref pdf_reserve_row(struct pdf_writer *writer, size_t count)
{
    pdf_ref first = (pdf_ref)writer->count;
    if (count > PDF_OBJECT_LIMIT - writer->count && !writer->failed) {
        report_system_error(writer->report, "pdf-write",
                            "cannot write the PDF: more than %d objects", PDF_OBJECT_LIMIT);
        writer->failed = true;
    }
    for (size_t i = 0; i < count && !writer->failed; i++) {
        if (arena_grow(writer->arena, &writer->entries, writer->count, &writer->capacity,
                       sizeof *writer->entries)) {
            writer->entries[writer->count++] = (struct entry){0};
        } else {
            pdf_fail_memory(writer);
        }
    }
    return writer->failed ? 0 : first;
}

pdf_ref pdf_reserve(struct pdf_writer *writer)
{
    return pdf_reserve_row(writer, 1);
}

void pdf_set_kind(struct pdf_writer *writer, enum pdf_kind kind, pdf_ref ref,
                  struct str entries)
{
    if (!writer->failed && ref) {
        streams_shelve(writer, kind, ref, entries);
    }
}

void pdf_set(struct pdf_writer *writer, pdf_ref ref, struct str entries)
{
    pdf_set_kind(writer, PDF_OTHER, ref, entries);
}

size_t pdf_object_count(const struct pdf_writer *writer)
{
    return writer->count;
}

bool pdf_failed(const struct pdf_writer *writer)
{
    return writer->failed;
}

struct arena *pdf_arena(const struct pdf_writer *writer)
{
    return writer->arena;
}

struct report *pdf_report(const struct pdf_writer *writer)
{
    return writer->report;
}

/* The catalog */

void pdf_catalog_set_pages(struct pdf_writer *writer, pdf_ref root)
{
    struct catalog *catalog = writer->catalog;
    catalog->root = root;
    catalog->pages->header.obj_id = root | HPDF_OTYPE_INDIRECT;
    HPDF_Dict pages = root ? catalog->pages : NULL; /* which is refused */
    HPDF_STATUS status =
        writer->failed ? HPDF_OK : HPDF_Dict_Add(catalog->doc->catalog, "Pages", pages);
    if (status != HPDF_OK) {
        fail_libharu(writer, status);
    }
}

void pdf_catalog_add(struct pdf_writer *writer, struct str entries)
{
    buf_add(&writer->catalog->entries, entries);
    if (!buf_ok(&writer->catalog->entries)) {
        pdf_fail_memory(writer);
    }
}

/* Called by libharu behind its own entries. */
static HPDF_STATUS write_entries(HPDF_Dict dict, HPDF_Stream stream)
{
    const struct catalog *catalog = dict->attr;
    return HPDF_Stream_Write(stream, (const HPDF_BYTE *)catalog->entries.ptr,
                             (HPDF_UINT)catalog->entries.len);
}

/* Asking for a part past the last one would be an error, and errors stick: so count. */
static bool drain(HPDF_Stream memory, struct buf *out)
{
    size_t left = HPDF_Stream_Size(memory);
    for (HPDF_UINT part = 0; left > 0; part++) {
        HPDF_UINT len = 0;
        const HPDF_BYTE *bytes = HPDF_MemStream_GetBufPtr(memory, part, &len);
        if (!bytes || len == 0 || len > left) {
            return false;
        }
        buf_add_bytes(out, bytes, len);
        left -= len;
    }
    return true;
}

/* What stands between `<<` and `>>`. */
static struct str entries_of(struct str dictionary)
{
    dictionary = str_trim(dictionary);
    bool framed = str_starts(dictionary, "<<") && str_ends(dictionary, ">>");
    return framed ? str_sub(dictionary, 2, dictionary.len - 2) : (struct str){0};
}

pdf_ref pdf_catalog_write(struct pdf_writer *writer)
{
    struct catalog *catalog = writer->catalog;
    struct buf text = {.kept_in = writer->arena};
    HPDF_Dict dict = catalog->doc->catalog;
    dict->attr = catalog;
    dict->write_fn = write_entries;
    HPDF_Stream memory = HPDF_MemStream_New(catalog->doc->mmgr, 4096);
    HPDF_STATUS status = memory ? HPDF_Dict_Write(dict, memory, NULL) : HPDF_OK;
    bool ok = memory && status == HPDF_OK && drain(memory, &text);
    if (memory) {
        HPDF_Stream_Free(memory);
    }
    dict->attr = NULL;
    dict->write_fn = NULL;
    if (ok) {
        pdf_set(writer, catalog->ref, entries_of(buf_str(&text)));
    } else {
        fail_libharu(writer, status);
    }
    buf_clear(&text);
    return catalog->ref;
}
