/* Digests (FIPS 180-4), through Nettle. */
#ifndef OFFPRINT_BASE_DIGEST_H
#define OFFPRINT_BASE_DIGEST_H

#include "base/buf.h"

#define SHA256_BYTES 32
#define SHA512_BYTES 64

void digest_sha256(struct str bytes, uint8_t out[SHA256_BYTES]);
void digest_sha512(struct str bytes, uint8_t out[SHA512_BYTES]);

void digest_add_hex(struct buf *out, const uint8_t *digest, size_t len); /* lower case */

/* Whether `text` begins with the digest in lower case. */
bool digest_is_hex(struct str text, const uint8_t *digest, size_t len);

#endif
