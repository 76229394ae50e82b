/* Times of a zip's entries, and their CRCs. libzip knows times as seconds and turns them
 * into the zip's local ones through the process's time zone, so the same input would give
 * other bytes where a zone has a gap at that hour; the library must not depend on a zone,
 * nor set one. The layout is APPNOTE 6.3's. */
#include "bundle/stamp.h"

#include "base/date.h"

#define HEADER_BYTES 30
#define RECORD_BYTES 46

static size_t read_number(const struct buf *zip, size_t at)
{
    return (unsigned char)zip->ptr[at] | (size_t)(unsigned char)zip->ptr[at + 1] << 8;
}

static void write_number(struct buf *zip, size_t at, uint32_t number)
{
    for (size_t i = 0; i < 4; i++) {
        zip->ptr[at + i] = (char)(number >> 8 * i & 0xFF);
    }
}

#define FIRST_YEAR 1980
#define LAST_YEAR 2107

uint32_t stamp_of(int64_t date)
{
    struct civil civil = date_civil(date);
    if (date == DATE_NONE || civil.year < FIRST_YEAR) {
        return STAMP_FIRST;
    }
    if (civil.year > LAST_YEAR) {
        civil = date_civil(date_seconds(LAST_YEAR + 1, 1, 1) - 1);
    }
    uint32_t day = (uint32_t)(civil.year - FIRST_YEAR) << 9 | (uint32_t)civil.month << 5 |
                   (uint32_t)civil.day;
    return day << 16 | (uint32_t)civil.hour << 11 | (uint32_t)civil.minute << 5 |
           (uint32_t)civil.second / 2;
}

/* The CRC stands behind the time. */
static bool stamp(struct buf *zip, size_t at, size_t size, const char *signature,
                  size_t time_at, const uint32_t time_and_crc[2])
{
    if (at > zip->len || size > zip->len - at || memcmp(zip->ptr + at, signature, 4) != 0) {
        return false;
    }
    write_number(zip, at + time_at, time_and_crc[0]);
    write_number(zip, at + time_at + 4, time_and_crc[1]);
    return true;
}

bool stamp_header(struct buf *zip, size_t at, uint32_t time, uint32_t crc)
{
    return stamp(zip, at, HEADER_BYTES, "PK\3\4", 10, (const uint32_t[]){time, crc});
}

bool stamp_record(struct buf *zip, size_t *at, uint32_t time, uint32_t crc)
{
    size_t start = *at;
    bool stamped =
        stamp(zip, start, RECORD_BYTES, "PK\1\2", 12, (const uint32_t[]){time, crc});
    *at += RECORD_BYTES;
    for (size_t i = 28; stamped && i <= 32; i += 2) { /* name, extra field, comment */
        *at += read_number(zip, start + i);
    }
    return stamped;
}
