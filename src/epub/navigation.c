/* The navigation: the contents, which also stand among the pages, and landmarks, which
 * reading programs show in ways of their own (EPUB 3.3, 7). */
#include "base/gate.h"
#include "base/limits.h"
#include "base/phrases.h"
#include "epub/parts.h"

const struct front_start *front_start_of(const struct page_starts *starts, bool contents)
{
    size_t i = 0;
    while (i < starts->front_count && starts->front[i].contents != contents) {
        i++;
    }
    return i < starts->front_count ? &starts->front[i] : NULL;
}

void front_mark_write(const struct page_starts *starts, bool contents, struct buf *out)
{
    const struct front_start *start = front_start_of(starts, contents);
    if (start) {
        buf_add_text(out, "<div>");
        archive_write_mark(start->label, out);
        buf_add_text(out, "</div>\n");
    }
}

/* What is said in English on a page of another language says so. */
static void add_title(const struct packet *packet, struct buf *out)
{
    buf_add_format(out, "<h1 id=\"contents\"%s>",
                   phrases_have(packet->language) ? "" : " lang=\"en\" dir=\"ltr\"");
    gate_add_markup(out, str_from(phrase_in(packet->language, PHRASE_CONTENTS, NULL)));
    buf_add_text(out, "</h1>\n");
}

static void mark_language(const struct book *book, const struct document *document,
                          struct buf *out)
{
    if (!str_eq(document->language, book->packet->language)) {
        buf_add_format(out, " lang=\"%.*s\"", STR_ARG(document->language));
    }
}

static void add_document_entry(const struct book *book, const struct document *document,
                               struct buf *out)
{
    buf_add_format(out, "<li><a href=\"%.*s\"",
                   STR_ARG(archive_page_name(book->pages, document)));
    mark_language(book, document, out);
    buf_add_format(out, " dir=\"%s\">", direction_name(document_title_direction(document)));
    gate_add_markup(out, document->title);
    buf_add_text(out, "</a>");
}

static void add_heading_entry(const struct book *book, const struct document *document,
                              const struct heading *heading, struct buf *out)
{
    buf_add_format(out, "<li><a href=\"%.*s#",
                   STR_ARG(archive_page_name(book->pages, document)));
    (void)archive_add_fragment(book->pages, document, heading->node, out);
    buf_add_byte(out, '"');
    mark_language(book, document, out);
    buf_add_byte(out, '>');
    gate_add_markup(out, heading->text);
    buf_add_text(out, "</a>");
}

/* A heading without words has no entry, and what stands below it moves up. */
static void add_document(const struct book *book, const struct document *document,
                         struct buf *out)
{
    const struct outline *outline = &document->outline;
    unsigned depth = 0;
    add_document_entry(book, document, out);
    for (size_t i = 0; i < outline->count; i++) {
        const struct heading *heading = &outline->headings[i];
        if (heading->toc_depth == 0 || heading->text.len == 0) {
            continue;
        }
        unsigned to = heading->toc_depth > depth + 1 ? depth + 1 : heading->toc_depth;
        if (to <= depth) {
            buf_add_text(out, "</li>\n");
        }
        for (; depth > to; depth--) {
            buf_add_text(out, "</ol>\n</li>\n");
        }
        if (depth < to) {
            buf_add_text(out, "\n<ol>\n");
            depth = to;
        }
        add_heading_entry(book, document, heading, out);
    }
    for (; depth > 0; depth--) {
        buf_add_text(out, "</li>\n</ol>\n");
    }
    buf_add_text(out, "</li>\n");
}

static void add_landmark(const char *type, struct str page, struct str name,
                         struct buf *out)
{
    buf_add_format(out, "<li><a epub:type=\"%s\" href=\"%.*s\">", type, STR_ARG(page));
    gate_add_markup(out, name);
    buf_add_text(out, "</a></li>\n");
}

static void add_landmarks(const struct book *book, struct buf *out)
{
    const struct packet *packet = book->packet;
    const char *contents = phrase_in(packet->language, PHRASE_CONTENTS, NULL);
    const char *documents = phrase_in(packet->language, PHRASE_DOCUMENTS, NULL);
    buf_add_text(out, "<nav epub:type=\"landmarks\" hidden=\"hidden\">\n<ol>\n");
    add_landmark("titlepage", STR(BOOK_TITLE_PAGE), packet->title, out);
    add_landmark("toc", STR(BOOK_NAVIGATION), str_from(contents), out);
    if (packet->document_count) {
        add_landmark("bodymatter", archive_page_name(book->pages, packet->documents[0]),
                     str_from(documents), out);
    }
    buf_add_text(out, "</ol>\n</nav>\n");
}

static void add_page_row(struct str page, struct str label, struct buf *out)
{
    buf_add_format(out, "<li><a href=\"%.*s#", STR_ARG(page));
    archive_add_mark_fragment(label, out);
    buf_add_format(out, "\">%.*s</a></li>\n", STR_ARG(label));
}

/* The cover, and where the contents begin: on how many pages the PDF has either, the book's
 * do not show. */
static void add_front_rows(const struct page_starts *starts, struct buf *out)
{
    const struct front_start *cover = front_start_of(starts, false);
    const struct front_start *contents = front_start_of(starts, true);
    if (cover) {
        add_page_row(STR(BOOK_COVER_PAGE), cover->label, out);
    }
    if (contents) {
        add_page_row(STR(BOOK_NAVIGATION), contents->label, out);
    }
}

/* The pages of the PDF (EPUB 3.3, 7.4.2.3; EPUB Accessibility 1.1, 4.1.3). */
static void add_page_list(const struct book *book, struct buf *out)
{
    if (book->starts->count == 0) {
        return;
    }
    buf_add_text(out, "<nav epub:type=\"page-list\" role=\"doc-pagelist\" "
                      "hidden=\"hidden\">\n<ol>\n");
    add_front_rows(book->starts, out);
    for (size_t i = 0; i < book->starts->count; i++) {
        const struct page_start *start = &book->starts->items[i];
        const struct document *document = book->packet->documents[start->document];
        add_page_row(archive_page_name(book->pages, document), start->label, out);
    }
    buf_add_text(out, "</ol>\n</nav>\n");
}

bool navigation_write(struct bundle *bundle, const struct book *book)
{
    const struct packet *packet = book->packet;
    struct leaf leaf = leaf_of_packet(packet);
    struct buf out = {.kept_in = bundle->arena, .limit_bytes = ARCHIVE_BYTES_LIMIT};
    leaf_open(&leaf, &out);
    buf_add_text(&out, " epub:type=\"frontmatter\">\n");
    front_mark_write(book->starts, true, &out);
    buf_add_text(&out, "<nav epub:type=\"toc\" "
                       "role=\"doc-toc\" id=\"toc\" aria-labelledby=\"contents\">\n");
    add_title(packet, &out);
    buf_add_text(&out, "<ol>\n");
    for (size_t i = 0; i < packet->document_count; i++) {
        add_document(book, packet->documents[i], &out);
    }
    buf_add_text(&out, "</ol>\n</nav>\n");
    add_page_list(book, &out);
    add_landmarks(book, &out);
    return leaf_close(bundle, STR(BOOK_NAVIGATION), &out);
}
