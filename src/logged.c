/* offprint_log() of offprint.h: a folder's snapshots, each held against the one before it.
 */
#include "offprint.h"

#include "bag/bag.h"
#include "base/value.h"
#include "chain/chain.h"
#include "compare.h"
#include "kept.h"
#include "status.h"

struct logging {
    struct kept *kept;
    const struct offprint_log_options *options;
    struct report *report;
    struct offprint_logged *items; /* those of a chain together, the newest first */
    size_t count;
};

static const char *text_or_null(struct arena *arena, struct str text)
{
    return text.len ? arena_cstr(arena, text) : NULL;
}

static bool read_digest(struct logging *logging, struct arena *scratch,
                        struct offprint_logged *item)
{
    uint8_t digest[SHA512_BYTES];
    if (!chain_digest(scratch, item->path, digest, logging->report)) {
        return false;
    }
    item->sha512 = digest_hex(&logging->kept->arena, digest, sizeof digest);
    return true;
}

/* One that is no bundle, or a damaged one, is an error; the others are listed all the same,
 * but not where the system fails: what follows what is then not known. */
static bool read_one(struct logging *logging, struct offprint_logged *item)
{
    struct arena *arena = &logging->kept->arena, scratch;
    struct chain_info info = {0};
    arena_init_within(&scratch, 0, arena->budget);
    if (read_digest(logging, &scratch, item)) {
        struct bag *bag = bag_open(&scratch, item->path, logging->report);
        item->readable = bag && chain_read_info(&scratch, bag, &info, logging->report);
        bag_close(bag);
    }
    item->title = text_or_null(arena, info.title);
    item->date = text_or_null(arena, info.date);
    item->revision = text_or_null(arena, info.revision);
    item->previous = text_or_null(arena, info.previous);
    item->number = info.number;
    bool held = !arena_failed(&scratch);
    arena_clear(&scratch);
    return held && !report_has_system_error(logging->report);
}

static bool list(struct logging *logging)
{
    struct arena *arena = &logging->kept->arena;
    const char *folder = logging->options->folder;
    struct str *names;
    if (!chain_list(arena, folder, (struct str){0}, CHAIN_BY_SERIES, &names,
                    &logging->count, logging->report)) {
        return false;
    }
    logging->items = ARENA_ARRAY(arena, struct offprint_logged, logging->count + 1);
    for (size_t i = 0; logging->items && i < logging->count; i++) {
        struct chain_name name;
        bool dated = chain_name_read(names[i], &name);
        logging->items[i] = (struct offprint_logged){
            .name = arena_cstr(arena, names[i]),
            .path = chain_path(arena, folder, names[i]).ptr,
            .chain = dated ? arena_cstr(arena, name.series) : NULL};
        if (arena_failed(arena) || !read_one(logging, &logging->items[i])) {
            return false;
        }
    }
    return logging->items;
}

/* The next older one of its chain; NULL: it is the oldest there. */
static struct offprint_logged *before(const struct logging *logging, size_t at)
{
    struct offprint_logged *item = &logging->items[at];
    bool same = at + 1 < logging->count && item->chain && item[1].chain &&
                strcmp(item->chain, item[1].chain) == 0;
    return same ? item + 1 : NULL;
}

/* What has no date in its name stands in no chain, but may be the copy of one that does: it
 * follows what it names if that is there. */
static void hold_undated(struct logging *logging)
{
    struct value digests = value_map_new(&logging->kept->arena);
    for (size_t i = 0; i < logging->count; i++) {
        const char *sha512 = logging->items[i].sha512;
        (void)(sha512 && value_map_set(&logging->kept->arena, digests, str_from(sha512),
                                       value_bool(true)));
    }
    for (size_t i = 0; i < logging->count; i++) {
        struct offprint_logged *item = &logging->items[i];
        if (!item->chain && item->previous) {
            item->follows = item->readable && value_has(digests, str_from(item->previous));
        }
    }
}

static void hold_together(struct logging *logging)
{
    for (size_t i = 0; i < logging->count; i++) {
        struct offprint_logged *item = &logging->items[i];
        const struct offprint_logged *older = before(logging, i);
        item->first = !older;
        item->follows =
            item->readable && (older ? item->previous && older->sha512 &&
                                           strcmp(item->previous, older->sha512) == 0
                                     : !item->previous);
    }
}

/* Each zip is read for the one after it and for itself: two are held at a time. */
static bool compare_two(struct logging *logging, const struct offprint_logged *older,
                        struct offprint_logged *item)
{
    struct arena *arena = &logging->kept->arena, scratch;
    struct offprint_diff_result *changes = ARENA_NEW(arena, struct offprint_diff_result);
    struct buf line = {.kept_in = arena};
    arena_init_within(&scratch, 0, arena->budget);
    bool ok = changes &&
              compare_bags(&scratch, older->path, item->path, changes, logging->report);
    arena_clear(&scratch);
    if (ok) {
        compare_add_line(&line, changes);
        item->changes = changes;
        item->summary = arena_take(arena, &line).ptr;
    }
    return !report_has_system_error(logging->report) && !arena_failed(arena);
}

static bool count_changes(struct logging *logging)
{
    bool ok = true;
    for (size_t i = 0; ok && logging->options->counts && i < logging->count; i++) {
        const struct offprint_logged *older = before(logging, i);
        if (older && older->readable && logging->items[i].readable) {
            ok = compare_two(logging, older, &logging->items[i]);
        }
    }
    return ok;
}

static bool log_chain(struct logging *logging, struct offprint_log_result *result)
{
    bool ok = list(logging);
    if (ok) {
        hold_together(logging);
        hold_undated(logging);
        ok = count_changes(logging);
    }
    if (arena_failed(&logging->kept->arena)) {
        return report_out_of_memory(logging->report);
    }
    result->items = ok ? logging->items : NULL;
    result->item_count = ok ? logging->count : 0;
    for (size_t i = 0; ok && i < logging->count; i++) {
        result->whole = (i == 0 || result->whole) && logging->items[i].follows;
    }
    result->whole = ok && (result->whole || logging->count == 0);
    return ok;
}

enum offprint_status offprint_log(const struct offprint_log_options *options,
                                  struct offprint_log_result *result)
{
    if (!result) {
        return OFFPRINT_WRONG_USAGE;
    }
    *result = (struct offprint_log_result){.status = OFFPRINT_WRONG_USAGE};
    if (!options || options->struct_size != sizeof *options || !options->folder ||
        !*options->folder) {
        return result->status;
    }
    struct logging logging = {.options = options,
                              .report = report_new(),
                              .kept = kept_new(sizeof(struct kept), options->memory_bytes)};
    result->memory = logging.kept;
    result->status = OFFPRINT_SYSTEM_FAILED;
    if (logging.report && logging.kept) {
        report_set_budget(logging.report, &logging.kept->budget);
        bool made = log_chain(&logging, result);
        status_explain(logging.report, made, false);
        result->status = status_of(logging.report, made && result->whole, false);
        kept_reports(logging.kept, logging.report, &result->report_text,
                     &result->report_json);
    }
    report_free(logging.report);
    return result->status;
}

void offprint_log_result_clear(struct offprint_log_result *result)
{
    if (result) {
        struct kept *kept = result->memory;
        kept_free(kept);
        *result = (struct offprint_log_result){0};
    }
}
