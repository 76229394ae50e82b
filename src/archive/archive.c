/* The order in which a bundle is made: names first, for every page links to others; then
 * what came along, what is made of it, and what is told of both. Tag files of the bag come
 * last, since they count all the rest. */
#include "archive/archive.h"

#include "archive/parts.h"

static bool add_files(struct bundle *bundle, const struct catalog *catalog)
{
    const struct packet *packet = catalog->packet;
    for (size_t i = 0; i < packet->file_count; i++) {
        const struct packet_file *file = packet->files[i];
        struct str name = catalog_file(catalog, file).name;
        if (name.len && !bundle_add_file(bundle, "data/", name, file)) {
            return false;
        }
    }
    return true;
}

static bool add_sources(struct bundle *bundle, const struct catalog *catalog)
{
    const struct packet *packet = catalog->packet;
    for (size_t i = 0; i < packet->document_count; i++) {
        const struct document *document = packet->documents[i];
        struct str name = catalog_source(catalog, document);
        if (name.len && !bundle_add_bytes(bundle, "data/", name, document->source_text)) {
            return false;
        }
    }
    return true;
}

static bool add_pdf(struct bundle *bundle, const struct catalog *catalog)
{
    return catalog->pdf.len == 0 ||
           bundle_add_bytes(bundle, "data/", catalog->pdf_name, catalog->pdf);
}

static size_t count_linked(const struct packet *packet)
{
    size_t count = 0;
    for (size_t i = 0; i < packet->file_count; i++) {
        count += packet->files[i]->linked;
    }
    return count;
}

bool archive_write(struct arena *arena, const struct packet *packet,
                   const struct archive_options *options, struct buf *out,
                   struct archive_counts *counts, struct report *report)
{
    struct catalog catalog = {.packet = packet,
                              .generator = options->generator,
                              .deflate_level = options->deflate_level,
                              .pdf = options->pdf,
                              .pdf_page_count = options->pdf_page_count};
    struct bundle bundle = {
        .arena = arena, .packet = packet, .progress = options->progress, .report = report};
    *counts = (struct archive_counts){0};
    if (!catalog_make(arena, &catalog, report)) {
        return false;
    }
    bool ok = bundle_open(&bundle, options->deflate_level) &&
              add_files(&bundle, &catalog) && add_sources(&bundle, &catalog) &&
              add_pdf(&bundle, &catalog) &&
              style_write(&bundle, theme_or_default(packet->theme)) &&
              pages_write(&bundle, &catalog) && report_pages_write(&bundle, &catalog) &&
              provenance_write(&bundle, &catalog) && start_write(&bundle, &catalog) &&
              bag_write(&bundle, &catalog) && pack_write(&bundle, catalog.top, out);
    bundle_close(&bundle);
    counts->entries = bundle.count;
    counts->site_files = count_linked(packet);
    return ok && (!arena_failed(arena) || report_out_of_memory(report));
}
