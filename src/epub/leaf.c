/* The pages of a book: each has a head and a language, and holds what archive/ writes. */
#include "base/gate.h"
#include "base/language.h"
#include "base/limits.h"
#include "epub/parts.h"

struct leaf leaf_of_packet(const struct packet *packet)
{
    return (struct leaf){.title = packet->title,
                         .language = packet->language,
                         .right_to_left = language_is_right_to_left(packet->language),
                         .up = ""};
}

void leaf_open(const struct leaf *leaf, struct buf *out)
{
    buf_add_format(out,
                   "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<!DOCTYPE html>\n"
                   "<html xmlns=\"http://www.w3.org/1999/xhtml\" "
                   "xmlns:epub=\"http://www.idpf.org/2007/ops\" lang=\"%.*s\" "
                   "xml:lang=\"%.*s\"%s>\n<head>\n<meta charset=\"utf-8\" />\n<title>",
                   STR_ARG(leaf->language), STR_ARG(leaf->language),
                   leaf->right_to_left ? " dir=\"rtl\"" : "");
    gate_add_markup(out, leaf->title);
    buf_add_format(
        out,
        "</title>\n<link rel=\"stylesheet\" type=\"text/css\" href=\"%s" BOOK_STYLE
        "\" />\n</head>\n<body",
        leaf->up);
}

bool leaf_close(struct bundle *bundle, struct str name, struct buf *out)
{
    buf_add_text(out, "</body>\n</html>\n");
    return bundle_add(bundle, BOOK_FOLDER, name, out);
}

static bool write_title(struct bundle *bundle, const struct book *book)
{
    struct leaf leaf = leaf_of_packet(book->packet);
    struct buf out = {.kept_in = bundle->arena, .limit_bytes = ARCHIVE_BYTES_LIMIT};
    leaf_open(&leaf, &out);
    buf_add_text(&out, " epub:type=\"frontmatter\">\n<section epub:type=\"titlepage\">\n");
    archive_title_write(book->pages, &out);
    buf_add_text(&out, "</section>\n");
    return leaf_close(bundle, STR(BOOK_TITLE_PAGE), &out);
}

static bool write_document(struct bundle *bundle, const struct book *book,
                           const struct document *document)
{
    struct leaf leaf = {.title = document->title,
                        .language = document->language,
                        .right_to_left = document->root->direction == RIGHT_TO_LEFT,
                        .up = "../"};
    struct buf out = {.kept_in = bundle->arena, .limit_bytes = ARCHIVE_BYTES_LIMIT};
    leaf_open(&leaf, &out);
    buf_add_text(&out, " epub:type=\"bodymatter\">\n<section epub:type=\"chapter\" "
                       "role=\"doc-chapter\" aria-label=\"");
    gate_add_markup(&out, document->title);
    buf_add_text(&out, "\">\n");
    archive_page_write(book->pages, document, &out);
    buf_add_text(&out, "</section>\n");
    return leaf_close(bundle, archive_page_name(book->pages, document), &out);
}

bool leaves_write(struct bundle *bundle, const struct book *book)
{
    bool ok = write_title(bundle, book);
    for (size_t i = 0; ok && i < book->packet->document_count; i++) {
        ok = write_document(bundle, book, book->packet->documents[i]);
    }
    return ok;
}
