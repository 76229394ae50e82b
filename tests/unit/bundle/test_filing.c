/* Entries that are more than is packed at once: the same in whatever parts they come and
 * whoever packs them, and none of a file that is not what it was. */
#include "bundle/filing.h"

#include "base/crew.h"
#include "base/deflate.h"
#include "base/file.h"

#include "cmocka_offprint.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

static struct arena arena;
static struct report *report;
static struct crew *crew;
static char folder[] = "/tmp/offprint-filing-XXXXXX";

static int open_all(void **state)
{
    (void)state;
    arena_init(&arena, 0);
    report = report_new();
    crew = crew_new(&arena, 3);
    return report && crew && mkdtemp(folder) ? 0 : -1;
}

static int close_all(void **state)
{
    (void)state;
    crew_free(crew);
    report_free(report);
    arena_clear(&arena);
    return rmdir(folder);
}

static struct buf make_text(size_t len, bool noise)
{
    struct buf out = {0};
    uint32_t state = (uint32_t)len;
    while (out.len < len) {
        state = state * 1664525 + 1013904223;
        if (noise) {
            buf_add_bytes(&out, &state, 3);
        } else {
            buf_add_format(&out, "%u,2021-07-15,%s\n", state >> 8, "upload and download");
        }
    }
    buf_truncate(&out, len);
    return out;
}

/* What an entry is, and its bytes as they are put aside. */
struct filed {
    struct entry entry;
    struct entry_digests digests;
    struct buf packed;
};

/* `step` 0: all at once. */
static struct filed file_text(struct str text, size_t step, bool beside, bool on_disk)
{
    struct bundle bundle = {.arena = &arena,
                            .report = report,
                            .crew = beside ? crew : NULL,
                            .aside = {.folder = on_disk ? folder : NULL}};
    struct filed out = {.entry = {.size = text.len}};
    struct filing filing;
    out.entry.digests = &out.digests;
    assert_true(bundle_open(&bundle, 0));
    bundle.pieces.held_limit_bytes = on_disk ? 10000 : 0;
    if (step) {
        assert_true(filing_begin(&filing, &bundle, &out.entry, NULL));
        for (size_t at = 0; at < text.len; at += step) {
            assert_true(filing_add(&filing, str_sub(text, at, at + step)));
        }
        assert_true(filing_end(&filing, true));
    } else {
        assert_true(filing_take(&bundle, &out.entry, text, NULL));
    }
    if (out.entry.deflated) {
        assert_true(
            pieces_read_aside(&bundle.pieces, out.entry.packed, &out.packed, report));
    } else {
        assert_int_equal(bundle.pieces.held.len + bundle.pieces.filed, 0);
    }
    bundle_close(&bundle);
    return out;
}

static void check_same(struct str text, size_t step, bool beside, bool on_disk)
{
    struct filed want = file_text(text, 0, false, false);
    struct filed got = file_text(text, step, beside, on_disk);
    assert_int_equal(got.entry.deflated, want.entry.deflated);
    assert_int_equal(got.entry.crc, want.entry.crc);
    assert_memory_equal(&got.digests, &want.digests, sizeof got.digests);
    assert_true(str_eq(buf_str(&got.packed), buf_str(&want.packed)));
    buf_clear(&got.packed);
    buf_clear(&want.packed);
}

static void is_the_same_in_any_parts(void **state)
{
    (void)state;
    static const size_t steps[] = {DEFLATE_PART_BYTES, 262080, 3 * DEFLATE_PART_BYTES + 1};
    for (size_t i = 0; i < 3; i++) {
        struct buf text = make_text(DEFLATE_WHOLE_BYTES + i * 700000 + 1, false);
        check_same(buf_str(&text), steps[i], i != 1, i != 2);
        buf_clear(&text);
    }
    struct buf small = make_text(100000, false);
    check_same(buf_str(&small), 999, true, false);
    buf_clear(&small);
}

/* Up to there a stream is what it always was. */
static void packs_in_parts_what_is_large(void **state)
{
    (void)state;
    struct deflater *deflater = deflater_new(0);
    for (size_t size = DEFLATE_WHOLE_BYTES - 1; size <= DEFLATE_WHOLE_BYTES + 1; size++) {
        struct buf text = make_text(size, false), whole = {0}, back = {0};
        struct filed filed = file_text(buf_str(&text), 0, true, false);
        assert_true(deflate_raw(deflater, buf_str(&text), &whole));
        assert_int_equal(str_eq(buf_str(&whole), buf_str(&filed.packed)),
                         size <= DEFLATE_WHOLE_BYTES);
        assert_true(inflate_raw(buf_str(&filed.packed), size, &back));
        assert_true(str_eq(buf_str(&back), buf_str(&text)));
        buf_clear(&text);
        buf_clear(&whole);
        buf_clear(&back);
        buf_clear(&filed.packed);
    }
    deflater_free(deflater);
}

static void keeps_nothing_of_what_saves_nothing(void **state)
{
    (void)state;
    struct buf noise = make_text(DEFLATE_WHOLE_BYTES + 5, true);
    for (int on_disk = 0; on_disk < 2; on_disk++) {
        struct filed filed = file_text(buf_str(&noise), 500000, on_disk, on_disk);
        assert_false(filed.entry.deflated);
        assert_int_equal(filed.entry.packed.len, 0);
    }
    buf_clear(&noise);
}

static bool flow_from(void *data, const struct packet_file *file, struct window *out)
{
    (void)data;
    struct root root;
    bool opened = root_open(&root, folder) && window_open(out, &root, file->source);
    root_close(&root);
    return opened;
}

static void write_text(const char *path, struct str text, bool changed)
{
    FILE *file = fopen(path, "w");
    assert_non_null(file);
    assert_int_equal(fwrite(text.ptr, 1, text.len - 1, file), text.len - 1);
    assert_true(putc(changed ? '#' : text.ptr[text.len - 1], file) != EOF);
    assert_int_equal(fclose(file), 0);
}

/* Its last byte is enough. */
static void refuses_a_file_that_was_changed(void **state)
{
    (void)state;
    struct packet packet = {.arena = &arena, .store = {.flow = flow_from}};
    struct buf text = make_text(DEFLATE_WHOLE_BYTES + 4000000, false);
    struct str path = arena_format(&arena, "%s/a.csv", folder);
    struct packet_file file = {
        .source = STR("a.csv"), .bytes = buf_str(&text), .byte_count = text.len};
    struct window window = window_of(file.bytes);
    assert_true(packet_file_set_apart(&file, &window, &arena));
    for (int changed = 0; changed < 2; changed++) {
        struct bundle bundle = {
            .arena = &arena, .report = report, .crew = crew, .packet = &packet};
        write_text(path.ptr, buf_str(&text), changed);
        assert_true(bundle_open(&bundle, 0));
        assert_int_equal(bundle_add_file(&bundle, "", STR("a"), &file), !changed);
        assert_int_equal(bundle.count, !changed);
        assert_int_equal(report_count(report, SEVERITY_ERROR), changed);
        bundle_close(&bundle);
    }
    assert_int_equal(unlink(path.ptr), 0);
    buf_clear(&text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(is_the_same_in_any_parts),
        cmocka_unit_test(packs_in_parts_what_is_large),
        cmocka_unit_test(keeps_nothing_of_what_saves_nothing),
        cmocka_unit_test(refuses_a_file_that_was_changed),
    };
    return cmocka_run_group_tests(tests, open_all, close_all);
}
