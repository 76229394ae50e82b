#include "image/image.h"

#include "image/decode.h"

enum image_type image_type_of(struct str bytes)
{
    static const struct {
        const char *start;
        size_t len;
        enum image_type type;
    } marks[] = {
        {"\x89PNG\r\n\x1a\n", 8, IMAGE_PNG},
        {"\xff\xd8\xff", 3, IMAGE_JPEG},
        {"GIF87a", 6, IMAGE_GIF},
        {"GIF89a", 6, IMAGE_GIF},
        {"<svg", 4, IMAGE_SVG},
        {"<?xml", 5, IMAGE_SVG},
    };
    for (size_t i = 0; i < sizeof marks / sizeof marks[0]; i++) {
        if (bytes.len >= marks[i].len &&
            memcmp(bytes.ptr, marks[i].start, marks[i].len) == 0) {
            return marks[i].type;
        }
    }
    bool webp = bytes.len >= 12 && memcmp(bytes.ptr, "RIFF", 4) == 0 &&
                memcmp(bytes.ptr + 8, "WEBP", 4) == 0;
    return webp ? IMAGE_WEBP : IMAGE_UNKNOWN;
}

const char *image_media_type(enum image_type type)
{
    switch (type) {
    case IMAGE_UNKNOWN: break;
    case IMAGE_PNG: return "image/png";
    case IMAGE_JPEG: return "image/jpeg";
    case IMAGE_GIF: return "image/gif";
    case IMAGE_WEBP: return "image/webp";
    case IMAGE_SVG: return "image/svg+xml";
    }
    return "application/octet-stream";
}

bool image_probe(struct str bytes, struct place place, struct image_info *out,
                 struct report *report)
{
    *out = (struct image_info){.type = image_type_of(bytes)};
    bool readable = out->type == IMAGE_PNG || out->type == IMAGE_JPEG;
    if (!readable) {
        report_warning(report, place, "image-type",
                       "the image is %s; PNG and JPEG can be shown in the PDF",
                       out->type == IMAGE_UNKNOWN ? "of an unknown kind"
                                                  : image_media_type(out->type));
        return false;
    }
    bool whole = out->type == IMAGE_PNG ? png_probe(bytes, out) : jpeg_probe(bytes, out);
    if (!whole) {
        report_warning(report, place, "image-damaged", "the image's header is damaged");
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

bool image_decode(struct arena *arena, struct str bytes, struct place place,
                  struct image_data *out, struct report *report)
{
    struct image_info info;
    *out = (struct image_data){0};
    if (!image_probe(bytes, place, &info, report)) {
        return false;
    }
    bool whole = info.type == IMAGE_PNG ? png_decode(arena, bytes, out)
                                        : jpeg_decode(arena, bytes, out);
    if (!whole) {
        report_warning(report, place, "image-damaged",
                       "the image is damaged: its data ends early "
                       "or contradicts itself");
    }
    return whole;
}
