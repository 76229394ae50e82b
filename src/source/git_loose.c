/* Whether a loose object is what its header says. libgit2 1.5 believes the size there: it
 * writes past its memory, or waits for ever, where a damaged or forged one has another. So
 * each is unpacked here before it is opened there. Relies on zlib, as the format does. */
#include "source/git_loose.h"

#include <errno.h>
#include <stdint.h>
#include <string.h>
#include <unistd.h>
#include <zlib.h>

#define HEADER_MOST_BYTES 32 /* "commit 18446744073709551615" with its NUL is shorter */
#define CHUNK_BYTES 16384
#define HASH_NAME_BYTES 38 /* behind the two digits of its folder */

/* ".../objects/12/34567…" */
bool git_is_loose_path(const char *path)
{
    static const char folder[] = "/objects/";
    size_t len = strlen(path), tail = sizeof folder - 1 + 3 + HASH_NAME_BYTES;
    if (len < tail || strncmp(path + len - tail, folder, sizeof folder - 1) != 0) {
        return false;
    }
    const char *name = path + len - 3 - HASH_NAME_BYTES;
    return name[2] == '/' && strspn(name, "0123456789abcdef") == 2 &&
           strspn(name + 3, "0123456789abcdef") == HASH_NAME_BYTES;
}

struct loose {
    z_stream stream;
    char header[HEADER_MOST_BYTES + 1];
    size_t header_len;
    bool headed; /* the header is whole */
    int error;   /* of the system, as errno has it; 0: none */
    uint64_t size, body_len;
    unsigned char in[CHUNK_BYTES], out[CHUNK_BYTES];
};

static bool read_header(struct loose *loose)
{
    static const char *const types[] = {"blob ", "tree ", "commit ", "tag "};
    const char *digits = NULL;
    for (size_t i = 0; i < sizeof types / sizeof types[0]; i++) {
        size_t len = strlen(types[i]);
        if (strncmp(loose->header, types[i], len) == 0) {
            digits = loose->header + len;
        }
    }
    bool good = digits && *digits && (digits[0] != '0' || !digits[1]);
    for (; good && *digits; digits++) {
        good = *digits >= '0' && *digits <= '9' && loose->size < UINT64_MAX / 16;
        loose->size = 10 * loose->size + (uint64_t)(*digits - '0');
    }
    loose->headed = true;
    return good;
}

static bool take_output(struct loose *loose, size_t count)
{
    size_t at = 0;
    while (!loose->headed && at < count) {
        if (loose->header_len == HEADER_MOST_BYTES) {
            return false;
        }
        loose->header[loose->header_len++] = (char)loose->out[at];
        if (loose->out[at++] == '\0' && !read_header(loose)) {
            return false;
        }
    }
    loose->body_len += count - at;
    return !loose->headed || loose->body_len <= loose->size;
}

/* What zlib is refused is memory. */
static int fault_of(int result)
{
    return result == Z_MEM_ERROR ? ENOMEM : 0;
}

/* True: there is more to come, or all was well; `*end` says which. */
static bool unpack_chunk(struct loose *loose, size_t in_len, bool *end)
{
    loose->stream.next_in = loose->in;
    loose->stream.avail_in = (unsigned)in_len;
    bool full = true;
    while (full && !*end) {
        loose->stream.next_out = loose->out;
        loose->stream.avail_out = CHUNK_BYTES;
        int result = inflate(&loose->stream, Z_NO_FLUSH);
        size_t count = CHUNK_BYTES - loose->stream.avail_out;
        *end = result == Z_STREAM_END;
        loose->error = fault_of(result);
        if ((result != Z_OK && result != Z_STREAM_END && result != Z_BUF_ERROR) ||
            !take_output(loose, count)) {
            return false;
        }
        full = loose->stream.avail_out == 0;
    }
    return !*end || loose->stream.avail_in == 0;
}

bool git_loose_is_sound(int fd, int *error)
{
    struct loose loose = {.size = 0};
    bool end = false;
    int begun = inflateInit(&loose.stream);
    loose.error = fault_of(begun);
    bool good = begun == Z_OK;
    ssize_t got = 1;
    while (good && got > 0) {
        got = read(fd, loose.in, sizeof loose.in);
        if (got < 0 && errno == EINTR) {
            got = 1;
            continue;
        }
        loose.error = got < 0 ? errno : 0;
        good = got >= 0 && !(end && got > 0) &&
               (got == 0 || unpack_chunk(&loose, (size_t)got, &end));
    }
    (void)inflateEnd(&loose.stream);
    bool sound = good && end && loose.headed && loose.body_len == loose.size;
    if (sound && lseek(fd, 0, SEEK_SET) != 0) {
        loose.error = errno;
        sound = false;
    }
    *error = loose.error;
    return sound;
}
