/* The order: rows are checked by setting each cover; the body is set and written; then each
 * row's cover is set once more and what is its own written behind the body. Nothing of a
 * row stays when it is done, so that memory does not grow with their number, nor does any
 * file depend on who else is in the list. */
#include "packets.h"

#include "base/digest.h"
#include "base/shared_start.h"
#include "covers.h"
#include "kept.h"
#include "record.h"


#define BATCH_BYTES 8 /* of a digest that tells lists apart */
#define LINES_BYTES ((size_t)1 << 16) /* of the record are in memory */

/* Covers */

/* Of a cover that can be set; what is wrong with it is the row's, unless nobody's has the
 * same: that is of the title, say, or of the letter's own words. */
static void judge_cover(struct roster_row *row, const struct pages *pages,
                        const struct report *own, const struct report *nobodys,
                        struct report *report)
{
    const char *letters = report_first_of(own, "font-missing", nobodys),
               *picture = report_first_of(own, "image-", nobodys);
    bool stamp = report_first_of(own, "stamp-long", nobodys) != NULL;
    if (pages->count != 1) {
        report_error(report, row->place, "packet-overflow",
                     "the cover would be longer than its page");
    }
    if (stamp) {
        report_error(report, row->place, "packet-overflow",
                     "the stamp would be longer than its line");
    }
    if (letters) {
        report_error(report, row->place, "packet-script",
                     "no face has some of the characters of this row's cover");
        report_hint(report, "%s", letters);
    }
    picture = row->logo.len ? picture : NULL;
    if (picture) {
        report_error(report, row->logo_place, "packet-image", "cannot show '%.*s'",
                     STR_ARG(row->logo));
        report_hint(report, "%s", picture);
    }
    row->failed = row->failed || pages->count != 1 || stamp || letters || picture;
}

/* False: nothing can be set any more. */
static bool check_cover(struct packets *packets, struct covers *covers,
                        const struct report *nobodys, struct roster_row *row)
{
    struct pages pages = {0};
    struct cover cover;
    struct report *own = report_new();
    bool ok = own ? covers_ready(covers) : report_out_of_memory(covers->report);
    if (ok && !roster_load(&covers->arena, &packets->roster, row, &cover, covers->report)) {
        row->failed = true;
        report_free(own);
        return !report_has_system_error(covers->report);
    }
    ok = ok && covers_set(covers, row, &cover, NULL, &pages, own);
    if (ok) {
        judge_cover(row, &pages, own, nobodys, covers->report);
    }
    if (own && ok && row->failed) {
        report_free(own); /* what is wrong is told with the row */
    } else if (own) {
        report_adopt(covers->report, own);
    }
    return ok;
}

/* All of them, so that all faults are told in one run. */
static bool check_rows(struct packets *packets, struct covers *covers,
                       const struct report *nobodys)
{
    struct roster_row row;
    bool ok = true, there = true;
    roster_rewind(&packets->roster);
    while (ok && there) {
        ok = roster_next(&packets->roster, false, &row, &there, covers->report);
        if (!ok || !there) {
            break;
        }
        bool too_long = row.failed && row.room == 0; /* which was told */
        ok = too_long || check_cover(packets, covers, nobodys, &row);
        if (row.failed) {
            roster_fail(&packets->roster, &row);
        }
    }
    return ok;
}

static bool check_covers(struct packets *packets, struct covers *covers)
{
    struct pages pages;
    struct report *nobodys = report_new();
    bool ok = nobodys ? covers_ready(covers) : report_out_of_memory(covers->report);
    ok = ok && (layout_cover(&covers->arena, covers->making->packet, covers->engine,
                             &covers->layout, NULL, &pages, nobodys) ||
                !report_has_system_error(nobodys));
    if (nobodys && !ok) {
        report_adopt(covers->report, nobodys);
        return false;
    }
    ok = ok && check_rows(packets, covers, nobodys);
    report_free(nobodys);
    return ok;
}

/* PDFs */

struct body {
    struct arena arena;
    struct text_engine *engine;
    struct pages pages;
    const struct pdf_body *pdf;
    struct pieces pieces;
    struct shared_start start; /* the same, on the disk */
    size_t made;               /* packets of it */
    struct digester *digester; /* of its bytes */
    uint8_t sha256[SHA256_BYTES];
};

