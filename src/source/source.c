/* The table of sources, and what is the same for all of them: which row takes an address,
 * and the record of what was read. */
#define _XOPEN_SOURCE 700 /* realpath */
#include "source/row.h"

#include "base/folder.h"
#include "base/path.h"
#include "base/system_error.h"
#include "base/unread.h"

#include <errno.h>
#include <limits.h>
#include <stdlib.h>

#define POINTER_LIMIT_BYTES ((size_t)1024) /* of Git LFS, by its specification */

/* The first that takes an address has it; a folder takes all that is left. */
static const struct source_row *const rows[] = {&source_revision_row, &source_folder};

static const struct source_row *find_row(const struct source_at *at)
{
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        if (rows[i]->takes(at)) {
            return rows[i];
        }
    }
    return NULL;
}

static void tell_fault(const char *address, int error, struct report *report)
{
    if (report_has_system_error(report)) {
        return; /* it is told, of what file it is */
    }
    if (error == ENOMEM) {
        (void)report_out_of_memory(report);
    } else if (system_error_is_fault(error)) {
        report_read_error(report, "site-read", "cannot read '%s': %s", address,
                          system_error_text(error));
    }
}

static const char *copy(struct arena *arena, const char *text)
{
    return text ? arena_cstr(arena, str_from(text)) : NULL;
}

struct source *source_open(struct arena *arena, struct source_at at, struct report *report)
{
    struct source *source = ARENA_NEW(arena, struct source);
    struct str *fresh = ARENA_NEW(arena, struct str);
    struct arena *noting = arena_new_below(arena);
    const struct source_row *row = find_row(&at);
    if (!source || !fresh || !noting || !row) {
        return NULL;
    }
    *source = (struct source){.arena = arena,
                              .row = row,
                              .at = {copy(arena, at.folder), copy(arena, at.revision)},
                              .noting = noting,
                              .denied = value_map_new(arena),
                              .pointers = value_map_new(arena),
                              .fresh = fresh};
    errno = 0;
    source->own = row->open(arena, &at, report);
    if (!source->own) {
        tell_fault(at.folder, errno, report);
        return NULL;
    }
    (void)pthread_mutex_init(&source->turn, NULL); /* fails on no system of ours */
    return source;
}

bool source_bars(const struct source *source, struct str path, enum file_status status)
{
    switch (status) {
    case FILE_DENIED:
    case FILE_LOST:
    case FILE_LOOP:
    case FILE_DANGLING:
    case FILE_LINKS:
    case FILE_LINK:
    case FILE_SPECIAL: return true;
    case FILE_NAME_TOO_LONG:
    case FILE_OUTSIDE: /* by its own words it is none of the source's */
        return source_kind_of(source, path) == FILE_KIND_BARRED;
    case FILE_OK:
    case FILE_ABSENT:
    case FILE_FOLDER:
    case FILE_UNREADABLE:
    case FILE_TOO_LARGE:
    case FILE_NO_MEMORY: return false;
    }
    return false;
}

/* Whatever its reader does not spare counts as a fault of the site. */
static enum file_status note_denied(const struct source *source, struct str path,
                                    enum file_status status)
{
    *source->fresh = (struct str){0};
    if (source_bars(source, path, status) && !value_has(source->denied, path)) {
        *source->fresh = arena_str(source->arena, path);
        (void)value_map_set(source->arena, source->denied, *source->fresh,
                            value_integer((int64_t)status));
    }
    return status;
}

enum file_status source_spare(const struct source *source, struct str path,
                              enum file_status status)
{
    /* Who read it before, and did not spare it, needs it. */
    bool needed = value_get(source->denied, path).kind == VALUE_INTEGER &&
                  !str_eq(*source->fresh, path);
    if (source_bars(source, path, status) && !needed) {
        (void)value_map_set(source->arena, source->denied, arena_str(source->arena, path),
                            value_nil());
    }
    return status;
}

static bool tell_denied(const struct source *source, struct report *report)
{
    bool told = false;
    for (size_t i = 0; i < value_count(source->denied); i++) {
        const struct value_entry *entry = &source->denied.as.map->entries[i];
        if (entry->value.kind == VALUE_INTEGER) {
            report_site_error(report, (struct place){.file = entry->key}, "site-denied",
                              "cannot read the file: %s",
                              file_status_text((enum file_status)entry->value.as.integer));
            told = true;
        }
    }
    return told;
}

static void tell_pointers(const struct source *source, struct report *report)
{
    for (size_t i = 0; i < value_count(source->pointers); i++) {
        struct str path = source->pointers.as.map->entries[i].key;
        uint32_t used =
            text_map_get(&source->used, path_join(source->arena, source->entered, path));
        if (used == USED_WHOLE) {
            report_warning(report, (struct place){.file = path}, "source-lfs", "%s",
                           "the file is a pointer of Git LFS: what it stands for is not "
                           "in the source");
            report_hint(report, "%s", "read a checkout in which git lfs has put the files");
        }
    }
}

