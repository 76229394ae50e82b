/* What surrounds the text of a page. Documents and headings are listed twice, for wide
 * screens and folded for narrow ones; the style sheet shows one kind or the other. Lists
 * are capped, so that a packet of thousands does not grow by its square. */
#include "archive/frame.h"

#include "archive/anchor.h"
#include "archive/text.h"
#include "base/date.h"
#include "base/gate.h"
#include "base/language.h"

#define LISTED_DOCUMENTS 80 /* a page lists those around its own when there are more */
#define LISTED_FILES 80     /* linked ones; the contents list all */

static const char policy[] =
    "default-src 'none'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "base-uri 'none'; form-action 'none'";

static bool frame_is_right_to_left(const struct frame *frame)
{
    const struct document *document = frame->view.document;
    return document ? document->root->direction == RIGHT_TO_LEFT
                    : language_is_right_to_left(frame->language);
}

/* The frame speaks English, whatever the document's language is. */
static const char *frame_language(const struct frame *frame)
{
    return text_is_english(frame->language) ? "" : " lang=\"en\"";
}

/* No element stands in a title. */
static void add_title(struct str title, struct buf *out)
{
    struct buf isolated = {.part_of = out};
    gate_add_isolated(&isolated, title);
    text_add_html(out, buf_str(&isolated));
    buf_clear(&isolated);
}

static void add_head(const struct frame *frame, struct buf *out)
{
    const struct packet *packet = frame->view.catalog->packet;
    buf_add_format(out,
                   "<!DOCTYPE html>\n<html lang=\"%.*s\"%s>\n<head>\n"
                   "<meta http-equiv=\"Content-Security-Policy\" content=\"%s\">\n"
                   "<meta charset=\"utf-8\">\n<title>",
                   STR_ARG(frame->language),
                   frame_is_right_to_left(frame) ? " dir=\"rtl\"" : "", policy);
    add_title(frame->title, out);
    if (!str_eq(frame->title, packet->title)) {
        buf_add_text(out, " \xc2\xb7 ");
        add_title(packet->title, out);
    }
    buf_add_text(out, "</title>\n<meta name=\"viewport\" "
                      "content=\"width=device-width, initial-scale=1\">\n"
                      "<meta name=\"referrer\" content=\"no-referrer\">\n"
                      "<meta name=\"color-scheme\" content=\"light dark\">\n"
                      "<meta name=\"generator\" content=\"");
    text_add_html(out, frame->view.catalog->generator);
    buf_add_format(out,
                   "\">\n<link rel=\"stylesheet\" href=\"%sassets/style.css\">\n</head>\n",
                   frame->view.up);
}

static void add_bar(const struct frame *frame, struct buf *out)
{
    const struct catalog *catalog = frame->view.catalog;
    buf_add_format(out,
                   "<header class=\"bar\"%s>\n<a class=\"home\" href=\"%sindex.html\">",
                   frame_language(frame), frame->view.up);
    text_add_name(out, catalog->packet->title);
    buf_add_text(out, "</a>\n<nav aria-label=\"Packet\"><ul>");
    if (catalog->pdf.len) {
        buf_add_format(out, "<li><a href=\"%s%.*s\">PDF</a></li>", frame->view.up,
                       STR_ARG(catalog->pdf_name));
    }
    buf_add_format(out, "<li><a href=\"%sreport/links.html\">Links</a></li></ul></nav>\n",
                   frame->view.up);
    buf_add_text(out, "</header>\n");
}

static void add_documents(const struct frame *frame, struct buf *out)
{
    const struct packet *packet = frame->view.catalog->packet;
    size_t count = packet->document_count, from = 0;
    if (count > LISTED_DOCUMENTS) {
        size_t own = frame->view.document ? frame->view.document->number - 1 : 0;
        from = own > LISTED_DOCUMENTS / 2 ? own - LISTED_DOCUMENTS / 2 : 0;
        from = from + LISTED_DOCUMENTS > count ? count - LISTED_DOCUMENTS : from;
        count = from + LISTED_DOCUMENTS;
    }
    buf_add_text(out, "<ol class=\"documents\">\n");
    for (size_t i = from; i < count; i++) {
        const struct document *document = packet->documents[i];
        buf_add_format(out, "<li><a href=\"%s%.*s\"%s><span class=\"number\">%zu</span> ",
                       frame->view.up, STR_ARG(catalog_page(frame->view.catalog, document)),
                       document == frame->view.document ? " aria-current=\"page\"" : "",
                       document->number);
        buf_add_text(out, "<span>");
        text_add_name(out, document->title);
        buf_add_text(out, "</span></a></li>\n");
    }
    buf_add_text(out, "</ol>\n");
    if (count - from < packet->document_count) {
        buf_add_format(out, "<p><a href=\"%sindex.html\">All %zu documents</a></p>\n",
                       frame->view.up, packet->document_count);
    }
}

static void add_file(const struct frame *frame, const struct packet_file *file,
                     struct buf *out)
{
    struct str name = catalog_file(frame->view.catalog, file).name;
    buf_add_format(out, "<li><a href=\"%s%.*s\">", frame->view.up, STR_ARG(name));
    text_add_name(out, file->title.len ? file->title : file->source);
    buf_add_text(out, "</a>");
    text_add_kind_html(out, file);
    buf_add_text(out, "</li>\n");
}

