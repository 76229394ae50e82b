/* Writer: the objects of one PDF file, which go into it as soon as they are set.
 *
 * What stands in an object is given as text in PDF syntax ("entries":
 * `/Type/Page/Parent 3 0 R`); none is kept as a thing of its own, because each would cost
 * hundreds of bytes, and a link is several objects. libharu writes the catalog, and write.c
 * alone includes it. Failures are sticky: the first is reported, later calls do nothing. */
#ifndef OFFPRINT_PDF_WRITE_H
#define OFFPRINT_PDF_WRITE_H

#include "base/arena.h"
#include "base/buf.h"
#include "base/crew.h"
#include "base/deflate.h"
#include "base/pieces.h"
#include "base/report.h"

typedef uint32_t pdf_ref; /* object number; 0: none */

struct press;

/* In which spaces colours are written. */
enum inks_kind {
    INKS_SCREEN, /* DeviceRGB */
    INKS_PRINT,  /* the same, but what has no hue, as black, in DeviceGray */
    INKS_PRESS,  /* DeviceCMYK, and DeviceGray as in print */
    INKS_GREY,   /* DeviceGray alone, by luminance */
    INKS_MASK,   /* the same as a luminosity mask weighs colours */
};
struct inks {
    enum inks_kind kind;
    const struct press *press; /* of INKS_PRESS: press/press.h */
};

struct pdf_writer;

/* The file is put aside in `out`, which is new; streams are deflated by `crew` (NULL: none)
 * at the level, 0 for DEFLATE_LEVEL. */
struct pdf_writer *pdf_writer_new(struct arena *arena, struct crew *crew, int deflate_level,
                                  struct pieces *out, struct report *report);
void pdf_writer_free(struct pdf_writer *writer);

/* The numbers of one object, and the first of `count` in a row. */
pdf_ref pdf_reserve(struct pdf_writer *writer);
pdf_ref pdf_reserve_row(struct pdf_writer *writer, size_t count);

/* Objects of a kind stand side by side in the file: alike as they are, they pack well. */
enum pdf_kind { PDF_OTHER, PDF_PAGE, PDF_LINK, PDF_ELEMENT, PDF_KIND_COUNT };

/* Those of all that is drawn; INKS_SCREEN without a word. */
void pdf_set_inks(struct pdf_writer *writer, struct inks inks);
struct inks pdf_inks(const struct pdf_writer *writer);

/* Of the whole file, if not PDF_OUTPUT_LIMIT_BYTES. */
void pdf_set_limit(struct pdf_writer *writer, size_t bytes);

/* Each object is set once. */
void pdf_set(struct pdf_writer *writer, pdf_ref ref, struct str entries);
void pdf_set_kind(struct pdf_writer *writer, enum pdf_kind kind, pdf_ref ref,
                  struct str entries);
/* `bytes` are deflated unless `finished`: then `entries` name their filter. */
void pdf_set_stream(struct pdf_writer *writer, pdf_ref ref, struct str entries,
                    struct str bytes, bool finished);
/* The same for bytes that are deflated some time: `take_bytes` gets an empty buffer for
 * them, which has room. */
void pdf_take_stream(struct pdf_writer *writer, pdf_ref ref, struct str entries,
                     struct buf *take_bytes);
/* The root of the page tree, in place of libharu's own. */
void pdf_catalog_set_pages(struct pdf_writer *writer, pdf_ref root);
/* More entries for the catalog. */
void pdf_catalog_add(struct pdf_writer *writer, struct str entries);
/* The catalog becomes an object; gives its number. */
pdf_ref pdf_catalog_write(struct pdf_writer *writer);

/* A file in two parts (save.c). The first, which any number of files begin with, has a
 * cross-reference section that names no root: nobody can open it alone (ISO 32000-1,
 * 7.5.6). What the second needs of it, in the first one's arena. */
struct pdf_base {
    size_t object_count, byte_count;
    size_t table; /* where its cross-reference section begins */
    const struct digester *digester;
    pdf_ref pages;              /* root of the page tree */
    struct str catalog_entries; /* added so far */
};

/* Ends the first part. False: an error is in the report. */
bool pdf_end_base(struct pdf_writer *writer, struct pdf_base *out);
/* Of the second: numbers that the first reserved and did not set may be set. `out` gets
 * what stands behind the first part. */
struct pdf_writer *pdf_writer_new_behind(struct arena *arena, const struct pdf_base *base,
                                         int deflate_level, struct pieces *out,
                                         struct report *report);

size_t pdf_object_count(const struct pdf_writer *writer); /* numbers are below it */
bool pdf_failed(const struct pdf_writer *writer);
void pdf_fail(struct pdf_writer *writer);        /* for what has been reported */
void pdf_fail_memory(struct pdf_writer *writer); /* reported here, if it is the first */
struct arena *pdf_arena(const struct pdf_writer *writer);
struct report *pdf_report(const struct pdf_writer *writer);

/* save.c: all that still waits, and the file's end. `info` is the information dictionary.
 * False: an error is in the report. */
bool pdf_save(struct pdf_writer *writer, pdf_ref info);

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
