/* What a path is: a folder is a bag, or snapshots that stand in a chain; a file is a zip,
 * or something that only a proof beside it can speak for. */
#include "verify/parts.h"

#include "base/folder.h"
#include "base/path.h"
#include "base/reading.h"
#include "base/system_error.h"
#include "base/unread.h"

#include <errno.h>
#include <sys/stat.h>

struct checks {
    struct arena *arena;
    const struct keys *keys;
    struct report *report;
    struct checked *items;
    size_t count, capacity;
};

static struct checked *add(struct checks *checks, enum checked_kind kind, struct str path)
{
    if (!arena_grow(checks->arena, &checks->items, checks->count, &checks->capacity,
                    sizeof *checks->items)) {
        (void)report_out_of_memory(checks->report);
        return NULL;
    }
    struct checked *checked = &checks->items[checks->count++];
    *checked = (struct checked){
        .kind = kind, .path = arena_str(checks->arena, path), .good = true};
    return checked;
}

/* A zip begins with its first file; an empty one is its end alone. A zip whose beginning is
 * damaged is still known by its name. */
static enum file_status look_for_zip(const char *path, struct file_reading *reading,
                                     bool *zip)
{
    char start[4] = {0};
    size_t got;
    *zip = str_ends(str_from(path), ".zip");
    if (*zip) {
        return FILE_OK;
    }
    enum file_status status = reading_at(reading, 0, start, sizeof start, &got);
    *zip = memcmp(start, "PK\3\4", 4) == 0 || memcmp(start, "PK\5\6", 4) == 0;
    return status;
}

/* What the system kept from being looked at to its end has no verdict. */
static bool take_back(struct checks *checks, const struct checked *begun)
{
    checks->count -= begun != NULL;
    return false;
}

static bool check_file(struct checks *checks, const char *path, bool zip, bool wants_sha512)
{
    struct checked *checked = add(checks, zip ? CHECKED_BAG : CHECKED_FILE, str_from(path));
    bool ok = checked &&
              (!zip || check_bag(checks->arena, path, checked, checks->report)) &&
              check_outside(checks->arena, path, checks->keys, wants_sha512, checked,
                            checks->report);
    if (ok && !zip && checked->finding_count == 0 && checked->proof_count == 0) {
        finding_add(
            checks->arena, checked, FINDING_DECLARATION, true, (struct told){0},
            "nothing vouches for it: it is no bundle, and neither a signature nor a time "
            "stamp lies beside it");
    }
    if (ok) {
        findings_sort(checked);
    }
    return ok || take_back(checks, checked);
}

static bool check_folder_bag(struct checks *checks, const char *path)
{
    struct checked *checked = add(checks, CHECKED_BAG, str_from(path));
    bool ok = checked && check_bag(checks->arena, path, checked, checks->report);
    if (ok && keys_are_given(checks->keys)) {
        finding_add(checks->arena, checked, FINDING_SIGNATURE, true, (struct told){0},
                    "a folder has no signature and no time stamp: a zip has");
    }
    if (ok) {
        findings_sort(checked);
    }
    return ok || take_back(checks, checked);
}

/* A part of a path that is a file is told as what it is. */
static bool cannot_open(const char *path, enum file_status status, struct report *report)
{
    struct stat info;
    if (status == FILE_ABSENT && stat(path, &info) < 0 && errno == ENOTDIR) {
        report_request_error(report, (struct place){0}, "verify-path",
                             "cannot read '%s': %s", path, system_error_text(ENOTDIR));
        return false;
    }
    return unread_tell(
        &(struct unread){.code = "verify-path", .path = str_from(path), .asked = true},
        status, report);
}

static bool check_snapshot(struct checks *checks, const char *path)
{
    struct file_reading reading;
    enum file_status status = reading_open_path(&reading, path);
    reading_close(&reading);
    if (status == FILE_OK) {
        return check_file(checks, path, true, true);
    }
    if (status == FILE_NO_MEMORY || status == FILE_UNREADABLE) {
        return cannot_open(path, status, checks->report);
    }
    struct checked *checked = add(checks, CHECKED_BAG, str_from(path));
    if (checked) {
        finding_add(checks->arena, checked, FINDING_UNREADABLE, true, (struct told){0},
                    "the zip cannot be read: %s", file_status_text(status));
    }
    return checked;
}

/* One that cannot be read does not keep the others from being looked at, but the chain then
 * has no verdict where the system fails. */
static bool check_snapshots(struct checks *checks, const char *path,
                            const struct str *names, size_t count)
{
    size_t begin = checks->count;
    bool ok = true;
    for (size_t i = 0; i < count && !report_is_out_of_memory(checks->report); i++) {
        struct str folder = str_without_end(str_from(path), '/');
        const char *file =
            arena_format(checks->arena, "%.*s/%.*s", STR_ARG(folder), STR_ARG(names[i]))
                .ptr;
        ok = (file ? check_snapshot(checks, file) : report_out_of_memory(checks->report)) &&
             ok;
    }
    struct checked *chain = ok ? add(checks, CHECKED_CHAIN, str_from(path)) : NULL;
    if (chain) {
        check_chain(checks->arena, checks->items + begin, count, chain);
        findings_sort(chain);
        checks->count -= chain->files == 0; /* no chain: each is verified by itself */
    }
    return chain != NULL;
}

static bool check_folder(struct checks *checks, const char *path)
{
    struct str *names;
    size_t count;
    struct root root;
    struct root_fault fault = {0};
    if (!root_open(&root, path)) {
        return cannot_open(path, file_status_of_error(errno), checks->report);
    }
    root.fault = &fault;
    bool holds_bag = file_kind_of(&root, STR("bagit.txt")) == FILE_KIND_FILE;
    root_close(&root);
    if (!unread_tell_fault("verify-path", str_from(path), &fault, checks->report)) {
        return false;
    }
    if (!holds_bag &&
        !folder_files(checks->arena, path, ".zip", &names, &count, checks->report)) {
        return false;
    }
    return holds_bag || count == 0 ? check_folder_bag(checks, path)
                                   : check_snapshots(checks, path, names, count);
}

bool verify_path(struct arena *arena, const char *path,
                 const struct verify_options *options, struct checked **out, size_t *count,
                 struct report *report)
{
    struct file_reading reading;
    struct keys *keys;
    *out = NULL;
    *count = 0;
    enum file_status status = reading_open_path(&reading, path);
    bool file = status == FILE_OK, zip = false;
    if (file) {
        status = look_for_zip(path, &reading, &zip);
        reading_close(&reading);
    }
    if (status != FILE_OK && status != FILE_FOLDER) {
        return cannot_open(path, status, report);
    }
    struct checks checks = {.arena = arena, .report = report};
    bool ok = keys_read(arena, options, &keys, report);
    checks.keys = keys;
    ok = ok && (file ? check_file(&checks, path, zip, false) : check_folder(&checks, path));
    *out = checks.items;
    *count = checks.count;
    return ok && (!arena_failed(arena) || report_out_of_memory(report));
}

const struct finding *verify_first_error(const struct checked *checked, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        for (size_t k = 0; k < checked[i].finding_count; k++) {
            if (checked[i].findings[k].error) {
                return &checked[i].findings[k];
            }
        }
    }
    return NULL;
}
