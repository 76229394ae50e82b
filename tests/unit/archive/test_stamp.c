/* Times in zips that are whole, cut short or damaged; read by offsets of the format. */
#include "archive/stamp.h"
#include "base/buf.h"

#include "cmocka_offprint.h"

#define ENTRIES 2

/* Two empty entries "a" and "b", all times 0x7777. */
static void add_zip(struct buf *zip, size_t offsets[ENTRIES], size_t directory[ENTRIES])
{
    for (size_t i = 0; i < ENTRIES; i++) {
        offsets[i] = zip->len;
        buf_add(zip,
                str_make("PK\3\4\24\0\0\0\0\0wwww\0\0\0\0\0\0\0\0\0\0\0\0\1\0\0\0", 30));
        buf_add_byte(zip, (char)('a' + i));
    }
    size_t start = zip->len;
    for (size_t i = 0; i < ENTRIES; i++) {
        directory[i] = zip->len;
        buf_add(zip,
                str_make("PK\1\2\24\3\24\0\0\0\0\0wwww\0\0\0\0\0\0\0\0\0\0\0\0\1\0\0\0\2\0",
                         34));
        buf_add(zip, str_make("\0\0\0\0\0\0\0\0", 8));
        char offset[4] = {(char)offsets[i]};
        buf_add(zip, str_make(offset, 4));
        buf_add_byte(zip, (char)('a' + i));
        buf_add_text(zip, "cc"); /* a comment */
    }
    buf_add(zip, str_make("PK\5\6\0\0\0\0\2\0\2\0", 12));
    char size[8] = {(char)(zip->len - 12 - start), 0, 0, 0, (char)start};
    buf_add(zip, str_make(size, 8));
    buf_add(zip, str_make("\0\0", 2));
}

static void stamps_every_entry_twice(void **state)
{
    (void)state;
    struct buf zip = {0}, before = {0};
    size_t headers[ENTRIES], directory[ENTRIES];
    add_zip(&zip, headers, directory);
    buf_add(&before, buf_str(&zip));
    assert_true(stamp_entries(zip.ptr, zip.len, STAMP_1980_01_01));
    for (size_t i = 0; i < ENTRIES; i++) {
        assert_memory_equal(zip.ptr + headers[i] + 10, "\0\0\x21\0", 4);
        assert_memory_equal(zip.ptr + directory[i] + 12, "\0\0\x21\0", 4);
        memcpy(zip.ptr + headers[i] + 10, "wwww", 4);
        memcpy(zip.ptr + directory[i] + 12, "wwww", 4);
    }
    assert_memory_equal(zip.ptr, before.ptr, zip.len); /* and nothing else */
    buf_clear(&zip);
    buf_clear(&before);
}

static void refuses_what_is_no_whole_zip(void **state)
{
    (void)state;
    struct buf zip = {0};
    size_t headers[ENTRIES], directory[ENTRIES];
    add_zip(&zip, headers, directory);
    for (size_t len = 0; len < zip.len; len++) {
        assert_false(stamp_entries(zip.ptr, len, STAMP_1980_01_01));
    }
    buf_add_byte(&zip, 'x');
    assert_false(stamp_entries(zip.ptr, zip.len, STAMP_1980_01_01));
    zip.len--;
    size_t ends[] = {headers[0],        headers[1],
                     directory[0],      directory[1],
                     directory[0] + 28, /* length of the name */
                     directory[1] + 42, /* offset of the header */
                     zip.len - 22,      zip.len - 12 /* count of entries */,
                     zip.len - 6 /* where the directory begins */};
    for (size_t i = 0; i < sizeof ends / sizeof ends[0]; i++) {
        zip.ptr[ends[i]] ^= 0x40;
        assert_false(stamp_entries(zip.ptr, zip.len, STAMP_1980_01_01));
        zip.ptr[ends[i]] ^= 0x40;
    }
    assert_true(stamp_entries(zip.ptr, zip.len, STAMP_1980_01_01));
    buf_clear(&zip);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(stamps_every_entry_twice),
        cmocka_unit_test(refuses_what_is_no_whole_zip),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
