/* The order in which a bundle is made: names first, for every page links to others; then
 * what came along, what is made of it, and what is told of both; then the PDF and what
 * tells of that. Tag files of the bag come last, since they count all the rest. */
#include "archive/archive.h"

#include "archive/anchor.h"
#include "archive/frame.h"
#include "archive/page_marks.h"
#include "archive/parts.h"
#include "archive/search.h"

struct archive {
    struct catalog catalog;
    struct bundle bundle;
    struct packet *last_of; /* see archive_options */
};

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
        bool there = document->part && bundle_find(bundle, "data/", name);
        if (name.len && !there &&
            !bundle_add_known(bundle, "data/", name, document->source_text,
                              document->source_sha256)) {
            return false;
        }
    }
    return true;
}

static bool add_pdf(struct bundle *bundle, const struct catalog *catalog)
{
    return !catalog->with_pdf ||
           bundle_add_aside(bundle, "data/", catalog->pdf_name, catalog->pdf);
}

/* A listing shows first what is to be opened first. */
static bool pack(struct bundle *bundle, const struct catalog *catalog)
{
    bundle_sort(bundle);
    bundle_move_to_front(bundle, STR("START-HERE.html"));
    return bundle_pack(bundle, catalog->top);
}

static size_t count_linked(const struct packet *packet)
{
    size_t count = 0;
    for (size_t i = 0; i < packet->file_count; i++) {
        count += packet->files[i]->linked;
    }
    return count;
}

struct archive *archive_begin(struct arena *arena, const struct packet *packet,
                              const struct archive_options *options, struct report *report)
{
    struct archive *archive = ARENA_NEW(arena, struct archive);
    if (!archive) {
        (void)report_out_of_memory(report);
        return NULL;
    }
    struct bundle *bundle = &archive->bundle;
    struct catalog *catalog = &archive->catalog;
    archive->last_of = options->last_of;
    *catalog = (struct catalog){.packet = packet,
                                .generator = options->generator,
                                .deflate_level = options->deflate_level,
                                .with_pdf = options->with_pdf,
                                .series = options->series,
                                .of_many = options->of_many};
    *bundle = (struct bundle){.arena = arena,
                              .packet = packet,
                              .date = packet->date,
                              .aside = options->aside,
                              .limit_bytes = options->limit_bytes,
                              .progress = options->progress,
                              .crew = options->crew,
                              .report = report};
    bool ok = catalog_make(arena, catalog, report) &&
              bundle_open(bundle, options->deflate_level) && add_files(bundle, catalog) &&
              add_sources(bundle, catalog) &&
              style_write(bundle, theme_or_default(packet->theme), search_is_in(packet)) &&
              script_write(bundle) && pages_write(bundle, catalog) &&
              search_write(bundle, catalog) && report_pages_write(bundle, catalog);
    if (!ok) {
        archive_drop(archive);
    }
    return ok ? archive : NULL;
}

/* All that tells of the PDF. */
static bool add_rest(struct archive *archive, const struct pieces *pdf,
                     size_t pdf_page_count)
{
    struct bundle *bundle = &archive->bundle;
    struct catalog *catalog = &archive->catalog;
    catalog->pdf = pdf;
    catalog->pdf_page_count = pdf_page_count;
    bool ok = add_pdf(bundle, catalog) && index_write(bundle, catalog) &&
              start_write(bundle, catalog);
    if (archive->last_of) {
        packet_drop_trees(archive->last_of);
    }
    ok = ok && provenance_write(bundle, catalog) && bag_write(bundle, catalog) &&
         pack(bundle, catalog);
    return ok && (!arena_failed(bundle->arena) || report_out_of_memory(bundle->report));
}

static void hand_over(struct bundle *bundle, struct pieces *out)
{
    pieces_outlive(&bundle->pieces);
    *out = bundle->pieces;
    pieces_init(&bundle->pieces, bundle->aside);
}

bool archive_finish(struct archive *archive, const struct pieces *pdf,
                    size_t pdf_page_count, const struct progress *progress,
                    struct pieces *out, struct archive_counts *counts)
{
    struct bundle *bundle = &archive->bundle;
    bundle->progress = progress;
    bool ok = add_rest(archive, pdf, pdf_page_count);
    *counts =
        (struct archive_counts){bundle->count, count_linked(archive->catalog.packet)};
    if (ok) {
        hand_over(bundle, out);
    }
    archive_drop(archive);
    return ok;
}

bool archive_finish_one(const struct archive *archive, struct arena *arena,
                        const struct packet *packet, struct str name,
                        const struct pieces *pdf, size_t pdf_page_count, struct pieces *out)
{
    const struct bundle *base = &archive->bundle;
    struct archive one = {.catalog = archive->catalog,
                          .bundle = {.arena = arena,
                                     .packet = base->packet,
                                     .aside = base->aside,
                                     .report = base->report}};
    one.catalog.packet = packet;
    one.catalog.top = catalog_top(arena, &archive->catalog, name);
    bool ok = bundle_open_on(&one.bundle, base) && add_rest(&one, pdf, pdf_page_count);
    if (ok) {
        hand_over(&one.bundle, out);
    }
    archive_drop(&one);
    return ok;
}

void archive_digest(const struct archive *archive, struct digester *digester)
{
    bundle_digest(&archive->bundle, digester);
}

void archive_drop(struct archive *archive)
{
    if (archive) {
        bundle_close(&archive->bundle);
    }
}

struct archive_pages {
    struct catalog catalog;
};

struct archive_pages *archive_pages_new(struct arena *arena, const struct packet *packet,
                                        bool in_book, struct report *report)
{
    struct archive_pages *pages = ARENA_NEW(arena, struct archive_pages);
    if (!pages) {
        (void)report_out_of_memory(report);
        return NULL;
    }
    pages->catalog = (struct catalog){.packet = packet, .in_book = in_book};
    return catalog_make(arena, &pages->catalog, report) ? pages : NULL;
}

bool archive_pages_mark(struct archive_pages *pages, struct arena *arena,
                        const struct page_starts *starts, struct report *report)
{
    pages->catalog.marks = page_marks_find(arena, pages->catalog.packet, starts);
    return pages->catalog.marks || report_out_of_memory(report);
}

void archive_add_mark_fragment(struct str label, struct buf *out)
{
    page_mark_add_fragment(label, out);
}

void archive_write_mark(struct str label, struct buf *out)
{
    page_mark_write(label, out);
}

struct str archive_page_name(const struct archive_pages *pages,
                             const struct document *document)
{
    return catalog_page(&pages->catalog, document);
}

struct str archive_file_name(const struct archive_pages *pages,
                             const struct packet_file *file)
{
    return catalog_file(&pages->catalog, file).name;
}

void archive_page_write(const struct archive_pages *pages, const struct document *document,
                        struct buf *out)
{
    bool in_book = pages->catalog.in_book;
    if (!in_book) {
        frame_open_main(out);
    }
    page_add_head(&pages->catalog, document, out);
    page_add_text(&pages->catalog, document, (struct str){0}, out);
    if (!in_book) {
        frame_close_main(out);
    }
}

bool archive_add_fragment(const struct archive_pages *pages,
                          const struct document *document, const struct node *heading,
                          struct buf *out)
{
    return anchor_add_fragment(&pages->catalog, document, heading, out);
}

void archive_title_write(const struct archive_pages *pages, struct buf *out)
{
    index_add_head(&pages->catalog, out);
}
