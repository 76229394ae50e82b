/* Any bytes as a zip: listed, looked for faults, and each file read. A mutator sets the end
 * record right, so that what it leads to is reached. */
#include "room.h"

#include "bag/bag.h"
#include "site_folder.h"

#include <stdio.h>

#define END_BYTES 22
#define PACKED_MOST 1040 /* times: what DEFLATE can make of a byte */

static bool count_bytes(void *data, struct str block)
{
    *(uint64_t *)data += block.len;
    return true;
}

static bool is_safe(struct str name)
{
    return name.len && name.ptr[0] != '/' && str_find_byte(name, '\\', 0) == STR_NONE &&
           str_find(name, STR("//"), 0) == STR_NONE && !str_starts(name, "../") &&
           str_find(name, STR("/../"), 0) == STR_NONE && !str_ends(name, "/..");
}

/* What is read of them all is never more than the zip's bytes can hold. */
static void read_files(struct bag *bag, const struct bag_file *files, size_t count,
                       bool sound, size_t size)
{
    uint64_t all = 0;
    for (size_t i = 0; i < count; i++) {
        uint64_t sent = 0;
        struct bag_end end = bag_send(bag, &files[i], count_bytes, &sent);
        must(end.kind == BAG_WHOLE || end.kind == BAG_DAMAGED);
        must(end.kind == BAG_WHOLE ? sent == files[i].bytes : end.why != NULL);
        must(!sound || is_safe(files[i].path));
        must(i == 0 || str_compare(files[i - 1].path, files[i].path) < (sound ? 0 : 1));
        all += sent;
    }
    must(all <= ((uint64_t)size + 1) * PACKED_MOST);
}

static bool is_sound(const struct bag *bag)
{
    size_t count;
    const struct bag_fault *faults = bag_faults(bag, &count);
    bool sound = true;
    for (size_t i = 0; i < count; i++) {
        must(faults[i].text.len > 0);
        sound &= !faults[i].grave;
    }
    return sound;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static struct room room;
    static const char *folder;
    static char path[400];
    if (!folder) {
        folder = site_folder_new();
        (void)snprintf(path, sizeof path, "%s/a.zip", folder);
    }
    site_folder_put(folder, STR("a.zip"), input(data, size));
    room_enter(&room);
    struct bag *bag = bag_look(&room.arena, path, room.report);
    must(bag != NULL);
    bool sound = is_sound(bag);
    size_t count, outside;
    const struct bag_file *files = bag_files(bag, &count);
    read_files(bag, files, count, sound, size);
    files = bag_outside(bag, &outside);
    read_files(bag, files, outside, sound, size);
    bag_close(bag);
    room_leave(&room);
    return 0;
}

static void put_number(uint8_t *at, size_t value, size_t bytes)
{
    for (size_t i = 0; i < bytes; i++) {
        at[i] = (uint8_t)(value >> 8 * i);
    }
}

/* The last end record tells of the directory that begins with the first of its records. */
static void mend(uint8_t *data, size_t size)
{
    size_t end = size, first = size, count = 0;
    for (size_t i = 0; i + 4 <= size; i++) {
        bool record = memcmp(data + i, "PK\1\2", 4) == 0;
        first = record && first == size ? i : first;
        count += record;
        end = memcmp(data + i, "PK\5\6", 4) == 0 && size - i >= END_BYTES ? i : end;
    }
    if (end < size && first < end) {
        put_number(data + end + 4, 0, 4);
        put_number(data + end + 8, count, 2);
        put_number(data + end + 10, count, 2);
        put_number(data + end + 12, end - first, 4);
        put_number(data + end + 16, first, 4);
        put_number(data + end + 20, size - end - END_BYTES, 2);
    }
}

size_t LLVMFuzzerCustomMutator(uint8_t *data, size_t size, size_t max_size, unsigned seed)
{
    size = LLVMFuzzerMutate(data, size, max_size);
    if (seed % 4) {
        mend(data, size);
    }
    return size;
}
