#include "source/git_object.h"

#include "base/deflate.h"
#include "base/path.h"

#define COMMIT_LIMIT_BYTES ((size_t)1 << 20)
#define INDEX_LIMIT_BYTES ((size_t)512 << 20)
#define PACK_COUNT_LIMIT 4096
#define HASH_BYTES_LIMIT 32
#define OBJECT_COMMIT 1
#define FANOUT_BYTES ((size_t)256 * 4)
#define HEADER_BYTES ((size_t)8) /* of an index: mark and version */

/* Loose: objects/ab/cdef…, "commit 123\0" and the text, deflated. */
static bool read_loose(struct arena *arena, const struct root *root, struct str hash,
                       struct buf *out)
{
    struct str path =
        arena_format(arena, ".git/objects/%.*s/%.*s", STR_ARG(str_sub(hash, 0, 2)),
                     STR_ARG(str_skip(hash, 2)));
    struct str packed;
    size_t before = out->len;
    bool ok = file_read(arena, root, path, COMMIT_LIMIT_BYTES, &packed) == FILE_OK &&
              inflate_zlib(packed, COMMIT_LIMIT_BYTES, out) &&
              str_starts(str_skip(buf_str(out), before), "commit ");
    if (!ok) {
        buf_truncate(out, before);
    }
    return ok;
}

static uint64_t read_big_endian(struct str bytes, size_t at, size_t count)
{
    uint64_t value = 0;
    for (size_t i = 0; i < count; i++) {
        value = value << 8 | (unsigned char)(at + i < bytes.len ? bytes.ptr[at + i] : 0);
    }
    return value;
}

static bool hash_bytes(struct str hex, char *out, size_t *len)
{
    *len = hex.len / 2;
    for (size_t i = 0; i < hex.len && hex.len <= (size_t)HASH_BYTES_LIMIT * 2; i++) {
        char c = hex.ptr[i];
        int digit = ascii_is_digit(c) ? c - '0' : c - 'a' + 10;
        out[i / 2] = (char)(i % 2 ? out[i / 2] << 4 | digit : digit);
    }
    return hex.len == 40 || hex.len == 64;
}

/* Where the object `hash` begins in the pack of `index` (version 2): a fan-out table of
 * 256 counts, the sorted hashes, their CRCs, their offsets, large offsets. */
static bool find_offset(struct str index, const char *hash, size_t hash_len, uint64_t *out)
{
    size_t names = HEADER_BYTES + FANOUT_BYTES;
    if (index.len < names || memcmp(index.ptr, "\377tOc\0\0\0\2", HEADER_BYTES) != 0) {
        return false;
    }
    size_t count = read_big_endian(index, names - 4, 4);
    size_t first = (unsigned char)hash[0];
    size_t low = first ? read_big_endian(index, HEADER_BYTES + (first - 1) * 4, 4) : 0;
    size_t high = read_big_endian(index, HEADER_BYTES + first * 4, 4);
    size_t offsets = names + count * (hash_len + 4), large = offsets + count * 4;
    if (count > INDEX_LIMIT_BYTES / 32 || index.len < large || high > count) {
        return false;
    }
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        int order = memcmp(index.ptr + names + middle * hash_len, hash, hash_len);
        if (order == 0) {
            uint64_t offset = read_big_endian(index, offsets + middle * 4, 4);
            bool is_large = (offset & 0x80000000U) != 0;
            *out = is_large ? read_big_endian(index, large + (offset & 0x7fffffffU) * 8, 8)
                            : offset;
            return true;
        }
        if (order < 0) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return false;
}

/* An object in a pack: type and size in bytes of seven bits, then the deflated text. */
static bool read_packed_at(struct arena *arena, const struct root *root, struct str pack,
                           uint64_t offset, struct buf *out)
{
    struct str bytes;
    if (file_read_part(arena, root, pack, offset, COMMIT_LIMIT_BYTES, &bytes) != FILE_OK ||
        bytes.len == 0) {
        return false;
    }
    size_t at = 0;
    unsigned type = (unsigned char)bytes.ptr[0] >> 4 & 7;
    while (at < bytes.len && (bytes.ptr[at] & 0x80)) {
        at++;
    }
    return type == OBJECT_COMMIT &&
           inflate_zlib(str_skip(bytes, at + 1), COMMIT_LIMIT_BYTES, out);
}

static bool read_packed(struct arena *arena, const struct root *root, struct str hash,
                        struct buf *out)
{
    struct file_list packs = {0};
    char name[HASH_BYTES_LIMIT];
    size_t name_len;
    if (!hash_bytes(hash, name, &name_len) ||
        !file_list_all(arena, root, STR(".git/objects/pack"), PACK_COUNT_LIMIT, &packs)) {
        return false;
    }
    for (size_t i = 0; i < packs.count; i++) {
        struct str path = packs.paths[i], index;
        uint64_t offset;
        if (str_is(path_extension(path), ".idx") &&
            file_read(arena, root, path, INDEX_LIMIT_BYTES, &index) == FILE_OK &&
            find_offset(index, name, name_len, &offset)) {
            struct str pack =
                arena_format(arena, "%.*s.pack", STR_ARG(str_sub(path, 0, path.len - 4)));
            return read_packed_at(arena, root, pack, offset, out);
        }
    }
    return false;
}

bool git_commit_read(struct arena *arena, const struct root *root, struct str hash,
                     struct buf *out)
{
    return read_loose(arena, root, hash, out) || read_packed(arena, root, hash, out);
}
