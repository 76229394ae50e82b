/* Any bytes as an image. */
#include "fuzz.h"

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
        (void)image_decode(&arena, bytes, place, &image, report);
    }
    report_free(report);
    arena_clear(&arena);
    return 0;
}
