/* The table of image formats, and what holds for all of them: kinds are told by their
 * first bytes, a header is read and held against the limits before anything is decoded,
 * and what cannot be shown is reported here. */
#include "image/image.h"

#include "base/buf.h"
#include "image/decode.h"
#include "image/pack.h"

#define ANY '?' /* stands for any byte */
#define START(text) {text, sizeof text - 1}
#define ISO(brand) START("????ftyp" brand)

#define DENSE_TIMES 2 /* what is written anew at its size saves half, or stays */

/* A format without functions is known, but not read here. */
static const struct image_format {
    const char *name;
    struct {
        const char *bytes;
        size_t len;
    } starts[3]; /* any of them begins the file */
    image_size_reader *read_size;
    image_decoder *decode;
    const char *advice; /* or NULL: another format */
} formats[] = {
    {"PNG", {START("\x89PNG\r\n\x1a\n")}, png_read_size, png_decode, NULL},
    {"JPEG", {START("\xff\xd8\xff")}, jpeg_read_size, jpeg_decode, NULL},
    {"GIF", {START("GIF87a"), START("GIF89a")}, gif_read_size, gif_decode, NULL},
    {"WebP", {START("RIFF????WEBP")}, webp_read_size, webp_decode, NULL},
    {"BMP", {START("BM????\0\0\0\0")}, bmp_read_size, bmp_decode, NULL},
    {"ICO", {START("\0\0\1\0"), START("\0\0\2\0")}, ico_read_size, ico_decode, NULL},
    {"AVIF", {ISO("avif"), ISO("avis")}, NULL, NULL, NULL},
    {"HEIC", {ISO("heic"), ISO("heix"), ISO("mif1")}, NULL, NULL, NULL},
    {"JPEG XL", {START("\xff\x0a"), START("\0\0\0\x0cJXL ")}, NULL, NULL, NULL},
    {"JPEG 2000", {START("\0\0\0\x0cjP  "), START("\xff\x4f\xff\x51")}, NULL, NULL, NULL},
    {"TIFF", {START("II*\0"), START("MM\0*")}, NULL, NULL, NULL},
    {"a Photoshop document", {START("8BPS")}, NULL, NULL, NULL},
    {"PostScript", {START("%!PS"), START("\xc5\xd0\xd3\xc6")}, NULL, NULL, NULL},
    {"a PDF", {START("%PDF-")}, NULL, NULL, "link to it instead"},
    {"a page in HTML",
     {START("<!DOCTYPE"), START("<!doctype"), START("<html")},
     NULL,
     NULL,
     "save the picture that it stands for"},
    {"a pointer of Git LFS",
     {START("version https://git-lfs")},
     NULL,
     NULL,
     "'git lfs pull' fetches what it stands for"},
    {"SVG", {START("<svg"), START("<?xml")}, NULL, NULL, NULL},
};

#define FORMAT_COUNT (sizeof formats / sizeof formats[0])

static bool starts_as(struct str bytes, const char *start, size_t len)
{
    bool same = len > 0 && bytes.len >= len;
    for (size_t i = 0; i < len && same; i++) {
        same = start[i] == ANY || bytes.ptr[i] == start[i];
    }
    return same;
}

static const struct image_format *find_format(struct str bytes)
{
    for (size_t i = 0; i < FORMAT_COUNT; i++) {
        for (size_t k = 0; k < sizeof formats[i].starts / sizeof formats[i].starts[0];
             k++) {
            if (starts_as(bytes, formats[i].starts[k].bytes, formats[i].starts[k].len)) {
                return &formats[i];
            }
        }
    }
    return NULL;
}

/* "A, B and SVG can be shown in the PDF": drawing/ included. */
static void add_shown_names(struct buf *out)
{
    for (size_t i = 0; i < FORMAT_COUNT; i++) {
        if (formats[i].decode) {
            buf_add_text(out, out->len ? ", " : "");
            buf_add_text(out, formats[i].name);
        }
    }
    buf_add_text(out, " and SVG can be shown in the PDF");
}

