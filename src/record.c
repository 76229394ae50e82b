/* One line, one object, as it was written: what differs from that is no record of ours. */
#define _GNU_SOURCE /* fstatat */

#include "record.h"

#include "base/beside.h"
#include "base/digest.h"
#include "base/gate.h"
#include "base/limits.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#define READ_FLAGS (O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC | O_NOCTTY)
#define READ_BYTES ((size_t)1 << 16)

static struct record_time time_of(const struct stat *info)
{
    return (struct record_time){info->st_mtim.tv_sec, info->st_mtim.tv_nsec};
}

static const char *const states[] = {[OFFPRINT_PACKET_MADE] = "made",
                                     [OFFPRINT_PACKET_SAME] = "same",
                                     [OFFPRINT_PACKET_FAILED] = "failed"};

#define STATE_COUNT (sizeof states / sizeof states[0])

bool record_state(struct str name, enum offprint_packet_state *out)
{
    size_t at = 0;
    while (at < STATE_COUNT && !str_is(name, states[at])) {
        at++;
    }
    *out = (enum offprint_packet_state)at;
    return at < STATE_COUNT;
}

const char *record_name(struct arena *arena, const char *what, size_t shard, size_t shards)
{
    return shards ? arena_format(arena, "%s-%zu-of-%zu.jsonl", what, shard % shards, shards)
                        .ptr
                  : arena_format(arena, "%s.jsonl", what).ptr;
}

bool record_is_part(size_t number, size_t shard, size_t shards)
{
    return shards == 0 || (number - 1) % shards == shard % shards;
}

/* Digits at `*at`, which moves behind them, as record_name() writes a number: false, they
 * are not. */
static bool read_digits(struct str text, size_t *at, size_t *out)
{
    size_t value = 0, begin = *at;
    for (; *at < text.len && ascii_is_digit(text.ptr[*at]) && value <= SHARD_MOST; ++*at) {
        value = value * 10 + (size_t)(text.ptr[*at] - '0');
    }
    *out = value;
    return *at == begin + 1 || (*at > begin && text.ptr[begin] != '0');
}

size_t record_parts(struct str name, size_t *part)
{
    size_t at = strlen("packets-"), parts = 0;
    if (!str_starts(name, "packets-") || !read_digits(name, &at, part) ||
        !str_starts(str_skip(name, at), "-of-")) {
        return 0;
    }
    at += strlen("-of-");
    bool whole = read_digits(name, &at, &parts) && str_is(str_skip(name, at), ".jsonl");
    return whole && *part < parts && parts <= SHARD_MOST ? parts : 0;
}

void record_add(struct buf *out, const struct offprint_packet *item, size_t rows,
                const char *batch)
{
    buf_add_format(out, "{\"row\": %zu, \"rows\": %zu, \"batch\": \"%s\"", item->row, rows,
                   batch);
    if (item->state != OFFPRINT_PACKET_FAILED) {
        gate_add_member(out, "file", str_from(item->file_name));
        buf_add_format(out, ", \"bytes\": %zu, \"sha256\": \"%s\", \"input\": \"%s\"",
                       item->byte_count, item->sha256, item->input);
        if (item->zip_name) {
            gate_add_member(out, "zip", str_from(item->zip_name));
            buf_add_format(out, ", \"zip_bytes\": %zu, \"zip_sha256\": \"%s\"",
                           item->zip_byte_count, item->zip_sha256);
        }
    }
    buf_add_format(out, ", \"state\": \"%s\"}\n", states[item->state]);
}

/* Whether the file is no later one than is told. */
static bool is_before(const struct stat *info, struct record_time told)
{
    struct record_time file = time_of(info);
    return file.seconds != told.seconds ? file.seconds < told.seconds
                                        : file.nanoseconds <= told.nanoseconds;
}

/* A file that a record tells of. */
struct told {
    const char *name, *sha256;
    size_t byte_count;
};

static enum file_status look(const struct root *root, const struct told *told,
                             struct stat *info)
{
    if (fstatat(root->fd, told->name, info, AT_SYMLINK_NOFOLLOW) != 0) {
        return file_status_of_error(errno);
    }
    bool same = S_ISREG(info->st_mode) && info->st_size == (off_t)told->byte_count;
    return same ? FILE_OK : FILE_ABSENT;
}