bool source_holds(const struct source *source, struct report *report)
{
    bool denied = tell_denied(source, report);
    tell_pointers(source, report);
    if (source->mounted && !source_holds(source->mounted, report)) {
        return false;
    }
    for (; source; source = source->below) {
        const struct root_fault *fault = source->row->fault_of(source->own);
        if (source->row->tell) {
            source->row->tell(source->own, report);
        }
        if (fault->error) {
            return unread_tell_fault("site-read", str_from(source->at.folder), fault,
                                     report);
        }
    }
    return !denied;
}

bool source_is_pointer(struct str text)
{
    return text.len <= POINTER_LIMIT_BYTES &&
           str_starts(text, "version https://git-lfs.github.com/spec/");
}

/* What was read stands for another file. */
static enum file_status note_pointer(const struct source *source, struct str path,
                                     enum file_status status, const struct str *text)
{
    if (status == FILE_OK && source_is_pointer(*text) &&
        !value_has(source->pointers, path)) {
        (void)value_map_set(source->arena, source->pointers, arena_str(source->arena, path),
                            value_bool(true));
    }
    return status;
}

void source_close(struct source *source)
{
    if (source->below) {
        source_close(source->below);
    }
    if (source->mounted) {
        source_close(source->mounted);
    }
    (void)pthread_mutex_destroy(&source->turn);
    source->row->close(source->own);
}

void source_lay_under(struct source *source, struct source *below,
                      const char *const *folders)
{
    source->below = below;
    source->below_folders = folders;
}

static bool is_shared(const struct source *source, struct str path)
{
    for (size_t i = 0; source->below && source->below_folders[i]; i++) {
        struct str folder = str_from(source->below_folders[i]);
        if (str_starts(path, source->below_folders[i]) && path.len > folder.len &&
            path.ptr[folder.len] == '/') {
            return true;
        }
    }
    return false;
}

static bool is_mounted(const struct source *source, struct str path)
{
    return source->mounted && path_is_below(path, source->mount);
}

/* The source that has the file: the one below where it alone does. `*path` is then the
 * file's there. */
static const struct source *holder(const struct source *source, struct str *path)
{
    if (is_mounted(source, *path)) {
        *path = str_skip(*path, source->mount.len + 1);
        return source->mounted;
    }
    bool below = is_shared(source, *path) &&
                 source->row->kind_of(source->own, *path) == FILE_KIND_NONE;
    return below ? source->below : source;
}

const char *source_kind(const struct source *source)
{
    return source->row->name;
}

bool source_enter(struct source *source, struct str folder)
{
    if (!source->row->enter(source->own, source->arena, folder)) {
        return false;
    }
    source->entered = path_join(source->arena, source->entered, folder);
    return true;
}

/* Without links; of a revision's folder what is no more on the disk as it stands. Empty:
 * there is none. */
static struct str real_path(struct arena *arena, const struct source_at *at,
                            struct report *report)
{
    char there[PATH_MAX];
    struct str rest = {0};
    bool found = at->revision ? folder_find_there(arena, at->folder, there, &rest)
                              : realpath(at->folder, there) != NULL;
    if (!found) {
        tell_fault(at->folder, errno, report);
        return (struct str){0};
    }
    return path_join(arena, arena_str(arena, str_from(there)), rest);
}

bool source_is_folder(const struct source *source, struct str folder, struct report *report)
{
    struct str path = real_path(source->arena, &source->at, report);
    size_t start = path.len > folder.len ? path.len - folder.len : 0;
    return folder.len && start && path.ptr[start - 1] == '/' &&
           str_eq(str_skip(path, start), folder);
}

bool source_above(struct arena *arena, struct source_at at, size_t levels,
                  struct source_at *out, struct str *below, struct report *report)
{
    struct str path = real_path(arena, &at, report);
    struct str above = path;
    for (size_t i = 0; i < levels; i++) {
        above = path_folder(above);
        if (above.len == 0) {
            return false; /* the root of the file system is nobody's site */
        }
    }
    *below = str_skip(path, above.len + 1);
    *out = (struct source_at){arena_cstr(arena, above), at.revision};
    return out->folder;
}

/* Both in one order; where both have a path, it is the first one's. */
static bool merge_lists(struct arena *arena, const struct source *source,
                        const struct file_list *own, const struct file_list *below,
                        struct file_list *out)
{
    bool ok = true;
    for (size_t i = 0, k = 0; ok && (i < own->count || k < below->count);) {
        int order = i == own->count     ? 1
                    : k == below->count ? -1
                                        : str_compare(own->paths[i], below->paths[k]);
        if (order <= 0) {
            ok = file_list_add(arena, out, SIZE_MAX, own->paths[i++]);
            k += order == 0 ? 1 : 0;
        } else {
            ok = !is_shared(source, below->paths[k]) ||
                 file_list_add(arena, out, SIZE_MAX, below->paths[k]);
            k++;
        }
    }
    return ok;
}

