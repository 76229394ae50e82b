/* Two sources in, what differs out. Bundles are read first: what one says of its entries is
 * what a site beside it is read from. */
#include "compare.h"

#include "bag/bag.h"
#include "base/file.h"
#include "base/limits.h"
#include "base/number.h"
#include "base/system_error.h"
#include "base/unread.h"
#include "chain/chain.h"
#include "kept.h"
#include "status.h"
#include "verify/verify.h"

#include <errno.h>

#if !defined(OFFPRINT_VERSION)
#error "the build names the version"
#endif

struct diff_kept {
    struct kept all; /* first; but for what sites are read in, which is gone */
    struct offprint_result read[2]; /* their reports */
};

struct side {
    const char *path, *revision;
    bool is_bag;
    struct edition edition;
};

struct comparison {
    const struct offprint_diff_options *options;
    struct offprint_diff_result *result;
    struct diff_kept *kept;
    struct report *report;
    struct vocabulary *vocabulary;
    struct side sides[2];
    struct diff diff;
    enum offprint_status read_status; /* the gravest of what was read */
    bool read_lost;                   /* there was no memory to tell why */
    size_t errors, warnings;          /* of that */
};

static bool wrong_usage(struct comparison *comparison, const char *what)
{
    report_request_error(comparison->report, (struct place){0}, "wrong-usage", "%s", what);
    return false;
}

/* A file is a bundle, and so is a folder with a bag's first file; any other is a site. What
 * there is not is told by who reads it. False: the system fails; reported. */
static bool find_kind(struct side *side, struct report *report)
{
    struct root root;
    struct root_fault fault = {0};
    side->is_bag = false;
    if (side->revision) {
        return true;
    }
    if (!root_open(&root, side->path)) {
        fault.error = system_error_is_fault(errno) ? errno : 0;
        side->is_bag = errno == ENOTDIR || str_ends(str_from(side->path), ".zip");
        return unread_tell_fault("site-read", str_from(side->path), &fault, report);
    }
    root.fault = &fault;
    side->is_bag = file_kind_of(&root, STR("bagit.txt")) == FILE_KIND_FILE;
    root_close(&root);
    return unread_tell_fault("site-read", str_from(side->path), &fault, report);
}

static struct str name_of(struct arena *arena, const struct side *side)
{
    return side->revision ? arena_format(arena, "%s@%s", side->path, side->revision)
                          : arena_str(arena, str_from(side->path));
}

/* What is compared may have been written anew, with the right checksum in the zip. */
static bool tell_altered(struct arena *held, const struct side *side, struct report *report)
{
    static const struct verify_options none = {0};
    struct checked *checked;
    size_t count;
    if (!verify_path(held, side->path, &none, &checked, &count, report)) {
        return false;
    }
    const struct finding *error = verify_first_error(checked, count);
    if (error) {
        report_warning(report, (struct place){.file = str_from(side->path)}, "diff-altered",
                       "this bundle is not as it was made: %.*s%s%.*s",
                       STR_ARG(error->path), error->path.len ? ": " : "",
                       STR_ARG(error->text));
        report_hint(report, "'offprint verify' tells all that is wrong with it");
    }
    return true;
}

static bool read_bag(struct comparison *comparison, struct side *side)
{
    struct arena *arena = &comparison->kept->all.arena;
    struct arena held;
    arena_init_within(&held, 0, arena->budget);
    struct bag *bag = bag_open(&held, side->path, comparison->report);
    bool ok = bag && edition_from_bag(arena, comparison->vocabulary, bag, &side->edition,
                                      comparison->report);
    bag_close(bag);
    ok = ok && tell_altered(&held, side, comparison->report);
    arena_clear(&held);
    return ok;
}

/* A packet on its way to be a side's edition. */
struct taking {
    struct comparison *comparison;
    struct side *side;
};

static bool take_packet(void *data, const struct packet *packet, struct report *report)
{
    struct taking *taking = data;
    struct comparison *comparison = taking->comparison;
    return edition_from_packet(&comparison->kept->all.arena, comparison->vocabulary, packet,
                               &taking->side->edition, report);
}