static bool add_to_digest(void *digester, struct str bytes)
{
    digester_add(digester, bytes);
    return true;
}

/* The first page alone is a cover's: what else there is of one would stand in all files. */
static bool fits_page(const struct making *making, struct body *body,
                      const struct layout_options *layout)
{
    struct pages cover;
    if (!layout_cover(&body->arena, making->packet, body->engine, layout, NULL, &cover,
                      making->report)) {
        return false;
    }
    if (cover.count != 1) {
        report_error(making->report, recipe_place(&making->request->recipe, "cover"),
                     "packet-overflow", "the cover would be longer than its page");
    }
    return cover.count == 1;
}

/* Set with the cover of nobody, whose letters the body's fonts have, too. */
static bool make_body(const struct making *making, bool stamped, struct body *body)
{
    struct output_job job = make_job(making, &body->arena, making->report);
    struct pdf_options options = output_pdf_options(&job);
    struct layout_options layout = make_layout(making, &body->arena);
    options.stamped = stamped;
    body->engine = make_engine(making, &body->arena, making->report);
    if (!body->engine || !fits_page(making, body, &layout) ||
        !layout_packet(&body->arena, making->packet, body->engine, &layout, &body->pages,
                       making->report)) {
        return false;
    }
    short_links_tell_unused(making->packet->short_links, making->report);
    body->pdf = pdf_write_body(&body->arena, &body->pages, body->engine, &options,
                               &body->pieces, making->report);
    body->digester = digester_new(&body->arena, (struct digests){.sha256 = body->sha256});
    if (body->pdf && !body->digester) {
        return report_out_of_memory(making->report);
    }
    return body->pdf && pieces_send(&body->pieces, add_to_digest, body->digester,
                                    making->report) == PIECES_SENT;
}

/* The PDF's own part, and what is told of the whole. */
static bool make_own(struct covers *covers, const struct body *body,
                     const struct roster_row *row, const struct cover *cover,
                     struct pieces *own, struct offprint_packet *out)
{
    struct pages pages;
    struct output_job job = make_job(covers->making, &covers->arena, covers->report);
    struct pdf_options options = output_pdf_options(&job);
    uint8_t sha256[SHA256_BYTES];
    options.progress = NULL;
    if (!covers_set(covers, row, cover, &body->pages, &pages, covers->report) ||
        !pdf_write_behind(&covers->arena, body->pdf, &pages, covers->engine, &options, own,
                          covers->report) ||
        report_has_system_error(covers->report)) { /* a picture may be left out */
        return false;
    }
    struct digester *digester =
        digester_copy(&covers->arena, body->digester, (struct digests){.sha256 = sha256});
    if (!digester ||
        pieces_send(own, add_to_digest, digester, covers->report) != PIECES_SENT) {
        return digester ? false : report_out_of_memory(covers->report);
    }
    digester_finish(digester);
    out->byte_count = body->pieces.byte_count + own->byte_count;
    out->sha256 = digest_hex(&covers->arena, sha256, sizeof sha256);
    return out->sha256 || report_out_of_memory(covers->report);
}

struct replacement packets_replacement(const struct packets *packets,
                                       const struct output_place *place,
                                       const struct new_file *file)
{
    return (struct replacement){.folder = place->folder,
                                .set = packets->record_name,
                                .files = file,
                                .count = 1,
                                .stop = place->stop,
                                .stop_data = place->stop_data,
                                .progress = place->progress,
                                .hold = packets->hold.held ? &packets->hold : NULL,
                                .unsynced = packets->hold.held};
}

/* Whether the row's file lies there since an earlier run. */
static bool take_earlier(struct packets *packets, struct covers *covers,
                         const struct output_place *place, struct offprint_packet *out)
{
    const struct offprint_packet *entry =
        packets->options->resume
            ? record_find(&packets->earlier, &covers->arena, place->folder, out,
                          packets->options->resume_verify)
            : NULL;
    if (entry) {
        out->byte_count = entry->byte_count;
        out->sha256 = entry->sha256;
        out->zip_byte_count = entry->zip_byte_count;
        out->zip_sha256 = entry->zip_sha256;
        out->state = OFFPRINT_PACKET_SAME;
    }
    return entry != NULL;
}