static bool is_shared_folder(const struct source *source, struct str path)
{
    bool shared = path.len == 0 || is_shared(source, path);
    for (size_t i = 0; source->below_folders[i] && !shared; i++) {
        shared = str_is(path, source->below_folders[i]);
    }
    return shared;
}

static bool merge_closed(struct arena *arena, const struct source *source,
                         const struct file_list *own, const struct file_list *below,
                         struct file_list *out)
{
    size_t count = own->closed_count + below->closed_count;
    out->closed = count ? ARENA_ARRAY(arena, struct closed_path, count) : NULL;
    for (size_t i = 0; out->closed && i < own->closed_count; i++) {
        out->closed[out->closed_count++] = own->closed[i];
    }
    for (size_t i = 0; out->closed && i < below->closed_count; i++) {
        struct closed_path folder = below->closed[i];
        folder.root = folder.root ? folder.root : source->below->at.folder;
        if (is_shared_folder(source, folder.path)) {
            out->closed[out->closed_count++] = folder;
        }
    }
    file_list_sort(out);
    return count == 0 || out->closed;
}

static bool list_layers(struct arena *arena, const struct source *source,
                        size_t limit_count, const struct list_filter *filter,
                        struct file_list *out)
{
    struct file_list own = {0}, below = {0};
    if (!source->below) {
        return source->row->list(source->own, arena, limit_count, filter, out);
    }
    struct list_filter links = {.follows = filter ? filter->follows : NULL,
                                .data = filter ? filter->data : NULL};
    return source->row->list(source->own, arena, limit_count, filter, &own) &&
           source_list(arena, source->below, limit_count, &links, &below) &&
           merge_lists(arena, source, &own, &below, out) &&
           merge_closed(arena, source, &own, &below, out);
}

bool source_list(struct arena *arena, const struct source *source, size_t limit_count,
                 const struct list_filter *filter, struct file_list *out)
{
    bool ok = list_layers(arena, source, limit_count, filter, out);
    size_t kept = 0;
    for (size_t i = 0; ok && source->mounted && i < out->count; i++) {
        if (!is_mounted(source, out->paths[i])) {
            out->paths[kept++] = out->paths[i];
        }
    }
    out->count = source->mounted ? kept : out->count;
    return ok;
}

/* Where `at` lies in what `source` has entered; empty: it lies elsewhere. */
static bool find_inside(const struct source *source, const struct source_at *at,
                        struct str *out, struct report *report)
{
    struct str top = real_path(source->arena, &source->at, report);
    struct str inner = real_path(source->arena, at, report);
    top = path_join(source->arena, top, source->entered);
    if (top.len && str_eq(top, inner)) {
        report_request_error(report, (struct place){0}, "built-folder",
                             "the folder of the built site is that of its sources: '%s'",
                             at->folder);
        return false;
    }
    *out = path_is_below(inner, top) ? str_skip(inner, top.len + 1) : (struct str){0};
    return top.len && inner.len;
}

bool source_mount(struct source *source, struct source *mounted, struct str *folder,
                  struct report *report)
{
    struct str name;
    if (!find_inside(source, &mounted->at, &name, report)) {
        source_close(mounted);
        return false;
    }
    if (name.len == 0) {
        name = path_name(real_path(source->arena, &mounted->at, report));
        while (source->row->kind_of(source->own, name) != FILE_KIND_NONE && name.len) {
            name = arena_format(source->arena, "%.*s-built", STR_ARG(name));
        }
    }
    source->mounted = mounted;
    source->mount = *folder = name;
    return true;
}

static bool follows_all(const void *data, struct str path)
{
    (void)data;
    (void)path;
    return true;
}

bool source_list_mounted(struct arena *arena, const struct source *source,
                         size_t limit_count, struct file_list *out)
{
    const struct list_filter filter = {.follows = follows_all};
    bool ok =
        source->mounted && source_list(arena, source->mounted, limit_count, &filter, out);
    for (size_t i = 0; ok && i < out->count; i++) {
        out->paths[i] = path_join(arena, source->mount, out->paths[i]);
    }
    for (size_t i = 0; ok && i < out->closed_count; i++) {
        out->closed[i].path = path_join(arena, source->mount, out->closed[i].path);
    }
    return ok;
}

enum file_kind source_kind_of(const struct source *source, struct str path)
{
    const struct source *from = holder(source, &path);
    return from->row->kind_of(from->own, path);
}

