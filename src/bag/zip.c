/* A zip's central directory (PKWARE's APPNOTE 6.3.10), read from its end:
 *
 *     files … | directory | zip64 end, locator | end, comment |
 *
 * Programs differ in where they look for each of these; a file that is not exactly this
 * holds something else for some of them, and each difference is a fault. */
#include "bag/parts.h"

#include "base/limits.h"

#include <inttypes.h>

#define END_BYTES 22
#define END64_BYTES 56
#define LOCATOR_BYTES 20
#define CENTRAL_BYTES 46
#define COMMENT_MOST 65535
#define SIGN_END UINT32_C(0x06054b50)
#define SIGN_END64 UINT32_C(0x06064b50)
#define SIGN_LOCATOR UINT32_C(0x07064b50)
#define SIGN_CENTRAL UINT32_C(0x02014b50)
#define TAG_ZIP64 1
#define TAG_UNICODE_PATH 0x7075

const unsigned char *zip_window(struct bag *bag, uint64_t at, size_t want,
                                enum file_status *status)
{
    bool inside = at >= bag->window_at && at - bag->window_at <= bag->window_len &&
                  bag->window_len - (at - bag->window_at) >= want;
    if (*status != FILE_OK || want > BLOCK_BYTES || at > bag->file.bytes ||
        bag->file.bytes - at < want) {
        return NULL; /* a part that failed is not made good by the next */
    }
    if (!inside) {
        bag->window_at = at;
        *status = reading_at(&bag->file, at, bag->block, BLOCK_BYTES, &bag->window_len);
        if (*status != FILE_OK || bag->window_len < want) {
            bag->window_len = 0;
            return NULL;
        }
    }
    return (const unsigned char *)bag->block + (at - bag->window_at);
}

/* What the end tells: where the directory is said to be, and where it must be. */
struct end {
    uint64_t at;     /* of the end record */
    uint64_t behind; /* the directory: of the zip64 end, or of the end */
    uint64_t count, directory_bytes, directory_at;
};

/* The last end record whose comment reaches the file's end; else the last one at all. */
static bool find_end(struct bag *bag, struct end *end, enum file_status *status)
{
    uint64_t size = bag->file.bytes;
    size_t most = END_BYTES + COMMENT_MOST;
    size_t len = size < most ? (size_t)size : most;
    uint64_t from = size - len;
    const unsigned char *tail =
        len >= END_BYTES ? zip_window(bag, from, len, status) : NULL;
    bool found = false;
    for (size_t i = tail ? len - END_BYTES + 1 : 0; i > 0; i--) {
        const unsigned char *p = tail + i - 1;
        if (zip_u32(p) != SIGN_END) {
            continue;
        }
        size_t whole = i - 1 + END_BYTES + zip_u16(p + 20);
        if (whole == len) {
            if (found) {
                bag_add_fault(bag, (struct str){0}, true, "it has two ends");
            }
            end->at = from + i - 1;
            return true;
        }
        if (!found) {
            end->at = from + i - 1;
            found = true;
        }
    }
    if (found) {
        bag_add_fault(bag, (struct str){0}, true,
                      "its end is not where the file ends: bytes stand behind it");
    }
    return found;
}

