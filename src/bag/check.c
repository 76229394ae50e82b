/* Whether each file's local header says what the directory says of it, and whether they
 * stand one behind the other with nothing between: what one program takes from the
 * directory another takes from there. */
#include "bag/parts.h"

#include <inttypes.h>
#include <stdlib.h>

#define LOCAL_BYTES 30
#define SIGN_LOCAL UINT32_C(0x04034b50)
#define SIGN_DESCRIPTOR UINT32_C(0x08074b50)
#define TAG_ZIP64 1
#define DESCRIPTOR_MOST 24

static int compare_places(const void *a, const void *b)
{
    const struct bag_file *first = a, *second = b;
    return first->at < second->at   ? -1
           : first->at > second->at ? 1
                                    : str_compare(first->path, second->path);
}

/* Both sizes behind the name, where one of them is said not to fit. */
static void read_local_zip64(const unsigned char *p, size_t len, uint64_t *bytes,
                             uint64_t *packed)
{
    while (len >= 4 && zip_u16(p + 2) <= len - 4) {
        size_t size = zip_u16(p + 2);
        if (zip_u16(p) == TAG_ZIP64 && size >= 16) {
            *bytes = *bytes == UINT32_MAX ? zip_u64(p + 4) : *bytes;
            *packed = *packed == UINT32_MAX ? zip_u64(p + 12) : *packed;
        }
        p += 4 + size;
        len -= 4 + size;
    }
}

static void contradicts(struct bag *bag, const struct bag_file *file, const char *what)
{
    bag_add_fault(bag, file->path, true, "its local header has %s than the directory",
                  what);
}

/* Behind a descriptor's flag the header may leave open what the descriptor tells. */
static void check_sums(struct bag *bag, const struct bag_file *file, const unsigned char *p,
                       size_t name, size_t extra)
{
    uint32_t crc = zip_u32(p + 14);
    uint64_t packed = zip_u32(p + 18), bytes = zip_u32(p + 22);
    read_local_zip64(p + LOCAL_BYTES + name, extra, &bytes, &packed);
    bool open = file->flags & FLAG_DESCRIPTOR;
    if (crc != file->crc32 && !(open && crc == 0)) {
        contradicts(bag, file, "another CRC-32");
    }
    if ((bytes != file->bytes && !(open && (bytes == 0 || bytes == UINT32_MAX))) ||
        (packed != file->packed_bytes &&
         !(open && (packed == 0 || packed == UINT32_MAX)))) {
        contradicts(bag, file, "another size");
    }
}

static void check_header(struct bag *bag, const struct bag_file *file,
                         const unsigned char *p, size_t name, size_t extra)
{
    const uint32_t telling = FLAG_ENCRYPTED | FLAG_DESCRIPTOR | FLAG_PATCHED |
                             FLAG_STRONGLY_ENCRYPTED | FLAG_UTF8 | FLAG_HIDDEN;
    struct str local = str_make((const char *)p + LOCAL_BYTES, name);
    if (!str_eq(local, file->path)) {
        bag_add_fault(bag, file->path, true, "its local header has another name, '%.*s'",
                      STR_ARG(local));
    }
    if ((zip_u16(p + 6) ^ file->flags) & telling) {
        contradicts(bag, file, "other flags");
    }
    if (zip_u16(p + 8) != file->method) {
        contradicts(bag, file, "another method");
    }
    if (zip_u32(p + 10) != file->time) {
        contradicts(bag, file, "another time");
    }
    check_sums(bag, file, p, name, extra);
}

/* The bytes of its descriptor, which has a mark or none, and small numbers or wide ones:
 * the form that says what the directory says. 0: none does. */
