/* Any bytes as an image. */
#include "fuzz.h"

#include "base/deflate.h"
#include "image/image.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct str bytes = {(const char *)data, size};
    struct arena arena;
    arena_init(&arena, (size_t)1 << 30);
    struct report *report = report_new();
    struct place place = {.file = STR("i"), .line = 1, .column = 1};
    struct image_size read;
    struct image_data image;
    if (image_probe(bytes, place, &read, report) &&
        (size_t)read.width * read.height < 4000000) {
        struct image_size all = {0}, few = {read.width / 2 + 1, read.height / 3 + 1};
        (void)image_decode(&arena, bytes, all, place, &image, report);
        struct deflater *deflater = deflater_new(1);
        if (deflater) {
            (void)image_decode_packed(&arena, bytes, few, place, deflater, &image, report);
            deflater_free(deflater);
        }
    }
    report_free(report);
    arena_clear(&arena);
    return 0;
}
