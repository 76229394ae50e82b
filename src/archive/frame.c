/* What surrounds the text of a page. Documents and headings are listed once, in folds that
 * a narrow screen shows closed and a wide one, by the style sheet, as lists beside the
 * text. They are capped, so that a packet of thousands does not grow by its square. */
#include "archive/frame.h"

#include "archive/anchor.h"
#include "archive/script.h"
#include "archive/search.h"
#include "archive/text.h"
#include "base/date.h"
#include "base/gate.h"
#include "base/language.h"

/* A page lists all documents when they are so many, else some around its own: few enough
 * before it that it is seen without scrolling. */
#define LISTED_DOCUMENTS 80
#define LISTED_AROUND 40
#define LISTED_BEFORE 6
#define LISTED_FILES 80 /* linked ones; the contents list all */

/* A hash in place of 'self' would ask for `integrity`, for which browsers open no file of a
 * disk. */
#define POLICY                                                                             \
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "      \
    "font-src 'self'; "                                                                    \
    "base-uri 'none'; form-action 'none'"

static enum direction frame_direction(const struct frame *frame)
{
    const struct document *document = frame->view.document;
    return document ? (enum direction)document->root->direction
           : language_is_right_to_left(frame->language) ? RIGHT_TO_LEFT
                                                        : LEFT_TO_RIGHT;
}

static void mark_language(const struct frame *frame, struct buf *out)
{
    text_mark_phrases(out, frame->language, false);
}

static void add_nav_label(const struct frame *frame, enum phrase phrase, struct buf *out)
{
    buf_add_text(out, "<p class=\"label\">");
    text_add_phrase(out, frame->language, phrase);
    buf_add_text(out, "</p>\n");
}

/* Its name is the fold's where that is one, else the label's. */
static void open_nav(const struct frame *frame, const char *class, enum phrase name,
                     struct buf *out)
{
    buf_add_format(out, "<nav class=\"%s\" aria-label=\"", class);
    text_add_phrase(out, frame->language, name);
    buf_add_byte(out, '"');
    mark_language(frame, out);
    buf_add_text(out, "><details><summary>");
    text_add_phrase(out, frame->language, name);
    buf_add_text(out, "</summary>\n");
    add_nav_label(frame, name, out);
}

static void close_nav(struct buf *out)
{
    buf_add_text(out, "</details></nav>\n");
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
    buf_add_format(out, "<!DOCTYPE html>\n<html lang=\"%.*s\" dir=\"%s\">\n<head>\n",
                   STR_ARG(frame->language), direction_name(frame_direction(frame)));
    buf_add_text(out, "<meta http-equiv=\"Content-Security-Policy\" content=\"");
    buf_add_text(out, POLICY "\">\n<meta charset=\"utf-8\">\n<title>");
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
    buf_add_format(out, "\">\n<link rel=\"stylesheet\" href=\"%sassets/style.css\">\n",
                   frame->view.up);
    script_add(frame->language, frame->view.up, out);
    buf_add_text(out, "</head>\n");
}

static void add_bar(const struct frame *frame, struct buf *out)
{
    const struct catalog *catalog = frame->view.catalog;
    buf_add_text(out, "<header class=\"bar\"");
    mark_language(frame, out);
    buf_add_format(out, ">\n<a class=\"home\" href=\"%sindex.html\">", frame->view.up);
    text_add_foreign(out, frame->language, catalog->packet->title,
                     catalog->packet->language);
    buf_add_text(out, "</a>\n<nav aria-label=\"");
    text_add_phrase(out, frame->language, PHRASE_PACKET);
    buf_add_text(out, "\"><ul>");
    if (catalog->with_pdf) {
        buf_add_format(out, "<li><a href=\"%s%.*s\">PDF</a></li>", frame->view.up,
                       STR_ARG(catalog->pdf_name));
    }
    buf_add_format(out, "<li><a href=\"%sreport/links.html\">", frame->view.up);
    text_add_phrase(out, frame->language, PHRASE_LINKS);
    buf_add_text(out, "</a></li></ul></nav>\n");
    buf_add_text(out, "</header>\n");
}

