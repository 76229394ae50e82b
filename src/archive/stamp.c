/* Times in a zip that is whole. libzip knows times as seconds and turns them into the zip's
 * local ones through the process's time zone, so the same input would give other bytes
 * where a zone has a gap at that hour; the library must not depend on a zone, nor set one.
 * The layout is APPNOTE 6.3's: end record, central directory, local headers. */
#include "archive/stamp.h"

#define END_SIZE 22
#define DIRECTORY_SIZE 46
#define HEADER_SIZE 30

static uint32_t read_number(const char *at, size_t bytes)
{
    uint32_t number = 0;
    for (size_t i = bytes; i > 0; i--) {
        number = number << 8 | (unsigned char)at[i - 1];
    }
    return number;
}

static void write_stamp(char *at, uint32_t stamp)
{
    for (size_t i = 0; i < 4; i++) {
        at[i] = (char)(stamp >> 8 * i & 0xFF);
    }
}

static bool is_record(struct str zip, size_t at, size_t size, const char *signature)
{
    return at <= zip.len && size <= zip.len - at &&
           str_starts(str_sub(zip, at, zip.len), signature);
}

bool stamp_entries(char *zip, size_t len, uint32_t stamp)
{
    struct str whole = str_make(zip, len);
    if (len < END_SIZE || !is_record(whole, len - END_SIZE, END_SIZE, "PK\5\6")) {
        return false;
    }
    const char *end = zip + len - END_SIZE;
    size_t count = read_number(end + 10, 2), at = read_number(end + 16, 4);
    for (size_t i = 0; i < count; i++) {
        if (!is_record(whole, at, DIRECTORY_SIZE, "PK\1\2")) {
            return false;
        }
        char *entry = zip + at;
        size_t header = read_number(entry + 42, 4);
        if (!is_record(whole, header, HEADER_SIZE, "PK\3\4")) {
            return false;
        }
        write_stamp(entry + 12, stamp);
        write_stamp(zip + header + 10, stamp);
        at += DIRECTORY_SIZE + read_number(entry + 28, 2) + read_number(entry + 30, 2) +
              read_number(entry + 32, 2);
    }
    return at + END_SIZE == len;
}
