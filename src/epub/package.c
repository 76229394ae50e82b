/* The package document (EPUB 3.3, 5): what the book is, what it holds, in which order.
 *
 * The identifier is made of where the site lives and of the files' name (RFC 9562, 5.5), so
 * that a later book of the same packet is known as its next release, which the date of its
 * last change tells apart. That is the packet's date, never the clock. EPUB asks for one:
 * where none is known it is the first that a zip can say, as its entries have it.
 *
 * Of accessibility only what a program can know is claimed: no conformance, for whether an
 * alternate text says what its picture shows, people alone can tell. */
#include "base/date.h"
#include "base/digest.h"
#include "base/gate.h"
#include "base/language.h"
#include "epub/parts.h"

#define SHA1_BYTES 20
#define UUID_BYTES 16

static void add_identifier(const struct packet *packet, struct arena *arena,
                           struct buf *out)
{
    /* The name space of addresses (RFC 9562, 6.6) */
    static const uint8_t urls[UUID_BYTES] = {0x6b, 0xa7, 0xb8, 0x11, 0x9d, 0xad,
                                             0x11, 0xd1, 0x80, 0xb4, 0x00, 0xc0,
                                             0x4f, 0xd4, 0x30, 0xc8};
    struct buf name = {.kept_in = arena};
    uint8_t digest[SHA1_BYTES];
    buf_add(&name, str_make((const char *)urls, sizeof urls));
    buf_add(&name, packet->live_url.len ? packet->live_url : packet->site_title);
    buf_add_byte(&name, '/');
    buf_add(&name, packet->name);
    digest_all(buf_str(&name), (struct digests){.sha1 = digest});
    digest[6] = (uint8_t)((digest[6] & 0x0F) | 0x50);
    digest[8] = (uint8_t)((digest[8] & 0x3F) | 0x80);
    buf_add_text(out, "urn:uuid:");
    for (size_t i = 0; i < UUID_BYTES; i++) {
        buf_add_text(out, i == 4 || i == 6 || i == 8 || i == 10 ? "-" : "");
        digest_add_hex(out, digest + i, 1);
    }
    buf_clear(&name);
}

/* `<name attributes>text</name>`, unless there is no text. */
static void add_element(const char *name, const char *attributes, struct str text,
                        struct buf *out)
{
    if (text.len) {
        buf_add_format(out, "<%s%s>", name, attributes);
        gate_add_markup(out, text);
        buf_add_format(out, "</%s>\n", name);
    }
}

static void add_meta(const char *property, const char *text, struct buf *out)
{
    buf_add_format(out, "<meta property=\"%s\">%s</meta>\n", property, text);
}

static void add_languages(const struct packet *packet, struct arena *arena, struct buf *out)
{
    struct value told = value_map_new(arena);
    add_element("dc:language", "", packet->language, out);
    (void)value_map_set(arena, told, packet->language, value_bool(true));
    for (size_t i = 0; i < packet->document_count; i++) {
        struct str language = packet->documents[i]->language;
        if (language.len && value_get(told, language).kind == VALUE_NIL) {
            add_element("dc:language", "", language, out);
            (void)value_map_set(arena, told, language, value_bool(true));
        }
    }
}

static void add_dates(const struct packet *packet, struct buf *out)
{
    struct civil at = date_civil(packet->date);
    if (packet->date == DATE_NONE) {
        add_meta("dcterms:modified", "1980-01-01T00:00:00Z", out);
        return;
    }
    buf_add_format(out,
                   "<dc:date>%04d-%02d-%02d</dc:date>\n<meta "
                   "property=\"dcterms:modified\">%04d-%02d-%02dT%02d:%02d:%02dZ</meta>\n",
                   (int)at.year, at.month, at.day, (int)at.year, at.month, at.day, at.hour,
                   at.minute, at.second);
}

/* That its pages are those of the PDF. */
static void add_page_source(const struct packet *packet, struct buf *out)
{
    buf_add_text(out, "<dc:source id=\"paged\">");
    gate_add_markup(out, packet->name);
    buf_add_text(out, ".pdf</dc:source>\n<meta refines=\"#paged\" "
                      "property=\"source-of\">pagination</meta>\n"
                      "<meta property=\"pageBreakSource\">");
    gate_add_markup(out, packet->name);
    buf_add_text(out, ".pdf</meta>\n");
    add_meta("schema:accessibilityFeature", "pageBreakMarkers", out);
    add_meta("schema:accessibilityFeature", "pageNavigation", out);
}

static void add_accessibility(const struct claims *claims, struct buf *out)
{
    bool described = claims->described == claims->pictures;
    add_meta("schema:accessMode", "textual", out);
    if (claims->pictures) {
        add_meta("schema:accessMode", "visual", out);
    }
    add_meta("schema:accessModeSufficient", described ? "textual" : "textual,visual", out);
    add_meta("schema:accessibilityFeature", "tableOfContents", out);
    add_meta("schema:accessibilityFeature", "structuralNavigation", out);
    add_meta("schema:accessibilityFeature", "readingOrder", out);
    add_meta("schema:accessibilityFeature", "displayTransformability", out);
    if (claims->pictures && described) {
        add_meta("schema:accessibilityFeature", "alternativeText", out);
    }
    add_meta("schema:accessibilityHazard", claims->may_move ? "unknown" : "none", out);
    buf_add_text(out,
                 "<meta property=\"schema:accessibilitySummary\" xml:lang=\"en\" "
                 "dir=\"ltr\">All text is text, in one order, with a table of contents, "
                 "headings, and notes that lead back to their marks.");
    if (claims->pictures) {
        buf_add_format(out,
                       " %zu of %zu pictures have an alternate text, by their authors.",
                       claims->described, claims->pictures);
    }
    buf_add_text(out, " No one has evaluated the book against a standard.</meta>\n");
}

