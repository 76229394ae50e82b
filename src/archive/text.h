/* Small texts of the bundle: sizes, kinds, days, addresses, JSON strings. */
#ifndef OFFPRINT_ARCHIVE_TEXT_H
#define OFFPRINT_ARCHIVE_TEXT_H

#include "doc/doc.h"

/* Escaped for HTML, and on one line: see buf_add_line. */
void text_add_html(struct buf *out, struct str text);
void text_add_day(struct buf *out, int64_t seconds);                 /* "15 July 2021" */
void text_add_kind(struct buf *out, const struct packet_file *file); /* "PDF 96 kB", and what is odd about it */
/* ` <span class="kind">PDF 96 kB</span>` */
void text_add_kind_html(struct buf *out, const struct packet_file *file);

/* An HTML attribute's value, escaped: an address whose '%' stay, and an anchor whose '%'
 * are encoded like all that an address cannot hold. */
void text_add_address(struct buf *out, struct str address);
void text_add_anchor(struct buf *out, struct str anchor);

/* A link that leaves the bundle; `class` is one of the style sheet's. */
void text_add_link(struct buf *out, const char *class, struct str address,
                   struct str words);

/* For readers: without scheme and the slash at the end. */
struct str text_bare_address(struct str address);

/* Quoted, ASCII alone; what is not UTF-8 becomes U+FFFD. */
void text_add_json(struct buf *out, struct str text);

/* ` "key": "value"` with a comma before it unless it opens the object; nothing when
 * `value` is empty. */
void text_add_member(struct buf *out, const char *key, struct str value);

/* Whether a language tag is one of English, which all that the bundle itself says is in. */
bool text_is_english(struct str language);

#endif