/* The entries of the bundle on the other side, unless some are named. */
static bool take_entries(struct comparison *comparison, const struct side *bag,
                         struct offprint_options *options)
{
    const struct edition *edition = &bag->edition;
    const char **entries = ARENA_ARRAY(&comparison->kept->all.arena, const char *,
                                       edition->document_count + 1);
    for (size_t i = 0; i < edition->document_count && entries; i++) {
        if (edition->documents[i].is_entry) {
            entries[options->entry_count++] =
                arena_cstr(&comparison->kept->all.arena, edition->documents[i].address);
        }
    }
    options->entries = entries;
    if (!options->has_depth && edition->depth > 1) {
        options->has_depth = true;
        options->depth =
            edition->depth < LINK_DEPTH_MOST ? (unsigned)edition->depth : LINK_DEPTH_MOST;
    }
    return entries && !arena_failed(&comparison->kept->all.arena);
}

static bool read_site(struct comparison *comparison, struct side *side,
                      const struct side *other)
{
    struct offprint_options options = {.struct_size = sizeof options};
    const struct offprint_options *given = comparison->options->reading;
    struct taking taking = {comparison, side};
    struct packet_taker taker = {take_packet, &taking};
    struct offprint_result *read = &comparison->kept->read[side - comparison->sides];
    if (given) {
        size_t size = given->struct_size;
        if (size == 0 || size > sizeof options) {
            return wrong_usage(comparison, "the options are those of another version");
        }
        memcpy(&options, given, size);
    }
    options.struct_size = sizeof options;
    options.site = side->path;
    options.revision = side->revision;
    options.output_count = 0;
    if (options.entry_count == 0 && other->is_bag &&
        !take_entries(comparison, other, &options)) {
        return report_out_of_memory(comparison->report);
    }
    enum offprint_status status = run_packet(&options, &taker, read);
    comparison->errors += read->errors;
    comparison->read_lost = comparison->read_lost || !read->report_text;
    comparison->warnings += read->warnings;
    comparison->read_status =
        status > comparison->read_status ? status : comparison->read_status;
    return status == OFFPRINT_MADE;
}

static bool read_sides(struct comparison *comparison)
{
    struct side *sides = comparison->sides;
    struct arena *arena = &comparison->kept->all.arena;
    for (unsigned pass = 0; pass < 2; pass++) {
        for (unsigned i = 0; i < 2; i++) {
            bool now = sides[i].is_bag == (pass == 0);
            if (now &&
                !(sides[i].is_bag ? read_bag(comparison, &sides[i])
                                  : read_site(comparison, &sides[i], &sides[1 - i]))) {
                return false;
            }
        }
    }
    sides[0].edition.name = name_of(arena, &sides[0]);
    sides[1].edition.name = name_of(arena, &sides[1]);
    return !arena_failed(arena) || report_out_of_memory(comparison->report);
}

/* What is compared: two sources, or the newest two snapshots of a folder. */
static bool choose_sides(struct comparison *comparison)
{
    const struct offprint_diff_options *options = comparison->options;
    struct side *sides = comparison->sides;
    sides[0] =
        (struct side){.path = options->old_source, .revision = options->old_revision};
    sides[1] =
        (struct side){.path = options->new_source, .revision = options->new_revision};
    if (!options->old_source) {
        return wrong_usage(comparison, "no source is named");
    }
    if (!options->new_source &&
        !chain_newest_two(&comparison->kept->all.arena, options->old_source, &sides[0].path,
                          &sides[1].path, comparison->report)) {
        return false;
    }
    return find_kind(&sides[0], comparison->report) &&
           find_kind(&sides[1], comparison->report);
}

void compare_count(const struct diff *diff, struct offprint_diff_result *result)
{
    result->differs = diff_differs(diff);
    result->documents_added = diff->added;
    result->documents_removed = diff->removed;
    result->documents_renamed = diff->renamed;
    result->documents_changed = diff->changed;
    result->words_added = diff->counts.words_added;
    result->words_removed = diff->counts.words_removed;
    result->links = diff->counts.links;
    result->blocks_words = diff->counts.blocks[CHANGE_WORDS];
    result->blocks_moved = diff->counts.blocks[CHANGE_MOVED];
    result->blocks_links = diff->counts.blocks[CHANGE_LINKS];
    result->blocks_files = diff->counts.blocks[CHANGE_FILES];
    result->blocks_markup = diff->counts.blocks[CHANGE_MARKUP];
}

