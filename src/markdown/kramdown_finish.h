/* What needs the whole page, once its blocks and spans are read. */
#ifndef OFFPRINT_MARKDOWN_KRAMDOWN_FINISH_H
#define OFFPRINT_MARKDOWN_KRAMDOWN_FINISH_H

#include "markdown/kramdown_ground.h"

/* An id to every heading without one. Frees `text` of headings for others. */
void ids_give(struct arena *arena, const struct kramdown_settings *settings,
              struct node *root);
/* {:toc}: a list gives way to the contents. */
void toc_fill(struct kramdown *k);

#endif