/* "All 90 documents", to where they are. */
static void add_whole_list(const struct frame *frame, enum phrase phrase, size_t count,
                           struct buf *out)
{
    buf_add_format(out, "<p><a href=\"%sindex.html\">", frame->view.up);
    phrase_add_count(out, frame->language, phrase, count);
    buf_add_text(out, "</a></p>\n");
}

static void add_documents(const struct frame *frame, struct buf *out)
{
    const struct packet *packet = frame->view.catalog->packet;
    size_t all = packet->document_count, from = 0, to = all;
    if (all > LISTED_DOCUMENTS) {
        size_t own = frame->view.document ? frame->view.document->number - 1 : 0;
        from = own > LISTED_BEFORE ? own - LISTED_BEFORE : 0;
        from = from + LISTED_AROUND > all ? all - LISTED_AROUND : from;
        to = from + LISTED_AROUND;
    }
    buf_add_text(out, "<ol class=\"documents\">\n");
    for (size_t i = from; i < to; i++) {
        const struct document *document = packet->documents[i];
        buf_add_format(out, "<li><a href=\"%s%.*s\"%s><span class=\"number\">",
                       frame->view.up, STR_ARG(catalog_page(frame->view.catalog, document)),
                       document == frame->view.document ? " aria-current=\"page\"" : "");
        phrase_add_number(out, frame->language, document->number);
        buf_add_text(out, "</span> <span>");
        text_add_title(out, frame->language, document);
        buf_add_text(out, "</span></a></li>\n");
    }
    buf_add_text(out, "</ol>\n");
    if (to - from < all) {
        add_whole_list(frame, PHRASE_ALL_DOCUMENTS, all, out);
    }
}

static void add_file(const struct frame *frame, const struct packet_file *file,
                     struct buf *out)
{
    struct str name = catalog_file(frame->view.catalog, file).name;
    buf_add_format(out, "<li><a href=\"%s", frame->view.up);
    text_add_entry(out, name);
    buf_add_text(out, "\">");
    text_add_name(out, frame->language, file->title.len ? file->title : file->source);
    buf_add_text(out, "</a>");
    text_add_kind_html(out, frame->language, file);
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
        if (count == 1) {
            add_nav_label(frame, PHRASE_FILES, out);
            buf_add_text(out, "<ul class=\"files\">\n");
        }
        add_file(frame, file, out);
    }
    buf_add_text(out, count ? "</ul>\n" : "");
    if (count > LISTED_FILES) {
        add_whole_list(frame, PHRASE_ALL_FILES, count, out);
    }
}

static bool is_listed(const struct heading *heading)
{
    return heading->toc_depth > 0 && heading->toc_depth <= 2 && heading->text.len;
}

bool frame_has_headings(const struct frame *frame)
{
    const struct document *document = frame->view.document;
    for (size_t i = 0; document && i < document->outline.count; i++) {
        if (is_listed(&document->outline.headings[i])) {
            return true;
        }
    }
    return false;
}

static void add_heading_words(const struct frame *frame, const struct heading *heading,
                              struct buf *out)
{
    const struct attribute *own = node_attribute(heading->node, "lang");
    text_add_foreign(out, frame->language, heading->text,
                     own ? own->value : frame->language);
}

void frame_add_headings(const struct frame *frame, struct buf *out)
{
    if (!frame_has_headings(frame)) {
        return;
    }
    open_nav(frame, "here", PHRASE_ON_THIS_PAGE, out);
    buf_add_text(out, "<ul class=\"headings\">\n");
    const struct outline *outline = &frame->view.document->outline;
    for (size_t i = 0; i < outline->count; i++) {
        const struct heading *heading = &outline->headings[i];
        if (is_listed(heading)) {
            buf_add_format(out, "<li class=\"depth-%d\"><a href=\"#", heading->toc_depth);
            (void)anchor_add_fragment(frame->view.catalog, frame->view.document,
                                      heading->node, out);
            buf_add_text(out, "\">");
            add_heading_words(frame, heading, out);
            buf_add_text(out, "</a></li>\n");
        }
    }
    buf_add_text(out, "</ul>\n");
    close_nav(out);
}

