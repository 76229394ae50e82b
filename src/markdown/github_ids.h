/* Heading ids by GitHub's rule: lower case; letters, digits, marks, '_' and '-' stay;
 * spaces become '-'; a repeat gets -1, -2, ... */
#ifndef OFFPRINT_MARKDOWN_GITHUB_IDS_H
#define OFFPRINT_MARKDOWN_GITHUB_IDS_H

#include "doc/doc.h"

/* An id to every heading with words below `root` that has none. `joined`: of several dashes
 * one stays, and none at an end. False when the arena is full. */
bool github_ids_give(struct arena *arena, struct node *root, bool joined);

#endif
