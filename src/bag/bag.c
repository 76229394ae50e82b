/* What the rest of offprint sees of a bag: the same for a zip and a folder. */
#include "bag/bag.h"

#include "bag/inflate.h"
#include "bag/parts.h"
#include "base/limits.h"
#include "base/path.h"
#include "base/unread.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#define DECLARATION "bagit.txt"

void bag_add_fault(struct bag *bag, struct str path, bool grave, const char *format, ...)
{
    char text[512];
    va_list arguments;
    va_start(arguments, format);
    int len = vsnprintf(text, sizeof text, format, arguments);
    va_end(arguments);
    if (bag->fault_count >= BAG_FAULT_LIMIT) {
        bag->further_faults++;
        return;
    }
    if (arena_grow(bag->arena, &bag->faults, bag->fault_count, &bag->fault_capacity,
                   sizeof *bag->faults)) {
        size_t kept = len < 0 ? 0 : (size_t)len;
        kept = kept < sizeof text ? kept : sizeof text - 1;
        bag->faults[bag->fault_count++] =
            (struct bag_fault){path, arena_str(bag->arena, str_make(text, kept)), grave};
    }
}

const char *bag_status_text(enum file_status status)
{
    return status == FILE_OUTSIDE ? "it lies outside the bundle, or behind an absolute "
                                    "symbolic link: none is followed"
                                  : file_status_text(status);
}

/* Arranging */

static int compare_files(const void *a, const void *b)
{
    const struct bag_file *first = a, *second = b;
    int order = str_compare(first->path, second->path);
    return order ? order : first->at < second->at ? -1 : first->at > second->at;
}

/* "name/" of the one folder right at the top that has a declaration. */
static struct str find_top(const struct bag *bag)
{
    struct str top = {0};
    for (size_t i = 0; i < bag->count; i++) {
        struct str path = bag->files[i].path;
        if (str_is(path, DECLARATION)) {
            return (struct str){0};
        }
        if (str_is(path_name(path), DECLARATION) && path_depth(path) == 1) {
            struct str found = str_sub(path, 0, path.len - strlen(DECLARATION));
            top = top.len == 0 ? found : top;
        }
    }
    return top;
}

/* Folders go, what lies outside the bag's own folder goes behind the rest. In place: both
 * parts keep their order. */
static bool arrange(struct bag *bag)
{
    size_t inside = 0, outside = 0;
    struct arena scratch;
    arena_init_within(&scratch, 0, bag->arena->budget);
    bag->top = find_top(bag);
    struct bag_file *apart = ARENA_ARRAY(&scratch, struct bag_file, 1);
    size_t capacity = 1;
    bool ok = apart != NULL;
    for (size_t i = 0; i < bag->count && ok; i++) {
        struct bag_file file = bag->files[i];
        if (str_ends(file.path, "/")) {
            continue;
        }
        if (file.path.len > bag->top.len &&
            str_eq(str_sub(file.path, 0, bag->top.len), bag->top)) {
            file.path = str_skip(file.path, bag->top.len);
            bag->files[inside++] = file;
        } else {
            ok = arena_grow(&scratch, &apart, outside, &capacity, sizeof *apart);
            if (ok) {
                apart[outside++] = file;
            }
        }
    }
    if (outside && ok) {
        memcpy(bag->files + inside, apart, outside * sizeof *apart);
    }
    arena_clear(&scratch);
    bag->count = inside;
    bag->outside_count = outside;
    bag->holds_bag = bag_find(bag, STR(DECLARATION)) != NULL;
    return ok;
}

/* Opening */

static bool cannot_open(const char *path, enum file_status status, struct report *report)
{
    return unread_tell(&(struct unread){.code = "bag-open", .path = str_from(path)}, status,
                       report);
}

static bool want_all(const void *data, struct str name)
{
    (void)data;
    (void)name;
    return true;
}

