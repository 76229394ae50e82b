/* What is kept is what readers see: words, their order, where links lead, pictures and
 * files. Markup alone is no reason to write: other versions of offprint, or of a theme,
 * would fill the chain. */
#include "snapshot.h"

#include "bag/bag.h"
#include "base/date.h"
#include "base/number.h"
#include "chain/chain.h"
#include "compare.h"
#include "kept.h"
#include "verify/verify.h"

/* What is needed to decide, and gone after that. */
struct looking {
    struct snapshot *snapshot;
    const struct packet *packet;
    const char *folder;
    struct arena arena;
    struct str newest; /* the name of the chain's newest; empty: there is none */
    size_t count;      /* of its zips */
    struct chain_info info;
    struct report *report;
};

static bool undated(struct report *report)
{
    report_error(
        report, (struct place){0}, "snapshot-undated",
        "a snapshot is named by its date, and neither a revision nor a document has "
        "one");
    report_hint(report, "--date, or `date` in offprint.yml, gives one");
    return false;
}

static bool take_hold(struct snapshot *snapshot, const struct output_place *place,
                      struct report *report)
{
    const char *set = arena_cstr(snapshot->arena, place->set);
    const struct new_file file = {.name = set};
    const struct replacement what = {.folder = place->folder,
                                     .set = set,
                                     .files = &file,
                                     .count = 1,
                                     .stop = place->stop,
                                     .stop_data = place->stop_data,
                                     .progress = place->progress};
    return set ? replace_hold_take(&what, &snapshot->hold, report)
               : report_out_of_memory(report);
}

static bool find_newest(struct looking *looking)
{
    struct str *names;
    if (!chain_list(&looking->arena, looking->folder, looking->packet->name,
                    CHAIN_NEWEST_FIRST, &names, &looking->count, looking->report)) {
        return false;
    }
    looking->newest = looking->count ? names[0] : (struct str){0};
    return true;
}

/* Here each page's checksum in the zip must hold; for all else see is_whole(). */
static bool read_newest(struct looking *looking, const char *path,
                        struct vocabulary *vocabulary, struct edition *out)
{
    struct arena *arena = &looking->arena;
    struct bag *bag = bag_open(arena, path, looking->report);
    bool ok = bag && chain_read_info(arena, bag, &looking->info, looking->report) &&
              edition_from_bag(arena, vocabulary, bag, out, looking->report);
    bag_close(bag);
    if (!ok && !report_has_system_error(looking->report)) {
        report_hint(looking->report,
                    "it is the newest of its chain: 'offprint verify' tells what is wrong "
                    "with it");
    }
    return ok;
}

static bool damaged(struct looking *looking, const char *path,
                    const struct finding *finding)
{
    struct str file = finding->path;
    if (finding->class == FINDING_UNREADABLE) {
        report_error(looking->report, (struct place){0}, "chain-read",
                     "cannot read '%s': %.*s", path, STR_ARG(finding->text));
        return false;
    }
    report_error(looking->report, (struct place){0}, "snapshot-damaged",
                 "'%s', the newest of its chain, is not as it was made: %.*s%s%.*s", path,
                 STR_ARG(file), file.len ? ": " : "", STR_ARG(finding->text));
    report_hint(looking->report, "'offprint verify' tells all that is wrong with it; put a "
                                 "good copy in its place");
    return false;
}

/* What is to be followed must be as it was made: the digest in the next one would vouch for
 * what is damaged, and the last word of it that holds would be the older one's. */
static bool is_whole(struct looking *looking, const char *path)
{
    static const struct verify_options none = {0};
    struct checked *checked;
    size_t count;
    if (!verify_path(&looking->arena, path, &none, &checked, &count, looking->report)) {
        return false;
    }
    const struct finding *error = verify_first_error(checked, count);
    return !error || damaged(looking, path, error);
}

/* Whether the packet says anything else than the newest. */
static bool is_news(const struct diff *diff)
{
    const size_t *blocks = diff->counts.blocks;
    bool news = diff->added || diff->removed || diff->renamed || blocks[CHANGE_WORDS] ||
                blocks[CHANGE_MOVED] || blocks[CHANGE_LINKS] || blocks[CHANGE_FILES];
    for (size_t i = 0; i < diff->document_count && !news; i++) {
        news = diff->documents[i].reordered;
    }
    return news;
}

static bool compare_with_newest(struct looking *looking, const char *path)
{
    struct arena *arena = &looking->arena;
    struct vocabulary *vocabulary = vocabulary_new(arena);
    struct edition then, now;
    struct diff diff;
    if (!vocabulary) {
        return report_out_of_memory(looking->report);
    }
    if (!read_newest(looking, path, vocabulary, &then) ||
        !edition_from_packet(arena, vocabulary, looking->packet, &now, looking->report)) {
        return false;
    }
    if (!diff_editions(arena, &then, &now, &diff)) {
        return report_out_of_memory(looking->report);
    }
    compare_count(&diff, &looking->snapshot->result->changes);
    looking->snapshot->differs = is_news(&diff);
    return true;
}

