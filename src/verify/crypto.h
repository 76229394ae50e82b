/* Crypto: Ed25519 (RFC 8032), BLAKE2b-512 (RFC 7693) and time stamps (RFC 3161), through
 * OpenSSL's libcrypto, which is loaded when there is a proof to look at and not before. */
#ifndef OFFPRINT_VERIFY_CRYPTO_H
#define OFFPRINT_VERIFY_CRYPTO_H

#include "base/arena.h"
#include "base/report.h"

#define ED25519_KEY_BYTES 32
#define ED25519_SIGNATURE_BYTES 64
#define BLAKE2B_BYTES 64

struct crypto;

/* Lives in the arena. NULL: the library cannot be loaded, which the report says, or memory
 * is gone. It stays with the process; nothing of its configuration is read. */
struct crypto *crypto_open(struct arena *arena, struct report *report);

bool crypto_ed25519_verify(struct crypto *crypto, const uint8_t key[ED25519_KEY_BYTES],
                           struct str message,
                           const uint8_t signature[ED25519_SIGNATURE_BYTES]);

/* BLAKE2b-512 of bytes that come one after the other. */
bool crypto_blake2b_begin(struct crypto *crypto);
void crypto_blake2b_add(struct crypto *crypto, struct str bytes);
bool crypto_blake2b_finish(struct crypto *crypto, uint8_t out[BLAKE2B_BYTES]);
void crypto_close(struct crypto *crypto); /* what was begun */

/* What a time stamp tells, whether or not it is to be believed. */
struct stamp {
    struct str imprint;   /* the digest that it is of */
    const char *digest;   /* "sha256"; NULL: one that is not known */
    int64_t time;         /* seconds since 1970 */
    struct str authority; /* the common name of who signed it; may be empty */
};
bool crypto_stamp_read(struct arena *arena, struct crypto *crypto, struct str bytes,
                       struct stamp *out);

/* Whether it was signed by someone whom a certificate of `pem` stands behind, at the time
 * that it tells, and is of that imprint. NULL: yes; else why not, in the arena. */
const char *crypto_stamp_refuse(struct arena *arena, struct crypto *crypto,
                                struct str bytes, const struct stamp *stamp,
                                struct str pem);

#endif