static void add_metadata(struct bundle *bundle, const struct book *book, struct buf *out)
{
    const struct packet *packet = book->packet;
    struct str whose = packet->organization.len ? packet->organization : packet->site_title;
    buf_add_text(out, "<metadata xmlns:dc=\"http://purl.org/dc/elements/1.1/\">\n"
                      "<dc:identifier id=\"book\">");
    add_identifier(packet, bundle->arena, out);
    buf_add_text(out, "</dc:identifier>\n");
    add_element("dc:title", "", packet->title, out);
    add_languages(packet, bundle->arena, out);
    add_element("dc:creator", "", whose, out);
    add_element("dc:publisher", "", packet->organization, out);
    add_element("dc:description", "", packet->subtitle, out);
    add_element("dc:source", "", packet->live_url, out);
    add_dates(packet, out);
    add_accessibility(&book->claims, out);
    if (book->starts->count) {
        add_page_source(packet, out);
    }
    buf_add_text(out, "<meta name=\"generator\" content=\"");
    gate_add_markup(out, book->generator);
    buf_add_text(out, "\"/>\n</metadata>\n");
}

static void add_item(const char *id, struct str path, struct str type,
                     const char *properties, struct buf *out)
{
    buf_add_format(out, "<item id=\"%s\" href=\"%.*s\" media-type=\"%.*s\"%s/>\n", id,
                   STR_ARG(path), STR_ARG(type), properties);
}

#define XHTML STR("application/xhtml+xml")

static void add_manifest(const struct book *book, struct buf *out)
{
    const struct packet *packet = book->packet;
    buf_add_text(out, "<manifest>\n");
    add_item("cover", STR(BOOK_COVER), STR("image/svg+xml"), " properties=\"cover-image\"",
             out);
    add_item("cover-page", STR(BOOK_COVER_PAGE), XHTML, "", out);
    add_item("title-page", STR(BOOK_TITLE_PAGE), XHTML, "", out);
    add_item("nav", STR(BOOK_NAVIGATION), XHTML, " properties=\"nav\"", out);
    add_item("style", STR(BOOK_STYLE), STR("text/css"), "", out);
    for (size_t i = 0; i < packet->document_count; i++) {
        struct str name = archive_page_name(book->pages, packet->documents[i]);
        buf_add_format(out, "<item id=\"d%zu\" href=\"%.*s\" media-type=\"%.*s\"/>\n",
                       i + 1, STR_ARG(name), STR_ARG(XHTML));
    }
    for (size_t i = 0; i < packet->file_count; i++) {
        struct str name = archive_file_name(book->pages, packet->files[i]);
        if (name.len) {
            buf_add_format(out, "<item id=\"f%zu\" href=\"%.*s\" media-type=\"%.*s\"/>\n",
                           i + 1, STR_ARG(name), STR_ARG(packet->files[i]->media_type));
        }
    }
    buf_add_text(out, "</manifest>\n");
}

/* Pages turn to the left where the packet's language is read from the right. */
static void add_spine(const struct packet *packet, struct buf *out)
{
    bool from_right = language_is_right_to_left(packet->language);
    buf_add_format(out, "<spine page-progression-direction=\"%s\">\n",
                   from_right ? "rtl" : "ltr");
    buf_add_text(out, "<itemref idref=\"cover-page\"/>\n<itemref idref=\"title-page\"/>\n"
                      "<itemref idref=\"nav\"/>\n");
    for (size_t i = 0; i < packet->document_count; i++) {
        buf_add_format(out, "<itemref idref=\"d%zu\"/>\n", i + 1);
    }
    buf_add_text(out, "</spine>\n");
}

bool package_write(struct bundle *bundle, const struct book *book)
{
    const struct packet *packet = book->packet;
    struct buf out = {.kept_in = bundle->arena, .limit_bytes = ARCHIVE_BYTES_LIMIT};
    bool from_right = language_is_right_to_left(packet->language);
    buf_add_format(&out,
                   "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<package "
                   "xmlns=\"http://www.idpf.org/2007/opf\" version=\"3.0\" "
                   "unique-identifier=\"book\" xml:lang=\"%.*s\" dir=\"%s\">\n",
                   STR_ARG(packet->language), from_right ? "rtl" : "ltr");
    add_metadata(bundle, book, &out);
    add_manifest(book, &out);
    add_spine(packet, &out);
    buf_add_text(&out, "</package>\n");
    return bundle_add(bundle, BOOK_FOLDER, STR("package.opf"), &out);
}
