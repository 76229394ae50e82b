/* What the tests of image/ share: decoding with a report, and what must hold of it. */
#ifndef OFFPRINT_TESTS_IMAGE_H
#define OFFPRINT_TESTS_IMAGE_H

#include "cmocka_offprint.h"
#include "image/image.h"

#include <stdlib.h>

struct decoded {
    struct arena arena;
    struct image_size size;
    struct image_data data;
    bool probed, whole;
    size_t warnings;
    struct buf report;
};

/* Made smaller where a side has more pixels than `most` says. */
static inline struct decoded decode_within(struct str bytes, struct image_size most)
{
    struct decoded out = {0};
    struct place place = {.file = STR("a.md"), .line = 1, .column = 2};
    struct report *report = report_new();
    arena_init(&out.arena, 0);
    out.probed = image_probe(bytes, place, &out.size, report);
    report_free(report);
    report = report_new();
    out.whole = image_decode(&out.arena, bytes, most, place, &out.data, report);
    out.warnings = report_count(report, SEVERITY_WARNING);
    assert_int_equal(report_count(report, SEVERITY_ERROR), 0);
    report_write_text(report, SEVERITY_NOTE, &out.report);
    report_free(report);
    return out;
}

static inline struct decoded decode(struct str bytes)
{
    return decode_within(bytes, (struct image_size){0});
}

static inline void decoded_clear(struct decoded *decoded)
{
    arena_clear(&decoded->arena);
    buf_clear(&decoded->report);
}

/* Whole and silent, or refused with one warning; never anything between. */
static inline void check_sound(const struct decoded *decoded, struct str bytes)
{
    assert_int_equal(decoded->warnings, decoded->whole ? 0 : 1);
    if (!decoded->whole) {
        return;
    }
    const struct image_data *data = &decoded->data;
    size_t pixels = (size_t)data->width * data->height;
    assert_true(decoded->probed);
    assert_int_equal(data->width, decoded->size.width);
    assert_int_equal(data->height, decoded->size.height);
    assert_true(data->components == 1 || data->components == 3);
    assert_true(data->alpha.len == 0 || data->alpha.len == pixels);
    if (data->kind == IMAGE_DCT) {
        assert_true(data->bytes.ptr == bytes.ptr && data->bytes.len <= bytes.len);
    } else if (data->kind == IMAGE_INDEXES) {
        size_t row = ((size_t)data->width * data->bits + 7) / 8;
        assert_int_equal(data->bytes.len, row * data->height);
        assert_true(data->palette.len > 0 && data->palette.len % 3 == 0);
    } else {
        assert_int_equal(data->bytes.len, pixels * data->components);
    }
}

/* With less and less room for its pixels a sound file is refused, and never called
 * damaged. */
static inline void refuses_for_memory(struct str file)
{
    size_t refused = 0;
    for (size_t room = 4096; room > 0; room /= 2) {
        struct report *report = report_new();
        struct image_data data;
        struct arena arena;
        arena_init(&arena, room);
        struct image_size most = {0};
        bool whole = image_decode(&arena, file, most, (struct place){0}, &data, report);
        refused += !whole;
        assert_int_equal(report_has_system_error(report), !whole);
        assert_int_equal(report_count(report, SEVERITY_WARNING), 0);
        arena_clear(&arena);
        report_free(report);
    }
    assert_true(refused > 0);
}

/* The file cut at every byte, and with every byte turned over. */
static inline void damage_everywhere(struct str file)
{
    for (size_t len = 0; len < file.len; len++) {
        char *part = malloc(len + 1); /* exactly as long: reads past it are seen */
        assert_non_null(part);
        memcpy(part, file.ptr, len);
        struct decoded decoded = decode(str_make(part, len));
        check_sound(&decoded, str_make(part, len));
        decoded_clear(&decoded);
        free(part);
    }
    for (size_t at = 0; at < file.len; at++) {
        struct buf copy = {0};
        buf_add(&copy, file);
        copy.ptr[at] = (char)~copy.ptr[at];
        struct decoded decoded = decode(buf_str(&copy));
        check_sound(&decoded, buf_str(&copy));
        decoded_clear(&decoded);
        buf_clear(&copy);
    }
}

#endif
