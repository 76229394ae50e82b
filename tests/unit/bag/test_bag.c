/* Zips are written here by hand, so that each part of one can be made wrong by itself. */
#include "bag/bag.h"

#include "base/deflate.h"
#include "cmocka_offprint.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

static char folder[] = "/tmp/offprint-bag-XXXXXX";

static int set_up(void **state)
{
    (void)state;
    return mkdtemp(folder) ? 0 : -1;
}

static int tear_down(void **state)
{
    (void)state;
    char command[300];
    (void)snprintf(command, sizeof command, "rm -rf '%s'", folder);
    return system(command); /* NOLINT: the folder's name is ours */
}

static const char *put(const char *name, struct str bytes)
{
    static char path[256];
    (void)snprintf(path, sizeof path, "%s/%s", folder, name);
    FILE *file = fopen(path, "wb");
    assert_non_null(file);
    assert_true(bytes.len == 0 || fwrite(bytes.ptr, 1, bytes.len, file) == bytes.len);
    assert_int_equal(fclose(file), 0);
    return path;
}

/* Writing a zip */

struct item {
    const char *name, *text;
    bool packed, descriptor, wide;
    /* what is told of it; NULL or 0: the truth */
    const char *local_name;
    unsigned method, flags, crc, bytes, external;
    const char *before; /* bytes that stand before it */
};

struct shape {
    struct item items[4];
    const char *before, *between, *behind, *comment; /* the whole; directory and end */
    bool zip64;
    int more_counted;
    unsigned shift; /* of the directory's place, as it is told */
};

static void u16(struct buf *out, unsigned value)
{
    buf_add_byte(out, (char)(value & 255));
    buf_add_byte(out, (char)(value >> 8 & 255));
}

static void u32(struct buf *out, uint64_t value)
{
    u16(out, value & 65535);
    u16(out, value >> 16 & 65535);
}

static void u64(struct buf *out, uint64_t value)
{
    u32(out, value & UINT32_MAX);
    u32(out, value >> 32);
}

struct placed {
    size_t at, packed, bytes;
    uint32_t crc;
    unsigned method, flags;
};

static void add_local(struct buf *out, const struct item *item, struct placed *placed)
{
    struct buf packed = {0};
    struct str text = str_from(item->text);
    if (item->packed) {
        struct deflater *deflater = deflater_new(0);
        assert_true(deflate_raw(deflater, text, &packed));
        deflater_free(deflater);
    } else {
        buf_add(&packed, text);
    }
    buf_add_text(out, item->before ? item->before : "");
    *placed = (struct placed){.at = out->len,
                              .packed = packed.len,
                              .bytes = item->bytes ? item->bytes : text.len,
                              .crc = item->crc ? item->crc : crc32_add(0, text),
                              .method = item->method   ? item->method
                                        : item->packed ? 8
                                                       : 0,
                              .flags = item->flags | (item->descriptor ? 8U : 0)};
    struct str name = str_from(item->local_name ? item->local_name : item->name);
    bool open = item->descriptor;
    u32(out, 0x04034b50);
    u16(out, 20);
    u16(out, placed->flags);
    u16(out, placed->method);
    u32(out, 0x00210000);
    u32(out, open ? 0 : placed->crc);
    u32(out, open ? 0 : item->wide ? UINT32_MAX : placed->packed);
    u32(out, open ? 0 : item->wide ? UINT32_MAX : placed->bytes);
    u16(out, (unsigned)name.len);
    u16(out, item->wide && !open ? 20 : 0);
    buf_add(out, name);
    if (item->wide && !open) {
        u16(out, 1);
        u16(out, 16);
        u64(out, placed->bytes);
        u64(out, placed->packed);
    }
    buf_add(out, buf_str(&packed));
    if (open) {
        u32(out, 0x08074b50);
        u32(out, placed->crc);
        if (item->wide) {
            u64(out, placed->packed);
            u64(out, placed->bytes);
        } else {
            u32(out, placed->packed);
            u32(out, placed->bytes);
        }
    }
    buf_clear(&packed);
}

static void add_central(struct buf *out, const struct item *item,
                        const struct placed *placed)
{
    u32(out, 0x02014b50);
    u16(out, 3 << 8 | 20);
    u16(out, 20);
    u16(out, placed->flags);
    u16(out, placed->method);
    u32(out, 0x00210000);
    u32(out, placed->crc);
    u32(out, item->wide ? UINT32_MAX : placed->packed);
    u32(out, item->wide ? UINT32_MAX : placed->bytes);
    u16(out, (unsigned)strlen(item->name));
    u16(out, item->wide ? 20 : 0);
    u16(out, 0);
    u16(out, 0);
    u16(out, 0);
    u32(out, item->external ? item->external : 0100644U << 16);
    u32(out, placed->at);
    buf_add_text(out, item->name);
    if (item->wide) {
        u16(out, 1);
        u16(out, 16);
        u64(out, placed->bytes);
        u64(out, placed->packed);
    }
}

