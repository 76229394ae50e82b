/* Small texts of the bundle: sizes, kinds, days, addresses, members of JSON. */
#ifndef OFFPRINT_ARCHIVE_TEXT_H
#define OFFPRINT_ARCHIVE_TEXT_H

#include "base/phrases.h"
#include "doc/doc.h"

/* Escaped for HTML, and on one line: see gate_add_line(). */
void text_add_html(struct buf *out, struct str text);
/* The same, for a title in words of ours: in <bdi> where it would turn them. */
void text_add_name(struct buf *out, struct str text);
/* "15 July 2021" */
void text_add_day(struct buf *out, struct str language, int64_t seconds);
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

bool text_is_english(struct str language);

/* Whether what the bundle itself says on a page in that language is said in it, by the
 * labels of base/phrases.h; else it says it in English. */
bool text_has_labels(struct str language);
/* Marks an element of such a page as English where the page is not. `alone`: it holds
 * sentences, which run from left to right. */
void text_mark_english(struct buf *out, struct str language, bool alone);
/* A phrase, escaped; and as a label, with ": " behind it. */
void text_add_phrase(struct buf *out, struct str language, enum phrase phrase);
void text_add_label(struct buf *out, struct str language, enum phrase phrase);

#endif
