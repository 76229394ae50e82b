/* The only file that includes Nettle. A digest is made of bytes in memory and cannot fail.
 */
#include "base/digest.h"

#include "base/deflate.h"

#include <nettle/sha2.h>

void digest_sha256(struct str bytes, uint8_t out[SHA256_BYTES])
{
    struct sha256_ctx context;
    sha256_init(&context);
    sha256_update(&context, bytes.len, (const uint8_t *)bytes.ptr);
    sha256_digest(&context, SHA256_BYTES, out);
}

/* As much as stays in the nearest memory from one digest to the next. */
#define PASS_BYTES ((size_t)16 << 10)

void digest_all(struct str bytes, struct digests out)
{
    struct sha256_ctx sha256;
    struct sha512_ctx sha512;
    sha256_init(&sha256);
    sha512_init(&sha512);
    *out.crc32 = 0;
    while (bytes.len) {
        struct str part = str_sub(bytes, 0, PASS_BYTES);
        if (out.sha256) {
            sha256_update(&sha256, part.len, (const uint8_t *)part.ptr);
        }
        sha512_update(&sha512, part.len, (const uint8_t *)part.ptr);
        *out.crc32 = crc32_add(*out.crc32, part);
        bytes = str_skip(bytes, part.len);
    }
    if (out.sha256) {
        sha256_digest(&sha256, SHA256_BYTES, out.sha256);
    }
    sha512_digest(&sha512, SHA512_BYTES, out.sha512);
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