static void add_lists(const struct frame *frame, struct buf *out)
{
    if (!frame->lists_all) {
        open_nav(frame, "side", PHRASE_DOCUMENTS, out);
        add_documents(frame, out);
        add_files(frame, out);
        close_nav(out);
    }
}

void frame_open_main(struct buf *out)
{
    buf_add_text(out, "<main id=\"" FRAME_ID "text\" tabindex=\"-1\">\n");
}

void frame_close_main(struct buf *out)
{
    buf_add_text(out, "</main>\n");
}

void frame_open(const struct frame *frame, struct buf *out)
{
    add_head(frame, out);
    buf_add_text(out, "<body>\n<a class=\"skip\" href=\"#" FRAME_ID "text\"");
    mark_language(frame, out);
    buf_add_byte(out, '>');
    text_add_phrase(out, frame->language, PHRASE_SKIP);
    buf_add_text(out, "</a>\n");
    add_bar(frame, out);
    buf_add_text(out, "<div class=\"columns\">\n");
    add_lists(frame, out);
    frame_open_main(out);
}

static void add_step(const struct frame *frame, const char *class, enum phrase label,
                     const struct document *document, struct buf *out)
{
    buf_add_format(out, "<a class=\"%s\" href=\"%s%.*s\"><span class=\"label\">", class,
                   frame->view.up, STR_ARG(catalog_page(frame->view.catalog, document)));
    text_add_phrase(out, frame->language, label);
    buf_add_text(out, "</span> ");
    text_add_title(out, frame->language, document);
    buf_add_text(out, "</a>\n");
}

static void add_steps(const struct frame *frame, struct buf *out)
{
    const struct packet *packet = frame->view.catalog->packet;
    if (!frame->view.document || packet->document_count < 2) {
        return;
    }
    size_t number = frame->view.document->number;
    buf_add_text(out, "<nav class=\"steps\" aria-label=\"");
    text_add_phrase(out, frame->language, PHRASE_PREVIOUS);
    buf_add_text(out, phrase_in(frame->language, PHRASE_COMMA, NULL));
    text_add_phrase(out, frame->language, PHRASE_NEXT);
    buf_add_byte(out, '"');
    mark_language(frame, out);
    buf_add_text(out, ">\n");
    if (number > 1) {
        add_step(frame, "previous", PHRASE_PREVIOUS, packet->documents[number - 2], out);
    }
    if (number < packet->document_count) {
        add_step(frame, "next", PHRASE_NEXT, packet->documents[number], out);
    }
    buf_add_text(out, "</nav>\n");
}

/* "The living documents are on example.org. Made with offprint." */
static void add_foot(const struct frame *frame, struct buf *out)
{
    const struct packet *packet = frame->view.catalog->packet;
    struct str language = frame->language;
    if (packet->date != DATE_NONE) {
        text_open_phrase(out, language, PHRASE_COPY_OF_DAY);
        text_add_day(out, language, packet->date);
        text_close_phrase(out, language, PHRASE_COPY_OF_DAY);
        text_add_gap(out);
    }
    if (packet->live_url.len) {
        text_add_living(out, language, packet->live_url);
        text_add_gap(out);
    }
    text_add_maker(out, language, frame->view.catalog->generator);
}

void frame_close(const struct frame *frame, struct buf *out)
{
    frame_close_main(out);
    add_steps(frame, out);
    buf_add_text(out, "</div>\n<footer");
    text_mark_phrases(out, frame->language, true);
    buf_add_text(out, "><p>");
    add_foot(frame, out);
    buf_add_text(out, "</p></footer>\n");
    if (search_is_in(frame->view.catalog->packet)) {
        search_add_script(frame->language, frame->view.up, out);
    }
    buf_add_text(out, "</body>\n</html>\n");
}