static bool add_folder_files(struct bag *bag, const struct file_list *list)
{
    bag->files = ARENA_ARRAY(bag->arena, struct bag_file, list->count + 1);
    for (size_t i = 0; bag->files && i < list->count; i++) {
        struct bag_file *file = &bag->files[bag->count++];
        file->path = list->paths[i];
        if (file_size(&bag->root, file->path, &file->bytes) == FILE_DENIED) {
            bag_add_fault(bag, file->path, true, "%s", bag_status_text(FILE_DENIED));
        }
    }
    for (size_t i = 0; i < list->closed_count; i++) {
        bag_add_fault(bag, list->closed[i].path, true, "%s",
                      bag_status_text(list->closed[i].status));
    }
    return bag->files != NULL;
}

static bool open_folder(struct bag *bag, struct report *report)
{
    static const struct list_filter all = {.wants = want_all, .tells_links = true};
    struct root_fault fault = {0};
    struct file_list list;
    if (!root_open(&bag->root, bag->path)) {
        return cannot_open(bag->path, file_status_of_error(errno), report);
    }
    bag->root.fault = &fault;
    bool listed =
        file_list_all(bag->arena, &bag->root, (struct str){0}, BAG_FILE_LIMIT, &all, &list);
    bool ok = listed && add_folder_files(bag, &list);
    bag->root.fault = NULL;
    if (!unread_tell_fault("bag-open", str_from(bag->path), &fault, report)) {
        return false;
    }
    if (!listed && !arena_failed(bag->arena)) {
        report_error(report, (struct place){0}, "bag-open", "'%s' holds more than %d files",
                     bag->path, BAG_FILE_LIMIT);
        return false;
    }
    return (ok && !arena_failed(bag->arena)) || report_out_of_memory(report);
}

static bool open_zip(struct bag *bag, struct report *report)
{
    enum file_status status;
    bag->room = ARENA_ARRAY(bag->arena, char, BLOCK_BYTES);
    bag->inflater = inflater_new(bag->arena);
    if (!bag->room || !bag->inflater) {
        return report_out_of_memory(report);
    }
    (void)zip_list(bag, &status);
    if (status != FILE_OK) {
        return cannot_open(bag->path, status, report);
    }
    if (bag->count > 1) {
        qsort(bag->files, bag->count, sizeof *bag->files, compare_files);
    }
    names_check_each(bag);
    bool ok = names_check_together(bag) && !arena_failed(bag->arena);
    return ok || report_out_of_memory(report);
}

struct bag *bag_look(struct arena *arena, const char *path, struct report *report)
{
    struct bag *bag = ARENA_NEW(arena, struct bag);
    char *block = ARENA_ARRAY(arena, char, BLOCK_BYTES);
    if (!bag || !block) {
        (void)report_out_of_memory(report);
        return NULL;
    }
    *bag = (struct bag){.arena = arena, .path = path, .root.fd = -1, .block = block};
    enum file_status status = reading_open_path(&bag->file, path);
    bag->is_zip = status == FILE_OK;
    if (!bag->is_zip && status != FILE_FOLDER) {
        (void)cannot_open(path, status, report);
        return NULL;
    }
    bool ok = bag->is_zip ? open_zip(bag, report) : open_folder(bag, report);
    if (ok && !arrange(bag)) {
        ok = report_out_of_memory(report);
    }
    if (!ok) {
        bag_close(bag);
    }
    return ok ? bag : NULL;
}

static void report_fault(const char *path, const struct bag_fault *fault,
                         struct report *report)
{
    const char *before = fault->path.len ? "'" : "", *after = fault->path.len ? "': " : "";
    if (fault->grave) {
        report_error(report, (struct place){0}, "bag-zip", "'%s': %s%.*s%s%.*s", path,
                     before, STR_ARG(fault->path), after, STR_ARG(fault->text));
    } else {
        report_warning(report, (struct place){0}, "bag-zip", "'%s': %s%.*s%s%.*s", path,
                       before, STR_ARG(fault->path), after, STR_ARG(fault->text));
    }
}

struct bag *bag_open(struct arena *arena, const char *path, struct report *report)
{
    struct bag *bag = bag_look(arena, path, report);
    bool grave = false;
    for (size_t i = 0; bag && i < bag->fault_count; i++) {
        report_fault(path, &bag->faults[i], report);
        grave |= bag->faults[i].grave;
    }
    if (bag && !grave && !bag->holds_bag) {
        report_error(report, (struct place){0}, "bag-none",
                     "'%s' is no bundle: it has no " DECLARATION, path);
    }
    if (bag && (grave || !bag->holds_bag)) {
        bag_close(bag);
        bag = NULL;
    }
    return bag;
}