enum file_status source_peek(struct arena *arena, const struct source *source,
                             struct str path, size_t limit_bytes, struct str *out)
{
    struct str there = path;
    const struct source *from = holder(source, &there);
    enum file_status status = from->row->read(from->own, arena, there, limit_bytes, out);
    return note_denied(source, path, note_pointer(source, path, status, out));
}

enum file_status source_peek_start(struct arena *arena, const struct source *source,
                                   struct str path, size_t size_bytes, struct str *out)
{
    struct str there = path;
    const struct source *from = holder(source, &there);
    return note_denied(source, path,
                       from->row->read_start(from->own, arena, there, size_bytes, out));
}

/* A question about a path below the address, for one who knows what was entered only. */
struct question_below {
    struct str entered;
    const struct source_question *own;
};

static bool ask_below(void *data, struct str path)
{
    const struct question_below *below = data;
    struct str entered = below->entered;
    if (entered.len) {
        bool inside = path_is_below(path, entered);
        path = inside ? str_skip(path, entered.len + 1) : (struct str){0};
    }
    return path.len && below->own->ask && below->own->ask(below->own->data, path);
}

bool source_revision(struct arena *arena, const struct source *source,
                     const struct source_question *gone, struct revision *out,
                     struct report *report)
{
    struct question_below below = {source->entered, gone};
    struct source_question question = {ask_below, &below};
    *out = (struct revision){0};
    return source->row->revision(source, arena, &question, out, report);
}

int64_t source_date(struct arena *arena, const struct source *source, struct report *report)
{
    struct revision revision = {0};
    struct report *unheard = report_new(); /* source_revision tells the same later */
    if (!unheard) {
        (void)report_out_of_memory(report);
        return 0;
    }
    (void)source->row->revision(source, arena, NULL, &revision, unheard);
    if (report_has_system_error(unheard)) { /* which may be gone by then */
        report_read_error(report, "site-read", "cannot read the revision of '%s'",
                          source->at.folder);
    }
    report_free(unheard);
    return revision.date > 0 ? revision.date : 0;
}

bool source_history(struct arena *arena, const struct source *source,
                    struct source_past *files, size_t count, struct report *report)
{
    for (size_t i = 0; i < count; i++) {
        files[i].commit = (struct str){0};
    }
    return count == 0 || source->row->history(source, arena, files, count, report);
}

void source_use(struct source *source, struct str path, size_t bytes)
{
    struct str whole = path_join(source->arena, source->entered, path);
    if (is_mounted(source, path)) {
        return;
    }
    uint32_t used = bytes < USED_WHOLE ? (uint32_t)bytes : USED_WHOLE;
    uint32_t before = text_map_get(&source->used, whole);
    if (before == TEXT_MAP_NONE || before < used) {
        /* The caller's path may be gone before the source is. */
        whole = before == TEXT_MAP_NONE ? arena_str(source->noting, whole) : whole;
        (void)text_map_set(source->noting, &source->used, whole, used);
        source->arena->failed |= arena_failed(source->noting);
    }
}

void source_forget_use(struct source *source)
{
    source->used = (struct text_map){0};
    arena_clear(source->noting);
}

enum file_status source_read(struct arena *arena, struct source *source, struct str path,
                             size_t limit_bytes, struct str *out)
{
    source_use(source, path, SOURCE_WHOLE);
    return source_peek(arena, source, path, limit_bytes, out);
}

enum file_status source_read_again(struct arena *arena, struct source *source,
                                   struct str path, size_t limit_bytes, struct str *out)
{
    (void)pthread_mutex_lock(&source->turn); /* for what a row notes of a fault */
    const struct source *from = holder(source, &path);
    enum file_status status = from->row->read(from->own, arena, path, limit_bytes, out);
    (void)pthread_mutex_unlock(&source->turn);
    return status;
}

bool source_flow(struct source *source, struct str path, size_t limit_bytes,
                 struct window *out)
{
    (void)pthread_mutex_lock(&source->turn);
    const struct source *from = holder(source, &path);
    bool open = from->row->flow && from->row->flow(from->own, path, out);
    (void)pthread_mutex_unlock(&source->turn);
    if (open && (out->size <= SOURCE_FLOW_BYTES || out->size > limit_bytes)) {
        window_close(out);
        open = false;
    }
    return open;
}

enum file_status source_read_layer(struct arena *arena, struct source *source,
                                   struct str path, bool below, size_t limit_bytes,
                                   struct str *out)
{
    struct source *layer = below ? source->below : source;
    if (!layer || (below && !is_shared(source, path)) ||
        layer->row->kind_of(layer->own, path) == FILE_KIND_NONE) {
        return FILE_ABSENT;
    }
    if (!below) {
        source_use(source, path, SOURCE_WHOLE);
    }
    enum file_status status = layer->row->read(layer->own, arena, path, limit_bytes, out);
    return note_denied(source, path, note_pointer(source, path, status, out));
}
