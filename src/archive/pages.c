/* The pages of the bundle: the contents, and one for each document. */
#include "archive/html.h"
#include "archive/rewrite.h"
#include "archive/text.h"
#include "base/number.h"

static void add_link(struct buf *out, struct str address, struct str words)
{
    buf_add_text(out, "<a class=\"external\" href=\"");
    text_add_address(out, address);
    buf_add_text(out, "\" rel=\"noopener noreferrer\">");
    page_add_text(out, words);
    buf_add_text(out, "</a>");
}

static const char separator[] = " \xc2\xb7 ";

static void add_revision(const struct packet *packet, struct buf *out)
{
    if (packet->revision.len) {
        struct str text = packet->revision;
        buf_add_format(out, "%srevision <span class=\"revision\">%.*s%.*s</span>",
                       separator, STR_ARG(str_sub(text, 0, text.len > 16 ? 12 : text.len)),
                       STR_ARG(text.len > 16 ? revision_mark(text) : (struct str){0}));
    }
    if (packet->date) {
        buf_add_text(out, packet->revision.len ? " of " : separator);
        text_add_day(out, packet->date);
    }
}

/* Whose copy this is, of which state, and where it was made from. It is shown below the
 * heading but stands before it, so that the document's own words follow each other in
 * the author's order. */
static void add_provenance(const struct bundle *bundle, const struct document *document,
                           struct buf *out)
{
    struct str source = bundle_source(bundle, document);
    buf_add_text(out, "<p class=\"provenance\" lang=\"en\">Copy of ");
    if (document->live_url.len) {
        add_link(out, document->live_url, text_bare_address(document->live_url));
    } else {
        page_add_text(out, document->url.len ? document->url : document->source);
    }
    add_revision(bundle->packet, out);
    if (source.len) {
        buf_add_format(out, "%s<a href=\"../%.*s\">source</a>", separator, STR_ARG(source));
    }
    buf_add_text(out, "</p>\n");
}

static bool write_document(struct bundle *bundle, const struct document *document)
{
    struct frame frame = {.bundle = bundle,
                          .up = "../",
                          .title = document->title,
                          .language = document->language,
                          .document = document};
    struct buf out = {.limit_bytes = ARCHIVE_BYTES_LIMIT};
    const struct node *title = document->title_heading;
    frame_open(&frame, &out);
    buf_add_text(&out, "<header class=\"head\">\n<p class=\"crumbs\" lang=\"en\">"
                       "<a href=\"../index.html\">Packet</a> \xe2\x80\xba ");
    page_add_text(&out, document->title);
    buf_add_format(&out, "%s%zu of %zu</p>\n", separator, document->number,
                   bundle->packet->document_count);
    add_provenance(bundle, document, &out);
    rewrite_lead(bundle, document, frame.up, &out);
    buf_add_text(&out, "<h1");
    if (title && rewrite_keeps_anchor(document, title->id)) {
        buf_add_text(&out, " id=\"");
        buf_add_escaped(&out, title->id);
        buf_add_byte(&out, '"');
    }
    buf_add_byte(&out, '>');
    rewrite_title(bundle, document, frame.up, &out);
    buf_add_text(&out, "</h1>\n");
    buf_add_text(&out, "</header>\n<div class=\"text\">\n");
    rewrite_body(bundle, document, frame.up, &out);
    buf_add_text(&out, "</div>\n");
    frame_close(&frame, &out);
    return bundle_add(bundle, "data/", bundle_page(bundle, document), &out);
}

static void add_document_row(const struct bundle *bundle, const struct document *document,
                             struct buf *out)
{
    buf_add_format(out, "<li><a href=\"%.*s\">", STR_ARG(bundle_page(bundle, document)));
    page_add_text(out, document->title);
    buf_add_text(out, "</a> <span class=\"about\">");
    number_add_grouped(out, document->word_count);
    buf_add_text(out, document->word_count == 1 ? " word" : " words");
    if (document->live_url.len || document->url.len) {
        buf_add_text(out, separator);
        page_add_text(out, document->live_url.len ? text_bare_address(document->live_url)
                                                  : document->url);
    }
    buf_add_text(out, "</span></li>\n");
}