static void add_files(const struct frame *frame, struct buf *out)
{
    const struct packet *packet = frame->view.catalog->packet;
    size_t count = 0;
    for (size_t i = 0; i < packet->file_count; i++) {
        const struct packet_file *file = packet->files[i];
        if (!file->linked || ++count > LISTED_FILES) {
            continue;
        }
        buf_add_text(out, count > 1 ? ""
                                    : "<p class=\"label\">Files</p>\n"
                                      "<ul class=\"files\">\n");
        add_file(frame, file, out);
    }
    buf_add_text(out, count ? "</ul>\n" : "");
    if (count > LISTED_FILES) {
        buf_add_format(out, "<p><a href=\"%sindex.html\">All %zu files</a></p>\n",
                       frame->view.up, count);
    }
}

static bool is_listed(const struct heading *heading)
{
    return heading->toc_depth > 0 && heading->toc_depth <= 2 && heading->text.len;
}

static bool has_headings(const struct frame *frame)
{
    const struct document *document = frame->view.document;
    for (size_t i = 0; document && i < document->outline.count; i++) {
        if (is_listed(&document->outline.headings[i])) {
            return true;
        }
    }
    return false;
}

static void add_headings(const struct frame *frame, struct buf *out)
{
    buf_add_text(out, "<ul class=\"headings\">\n");
    const struct outline *outline = &frame->view.document->outline;
    for (size_t i = 0; i < outline->count; i++) {
        const struct heading *heading = &outline->headings[i];
        if (is_listed(heading)) {
            buf_add_format(out, "<li class=\"depth-%d\"><a href=\"#", heading->toc_depth);
            (void)anchor_add_fragment(frame->view.document, heading->node, out);
            buf_add_text(out, "\">");
            text_add_html(out, heading->text);
            buf_add_text(out, "</a></li>\n");
        }
    }
    buf_add_text(out, "</ul>\n");
}

/* On a phone both lists are folded away; the style sheet shows one kind or the other. */
static void add_lists(const struct frame *frame, struct buf *out)
{
    const char *language = frame_language(frame);
    bool headings = has_headings(frame);
    buf_add_format(out, "<nav class=\"fold\" aria-label=\"Documents and headings\"%s>\n",
                   language);
    buf_add_text(out, "<details><summary>Documents</summary>\n");
    add_documents(frame, out);
    add_files(frame, out);
    buf_add_text(out, "</details>\n");
    if (headings) {
        buf_add_text(out, "<details><summary>On this page</summary>\n");
        add_headings(frame, out);
        buf_add_text(out, "</details>\n");
    }
    buf_add_format(out,
                   "</nav>\n<nav class=\"side\" aria-label=\"Documents\"%s>\n"
                   "<p class=\"label\">Documents</p>\n",
                   language);
    add_documents(frame, out);
    add_files(frame, out);
    buf_add_text(out, "</nav>\n");
    if (headings) {
        buf_add_format(out,
                       "<nav class=\"here\" aria-label=\"On this page\"%s>\n"
                       "<p class=\"label\">On this page</p>\n",
                       language);
        add_headings(frame, out);
        buf_add_text(out, "</nav>\n");
    }
}

void frame_open(const struct frame *frame, struct buf *out)
{
    add_head(frame, out);
    buf_add_format(out,
                   "<body>\n<a class=\"skip\" href=\"#" FRAME_ID "text\"%s>Skip to the "
                   "text</a>\n",
                   frame_language(frame));
    add_bar(frame, out);
    buf_add_text(out, "<div class=\"columns\">\n");
    add_lists(frame, out);
    buf_add_text(out, "<main id=\"" FRAME_ID "text\" tabindex=\"-1\">\n");
}

static void add_step(const struct frame *frame, const char *class, const char *label,
                     const struct document *document, struct buf *out)
{
    buf_add_format(out, "<a class=\"%s\" href=\"%s%.*s\"><span class=\"label\">%s</span> ",
                   class, frame->view.up,
                   STR_ARG(catalog_page(frame->view.catalog, document)), label);
    text_add_name(out, document->title);
    buf_add_text(out, "</a>\n");
}

static void add_steps(const struct frame *frame, struct buf *out)
{
    const struct packet *packet = frame->view.catalog->packet;
    if (!frame->view.document || packet->document_count < 2) {
        return;
    }
    size_t number = frame->view.document->number;
    buf_add_format(out, "<nav class=\"steps\" aria-label=\"Previous and next\"%s>\n",
                   frame_language(frame));
    if (number > 1) {
        add_step(frame, "previous", "Previous", packet->documents[number - 2], out);
    }
    if (number < packet->document_count) {
        add_step(frame, "next", "Next", packet->documents[number], out);
    }
    buf_add_text(out, "</nav>\n");
}

void frame_close(const struct frame *frame, struct buf *out)
{
    const struct packet *packet = frame->view.catalog->packet;
    buf_add_text(out, "</main>\n");
    add_steps(frame, out);
    buf_add_format(out, "</div>\n<footer%s><p>", frame_language(frame));
    if (packet->date != DATE_NONE) {
        buf_add_text(out, "Copy of ");
        text_add_day(out, packet->date);
        buf_add_text(out, ". ");
    }
    if (packet->live_url.len) {
        buf_add_text(out, "The living documents are on ");
        text_add_link(out, "external", packet->live_url,
                      text_bare_address(packet->live_url));
        buf_add_text(out, ". ");
    }
    buf_add_text(out, "Made with ");
    text_add_html(out, frame->view.catalog->generator);
    buf_add_text(out, ".</p></footer>\n</body>\n</html>\n");
}
