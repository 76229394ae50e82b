/* The only file that includes Nettle. A digest is made of bytes in memory and cannot fail.
 */
#include "base/digest.h"

#include <nettle/sha2.h>

void digest_sha256(struct str bytes, uint8_t out[SHA256_BYTES])
{
    struct sha256_ctx context;
    sha256_init(&context);
    sha256_update(&context, bytes.len, (const uint8_t *)bytes.ptr);
    sha256_digest(&context, SHA256_BYTES, out);
}

void digest_sha512(struct str bytes, uint8_t out[SHA512_BYTES])
{
    struct sha512_ctx context;
    sha512_init(&context);
    sha512_update(&context, bytes.len, (const uint8_t *)bytes.ptr);
    sha512_digest(&context, SHA512_BYTES, out);
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
