/* Footnotes in HTML: references, definitions and the links back. Relies on the readers to
 * have numbered both, and on definitions to follow each other. */
#include "html/writer.h"

/* kramdown names footnotes by their label, the others by their number. */
static void add_note_name(struct html_writer *writer, const struct node *note,
                          uint32_t ordinal)
{
    if (writer_is_kramdown(writer)) {
        buf_add_escaped(writer->out, node_info(note));
        if (ordinal > 1) {
            buf_add_format(writer->out, ":%u", ordinal - 1);
        }
        return;
    }
    buf_add_format(writer->out, "%u", node_number(note));
    if (ordinal > 1) {
        buf_add_format(writer->out, "-%u", ordinal);
    }
}

void writer_write_note_reference(struct html_writer *writer, const struct node *node)
{
    const struct node *note = node_target(node);
    const char *separator = writer_is_kramdown(writer) ? ":" : "-";
    if (!note) {
        return;
    }
    writer_add(writer, writer_is_kramdown(writer) ? "<sup" : "<sup class=\"footnote-ref\"");
    buf_add_format(writer->out, " id=\"fnref%s", separator);
    add_note_name(writer, note, node_ordinal(node));
    writer_add(writer, writer_is_kramdown(writer) ? "\" role=\"doc-noteref\"><a href=\"#fn"
                                                  : "\"><a href=\"#fn");
    writer_add(writer, separator);
    add_note_name(writer, note, 1);
    writer_add(writer, writer_is_kramdown(writer)
                           ? "\" class=\"footnote\" rel=\"footnote\">"
                       : writer_is_in_book(writer)
                           ? "\" role=\"doc-noteref\" epub:type=\"noteref\">"
                           : "\" role=\"doc-noteref\">");
    buf_add_format(writer->out, "%u</a></sup>", node_number(node));
}

/* How often `note` is referred to; its references carry their ordinal. */
static uint32_t reference_count(const struct node *note)
{
    return node_ordinal(note) ? node_ordinal(note) : node_target(note) ? 1 : 0;
}

void writer_write_back_links(struct html_writer *writer, const struct node *note)
{
    uint32_t count = reference_count(note);
    for (uint32_t i = 1; i <= count; i++) {
        const char *space = writer_is_kramdown(writer) ? "\xc2\xa0" : " ";
        buf_add_format(writer->out, "%s<a href=\"#fnref%s", i == 1 ? "" : space,
                       writer_is_kramdown(writer) ? ":" : "-");
        add_note_name(writer, note, i);
        if (writer_is_kramdown(writer)) {
            writer_add(writer,
                       "\" class=\"reversefootnote\" role=\"doc-backlink\">&#8617;");
        } else { /* the name holds what is shown: WCAG 2.5.3 */
            const char *back = writer->hooks ? writer->hooks->back : NULL;
            writer_add(writer, "\" class=\"footnote-backref\" role=\"doc-backlink\" "
                               "aria-label=\"");
            writer_add(writer, back ? back : "Back to the text");
            if (i > 1) {
                buf_add_format(writer->out, " %u", i);
            }
            writer_add(writer, "\">\xe2\x86\xa9\xef\xb8\x8e");
        }
        if (i > 1) {
            buf_add_format(writer->out, "<sup>%u</sup>", i);
        }
        writer_add(writer, "</a>");
    }
}

/* A section would want a heading, which the bundle's notes have not. */
static const char *notes_element(const struct html_writer *writer)
{
    return writer_is_kramdown(writer) || writer->dialect == HTML_BUNDLE ? "div" : "section";
}

static void open_notes(struct html_writer *writer, const struct node *first)
{
    writer->in_footnotes = true;
    writer_start_line(writer);
    if (writer_is_in_book(writer)) {
        writer_add(writer, "<section class=\"footnotes\" role=\"doc-endnotes\" "
                           "epub:type=\"footnotes\">\n");
        return;
    }
    buf_add_format(writer->out, "<%s class=\"footnotes\" role=\"doc-endnotes\">\n<ol",
                   notes_element(writer));
    if (writer_is_kramdown(writer) && node_number(first) > 1) {
        buf_add_format(writer->out, " start=\"%u\"", node_number(first));
    }
    writer_add(writer, ">\n");
}

void writer_open_note(struct html_writer *writer, const struct node *node)
{
    bool apart = writer_is_in_book(writer);
    if (!writer->in_footnotes) {
        open_notes(writer, node);
    }
    writer_add(writer, apart                        ? "<aside id=\"fn-"
                       : writer_is_kramdown(writer) ? "<li id=\"fn:"
                                                    : "<li id=\"fn-");
    add_note_name(writer, node, 1);
    writer_add(writer, apart ? "\" role=\"doc-footnote\" epub:type=\"footnote\""
                       : writer_is_kramdown(writer) ? "\" role=\"doc-endnote\""
                                                    : "\"");
    writer_add_direction(writer, node);
    writer_add(writer, ">\n");
    if (apart) {
        buf_add_format(writer->out, "<p class=\"number\">%u.</p>\n", node_number(node));
    }
}

/* The links back stand in the last paragraph, or in one of their own, as they do when
 * kramdown's reader calls the footnote tight. */
bool writer_holds_back_links(const struct html_writer *writer, const struct node *paragraph)
{
    const struct node *note = paragraph->parent;
    return paragraph->kind == NODE_PARAGRAPH && !paragraph->next && note &&
           note->kind == NODE_FOOTNOTE && !(note->tight && writer_is_kramdown(writer));
}

void writer_close_note(struct html_writer *writer, const struct node *node)
{
    if (!node_last(node) || !writer_holds_back_links(writer, node_last(node))) {
        writer_add(writer, "<p>");
        writer_write_back_links(writer, node);
        writer_add(writer, "</p>\n");
    }
    bool apart = writer_is_in_book(writer);
    writer_add(writer, apart ? "</aside>\n" : "</li>\n");
    if (!node->next || node->next->kind != NODE_FOOTNOTE) {
        buf_add_format(writer->out, "%s</%s>\n", apart ? "" : "</ol>\n",
                       apart ? "section" : notes_element(writer));
        writer->in_footnotes = false;
    }
}
