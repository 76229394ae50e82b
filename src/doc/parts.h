/* What the files of doc/ ask of each other when a document is finished. For doc/ only. */
#ifndef OFFPRINT_DOC_PARTS_H
#define OFFPRINT_DOC_PARTS_H

#include "doc/doc.h"

/* The signs that lead a heading to itself ("¶", "#", empty links, the whole heading as a
 * link) are no part of it: they go, their ids and words stay. heading.c */
void document_drop_permalinks(struct arena *arena, struct document *document);

/* What a heading says in one line: its words, or, without any, those of its images. */
struct str heading_text(struct arena *arena, const struct node *heading);
/* Whether that is nothing but a permalink's sign, or nothing. */
bool heading_is_mute(struct str text);

/* A space at a link's end goes behind it. link.c */
void document_settle_links(struct arena *arena, struct document *document);

/* Leaves out what holds nothing and would part cards of one grid. cards.c */
void document_settle_cards(struct document *document);

/* Marks what is only heard where visible words beside it can carry it. heard.c */
void document_settle_heard(struct document *document);

/* Decides `title`, `title_heading` and `title_in_heading`. title.c */
void document_settle_title(struct arena *arena, struct document *document);

/* Gives each node its letters and each block its direction. direction.c */
void document_settle_directions(struct document *document);

/* What document_finish() does but for the title and for places that links lead to. doc.c */
bool document_finish_untitled(struct arena *arena, struct document *document);

#endif
