/* What the zips of a chain say of themselves, and which two are to be compared. */
#include "bag/bag.h"
#include "base/limits.h"
#include "base/number.h"
#include "base/reading.h"
#include "base/unread.h"
#include "chain/chain.h"

#define PART_BYTES ((size_t)64 << 10)

struct str chain_path(struct arena *arena, const char *folder, struct str name)
{
    struct str bare = str_without_end(str_from(folder), '/');
    return arena_format(arena, "%.*s/%.*s", STR_ARG(bare), STR_ARG(name));
}

bool chain_digest(struct arena *arena, const char *path, uint8_t out[SHA512_BYTES],
                  struct report *report)
{
    struct file_reading reading;
    char *room = ARENA_ARRAY(arena, char, PART_BYTES);
    struct digester *digester = digester_new(arena, (struct digests){.sha512 = out});
    if (!room || !digester) {
        return report_out_of_memory(report);
    }
    enum file_status status = reading_open_path(&reading, path);
    uint64_t at = 0;
    for (size_t got = 1; status == FILE_OK && got > 0; at += got) {
        status = reading_at(&reading, at, room, PART_BYTES, &got);
        digester_add(digester, str_make(room, status == FILE_OK ? got : 0));
    }
    reading_close(&reading);
    digester_finish(digester);
    return status == FILE_OK ||
           unread_tell(&(struct unread){.code = "chain-read", .path = str_from(path)},
                       status, report);
}

/* The first element of that label, its further lines joined by spaces (RFC 8493, 2.2.2). */
static struct str element_of(struct arena *arena, struct str text, const char *label)
{
    struct buf value = {.kept_in = arena};
    bool found = false;
    for (size_t at = 0; at < text.len;) {
        size_t end = str_find_byte(text, '\n', at);
        struct str line = str_sub(text, at, end == STR_NONE ? text.len : end);
        size_t colon = str_find_byte(line, ':', 0);
        bool further = line.len && (line.ptr[0] == ' ' || line.ptr[0] == '\t');
        at = end == STR_NONE ? text.len : end + 1;
        if (found && !further) {
            break;
        }
        if (found) {
            buf_add_byte(&value, ' ');
            buf_add(&value, str_trim(line));
        } else if (colon != STR_NONE &&
                   str_eq_ignore_case(str_trim(str_sub(line, 0, colon)), str_from(label))) {
            found = true;
            buf_add(&value, str_trim(str_skip(line, colon + 1)));
        }
    }
    return str_trim(arena_take(arena, &value));
}

static struct str without_start(struct str text, const char *start)
{
    return str_starts(text, start) ? str_skip(text, strlen(start)) : (struct str){0};
}

static size_t leading_number(struct str text)
{
    size_t number = 0;
    for (size_t i = 0; i < text.len && i < 9 && ascii_is_digit(text.ptr[i]); i++) {
        number = number * 10 + (size_t)(text.ptr[i] - '0');
    }
    return number;
}

bool chain_read_info(struct arena *arena, struct bag *bag, struct chain_info *out,
                     struct report *report)
{
    const struct bag_file *file = bag_find(bag, STR("bag-info.txt"));
    struct str text = {0};
    *out = (struct chain_info){0};
    if (file && !bag_read(arena, bag, file, CONFIG_BYTES_LIMIT, &text, report)) {
        return false;
    }
    out->title = element_of(arena, text, "External-Description");
    out->date = element_of(arena, text, "Bagging-Date");
    out->revision = without_start(element_of(arena, text, "External-Identifier"), "git:");
    out->previous = without_start(element_of(arena, text, "Previous-Snapshot"), "sha512:");
    out->agent = element_of(arena, text, "Bag-Software-Agent");
    out->number = leading_number(element_of(arena, text, "Bag-Count"));
    return !arena_failed(arena) || report_out_of_memory(report);
}

/* The digest of the one before; empty: none is named. */
static bool read_previous(struct arena *arena, const char *path, struct str *out,
                          struct report *report)
{
    struct bag *bag = bag_open(arena, path, report);
    struct chain_info info = {0};
    bool ok = bag && chain_read_info(arena, bag, &info, report);
    bag_close(bag);
    *out = info.previous;
    return ok;
}

/* The one of that digest, from the next older one on; "": none is. NULL: reported. */
static const char *find_previous(struct arena *arena, const char *folder,
                                 const struct str *names, size_t count, struct str previous,
                                 struct report *report)
{
    for (size_t i = 1; i < count; i++) {
        uint8_t digest[SHA512_BYTES];
        const char *path = chain_path(arena, folder, names[i]).ptr;
        if (!path || !chain_digest(arena, path, digest, report)) {
            return NULL;
        }
        if (digest_is_hex(previous, digest, SHA512_BYTES)) {
            return path;
        }
    }
    return "";
}

bool chain_newest_two(struct arena *arena, const char *folder, const char **older,
                      const char **newest, struct report *report)
{
    struct str *names, previous;
    size_t count;
    if (!chain_list(arena, folder, (struct str){0}, CHAIN_NEWEST_FIRST, &names, &count,
                    report)) {
        return false;
    }
    if (count < 2) {
        report_error(report, (struct place){0}, "diff-series",
                     "the folder '%s' has no two snapshots (NAME-DATE.zip)", folder);
        report_hint(report, "two sources may be named: offprint diff OLD NEW");
        return false;
    }
    *newest = chain_path(arena, folder, names[0]).ptr;
    *older = chain_path(arena, folder, names[1]).ptr;
    if (!*newest || !*older || !read_previous(arena, *newest, &previous, report)) {
        return false;
    }
    const char *named = previous.len
                            ? find_previous(arena, folder, names, count, previous, report)
                            : *older;
    if (named && !*named) {
        report_warning(report, (struct place){.file = str_from(*newest)}, "diff-series",
                       "the snapshot that it follows is not in the folder: it is compared "
                       "with the next older one");
        return true;
    }
    *older = named;
    return named;
}
