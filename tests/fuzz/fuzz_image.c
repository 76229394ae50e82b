/* Any bytes as an image: its header, its pixels, its pixels packed. A mutator mends what
 * would end the reading early, so that what lies behind is reached. */
#include "picture.h"
#include "room.h"

#include "base/deflate.h"
#include "image/image.h"

#define PIXEL_LIMIT ((size_t)1 << 16)
#define COMPONENT_BYTES 4 /* at most, of a pixel */

/* What is said of an image is so of its bytes. */
static void check_image(const struct image_data *image)
{
    size_t pixels = (size_t)image->width * image->height;
    must(pixels > 0 && image->bytes.len > 0);
    must(image->components == 1 || image->components == 3);
    must(image->orientation <= 8);
    if (image->kind == IMAGE_PIXELS) {
        must(image->bytes.len == pixels * image->components);
        must(image->alpha.len == 0 || image->alpha.len == pixels);
    }
}

/* Unpacked they are as many rows as there are, each behind its filter if so. */
static void check_rows(const struct image_data *image, struct str packed, size_t bits,
                       bool predicted)
{
    struct buf out = {0};
    size_t row = (image->width * bits + 7) / 8, rows = image->height;
    must(inflate_zlib(packed, PIXEL_LIMIT * COMPONENT_BYTES, &out));
    must(out.len == rows * (row + predicted));
    buf_clear(&out);
}

static void check_packed(const struct image_size *size, const struct image_data *image)
{
    check_image(image);
    must(image->kind != IMAGE_PIXELS);
    must(image->width <= size->width && image->height <= size->height);
    must(image->scaled || (image->width == size->width && image->height == size->height));
    if (image->kind == IMAGE_PACKED) {
        must(image->bits == 1 || image->bits == 2 || image->bits == 4 || image->bits == 8);
        check_rows(image, image->bytes, (size_t)image->components * image->bits,
                   image->predicted);
        must(image->palette.len % 3 == 0 && image->palette.len <= (size_t)3 * 256);
        must(image->palette.len == 0 || image->components == 1);
    }
    if (image->alpha.len) {
        check_rows(image, image->alpha, 8, image->alpha_predicted);
    }
}

/* What cannot be decoded one way cannot the other way. */
static void decode(struct room *room, struct str bytes, const struct image_size *size,
                   struct image_size most)
{
    static struct deflater *deflater;
    struct place place = {.file = STR("i"), .line = 1, .column = 1};
    struct image_data image, packed;
    deflater = deflater ? deflater : deflater_new(1);
    bool plain = image_decode(&room->arena, bytes, (struct image_size){0}, place, &image,
                              room->report);
    bool again = image_decode_packed(&room->arena, bytes, most, place, deflater, &packed,
                                     room->report);
    must(plain == again);
    must(plain || report_count(room->report, SEVERITY_WARNING) > 0);
    if (plain) {
        must(image.width == size->width && image.height == size->height);
        check_image(&image);
        check_packed(size, &packed);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static struct room room;
    struct image_size read;
    room_enter(&room);
    bool known = image_probe(input(data, size), (struct place){0}, &read, room.report);
    must(known || report_count(room.report, SEVERITY_WARNING) > 0);
    if (known && (size_t)read.width * read.height <= PIXEL_LIMIT) {
        struct image_size half = {read.width / 2 + 1, read.height / 3 + 1}, all = {0};
        decode(&room, input(data, size), &read,
               size % 3 == 0   ? all
               : size % 3 == 1 ? read
                               : half);
    }
    room_leave(&room);
    return 0;
}

size_t LLVMFuzzerCustomMutator(uint8_t *data, size_t size, size_t max_size, unsigned seed)
{
    size = LLVMFuzzerMutate(data, size, max_size);
    if (seed % 8) { /* else it stays as damaged as it is */
        picture_mend(data, size);
    }
    return size;
}