/* A row's files while they are made. */
struct row_files {
    struct pieces own, pdf, zip; /* the PDF's own part; all of it; its bundle */
    struct new_file items[2];
    size_t count;
};

static void row_files_open(struct row_files *files)
{
    *files = (struct row_files){0};
    pieces_init(&files->own, (struct aside){0});
    pieces_init(&files->pdf, (struct aside){0});
    pieces_init(&files->zip, (struct aside){0});
}

static void row_files_close(struct row_files *files)
{
    pieces_clear(&files->zip);
    pieces_clear(&files->pdf);
    pieces_clear(&files->own);
}

/* The row's bundle, which has the PDF, too, and comes after it. */
static bool make_zip(struct packets *packets, struct covers *covers,
                     const struct body *body, const struct roster_row *row,
                     const struct cover *cover, struct row_files *files,
                     struct offprint_packet *out)
{
    struct packet *packet = ARENA_NEW(&covers->arena, struct packet);
    uint8_t sha256[SHA256_BYTES];
    if (!packet) {
        return report_out_of_memory(covers->report);
    }
    *packet = covers_packet(covers->making->packet, row, cover);
    if (!bundles_make(&packets->bundles, packet, row->name, &files->pdf, body->pages.count,
                      &files->zip)) {
        return false;
    }
    struct digester *digester =
        digester_new(&covers->arena, (struct digests){.sha256 = sha256});
    if (!digester ||
        pieces_send(&files->zip, add_to_digest, digester, covers->report) != PIECES_SENT) {
        return digester ? false : report_out_of_memory(covers->report);
    }
    digester_finish(digester);
    out->zip_byte_count = files->zip.byte_count;
    out->zip_sha256 = digest_hex(&covers->arena, sha256, sizeof sha256);
    files->items[files->count++] =
        (struct new_file){.name = out->zip_name, .pieces = &files->zip};
    return out->zip_sha256 || report_out_of_memory(covers->report);
}

/* From the second packet on, as one alone shares nothing. */
static bool share_body(struct body *body, const struct output_place *place,
                       struct report *report)
{
    return body->made++ != 1 ||
           shared_start_open(&body->start, place->folder, &body->pieces, report);
}

static bool make_files(struct packets *packets, struct covers *covers,
                       const struct body *body, const struct roster_row *row,
                       const struct cover *cover, struct row_files *files,
                       struct offprint_packet *out)
{
    if (!make_own(covers, body, row, cover, &files->own, out)) {
        return false;
    }
    files->items[files->count++] = (struct new_file){
        .name = out->file_name, .pieces = &files->pdf, .start = &body->start};
    pieces_add_pieces(&files->pdf, &body->pieces);
    pieces_add_pieces(&files->pdf, &files->own);
    return (pieces_ok(&files->pdf) || report_out_of_memory(covers->report)) &&
           (!packets->bundles.base ||
            make_zip(packets, covers, body, row, cover, files, out));
}

/* A row whose files will change. */
struct changing {
    struct packets *packets;
    struct arena *scratch;
    const struct offprint_packet *item;
};

/* What the record says of files that become those it tells of still holds. Of one row alone
 * nothing is told where nothing was. */
static bool forget_row(void *data, struct report *report)
{
    const struct changing *changing = data;
    struct packets *packets = changing->packets;
    bool begins = !record_tells(&packets->earlier, changing->scratch, changing->item) &&
                  !(packets->options->only && packets->earlier.count == 0);
    return journal_forget(&packets->journal, changing->scratch, changing->item, begins,
                          report);
}

