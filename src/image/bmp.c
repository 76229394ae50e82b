/* BMP, which is a bitmap behind a header of its own, and ICO, which holds some, of which
 * the largest is shown, or PNGs. Relies on dib.c and png.c for what they hold. */
#include "image/dib.h"

#define FILE_HEAD_BYTES 14
#define ICON_HEAD_BYTES 6
#define ICON_ENTRY_BYTES 16

static bool read_bmp(struct str bytes, struct dib *out)
{
    size_t pixels_at = bytes.len > FILE_HEAD_BYTES ? dib_u32(bytes.ptr + 10) : 0;
    return pixels_at > FILE_HEAD_BYTES &&
           dib_read_head(str_skip(bytes, FILE_HEAD_BYTES), pixels_at - FILE_HEAD_BYTES,
                         false, out);
}

enum image_result bmp_read_size(struct str bytes, struct image_size *out)
{
    struct dib dib;
    bool read = read_bmp(bytes, &dib);
    *out = read ? dib.size : (struct image_size){0};
    return read ? IMAGE_READ : IMAGE_DAMAGED;
}

enum image_result bmp_decode(struct arena *arena, struct str bytes, struct image_size most,
                             struct image_data *out)
{
    struct dib dib;
    return read_bmp(bytes, &dib) ? dib_decode(arena, &dib, most, out) : IMAGE_DAMAGED;
}

/* One of an icon's pictures. */
struct entry {
    struct image_size size;
    unsigned bits;
    struct str bytes;
};

static struct entry read_entry(struct str file, size_t index)
{
    const char *at = file.ptr + ICON_HEAD_BYTES + index * ICON_ENTRY_BYTES;
    size_t len = dib_u32(at + 8), from = dib_u32(at + 12);
    uint32_t width = (unsigned char)at[0], height = (unsigned char)at[1];
    struct entry entry = {
        {width ? width : 256, height ? height : 256}, dib_u16(at + 6), {0}};
    if (from < file.len && len <= file.len - from) {
        entry.bytes = str_sub(file, from, from + len);
    }
    return entry;
}

static bool is_better(const struct entry *entry, const struct entry *best)
{
    uint32_t area = entry->size.width * entry->size.height;
    uint32_t most = best->size.width * best->size.height;
    return best->bytes.len == 0 || area > most ||
           (area == most && entry->bits > best->bits);
}

/* The largest picture that the file holds; empty: it holds none. */
static struct str find_icon(struct str file)
{
    size_t count = file.len >= ICON_HEAD_BYTES ? dib_u16(file.ptr + 4) : 0;
    struct entry best = {.bits = 0};
    for (size_t i = 0;
         i < count && ICON_HEAD_BYTES + (i + 1) * ICON_ENTRY_BYTES <= file.len; i++) {
        struct entry entry = read_entry(file, i);
        if (entry.bytes.len && is_better(&entry, &best)) {
            best = entry;
        }
    }
    return best.bytes;
}

static bool is_png(struct str bytes)
{
    return str_starts(bytes, "\x89PNG");
}

enum image_result ico_read_size(struct str bytes, struct image_size *out)
{
    struct str icon = find_icon(bytes);
    struct dib dib;
    if (is_png(icon)) {
        return png_read_size(icon, out);
    }
    bool read = dib_read_head(icon, 0, true, &dib);
    *out = read ? dib.size : (struct image_size){0};
    return read ? IMAGE_READ : IMAGE_DAMAGED;
}

enum image_result ico_decode(struct arena *arena, struct str bytes, struct image_size most,
                             struct image_data *out)
{
    struct str icon = find_icon(bytes);
    struct dib dib;
    if (is_png(icon)) {
        return png_decode(arena, icon, most, out);
    }
    return dib_read_head(icon, 0, true, &dib) ? dib_decode(arena, &dib, most, out)
                                              : IMAGE_DAMAGED;
}