static size_t find_descriptor(struct bag *bag, const struct bag_file *file, uint64_t at,
                              enum file_status *status)
{
    for (size_t form = 0; form < 4; form++) {
        bool marked = form < 2, wide = form & 1;
        size_t len = (marked ? 4U : 0U) + (wide ? 20U : 12U);
        const unsigned char *p = zip_window(bag, at, len, status);
        if (!p || (marked && zip_u32(p) != SIGN_DESCRIPTOR)) {
            continue;
        }
        p += marked ? 4 : 0;
        uint64_t packed = wide ? zip_u64(p + 4) : zip_u32(p + 4);
        uint64_t bytes = wide ? zip_u64(p + 12) : zip_u32(p + 8);
        if (zip_u32(p) == file->crc32 && packed == file->packed_bytes &&
            bytes == file->bytes) {
            return len;
        }
    }
    return 0;
}

static void check_method(struct bag *bag, struct bag_file *file)
{
    if (file->flags & (FLAG_ENCRYPTED | FLAG_STRONGLY_ENCRYPTED)) {
        file->unreadable = true;
        bag_add_fault(bag, file->path, true, "it is encrypted");
    } else if (file->method != METHOD_STORED && file->method != METHOD_DEFLATED) {
        file->unreadable = true;
        bag_add_fault(bag, file->path, true, "it is packed by a method that few know, %u",
                      (unsigned)file->method);
    } else if (file->flags & FLAG_PATCHED) {
        file->unreadable = true;
        bag_add_fault(bag, file->path, true, "it is only a difference to another file");
    } else if (file->method == METHOD_STORED && file->bytes != file->packed_bytes) {
        bag_add_fault(bag, file->path, true, "it is stored, but its two sizes differ");
    }
}

/* Gives where the file ends, and makes `at` that of its data. */
static uint64_t check_file(struct bag *bag, struct bag_file *file, uint64_t limit,
                           enum file_status *status)
{
    const unsigned char *p =
        file->at < limit ? zip_window(bag, file->at, LOCAL_BYTES, status) : NULL;
    size_t name = p ? zip_u16(p + 26) : 0, extra = p ? zip_u16(p + 28) : 0;
    uint64_t data = file->at + LOCAL_BYTES + name + extra;
    if (p && zip_u32(p) == SIGN_LOCAL) {
        p = zip_window(bag, file->at, LOCAL_BYTES + name + extra, status);
    } else {
        p = NULL;
    }
    if (!p || data > limit || limit - data < file->packed_bytes) {
        file->unreadable = true;
        bag_add_fault(bag, file->path, true,
                      p ? "it reaches over what stands behind it"
                        : "its local header is not where it is said");
        return file->at;
    }
    check_header(bag, file, p, name, extra);
    check_method(bag, file);
    file->at = data;
    uint64_t end = data + file->packed_bytes;
    if (file->flags & FLAG_DESCRIPTOR) {
        size_t descriptor = find_descriptor(bag, file, end, status);
        if (descriptor == 0) {
            bag_add_fault(bag, file->path, true,
                          "its descriptor is missing or contradicts the directory");
        }
        end += descriptor;
    }
    return end;
}

bool zip_check_locals(struct bag *bag, uint64_t directory_at, enum file_status *status)
{
    if (bag->count > 1) {
        qsort(bag->files, bag->count, sizeof *bag->files, compare_places);
    }
    uint64_t before = 0;
    for (size_t i = 0; i < bag->count && *status == FILE_OK; i++) {
        struct bag_file *file = &bag->files[i];
        uint64_t begin = file->at;
        uint64_t end = check_file(bag, file, directory_at, status);
        if (begin < before) {
            file->unreadable =
                true; /* the same bytes many times are how little is made much */
            bag_add_fault(bag, file->path, true, "it lies over another file's bytes");
        } else if (begin > before && !(file->unreadable && end == begin)) {
            bag_add_fault(bag, file->path, true, "%" PRIu64 " bytes stand hidden before it",
                          begin - before);
        }
        before = end > before ? end : before;
    }
    if (before < directory_at) {
        bag_add_fault(bag, (struct str){0}, true,
                      "%" PRIu64 " bytes stand hidden before its directory",
                      directory_at - before);
    }
    return *status == FILE_OK && !arena_failed(bag->arena);
}
