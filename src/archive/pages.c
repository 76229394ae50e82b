/* The pages of the bundle: the contents, and one for each document. Each says whose copy it
 * is before anything else. Relies on the catalog for every name that they lead to. */
#include "archive/anchor.h"
#include "archive/frame.h"
#include "archive/parts.h"
#include "archive/rewrite.h"
#include "archive/text.h"
#include "base/date.h"

static const char separator[] = " \xc2\xb7 ";

static void add_hash(struct str revision, struct str language, struct buf *out)
{
    size_t shown = revision.len > 16 ? 12 : revision.len;
    struct str mark = revision.len > 16 ? revision_mark(revision) : (struct str){0};
    struct buf hash = {.part_of = out};
    buf_add_format(&hash, "%.*s%.*s", STR_ARG(str_sub(revision, 0, shown)), STR_ARG(mark));
    buf_add_text(out, " <span class=\"revision\">");
    text_add_path(out, language, buf_str(&hash));
    buf_add_text(out, "</span>");
    buf_clear(&hash);
}

static void add_revision(const struct packet *packet, struct str language, struct buf *out)
{
    if (packet->revision.len) {
        buf_add_text(out, separator);
        text_add_phrase(out, language, PHRASE_REVISION_IN_LINE);
        add_hash(packet->revision, language, out);
    }
    if (packet->date != DATE_NONE) {
        if (packet->revision.len) {
            text_add_phrase(out, language, PHRASE_REVISION_OF);
        } else {
            buf_add_text(out, separator);
        }
        text_add_day(out, language, packet->date);
    }
}

/* "last changed 3 May 2021 (1a2b3c4)" */
static void add_change(const struct document *document, struct buf *out)
{
    struct str language = document->language;
    if (document->changed_in.len == 0) {
        return;
    }
    buf_add_text(out, separator);
    text_open_phrase(out, language, PHRASE_LAST_CHANGED_ON);
    text_add_day(out, language, document->changed_day);
    buf_add_text(out, " (<span class=\"revision\">");
    text_add_path(out, language, revision_short(document->changed_in));
    buf_add_text(out, "</span>)");
    text_close_phrase(out, language, PHRASE_LAST_CHANGED_ON);
}

/* An address if there is one; a document made of nothing is a copy all the same. */
static void add_origin(const struct document *document, struct buf *out)
{
    struct str path = document->url.len ? document->url : document->source;
    struct str language = document->language;
    if (document->live_url.len == 0 && path.len == 0) {
        text_add_phrase(out, language, PHRASE_COPY);
        return;
    }
    text_open_phrase(out, language, PHRASE_COPY_FROM);
    if (document->live_url.len) {
        text_add_link(out, "external", language, document->live_url);
    } else {
        text_add_path(out, language, path);
    }
    text_close_phrase(out, language, PHRASE_COPY_FROM);
}

/* What the bundle says in a line of its own, in the page's language or marked as English.
 */
static void open_line(const char *class, struct str language, struct buf *out)
{
    buf_add_format(out, "<p class=\"%s\"", class);
    text_mark_phrases(out, language, true);
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
    add_change(document, out);
    if (source.len) {
        buf_add_format(out, "%s<a href=\"../", separator);
        text_add_entry(out, source);
        buf_add_text(out, "\">");
        text_add_phrase(out, document->language, PHRASE_SOURCE_IN_LINE);
        buf_add_text(out, "</a>");
    }
    buf_add_text(out, "</p>\n");
}

/* "Packet > Fees, 2 of 9" */
static void add_crumbs(const struct catalog *catalog, const struct document *document,
                       struct buf *out)
{
    struct str language = document->language;
    open_line("crumbs", language, out);
    buf_add_text(out, "<a href=\"../index.html\">");
    text_add_phrase(out, language, PHRASE_PACKET);
    buf_add_text(out, "</a> \xe2\x80\xba ");
    text_add_title(out, language, document);
    buf_add_text(out, separator);
    phrase_add_number(out, language, document->number);
    text_add_phrase(out, language, PHRASE_NUMBER_OF);
    phrase_add_number(out, language, catalog->packet->document_count);
    buf_add_text(out, "</p>\n");
}

void page_add_head(const struct catalog *catalog, const struct document *document,
                   struct buf *out)
{
    struct view view = {catalog, document, "../"};
    const struct node *title = document->title_heading;
    rewrite_first_marks(&view, out);
    buf_add_text(out, "<header class=\"head\">\n");
    if (!catalog->in_book) {
        add_crumbs(catalog, document, out);
    }
    add_provenance(catalog, document, out);
    if (!document->title_in_place) {
        enum direction direction = document_title_direction(document);
        buf_add_text(out, "<h1");
        if (direction != (enum direction)document->root->direction) {
            buf_add_format(out, " dir=\"%s\"", direction_name(direction));
        }
        if (title) {
            anchor_add_id(catalog, document, title, out);
        }
        buf_add_byte(out, '>');
        rewrite_title(&view, out);
        buf_add_text(out, "</h1>\n");
    }
    buf_add_text(out, "</header>\n");
}

void page_add_text(const struct catalog *catalog, const struct document *document,
                   struct str behind_title, struct buf *out)
{
    struct view view = {catalog, document, "../"};
    buf_add_text(out, "<div class=\"text\">\n");
    rewrite_body(&view, behind_title, out);
    buf_add_text(out, "</div>\n");
}