/* FILE_OK: it is of that size and digest; FILE_ABSENT: it is not. */
static enum file_status check_digest(struct arena *scratch, const struct root *root,
                                     const struct told *told)
{
    uint8_t sha256[SHA256_BYTES], part[READ_BYTES];
    struct digester *digester = digester_new(scratch, (struct digests){.sha256 = sha256});
    if (!digester) {
        return FILE_NO_MEMORY;
    }
    int fd = beside_open(root->fd, told->name, READ_FLAGS, 0);
    ssize_t some = fd < 0 ? -1 : 1;
    while (some > 0) {
        some = read(fd, part, sizeof part);
        if (some < 0 && errno == EINTR) {
            some = 1;
        } else if (some > 0) {
            digester_add(digester, str_make((const char *)part, (size_t)some));
        }
    }
    enum file_status status = some < 0 ? file_status_of_error(errno) : FILE_OK;
    (void)(fd >= 0 && close(fd));
    digester_finish(digester);
    bool same = digest_is_hex(str_from(told->sha256), sha256, sizeof sha256);
    return status == FILE_OK && !same ? FILE_ABSENT : status;
}

/* Those of an item: one or two. */
static size_t list_files(const struct offprint_packet *item, struct told out[2])
{
    out[0] = (struct told){item->file_name, item->sha256, item->byte_count};
    out[1] = (struct told){item->zip_name, item->zip_sha256, item->zip_byte_count};
    return item->zip_name ? 2 : 1;
}

enum file_status record_stands(struct arena *scratch, const char *folder,
                               const struct offprint_packet *item)
{
    struct root root;
    struct stat info;
    struct told files[2];
    size_t count = list_files(item, files);
    if (!root_open(&root, folder)) {
        return file_status_of_error(errno);
    }
    enum file_status status = FILE_OK;
    for (size_t i = 0; i < count && status == FILE_OK; i++) {
        status = look(&root, &files[i], &info);
        status = status == FILE_OK ? check_digest(scratch, &root, &files[i]) : status;
    }
    root_close(&root);
    return status;
}

void record_add_time(struct buf *out, struct record_time time)
{
    buf_add_format(out, ", \"seconds\": %lld, \"nanoseconds\": %lld",
                   (long long)time.seconds, (long long)time.nanoseconds);
}

bool record_file_time(int folder, const struct offprint_packet *item,
                      struct record_time *out)
{
    struct told files[2];
    size_t count = list_files(item, files);
    *out = (struct record_time){INT64_MIN, 0};
    for (size_t i = 0; i < count; i++) {
        struct stat info;
        if (fstatat(folder, files[i].name, &info, AT_SYMLINK_NOFOLLOW) != 0) {
            return false;
        }
        struct record_time time = time_of(&info);
        bool later = time.seconds != out->seconds ? time.seconds > out->seconds
                                                  : time.nanoseconds > out->nanoseconds;
        *out = later ? time : *out;
    }
    return true;
}

static bool same_text(const char *a, const char *b)
{
    return a && b ? strcmp(a, b) == 0 : a == b;
}

bool record_tells(struct record *record, struct arena *scratch,
                  const struct offprint_packet *item)
{
    struct offprint_packet entry;
    struct record_time time;
    return record_entry(record, scratch, item->file_name, &entry, &time) &&
           same_text(entry.sha256, item->sha256) &&
           same_text(entry.zip_sha256, item->zip_sha256);
}

const struct offprint_packet *record_find(struct record *record, struct arena *arena,
                                          const char *folder,
                                          const struct offprint_packet *item, bool verify)
{
    struct offprint_packet *entry = ARENA_NEW(arena, struct offprint_packet);
    struct record_time time;
    struct root root;
    struct stat info;
    struct told files[2];
    if (!entry || !record_entry(record, arena, item->file_name, entry, &time) ||
        !entry->input || strcmp(entry->input, item->input) != 0 ||
        !root_open(&root, folder)) {
        return NULL;
    }
    bool stands = true;
    size_t count = list_files(entry, files);
    for (size_t i = 0; i < count && stands; i++) {
        stands = look(&root, &files[i], &info) == FILE_OK &&
                 (verify ? check_digest(arena, &root, &files[i]) == FILE_OK
                         : is_before(&info, time));
    }
    root_close(&root);
    return stands ? entry : NULL;
}