static void make_zip(const struct shape *shape, struct buf *out)
{
    struct placed placed[4];
    size_t count = 0;
    buf_add_text(out, shape->before ? shape->before : "");
    size_t begin = out->len;
    for (; count < 4 && shape->items[count].name; count++) {
        add_local(out, &shape->items[count], &placed[count]);
        placed[count].at -= begin;
    }
    buf_add_text(out, shape->between ? shape->between : "");
    size_t at = out->len;
    for (size_t i = 0; i < count; i++) {
        add_central(out, &shape->items[i], &placed[i]);
    }
    size_t size = out->len - at, end = out->len;
    if (shape->zip64) {
        u32(out, 0x06064b50);
        u64(out, 44);
        u32(out, 0x002d002d);
        u64(out, 0);
        u64(out, count);
        u64(out, count);
        u64(out, size);
        u64(out, at - begin);
        u32(out, 0x07064b50);
        u32(out, 0);
        u64(out, end - begin);
        u32(out, 1);
    }
    const char *comment = shape->comment ? shape->comment : "";
    unsigned told = (unsigned)((int)count + shape->more_counted);
    u32(out, 0x06054b50);
    u32(out, 0);
    u16(out, shape->zip64 ? 65535 : told);
    u16(out, shape->zip64 ? 65535 : told);
    u32(out, size);
    u32(out, shape->zip64 ? UINT32_MAX : at - begin + shape->shift);
    u16(out, (unsigned)strlen(comment));
    buf_add_text(out, comment);
    buf_add_text(out, shape->behind ? shape->behind : "");
}

static const char *put_zip(const struct shape *shape)
{
    struct buf bytes = {0};
    make_zip(shape, &bytes);
    const char *path = put("a.zip", buf_str(&bytes));
    buf_clear(&bytes);
    return path;
}

/* Reading */

static void expect_text(struct arena *arena, struct bag *bag, const char *path,
                        const char *want, struct report *report)
{
    struct str text;
    const struct bag_file *file = bag_find(bag, str_from(path));
    assert_non_null(file);
    assert_true(bag_read(arena, bag, file, 1000, &text, report));
    assert_true(str_is(text, want));
}

#define BAGIT {.name = "n/bagit.txt", .text = "BagIt-Version: 1.0\n"}
#define LONG                                                                               \
    "one and one and one and one and one and one and one and one and one and one and "

static void reads_whole_zips(void **state)
{
    (void)state;
    static const struct shape shapes[] = {
        {.items = {BAGIT, {.name = "n/data/a", .text = LONG}}},
        {.items = {{.name = "n/data/a", .text = LONG, .packed = true}, BAGIT}},
        {.items = {BAGIT, {.name = "n/data/a", .text = LONG, .packed = true}},
         .zip64 = true},
        {.items = {BAGIT,
                   {.name = "n/data/a", .text = LONG, .packed = true, .descriptor = true}}},
        {.items = {BAGIT,
                   {.name = "n/data/a", .text = LONG, .packed = true, .wide = true}}},
        {.items = {BAGIT,
                   {.name = "n/data/a", .text = LONG, .descriptor = true},
                   {.name = "n/data/", .text = ""}}},
    };
    for (size_t i = 0; i < sizeof shapes / sizeof shapes[0]; i++) {
        struct arena arena;
        struct report *report = report_new();
        size_t count = 0;
        arena_init(&arena, 0);
        struct bag *bag = bag_open(&arena, put_zip(&shapes[i]), report);
        if (!bag || report_count(report, SEVERITY_WARNING)) {
            struct buf text = {0};
            report_write_text(report, SEVERITY_NOTE, &text);
            fail_msg("shape %zu: %.*s", i, STR_ARG(buf_str(&text)));
        }
        assert_true(bag_is_zip(bag) && str_is(bag_top(bag), "n/"));
        (void)bag_files(bag, &count);
        assert_int_equal(count, 2);
        expect_text(&arena, bag, "data/a", LONG, report);
        expect_text(&arena, bag, "data/a", LONG, report); /* and once more */
        assert_null(bag_find(bag, STR("data/b")));
        bag_close(bag);
        arena_clear(&arena);
        report_free(report);
    }
}

