/* The profiles of output intents, computed: ICC.1:2010 display profiles with the transfer
 * curve of IEC 61966-2-1, one with its primaries adapted to D50, one of greys alone. */
#include "pdf/parts.h"

static void add_u32(struct buf *out, uint32_t value)
{
    for (int shift = 24; shift >= 0; shift -= 8) {
        buf_add_byte(out, (char)(uint8_t)(value >> shift));
    }
}

static void add_s15_fixed16(struct buf *out, int64_t millionths)
{
    int64_t scaled = millionths * 65536;
    add_u32(out, (uint32_t)(int32_t)((scaled + (scaled < 0 ? -500000 : 500000)) / 1000000));
}

static void add_text_tag(struct buf *out, const char *text)
{
    size_t len = strlen(text);
    buf_add_bytes(out, "mluc\0\0\0\0", 8);
    add_u32(out, 1);
    add_u32(out, 12);
    buf_add_text(out, "enUS");
    add_u32(out, (uint32_t)(2 * len));
    add_u32(out, 28);
    for (size_t i = 0; i < len; i++) {
        buf_add_byte(out, '\0');
        buf_add_byte(out, text[i]);
    }
}

static void add_xyz_tag(struct buf *out, const int64_t millionths[3])
{
    buf_add_bytes(out, "XYZ \0\0\0\0", 8);
    for (int i = 0; i < 3; i++) {
        add_s15_fixed16(out, millionths[i]);
    }
}

/* Parametric curve of type 3: ((R + 0.055) / 1.055)^2.4 above 0.04045, R / 12.92 below. */
static void add_curve_tag(struct buf *out)
{
    static const int64_t parameters[] = {2400000, 947867, 52133, 77399, 40450};
    buf_add_bytes(out, "para\0\0\0\0\0\3\0\0", 12);
    for (size_t i = 0; i < sizeof parameters / sizeof parameters[0]; i++) {
        add_s15_fixed16(out, parameters[i]);
    }
}

static void add_adaptation_tag(struct buf *out)
{
    /* Bradford, D65 to D50. */
    static const int64_t matrix[] = {1047844, 22898, -50206, 29556, 990482,
                                     -17056,  -9238, 15045,  752068};
    buf_add_bytes(out, "sf32\0\0\0\0", 8);
    for (size_t i = 0; i < sizeof matrix / sizeof matrix[0]; i++) {
        add_s15_fixed16(out, matrix[i]);
    }
}

static const int64_t white[] = {964203, 1000000, 824905};
static const int64_t primaries[3][3] = {
    {436066, 222488, 13916}, {385147, 716873, 97076}, {143066, 60608, 714096}};

#define TAG_LIMIT 10
#define HEADER_BYTES 128

struct profile {
    const char *space; /* "RGB " */
    const char *description;
    const char *tags[TAG_LIMIT];
    size_t tag_count;
};
static const struct profile colours = {
    "RGB ",
    "sRGB",
    {"desc", "cprt", "wtpt", "chad", "rXYZ", "gXYZ", "bXYZ", "rTRC", "gTRC", "bTRC"},
    10};
static const struct profile greys = {
    "GRAY", "Greys of sRGB", {"desc", "cprt", "wtpt", "chad", "kTRC"}, 5};

struct tag_place {
    uint32_t offset, size; /* within the profile */
};

static void add_tag(struct buf *data, const struct profile *profile, const char *name)
{
    static const char axes[] = "rgb";
    if (strcmp(name, "desc") == 0) {
        add_text_tag(data, profile->description);
    } else if (strcmp(name, "cprt") == 0) {
        add_text_tag(data, "No copyright, use freely");
    } else if (strcmp(name, "wtpt") == 0) {
        add_xyz_tag(data, white);
    } else if (strcmp(name, "chad") == 0) {
        add_adaptation_tag(data);
    } else if (strcmp(name + 1, "XYZ") == 0) {
        add_xyz_tag(data, primaries[strchr(axes, *name) - axes]);
    } else {
        add_curve_tag(data);
    }
}

static size_t data_start(const struct profile *profile)
{
    return (size_t)HEADER_BYTES + 4 + 12 * profile->tag_count;
}

/* The tags' data one after the other, each at a multiple of four. */
static void add_tags(struct buf *data, const struct profile *profile,
                     struct tag_place places[TAG_LIMIT])
{
    for (size_t i = 0; i < profile->tag_count; i++) {
        size_t start = data->len;
        add_tag(data, profile, profile->tags[i]);
        places[i] = (struct tag_place){(uint32_t)(data_start(profile) + start),
                                       (uint32_t)(data->len - start)};
        while (data->len % 4) {
            buf_add_byte(data, '\0');
        }
    }
}

static void add_header(struct buf *out, const struct profile *profile, size_t size)
{
    add_u32(out, (uint32_t)size);
    add_u32(out, 0);
    add_u32(out, 0x04200000); /* version 4.2 */
    buf_add_text(out, "mntr");
    buf_add_text(out, profile->space);
    buf_add_text(out, "XYZ ");
    static const uint8_t created[12] = {0x07, 0xE4, 0, 1, 0, 1}; /* 2020-01-01, always */
    buf_add_bytes(out, created, sizeof created);
    buf_add_text(out, "acsp");
    for (int i = 0; i < 7; i++) {
        add_u32(out, 0); /* platform to rendering intent: perceptual */
    }
    for (int i = 0; i < 3; i++) {
        add_s15_fixed16(out, white[i]);
    }
    for (int i = 0; i < 12; i++) {
        add_u32(out, 0);
    }
}

static void add_profile(struct buf *out, const struct profile *profile)
{
    struct tag_place places[TAG_LIMIT];
    struct buf data = {.part_of = out};
    add_tags(&data, profile, places);
    add_header(out, profile, data_start(profile) + data.len);
    add_u32(out, (uint32_t)profile->tag_count);
    for (size_t i = 0; i < profile->tag_count; i++) {
        buf_add_text(out, profile->tags[i]);
        add_u32(out, places[i].offset);
        add_u32(out, places[i].size);
    }
    buf_add(out, buf_str(&data));
    buf_clear(&data);
}

void icc_add_srgb(struct buf *out)
{
    add_profile(out, &colours);
}

void icc_add_grey(struct buf *out)
{
    add_profile(out, &greys);
}
