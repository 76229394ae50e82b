/* The pages of the bundle: the contents, and one for each document. Each says whose copy it
 * is before anything else. Relies on the catalog for every name that they lead to. */
#include "archive/anchor.h"
#include "archive/frame.h"
#include "archive/parts.h"
#include "archive/rewrite.h"
#include "archive/text.h"
#include "base/date.h"
#include "base/language.h"
#include "base/number.h"

static const char separator[] = " \xc2\xb7 ";

static void add_hash(struct str revision, struct buf *out)
{
    size_t shown = revision.len > 16 ? 12 : revision.len;
    struct str mark = revision.len > 16 ? revision_mark(revision) : (struct str){0};
    buf_add_format(out, " <span class=\"revision\">%.*s%.*s</span>",
                   STR_ARG(str_sub(revision, 0, shown)), STR_ARG(mark));
}

static void add_revision(const struct packet *packet, struct str language, struct buf *out)
{
    bool labels = text_has_labels(language);
    if (packet->revision.len) {
        buf_add_text(out, separator);
        text_add_phrase(out, language, PHRASE_REVISION_IN_LINE);
        add_hash(packet->revision, out);
    }
    if (packet->date != DATE_NONE) {
        buf_add_text(out, packet->revision.len && !labels ? " of " : separator);
        text_add_day(out, language, packet->date);
    }
}

/* The words before the address or path that it is a copy of. */
static void add_copy_of(struct str language, struct buf *out)
{
    text_add_phrase(out, language, PHRASE_COPY_OF);
    buf_add_text(out, text_has_labels(language) ? ": " : " ");
}

/* An address if there is one; a document made of nothing is a copy all the same. */
static void add_origin(const struct document *document, struct buf *out)
{
    struct str path = document->url.len ? document->url : document->source;
    if (document->live_url.len) {
        add_copy_of(document->language, out);
        text_add_link(out, "external", document->live_url,
                      text_bare_address(document->live_url));
    } else if (path.len) {
        add_copy_of(document->language, out);
        text_add_html(out, path);
    } else {
        buf_add_text(out, "A copy");
    }
}

/* What the bundle says in a line of its own, in the page's language or marked as English.
 */
static void open_line(const char *class, struct str language, struct buf *out)
{
    buf_add_format(out, "<p class=\"%s\"", class);
    if (!text_has_labels(language)) {
        text_mark_english(out, language, true);
    }
    buf_add_byte(out, '>');
}

/* Whose copy this is, of which state, and where it was made from. It is shown below the
 * heading but stands before it, so that the document's own words follow each other in
 * the author's order. */
static void add_provenance(const struct catalog *catalog, const struct document *document,
                           struct buf *out)
{
    struct str source = catalog_source(catalog, document);
    open_line("provenance", document->language, out);
    add_origin(document, out);
    add_revision(catalog->packet, document->language, out);
    if (source.len) {
        buf_add_format(out, "%s<a href=\"../%.*s\">", separator, STR_ARG(source));
        if (text_has_labels(document->language)) {
            text_add_phrase(out, document->language, PHRASE_SOURCE);
        } else {
            buf_add_text(out, "source");
        }
        buf_add_text(out, "</a>");
    }
    buf_add_text(out, "</p>\n");
}

/* "Packet > Fees, 2 of 9" */
static void add_crumbs(const struct catalog *catalog, const struct document *document,
                       struct buf *out)
{
    bool labels = text_has_labels(document->language);
    open_line("crumbs", document->language, out);
    buf_add_text(out, "<a href=\"../index.html\">");
    text_add_phrase(out, document->language, PHRASE_PACKET);
    buf_add_text(out, "</a> \xe2\x80\xba ");
    text_add_name(out, document->title);
    bool turns = language_is_right_to_left(document->language);
    buf_add_format(out, labels ? "%s%s%zu / %zu%s</p>\n" : "%s%s%zu of %zu%s</p>\n",
                   separator, turns ? "<bdi>" : "", document->number,
                   catalog->packet->document_count, turns ? "</bdi>" : "");
}

static bool write_document(struct bundle *bundle, const struct catalog *catalog,
                           const struct document *document)
{
    struct view view = {catalog, document, "../"};
    struct frame frame = {view, document->title, document->language};
    struct buf out = {.kept_in = bundle->arena, .limit_bytes = ARCHIVE_BYTES_LIMIT};
    const struct node *title = document->title_heading;
    frame_open(&frame, &out);
    buf_add_text(&out, "<header class=\"head\">\n");
    add_crumbs(catalog, document, &out);
    add_provenance(catalog, document, &out);
    if (!document->title_in_place) {
        enum direction direction = document_title_direction(document);
        buf_add_text(&out, "<h1");
        if (direction != (enum direction)document->root->direction) {
            buf_add_format(&out, " dir=\"%s\"", direction_name(direction));
        }
        if (title) {
            anchor_add_id(document, title, &out);
        }
        buf_add_byte(&out, '>');
        rewrite_title(&view, &out);
        buf_add_text(&out, "</h1>\n");
    }
    buf_add_text(&out, "</header>\n<div class=\"text\">\n");
    rewrite_body(&view, &out);
    buf_add_text(&out, "</div>\n");
    frame_close(&frame, &out);
    return bundle_add(bundle, "data/", catalog_page(catalog, document), &out);
}

