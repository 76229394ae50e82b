/* Base: where a page's <base> lets its addresses begin. For gumbo_reader.c only. */
#ifndef OFFPRINT_HTML_BASE_H
#define OFFPRINT_HTML_BASE_H

#include "doc/doc.h"

/* Gives links and pictures below `root` the address that `base` leads to; contents that we
 * made lead within their page and stay. An empty base, and one that browsers ignore, change
 * nothing. */
void base_apply(struct arena *arena, struct str base, struct node *root);

#endif
