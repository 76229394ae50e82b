/* Digests in one pass against those of other programs (sha256sum, sha512sum, Python). */
#include "base/arena.h"
#include "base/digest.h"

#include "cmocka_offprint.h"

static void assert_hex(const uint8_t *digest, size_t len, const char *want)
{
    struct buf hex = {0};
    digest_add_hex(&hex, digest, len);
    assert_true(str_is(buf_str(&hex), want));
    assert_true(digest_is_hex(str_from(want), digest, len));
    buf_clear(&hex);
}

static void add_in_parts(struct str bytes, struct digests out)
{
    struct arena arena;
    arena_init(&arena, 0);
    struct digester *digester = digester_new(&arena, out);
    assert_non_null(digester);
    for (size_t len = 1; bytes.len; len = len * 3 + 1) {
        digester_add(digester, str_sub(bytes, 0, len));
        bytes = str_skip(bytes, len);
    }
    if (out.sha256) {
        memset(out.sha256, 0, SHA256_BYTES);
    }
    digester_finish(digester);
    arena_clear(&arena);
}

static void makes_all_in_one_pass(void **state)
{
    (void)state;
    static const struct {
        const char *text; /* over and over */
        size_t len;
        uint32_t crc;
        const char *sha256, *sha512;
    } rows[] = {
        {"", 0, UINT32_C(0x00000000),
         "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
         "cf83e1357eefb8bdf1542850d66d8007d620e4050b5715dc83f4a921d36ce9ce"
         "47d0d13c5d85f2b0ff8318d2877eec2f63b931bd47417a81a538327af927da3e"},
        {"abc", 3, UINT32_C(0x352441c2),
         "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
         "ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a"
         "2192992a274fc1a836ba3c23a3feebbd454d4423643ce80e2a9ac94fa54ca49f"},
        {"a", 16384, UINT32_C(0xebee44fb),
         "f3336bea752b5a28743033dd2c844a4a63fba08871aaee2586a2bf2d69be83a2",
         "b55c662adf2884671de760567d975baba83ba7874651e47925fdc63b4e3366cb"
         "6e6d3c6a465c0a8d05f21c5b03cf18d64196ec4ca574bcf579017791811bbd64"},
        {"a", 16385, UINT32_C(0xc2337b93),
         "608b801060d579a7b659a01755259a13dec8853b97d3d8062763c97ffac6ddae",
         "d4eb5a9aa1269aa8ee43c5568d95d3cf0565b67343a606cc04dad3a356245f85"
         "2fe21e7fd5dc3fb60225923c592cd8b48e78e47f7c2538e40bd6a135bb5db3ce"},
        {"a", 1000000, UINT32_C(0xdc25bfbc),
         "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0",
         "e718483d0ce769644e2e42c7bc15b4638e1f98b13b2044285632a803afa973eb"
         "de0ff244877ea60a4cb0432ce577c31beb009c5c2c49aa2e4eadb217ad8cc09b"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        uint8_t sha256[SHA256_BYTES], other[SHA256_BYTES], sha512[SHA512_BYTES];
        uint32_t crc;
        struct buf text = {0};
        while (text.len < rows[i].len) {
            buf_add_text(&text, rows[i].text);
        }
        digest_all(buf_str(&text),
                   (struct digests){.sha256 = sha256, .sha512 = sha512, .crc32 = &crc});
        assert_hex(sha256, sizeof sha256, rows[i].sha256);
        assert_hex(sha512, sizeof sha512, rows[i].sha512);
        assert_int_equal(crc, rows[i].crc);
        digest_sha256(buf_str(&text), other);
        assert_memory_equal(other, sha256, sizeof sha256);
        add_in_parts(buf_str(&text),
                     (struct digests){.sha256 = sha256, .sha512 = sha512, .crc32 = &crc});
        assert_hex(sha256, sizeof sha256, rows[i].sha256);
        assert_hex(sha512, sizeof sha512, rows[i].sha512);
        assert_int_equal(crc, rows[i].crc);
        memset(sha512, 0, sizeof sha512);
        digest_all(buf_str(&text),
                   (struct digests){.sha256 = NULL, .sha512 = sha512, .crc32 = &crc});
        assert_hex(sha512, sizeof sha512, rows[i].sha512);
        buf_clear(&text);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(makes_all_in_one_pass),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
