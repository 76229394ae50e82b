/* Each call gives what zlib's own gives, however the stream comes and whatever is wrong. */
#include "cmocka_offprint.h"
#include "source/git_unpack.h"

#include <string.h>

enum { MOST_BYTES = 70000, PACKED_BYTES = MOST_BYTES + 1000 };

static const size_t lengths[] = {0, 1, 20, 180, 4095, 4096, 4097, 4500, MOST_BYTES};
static const size_t parts[] = {1, 7, 100, 5000, PACKED_BYTES};
static const long rooms[] = {-1, 0, 1, 300}; /* more than what comes out; 0: just that */

static unsigned char text[MOST_BYTES], packed[PACKED_BYTES];
static unsigned char expected[MOST_BYTES + 301], got[MOST_BYTES + 301];

static size_t pack(size_t len, unsigned seed)
{
    for (size_t i = 0; i < len; i++) {
        seed = seed * 1103515245U + 12345U;
        text[i] = (unsigned char)(seed >> 16 & (seed & 1 << 20 ? 15 : 63));
    }
    uLongf packed_len = sizeof packed;
    assert_int_equal(compress(packed, &packed_len, text, len), Z_OK);
    return packed_len;
}

static void feed(z_stream *stream, size_t at, size_t part, size_t packed_len)
{
    stream->next_in = packed + at;
    stream->avail_in = (uInt)(packed_len - at < part ? packed_len - at : part);
}

/* Until both end, fail, or have nothing more to go on with. */
static void compare(struct git_unpacker *unpacker, size_t packed_len, size_t part,
                    size_t room, int flush)
{
    z_stream other = {0}, ours = {0};
    assert_int_equal(inflateInit(&other), Z_OK);
    assert_int_equal(git_unpack_begin(&ours), Z_OK);
    for (int turn = 0; turn < 2; turn++) {
        memset(expected, 0, room + 1);
        memset(got, 0, room + 1);
        other.next_out = expected;
        ours.next_out = got;
        other.avail_out = ours.avail_out = (uInt)room;
        int result = Z_OK;
        while (result == Z_OK && (other.total_in < packed_len || other.avail_out)) {
            feed(&other, other.total_in, part, packed_len);
            feed(&ours, ours.total_in, part, packed_len);
            result = inflate(&other, flush);
            assert_int_equal(git_unpack(unpacker, &ours, flush), result);
            assert_int_equal(ours.avail_in, other.avail_in);
            assert_int_equal(ours.avail_out, other.avail_out);
            assert_int_equal(ours.total_in, other.total_in);
            assert_int_equal(ours.total_out, other.total_out);
        }
        assert_memory_equal(got, expected, room + 1);
        if (result == Z_STREAM_END) {
            assert_int_equal(git_unpack(unpacker, &ours, flush), Z_STREAM_END);
        }
        assert_int_equal(inflateReset(&other), git_unpack_again(&ours));
    }
    assert_int_equal(inflateEnd(&other), git_unpack_end(&ours));
}

static void unpacks_as_zlib(void **state)
{
    (void)state;
    static struct git_unpacker unpacker;
    for (size_t i = 0; i < sizeof lengths / sizeof lengths[0]; i++) {
        size_t packed_len = pack(lengths[i], (unsigned)i);
        for (size_t k = 0; k < sizeof parts / sizeof parts[0]; k++) {
            for (size_t m = 0; m < sizeof rooms / sizeof rooms[0]; m++) {
                size_t room =
                    lengths[i] || rooms[m] >= 0 ? (size_t)((long)lengths[i] + rooms[m]) : 0;
                compare(&unpacker, packed_len, parts[k], room, Z_NO_FLUSH);
                compare(&unpacker, packed_len, parts[k], room, Z_SYNC_FLUSH);
            }
        }
    }
    git_unpacker_clear(&unpacker);
}

/* A byte is another, the end is missing, or something stands behind it. */
static void fails_as_zlib(void **state)
{
    (void)state;
    static struct git_unpacker unpacker;
    size_t len = 400, packed_len = pack(len, 7);
    for (size_t i = 0; i < packed_len; i++) {
        packed[i] ^= 0x15;
        compare(&unpacker, packed_len, packed_len, len + 1, Z_NO_FLUSH);
        packed[i] ^= 0x15;
        compare(&unpacker, i, packed_len, len + 1, Z_NO_FLUSH);
    }
    compare(&unpacker, packed_len + 50, packed_len + 50, len + 1, Z_NO_FLUSH);
    git_unpacker_clear(&unpacker);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(unpacks_as_zlib),
        cmocka_unit_test(fails_as_zlib),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
