/* What the files that write HTML share: the state and its parts.
 *
 * All of them append to the writer's buffer, in which failure is sticky. */
#ifndef OFFPRINT_HTML_WRITER_H
#define OFFPRINT_HTML_WRITER_H

#include "html/html.h"

struct html_writer {
    enum html_dialect dialect;
    const struct html_hooks *hooks;
    struct buf *out;
    bool in_footnotes; /* between the first footnote's opening and the last one's closing */
};

/* writer_tags.c: tags and attributes. */
bool writer_is_kramdown(const struct html_writer *writer);
bool writer_is_in_book(const struct html_writer *writer);
void writer_add(struct html_writer *writer, const char *text);
/* Text between tags: kramdown leaves quotation marks as they are. */
void writer_add_text(struct html_writer *writer, struct str text);
void writer_add_attribute(struct html_writer *writer, const char *name, struct str value);
/* The id and the attributes that the dialect keeps. */
void writer_add_attributes(struct html_writer *writer, const struct node *node);
/* In the bundle, a block's direction where it has to be said. */
void writer_add_direction(struct html_writer *writer, const struct node *node);
void writer_add_address(struct html_writer *writer, const char *name, struct str address);
void writer_open_tag(struct html_writer *writer, const struct node *node, const char *name);
void writer_close_tag(struct html_writer *writer, const char *name, const char *after);
/* Ends the line that is begun, if one is. */
void writer_start_line(struct html_writer *writer);

/* writer_code.c */
void writer_write_code_block(struct html_writer *writer, const struct node *node);
void writer_write_code(struct html_writer *writer, const struct node *node);

/* writer_lists.c: lists and tables. */
bool writer_is_tight(const struct html_writer *writer, const struct node *paragraph);
void writer_open_list(struct html_writer *writer, const struct node *node);
void writer_open_item(struct html_writer *writer, const struct node *node);
void writer_add_checkbox(struct html_writer *writer, const struct node *item);
void writer_open_row(struct html_writer *writer, const struct node *node);
void writer_close_row(struct html_writer *writer, const struct node *node);
void writer_open_cell(struct html_writer *writer, const struct node *node);

/* write_indent.c: indents the lines that the node has begun in what is printed since
 * `from`. */
void writer_indent(struct html_writer *writer, const struct node *node, size_t from);

/* writer_notes.c: footnotes. */
bool writer_holds_back_links(const struct html_writer *writer,
                             const struct node *paragraph);
void writer_write_note_reference(struct html_writer *writer, const struct node *node);
void writer_write_back_links(struct html_writer *writer, const struct node *note);
void writer_open_note(struct html_writer *writer, const struct node *node);
void writer_close_note(struct html_writer *writer, const struct node *node);

#endif
