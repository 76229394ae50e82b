/* What the files of the fragment writer share: the state and its parts.
 *
 * All of them append to the writer's buffer, in which failure is sticky. */
#ifndef OFFPRINT_DOC_FRAGMENT_PARTS_H
#define OFFPRINT_DOC_FRAGMENT_PARTS_H

#include "doc/fragment.h"

struct fragment_writer {
    enum fragment_dialect dialect;
    const struct fragment_hooks *hooks;
    struct buf *out;
    bool in_footnotes; /* between the first footnote's opening and the last one's closing */
};

/* fragment_tags.c: tags and attributes. */
bool fragment_is_kramdown(const struct fragment_writer *writer);
void fragment_add(struct fragment_writer *writer, const char *text);
void fragment_add_attribute(struct fragment_writer *writer, const char *name,
                            struct str value);
/* The id and the attributes that the dialect keeps. */
void fragment_add_attributes(struct fragment_writer *writer, const struct node *node);
void fragment_add_address(struct fragment_writer *writer, const char *name,
                          struct str address);
void fragment_open_tag(struct fragment_writer *writer, const struct node *node,
                       const char *name);
void fragment_close_tag(struct fragment_writer *writer, const char *name,
                        const char *after);
/* Ends the line that is begun, if one is. */
void fragment_start_line(struct fragment_writer *writer);

/* fragment_code.c */
void fragment_write_code_block(struct fragment_writer *writer, const struct node *node);
void fragment_write_code(struct fragment_writer *writer, const struct node *node);

/* fragment_lists.c: lists and tables. */
bool fragment_is_tight(const struct fragment_writer *writer, const struct node *paragraph);
void fragment_open_list(struct fragment_writer *writer, const struct node *node);
void fragment_open_item(struct fragment_writer *writer, const struct node *node);
void fragment_add_checkbox(struct fragment_writer *writer, const struct node *item);
void fragment_open_row(struct fragment_writer *writer, const struct node *node);
void fragment_close_row(struct fragment_writer *writer, const struct node *node);
void fragment_open_cell(struct fragment_writer *writer, const struct node *node);

/* fragment_notes.c: footnotes. */
bool fragment_holds_back_links(const struct fragment_writer *writer,
                               const struct node *paragraph);
void fragment_write_note_reference(struct fragment_writer *writer, const struct node *node);
void fragment_write_back_links(struct fragment_writer *writer, const struct node *note);
void fragment_open_note(struct fragment_writer *writer, const struct node *node);
void fragment_close_note(struct fragment_writer *writer, const struct node *node);

#endif