static bool compare(struct comparison *comparison)
{
    struct arena *arena = &comparison->kept->all.arena;
    comparison->vocabulary = vocabulary_new(arena);
    if (!comparison->vocabulary) {
        return report_out_of_memory(comparison->report);
    }
    if (!choose_sides(comparison) || !read_sides(comparison)) {
        return false;
    }
    if (!diff_editions(arena, &comparison->sides[0].edition, &comparison->sides[1].edition,
                       &comparison->diff)) {
        return report_out_of_memory(comparison->report);
    }
    compare_count(&comparison->diff, comparison->result);
    return true;
}

bool compare_bags(struct arena *arena, const char *older, const char *newer,
                  struct offprint_diff_result *result, struct report *report)
{
    const char *paths[] = {older, newer};
    struct vocabulary *vocabulary = vocabulary_new(arena);
    struct edition editions[2];
    struct diff diff;
    bool ok = vocabulary || report_out_of_memory(report);
    for (size_t i = 0; i < 2 && ok; i++) {
        struct bag *bag = bag_open(arena, paths[i], report);
        ok = bag && edition_from_bag(arena, vocabulary, bag, &editions[i], report);
        bag_close(bag);
    }
    if (ok && !diff_editions(arena, &editions[0], &editions[1], &diff)) {
        return report_out_of_memory(report);
    }
    if (ok) {
        compare_count(&diff, result);
    }
    return ok;
}

/* What is told of it */

struct part {
    size_t count;
    const char *one, *many;
};

/* Those that count anything, with `between` them. Whether there are any. */
static bool add_parts(struct buf *out, const char *before, const char *between,
                      const struct part *parts, size_t count)
{
    bool any = false;
    for (size_t i = 0; i < count; i++) {
        if (parts[i].count) {
            buf_add_text(out, any ? between : before);
            number_add_count(out, parts[i].count, parts[i].one, parts[i].many);
            any = true;
        }
    }
    return any;
}

void compare_add_line(struct buf *out, const struct offprint_diff_result *changes)
{
    const struct part documents[] = {
        {changes->documents_changed, "document changed", "documents changed"},
        {changes->documents_added, "added", "added"},
        {changes->documents_removed, "removed", "removed"},
        {changes->documents_renamed, "renamed", "renamed"},
    };
    const struct part words[] = {
        {changes->words_added, "word added", "words added"},
        {changes->words_removed, changes->words_added ? "removed" : "word removed",
         changes->words_added ? "removed" : "words removed"},
    };
    const struct part rest[] = {
        {changes->blocks_moved, "paragraph moved", "paragraphs moved"},
        {changes->links, "link", "links"},
        {changes->blocks_files, "picture or file", "pictures or files"},
        {changes->blocks_markup, "markup only", "markup only"},
    };
    if (!add_parts(out, "", ", ", documents, sizeof documents / sizeof documents[0])) {
        buf_add_text(out,
                     changes->differs ? "documents in another order" : "no difference");
    }
    bool any = add_parts(out, ": ", ", ", words, sizeof words / sizeof words[0]);
    (void)add_parts(out, any ? "; " : ": ", "; ", rest, sizeof rest / sizeof rest[0]);
}

static void write_views(struct comparison *comparison)
{
    const struct offprint_diff_options *options = comparison->options;
    struct diff_view view = {.all = options->all,
                             .by_word = options->by_word,
                             .counts = options->counts,
                             .colour = options->colour,
                             .width = options->width};
    struct buf text = {.kept_in = &comparison->kept->all.arena};
    if (options->with_text) {
        diff_write_text(&comparison->diff, &view, &text);
        comparison->result->text = kept_text(&comparison->kept->all, &text);
    }
    if (options->with_html) {
        diff_write_html(&comparison->diff, &view, STR("offprint " OFFPRINT_VERSION), &text);
        comparison->result->html = kept_text(&comparison->kept->all, &text);
    }
}

/* Of all reports one list. */
static void add_diagnostics(struct comparison *comparison, struct buf *out)
{
    struct buf own = {.part_of = out};
    report_write_json(comparison->report, SEVERITY_NOTE, &own);
    buf_add_byte(&own, '\0');
    const char *lists[] = {comparison->kept->read[0].report_json,
                           comparison->kept->read[1].report_json, own.ptr};
    bool any = false;
    buf_add_byte(out, '[');
    for (size_t i = 0; i < sizeof lists / sizeof lists[0]; i++) {
        struct str list = str_trim(str_from(lists[i]));
        struct str inner = str_trim(str_sub(list, 1, list.len ? list.len - 1 : 0));
        if (inner.len) {
            buf_add_text(out, any ? ",\n  " : "\n  ");
            buf_add(out, inner);
            any = true;
        }
    }
    buf_add_text(out, any ? "\n]" : "]");
    buf_clear(&own);
}

