/* Times and CRCs in zips that are whole, cut short or damaged; found by offsets of the
 * format. */
#include "base/buf.h"
#include "base/date.h"
#include "bundle/stamp.h"

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

static bool stamp_all(struct buf *zip, const size_t headers[ENTRIES], size_t start,
                      int64_t time)
{
    for (size_t i = 0; i < ENTRIES; i++) {
        if (!stamp_header(zip, headers[i], stamp_of(time), 0x64636261) ||
            !stamp_record(zip, &start, stamp_of(time), 0x64636261)) {
            return false;
        }
    }
    return true;
}

static void stamps_every_entry_twice(void **state)
{
    (void)state;
    struct buf zip = {0}, before = {0};
    size_t headers[ENTRIES], directory[ENTRIES];
    add_zip(&zip, headers, directory);
    buf_add(&before, buf_str(&zip));
    assert_true(stamp_all(&zip, headers, directory[0], DATE_NONE));
    for (size_t i = 0; i < ENTRIES; i++) {
        assert_memory_equal(zip.ptr + headers[i] + 10, "\0\0\x21\0abcd", 8);
        assert_memory_equal(zip.ptr + directory[i] + 12, "\0\0\x21\0abcd", 8);
        memcpy(zip.ptr + headers[i] + 10, "wwww\0\0\0\0", 8);
        memcpy(zip.ptr + directory[i] + 12, "wwww\0\0\0\0", 8);
    }
    assert_memory_equal(zip.ptr, before.ptr, zip.len); /* and nothing else */
    buf_clear(&zip);
    buf_clear(&before);
}

/* The first and the last that a zip can hold stand for what is beyond them. */
static void writes_a_time(void **state)
{
    (void)state;
    static const struct {
        int64_t date;
        uint32_t stamp;
    } rows[] = {
        {DATE_NONE, 0x00210000},  {-1, 0x00210000},
        {315532799, 0x00210000},  {315532800, 0x00210000},
        {315532802, 0x00210001},  {1600000000, 0x512D6354}, /* 2020-09-13 12:26:40 */
        {4354819198, 0xFF9FBF7D}, {4354819200, 0xFF9FBF7D},
        {DATE_LAST, 0xFF9FBF7D},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        assert_int_equal(stamp_of(rows[i].date), rows[i].stamp);
    }
}

/* Neither where another thing stands, nor where it ends too soon. */
static void refuses_what_is_no_entry(void **state)
{
    (void)state;
    struct buf zip = {0};
    size_t headers[ENTRIES], directory[ENTRIES];
    add_zip(&zip, headers, directory);
    size_t whole = zip.len;
    for (size_t at = 0; at <= whole; at++) {
        bool header = at == headers[0] || at == headers[1];
        bool record = at == directory[0] || at == directory[1];
        size_t next = at;
        assert_true(stamp_header(&zip, at, 0, 0) == header);
        assert_true(stamp_record(&zip, &next, 0, 0) == record);
    }
    for (zip.len = 0; zip.len < directory[1] + 46; zip.len++) {
        assert_false(stamp_all(&zip, headers, directory[0], DATE_NONE));
    }
    zip.len = whole;
    size_t ends[] = {headers[0], headers[1], directory[0], directory[1],
                     directory[0] + 28 /* length of the name */};
    for (size_t i = 0; i < sizeof ends / sizeof ends[0]; i++) {
        zip.ptr[ends[i]] ^= 0x40;
        assert_false(stamp_all(&zip, headers, directory[0], DATE_NONE));
        zip.ptr[ends[i]] ^= 0x40;
    }
    assert_true(stamp_all(&zip, headers, directory[0], DATE_NONE));
    buf_clear(&zip);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(stamps_every_entry_twice),
        cmocka_unit_test(writes_a_time),
        cmocka_unit_test(refuses_what_is_no_entry),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
