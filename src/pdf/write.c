/* The table of objects of one file, numbered on from libharu's own. One dictionary of
 * libharu's writes them all, each with the text that a function of ours gives it meanwhile;
 * a failure sticks, and the first is reported. The only file that includes libharu. */
#include "pdf/write.h"
#include "base/limits.h"

#include <hpdf.h>
#include <hpdf_catalog.h>
#include <hpdf_doc.h>
#include <hpdf_objects.h>
#include <hpdf_utils.h>

struct slot {
    struct str entries;
    struct str stream;
    bool set;
};

struct pdf_writer {
    struct arena *arena;
    struct deflater *deflater;
    struct report *report;
    HPDF_Doc doc;
    HPDF_Dict dict;     /* of whichever object is written, then of the root of the pages */
    struct slot *slots; /* by object number */
    size_t count, capacity;
    struct buf catalog_entries;
    pdf_ref catalog;
    bool failed;
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

/* Called by libharu inside `<<` and `>>`: the entries themselves. */
static HPDF_STATUS write_entries(HPDF_Dict dict, HPDF_Stream stream)
{
    const struct slot *slot = dict->attr;
    return HPDF_Stream_Write(stream, (const HPDF_BYTE *)slot->entries.ptr,
                             (HPDF_UINT)slot->entries.len);
}

static bool grow_slots(struct pdf_writer *writer, size_t number)
{
    while (number >= writer->count) {
        if (!arena_grow(writer->arena, &writer->slots, writer->count, &writer->capacity,
                        sizeof *writer->slots)) {
            pdf_fail_memory(writer);
            return false;
        }
        writer->slots[writer->count++] = (struct slot){0};
    }
    return true;
}

void pdf_writer_free(struct pdf_writer *writer)
{
    if (writer && writer->doc) {
        if (writer->dict) {
            HPDF_Dict_Free(writer->dict);
        }
        HPDF_Free(writer->doc);
        writer->doc = NULL;
        buf_clear(&writer->catalog_entries);
    }
}

struct pdf_writer *pdf_writer_new(struct arena *arena, struct deflater *deflater,
                                  struct report *report)
{
    struct pdf_writer *writer = ARENA_NEW(arena, struct pdf_writer);
    if (!writer) {
        report_out_of_memory(report);
        return NULL;
    }
    writer->arena = arena;
    writer->deflater = deflater;
    writer->report = report;
    writer->doc = HPDF_New(NULL, NULL);
    if (!writer->doc) {
        pdf_fail_memory(writer);
        return NULL;
    }
    writer->catalog = (pdf_ref)(writer->doc->catalog->header.obj_id & 0xFFFFFF);
    writer->dict = HPDF_Dict_New(writer->doc->mmgr);
    if (!writer->dict) {
        pdf_fail_memory(writer);
    }
    HPDF_UINT own = writer->doc->xref->entries->count;
    if (writer->failed || !grow_slots(writer, own - 1)) {
        pdf_writer_free(writer);
        return NULL;
    }
    return writer;
}

pdf_ref pdf_reserve(struct pdf_writer *writer)
{
    if (writer->failed) {
        return 0;
    }
    pdf_ref ref = (pdf_ref)writer->count;
    if (ref >= PDF_OBJECT_LIMIT) {
        report_system_error(writer->report, "pdf-write",
                            "cannot write the PDF: more than %d objects", PDF_OBJECT_LIMIT);
        writer->failed = true;
        return 0;
    }
    return grow_slots(writer, ref) ? ref : 0;
}

void pdf_set(struct pdf_writer *writer, pdf_ref ref, struct str entries)
{
    if (writer->failed || ref == 0) {
        return;
    }
    struct slot *slot = &writer->slots[ref];
    slot->entries = arena_str(writer->arena, entries);
    slot->set = true;
    if (!slot->entries.ptr) {
        pdf_fail_memory(writer);
    }
}

void pdf_set_stream(struct pdf_writer *writer, pdf_ref ref, struct str entries,
                    struct str bytes, bool finished)
{
    struct buf all = {.kept_in = pdf_arena(writer)}, packed = all;
    if (!finished && !deflate_zlib(writer->deflater, bytes, &packed)) {
        pdf_fail_memory(writer);
    }
    struct str kept = finished ? bytes : buf_str(&packed);
    buf_add(&all, entries);
    if (!finished) {
        buf_add_text(&all, "/Filter/FlateDecode");
    }
    buf_add_format(&all, "/Length %zu", kept.len);
    pdf_set(writer, ref, buf_str(&all));
    if (!writer->failed && ref) {
        writer->slots[ref].stream = arena_str(writer->arena, kept);
        if (!writer->slots[ref].stream.ptr) {
            pdf_fail_memory(writer);
        }
    }
    buf_clear(&all);
    buf_clear(&packed);
}

void pdf_keep_stream(struct pdf_writer *writer, pdf_ref ref, struct str entries,
                     struct str bytes)
{
    struct buf all = {.kept_in = pdf_arena(writer)};
    buf_add(&all, entries);
    buf_add_format(&all, "/Length %zu", bytes.len);
    pdf_set(writer, ref, buf_str(&all));
    if (!writer->failed && ref) {
        writer->slots[ref].stream = bytes;
    }
    buf_clear(&all);
}

void pdf_catalog_set_pages(struct pdf_writer *writer, pdf_ref root)
{
    writer->dict->header.obj_id = root | HPDF_OTYPE_INDIRECT;
    HPDF_Dict pages = root ? writer->dict : NULL; /* which is refused */
    HPDF_STATUS status =
        writer->failed ? HPDF_OK : HPDF_Dict_Add(writer->doc->catalog, "Pages", pages);
    if (status != HPDF_OK) {
        fail_libharu(writer, status);
    }
}

void pdf_catalog_add(struct pdf_writer *writer, struct str entries)
{
    buf_add(&writer->catalog_entries, entries);
    if (!buf_ok(&writer->catalog_entries)) {
        pdf_fail_memory(writer);
    }
}

bool pdf_object_used(const struct pdf_writer *writer, pdf_ref ref)
{
    return ref == writer->catalog || (ref < writer->count && writer->slots[ref].set);
}

size_t pdf_object_count(const struct pdf_writer *writer)
{
    return writer->count;
}

struct str pdf_object_stream(const struct pdf_writer *writer, pdf_ref ref)
{
    return ref < writer->count ? writer->slots[ref].stream : (struct str){0};
}

pdf_ref pdf_catalog(const struct pdf_writer *writer)
{
    return writer->catalog;
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

struct deflater *pdf_deflater(const struct pdf_writer *writer)
{
    return writer->deflater;
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

bool pdf_object_text(struct pdf_writer *writer, pdf_ref ref, struct buf *out)
{
    bool catalog = ref == writer->catalog;
    struct slot whole = {.entries = buf_str(&writer->catalog_entries)};
    HPDF_Dict dict = catalog ? writer->doc->catalog : writer->dict;
    dict->attr = catalog ? &whole : &writer->slots[ref];
    dict->write_fn = write_entries;
    HPDF_Stream memory = HPDF_MemStream_New(writer->doc->mmgr, 4096);
    HPDF_STATUS status = memory ? HPDF_Dict_Write(dict, memory, NULL) : HPDF_OK;
    bool ok = memory && status == HPDF_OK && drain(memory, out);
    if (memory) {
        HPDF_Stream_Free(memory);
    }
    dict->attr = NULL;
    dict->write_fn = NULL;
    if (!ok) {
        fail_libharu(writer, status);
    }
    return ok && !writer->failed;
}
