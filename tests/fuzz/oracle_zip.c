/* Reads a zip from its end (APPNOTE 4.3): the central directory, then each local header and
 * its data. No zip of ours needs ZIP64, data descriptors or encryption. */
#include "oracle_zip.h"

#include "base/deflate.h"

#include <stdio.h>
#include <stdlib.h>

#define ENTRY_LIMIT_BYTES ((size_t)256 << 20)
#define END_BYTES 22
#define CENTRAL_BYTES 46
#define LOCAL_BYTES 30

static void need(bool holds, const char *why, struct str name)
{
    if (!holds) {
        (void)fprintf(stderr, "zip: %s: '%.*s'\n", why, STR_ARG(name));
        abort();
    }
}

static size_t number(struct str file, size_t at, size_t bytes)
{
    size_t value = 0;
    need(at + bytes <= file.len, "ends early", str_sub(file, 0, 0));
    for (size_t i = bytes; i > 0; i--) {
        value = value << 8 | (unsigned char)file.ptr[at + i - 1];
    }
    return value;
}

/* Below one folder, in words that every system has. */
static void check_name(struct str name)
{
    need(name.len > 0 && name.ptr[0] != '/' && str_find_byte(name, '/', 0) != STR_NONE,
         "a name outside the folder", name);
    for (size_t i = 0; i < name.len; i++) {
        need((unsigned char)name.ptr[i] >= ' ' && !strchr("\\:*?\"<>|", name.ptr[i]),
             "a character in a name", name);
    }
    need(str_find(name, STR("../"), 0) == STR_NONE &&
             str_find(name, STR("//"), 0) == STR_NONE && !str_ends(name, "/.."),
         "a name that leads out", name);
}

struct zip_entry {
    struct str name;
    size_t method, sum, packed, size, local;
};

static struct zip_entry read_entry(struct str file, size_t at)
{
    size_t name = number(file, at + 28, 2);
    return (struct zip_entry){
        .name = str_sub(file, at + CENTRAL_BYTES, at + CENTRAL_BYTES + name),
        .method = number(file, at + 10, 2),
        .sum = number(file, at + 16, 4),
        .packed = number(file, at + 20, 4),
        .size = number(file, at + 24, 4),
        .local = number(file, at + 42, 4),
    };
}

static void read_data(struct str file, const struct zip_entry *entry, struct buf *out)
{
    size_t name = number(file, entry->local + 26, 2),
           extra = number(file, entry->local + 28, 2);
    size_t start = entry->local + LOCAL_BYTES + name + extra;
    struct str local =
        str_sub(file, entry->local + LOCAL_BYTES, entry->local + LOCAL_BYTES + name);
    need(number(file, entry->local, 4) == 0x04034b50 && str_eq(local, entry->name) &&
             start + entry->packed <= file.len,
         "a local header", entry->name);
    struct str packed = str_sub(file, start, start + entry->packed);
    if (entry->method == 0) {
        buf_add(out, packed);
    } else {
        need(entry->method == 8 && inflate_raw(packed, ENTRY_LIMIT_BYTES, out),
             "damaged data", entry->name);
    }
    need(out->len == entry->size && crc32_add(0, buf_str(out)) == entry->sum, "another sum",
         entry->name);
}

void oracle_zip_check(struct str file,
                      void (*see)(void *data, struct str name, struct str bytes),
                      void *data)
{
    need(file.len >= END_BYTES && number(file, file.len - END_BYTES, 4) == 0x06054b50,
         "no end", (struct str){0});
    size_t count = number(file, file.len - END_BYTES + 10, 2);
    size_t at = number(file, file.len - END_BYTES + 16, 4);
    struct str before = {0};
    for (size_t i = 0; i < count; i++) {
        need(number(file, at, 4) == 0x02014b50, "no central directory", before);
        struct zip_entry entry = read_entry(file, at);
        struct buf bytes = {0};
        check_name(entry.name);
        read_data(file, &entry, &bytes);
        see(data, entry.name, buf_str(&bytes));
        buf_clear(&bytes);
        at += CENTRAL_BYTES + entry.name.len + number(file, at + 30, 2) +
              number(file, at + 32, 2);
        before = entry.name;
    }
    need(at + END_BYTES == file.len, "something between", before);
}
