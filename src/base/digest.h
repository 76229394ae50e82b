/* Digests (FIPS 180-4), through Nettle. */
#ifndef OFFPRINT_BASE_DIGEST_H
#define OFFPRINT_BASE_DIGEST_H

#include "base/buf.h"

struct arena;

#define SHA256_BYTES 32
#define SHA512_BYTES 64

void digest_sha256(struct str bytes, uint8_t out[SHA256_BYTES]);

/* In one pass each that is asked for. */
struct digests {
    uint8_t *sha256, *sha512; /* NULL: not asked for */
    uint32_t *crc32;          /* of a zip */
    /* 16, 20, 28 and 48 bytes: what others list files by */
    uint8_t *md5, *sha1, *sha224, *sha384;
};
void digest_all(struct str bytes, struct digests out);

/* The same of bytes that come one after the other. */
struct digester;
struct digester *digester_new(struct arena *arena, struct digests out); /* NULL when full */
void digester_begin(struct digester *digester, struct digests out);     /* once more */
void digester_add(struct digester *digester, struct str bytes);
/* A text of which no other one is the beginning: none has a NUL, which ends it here. */
void digester_add_text(struct digester *digester, struct str text);
void digester_finish(struct digester *digester); /* only now `out` is written */
/* Goes on where `from` stands, which is not finished and was asked for the same. NULL when
 * the arena is full. */
struct digester *digester_copy(struct arena *arena, const struct digester *from,
                               struct digests out);

void digest_add_hex(struct buf *out, const uint8_t *digest, size_t len); /* lower case */
/* The same as a C string in the arena; NULL when that is full. */
const char *digest_hex(struct arena *arena, const uint8_t *digest, size_t len);

/* Whether `text` begins with the digest in lower case. */
bool digest_is_hex(struct str text, const uint8_t *digest, size_t len);

#endif
