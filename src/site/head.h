/* Head: what a whole HTML page says of itself, without its tree. For site/ only. */
#ifndef OFFPRINT_SITE_HEAD_H
#define OFFPRINT_SITE_HEAD_H

#include "base/str.h"

struct arena;

/* Texts as they are written, with their character references; empty: the page does not say
 * so. Addresses may be relative. */
struct page_head {
    struct str title, card_title; /* <title>; og:title, for who shows the page as a card */
    struct str site_name;         /* og:site_name */
    struct str canonical;         /* where the page is said to lie */
    struct str refresh;           /* where a browser goes on at once */
    struct str published, modified;
    bool whole; /* has <html> or <body> */
    bool bare;  /* its body shows nothing to read or to see, as far as tags tell */
};

void head_read(struct arena *arena, struct str text, struct page_head *out);

#endif
