/* A row for each format that has something to mend: how it begins, and what mends it. */
#include "picture.h"

#include "base/deflate.h"

#include <string.h>

#define SIDE_LIMIT 255 /* larger ones take time, and show nothing else */

static size_t big_endian(const uint8_t *at, size_t bytes)
{
    size_t value = 0;
    for (size_t i = 0; i < bytes; i++) {
        value = value << 8 | at[i];
    }
    return value;
}

static void put_big_endian(uint8_t *at, size_t bytes, size_t value)
{
    for (size_t i = bytes; i > 0; i--, value >>= 8) {
        at[i - 1] = (uint8_t)value;
    }
}

/* Chunks: a length, a name, the data, a sum over both. A length past the end is cut. */
#define PNG_SIGNATURE_BYTES 8
#define PNG_CHUNK_BYTES 12

static void mend_png(uint8_t *data, size_t size)
{
    for (size_t at = PNG_SIGNATURE_BYTES; at + PNG_CHUNK_BYTES <= size;) {
        size_t room = size - at - PNG_CHUNK_BYTES, len = big_endian(data + at, 4);
        if (len > room) {
            len = room;
            put_big_endian(data + at, 4, len);
        }
        if (memcmp(data + at + 4, "IHDR", 4) == 0 && len >= 8) {
            put_big_endian(data + at + 8, 4, big_endian(data + at + 8, 4) & SIDE_LIMIT);
            put_big_endian(data + at + 12, 4, big_endian(data + at + 12, 4) & SIDE_LIMIT);
        }
        struct str summed = {(const char *)data + at + 4, len + 4};
        put_big_endian(data + at + 8 + len, 4, crc32_add(0, summed));
        at += PNG_CHUNK_BYTES + len;
    }
}

/* Segments: a marker, a length that counts itself; behind a scan's follows its data, in
 * which 0xFF is followed by 0 or a restart. */
static bool has_length(uint8_t marker)
{
    return marker >= 0xC0 && !(marker >= 0xD0 && marker <= 0xD9);
}

static bool is_frame(uint8_t marker)
{
    return marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 &&
           marker != 0xCC;
}

static void mend_jpeg(uint8_t *data, size_t size)
{
    for (size_t at = 2; at + 4 <= size;) {
        if (data[at] != 0xFF || !has_length(data[at + 1])) {
            at++;
            continue;
        }
        size_t room = size - at - 2, len = big_endian(data + at + 2, 2);
        if (len < 2 || len > room) {
            len = room < 0xFFFF ? room : 0xFFFF;
            put_big_endian(data + at + 2, 2, len);
        }
        if (is_frame(data[at + 1]) && len >= 7) {
            data[at + 5] = data[at + 7] = 0;
        }
        at += 2 + len;
    }
}

static void put_little_endian(uint8_t *at, size_t bytes, size_t value)
{
    for (size_t i = 0; i < bytes; i++, value >>= 8) {
        at[i] = (uint8_t)value;
    }
}

/* Chunks of RIFF: a name, a length, the data to an even end. */
#define RIFF_HEAD_BYTES 12
#define RIFF_CHUNK_BYTES 8

static void mend_webp(uint8_t *data, size_t size)
{
    put_little_endian(data + 4, 4, size - RIFF_CHUNK_BYTES);
    for (size_t at = RIFF_HEAD_BYTES; at + RIFF_CHUNK_BYTES <= size;) {
        size_t room = size - at - RIFF_CHUNK_BYTES;
        size_t len = data[at + 4] | (size_t)data[at + 5] << 8;
        len = len < room ? len : room;
        put_little_endian(data + at + 4, 4, len);
        at += RIFF_CHUNK_BYTES + len + len % 2;
    }
}

/* The screen, which the header says. */
static void mend_gif(uint8_t *data, size_t size)
{
    if (size > 10) {
        data[7] = data[9] = 0;
    }
}

static const struct {
    const char *start;
    size_t start_bytes; /* that are there where it is mended */
    void (*mend)(uint8_t *data, size_t size);
} formats[] = {
    {"\x89PNG\r\n\x1a\n", PNG_SIGNATURE_BYTES, mend_png},
    {"\xff\xd8", 2, mend_jpeg},
    {"RIFF", RIFF_HEAD_BYTES, mend_webp},
    {"GIF8", 4, mend_gif},
};

void picture_mend(uint8_t *data, size_t size)
{
    for (size_t i = 0; i < sizeof formats / sizeof formats[0]; i++) {
        if (size >= formats[i].start_bytes &&
            memcmp(data, formats[i].start, strlen(formats[i].start)) == 0) {
            formats[i].mend(data, size);
        }
    }
}