static void add_file_rows(const struct bundle *bundle, struct buf *out)
{
    const struct packet *packet = bundle->packet;
    bool any = false;
    for (size_t i = 0; i < packet->file_count; i++) {
        const struct packet_file *file = packet->files[i];
        if (!file->linked) {
            continue;
        }
        buf_add_text(out, any ? "" : "<h2>Files</h2>\n<ul class=\"rows\">\n");
        any = true;
        buf_add_format(out, "<li><a class=\"to-file\" href=\"%.*s\">", STR_ARG(file->name));
        page_add_text(out, file->title.len ? file->title : file->source);
        buf_add_text(out, "</a>");
        page_add_kind(out, file);
        buf_add_text(out, "</li>\n");
    }
    buf_add_text(out, any ? "</ul>\n" : "");
}

static void add_packet_row(const struct bundle *bundle, struct buf *out)
{
    const struct archive_options *options = bundle->options;
    if (options->pdf.len == 0) {
        return;
    }
    buf_add_format(out,
                   "<p>All of it in one document, for reading and for paper: "
                   "<a class=\"to-file\" href=\"%.*s\">the packet</a> <span "
                   "class=\"kind\">PDF ",
                   STR_ARG(bundle->pdf_name));
    number_add_size(out, options->pdf.len);
    if (options->pdf_page_count) {
        buf_add_format(out, ", %zu page%s", options->pdf_page_count,
                       options->pdf_page_count == 1 ? "" : "s");
    }
    buf_add_text(out, "</span></p>\n");
}

static bool write_index(struct bundle *bundle)
{
    const struct packet *packet = bundle->packet;
    struct frame frame = {
        .bundle = bundle, .up = "", .title = packet->title, .language = packet->language};
    struct buf out = {.limit_bytes = ARCHIVE_BYTES_LIMIT};
    frame_open(&frame, &out);
    buf_add_text(&out, "<header class=\"head\">\n<h1>");
    page_add_text(&out, packet->title);
    buf_add_text(&out, "</h1>\n");
    if (packet->subtitle.len) {
        buf_add_text(&out, "<p class=\"subtitle\">");
        page_add_text(&out, packet->subtitle);
        buf_add_text(&out, "</p>\n");
    }
    buf_add_format(&out, "<p class=\"provenance\" lang=\"en\">%zu document%s of ",
                   packet->document_count, packet->document_count == 1 ? "" : "s");
    if (packet->live_url.len) {
        add_link(&out, packet->live_url, text_bare_address(packet->live_url));
    } else {
        page_add_text(&out, packet->site_title.len ? packet->site_title : STR("a site"));
    }
    add_revision(packet, &out);
    buf_add_text(&out, "</p>\n</header>\n<div class=\"text\" lang=\"en\">\n");
    add_packet_row(bundle, &out);
    buf_add_text(&out, "<h2>Documents</h2>\n<ol class=\"rows\">\n");
    for (size_t i = 0; i < packet->document_count; i++) {
        add_document_row(bundle, packet->documents[i], &out);
    }
    buf_add_text(&out, "</ol>\n");
    add_file_rows(bundle, &out);
    buf_add_text(&out, "<h2>Links</h2>\n<p>What is broken, and what leads out of this "
                       "packet: <a class=\"inside\" href=\"report/links.html\">the links "
                       "report</a>.</p>\n</div>\n");
    frame_close(&frame, &out);
    return bundle_add(bundle, "data/", STR("index.html"), &out);
}

bool pages_write(struct bundle *bundle)
{
    for (size_t i = 0; i < bundle->packet->document_count; i++) {
        if (!write_document(bundle, bundle->packet->documents[i])) {
            return false;
        }
    }
    return write_index(bundle);
}
