/* The only file that includes Nettle. Bytes are looked at in parts that stay in the nearest
 * memory from one digest to the next. */
#include "base/digest.h"

#include "base/arena.h"
#include "base/deflate.h"

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
};

static void begin(struct digester *digester, struct digests out)
{
    digester->out = out;
    digester->crc32 = 0;
    sha256_init(&digester->sha256);
    sha512_init(&digester->sha512);
}

struct digester *digester_new(struct arena *arena, struct digests out)
{
    struct digester *digester = ARENA_NEW(arena, struct digester);
    if (digester) {
        begin(digester, out);
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
        bytes = str_skip(bytes, part.len);
    }
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
}

void digest_all(struct str bytes, struct digests out)
{
    struct digester digester;
    begin(&digester, out);
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

bool digest_is_hex(struct str text, const uint8_t *digest, size_t len)
{
    bool same = text.len / 2 >= len;
    for (size_t i = 0; i < len && same; i++) {
        same = text.ptr[i * 2] == digits[digest[i] >> 4] &&
               text.ptr[i * 2 + 1] == digits[digest[i] & 15];
    }
    return same;
}
