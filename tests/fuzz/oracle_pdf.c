/* Reads a file from its end, as readers do (ISO 32000-1, 7.5): where its cross-reference
 * stream begins, what that says of each object, and whether the object is there. What lies
 * in object streams is counted, not read. */
#include "oracle_pdf.h"

#include "base/deflate.h"

#include <stdio.h>
#include <stdlib.h>

#define XREF_LIMIT_BYTES ((size_t)64 << 20)
#define TAIL_BYTES 64

static void need(bool holds, const char *why, size_t at)
{
    if (!holds) {
        (void)fprintf(stderr, "pdf: %s, at %zu\n", why, at);
        abort();
    }
}

static size_t read_number(struct str text)
{
    size_t number = 0;
    for (size_t i = 0; i < text.len && ascii_is_digit(text.ptr[i]) && number < 1U << 30;
         i++) {
        number = number * 10 + (size_t)(text.ptr[i] - '0');
    }
    return number;
}

/* What stands behind `name` in a dictionary. */
static struct str value_of(struct str dictionary, const char *name)
{
    size_t at = str_find(dictionary, str_from(name), 0);
    need(at != STR_NONE, name, 0);
    return str_skip(dictionary, at + strlen(name));
}

struct xref {
    size_t size;
    size_t widths[3];
    struct buf rows; /* predicted by the row above: a byte, then the columns, each row */
};

static void read_widths(struct str dictionary, struct xref *xref)
{
    struct str widths = value_of(dictionary, "/W[");
    for (size_t i = 0; i < 3; i++) {
        xref->widths[i] = read_number(widths);
        need(xref->widths[i] <= 8, "a width of the cross-reference", i);
        widths = str_skip(widths, str_find_byte(widths, ' ', 0) + 1);
    }
}

static void read_xref(struct str file, size_t at, struct xref *xref)
{
    struct str rest = str_skip(file, at);
    size_t stream = str_find(rest, STR("stream\n"), 0);
    need(ascii_is_digit(file.ptr[at]) && stream != STR_NONE, "no cross-reference", at);
    struct str dictionary = str_sub(rest, 0, stream);
    size_t length = read_number(value_of(dictionary, "/Length "));
    struct str packed = str_sub(rest, stream + 7, stream + 7 + length);
    xref->size = read_number(value_of(dictionary, "/Size "));
    read_widths(dictionary, xref);
    size_t row = 1 + xref->widths[0] + xref->widths[1] + xref->widths[2];
    need(read_number(value_of(dictionary, "/Columns ")) == row - 1, "columns", at);
    need(inflate_zlib(packed, XREF_LIMIT_BYTES, &xref->rows), "a damaged cross-reference",
         at);
    need(xref->rows.len == xref->size * row, "a short cross-reference", at);
}

/* Undoes "up", the predictor that xref streams are written with. */
static void unpredict(struct xref *xref, size_t columns)
{
    char *rows = xref->rows.ptr;
    for (size_t i = 0; i < xref->size; i++) {
        char *row = rows + i * (columns + 1);
        need(row[0] == 2, "a predictor", i);
        const char *above = i > 0 ? row - columns - 1 : NULL;
        for (size_t k = 1; above && k <= columns; k++) {
            row[k] = (char)(row[k] + above[k]);
        }
    }
}

static size_t field(const struct xref *xref, size_t index, size_t which)
{
    size_t at = index * (1 + xref->widths[0] + xref->widths[1] + xref->widths[2]) + 1,
           value = 0;
    for (size_t i = 0; i < which; i++) {
        at += xref->widths[i];
    }
    for (size_t i = 0; i < xref->widths[which]; i++) {
        value = value << 8 | (unsigned char)xref->rows.ptr[at + i];
    }
    return value;
}

static bool begins_object(struct str file, size_t at, size_t number)
{
    char head[32];
    int len = snprintf(head, sizeof head, "%zu 0 obj", number);
    return at < file.len && str_starts(str_skip(file, at), head) && len > 0;
}

static void check_entry(struct str file, const struct xref *xref, size_t number)
{
    size_t place = field(xref, number, 1);
    switch (field(xref, number, 0)) {
    case 0: break;
    case 1: need(begins_object(file, place, number), "no such object", number); break;
    case 2:
        need(place < xref->size && field(xref, place, 0) == 1, "no such stream", number);
        break;
    default: need(false, "an entry of no kind", number);
    }
}

size_t oracle_pdf_check(struct str file)
{
    struct xref xref = {.rows = {0}};
    need(str_starts(file, "%PDF-1.7\n") && str_ends(file, "%%EOF\n"), "its ends", file.len);
    struct str tail = str_skip(file, file.len < TAIL_BYTES ? 0 : file.len - TAIL_BYTES);
    size_t at = read_number(value_of(tail, "startxref\n"));
    need(at > 0 && at < file.len, "a start", at);
    read_xref(file, at, &xref);
    unpredict(&xref, xref.widths[0] + xref.widths[1] + xref.widths[2]);
    for (size_t i = 0; i < xref.size; i++) {
        check_entry(file, &xref, i);
    }
    buf_clear(&xref.rows);
    return xref.size;
}
