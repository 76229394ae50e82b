/* Writer: the objects of one PDF file. write.c is the only file that includes libharu.
 *
 * libharu writes dictionaries; what stands in them is given as text in PDF syntax
 * ("entries": `/Type/Page/Parent 3 0 R`), because each of its own dictionaries and entries
 * costs hundreds of bytes, and a link is several objects. Streams are kept as finished
 * bytes. Failures are sticky: the first is reported, later calls do nothing. */
#ifndef OFFPRINT_PDF_WRITE_H
#define OFFPRINT_PDF_WRITE_H

#include "base/arena.h"
#include "base/buf.h"
#include "base/deflate.h"
#include "base/report.h"

typedef uint32_t pdf_ref; /* object number; 0: none */

struct pdf_writer;

struct pdf_writer *pdf_writer_new(struct arena *arena, struct deflater *deflater,
                                  struct report *report);
void pdf_writer_free(struct pdf_writer *writer);

pdf_ref pdf_reserve(struct pdf_writer *writer);
/* A spoiled text makes the writer fail. */
void pdf_set(struct pdf_writer *writer, pdf_ref ref, struct str entries);
/* `bytes` are deflated unless `finished`: then `entries` name their filter. */
void pdf_set_stream(struct pdf_writer *writer, pdf_ref ref, struct str entries,
                    struct str bytes, bool finished);
/* Finished bytes that stay until the writer goes; `entries` name their filter. */
void pdf_keep_stream(struct pdf_writer *writer, pdf_ref ref, struct str entries,
                     struct str bytes);
/* The root of the page tree, in place of libharu's own. */
void pdf_catalog_set_pages(struct pdf_writer *writer, pdf_ref root);
/* More entries for the catalog. */
void pdf_catalog_add(struct pdf_writer *writer, struct str entries);

/* The dictionary of object `ref` as libharu writes it, `<<…>>`; false after an error,
 * that of `out` apart. */
bool pdf_object_text(struct pdf_writer *writer, pdf_ref ref, struct buf *out);
struct str pdf_object_stream(const struct pdf_writer *writer,
                             pdf_ref ref); /* empty: none */
bool pdf_object_used(const struct pdf_writer *writer, pdf_ref ref);
size_t pdf_object_count(const struct pdf_writer *writer); /* numbers are below it */
pdf_ref pdf_catalog(const struct pdf_writer *writer);
bool pdf_failed(const struct pdf_writer *writer);
void pdf_fail(struct pdf_writer *writer);        /* for what has been reported */
void pdf_fail_memory(struct pdf_writer *writer); /* reported here, if it is the first */
struct arena *pdf_arena(const struct pdf_writer *writer);
struct report *pdf_report(const struct pdf_writer *writer);
struct deflater *pdf_deflater(const struct pdf_writer *writer);

/* save.c: the whole file. `info` is the information dictionary. */
bool pdf_save(struct pdf_writer *writer, pdf_ref info, struct buf *out,
              struct report *report);

/* Syntax (syntax.c) */
void pdf_add_number(struct buf *out, int64_t hundredths); /* 1234 → 12.34 */
void pdf_add_integer(struct buf *out, int64_t value);
void pdf_add_ref(struct buf *out, pdf_ref ref); /* "12 0 R" */
/* An entry with a text string: PDFDocEncoding's ASCII, or UTF-16BE with a mark (ISO
 * 32000-1, 7.9.2.2); nothing where it is empty. Of one that is longer than PDF/A allows
 * (ISO 19005-3, 6.1.13) the beginning stands there, with an ellipsis, and a warning tells
 * of it. */
void pdf_add_text(struct pdf_writer *writer, struct buf *out, const char *key,
                  struct str utf8);
void pdf_add_bytes(struct buf *out, struct str bytes);    /* (…), escaped */
void pdf_add_utf16_hex(struct buf *out, struct str utf8); /* without <> */

#endif