static bool put_row(struct packets *packets, struct covers *covers, struct body *body,
                    const struct output_place *place, const struct roster_row *row,
                    struct offprint_packet *out)
{
    struct row_files files;
    bool changed = false;
    struct cover cover;
    if (!roster_load(&covers->arena, &packets->roster, row, &cover, covers->report)) {
        return false;
    }
    out->input = covers_input(covers, body->digester, &packets->bundles, row, &cover,
                              &covers->arena);
    if (!out->input) {
        return report_out_of_memory(covers->report);
    }
    if (take_earlier(packets, covers, place, out)) {
        return true;
    }
    row_files_open(&files);
    bool ok = share_body(body, place, covers->report) &&
              make_files(packets, covers, body, row, &cover, &files, out);
    if (ok) {
        struct replacement what = packets_replacement(packets, place, files.items);
        what.count = files.count;
        what.changed = &changed;
        struct changing changing = {packets, &covers->arena, out};
        what.before = forget_row;
        what.before_data = &changing;
        ok = replace_files(&what, covers->report);
    }
    row_files_close(&files);
    out->state =
        ok ? changed ? OFFPRINT_PACKET_MADE : OFFPRINT_PACKET_SAME : OFFPRINT_PACKET_FAILED;
    return ok && journal_add(&packets->journal, out, packets->roster.row_count,
                             packets->batch, covers->report);
}

/* The row's line of the record comes last. */
static bool take_row(struct packets *packets, struct covers *covers, struct body *body,
                     const struct output_place *place, const struct roster_row *row)
{
    struct offprint_packets_result *result = packets->result;
    struct offprint_packet item;
    if (!covers_ready(covers)) {
        return false;
    }
    if (!packets_name_files(packets, &covers->arena, row, &item)) {
        return report_out_of_memory(covers->report);
    }
    if (!row->failed && !put_row(packets, covers, body, place, row, &item)) {
        return false;
    }
    result->made += item.state == OFFPRINT_PACKET_MADE;
    result->same += item.state == OFFPRINT_PACKET_SAME;
    if (packets->options->tell) {
        packets->options->tell(packets->options->tell_data, &item);
    }
    return packets->options->only || packets_add_line(packets, &item, covers->report);
}

static bool put_rows(struct packets *packets, struct covers *covers, struct body *body,
                     const struct output_place *place)
{
    struct progress *progress = covers->making->progress;
    struct offprint_packets_result *result = packets->result;
    size_t count = packets->roster.chosen_count;
    struct roster_row row;
    bool ok = true, there = true;
    progress->stage = "writing the packets";
    roster_rewind(&packets->roster);
    for (size_t i = 1; ok && there; i++) {
        ok = roster_next(&packets->roster, false, &row, &there, covers->report);
        if (ok && there) {
            ok = take_row(packets, covers, body, place, &row);
            progress_tell(progress, i, count);
        }
    }
    result->failed = count - result->made - result->same;
    if (!ok && packets->journal.fd >= 0) {
        report_hint(covers->report,
                    "%zu of %zu packets are in place; with --resume the "
                    "next run goes on from there",
                    result->made + result->same, count);
    }
    return ok;
}

/* What all records of one list and one state of the site have in common. */
static bool name_batch(struct packets *packets, const struct body *body,
                       struct report *report)
{
    uint8_t sha256[SHA256_BYTES];
    struct digester *digester =
        digester_copy(packets->arena, body->digester, (struct digests){.sha256 = sha256});
    if (digester) {
        digester_add(digester,
                     str_make((const char *)packets->roster.sha256, SHA256_BYTES));
        bundles_digest(&packets->bundles, digester);
        digester_finish(digester);
        packets->batch = digest_hex(packets->arena, sha256, BATCH_BYTES);
    }
    return packets->batch || report_out_of_memory(report);
}

/* What a run before told, finished or not. */
static bool read_earlier(struct packets *packets, const struct output_place *place,
                         struct report *report)
{
    bool there = true;
    bool wanted = packets->options->resume || packets->options->only;
    return journal_init(&packets->journal, packets->arena, place->folder,
                        packets->hold.folder, packets->record_name, report) &&
           (!wanted || (record_read(packets->arena, place->folder, packets->record_name,
                                    &packets->earlier, &there, report) &&
                        (there || journal_read(&packets->journal, packets->arena,
                                               &packets->earlier, report))));
}