static void tells_faults_of_zips(void **state)
{
    (void)state;
    static const struct {
        const char *want;
        struct shape shape;
    } cases[] = {
        {"bytes stand before it", {.items = {BAGIT}, .before = "MZ"}},
        {"it has no end record", {.items = {BAGIT}}},
        {"bytes stand behind it", {.items = {BAGIT}, .behind = "xx"}},
        {"it has a comment of 2 bytes", {.items = {BAGIT}, .comment = "xx"}},
        {"2 bytes stand hidden before its directory", {.items = {BAGIT}, .between = "xx"}},
        {"2 bytes stand hidden before it",
         {.items = {BAGIT, {.name = "n/a", .text = "a", .before = "xx"}}}},
        {"another name, 'n/b'",
         {.items = {BAGIT, {.name = "n/a", .text = "a", .local_name = "n/b"}}}},
        {"it is there twice",
         {.items = {BAGIT, {.name = "n/a", .text = "a"}, {.name = "n/a", .text = "b"}}}},
        {"'n/A' is the same name",
         {.items = {BAGIT, {.name = "n/A", .text = "a"}, {.name = "n/a", .text = "b"}}}},
        {"is the same name on some disks",
         {.items = {BAGIT,
                    {.name = "n/\xc3\xa9", .text = "a", .flags = 1 << 11},
                    {.name = "n/e\xcc\x81", .text = "b", .flags = 1 << 11}}}},
        {"'n/a' is a file and a folder",
         {.items = {BAGIT, {.name = "n/a", .text = "a"}, {.name = "n/a/b", .text = "b"}}}},
        {"its name leads out", {.items = {BAGIT, {.name = "n/../../a", .text = "a"}}}},
        {"its name is absolute", {.items = {BAGIT, {.name = "/a", .text = "a"}}}},
        {"its name is absolute", {.items = {BAGIT, {.name = "C:a", .text = "a"}}}},
        {"a backslash", {.items = {BAGIT, {.name = "n\\a", .text = "a"}}}},
        {"by an empty step", {.items = {BAGIT, {.name = "n//a", .text = "a"}}}},
        {"a control character", {.items = {BAGIT, {.name = "n/\na", .text = "a"}}}},
        {"its name is not UTF-8",
         {.items = {BAGIT, {.name = "n/\xff", .text = "a", .flags = 1 << 11}}}},
        {"does not say that its name is UTF-8",
         {.items = {BAGIT, {.name = "n/\xc3\xa9", .text = "a"}}}},
        {"it is encrypted", {.items = {BAGIT, {.name = "n/a", .text = "a", .flags = 1}}}},
        {"a method that few know, 12",
         {.items = {BAGIT, {.name = "n/a", .text = "a", .method = 12}}}},
        {"its two sizes differ",
         {.items = {BAGIT, {.name = "n/a", .text = "a", .bytes = 5}}}},
        {"it is no file",
         {.items = {BAGIT, {.name = "n/a", .text = "a", .external = 0120777U << 16}}}},
        {"a folder with bytes", {.items = {BAGIT, {.name = "n/a/", .text = "a"}}}},
        {"its directory breaks off", {.items = {BAGIT}}},
        {"bytes stand between its directory and its end",
         {.items = {BAGIT, {.name = "n/a", .text = "a"}}, .more_counted = -1}},
        {"is not where it is said", {.items = {BAGIT}, .shift = 1}},
        {"is not where it is said", {.items = {BAGIT}, .more_counted = 30000}},
        {"no bundle", {.items = {{.name = "n/a", .text = "a"}}}},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct arena arena;
        struct report *report = report_new();
        struct buf bytes = {0}, text = {0};
        arena_init(&arena, 0);
        make_zip(&cases[i].shape, &bytes);
        if (strstr(cases[i].want, "no end record")) {
            bytes.len -= 1;
        }
        if (strstr(cases[i].want, "breaks off")) {
            bytes.ptr[bytes.len - 22 - 3] ^= 1; /* in the name: its length stays */
            bytes.ptr[bytes.len - 22 - 57] ^= 1;
        }
        struct bag *bag = bag_open(&arena, put("a.zip", buf_str(&bytes)), report);
        report_write_text(report, SEVERITY_NOTE, &text);
        buf_add_byte(&text, '\0');
        if (!strstr(text.ptr, cases[i].want)) {
            fail_msg("case %zu wants '%s': %s", i, cases[i].want, text.ptr);
        }
        assert_int_equal(bag != NULL, report_count(report, SEVERITY_ERROR) == 0);
        bag_close(bag);
        buf_clear(&bytes);
        buf_clear(&text);
        arena_clear(&arena);
        report_free(report);
    }
}

