/* GitHub's alerts: quotes whose first line is "[!NOTE]" or another of the five kinds. */
#ifndef OFFPRINT_MARKDOWN_GITHUB_ALERTS_H
#define OFFPRINT_MARKDOWN_GITHUB_ALERTS_H

#include "doc/doc.h"

/* Makes them admonitions. False only when the arena is full. */
bool github_alerts_find(struct arena *arena, struct node *root);

#endif
