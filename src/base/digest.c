/* The only file that includes Nettle. Bytes are looked at in parts that stay in the nearest
 * memory from one digest to the next. */
#include "base/digest.h"

#include "base/arena.h"
#include "base/deflate.h"

#include <nettle/md5.h>
#include <nettle/sha1.h>
#include <nettle/sha2.h>

void digest_sha256(struct str bytes, uint8_t out[SHA256_BYTES])
{
    struct sha256_ctx context;
    sha256_init(&context);
    sha256_update(&context, bytes.len, (const uint8_t *)bytes.ptr);
    sha256_digest(&context, SHA256_BYTES, out);
}

#define PASS_BYTES ((size_t)16 << 10)

struct digester {
    struct digests out;
    struct sha256_ctx sha256;
    struct sha512_ctx sha512;
    uint32_t crc32;
    bool has_others; /* those below are asked for */
    struct sha256_ctx sha224;
    struct sha512_ctx sha384;
    struct md5_ctx md5;
    struct sha1_ctx sha1;
};

void digester_begin(struct digester *digester, struct digests out)
{
    digester->out = out;
    digester->crc32 = 0;
    digester->has_others = out.md5 || out.sha1 || out.sha224 || out.sha384;
    sha256_init(&digester->sha256);
    sha512_init(&digester->sha512);
    if (digester->has_others) {
        md5_init(&digester->md5);
        sha1_init(&digester->sha1);
        sha224_init(&digester->sha224);
        sha384_init(&digester->sha384);
    }
}

static void add_others(struct digester *digester, struct str part)
{
    const uint8_t *bytes = (const uint8_t *)part.ptr;
    if (digester->out.md5) {
        md5_update(&digester->md5, part.len, bytes);
    }
    if (digester->out.sha1) {
        sha1_update(&digester->sha1, part.len, bytes);
    }
    if (digester->out.sha224) {
        sha224_update(&digester->sha224, part.len, bytes);
    }
    if (digester->out.sha384) {
        sha384_update(&digester->sha384, part.len, bytes);
    }
}

static void finish_others(struct digester *digester)
{
    if (digester->out.md5) {
        md5_digest(&digester->md5, MD5_DIGEST_SIZE, digester->out.md5);
    }
    if (digester->out.sha1) {
        sha1_digest(&digester->sha1, SHA1_DIGEST_SIZE, digester->out.sha1);
    }
    if (digester->out.sha224) {
        sha224_digest(&digester->sha224, SHA224_DIGEST_SIZE, digester->out.sha224);
    }
    if (digester->out.sha384) {
        sha384_digest(&digester->sha384, SHA384_DIGEST_SIZE, digester->out.sha384);
    }
}

struct digester *digester_new(struct arena *arena, struct digests out)
{
    struct digester *digester = ARENA_NEW(arena, struct digester);
    if (digester) {
        digester_begin(digester, out);
    }
    return digester;
}

struct digester *digester_copy(struct arena *arena, const struct digester *from,
                               struct digests out)
{
    struct digester *digester = ARENA_NEW(arena, struct digester);
    if (digester) {
        *digester = *from;
        digester->out = out;
    }
    return digester;
}

void digester_add(struct digester *digester, struct str bytes)
{
    while (bytes.len) {
        struct str part = str_sub(bytes, 0, PASS_BYTES);
        if (digester->out.sha256) {
            sha256_update(&digester->sha256, part.len, (const uint8_t *)part.ptr);
        }
        if (digester->out.sha512) {
            sha512_update(&digester->sha512, part.len, (const uint8_t *)part.ptr);
        }
        if (digester->out.crc32) {
            digester->crc32 = crc32_add(digester->crc32, part);
        }
        if (digester->has_others) {
            add_others(digester, part);
        }
        bytes = str_skip(bytes, part.len);
    }
}

void digester_add_text(struct digester *digester, struct str text)
{
    digester_add(digester, text);
    digester_add(digester, (struct str){"", 1});
}

void digester_finish(struct digester *digester)
{
    if (digester->out.sha256) {
        sha256_digest(&digester->sha256, SHA256_BYTES, digester->out.sha256);
    }
    if (digester->out.sha512) {
        sha512_digest(&digester->sha512, SHA512_BYTES, digester->out.sha512);
    }
    if (digester->out.crc32) {
        *digester->out.crc32 = digester->crc32;
    }
    if (digester->has_others) {
        finish_others(digester);
    }
}

void digest_all(struct str bytes, struct digests out)
{
    struct digester digester;
    digester_begin(&digester, out);
    digester_add(&digester, bytes);
    digester_finish(&digester);
}

static const char digits[] = "0123456789abcdef";

void digest_add_hex(struct buf *out, const uint8_t *digest, size_t len)
{
    for (size_t i = 0; i < len; i++) {
        buf_add_byte(out, digits[digest[i] >> 4]);
        buf_add_byte(out, digits[digest[i] & 15]);
    }
}

const char *digest_hex(struct arena *arena, const uint8_t *digest, size_t len)
{
    struct buf hex = {.kept_in = arena};
    digest_add_hex(&hex, digest, len);
    const char *out = buf_ok(&hex) ? arena_cstr(arena, buf_str(&hex)) : NULL;
    buf_clear(&hex);
    return out;
}

bool digest_is_hex(struct str text, const uint8_t *digest, size_t len)
{
    bool same = text.len / 2 >= len;
    for (size_t i = 0; i < len && same; i++) {
        same = text.ptr[i * 2] == digits[digest[i] >> 4] &&
               text.ptr[i * 2 + 1] == digits[digest[i] & 15];
    }
    return same;
}