static void add_document_row(const struct catalog *catalog, const struct document *document,
                             struct buf *out)
{
    buf_add_format(out, "<li><a href=\"%.*s\">", STR_ARG(catalog_page(catalog, document)));
    text_add_name(out, document->title);
    buf_add_text(out, "</a> <span class=\"about\">");
    bool labels = text_has_labels(catalog->packet->language);
    if (labels) {
        text_add_label(out, catalog->packet->language, PHRASE_WORDS);
    }
    number_add_grouped(out, document->word_count);
    buf_add_text(out, labels ? "" : document->word_count == 1 ? " word" : " words");
    if (document->live_url.len || document->url.len) {
        buf_add_text(out, separator);
        text_add_html(out, document->live_url.len ? text_bare_address(document->live_url)
                                                  : document->url);
    }
    buf_add_text(out, "</span></li>\n");
}

static void add_heading(const struct catalog *catalog, enum phrase phrase, struct buf *out)
{
    buf_add_text(out, "<h2>");
    text_add_phrase(out, catalog->packet->language, phrase);
    buf_add_text(out, "</h2>\n");
}

/* A paragraph of English sentences. */
static void open_english(const struct catalog *catalog, struct buf *out)
{
    buf_add_text(out, "<p");
    if (text_has_labels(catalog->packet->language)) {
        text_mark_english(out, catalog->packet->language, true);
    }
    buf_add_byte(out, '>');
}

static void add_file_rows(const struct catalog *catalog, struct buf *out)
{
    const struct packet *packet = catalog->packet;
    bool any = false;
    for (size_t i = 0; i < packet->file_count; i++) {
        const struct packet_file *file = packet->files[i];
        if (!file->linked) {
            continue;
        }
        if (!any) {
            add_heading(catalog, PHRASE_FILES, out);
            buf_add_text(out, "<ul class=\"rows\">\n");
        }
        any = true;
        buf_add_format(out, "<li><a class=\"to-file\" href=\"%.*s\">",
                       STR_ARG(catalog_file(catalog, file).name));
        text_add_name(out, file->title.len ? file->title : file->source);
        buf_add_text(out, "</a>");
        text_add_kind_html(out, file);
        buf_add_text(out, "</li>\n");
    }
    buf_add_text(out, any ? "</ul>\n" : "");
}

static void add_packet_row(const struct catalog *catalog, struct buf *out)
{
    if (catalog->pdf.len == 0) {
        return;
    }
    open_english(catalog, out);
    buf_add_format(out,
                   "All of it in one document, for reading and for paper: "
                   "<a class=\"to-file\" href=\"%.*s\">the packet</a> <span "
                   "class=\"kind\">PDF ",
                   STR_ARG(catalog->pdf_name));
    number_add_size(out, catalog->pdf.len);
    if (catalog->pdf_page_count) {
        buf_add_format(out, ", %zu page%s", catalog->pdf_page_count,
                       catalog->pdf_page_count == 1 ? "" : "s");
    }
    buf_add_text(out, "</span></p>\n");
}

/* What the packet is, and of which state. */
static void add_summary(const struct packet *packet, struct buf *out)
{
    struct str language = packet->language;
    bool labels = text_has_labels(language), site = packet->live_url.len > 0;
    open_line("provenance", language, out);
    if (labels) {
        text_add_label(out, language, PHRASE_DOCUMENTS);
        buf_add_format(out, "%zu", packet->document_count);
    } else {
        buf_add_format(out, "%zu document%s", packet->document_count,
                       packet->document_count == 1 ? "" : "s");
    }
    if (labels && (site || packet->site_title.len)) {
        buf_add_text(out, separator);
        add_copy_of(language, out);
    } else if (site || packet->site_title.len) {
        buf_add_text(out, " of ");
    }
    if (site) {
        text_add_link(out, "external", packet->live_url,
                      text_bare_address(packet->live_url));
    } else {
        text_add_name(out, packet->site_title);
    }
    add_revision(packet, language, out);
    buf_add_text(out, "</p>\n");
}

static bool write_index(struct bundle *bundle, const struct catalog *catalog)
{
    const struct packet *packet = catalog->packet;
    struct frame frame = {
        .view = {.catalog = catalog, .up = ""}, packet->title, packet->language};
    struct buf out = {.kept_in = bundle->arena, .limit_bytes = ARCHIVE_BYTES_LIMIT};
    frame_open(&frame, &out);
    buf_add_text(&out, "<header class=\"head\">\n<h1>");
    text_add_html(&out, packet->title);
    buf_add_text(&out, "</h1>\n");
    if (packet->subtitle.len) {
        buf_add_text(&out, "<p class=\"subtitle\">");
        text_add_html(&out, packet->subtitle);
        buf_add_text(&out, "</p>\n");
    }
    add_summary(packet, &out);
    buf_add_text(&out, "</header>\n<div class=\"text\"");
    if (!text_has_labels(packet->language)) {
        buf_add_text(&out, " lang=\"en\"");
    }
    buf_add_text(&out, ">\n");
    add_packet_row(catalog, &out);
    add_heading(catalog, PHRASE_DOCUMENTS, &out);
    buf_add_text(&out, "<ol class=\"rows\">\n");
    for (size_t i = 0; i < packet->document_count; i++) {
        add_document_row(catalog, packet->documents[i], &out);
    }
    buf_add_text(&out, "</ol>\n");
    add_file_rows(catalog, &out);
    add_heading(catalog, PHRASE_LINKS, &out);
    open_english(catalog, &out);
    buf_add_text(&out, "What is broken, and what leads out of this "
                       "packet: <a class=\"inside\" href=\"report/links.html\">the links "
                       "report</a>.</p>\n</div>\n");
    frame_close(&frame, &out);
    return bundle_add(bundle, "data/", STR("index.html"), &out);
}

bool pages_write(struct bundle *bundle, const struct catalog *catalog)
{
    for (size_t i = 0; i < catalog->packet->document_count; i++) {
        if (!write_document(bundle, catalog, catalog->packet->documents[i])) {
            return false;
        }
    }
    return write_index(bundle, catalog);
}