static bool name_previous(struct looking *looking, const char *path)
{
    struct snapshot *snapshot = looking->snapshot;
    uint8_t digest[SHA512_BYTES];
    if (!chain_digest(&looking->arena, path, digest, looking->report)) {
        return false;
    }
    const char *hex = digest_hex(snapshot->arena, digest, sizeof digest);
    snapshot->result->previous_path = path;
    snapshot->result->previous_sha512 = hex;
    snapshot->series.previous = hex ? str_from(hex) : (struct str){0};
    return hex || report_out_of_memory(looking->report);
}

/* A chain goes on; where it was begun anew, or from an older site, another name is meant.
 */
static bool name_next(struct looking *looking)
{
    struct snapshot *snapshot = looking->snapshot;
    struct arena *arena = snapshot->arena;
    struct civil day = date_civil(looking->packet->date);
    struct str mark,
        date = arena_format(arena, "%04d-%02d-%02d", (int)day.year, day.month, day.day);
    struct chain_name last;
    if (chain_name_read(looking->newest, &last) && str_compare(date, last.date) < 0) {
        report_error(
            looking->report, (struct place){0}, "snapshot-older",
            "the site is of %.*s, and the newest of its chain, '%.*s', is newer: a "
            "chain does not go back",
            STR_ARG(date), STR_ARG(looking->newest));
        report_hint(looking->report,
                    "--date gives another day, --name begins another chain");
        return false;
    }
    struct str name =
        chain_new_name(arena, looking->packet->name, date, looking->newest, &mark);
    snapshot->series.file_name = name.ptr;
    snapshot->series.mark = mark.ptr;
    snapshot->series.number =
        looking->info.number ? looking->info.number + 1 : looking->count + 1;
    return !arena_failed(arena) || report_out_of_memory(looking->report);
}

static void tell_first(struct buf *out, const struct packet *packet)
{
    size_t words = 0;
    for (size_t i = 0; i < packet->document_count; i++) {
        words += packet->documents[i]->word_count;
    }
    buf_add_text(out, "the first of its chain: ");
    number_add_count(out, packet->document_count, "document", "documents");
    buf_add_text(out, ", ");
    number_add_count(out, words, "word", "words");
}

static bool summarize(struct looking *looking)
{
    struct snapshot *snapshot = looking->snapshot;
    const struct offprint_diff_result *changes = &snapshot->result->changes;
    struct buf text = {.kept_in = snapshot->arena};
    if (looking->newest.len == 0) {
        tell_first(&text, looking->packet);
    } else if (snapshot->differs) {
        compare_add_line(&text, changes);
    } else {
        buf_add_format(&text, "nothing changed since %.*s", STR_ARG(looking->newest));
        if (changes->blocks_markup) {
            buf_add_text(&text, " but the markup of ");
            number_add_count(&text, changes->blocks_markup, "paragraph", "paragraphs");
        }
    }
    struct str line = arena_take(snapshot->arena, &text);
    snapshot->result->summary = line.ptr;
    return !arena_failed(snapshot->arena) || report_out_of_memory(looking->report);
}

static bool look(struct looking *looking)
{
    struct snapshot *snapshot = looking->snapshot;
    if (!find_newest(looking)) {
        return false;
    }
    snapshot->differs = true;
    if (looking->newest.len) {
        const char *path =
            chain_path(snapshot->arena, looking->folder, looking->newest).ptr;
        if (!path) {
            return report_out_of_memory(looking->report);
        }
        if (!compare_with_newest(looking, path) ||
            (snapshot->differs && !is_whole(looking, path)) ||
            !name_previous(looking, path)) {
            return false;
        }
    }
    return (!snapshot->differs || name_next(looking)) && summarize(looking);
}

bool snapshot_begin(struct snapshot *snapshot, const struct packet *packet,
                    const struct output_place *place, struct report *report)
{
    if (packet->date == DATE_NONE) {
        return undated(report);
    }
    if (!take_hold(snapshot, place, report)) {
        return false;
    }
    struct looking looking = {
        .snapshot = snapshot, .packet = packet, .folder = place->folder, .report = report};
    arena_init_within(&looking.arena, 0, packet->arena->budget);
    bool ok = look(&looking);
    ok = ok && (!arena_failed(&looking.arena) || report_out_of_memory(report));
    arena_clear(&looking.arena);
    return ok;
}

void snapshot_end(struct snapshot *snapshot, struct report *report)
{
    replace_hold_end(&snapshot->hold, report);
}

/* The call */

enum offprint_status offprint_snapshot(const struct offprint_options *given,
                                       struct offprint_snapshot_result *result)
{
    if (!result) {
        return OFFPRINT_WRONG_USAGE;
    }
    *result = (struct offprint_snapshot_result){.status = OFFPRINT_SYSTEM_FAILED};
    struct kept *kept = kept_new(sizeof *kept, 0);
    result->memory = kept;
    if (!kept) {
        return result->status;
    }
    struct snapshot snapshot = {.arena = &kept->arena, .result = result};
    result->status = run_snapshot(given, &snapshot, &result->run);
    result->written = result->status == OFFPRINT_MADE && snapshot.differs;
    if (result->written) {
        result->path = result->run.outputs[0].path;
    }
    return result->status;
}

void offprint_snapshot_result_clear(struct offprint_snapshot_result *result)
{
    if (result) {
        struct kept *kept = result->memory;
        offprint_result_clear(&result->run);
        kept_free(kept);
        *result = (struct offprint_snapshot_result){0};
    }
}
