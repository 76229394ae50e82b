/* The order in which a book is made: what every reader looks at first, then pictures and
 * pages, and at last what lists them all. */
#include "epub/epub.h"

#include "epub/parts.h"

static bool add_container(struct bundle *bundle)
{
    static const char container[] =
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
        "<container version=\"1.0\" "
        "xmlns=\"urn:oasis:names:tc:opendocument:xmlns:container\">\n<rootfiles>\n"
        "<rootfile full-path=\"" BOOK_FOLDER
        "package.opf\" media-type=\"application/oebps-package+xml\"/>\n"
        "</rootfiles>\n</container>\n";
    /* First, and so short that packing it would save nothing: it is stored, as it must be
     * (EPUB 3.3, 4.2.7). */
    return bundle_add_bytes(bundle, "", STR("mimetype"), STR("application/epub+zip")) &&
           bundle_add_bytes(bundle, "META-INF/", STR("container.xml"), str_from(container));
}

static bool add_pictures(struct bundle *bundle, const struct book *book, size_t *count)
{
    const struct packet *packet = book->packet;
    *count = 0;
    for (size_t i = 0; i < packet->file_count; i++) {
        const struct packet_file *file = packet->files[i];
        struct str name = archive_file_name(book->pages, file);
        bool drawing = str_is(file->media_type, "image/svg+xml");
        bool added =
            name.len == 0 || (drawing ? drawing_add(bundle, book, name, file)
                                      : bundle_add_file(bundle, BOOK_FOLDER, name, file));
        if (!added) {
            return false;
        }
        *count += name.len > 0;
    }
    return true;
}

bool epub_write(struct arena *arena, const struct packet *packet,
                const struct epub_options *options, struct pieces *out,
                struct epub_counts *counts, struct report *report)
{
    struct bundle bundle = {.arena = arena,
                            .packet = packet,
                            .date = packet->date,
                            .aside = options->aside,
                            .limit_bytes = options->limit_bytes,
                            .progress = options->progress,
                            .report = report};
    struct book book = {.packet = packet,
                        .pages = archive_pages_new(arena, packet, true, report),
                        .starts = &options->page_starts,
                        .generator = options->generator};
    bool ok = book.pages &&
              (book.starts->count == 0 ||
               archive_pages_mark(book.pages, arena, book.starts, report)) &&
              bundle_open(&bundle, options->deflate_level);
    if (ok) {
        claims_find(&book, &book.claims);
    }
    ok = ok && add_container(&bundle) && add_pictures(&bundle, &book, &counts->pictures) &&
         book_style_write(&bundle, theme_or_default(packet->theme)) &&
         cover_write(&bundle, &book) && leaves_write(&bundle, &book) &&
         navigation_write(&bundle, &book) && package_write(&bundle, &book) &&
         bundle_pack(&bundle, (struct str){0});
    ok = ok && (!arena_failed(arena) || report_out_of_memory(report));
    counts->entries = bundle.count;
    if (ok) {
        pieces_outlive(&bundle.pieces);
        *out = bundle.pieces;
        pieces_init(&bundle.pieces, bundle.aside);
    }
    if (book.pages) {
        bundle_close(&bundle);
    }
    return ok;
}