/* The list of the headings stands behind the title, also where that is within the text. */
static void add_text_and_headings(const struct frame *frame, struct buf *out)
{
    const struct view *view = &frame->view;
    struct buf between = {.part_of = out};
    if (rewrite_has_title_before_text(view->document) && frame_has_headings(frame)) {
        buf_add_text(&between, "</div>\n");
        frame_add_headings(frame, &between);
        buf_add_text(&between, "<div class=\"text\">\n");
    } else {
        frame_add_headings(frame, out);
    }
    page_add_text(view->catalog, view->document, buf_str(&between), out);
    buf_clear(&between);
}

static bool write_document(struct bundle *bundle, const struct catalog *catalog,
                           const struct document *document)
{
    struct frame frame = {.view = {catalog, document, "../"},
                          .title = document->title,
                          .language = document->language};
    struct buf out = {.kept_in = bundle->arena, .limit_bytes = ARCHIVE_BYTES_LIMIT};
    frame_open(&frame, &out);
    page_add_head(catalog, document, &out);
    add_text_and_headings(&frame, &out);
    frame_close(&frame, &out);
    return bundle_add(bundle, "data/", catalog_page(catalog, document), &out);
}

static void add_document_row(const struct catalog *catalog, const struct document *document,
                             struct buf *out)
{
    struct str language = catalog->packet->language;
    buf_add_format(out, "<li><a href=\"%.*s\">", STR_ARG(catalog_page(catalog, document)));
    text_add_title(out, language, document);
    buf_add_text(out, "</a> <span class=\"about\">");
    phrase_add_count(out, language, PHRASE_WORD_COUNT, document->word_count);
    if (document->live_url.len || document->url.len) {
        buf_add_text(out, separator);
        text_add_path(out, language,
                      document->live_url.len ? text_bare_address(document->live_url)
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
        buf_add_text(out, "<li><a class=\"to-file\" href=\"");
        text_add_entry(out, catalog_file(catalog, file).name);
        buf_add_text(out, "\">");
        text_add_name(out, packet->language, file->title.len ? file->title : file->source);
        buf_add_text(out, "</a>");
        text_add_kind_html(out, packet->language, file);
        buf_add_text(out, "</li>\n");
    }
    buf_add_text(out, any ? "</ul>\n" : "");
}

static void add_packet_row(const struct catalog *catalog, struct buf *out)
{
    struct str language = catalog->packet->language;
    if (!catalog->with_pdf) {
        return;
    }
    buf_add_text(out, "<p>");
    text_open_phrase(out, language, PHRASE_WHOLE_AS_PDF);
    buf_add_format(out, "<a class=\"to-file\" href=\"%.*s\">", STR_ARG(catalog->pdf_name));
    text_add_phrase(out, language, PHRASE_THE_PACKET);
    buf_add_text(out, "</a> <span class=\"kind\">PDF ");
    phrase_add_size(out, language, catalog->pdf->byte_count);
    if (catalog->pdf_page_count) {
        text_add_phrase(out, language, PHRASE_COMMA);
        phrase_add_count(out, language, PHRASE_PAGE_COUNT, catalog->pdf_page_count);
    }
    buf_add_text(out, "</span>");
    text_close_phrase(out, language, PHRASE_WHOLE_AS_PDF);
    buf_add_text(out, "</p>\n");
}

/* What the packet is, and of which state. */
static void add_summary(const struct packet *packet, struct buf *out)
{
    struct str language = packet->language;
    open_line("provenance", language, out);
    phrase_add_count(out, language, PHRASE_DOCUMENT_COUNT, packet->document_count);
    if (packet->live_url.len || packet->site_title.len) {
        text_open_phrase(out, language, PHRASE_DOCUMENTS_OF);
        if (packet->live_url.len) {
            text_add_link(out, "external", language, packet->live_url);
        } else {
            text_add_name(out, language, packet->site_title);
        }
        text_close_phrase(out, language, PHRASE_DOCUMENTS_OF);
    }
    add_revision(packet, language, out);
    buf_add_text(out, "</p>\n");
}

static void add_links_row(struct str language, struct buf *out)
{
    buf_add_text(out, "<p>");
    text_open_phrase(out, language, PHRASE_LINKS_TELL);
    buf_add_text(out, "<a class=\"inside\" href=\"report/links.html\">");
    text_add_phrase(out, language, PHRASE_LINKS_REPORT);
    buf_add_text(out, "</a>");
    text_close_phrase(out, language, PHRASE_LINKS_TELL);
    buf_add_text(out, "</p>\n</div>\n");
}

void index_add_head(const struct catalog *catalog, struct buf *out)
{
    const struct packet *packet = catalog->packet;
    buf_add_text(out, "<header class=\"head\">\n<h1>");
    text_add_name(out, packet->language, packet->title);
    buf_add_text(out, "</h1>\n");
    if (packet->subtitle.len) {
        buf_add_text(out, "<p class=\"subtitle\">");
        text_add_name(out, packet->language, packet->subtitle);
        buf_add_text(out, "</p>\n");
    }
    add_summary(packet, out);
    buf_add_text(out, "</header>\n");
}

bool index_write(struct bundle *bundle, const struct catalog *catalog)
{
    const struct packet *packet = catalog->packet;
    struct frame frame = {.view = {.catalog = catalog, .up = ""},
                          .title = packet->title,
                          .language = packet->language,
                          .lists_all = true};
    struct buf out = {.kept_in = bundle->arena, .limit_bytes = ARCHIVE_BYTES_LIMIT};
    frame_open(&frame, &out);
    index_add_head(catalog, &out);
    buf_add_text(&out, "<div class=\"text\"");
    text_mark_phrases(&out, packet->language, false);
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
    add_links_row(packet->language, &out);
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
    return true;
}
