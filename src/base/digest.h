/* Digests (FIPS 180-4), through Nettle. */
#ifndef OFFPRINT_BASE_DIGEST_H
#define OFFPRINT_BASE_DIGEST_H

#include "base/buf.h"

#define SHA256_BYTES 32
#define SHA512_BYTES 64

void digest_sha256(struct str bytes, uint8_t out[SHA256_BYTES]);

/* SHA-512 and the CRC-32 of a zip, and SHA-256 unless it is NULL, in one pass. */
struct digests {
    uint8_t *sha256, *sha512;
    uint32_t *crc32;
};
void digest_all(struct str bytes, struct digests out);

void digest_add_hex(struct buf *out, const uint8_t *digest, size_t len); /* lower case */

/* Whether `text` begins with the digest in lower case. */
bool digest_is_hex(struct str text, const uint8_t *digest, size_t len);

#endif
