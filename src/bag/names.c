/* Names of a zip: those that lead out of where it is unpacked, and those that are one file
 * on some disks: Windows and macOS take letter case, and macOS composed letters, for the
 * same. */
#include "bag/parts.h"

#include "base/fold.h"
#include "base/hash.h"
#include "base/utf8.h"

#include <stdlib.h>

static bool has_control(struct str text)
{
    for (size_t i = 0; i < text.len; i++) {
        if ((unsigned char)text.ptr[i] < ' ' || text.ptr[i] == 0x7F) {
            return true;
        }
    }
    return false;
}

/* What is wrong with the way that it names; NULL: nothing. */
static const char *fault_of(struct str name)
{
    if (name.len == 0) {
        return "it has no name";
    }
    if (name.ptr[0] == '/' ||
        (name.len > 1 && name.ptr[1] == ':' && ascii_is_alpha(name.ptr[0]))) {
        return "its name is absolute";
    }
    if (str_find_byte(name, '\\', 0) != STR_NONE) {
        return "a backslash stands in its name, which is a folder's end on Windows";
    }
    if (has_control(name)) {
        return "a control character stands in its name";
    }
    for (size_t at = 0; at < name.len;) {
        size_t slash = str_find_byte(name, '/', at);
        struct str part = str_sub(name, at, slash == STR_NONE ? name.len : slash);
        if (str_is(part, "..")) {
            return "its name leads out of the folder";
        }
        if (part.len == 0 || str_is(part, ".")) {
            return "its name goes by an empty step";
        }
        at = slash == STR_NONE ? name.len : slash + 1;
    }
    return NULL;
}

#define MADE_BY_UNIX 3
#define MODE_TYPE 0170000U
#define MODE_FILE 0100000U
#define MODE_FOLDER 0040000U

static void check_kind(struct bag *bag, const struct bag_file *file)
{
    bool folder = str_ends(file->path, "/");
    unsigned type = file->made_by >> 8 == MADE_BY_UNIX
                        ? (unsigned)(file->external >> 16) & MODE_TYPE
                        : 0;
    if (folder && file->bytes) {
        bag_add_fault(bag, file->path, true, "it is a folder with bytes of its own");
    }
    if (type && type != MODE_FILE && !(folder && type == MODE_FOLDER)) {
        bag_add_fault(bag, file->path, true,
                      "it is no file: a symbolic link, a device or the like");
    }
}

void names_check_each(struct bag *bag)
{
    for (size_t i = 0; i < bag->count; i++) {
        const struct bag_file *file = &bag->files[i];
        const char *fault = fault_of(file->path);
        if (fault) {
            bag_add_fault(bag, file->path, true, "%s", fault);
        }
        if (utf8_find_invalid(file->path) != STR_NONE) {
            bag_add_fault(bag, file->path, file->flags & FLAG_UTF8,
                          "its name is not UTF-8");
        } else if (!(file->flags & FLAG_UTF8) && !str_is_ascii(file->path)) {
            bag_add_fault(
                bag, file->path, false,
                "it does not say that its name is UTF-8: it is shown wrong by some");
        }
        check_kind(bag, file);
    }
}

/* A text that is the same for names that some disk takes for the same. */
static struct str key_of(struct arena *arena, struct str name)
{
    return str_is_ascii(name)
               ? fold_text(arena, name)
               : fold_decomposed(arena, fold_text(arena, fold_decomposed(arena, name)));
}

struct key {
    uint64_t hash;
    uint32_t index;
};

static int compare_keys(const void *a, const void *b)
{
    const struct key *first = a, *second = b;
    return first->hash < second->hash     ? -1
           : first->hash > second->hash   ? 1
           : first->index < second->index ? -1
                                          : first->index > second->index;
}

static bool check_alike(struct bag *bag, struct arena *scratch)
{
    struct arena one;
    struct key *keys = ARENA_ARRAY(scratch, struct key, bag->count + 1);
    arena_init_within(&one, 0, bag->arena->budget);
    for (size_t i = 0; keys && i < bag->count; i++) {
        keys[i] = (struct key){hash_fixed(key_of(&one, bag->files[i].path)), (uint32_t)i};
        bag->arena->failed |= arena_failed(&one);
        arena_reset(&one);
    }
    if (keys && bag->count > 1) {
        qsort(keys, bag->count, sizeof *keys, compare_keys);
    }
    for (size_t i = 1; keys && i < bag->count; i++) {
        struct str a = bag->files[keys[i - 1].index].path;
        struct str b = bag->files[keys[i].index].path;
        if (keys[i - 1].hash == keys[i].hash && !str_eq(a, b) &&
            str_eq(key_of(&one, a), key_of(&one, b))) {
            bag_add_fault(bag, b, true, "'%.*s' is the same name on some disks",
                          STR_ARG(a));
        }
        arena_reset(&one);
    }
    arena_clear(&one);
    return keys != NULL;
}

static int compare_names(const void *name, const void *file)
{
    return str_compare(*(const struct str *)name, ((const struct bag_file *)file)->path);
}

/* A file that is a folder of another one. */
static void check_folders(struct bag *bag)
{
    struct str before = {0};
    for (size_t i = 0; i < bag->count; i++) {
        struct str name = bag->files[i].path;
        for (size_t at = 0; (at = str_find_byte(name, '/', at)) != STR_NONE; at++) {
            struct str folder = str_sub(name, 0, at);
            bool seen = before.len > at &&
                        str_eq(str_sub(before, 0, at + 1), str_sub(name, 0, at + 1));
            if (!seen && bsearch(&folder, bag->files, bag->count, sizeof *bag->files,
                                 compare_names)) {
                bag_add_fault(bag, name, true, "'%.*s' is a file and a folder",
                              STR_ARG(folder));
            }
        }
        before = name;
    }
}

bool names_check_together(struct bag *bag)
{
    struct arena scratch;
    for (size_t i = 1; i < bag->count; i++) {
        if (str_eq(bag->files[i - 1].path, bag->files[i].path)) {
            bag_add_fault(bag, bag->files[i].path, true, "it is there twice");
        }
    }
    check_folders(bag);
    arena_init_within(&scratch, 0, bag->arena->budget);
    bool ok = check_alike(bag, &scratch);
    arena_clear(&scratch);
    return ok && !arena_failed(bag->arena);
}
