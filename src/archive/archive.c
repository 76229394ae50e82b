#include "archive/bundle.h"

#include "base/date.h"

#define TOP_NAME_LIMIT                                                                     \
    36 /* with "-2021-07-15" and "/data/" the top takes 53 of 120 bytes */

bool bundle_add_bytes(struct bundle *bundle, const char *folder, struct str name,
                      struct str bytes)
{
    struct str full = arena_format(bundle->arena, "%s%.*s", folder, STR_ARG(name));
    if (name.len == 0 || full.len == 0 ||
        !arena_grow(bundle->arena, &bundle->entries, bundle->count, &bundle->capacity,
                    sizeof *bundle->entries)) {
        return report_out_of_memory(bundle->report);
    }
    if (bundle->count >= ARCHIVE_ENTRY_LIMIT ||
        bytes.len > ARCHIVE_BYTES_LIMIT - bundle->total_bytes) {
        report_error(bundle->report, (struct place){0}, "archive-limit",
                     "the bundle would hold more than %d entries or %zu bytes",
                     ARCHIVE_ENTRY_LIMIT, ARCHIVE_BYTES_LIMIT);
        return false;
    }
    struct entry *entry = &bundle->entries[bundle->count];
    *entry = (struct entry){.name = full, .bytes = bytes};
    digest_sha256(bytes, entry->sha256);
    bundle->total_bytes += bytes.len;
    return value_map_set(bundle->arena, bundle->by_name, full,
                         value_integer((int64_t)bundle->count++)) ||
           report_out_of_memory(bundle->report);
}

const struct entry *bundle_find(const struct bundle *bundle, const char *folder,
                                struct str name)
{
    struct str full = arena_format(bundle->arena, "%s%.*s", folder, STR_ARG(name));
    struct value index = value_get(bundle->by_name, full);
    return index.kind == VALUE_INTEGER ? &bundle->entries[index.as.integer] : NULL;
}

bool bundle_add(struct bundle *bundle, const char *folder, struct str name,
                struct buf *take_bytes)
{
    size_t len = take_bytes->len;
    struct str kept = arena_str(bundle->arena, buf_str(take_bytes));
    bool ok = buf_ok(take_bytes) && kept.len == len;
    buf_clear(take_bytes);
    return ok ? bundle_add_bytes(bundle, folder, name, kept)
              : report_out_of_memory(bundle->report);
}

static struct str name_of(const struct bundle *bundle, const struct str *names,
                          const struct document *document)
{
    size_t index = document->number - 1; /* wraps at 0 */
    return index < bundle->packet->document_count ? names[index] : (struct str){0};
}

struct str bundle_page(const struct bundle *bundle, const struct document *document)
{
    return name_of(bundle, bundle->page_names, document);
}

struct str bundle_source(const struct bundle *bundle, const struct document *document)
{
    return name_of(bundle, bundle->source_names, document);
}

static bool name_top(struct bundle *bundle)
{
    const struct packet *packet = bundle->packet;
    struct str name = name_segment(bundle->arena, packet->name, TOP_NAME_LIMIT, "offprint");
    bundle->top = name;
    if (packet->date) {
        struct civil day = date_civil(packet->date);
        bundle->date = arena_format(bundle->arena, "%04d-%02d-%02d", (int)day.year,
                                    day.month, day.day);
        bundle->top =
            arena_format(bundle->arena, "%.*s-%.*s", STR_ARG(name), STR_ARG(bundle->date));
    }
    bundle->pdf_name = arena_format(bundle->arena, "%.*s.pdf", STR_ARG(name));
    return bundle->top.len && bundle->pdf_name.len &&
           name_set_init(&bundle->names, bundle->arena,
                         NAME_LIMIT - bundle->top.len - strlen("/data/"));
}

static bool name_documents(struct bundle *bundle)
{
    const struct packet *packet = bundle->packet;
    bundle->page_names = ARENA_ARRAY(bundle->arena, struct str, packet->document_count);
    bundle->source_names = ARENA_ARRAY(bundle->arena, struct str, packet->document_count);
    if (!bundle->page_names || !bundle->source_names) {
        return packet->document_count == 0;
    }
    for (size_t i = 0; i < packet->document_count; i++) {
        const struct document *document = packet->documents[i];
        struct str page = arena_format(bundle->arena, "%.*s.html", STR_ARG(document->slug));
        bundle->page_names[i] = name_take(&bundle->names, "pages", page, true);
        if (document->source_text.len && document->source.len) {
            bundle->source_names[i] =
                name_take(&bundle->names, "sources", document->source, false);
        }
        if (bundle->page_names[i].len == 0) {
            return false;
        }
    }
    return !arena_failed(bundle->arena);
}

static bool name_files(struct bundle *bundle)
{
    const struct packet *packet = bundle->packet;
    for (size_t i = 0; i < packet->file_count; i++) {
        struct packet_file *file = packet->files[i];
        const char *folder = file->linked ? "files" : "assets/img";
        file->name = file->linked || file->shown
                         ? name_take(&bundle->names, folder, file->source, true)
                         : (struct str){0};
    }
    return !arena_failed(bundle->arena);
}

static bool add_files(struct bundle *bundle, struct archive_counts *counts)
{
    const struct packet *packet = bundle->packet;
    for (size_t i = 0; i < packet->file_count; i++) {
        const struct packet_file *file = packet->files[i];
        if (file->name.len && !bundle_add_bytes(bundle, "data/", file->name, file->bytes)) {
            return false;
        }
        counts->site_files += file->linked ? 1 : 0;
    }
    for (size_t i = 0; i < packet->document_count; i++) {
        if (bundle->source_names[i].len &&
            !bundle_add_bytes(bundle, "data/", bundle->source_names[i],
                              packet->documents[i]->source_text)) {
            return false;
        }
    }
    return bundle->options->pdf.len == 0 ||
           bundle_add_bytes(bundle, "data/", bundle->pdf_name, bundle->options->pdf);
}

static bool fill(struct bundle *bundle, struct archive_counts *counts)
{
    bundle->by_name = value_map_new(bundle->arena);
    if (bundle->by_name.kind != VALUE_MAP || !name_top(bundle) || !name_documents(bundle) ||
        !name_files(bundle)) {
        return report_out_of_memory(bundle->report);
    }
    return add_files(bundle, counts) && style_write(bundle) && pages_write(bundle) &&
           report_pages_write(bundle) && provenance_write(bundle) && start_write(bundle) &&
           bag_write(bundle);
}

bool archive_write(struct arena *arena, const struct packet *packet,
                   const struct archive_options *options, struct buf *out,
                   struct archive_counts *counts, struct report *report)
{
    struct bundle bundle = {.arena = arena,
                            .packet = packet,
                            .options = options,
                            .report = report,
                            .quiet = report_new()};
    *counts = (struct archive_counts){0};
    bool ok = bundle.quiet ? fill(&bundle, counts) && pack_write(&bundle, out)
                           : report_out_of_memory(bundle.report);
    counts->entries = bundle.count;
    report_free(bundle.quiet);
    return ok;
}
