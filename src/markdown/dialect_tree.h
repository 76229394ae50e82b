/* What dialects do to the finished tree. For dialect*.c only. */
#ifndef OFFPRINT_MARKDOWN_DIALECT_TREE_H
#define OFFPRINT_MARKDOWN_DIALECT_TREE_H

#include "markdown/dialect.h"

/* All: false only when the arena is full. */
bool dialect_make_boxes(struct dialect *dialect, struct node *root);
bool dialect_read_attributes(struct dialect *dialect, struct node *root);
bool dialect_read_pandoc(struct dialect *dialect, struct node *root);     /* its figures */
bool dialect_read_roles(struct dialect *dialect, struct node *root);      /* MyST */
bool dialect_read_page_links(struct dialect *dialect, struct node *root); /* Zola */
bool dialect_read_wiki(struct dialect *dialect, struct node *root);
bool dialect_read_signs(struct dialect *dialect, struct node *root); /* dialect_signs.c */
bool dialect_read_abbreviations(struct dialect *dialect, struct node *root);
bool dialect_read_callouts(struct dialect *dialect, struct node *root);

/* An attribute list that ends the words is the owner's. dialect_attributes.c */
void dialect_read_ending(struct dialect *dialect, struct node *words, struct node *owner);

/* The nodes of one kind below `root`, in order; a list that stays true while the tree
 * changes. `*count` is 0 when there are none or memory is gone. */
struct node **dialect_find_nodes(struct dialect *dialect, struct node *root,
                                 enum node_kind kind, size_t *count);

/* cmark cuts texts where a sign might begin something; those beside each other join. */
void dialect_join_texts(struct dialect *dialect, struct node **texts, size_t count);

/* With straight quotes for those that cmark has bent. */
struct str dialect_straighten(struct dialect *dialect, struct str text);

/* A text node beside `node` (before it when `before`), or NULL. */
struct node *dialect_text_beside(struct dialect *dialect, struct node *node,
                                 struct str text, bool before);

/* Puts the node in the place of text[from, to) of a text node, that is cut in two; gives
 * the node of what follows, or NULL. */
struct node *dialect_replace_part(struct dialect *dialect, struct node *text, size_t from,
                                  size_t to, struct node *with);

#endif