/* The CRC, the size and the end of what is packed are looked at while it is read. */
static void tells_damage_while_it_reads(void **state)
{
    (void)state;
    static const struct {
        const char *want;
        struct item item;
    } cases[] = {
        {"its CRC-32 is another", {.name = "n/a", .text = "a", .crc = 1}},
        {"its CRC-32 is another", {.name = "n/a", .text = LONG, .packed = true, .crc = 1}},
        {"more than the zip says",
         {.name = "n/a", .text = LONG, .packed = true, .bytes = 10}},
        {"less than the zip says",
         {.name = "n/a", .text = LONG, .packed = true, .bytes = 900}},
        {"are damaged", {.name = "n/a", .text = "\x07\x07\x07", .method = 8}},
        {"end early", {.name = "n/a", .text = "\x4b", .method = 8}},
        {"hidden behind", {.name = "n/a", .text = "\x4b\x04", .method = 8, .bytes = 1}},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct arena arena;
        struct report *report = report_new();
        struct buf text = {0}, bytes = {0};
        struct shape shape = {.items = {BAGIT}};
        shape.items[1] = cases[i].item;
        arena_init(&arena, 0);
        if (strstr(cases[i].want, "hidden")) {
            static const char packed[] =
                "\x4b\x04\x00xx"; /* "a" in fixed codes, and more */
            size_t at = 0;
            shape.items[1].text = "xxxxx";
            make_zip(&shape, &bytes);
            at = str_find(buf_str(&bytes), STR("xxxxx"), 0);
            memcpy(bytes.ptr + at, packed, 5);
        } else {
            make_zip(&shape, &bytes);
        }
        struct bag *bag = bag_look(&arena, put("a.zip", buf_str(&bytes)), report);
        struct str out;
        assert_non_null(bag);
        const struct bag_file *file = bag_find(bag, STR("a"));
        assert_non_null(file);
        assert_false(bag_read(&arena, bag, file, 1000, &out, report));
        report_write_text(report, SEVERITY_NOTE, &text);
        buf_add_byte(&text, '\0');
        if (!strstr(text.ptr, cases[i].want)) {
            fail_msg("case %zu wants '%s': %s", i, cases[i].want, text.ptr);
        }
        bag_close(bag);
        buf_clear(&text);
        buf_clear(&bytes);
        arena_clear(&arena);
        report_free(report);
    }
}

static bool count_bytes(void *data, struct str block)
{
    *(size_t *)data += block.len;
    return true;
}

static void reads_folders_without_following_links_out(void **state)
{
    (void)state;
    char path[300];
    struct arena arena;
    struct report *report = report_new();
    arena_init(&arena, 0);
    (void)snprintf(path, sizeof path, "%s/bag", folder);
    assert_int_equal(mkdir(path, 0777), 0);
    put("secret", STR("s"));
    put("bag/bagit.txt", STR("BagIt-Version: 1.0\n"));
    put("bag/.DS_Store", STR("x"));
    (void)snprintf(path, sizeof path, "%s/bag/out", folder);
    assert_int_equal(symlink("../secret", path), 0);
    (void)snprintf(path, sizeof path, "%s/bag", folder);
    struct bag *bag = bag_look(&arena, path, report);
    size_t faults, count, bytes = 0;
    assert_non_null(bag);
    assert_true(bag_holds_bag(bag) && !bag_is_zip(bag));
    assert_int_equal((bag_faults(bag, &faults), faults), 1);
    assert_true(str_is(bag_faults(bag, &faults)->path, "out"));
    assert_int_equal((bag_files(bag, &count), count), 3);
    assert_non_null(bag_find(bag, STR(".DS_Store")));
    assert_int_equal(bag_send(bag, bag_find(bag, STR("out")), count_bytes, &bytes).kind,
                     BAG_UNREADABLE);
    assert_int_equal(bytes, 0);
    assert_true(
        bag_stream(bag, bag_find(bag, STR("bagit.txt")), count_bytes, &bytes, report));
    assert_int_equal(bytes, 19);
    bag_close(bag);
    arena_clear(&arena);
    report_free(report);
}

static void tells_why_nothing_is_open(void **state)
{
    (void)state;
    struct arena arena;
    struct report *report = report_new();
    arena_init(&arena, 0);
    assert_null(bag_look(&arena, "/no/such/file", report));
    assert_true(report_tells(report, "bag-open", (struct str){0}));
    assert_false(report_has_system_error(report));
    assert_null(bag_open(&arena, put("t", STR("text")), report));
    assert_true(report_tells(report, "bag-zip", (struct str){0}));
    assert_null(bag_open(&arena, put("t", (struct str){0}), report));
    arena_clear(&arena);
    report_free(report);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reads_whole_zips),
        cmocka_unit_test(tells_faults_of_zips),
        cmocka_unit_test(tells_damage_while_it_reads),
        cmocka_unit_test(reads_folders_without_following_links_out),
        cmocka_unit_test(tells_why_nothing_is_open),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