void bag_close(struct bag *bag)
{
    if (bag) {
        reading_close(&bag->file);
        root_close(&bag->root);
    }
}

/* Asking */

bool bag_is_zip(const struct bag *bag)
{
    return bag->is_zip;
}

bool bag_holds_bag(const struct bag *bag)
{
    return bag->holds_bag;
}

struct str bag_top(const struct bag *bag)
{
    return bag->top;
}

const struct bag_fault *bag_faults(const struct bag *bag, size_t *count)
{
    *count = bag->fault_count;
    return bag->faults;
}

const struct bag_file *bag_files(const struct bag *bag, size_t *count)
{
    *count = bag->count;
    return bag->files;
}

const struct bag_file *bag_outside(const struct bag *bag, size_t *count)
{
    *count = bag->outside_count;
    return bag->files ? bag->files + bag->count : NULL;
}

static int compare_path(const void *path, const void *file)
{
    return str_compare(*(const struct str *)path, ((const struct bag_file *)file)->path);
}

const struct bag_file *bag_find(const struct bag *bag, struct str path)
{
    return bag->count
               ? bsearch(&path, bag->files, bag->count, sizeof *bag->files, compare_path)
               : NULL;
}

/* Reading */

struct bag_end bag_send(struct bag *bag, const struct bag_file *file,
                        bool (*take)(void *data, struct str block), void *data)
{
    return bag->is_zip ? zip_send(bag, file, take, data)
                       : folder_send(bag, file, take, data);
}

bool bag_tell(const struct bag *bag, const struct bag_file *file, struct bag_end end,
              struct report *report)
{
    switch (end.kind) {
    case BAG_WHOLE: return true;
    case BAG_STOPPED: return false;
    case BAG_DAMAGED:
        report_error(report, (struct place){0}, "bag-file", "'%s': '%.*s': %s", bag->path,
                     STR_ARG(file->path), end.why);
        return false;
    case BAG_UNREADABLE:
        report_error(report, (struct place){0}, "bag-file", "'%s': cannot read '%.*s': %s",
                     bag->path, STR_ARG(file->path), end.why);
        return false;
    case BAG_FAILED:
        report_system_error(report, "bag-file", "'%s': cannot read '%.*s': %s", bag->path,
                            STR_ARG(file->path), end.why);
        return false;
    case BAG_NO_MEMORY: return report_out_of_memory(report);
    }
    return false;
}

bool bag_stream(struct bag *bag, const struct bag_file *file,
                bool (*take)(void *data, struct str block), void *data,
                struct report *report)
{
    return bag_tell(bag, file, bag_send(bag, file, take, data), report);
}

struct filling {
    char *at;
    size_t room;
};

static bool add_block(void *data, struct str block)
{
    struct filling *filling = data;
    if (block.len > filling->room) {
        return false;
    }
    memcpy(filling->at, block.ptr, block.len);
    filling->at += block.len;
    filling->room -= block.len;
    return true;
}

bool bag_read(struct arena *arena, struct bag *bag, const struct bag_file *file,
              size_t limit_bytes, struct str *out, struct report *report)
{
    *out = (struct str){0};
    if (file->bytes > limit_bytes) {
        report_error(report, (struct place){0}, "bag-file",
                     "'%s': '%.*s' is larger than %zu bytes", bag->path,
                     STR_ARG(file->path), limit_bytes);
        return false;
    }
    char *bytes = ARENA_ARRAY(arena, char, (size_t)file->bytes + 1);
    struct filling filling = {bytes, (size_t)file->bytes};
    if (!bytes) {
        return report_out_of_memory(report);
    }
    struct bag_end end = bag_send(bag, file, add_block, &filling);
    if (!bag_tell(bag, file, end, report)) {
        if (end.kind == BAG_STOPPED) {
            report_error(report, (struct place){0}, "bag-file",
                         "'%s': '%.*s' grew while it was read", bag->path,
                         STR_ARG(file->path));
        }
        return false;
    }
    *out = str_make(bytes, (size_t)(filling.at - bytes));
    return true;
}