static void write_reports(struct comparison *comparison)
{
    const struct offprint_options *reading = comparison->options->reading;
    bool quiet =
        reading && reading->quiet && !reading->strict && !comparison->options->with_text;
    struct offprint_diff_result *result = comparison->result;
    struct buf text = {.kept_in = &comparison->kept->all.arena};
    for (size_t i = 0; i < 2; i++) {
        const char *read = comparison->kept->read[i].report_text;
        buf_add_text(&text, read ? read : "");
    }
    report_write_text(comparison->report, quiet ? SEVERITY_ERROR : SEVERITY_WARNING, &text);
    result->report_text = kept_text(&comparison->kept->all, &text);
    add_diagnostics(comparison, &text);
    result->report_json = kept_text(&comparison->kept->all, &text);
}

static void write_json(struct comparison *comparison, bool made)
{
    struct offprint_diff_result *result = comparison->result;
    struct buf text = {.kept_in = &comparison->kept->all.arena};
    buf_add_format(&text, "{\n  \"status\": %d,\n", (int)result->status);
    if (made) {
        diff_write_json(&comparison->diff, &text);
        buf_add_text(&text, ",\n");
    }
    buf_add_format(&text, "  \"diagnostics\": %s\n}\n",
                   result->report_json ? result->report_json : "[]");
    result->json = kept_text(&comparison->kept->all, &text);
}

/* A status that is a larger number is the graver one, but for what memory does not hold. */
static enum offprint_status end_status(const struct comparison *comparison, bool made)
{
    const struct offprint_options *reading = comparison->options->reading;
    enum offprint_status own =
        status_of(comparison->report, made, reading && reading->strict);
    bool crossed = report_crossed_budget(comparison->report);
    return crossed || own > comparison->read_status ? own : comparison->read_status;
}

static bool take_options(struct comparison *comparison,
                         const struct offprint_diff_options *given,
                         struct offprint_diff_options *out)
{
    if (!given || given->struct_size == 0 || given->struct_size > sizeof *out) {
        return wrong_usage(comparison, "the options are those of another version");
    }
    memcpy(out, given, given->struct_size);
    if (out->reading && out->reading->memory_bytes) {
        comparison->kept->all.budget.limit_bytes = out->reading->memory_bytes;
    }
    return true;
}

enum offprint_status offprint_diff(const struct offprint_diff_options *given,
                                   struct offprint_diff_result *result)
{
    struct offprint_diff_options options = {0};
    if (!result) {
        return OFFPRINT_WRONG_USAGE;
    }
    *result = (struct offprint_diff_result){.status = OFFPRINT_SYSTEM_FAILED};
    struct comparison comparison = {.options = &options,
                                    .result = result,
                                    .report = report_new(),
                                    .kept = kept_new(sizeof(struct diff_kept), 0)};
    result->memory = comparison.kept;
    if (!comparison.report || !comparison.kept) {
        report_free(comparison.report);
        return result->status;
    }
    report_set_budget(comparison.report, &comparison.kept->all.budget);
    bool made = take_options(&comparison, given, &options) && compare(&comparison);
    if (made) {
        write_views(&comparison);
        made = !arena_failed(&comparison.kept->all.arena) ||
               report_out_of_memory(comparison.report);
    }
    bool explained = comparison.read_status != OFFPRINT_MADE && !comparison.read_lost;
    status_explain(comparison.report, made || explained, false);
    result->status = end_status(&comparison, made);
    result->errors =
        comparison.errors + report_count_told(comparison.report, SEVERITY_ERROR);
    result->warnings =
        comparison.warnings + report_count_told(comparison.report, SEVERITY_WARNING);
    write_reports(&comparison);
    if (options.with_json) {
        write_json(&comparison, made);
    }
    report_free(comparison.report);
    return result->status;
}

void offprint_diff_result_clear(struct offprint_diff_result *result)
{
    struct diff_kept *kept = result ? result->memory : NULL;
    if (kept) {
        offprint_result_clear(&kept->read[0]);
        offprint_result_clear(&kept->read[1]);
        kept_free(&kept->all);
    }
    if (result) {
        *result = (struct offprint_diff_result){0};
    }
}
