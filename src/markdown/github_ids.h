/* Heading ids by GitHub's rule: lower case; letters, digits, marks, '_' and '-' stay;
 * spaces become '-'; a repeat gets -1, -2, ... Other rules differ from it as markdown.h
 * says. */
#ifndef OFFPRINT_MARKDOWN_GITHUB_IDS_H
#define OFFPRINT_MARKDOWN_GITHUB_IDS_H

#include "markdown/markdown.h"

/* An id to every heading with words below `root` that has none. False when the arena is
 * full. */
bool github_ids_give(struct arena *arena, struct node *root, enum id_rule rule);

#endif
