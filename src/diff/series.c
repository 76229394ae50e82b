/* The chain of snapshots is read as far as its last link: the newest names the digest of
 * the one before it, which is looked for from the next older one on. */
#include "diff/diff.h"

#include "bag/bag.h"
#include "base/digest.h"
#include "base/file.h"
#include "base/limits.h"
#include "base/path.h"
#include "base/reading.h"

#define PART_BYTES ((size_t)64 << 10)
#define DATE_LENGTH 10

struct series {
    struct arena *arena;
    const char *folder;
    struct str *names; /* the newest first */
    size_t count;
    struct report *report;
};

/* "2021-07-15" where the name ends with it; a number may follow that tells those of one day
 * apart. */
static struct str date_of(struct str name)
{
    struct str stem = path_stem(name);
    for (size_t from = stem.len; from-- > 0;) {
        struct str date = str_sub(stem, from, from + DATE_LENGTH);
        bool is_date = date.len == DATE_LENGTH;
        for (size_t i = 0; i < date.len && is_date; i++) {
            is_date = i == 4 || i == 7 ? date.ptr[i] == '-' : ascii_is_digit(date.ptr[i]);
        }
        if (is_date) {
            return date;
        }
    }
    return (struct str){0};
}

static bool is_newer(struct str a, struct str b)
{
    int dates = str_compare(date_of(a), date_of(b));
    if (dates != 0) {
        return dates > 0;
    }
    return a.len != b.len ? a.len > b.len : str_compare(a, b) > 0; /* "-10" after "-9" */
}

static bool list_zips(struct series *series)
{
    struct root root;
    struct file_list list = {0};
    if (!root_open(&root, series->folder)) {
        report_system_error(series->report, "diff-series", "cannot open the folder '%s'",
                            series->folder);
        return false;
    }
    bool ok = file_list_all(series->arena, &root, (struct str){0}, SITE_FILE_COUNT_LIMIT,
                            NULL, &list);
    root_close(&root);
    series->names = ARENA_ARRAY(series->arena, struct str, list.count + 1);
    for (size_t i = 0; ok && series->names && i < list.count; i++) {
        struct str name = list.paths[i];
        size_t at = series->count;
        if (path_depth(name) > 0 || !str_ends(name, ".zip")) {
            continue;
        }
        for (; at > 0 && is_newer(name, series->names[at - 1]); at--) {
            series->names[at] = series->names[at - 1];
        }
        series->names[at] = name;
        series->count++;
    }
    return (ok && series->names) || report_out_of_memory(series->report);
}

static const char *path_at(const struct series *series, size_t at)
{
    return arena_format(series->arena, "%s/%.*s", series->folder,
                        STR_ARG(series->names[at]))
        .ptr;
}

static bool digest_of(const struct series *series, const char *path,
                      uint8_t out[SHA512_BYTES])
{
    struct reading reading;
    char *room = ARENA_ARRAY(series->arena, char, PART_BYTES);
    struct digester *digester =
        digester_new(series->arena, (struct digests){.sha512 = out});
    if (!room || !digester) {
        return report_out_of_memory(series->report);
    }
    enum file_status status = reading_open_path(&reading, path);
    uint64_t at = 0;
    for (size_t got = 1; status == FILE_OK && got > 0; at += got) {
        status = reading_at(&reading, at, room, PART_BYTES, &got);
        digester_add(digester, str_make(room, status == FILE_OK ? got : 0));
    }
    reading_close(&reading);
    digester_finish(digester);
    if (status != FILE_OK) {
        report_system_error(series->report, "diff-series", "cannot read '%s': %s", path,
                            file_status_text(status));
    }
    return status == FILE_OK;
}

/* The digest in hexadecimal of the one before; empty: none is named. */
static bool read_previous(const struct series *series, const char *path, struct str *out)
{
    static const char label[] = "Previous-Snapshot: sha512:";
    struct bag *bag = bag_open(series->arena, path, series->report);
    const struct bag_file *file = bag ? bag_find(bag, STR("bag-info.txt")) : NULL;
    struct str text = {0};
    bool ok = bag && (!file || bag_read(series->arena, bag, file, CONFIG_BYTES_LIMIT, &text,
                                        series->report));
    bag_close(bag);
    *out = (struct str){0};
    size_t at = str_starts(text, label)
                    ? 0
                    : str_find(text, STR("\nPrevious-Snapshot: sha512:"), 0);
    if (at != STR_NONE && text.len) {
        struct str value = str_skip(text, at + (text.ptr[at] == '\n') + sizeof label - 1);
        size_t end = str_find_byte(value, '\n', 0);
        *out = str_trim(str_sub(value, 0, end == STR_NONE ? value.len : end));
    }
    return ok;
}

bool series_newest(struct arena *arena, const char *folder, const char **older,
                   const char **newest, struct report *report)
{
    struct series series = {.arena = arena, .folder = folder, .report = report};
    struct str previous;
    if (!list_zips(&series)) {
        return false;
    }
    if (series.count < 2) {
        report_error(report, (struct place){0}, "diff-series",
                     "the folder '%s' has no two snapshots (NAME-DATE.zip)", folder);
        report_hint(report, "two sources may be named: offprint diff OLD NEW");
        return false;
    }
    *newest = path_at(&series, 0);
    *older = path_at(&series, 1);
    if (!*newest || !*older || !read_previous(&series, *newest, &previous)) {
        return false;
    }
    for (size_t i = 1; previous.len && i < series.count; i++) {
        uint8_t digest[SHA512_BYTES];
        const char *path = path_at(&series, i);
        if (!path || !digest_of(&series, path, digest)) {
            return false;
        }
        if (digest_is_hex(previous, digest, SHA512_BYTES)) {
            *older = path;
            return true;
        }
    }
    if (previous.len) {
        report_warning(report, (struct place){.file = str_from(*newest)}, "diff-series",
                       "the snapshot that it follows is not in the folder: it is compared "
                       "with the next older one");
    }
    return true;
}
