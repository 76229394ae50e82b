/* What the files of bag/ share. For bag/ only. */
#ifndef OFFPRINT_BAG_PARTS_H
#define OFFPRINT_BAG_PARTS_H

#include "bag/bag.h"
#include "base/reading.h"

#define BLOCK_BYTES ((size_t)256 << 10) /* read at once */
#define TAKEN_BYTES ((size_t)64 << 10)  /* handed on at once */

enum zip_flag { /* APPNOTE 4.4.4 */
                FLAG_ENCRYPTED = 1 << 0,
                FLAG_DESCRIPTOR = 1 << 3,
                FLAG_PATCHED = 1 << 5,
                FLAG_STRONGLY_ENCRYPTED = 1 << 6,
                FLAG_UTF8 = 1 << 11,
                FLAG_HIDDEN = 1 << 13,
};

enum zip_method { METHOD_STORED = 0, METHOD_DEFLATED = 8 };

struct bag {
    struct arena *arena;
    const char *path;
    bool is_zip, holds_bag;
    struct root root;    /* of a folder */
    struct file_reading file; /* of a zip */
    struct str top;
    /* All that is listed: until bag_arrange() in the zip's order with whole names, then
     * those of the bag, then those outside. */
    struct bag_file *files;
    size_t count, outside_count;
    struct bag_fault *faults;
    size_t fault_count, fault_capacity, further_faults;
    char *block, *room; /* BLOCK_BYTES each; of a zip */
    struct inflater *inflater;
    uint64_t window_at; /* what of the zip `block` holds while it is listed */
    size_t window_len;
};

/* Faults; past BAG_FAULT_LIMIT they are counted. `path` lives as long as the bag. */
__attribute__((format(printf, 4, 5))) void
bag_add_fault(struct bag *bag, struct str path, bool grave, const char *format, ...);

/* As file_status_text(), of what is no site. */
const char *bag_status_text(enum file_status status);

/* zip.c: the central directory into `files`, in the order of their data, faults beside.
 * False: nothing can be listed, as the faults say, or memory is gone, or the disk fails
 * (`status`). */
bool zip_list(struct bag *bag, enum file_status *status);

/* check.c: each local header and what stands between; `at` is then of the data. */
bool zip_check_locals(struct bag *bag, uint64_t directory_at, enum file_status *status);

/* names.c: names that no program should unpack, or not all alike. Files stand in byte
 * order. False: memory is gone. */
void names_check_each(struct bag *bag);
bool names_check_together(struct bag *bag);

/* zip.c: bytes of the zip through a window; NULL: it ends before, or cannot be read. */
const unsigned char *zip_window(struct bag *bag, uint64_t at, size_t want,
                                enum file_status *status);

/* Numbers of a zip, least byte first. */
static inline uint32_t zip_u16(const unsigned char *p)
{
    return (uint32_t)p[0] | (uint32_t)p[1] << 8;
}

static inline uint32_t zip_u32(const unsigned char *p)
{
    return zip_u16(p) | zip_u16(p + 2) << 16;
}

static inline uint64_t zip_u64(const unsigned char *p)
{
    return zip_u32(p) | (uint64_t)zip_u32(p + 4) << 32;
}

/* send.c */
struct bag_end zip_send(struct bag *bag, const struct bag_file *file,
                        bool (*take)(void *data, struct str block), void *data);
struct bag_end folder_send(struct bag *bag, const struct bag_file *file,
                           bool (*take)(void *data, struct str block), void *data);

#endif