/* Where the small numbers say that they do not fit, or a locator stands there. */
static bool read_end64(struct bag *bag, struct end *end, enum file_status *status)
{
    const unsigned char *p =
        end->at >= LOCATOR_BYTES
            ? zip_window(bag, end->at - LOCATOR_BYTES, LOCATOR_BYTES, status)
            : NULL;
    if (!p || zip_u32(p) != SIGN_LOCATOR) {
        return *status == FILE_OK;
    }
    uint64_t at = zip_u64(p + 8), place = end->at - LOCATOR_BYTES;
    bool one_disk = zip_u32(p + 4) == 0 && zip_u32(p + 16) <= 1;
    p = zip_window(bag, at, END64_BYTES, status);
    if ((!p || zip_u32(p) != SIGN_END64) && place >= END64_BYTES) {
        at = place - END64_BYTES; /* something stands before the zip */
        p = zip_window(bag, at, END64_BYTES, status);
    }
    if (!p || zip_u32(p) != SIGN_END64) {
        bag_add_fault(bag, (struct str){0}, true, "its zip64 end is not where it is said");
        return false;
    }
    uint64_t record = zip_u64(p + 4);
    if (record > place || at + 12 + record != place) {
        bag_add_fault(bag, (struct str){0}, true,
                      "bytes stand between its zip64 end and what leads there");
    }
    struct end big = {.at = end->at,
                      .behind = at,
                      .count = zip_u64(p + 32),
                      .directory_bytes = zip_u64(p + 40),
                      .directory_at = zip_u64(p + 48)};
    bool agrees =
        (end->count == UINT16_MAX || end->count == big.count) &&
        (end->directory_bytes == UINT32_MAX ||
         end->directory_bytes == big.directory_bytes) &&
        (end->directory_at == UINT32_MAX || end->directory_at == big.directory_at);
    if (!agrees || !one_disk || zip_u64(p + 24) != big.count) {
        bag_add_fault(bag, (struct str){0}, true, "its two ends contradict each other");
    }
    *end = big;
    return true;
}

static bool read_end(struct bag *bag, struct end *end, enum file_status *status)
{
    if (!find_end(bag, end, status)) {
        if (*status == FILE_OK) {
            bag_add_fault(bag, (struct str){0}, true,
                          "it has no end record: no zip, or only the beginning of one");
        }
        return false;
    }
    const unsigned char *p = zip_window(bag, end->at, END_BYTES, status);
    if (!p) {
        return false;
    }
    end->behind = end->at;
    end->count = zip_u16(p + 10);
    end->directory_bytes = zip_u32(p + 12);
    end->directory_at = zip_u32(p + 16);
    if (zip_u16(p + 4) || zip_u16(p + 6) || zip_u16(p + 8) != end->count) {
        bag_add_fault(bag, (struct str){0}, true, "it is one of several parts");
    }
    if (zip_u16(p + 20)) {
        bag_add_fault(bag, (struct str){0}, false, "it has a comment of %" PRIu32 " bytes",
                      zip_u16(p + 20));
    }
    return read_end64(bag, end, status);
}

/* The directory ends where the end begins: so it is found behind what was put before the
 * zip, too. */
static bool place_directory(struct bag *bag, struct end *end, uint64_t *shift)
{
    if (end->directory_bytes > end->behind || end->directory_at > end->behind ||
        end->count > end->directory_bytes / CENTRAL_BYTES) {
        bag_add_fault(bag, (struct str){0}, true, "its directory is not where it is said");
        return false;
    }
    uint64_t place = end->behind - end->directory_bytes;
    *shift = place - end->directory_at;
    if (place < end->directory_at) {
        bag_add_fault(bag, (struct str){0}, true, "its directory is not where it is said");
        return false;
    }
    if (*shift) {
        bag_add_fault(bag, (struct str){0}, true,
                      "%" PRIu64 " bytes stand before it, or before its end", *shift);
    }
    end->directory_at = place;
    return true;
}

/* Sizes that do not fit 32 bits stand behind the name, in this order. */
static bool read_zip64(struct bag_file *file, const unsigned char *p, size_t len)
{
    uint64_t *const wide[] = {&file->bytes, &file->packed_bytes, &file->at};
    for (size_t i = 0; i < 3; i++) {
        if (*wide[i] == UINT32_MAX) {
            if (len < 8) {
                return false;
            }
            *wide[i] = zip_u64(p);
            p += 8;
            len -= 8;
        }
    }
    return true;
}