/* A list that a page links to would go along with every bundle. */
static bool list_stays(const struct packets *packets, const struct making *making)
{
    const struct packet *packet = making->packet;
    const struct roster *roster = &packets->roster;
    bool bundles =
        packets->options->zip == OFFPRINT_ZIP_EACH || making->request->output_bits;
    for (size_t i = 0; bundles && roster->site && i < packet->file_count; i++) {
        if (str_eq(packet->files[i]->source, roster->file)) {
            report_error(making->report, (struct place){.file = roster->file},
                         "packet-list-linked",
                         "a page links to this list: every bundle would hold it");
            report_hint(making->report,
                        "keep it out of the site's pages, or make PDFs alone: --zip none");
            return false;
        }
    }
    return true;
}

static bool make_rows(struct packets *packets, struct covers *covers, struct body *body,
                      const struct output_place *place)
{
    const struct making *making = covers->making;
    struct report *report = making->report;
    struct new_file record = {.name = packets->record_name};
    struct replacement what = packets_replacement(packets, place, &record);
    making->progress->stage = "setting";
    progress_tell(making->progress, 0, 0);
    if (!list_stays(packets, making) || !check_covers(packets, covers)) {
        return false;
    }
    if (packets->roster.failed_count && !packets->options->keep_going) {
        report_note(report, (struct place){0}, "packet-kept-back",
                    "no packet is made, as rows of the list have faults");
        report_hint(report, "--keep-going makes the packets of all other rows");
        return false;
    }
    pieces_init(&packets->lines, (struct aside){.folder = place->folder});
    packets->lines.held_limit_bytes = LINES_BYTES;
    return packets_check_places(packets, &covers->arena, place, report) &&
           make_body(making, packets->roster.stamped, body) &&
           (packets->options->zip != OFFPRINT_ZIP_EACH ||
            bundles_open(&packets->bundles, making)) &&
           name_batch(packets, body, report) &&
           replace_hold_take(&what, &packets->hold, report) &&
           replace_hold_folder(&what, &packets->hold, packets->options->shards == 0,
                               report) && /* parts have rows of their own */
           read_earlier(packets, place, report) &&
           put_rows(packets, covers, body, place);
}

void packets_leave(struct packets *packets)
{
    roster_close(&packets->roster);
}

bool packets_make(struct packets *packets, const struct making *making,
                  const struct output_place *place)
{
    struct covers covers;
    struct body body = {0};
    covers_open(&covers, making);
    arena_init_within(&body.arena, 0, making->budget);
    pieces_init(&body.pieces, making->aside);
    body.start.fd = -1;
    bool made = make_rows(packets, &covers, &body, place);
    if (made) {
        packets->result->run.pages = body.pages.count;
    }
    covers_close(&covers);
    bundles_close(&packets->bundles);
    shared_start_close(&body.start);
    pieces_clear(&body.pieces);
    if (body.engine) {
        text_engine_free(body.engine);
    }
    arena_clear(&body.arena);
    return made;
}

/* The call */

enum offprint_status offprint_packets(const struct offprint_options *given,
                                      const struct offprint_packets_options *options,
                                      struct offprint_packets_result *result)
{
    if (!result) {
        return OFFPRINT_WRONG_USAGE;
    }
    *result = (struct offprint_packets_result){.status = OFFPRINT_SYSTEM_FAILED};
    struct kept *kept = kept_new(sizeof *kept, given ? given->memory_bytes : 0);
    result->memory = kept;
    if (!kept) {
        return result->status;
    }
    struct packets packets = {
        .arena = &kept->arena, .options = options, .result = result, .journal = {.fd = -1}};
    if (!options || options->struct_size != sizeof *options || !options->list) {
        result->status = OFFPRINT_WRONG_USAGE;
        return result->status;
    }
    packets.record_name =
        record_name(&kept->arena, "packets", options->shard, options->shards);
    pieces_init(&packets.lines, (struct aside){0});
    if (packets.record_name) {
        result->status = run_packets(given, &packets, &result->run);
    }
    return result->status;
}

void offprint_packets_result_clear(struct offprint_packets_result *result)
{
    if (result) {
        struct kept *kept = result->memory;
        offprint_result_clear(&result->run);
        kept_free(kept);
        *result = (struct offprint_packets_result){0};
    }
}