static bool report_format(const struct image_format *format, struct place place,
                          struct report *report)
{
    struct buf advice = {0};
    if (format && format->advice) {
        buf_add_text(&advice, format->advice);
    } else {
        add_shown_names(&advice);
    }
    report_warning(report, place, "image-type", "the image is %s; %.*s",
                   format ? format->name : "of an unknown kind", STR_ARG(buf_str(&advice)));
    (void)(buf_ok(&advice) || report_out_of_memory(report));
    buf_clear(&advice);
    return false;
}

static bool check_result(enum image_result result, const char *damage, struct place place,
                         struct report *report)
{
    switch (result) {
    case IMAGE_READ: return true;
    case IMAGE_DAMAGED:
        report_warning(report, place, "image-damaged", "%s", damage);
        return false;
    case IMAGE_NO_MEMORY: return report_out_of_memory(report);
    }
    return false;
}

bool image_is_fine(struct image_size size, struct image_size most)
{
    return most.width > 0 && 4 * (uint64_t)size.width > 3 * (uint64_t)most.width;
}

bool image_probe(struct str bytes, struct place place, struct image_size *out,
                 struct report *report)
{
    const struct image_format *format = find_format(bytes);
    *out = (struct image_size){0};
    if (!format || !format->read_size) {
        return report_format(format, place, report);
    }
    if (!check_result(format->read_size(bytes, out), "the image's header is damaged", place,
                      report)) {
        return false;
    }
    if (out->width > IMAGE_SIDE_LIMIT || out->height > IMAGE_SIDE_LIMIT ||
        (uint64_t)out->width * out->height > IMAGE_PIXELS_LIMIT) {
        report_warning(
            report, place, "image-too-large",
            "the image has %u x %u pixels; the limit is %d a side and %zu in all",
            out->width, out->height, IMAGE_SIDE_LIMIT, IMAGE_PIXELS_LIMIT);
        return false;
    }
    return true;
}

bool image_decode(struct arena *arena, struct str bytes, struct image_size most,
                  struct place place, struct image_data *out, struct report *report)
{
    struct image_size size;
    const struct image_format *format = find_format(bytes);
    *out = (struct image_data){0};
    return image_probe(bytes, place, &size, report) && format &&
           check_result(format->decode(arena, bytes, most, out),
                        "the image is damaged: its data ends early "
                        "or contradicts itself",
                        place, report);
}

/* Decoded and packed to the arena; what is needed meanwhile goes. */
static bool make_packed(struct arena *arena, struct str bytes, struct image_size most,
                        struct place place, struct deflater *deflater,
                        struct image_data *out, struct report *report)
{
    struct arena scratch;
    arena_init_within(&scratch, 0, arena->budget);
    bool ok = image_decode(&scratch, bytes, most, place, out, report);
    if (ok && (out->kind == IMAGE_PIXELS || out->kind == IMAGE_INDEXES)) {
        struct packing packing = {.arena = arena,
                                  .scratch = &scratch,
                                  .deflater = deflater,
                                  .file_bytes = bytes.len,
                                  .exact = most.width == 0};
        ok = image_pack(&packing, out) || report_out_of_memory(report);
    }
    out->profile = ok ? arena_str(arena, out->profile) : (struct str){0};
    arena_clear(&scratch);
    return ok;
}

bool image_decode_packed(struct arena *arena, struct str bytes, struct image_size most,
                         struct place place, struct deflater *deflater,
                         struct image_data *out, struct report *report)
{
    struct image_data whole;
    struct image_size all = {0};
    if (!make_packed(arena, bytes, most, place, deflater, out, report)) {
        return false;
    }
    bool anew = out->scaled || out->dense;
    if (!anew || image_packed_bytes(out) <= bytes.len / (out->scaled ? 1 : DENSE_TIMES)) {
        return true;
    }
    if (!make_packed(arena, bytes, all, place, deflater, &whole, report)) {
        return false;
    }
    bool less = image_packed_bytes(&whole) < image_packed_bytes(out);
    *out = less || !out->scaled ? whole : *out;
    return true;
}
