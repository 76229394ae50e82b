/* A file's bytes in turn: from a folder as they are, from a zip unpacked and summed up. */
#include "bag/inflate.h"
#include "bag/parts.h"

#include "base/deflate.h"

typedef bool taker(void *data, struct str block);

static struct bag_end whole(void)
{
    return (struct bag_end){.kind = BAG_WHOLE};
}

static struct bag_end stopped(void)
{
    return (struct bag_end){.kind = BAG_STOPPED};
}

static struct bag_end damaged(const char *why)
{
    return (struct bag_end){BAG_DAMAGED, why};
}

static struct bag_end unreadable(enum file_status status)
{
    return status == FILE_NO_MEMORY ? (struct bag_end){.kind = BAG_NO_MEMORY}
           : status == FILE_UNREADABLE
               ? (struct bag_end){BAG_FAILED, bag_status_text(status)}
               : (struct bag_end){BAG_UNREADABLE, bag_status_text(status)};
}

/* In parts that stay in the near memory from one sum to the next. */
static bool hand_on(taker *take, void *data, struct str block, uint32_t *crc)
{
    bool ok = true;
    while (block.len && ok) {
        struct str part = str_sub(block, 0, TAKEN_BYTES);
        if (crc) {
            *crc = crc32_add(*crc, part);
        }
        ok = take(data, part);
        block = str_skip(block, part.len);
    }
    return ok;
}

/* With the bag's own folder, which stands before the path of what lies in it. */
static struct str whole_path(const struct bag *bag, const struct bag_file *file)
{
    bool inside = (size_t)(file - bag->files) < bag->count;
    size_t top = inside ? bag->top.len : 0;
    return str_make(file->path.ptr - top, file->path.len + top);
}

/* Up to the end that it has by then: it may grow or shrink. */
struct bag_end folder_send(struct bag *bag, const struct bag_file *file, taker *take,
                           void *data)
{
    struct file_reading reading;
    enum file_status status = reading_open(&reading, &bag->root, whole_path(bag, file));
    if (status != FILE_OK) {
        return unreadable(status);
    }
    size_t got = 0;
    uint64_t at = 0;
    bool ok = true;
    do {
        status = reading_at(&reading, at, bag->block, BLOCK_BYTES, &got);
        ok = status == FILE_OK && hand_on(take, data, str_make(bag->block, got), NULL);
        at += got;
    } while (ok && got == BLOCK_BYTES);
    reading_close(&reading);
    return status != FILE_OK ? unreadable(status) : ok ? whole() : stopped();
}

/* What is read of the zip and not yet unpacked. */
struct packed {
    struct bag *bag;
    uint64_t at, left;
    struct str rest;
};

static enum file_status read_more(struct packed *packed)
{
    size_t got, want = packed->left < BLOCK_BYTES ? (size_t)packed->left : BLOCK_BYTES;
    enum file_status status =
        reading_at(&packed->bag->file, packed->at, packed->bag->block, want, &got);
    packed->rest = str_make(packed->bag->block, got);
    packed->at += got;
    packed->left = got < want ? 0 : packed->left - got;
    return status;
}

static struct bag_end send_stored(struct packed *packed, const struct bag_file *file,
                                  taker *take, void *data, uint32_t *crc)
{
    uint64_t sent = 0;
    while (packed->left) {
        enum file_status status = read_more(packed);
        if (status != FILE_OK) {
            return unreadable(status);
        }
        sent += packed->rest.len;
        if (!hand_on(take, data, packed->rest, crc)) {
            return stopped();
        }
    }
    return sent == file->bytes ? whole() : damaged("it ends early");
}

/* Stops as soon as more comes than the zip says. */
static struct bag_end send_deflated(struct packed *packed, const struct bag_file *file,
                                    taker *take, void *data, uint32_t *crc)
{
    struct bag *bag = packed->bag;
    uint64_t sent = 0;
    enum inflate_end end = INFLATE_MORE_INPUT;
    inflater_begin(bag->inflater);
    while (end != INFLATE_ENDED) {
        if (packed->rest.len == 0 && packed->left) {
            enum file_status status = read_more(packed);
            if (status != FILE_OK) {
                return unreadable(status);
            }
        }
        size_t len = 0, before = packed->rest.len;
        end = inflater_run(bag->inflater, &packed->rest, bag->room, BLOCK_BYTES, &len);
        sent += len;
        if (end == INFLATE_DAMAGED) {
            return damaged("its packed bytes are damaged");
        }
        if (sent > file->bytes) {
            return damaged("it unpacks to more than the zip says");
        }
        if (!hand_on(take, data, str_make(bag->room, len), crc)) {
            return stopped();
        }
        if (end != INFLATE_ENDED && len == 0 && packed->rest.len == before &&
            packed->left == 0) {
            return damaged("its packed bytes end early");
        }
    }
    if (packed->rest.len || packed->left) {
        return damaged("bytes stand hidden behind its packed ones");
    }
    return sent == file->bytes ? whole() : damaged("it unpacks to less than the zip says");
}

struct bag_end zip_send(struct bag *bag, const struct bag_file *file, taker *take,
                        void *data)
{
    uint32_t crc = 0;
    struct packed packed = {.bag = bag, .at = file->at, .left = file->packed_bytes};
    bag->window_len = 0; /* `block` is used for this from now on */
    if (file->unreadable) {
        return damaged("the zip does not tell rightly where or how it is kept");
    }
    struct bag_end end = file->method == METHOD_DEFLATED
                             ? send_deflated(&packed, file, take, data, &crc)
                             : send_stored(&packed, file, take, data, &crc);
    return end.kind == BAG_WHOLE && crc != file->crc32 ? damaged("its CRC-32 is another")
                                                       : end;
}
