/* Kinds of images by their first bytes, and what is said of those that cannot be shown. */
#include "image/image_offprint.h"

static const struct {
    const char *name, *bytes;
    size_t len;
    const char *want; /* in the report */
} cases[] = {
    {"PNG, cut", "\x89PNG\r\n\x1a\n", 8, "image-damaged"},
    {"JPEG, cut", "\xff\xd8\xff\xe0", 4, "image-damaged"},
    {"GIF, cut", "GIF89a", 6, "image-damaged"},
    {"GIF of 1987, cut", "GIF87a", 6, "image-damaged"},
    {"WebP, cut", "RIFF\0\0\0\0WEBP", 12, "image-damaged"},
    {"AVIF",
     "\0\0\0\x20"
     "ftypavif",
     12, "the image is AVIF; PNG"},
    {"HEIC",
     "\0\0\0\x18"
     "ftypheic",
     12, "the image is HEIC; PNG"},
    {"JPEG XL", "\xff\x0a..", 4, "the image is JPEG XL; PNG"},
    {"TIFF", "II*\0", 4, "the image is TIFF; PNG"},
    {"BMP, cut", "BM....\0\0\0\0", 10, "image-damaged"},
    {"ICO, cut", "\0\0\1\0\1\0", 6, "image-damaged"},
    {"words that begin so", "BM is short for bitmap", 22, "of an unknown kind"},
    {"a PDF", "%PDF-1.7", 8, "the image is a PDF; link to it instead"},
    {"what Git LFS left", "version https://git-lfs.github.com/spec/v1", 42,
     "the image is a pointer of Git LFS; 'git lfs pull' fetches what it stands for"},
    {"SVG", "<svg xmlns=\"\"/>", 15,
     "the image is SVG; PNG, JPEG, GIF, WebP, BMP, ICO and SVG can be shown"},
    {"SVG with a declaration", "<?xml version", 13, "the image is SVG"},
    {"text", "hello", 5, "of an unknown kind"},
    {"nothing", "", 0, "of an unknown kind"},
    {"half a mark", "\x89PNG", 4, "of an unknown kind"},
    {"RIFF of something else", "RIFF\0\0\0\0WAVE", 12, "of an unknown kind"},
};

static void tells_kinds_apart(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct str bytes = str_make(cases[i].bytes, cases[i].len);
        struct decoded decoded = decode(bytes);
        check_sound(&decoded, bytes);
        assert_false(decoded.whole);
        if (str_find(buf_str(&decoded.report), str_from(cases[i].want), 0) == STR_NONE) {
            fail_msg("%s: %.*s", cases[i].name, STR_ARG(buf_str(&decoded.report)));
        }
        decoded_clear(&decoded);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(tells_kinds_apart)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