/* Behind the name: a further name is one too many. */
static void read_extra(struct bag *bag, struct bag_file *file, const unsigned char *p,
                       size_t len)
{
    bool wide = file->bytes == UINT32_MAX || file->packed_bytes == UINT32_MAX ||
                file->at == UINT32_MAX;
    while (len >= 4) {
        size_t size = zip_u16(p + 2), tag = zip_u16(p);
        if (size > len - 4) {
            break;
        }
        if (tag == TAG_ZIP64 && wide) {
            wide = !read_zip64(file, p + 4, size);
        }
        struct str second = str_make((const char *)p + 9,
                                     tag == TAG_UNICODE_PATH && size > 5 ? size - 5 : 0);
        if (second.len && !str_eq(second, file->path)) {
            bag_add_fault(bag, file->path, true, "it has a second name, '%.*s'",
                          STR_ARG(second));
        }
        p += 4 + size;
        len -= 4 + size;
    }
    if (wide && len == 0) {
        return; /* a size of just so many bytes */
    }
    if (len) {
        bag_add_fault(bag, file->path, true, "what is told beside its name is cut off");
    }
}

static bool read_record(struct bag *bag, uint64_t *at, uint64_t end, struct bag_file *file,
                        enum file_status *status)
{
    const unsigned char *p = zip_window(bag, *at, CENTRAL_BYTES, status);
    if (!p || end - *at < CENTRAL_BYTES || zip_u32(p) != SIGN_CENTRAL) {
        return false;
    }
    size_t name = zip_u16(p + 28), extra = zip_u16(p + 30), comment = zip_u16(p + 32);
    size_t whole = CENTRAL_BYTES + name + extra + comment;
    p = end - *at >= whole ? zip_window(bag, *at, whole, status) : NULL;
    if (!p) {
        return false;
    }
    *file = (struct bag_file){
        .path = arena_str(bag->arena, str_make((const char *)p + CENTRAL_BYTES, name)),
        .made_by = (uint16_t)zip_u16(p + 4),
        .flags = (uint16_t)zip_u16(p + 8),
        .method = (uint16_t)zip_u16(p + 10),
        .time = zip_u32(p + 12),
        .crc32 = zip_u32(p + 16),
        .packed_bytes = zip_u32(p + 20),
        .bytes = zip_u32(p + 24),
        .external = zip_u32(p + 38),
        .at = zip_u32(p + 42),
    };
    read_extra(bag, file, p + CENTRAL_BYTES + name, extra);
    if (zip_u16(p + 34)) {
        bag_add_fault(bag, file->path, true,
                      "it is said to lie in another part of the zip");
    }
    *at += whole;
    return true;
}

bool zip_list(struct bag *bag, enum file_status *status)
{
    struct end end = {0};
    uint64_t shift = 0;
    *status = FILE_OK;
    if (!read_end(bag, &end, status) || !place_directory(bag, &end, &shift)) {
        return false;
    }
    if (end.count > BAG_FILE_LIMIT) {
        bag_add_fault(bag, (struct str){0}, true, "it holds more than %d files",
                      BAG_FILE_LIMIT);
        return false;
    }
    bag->files = ARENA_ARRAY(bag->arena, struct bag_file, (size_t)end.count + 1);
    uint64_t at = end.directory_at;
    while (bag->files && bag->count < end.count &&
           read_record(bag, &at, end.behind, &bag->files[bag->count], status)) {
        bag->files[bag->count++].at += shift;
    }
    if (!bag->files || arena_failed(bag->arena) || *status != FILE_OK) {
        return false;
    }
    if (bag->count < end.count) {
        bag_add_fault(bag, (struct str){0}, true,
                      "its directory breaks off: %zu of %" PRIu64 " files are listed",
                      bag->count, end.count);
    } else if (at < end.behind) {
        bag_add_fault(bag, (struct str){0}, true,
                      "%" PRIu64 " bytes stand between its directory and its end",
                      end.behind - at);
    }
    return zip_check_locals(bag, end.directory_at, status);
}
