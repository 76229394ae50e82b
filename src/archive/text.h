/* Small texts of the bundle: sizes, kinds, days, addresses, members of JSON. */
#ifndef OFFPRINT_ARCHIVE_TEXT_H
#define OFFPRINT_ARCHIVE_TEXT_H

#include "doc/doc.h"

/* Escaped for HTML, and on one line: see gate_add_line(). */
void text_add_html(struct buf *out, struct str text);
/* The same, for a title in words of ours: in <bdi> where it would turn them. */
void text_add_name(struct buf *out, struct str text);
void text_add_day(struct buf *out, int64_t seconds); /* "15 July 2021" */
void text_add_kind(
    struct buf *out,
    const struct packet_file *file); /* "PDF 96 kB", and what is odd about it */
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

/* ` "key": "value"` with a comma before it unless it opens the object; nothing when
 * `value` is empty. */
void text_add_member(struct buf *out, const char *key, struct str value);

/* Whether a language tag is one of English, which all that the bundle itself says is in. */
bool text_is_english(struct str language);

#endif
