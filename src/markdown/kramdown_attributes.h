/* Attribute lists on nodes: at once in spans; for blocks once all definitions are known. */
#ifndef OFFPRINT_MARKDOWN_KRAMDOWN_ATTRIBUTES_H
#define OFFPRINT_MARKDOWN_KRAMDOWN_ATTRIBUTES_H

#include "markdown/kramdown_ground.h"

void ial_apply(struct kramdown *k, struct node *node, struct ial *ial);

/* The same of a list that stands elsewhere, for any number of nodes: what it gives counts
 * as what lists with a name give. */
void ial_apply_again(struct kramdown *k, struct node *node, struct ial *ial);

/* What else the node has of a definition that serves any number of them: its title's bytes
 * count, too. False: there are no more, which is told at the node. */
bool ial_title_again(struct kramdown *k, struct node *node, struct str title);

/* `ial` (or none, when NULL) waits for ials_apply_waiting(). */
void ial_attach(struct kramdown *k, struct node *node, struct ial *ial);
void ials_apply_waiting(struct kramdown *k);

/* The lists attached last go, or change over, when they are `node`'s. */
void ials_drop(struct kramdown *k, const struct node *node);
void ials_give(struct kramdown *k, const struct node *from, struct node *to);

#endif
